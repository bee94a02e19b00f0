"""Answers too long, or dressed in a way that nobody asked for, are not read; errors say whether they are verified."""

from __future__ import annotations

import asyncio
import gzip
import json
import pickle
import socket
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.peer import Answer, Peer, answers, wait_for
from tests.requests_of import codes, image_task
from tests.runtime.test_connections import ANSWER, task
from wechatpay_product_coupon import (
    AiohttpTransport,
    AsyncClient,
    AsyncTransport,
    Client,
    CurlTransport,
    RetryPolicy,
    Transport,
    errors,
)

SUBMIT = "images.submit_generation_task"
Ask = Callable[..., Any]
Submit = Callable[..., Any]
LONGEST = 2**16


@pytest.fixture(params=["Transport", "CurlTransport", "AsyncTransport", "AiohttpTransport", "httpx", "httpx async"])
def submit(request: pytest.FixtureRequest) -> Submit:
    """Make one call over one of the transports, with small answers allowed."""
    made: dict[str, Callable[[], Any]] = {
        "Transport": Transport,
        "CurlTransport": CurlTransport,
        "AsyncTransport": AsyncTransport,
        "AiohttpTransport": AiohttpTransport,
        "httpx": httpx.HTTPTransport,
        "httpx async": httpx.AsyncHTTPTransport,
    }
    is_sync = request.param in ("Transport", "CurlTransport", "httpx")

    def submit(url: str, **options: Any) -> Any:
        options = {
            "base_url": url,
            "rate_limits": None,
            "retry": RetryPolicy(max_attempts=1),
            "max_answer_bytes": LONGEST,
            **options,
        }
        if is_sync:
            with made[request.param]() as transport, Client(None, transport=transport, **options) as client:
                return client.images.submit_generation_task(body=task())

        async def in_loop() -> Any:
            async with made[request.param]() as transport, AsyncClient(None, transport=transport, **options) as client:
                return await client.images.submit_generation_task(body=task())

        return asyncio.run(in_loop())

    return submit


def wire(body: bytes, *headers: str, status: int = 200) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status} X", *headers, f"Content-Length: {len(body)}", "", ""])
    return head.encode() + body


