"""Requests that cannot be signed as they are: refused before a byte leaves, by an error that says why."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.auth_plugin.platform import Platform
from wechatpay_httpx import WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError

Send = Callable[..., httpx.Response]


async def later() -> AsyncIterator[bytes]:
    yield b"{}"


def at_once() -> Iterator[bytes]:
    yield b"{}"


def texts() -> Iterator[Any]:
    yield "{}"


def in_client(auth: WeChatPayAuth, url: str, content: Any) -> object:
    with httpx.Client(auth=auth) as client:
        return client.post(url, content=content)


def in_async_client(auth: WeChatPayAuth, url: str, content: Any) -> object:
    async def send() -> object:
        async with httpx.AsyncClient(auth=auth) as client:
            return await client.post(url, content=content)

    return asyncio.run(send())


@pytest.mark.parametrize(
    ("send", "content"),
    [(in_client, later), (in_async_client, at_once), (in_client, texts)],
    ids=["async content", "sync content", "texts"],
)
def test_content_of_the_other_kind_of_client_is_refused(
    auth: WeChatPayAuth, platform: Platform, send: Callable[..., object], content: Callable[[], object]
) -> None:
    with pytest.raises(AuthConfigurationError, match=r"content cannot be read.*AsyncClient bytes or an async iterator"):
        send(auth, f"{platform.url}/v3/x", content())
    assert not platform.received


def test_content_of_its_own_kind_is_signed(auth: WeChatPayAuth) -> None:
    def request(content: Any) -> httpx.Request:
        return httpx.Request("POST", "https://api.mch.weixin.qq.com/v3/x", content=content)

    async def first() -> httpx.Request:
        flow = auth.async_auth_flow(request(later()))
        try:
            return await anext(flow)
        finally:
            await flow.aclose()

    for signed in next(auth.sync_auth_flow(request(at_once()))), asyncio.run(first()):
        assert signed.content == b"{}"
        assert "Authorization" in signed.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("target", ["/v3/b", 5, ["/v3/b"]])
def test_a_target_that_is_not_bytes_is_refused(send: Send, platform: Platform, method: str, target: Any) -> None:
    with pytest.raises(AuthConfigurationError, match=r"extension target is .*as bytes .*needed"):
        send(method, "/v3/x", extensions={"target": target})
    assert not platform.received


@pytest.mark.parametrize("meta", ['{"sha256":"0"}', ("upload", b"{}"), ("优惠券.json", b"{}", "application/json")])
def test_a_meta_part_that_is_a_file_is_refused(send: Send, platform: Platform, meta: Any) -> None:
    files = {"meta": meta, "file": ("a.png", b"x", "image/png")}
    with pytest.raises(AuthConfigurationError, match=r"'meta' part .* has a filename.*\(None, text, "):
        send("POST", "/v3/x", files=files)
    assert not platform.received
