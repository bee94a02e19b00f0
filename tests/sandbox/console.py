"""A browser for the console, without a screen: it holds the cookie and fills in forms."""

from __future__ import annotations

import html
import re
from types import TracebackType
from typing import Any, Self

import httpx

from wechatpay_sandbox import Sandbox


class Browser:
    """Has opened the console of a sandbox by its printed address."""

    def __init__(self, sandbox: Sandbox, language: str = "en") -> None:
        headers = {"Accept-Language": language, "Accept": "text/html"}
        self.http = httpx.Client(base_url=sandbox.url, headers=headers, follow_redirects=True)
        answer = self.http.get(sandbox.console_url)
        assert answer.status_code == 200, answer.text
        assert "token" not in str(answer.url)

    def page(self, path: str, **query: Any) -> str:
        """Return a page as HTML."""
        answer = self.http.get(f"/_console/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.text

    def text(self, path: str, **query: Any) -> str:
        """Return what a page says, without its tags."""
        return said(self.page(path, **query))

    def do(self, control: str, **arguments: str) -> httpx.Response:
        """Fill in the form of a control and send it."""
        form = re.search(r'name="form" value="(\w+)"', self.page("do"))
        assert form
        return self.http.post(f"/_console/do/{control}", data={"form": form[1], **arguments})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.http.close()


def said(page: str) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def curl_of(page: str) -> str:
    """Return the call of the control API that a page shows, the last one."""
    return html.unescape(re.findall(r'<pre class="curl"[^>]*>(.*?)</pre>', page, re.DOTALL)[-1])
