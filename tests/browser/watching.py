"""A browser that is watched: what a page asked of the world, complained of, or said to the user."""

from pathlib import Path
from typing import Literal

from attrs import define, field
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

MEDIA = Literal["light", "dark"]
DESKTOP, PHONE = 1280, 320


@define(slots=False)  # the driver writes its own marks on it
class Watched:
    """A browser whose pages see one server and nothing else.

    `faults` are things that no page may do: ask for anything outside the server, meet an error,
    break the content policy (the browser says so in its console), open a dialog or a window.
    """

    browser: Browser
    origin: str
    shelf: Path
    faults: list[str] = field(factory=list)
    contexts: list[BrowserContext] = field(factory=list)

    def page(
        self,
        path: str,
        *,
        width: int = DESKTOP,
        height: int = 720,
        colours: MEDIA = "light",
        scripts: bool = True,
        lang: str = "ru",
        calm: bool = True,
    ) -> Page:
        """A new profile's only page, loaded."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=colours,
            java_script_enabled=scripts,
            locale=lang,
            reduced_motion="reduce" if calm else "no-preference",
            accept_downloads=True,
        )
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        context.route("**/*", self.judge)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.on("response", lambda answer: self.answered(answer.url, answer.status))
        page = context.new_page()
        page.on("popup", lambda window: self.faults.append(f"window: {window.url}"))
        page.on("dialog", self.dialog)
        page.goto(self.origin + self.found(path), wait_until="load")
        return page

    def found(self, path: str) -> str:
        """An address; `*` in it stands for the first file of that kind on the shelf."""
        if "*" not in path:
            return path
        return f"/{min(self.shelf.glob(path[1:])).relative_to(self.shelf).as_posix()}"

    def judge(self, route: Route, request: Request) -> None:
        if request.url.startswith((self.origin + "/", "data:", "blob:")):
            route.continue_()
            return
        self.faults.append(f"request: {request.url}")
        route.abort()

    def answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.faults.append(f"answer {status}: {url}")

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text}")

    def dialog(self, dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def close(self) -> list[str]:
        """Closes every page; what was found."""
        while self.contexts:
            self.contexts.pop().close()
        return self.faults
