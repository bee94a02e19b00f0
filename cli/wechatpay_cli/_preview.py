"""A request as it would go out: checked and signed, and not sent."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import httpx

from wechatpay_cli._exits import SetUpError
from wechatpay_cli._facts import masked
from wechatpay_cli._say import say
from wechatpay_cli._session import client_of
from wechatpay_cli._sources import Source

if TYPE_CHECKING:
    from wechatpay_product_coupon import Call

_HIDDEN: Final = "***"
_LEFT_TO_CURL: Final = frozenset({"host", "content-length", "accept-encoding", "connection"})


def captured(call: Call[Any], source: Source, *, is_hidden: bool, picture: str | None) -> Preview:
    """Let a client check and sign a call, and keep what it would send.

    Args:
        call: What is to be shown.
        source: The merchant's settings.
        is_hidden: Whether the signature, codes and openids are left out.
        picture: Path of the file that the form holds.

    Raises:
        ClientError: The call cannot be made: it breaks the contract, or cannot be signed.
        SetUpError: The keys that verify its answer have to be downloaded first.
    """
    from wechatpay_product_coupon import RetryPolicy
    from wechatpay_runtime.errors import NoAnswerError

    capture = _Capture()
    once = RetryPolicy(max_attempts=1)
    with client_of(source, transport=capture, retry=once, rate_limits=None) as client, suppress(NoAnswerError):
        client.send(call)
    request = capture.request
    if request is None or request.url.path == "/v3/certificates":
        raise SetUpError(say("Platform certificates have to be downloaded first; any call does it, or the doctor."))
    return Preview(call, request, is_hidden=is_hidden, picture=picture)


class _Capture(httpx.BaseTransport):
    """Keeps a request in place of sending it."""

    request: httpx.Request | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.request = request
        raise httpx.ConnectError("not sent", request=request)


class Preview:
    """A request that was not sent.

    Args:
        call: What it was made of.
        request: What would have gone out.
        is_hidden: Whether the signature, codes and openids are left out.
        picture: Path of the file that the form holds.
    """

    def __init__(self, call: Call[Any], request: httpx.Request, *, is_hidden: bool, picture: str | None) -> None:
        self._call = call
        self._request = request
        self._is_hidden = is_hidden
        self._picture = picture

    def facts(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "method": self._request.method,
            "url": self._url(),
            "headers": self._headers(),
            "body": self._body() if self._picture is None else say("<form with {picture}>", picture=self._picture),
        }

    def curl(self) -> str:
        """Return it as a command for a shell."""
        words = [["curl", "--request", self._request.method, self._url()]]
        for name, value in self._headers().items():
            if name.lower() not in _LEFT_TO_CURL and not (self._picture and name.lower() == "content-type"):
                words.append(["--header", f"{name}: {value}"])
        if self._picture is not None:
            parts = dict(self._call.body.to_multipart())
            meta, file = parts["meta"], parts["file"]
            words.append(["--form", f"meta={_quoted(_text_of(meta))};type=application/json"])
            words.append(["--form", f"file=@{_quoted(self._picture)};type={file[2]}"])
        elif self._request.content:
            # As it is signed: another spacing would break the signature.
            words.append(["--data-binary", self._text()])
        return " \\\n  ".join(shlex.join(group) for group in words)

    def _url(self) -> str:
        if not self._is_hidden:
            return str(self._request.url)
        path = {
            name: _HIDDEN if name in masked() else quote(str(each), safe="") for name, each in self._call.path.items()
        }
        target = self._call.operation.path.format_map(path)
        pairs = [pair.partition("=") for pair in self._request.url.query.decode().split("&") if pair]
        query = "&".join(f"{name}={_HIDDEN if name in masked() else value}" for name, _, value in pairs)
        origin = f"{self._request.url.scheme}://{self._request.url.netloc.decode()}"
        return f"{origin}{target}?{query}" if query else f"{origin}{target}"

    def _headers(self) -> dict[str, str]:
        return {
            name.title(): _HIDDEN if self._is_hidden and name.lower() == "authorization" else value
            for name, value in self._request.headers.items()
        }

    def _body(self) -> Any:
        body = json.loads(self._request.content) if self._request.content else None
        return _without_secrets(body) if self._is_hidden else body

    def _text(self) -> str:
        if self._is_hidden:
            return json.dumps(self._body(), ensure_ascii=False, separators=(",", ":"))
        return self._request.content.decode()


def _quoted(value: str) -> str:
    """Return a value of a form as curl reads it: without quotes it ends at a semicolon or comma."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text_of(part: Any) -> str:
    content = part[1]
    return content.decode() if isinstance(content, bytes) else str(content)


def _without_secrets(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _HIDDEN if name in masked() else _without_secrets(member) for name, member in value.items()}
