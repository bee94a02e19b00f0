"""When a connection may not serve another call."""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final, Protocol, runtime_checkable

import httpx

_WITHOUT_BODY: Final = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


@runtime_checkable
class HangsUp(Protocol):
    """The connection of a transport that ends it itself."""

    def hang_up(self) -> None:
        """End it, whoever has it by now."""


def hang_up(response: httpx.Response) -> None:
    """End the connection that an answer came over, whoever has it by now; its pool finds it ended and drops it.

    Shut down and not closed: a closed descriptor may become another connection's under a thread that still reads it.
    """
    stream = response.extensions.get("network_stream")
    if isinstance(stream, HangsUp):
        stream.hang_up()
        return
    connected = stream and stream.get_extra_info("socket")
    if connected is None:
        return
    with suppress(OSError):  # it has ended
        if isinstance(connected, socket.socket):
            # Not by TLS's own method, which would first go on without encryption.
            socket.socket.shutdown(connected, socket.SHUT_RDWR)
        else:  # an event loop's, which may have no such method
            with socket.fromfd(connected.fileno(), connected.family, connected.type) as copy:
                copy.shutdown(socket.SHUT_RDWR)


def is_readable(descriptor: int) -> bool:
    """Whether bytes, or an end, have come over a connection; a descriptor of none is readable too."""
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([descriptor], [], [], 0)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


def owes_a_body(response: httpx.Response) -> bool:
    """Whether an answer that must have no body announces one, which nobody reads and which may still be on its way."""
    return response.status_code in _WITHOUT_BODY and response.headers.get("Content-Length", "0") != "0"


def has_left_over(response: httpx.Response, stream: Any) -> bool:
    """Whether more has come over a connection than the answer that was just read from it.

    httpcore keeps such bytes as the beginning of the next answer: each call would then get the answer of the one
    before, rightly signed. It has no public word for them.

    Args:
        response: The answer.
        stream: Its body as httpx's own transport made it.
    """
    if owes_a_body(response):
        return True
    try:
        parser = stream._httpcore_stream._stream._connection._h11_state
    except AttributeError:
        return True  # an httpcore that we do not know: a connection for each call is slower, and safe
    return bool(parser.trailing_data[0])
