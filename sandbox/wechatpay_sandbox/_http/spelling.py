"""Names of headers leave as WeChat Pay spells them: some clients look them up as they are written."""

from __future__ import annotations

from email.utils import formatdate
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UNLIKE: Final = {b"request-id": b"Request-ID"}


class SpelledHeaders:
    """Writes `Wechatpay-Timestamp`, `Request-ID` and `Content-Type`, where Starlette writes all in small letters.

    Args:
        app: The application whose answers are changed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def spelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(b"date", formatdate(usegmt=True).encode()), *message["headers"]]
                message = {**message, "headers": [(_spelled(name), value) for name, value in headers]}
            await send(message)

        await self._app(scope, receive, spelled)


def _spelled(name: bytes) -> bytes:
    return _UNLIKE.get(name) or b"-".join(word.capitalize() for word in name.split(b"-"))
