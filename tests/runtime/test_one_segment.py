"""A request on httpx's transport goes out at once: its headers with its body, when httpcore has ended it."""

from __future__ import annotations

import socket

import httpcore
import pytest

from wechatpay_runtime._transports.blocking import _SENT_TOGETHER, _Stream


class Wire(httpcore.NetworkStream):
    """One end of a pair of sockets, as httpcore's own stream gives it away."""

    def __init__(self, connected: socket.socket) -> None:
        self._connected = connected

    def get_extra_info(self, info: str) -> object:
        return self._connected if info == "socket" else None


def come(peer: socket.socket) -> bytes:
    """Return what has come by now, without waiting."""
    try:
        return peer.recv(2 * _SENT_TOGETHER, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return b""


@pytest.mark.parametrize("body", [b"", b"{}", b"x" * (_SENT_TOGETHER - 4)])
def test_headers_wait_for_the_body_until_the_request_ends(body: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        stream = _Stream(Wire(ours))
        stream.write(b"head", 1)
        assert come(theirs) == b""
        if body:
            stream.write(body, 1)
        stream.write(b"", 1)
        assert come(theirs) == b"head" + body


def test_what_was_held_goes_before_a_large_body_and_before_reading() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        stream = _Stream(Wire(ours))
        stream.write(b"head", 1)
        stream.write(b"x" * _SENT_TOGETHER, 1)
        assert come(theirs) == b"head" + b"x" * _SENT_TOGETHER
        stream.write(b"more", 1)
        theirs.send(b"answer")
        assert stream.read(100, 1) == b"answer"
        assert come(theirs) == b"more"
