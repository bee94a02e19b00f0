"""A real Chromium, and what it says of the pages it is shown."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

_SCREEN = {"width": 1280, "height": 800}
_PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "there is no Chromium; Debian's is `apt-get install chromium`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


class Seen:
    """A page and what the browser said of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        self.hosts.add(request.url.split("/")[2].split(":")[0] if "//" in request.url else "")

    def keep(self, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.jpg", type="jpeg", quality=60)

    def fits(self) -> None:
        """Nothing makes the page wider than the screen."""
        assert self.page.viewport_size
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.page.viewport_size["width"]


class Looking(Protocol):
    def __call__(self, *, phone: bool = False, **settings: Any) -> Seen: ...


@pytest.fixture
def look(browser: Browser) -> Iterator[Looking]:
    """Open pages, each with a memory of its own. At the end none has complained, nor asked another host."""
    opened: list[Seen] = []

    def look(*, phone: bool = False, **settings: Any) -> Seen:
        of_phone = {"is_mobile": True, "device_scale_factor": 2} if phone else {}
        shown = {"viewport": _PHONE if phone else _SCREEN, "locale": "zh-CN", **of_phone, **settings}
        opened.append(Seen(browser.new_context(**shown).new_page()))
        return opened[-1]

    yield look
    for seen in opened:
        seen.page.context.close()
    for seen in opened:
        assert seen.complaints == []
        assert seen.hosts <= {"127.0.0.1", ""}


@pytest.fixture
def seen(look: Looking) -> Seen:
    return look()