def endless(head: bytes, piece: bytes) -> Answer:
    def send(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(head)
            for _ in range(2**12):  # 256 MiB
                connection.sendall(piece)

    return send


BOMB = gzip.compress(bytes(2**26))
CHUNKED = b"HTTP/1.1 %d X\r\nTransfer-Encoding: chunked\r\n\r\n"
PIECE = bytes(2**16)
UNFIT: dict[str, Answer] = {
    "one byte too many": answers(wire(b" " * (LONGEST + 1))),
    "a length of a GiB": endless(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", PIECE),
    "chunks without end": endless(CHUNKED % 200, b"10000\r\n%b\r\n" % PIECE),
    "until the connection closes": endless(b"HTTP/1.1 200 OK\r\n\r\n", PIECE),
    "an error without end": endless(CHUNKED % 502, b"10000\r\n%b\r\n" % PIECE),
    "a bomb": answers(wire(BOMB, "Content-Encoding: gzip")),
    "an error that is a bomb": answers(wire(BOMB, "Content-Encoding: gzip", status=500)),
    "a bomb of zlib's": answers(wire(zlib.compress(bytes(2**25)), "Content-Encoding: deflate")),
    "a bomb without a frame": answers(wire(zlib.compress(bytes(2**25))[2:-4], "Content-Encoding: deflate")),
    "a bomb in a bomb": answers(wire(gzip.compress(BOMB), "Content-Encoding: gzip, gzip")),
    "a bomb in a bomb, in two lines": answers(wire(gzip.compress(BOMB), *["Content-Encoding: gzip"] * 2)),
    "brotli": answers(wire(b"{}", "Content-Encoding: br")),
    "an encoding of its own": answers(wire(b"{}", "Content-Encoding: " + "x" * 5000)),
    "many headers": answers(wire(b"{}", *(f"X-{number}: {'a' * 700}" for number in range(100)))),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_unfit_is_not_read_and_ends_its_connection(peer: Peer, submit: Submit, name: str) -> None:
    peer.answer = UNFIT[name]
    tracemalloc.start()
    try:
        with pytest.raises(errors.UnverifiedAnswerError) as caught:
            submit(peer.url)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.reason == "not read"
    assert caught.value.outcome_unknown
    assert len(str(caught.value)) < 600
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    wait_for(lambda: peer.closed == peer.opened)
    # What the peer itself holds of its answer counts too.
    assert taken < 2**24


@pytest.mark.parametrize("size", [70_000, 200_000, 5_000_000])
def test_headers_without_end_end_in_an_error(peer: Peer, submit: Submit, size: int) -> None:
    line = b"X-%d: " % size + b"a" * 1000 + b"\r\n"
    peer.answer = answers(b"HTTP/1.1 200 OK\r\n" + line * (size // len(line)) + b"Content-Length: 2\r\n\r\n{}")
    with pytest.raises((errors.UnverifiedAnswerError, errors.NoAnswerError)) as caught:
        submit(peer.url)
    assert caught.value.outcome_unknown
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate", "identity", ""])
def test_what_is_just_short_enough_is_read(peer: Peer, submit: Submit, encoding: str) -> None:
    body = ANSWER[:-1] + b" " * (LONGEST - len(ANSWER)) + b"}"
    made = {"gzip": gzip.compress, "deflate": zlib.compress}.get(encoding.lower(), bytes)
    peer.answer = answers(wire(made(body), f"Content-Encoding: {encoding}"))
    assert submit(peer.url).brand_id


@pytest.mark.parametrize("window", [zlib.MAX_WBITS, 9, -zlib.MAX_WBITS])
def test_a_deflate_has_a_frame_of_zlibs_or_none(peer: Peer, submit: Submit, window: int) -> None:
    deflate = zlib.compressobj(wbits=window)
    peer.answer = answers(wire(deflate.compress(ANSWER) + deflate.flush(), "Content-Encoding: deflate"))
    assert submit(peer.url).brand_id


def test_the_default_bound_is_some_mebibytes(peer: Peer, submit: Submit) -> None:
    body = ANSWER[:-1] + b" " * (4 * 2**20 - len(ANSWER)) + b"}"
    peer.answer = answers(wire(body))
    assert submit(peer.url, max_answer_bytes=4 * 2**20).brand_id
    peer.answer = answers(wire(body + b" "))
    with pytest.raises(errors.UnverifiedAnswerError, match="more than 4194304 bytes"):
        submit(peer.url, max_answer_bytes=4 * 2**20)
    with pytest.raises(errors.ConfigurationError, match="max_answer_bytes"):
        submit(peer.url, max_answer_bytes=0)


def test_it_is_repeated_once(peer: Peer, submit: Submit) -> None:
    peer.answer = answers(wire(b" " * (LONGEST + 1)))
    with pytest.raises(errors.UnverifiedAnswerError) as caught:
        submit(peer.url, retry=RetryPolicy(max_attempts=4, wait_initial=0, wait_jitter=0))
    assert len(caught.value.attempts) == len(peer.requests) == 2


def test_a_large_answer_is_decompressed_beside_the_event_loop(peer: Peer) -> None:
    import threading

    body = gzip.compress(ANSWER[:-1] + bytes(b" " * 2**27) + b"}", 1)
    peer.answer = answers(wire(body, "Content-Encoding: gzip"))

    async def run() -> tuple[int, int]:
        turns = 0
        async with AsyncClient(
            None, base_url=peer.url, rate_limits=None, retry=RetryPolicy(max_attempts=1), max_answer_bytes=2**28
        ) as client:
            call = asyncio.create_task(client.images.submit_generation_task(body=task()))
            others = 0
            while not call.done():
                await asyncio.sleep(0.001)
                turns += 1
                others = max(others, sum(thread.name.startswith("asyncio_") for thread in threading.enumerate()))
            assert (await call).brand_id
        return turns, others

    turns, others = asyncio.run(run())
    assert turns > 10
    assert others


def test_an_error_says_whether_it_is_verified(ask: Ask, platform: Any) -> None:
    body = {"code": "PARAM_ERROR", "message": "x"}
    with pytest.raises(errors.ApiError) as caught:
        ask(body, SUBMIT, body=image_task(), status=400)
    assert caught.value.verified
    assert pickle.loads(pickle.dumps(caught.value)).verified
    forged = platform.signed(json.dumps(body).encode(), 400)
    forged.headers.clear()
    with pytest.raises(errors.ApiError) as caught:
        ask(lambda request: forged, SUBMIT, body=image_task())
    assert not caught.value.verified


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_forged_error_is_an_unverified_answer_and_no_reason_to_wait_long(
    ask: Ask, platform: Any, status: int
) -> None:
    asked = 0

    def answer(request: Any) -> Any:
        nonlocal asked
        asked += 1
        forged = platform.signed(b"{}", status)
        forged.body = b'{"code": "RATELIMIT_EXCEEDED", "message": "x"}'
        forged.headers["Retry-After"] = "40"
        return forged

    retry = RetryPolicy(max_attempts=4, wait_initial=0, wait_jitter=0)
    with pytest.raises(errors.UnverifiedAnswerError) as caught:
        ask(answer, SUBMIT, body=image_task(), client={"retry": retry})
    assert caught.value.outcome_unknown
    assert asked == 2


def test_a_status_that_was_changed_makes_no_result_and_no_verified_error(ask: Ask) -> None:
    with pytest.raises(errors.UnverifiedAnswerError, match="status changed"):
        ask({"code": "PARAM_ERROR", "message": "x"}, "stocks.upload_codes", "1", "2", body=codes("a"))
    with pytest.raises(errors.ApiError) as caught:
        ask({"total_count": 1}, "stocks.upload_codes", "1", "2", body=codes("a"), status=400)
    assert not caught.value.verified


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize(
    "made",
    [
        lambda: httpx.Response(200, content=ANSWER),
        lambda: httpx.Response(200, json=json.loads(ANSWER)),
        lambda: httpx.Response(200, content=gzip.compress(ANSWER), headers={"Content-Encoding": "gzip"}),
    ],
)
def test_what_a_transport_has_read_itself_is_an_answer_too(mode: str, made: Callable[[], httpx.Response]) -> None:
    transport = httpx.MockTransport(lambda _: made())

    def ask(longest: int) -> Any:
        if mode == "sync":
            with Client(None, transport=transport, max_answer_bytes=longest) as client:
                return client.images.submit_generation_task(body=task())

        async def in_async() -> Any:
            async with AsyncClient(None, transport=transport, max_answer_bytes=longest) as client:
                return await client.images.submit_generation_task(body=task())

        return asyncio.run(in_async())

    assert ask(len(ANSWER)).task_id == task().task_id
    with pytest.raises(errors.UnverifiedAnswerError, match="not read"):
        ask(len(ANSWER) - 1)
