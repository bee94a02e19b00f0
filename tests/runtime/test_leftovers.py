"""A connection over which more came than the answer, or an answer that is not proven, serves no other call."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.peer import Peer
from wechatpay_product_coupon import AiohttpTransport, AsyncClient, AsyncTransport, Client, RetryPolicy
from wechatpay_product_coupon.errors import ClientError
from wechatpay_sandbox import Sandbox

ONCE: dict[str, Any] = {"rate_limits": None, "retry": RetryPolicy(max_attempts=1), "timeout": 5}
CALLS = 3


def framed(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def task(name: bytes) -> bytes:
    known = b'"brand_id":"120344","image_generation_type":"COMBINE_IMAGE","task_state":"PROCESSING"'
    return b'{"task_id":"%s",%s}' % (name, known)


OTHER = framed(task(b"another_call"))


def chunked(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


EXTRA: dict[str, Callable[[bytes], bytes]] = {
    "the answer twice": lambda body: framed(body) * 2,
    "another answer after it": lambda body: framed(body) + OTHER,
    "the beginning of another": lambda body: framed(body) + OTHER[:20],
    "another after a chunked one": lambda body: chunked(body) + OTHER,
    "a body longer than announced": lambda body: framed(body) + b"}",
    "one byte": lambda body: framed(body) + b"H",
    "an empty line": lambda body: framed(body) + b"\r\n",
}


def call(mode: str, url: str, auth: Any = None, pause: float = 0) -> list[str]:
    """Make calls one after the other over one client; return the tasks that their answers name, or their errors.

    Args:
        mode: Which kind of client.
        url: Where they go.
        auth: Signs and verifies.
        pause: Seconds after each.
    """
    query: dict[str, Any] = {"brand_id": "120344", "image_generation_type": "COMBINE_IMAGE"}
    found = []

    async def in_async() -> None:
        async with AsyncClient(auth, base_url=url, **ONCE) as client:
            for number in range(CALLS):
                try:
                    found.append((await client.images.get_generation_task(f"task_{number}", **query)).task_id)
                except ClientError as exc:
                    found.append(type(exc).__name__)
                await asyncio.sleep(pause)

    def in_sync() -> None:
        with Client(auth, base_url=url, **ONCE) as client:
            for number in range(CALLS):
                try:
                    found.append(client.images.get_generation_task(f"task_{number}", **query).task_id)
                except ClientError as exc:
                    found.append(type(exc).__name__)
                time.sleep(pause)

    in_sync() if mode == "sync" else asyncio.run(in_async())
    return found


def asked(peer: Peer) -> bytes:
    """Return the answer's body to the last request."""
    named = re.search(rb"image-generation-tasks/(\w+)", peer.requests[-1])
    assert named
    return task(named[1])


@pytest.mark.parametrize("extra", EXTRA)
def test_what_is_left_over_after_an_answer_answers_no_other_call(peer: Peer, mode: str, extra: str) -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(EXTRA[extra](asked(peer)))

    peer.answer = answer
    found = call(mode, peer.url)
    if mode == "async" and AsyncTransport is AiohttpTransport:
        # It reads ahead, and may refuse an answer for what follows; the beginning of another one it forgets by itself.
        assert all(name in (f"task_{number}", "NoAnswerError") for number, name in enumerate(found))
        return
    assert found == ["task_0", "task_1", "task_2"]
    assert peer.opened == CALLS


LATE: dict[str, Callable[[socket.socket], object]] = {
    "another answer": lambda connection: connection.sendall(OTHER),
    "a gateway's time-out": lambda connection: connection.sendall(b"HTTP/1.1 408 X\r\nContent-Length: 0\r\n\r\n"),
    "its end": lambda connection: connection.shutdown(socket.SHUT_RDWR),
}


@pytest.mark.parametrize("late", LATE)
def test_what_comes_while_a_connection_is_idle_answers_no_other_call(peer: Peer, mode: str, late: str) -> None:
    """Soon after the answer: libcurl, for one, looks at a connection that was idle for a second or more alone."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(framed(asked(peer)))
        time.sleep(0.05)
        LATE[late](connection)

    peer.answer = answer
    assert call(mode, peer.url, pause=0.2) == ["task_0", "task_1", "task_2"]
    assert peer.opened == CALLS


@pytest.mark.parametrize("late", [b"", OTHER], ids=["on its way", "there"])
def test_a_body_that_must_not_be_there_answers_no_other_call(peer: Peer, mode: str, late: bytes) -> None:
    def first_is_empty(connection: socket.socket) -> None:
        empty = b"HTTP/1.1 204 No Content\r\nContent-Length: %d\r\n\r\n" % len(OTHER)
        connection.sendall(empty + late if len(peer.requests) == 1 else framed(asked(peer)))

    peer.answer = first_is_empty
    assert call(mode, peer.url) == ["ResponseContractError", "task_1", "task_2"]
    assert peer.opened == 2


def test_a_clean_answer_keeps_its_connection(peer: Peer, mode: str) -> None:
    peer.answer = lambda connection: connection.sendall(framed(asked(peer)))
    assert call(mode, peer.url) == ["task_0", "task_1", "task_2"]
    assert peer.opened == 1


def test_an_answer_that_is_not_proven_ends_its_connection(peer: Peer, mode: str, wechatpay: Sandbox) -> None:
    peer.answer = lambda connection: connection.sendall(framed(asked(peer)))
    assert call(mode, peer.url, wechatpay.auth()) == ["UnverifiedAnswerError"] * CALLS
    assert peer.opened == CALLS
