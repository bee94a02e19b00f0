"""Connecting is held to its time-out and to the deadline: the name, every address, a host that takes nothing in."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest

from tests.peer import Peer, answers
from tests.runtime.test_connections import ANSWER, HEAD, task
from tests.runtime.test_deadline_phases import DEADLINE, SLACK, TAKES, ended, submit
from wechatpay_product_coupon import AsyncClient, RetryPolicy, errors


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server with a full queue: it takes no more connections, and refuses none."""
    with ExitStack() as opened:
        listening = opened.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        port = listening.getsockname()[1]
        for _ in range(3):
            waiting = opened.enter_context(socket.socket())
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(("127.0.0.1", port))
        time.sleep(0.1)
        yield port


@pytest.mark.parametrize("deadline", [DEADLINE, 2 * DEADLINE], ids=["below the time-out", "equal to it"])
def test_a_deadline_amid_connecting_says_that_nothing_was_sent_and_the_next_call_goes_elsewhere(
    mode: str, silent: int, peer: Peer, deadline: float
) -> None:
    peer.answer = answers(HEAD + ANSWER)
    urls, timeout = [f"http://127.0.0.1:{silent}", peer.url], httpx.Timeout(30, connect=2 * DEADLINE)
    first, second = submit(mode, urls, calls=2, retry=RetryPolicy(deadline=deadline), timeout=timeout)
    assert first
    assert isinstance(first.cause, httpx.ConnectTimeout)
    assert not first.outcome_unknown
    assert second is None


def resolver(monkeypatch: pytest.MonkeyPatch, found: Any) -> None:
    """Have the system's resolver say of `many.test` what a function returns."""
    real = socket.getaddrinfo

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        return found() if host in ("many.test", b"many.test") else real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_a_name_that_is_not_resolved_does_not_outlast_the_deadline(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def never() -> Any:
        over.wait(TAKES)
        raise socket.gaierror(socket.EAI_AGAIN, "late")

    resolver(monkeypatch, never)
    ends: list[float] = []

    async def in_async() -> None:
        # The event loop itself waits for its resolver's threads when it ends, so the call alone is looked at.
        async with AsyncClient(None, base_url="http://many.test", retry=retry, rate_limits=None) as client:
            with pytest.raises(errors.NoAnswerError, match="Nothing was sent"):
                await client.images.submit_generation_task(body=task())
            ends.append(time.monotonic())
            over.set()

    begun, retry = time.monotonic(), RetryPolicy(deadline=DEADLINE)
    if mode == "sync":
        assert not ended(mode, "http://many.test").outcome_unknown
        over.set()
    else:
        asyncio.run(in_async())
        assert ends[0] - begun < DEADLINE + SLACK


@pytest.mark.parametrize("limit", ["deadline", "time-out"])
def test_several_silent_addresses_share_the_time_of_one(
    mode: str, silent: int, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"127.0.0.{last}", silent)) for last in (1, 1, 1, 1, 1, 1)]
    resolver(monkeypatch, lambda: found)
    retry = RetryPolicy(max_attempts=1, deadline=DEADLINE if limit == "deadline" else 60)
    end = ended(mode, f"http://many.test:{silent}", retry=retry, timeout=httpx.Timeout(30, connect=DEADLINE))
    assert isinstance(end.cause, httpx.ConnectTimeout | httpx.ConnectError)
    assert not end.outcome_unknown


def test_a_silent_address_leaves_time_for_the_next(mode: str, silent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.2", silent)) as listening:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, silent)) for host in ("127.0.0.1", "127.0.0.2")]
        resolver(monkeypatch, lambda: found)

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(HEAD + ANSWER)

        threading.Thread(target=serve, daemon=True).start()
        retry = RetryPolicy(max_attempts=1, deadline=6 * DEADLINE)
        assert submit(mode, f"http://many.test:{silent}", retry=retry) == [None]
