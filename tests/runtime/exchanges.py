"""Single exchanges over an `AiohttpTransport`."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import httpx

from wechatpay_product_coupon import AiohttpTransport

OK: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
SECONDS: Final = 10
TIMEOUT: Final = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}
SHORT: Final = {"connect": 0.3, "read": 0.3, "write": 0.3, "pool": 0.3}


def request(url: str, method: str = "POST", *, timeout: Any = TIMEOUT, **kwargs: Any) -> httpx.Request:
    return httpx.Request(method, url, extensions={"timeout": timeout, **kwargs.pop("extensions", {})}, **kwargs)


async def exchange(transport: httpx.AsyncBaseTransport, *requests: httpx.Request) -> httpx.Response:
    async with transport:
        for each in requests:
            response = await transport.handle_async_request(each)
            await response.aread()
        return response


def send(*requests: httpx.Request, transport: httpx.AsyncBaseTransport | None = None) -> httpx.Response:
    """Send requests one after the other, and return the last answer."""
    return asyncio.run(asyncio.wait_for(exchange(transport or AiohttpTransport(), *requests), SECONDS))
