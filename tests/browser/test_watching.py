"""The watch itself: each thing that no page may do is seen when a page does it."""

import pytest

PAGES = {
    "image": '<img src="http://other.example/a.png" alt="">',
    "link": '<a id="one" href="http://other.example/">a</a>',
    "answer": '<script src="none.js"></script>',
    "policy": "<script>document.title = 1</script>",
    "style": '<p style="color: red">',
    "error": '<script src="error.js"></script>',
    "warning": '<script src="warning.js"></script>',
    "dialog": '<script src="dialog.js"></script>',
    "window": '<a id="one" href="/kept/quiet.html" target="_blank">a</a>',
}
SCRIPTS = {
    "error": 'throw new Error("a")',
    "warning": 'console.warn("a")',
    "dialog": 'alert("a")',
}
SEEN = {
    "image": "console error: Loading the image 'http://other.example/a.png'",
    "link": "request: http://other.example/",
    "answer": "answer 404",
    "policy": "console error: Executing inline script",
    "style": "console error: Applying inline style",
    "error": "error: ",
    "warning": "console warning: a",
    "dialog": "dialog: a",
    "window": "window: ",
}


@pytest.fixture(scope="module")
def kept(shelf):
    folder = shelf / "kept"
    folder.mkdir()
    head = '<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>a</title>'
    for name, text in {**PAGES, "quiet": "<p>Тихо"}.items():
        (folder / f"{name}.html").write_text(head + text, "utf-8")
    for name, text in SCRIPTS.items():
        (folder / f"{name}.js").write_text(text, "utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_what_no_page_may_do_is_seen(watched, kept, name):
    page = watched.page(f"/kept/{name}.html")
    if name == "window":
        with page.expect_popup():
            page.click("#one")
    if name == "link":
        with page.expect_request("http://other.example/"):
            page.click("#one")
    page.evaluate("1")  # whatever the page said is heard by now
    told = watched.close()
    assert any(one.startswith(SEEN[name]) for one in told), told


def test_a_quiet_page_is_not_complained_of(watched, kept):
    watched.page("/kept/quiet.html")
    assert [] == watched.close()
