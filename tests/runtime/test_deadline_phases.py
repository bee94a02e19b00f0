"""What holds a call up without end, wherever it stands; and what the deadline says of the request when it passes."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.peer import Answer, Peer, answers
from tests.runtime.test_connections import ANSWER, HEAD, task
from wechatpay_product_coupon import AsyncClient, AsyncTransport, Client, RetryPolicy, errors

DEADLINE = 0.6
SLACK = 2.0  # far above what a loaded machine is late by, far below how long these would take
PAUSE = 0.02
TAKES = 8.0


def drip(content: bytes) -> Answer:
    def send(connection: socket.socket) -> None:
        ends = time.monotonic() + TAKES
        with suppress(OSError):
            while time.monotonic() < ends:
                connection.sendall(content)
                time.sleep(PAUSE)

    return send


def flood(content: bytes) -> Answer:
    def send(connection: socket.socket) -> None:
        ends = time.monotonic() + TAKES
        with suppress(OSError):
            while time.monotonic() < ends:
                connection.sendall(content * 1000)

    return send


EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
ENDLESS: dict[str, Answer] = {
    "silence": lambda _: None,
    "a drip of 1xx": drip(EARLY),
    "a flood of 1xx": flood(EARLY),
    "a drip of header lines": lambda connection: (
        connection.sendall(b"HTTP/1.1 200 OK\r\n"),
        drip(b"a: b\r\n")(connection),
    ),
    "a drip of the body": lambda connection: (
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"),
        drip(b" ")(connection),
    ),
    "a flood of chunks": lambda connection: (
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        flood(b"1\r\n \r\n")(connection),
    ),
}


def submit(mode: str, url: str | list[str], calls: int = 1, **options: Any) -> list[errors.NoAnswerError | None]:
    """Make calls one after the other over one client; return what each ended in, None for a result."""
    options = {"retry": RetryPolicy(deadline=DEADLINE), "rate_limits": None, **options}
    ends: list[errors.NoAnswerError | None] = []

    def in_sync() -> None:
        with Client(auth=None, base_url=url, **options) as client:
            for _ in range(calls):
                try:
                    client.images.submit_generation_task(body=task())
                    ends.append(None)
                except errors.NoAnswerError as exc:
                    ends.append(exc)

    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=url, **options) as client:
            for _ in range(calls):
                try:
                    await client.images.submit_generation_task(body=task())
                    ends.append(None)
                except errors.NoAnswerError as exc:
                    ends.append(exc)

    in_sync() if mode == "sync" else asyncio.run(in_async())
    return ends


def ended(mode: str, url: str, **options: Any) -> errors.NoAnswerError:
    """Make a call that gets no answer, and return its error; it must have ended in time."""
    begun = time.monotonic()
    (end,) = submit(mode, url, **options)
    assert time.monotonic() - begun < DEADLINE + SLACK
    assert end
    return end


@pytest.mark.parametrize("answer", ENDLESS)
def test_an_answer_without_end_does_not_outlast_the_deadline(peer: Peer, mode: str, answer: str) -> None:
    peer.answer = ENDLESS[answer]
    # A flood may have brought more than is read by then, which would end the call as well.
    assert ended(mode, peer.url, max_answer_bytes=2**40).outcome_unknown


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "identity"])
def test_an_answer_that_a_gateway_compressed_is_read(peer: Peer, mode: str, encoding: str) -> None:
    body = ANSWER if encoding == "identity" else gzip.compress(ANSWER)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding.encode(), len(body))
    peer.answer = answers(head + body)
    assert submit(mode, peer.url) == [None]


def test_a_deadline_amid_the_wait_for_a_connection_says_that_nothing_was_sent(peer: Peer) -> None:
    peer.answer = lambda _: None

    async def run() -> None:
        async with AsyncTransport(limits=httpx.Limits(max_connections=1)) as transport:
            options: dict[str, Any] = {"auth": None, "base_url": peer.url, "rate_limits": None, "transport": transport}
            client = AsyncClient(**options)
            hurried = AsyncClient(**options, retry=RetryPolicy(deadline=DEADLINE))
            first = asyncio.create_task(client.images.submit_generation_task(body=task()))
            await asyncio.to_thread(peer.busy.wait, 5)
            with pytest.raises(errors.NoAnswerError) as caught:
                await hurried.images.submit_generation_task(body=task())
            assert isinstance(caught.value.cause, httpx.PoolTimeout)
            assert not caught.value.outcome_unknown
            first.cancel()

    asyncio.run(run())
    assert len(peer.requests) == 1


def test_a_transport_that_tells_nothing_may_have_sent_it() -> None:
    class Silent(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(TAKES)
            raise AssertionError

    async def run() -> errors.NoAnswerError:
        retry = RetryPolicy(deadline=DEADLINE)
        client = AsyncClient(auth=None, base_url="https://a", transport=Silent(), retry=retry, rate_limits=None)
        with pytest.raises(errors.NoAnswerError) as caught:
            await client.images.submit_generation_task(body=task())
        return caught.value

    assert asyncio.run(run()).outcome_unknown


class Waiting(httpx.Auth):
    """Waits without end, as for another call's download of certificates, before a request is sent or after it."""

    def __init__(self, when: str) -> None:
        self._when = when

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if self._when == "before":
            await asyncio.sleep(TAKES)
        yield request
        await asyncio.sleep(TAKES)


@pytest.mark.parametrize(("when", "error"), [("before", errors.AuthError), ("after", errors.UnverifiedAnswerError)])
def test_a_task_waits_for_its_auth_until_the_deadline(peer: Peer, when: str, error: type[errors.ClientError]) -> None:
    peer.answer = answers(HEAD + ANSWER)

    async def run() -> errors.ClientError:
        retry = RetryPolicy(deadline=DEADLINE)
        async with AsyncClient(Waiting(when), base_url=peer.url, retry=retry, rate_limits=None) as client:
            with pytest.raises(error, match="deadline") as caught:
                await client.images.submit_generation_task(body=task())
        return caught.value

    begun = time.monotonic()
    assert asyncio.run(run()).outcome_unknown == (when == "after")
    assert time.monotonic() - begun < DEADLINE + SLACK
    assert len(peer.requests) == (when == "after")
