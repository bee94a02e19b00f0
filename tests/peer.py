"""A server of raw sockets: it keeps the very bytes that arrive, and answers with whatever it is told."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

Answer = Callable[[socket.socket], object]


def answers(content: bytes) -> Answer:
    """Return what answers with these bytes."""
    return lambda connection: connection.sendall(content)


class Peer:
    """Serves any number of connections until it is closed.

    Attributes:
        requests: What arrived, each with its body.
        opened: How many connections were opened.
        closed: How many of them are over.
        answer: Answers a request that is whole.
        busy: Set once a request has arrived.
    """

    def __init__(self, answer: Answer, host: str = "127.0.0.1") -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family, backlog=1024)
        self.netloc = f"{f'[{host}]' if ':' in host else host}:{self._socket.getsockname()[1]}"
        self.url = f"http://{self.netloc}"
        self.requests: list[bytes] = []
        self.opened = self.closed = 0
        self.answer = answer
        self.busy = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.opened += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        received = b""
        with connection, suppress(OSError):
            while data := connection.recv(65536):
                received += data
                head, blank, body = received.partition(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
                if blank and len(body) >= length:
                    self.requests.append(received)
                    self.busy.set()
                    received = b""
                    self.answer(connection)
        self.closed += 1

    def close(self) -> None:
        """Accept no more connections."""
        self._socket.close()


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Return once a condition holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()
