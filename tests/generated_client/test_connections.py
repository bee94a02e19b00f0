"""Connections are kept and reused, given up before the server's idle limit, and closed with the client."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.requests_of import image_task
from wechatpay_product_coupon import AsyncClient, Client

ANSWER = b'{"task_id":"image_generation_task_1","brand_id":"120344"}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nRequest-ID: 1-0\r\n\r\n" % len(ANSWER)
SERVER_IDLE_SECONDS = 8


class Listener:
    """Answers on every connection, and remembers when each was opened and closed."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.opened = 0
        self.closed = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.opened += 1
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            received = b""
            while data := connection.recv(65536):
                received += data
                head, blank, body = received.partition(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
                if blank and len(body) >= length:
                    received = b""
                    connection.sendall(HEAD + ANSWER)
        self.closed += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def wait_for(condition: object, seconds: float = 2) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.01)
    assert condition()  # type: ignore[operator]


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_calls_share_a_connection_and_closing_the_client_closes_it(listener: Listener, mode: str) -> None:
    def in_sync() -> None:
        with Client(auth=None, base_url=listener.url) as client:
            for _ in range(3):
                client.images.submit_image_generation_task(body=image_task())
            assert (listener.opened, listener.closed) == (1, 0)

    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=listener.url) as client:
            for _ in range(3):
                await client.images.submit_image_generation_task(body=image_task())
            assert (listener.opened, listener.closed) == (1, 0)

    in_sync() if mode == "sync" else asyncio.run(in_async())
    wait_for(lambda: listener.closed == 1)


def test_an_idle_connection_is_given_up_before_the_server_would(listener: Listener) -> None:
    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=listener.url) as client:
            await client.images.submit_image_generation_task(body=image_task())
            await asyncio.sleep(SERVER_IDLE_SECONDS - 0.7)
            await client.images.submit_image_generation_task(body=image_task())

    with Client(auth=None, base_url=listener.url) as client:
        client.images.submit_image_generation_task(body=image_task())
        asyncio.run(in_async())
        client.images.submit_image_generation_task(body=image_task())
    assert listener.opened == 4
