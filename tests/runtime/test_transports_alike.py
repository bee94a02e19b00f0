"""What one transport makes of an odd answer or setting, every other one makes of it too."""

from __future__ import annotations

import asyncio
import gc
import json
import math
import socket
import time
import weakref
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.peer import Peer, answers, wait_for
from tests.requests_of import image_task
from tests.runtime.exchanges import OK
from wechatpay_product_coupon import AiohttpTransport, AsyncClient, Client, CurlTransport, RetryPolicy, errors
from wechatpay_runtime._transports.asynchronous import AsyncTransport
from wechatpay_runtime._transports.default import Transport

MADE: dict[str, Callable[..., Any]] = {
    "Transport": Transport,
    "CurlTransport": CurlTransport,
    "AsyncTransport": AsyncTransport,
    "AiohttpTransport": AiohttpTransport,
}
ONCE = RetryPolicy(max_attempts=1, deadline=math.inf)
Submit = Callable[..., Any]


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return MADE[request.param]


@pytest.fixture
def submit(made: Callable[..., Any]) -> Submit:
    """Make calls, one after the other, over a transport of a kind; return what the last one ends in."""

    def submit(url: str, calls: int = 1, settings: Any = None, **options: Any) -> Any:
        options = {"base_url": url, "rate_limits": None, "retry": ONCE, "timeout": 5, **options}
        settings = settings or {}

        async def in_loop() -> Any:
            async with (
                made(**settings) as transport,
                AsyncClient(None, transport=transport, **options) as client,
            ):
                for _ in range(calls):
                    answer = await client.images.submit_generation_task(image_task())
                return answer

        if made in (AsyncTransport, AiohttpTransport):
            return asyncio.run(in_loop())
        with made(**settings) as transport, Client(None, transport=transport, **options) as client:
            for _ in range(calls):
                answer = client.images.submit_generation_task(image_task())
            return answer

    return submit


def test_silence_after_an_interim_answer_ends_in_time(peer: Peer, submit: Submit) -> None:
    peer.answer = answers(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
    begun = time.monotonic()
    with pytest.raises(errors.NoAnswerError) as caught:
        submit(peer.url, timeout=0.4)
    assert isinstance(caught.value.cause, httpx.TimeoutException)
    assert caught.value.outcome_unknown
    assert time.monotonic() - begun < 4


def test_an_answer_that_changes_the_protocol_is_none(peer: Peer, submit: Submit) -> None:
    peer.answer = answers(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
    with pytest.raises(errors.NoAnswerError) as caught:
        submit(peer.url, timeout=0.4)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Le", b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n"])
def test_an_answer_that_ends_amid_its_headers_is_none(peer: Peer, submit: Submit, head: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        connection.shutdown(socket.SHUT_RDWR)

    peer.answer = answer
    with pytest.raises(errors.NoAnswerError) as caught:
        submit(peer.url)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    "headers",
    [b"X-Long: " + b"a" * 30_000 + b"\r\n", b"".join(b"X-%d: a\r\n" % number for number in range(600))],
    ids=["a long one", "many"],
)
def test_headers_of_a_gateways_are_read(peer: Peer, submit: Submit, headers: bytes) -> None:
    peer.answer = answers(b"HTTP/1.1 404 Not Found\r\n" + headers + b"Content-Length: 2\r\n\r\n{}")
    with pytest.raises(errors.ApiError, match="404"):
        submit(peer.url)


@pytest.mark.parametrize(
    ("limits", "opened"),
    [({}, 1), ({"keepalive_expiry": 0}, 2), ({"max_keepalive_connections": 0}, 2)],
    ids=["default", "none is kept for any time", "none is kept"],
)
def test_who_keeps_no_connection_gets_a_new_one(
    peer: Peer, submit: Submit, limits: dict[str, Any], opened: int
) -> None:
    def answer(connection: socket.socket) -> None:
        asked = json.loads(peer.requests[-1].partition(b"\r\n\r\n")[2])
        known = {name: asked[name] for name in ("task_id", "brand_id", "image_generation_type")}
        task = json.dumps({**known, "task_state": "PROCESSING"}).encode()
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(task), task))

    peer.answer = answer
    submit(peer.url, 2, {"limits": httpx.Limits(**limits)})
    assert peer.opened == opened
    wait_for(lambda: peer.closed == opened)


def test_authorities_that_are_not_there_are_named(
    made: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(errors.ConfigurationError, match=r"SSL_CERT_FILE names .*none\.pem"):
        made()
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    with pytest.raises(errors.ConfigurationError, match=r"SSL_CERT_DIR names .*none"):
        made()


@pytest.mark.parametrize("answer", [OK, b"HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}"], ids=["read", "an error"])
def test_nothing_of_a_call_waits_for_the_garbage_collector(peer: Peer, made: Callable[..., Any], answer: bytes) -> None:
    """A body may be of megabytes, and the collector late."""
    peer.answer = answers(answer)
    seen: list[weakref.ref[httpx.Request]] = []
    options: dict[str, Any] = {"base_url": peer.url, "rate_limits": None, "retry": ONCE}

    class Seen(httpx.Auth):
        def auth_flow(self, request: httpx.Request) -> Any:
            seen.append(weakref.ref(request))
            yield request

    def sync() -> None:
        with made() as transport, Client(Seen(), transport=transport, **options) as client:
            for _ in range(3):
                with pytest.raises(errors.ClientError):
                    client.images.submit_generation_task(image_task())

    async def in_loop() -> None:
        async with (
            made() as transport,
            AsyncClient(Seen(), transport=transport, **options) as client,
        ):
            for _ in range(3):
                with pytest.raises(errors.ClientError):
                    await client.images.submit_generation_task(image_task())

    gc.disable()
    try:
        asyncio.run(in_loop()) if made in (AsyncTransport, AiohttpTransport) else sync()
        assert [each for each in seen[:2] if each() is not None] == []
    finally:
        gc.enable()
    assert len(seen) == 3
