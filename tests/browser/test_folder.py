"""Opened from a folder, with no server, the site looks and searches as it should."""

from playwright.sync_api import expect

from .watching import Watched


def test_a_site_on_a_disk_works(browser, shelf):
    watched = Watched(browser, shelf.as_uri(), shelf)
    page = watched.page("/search/index.html")
    assert page.locator("header").evaluate("one => getComputedStyle(one).color") != "rgb(0, 0, 0)"
    page.get_by_role("searchbox").fill("звонить")
    expect(page.get_by_role("status")).to_have_text("Найдено строк: 1 из 6.")
    page.locator("#rows a:visible").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Учёт ёлок и елей")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Русский")).to_be_visible()
    assert [] == watched.close()
