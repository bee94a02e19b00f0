"""Connections are kept and reused, given up before the server's idle limit, and closed with the client."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from tests.peer import Peer, answers, wait_for
from tests.requests_of import image_task
from wechatpay_product_coupon import AsyncClient, AsyncTransport, Client, Transport
from wechatpay_product_coupon import models as m
from wechatpay_product_coupon.errors import ConfigurationError

ANSWER = b'{"task_id":"image_generation_task_1","brand_id":"120344"}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nRequest-ID: 1-0\r\n\r\n" % len(ANSWER)
SERVER_IDLE_SECONDS = 8


def task() -> m.SubmitImageGenerationTaskRequest:
    """Return the task that the listener's answer is about."""
    body = image_task()
    body.task_id = "image_generation_task_1"
    return body


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.fixture
def listener() -> Iterator[Peer]:
    listener = Peer(answers(HEAD + ANSWER))
    yield listener
    listener.close()


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_calls_share_a_connection_and_closing_the_client_closes_it(listener: Peer, mode: str) -> None:
    def in_sync() -> None:
        with Client(auth=None, base_url=listener.url) as client:
            for _ in range(3):
                client.images.submit_generation_task(body=task())
            assert (listener.opened, listener.closed) == (1, 0)

    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=listener.url) as client:
            for _ in range(3):
                await client.images.submit_generation_task(body=task())
            assert (listener.opened, listener.closed) == (1, 0)

    in_sync() if mode == "sync" else asyncio.run(in_async())
    wait_for(lambda: listener.closed == 1)


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no ::1")
@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_host_may_be_an_address_of_ipv6(mode: str) -> None:
    listener = Peer(answers(HEAD + ANSWER), "::1")

    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=listener.url) as client:
            await client.images.submit_generation_task(body=task())

    try:
        if mode == "async":
            asyncio.run(in_async())
        else:
            with Client(auth=None, base_url=listener.url) as client:
                client.images.submit_generation_task(body=task())
    finally:
        listener.close()
    (sent,) = listener.requests
    assert f"\r\nHost: {listener.netloc}\r\n".encode().lower() in sent.lower()


def test_an_idle_connection_is_given_up_before_the_server_would(listener: Peer) -> None:
    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=listener.url) as client:
            await client.images.submit_generation_task(body=task())
            await asyncio.sleep(SERVER_IDLE_SECONDS - 0.7)
            await client.images.submit_generation_task(body=task())

    with Client(auth=None, base_url=listener.url) as client:
        client.images.submit_generation_task(body=task())
        asyncio.run(in_async())
        client.images.submit_generation_task(body=task())
    assert listener.opened == 4


def test_a_closed_client_says_so_and_opens_nothing(listener: Peer) -> None:
    with Client(auth=None, base_url=listener.url) as client:
        client.images.submit_generation_task(body=task())
    with pytest.raises(ConfigurationError, match="Client is closed"):
        client.images.submit_generation_task(body=task())

    async def in_async() -> None:
        async with AsyncClient(auth=None, base_url=listener.url) as client:
            await client.images.submit_generation_task(body=task())
        with pytest.raises(ConfigurationError, match="AsyncClient is closed"):
            await client.images.submit_generation_task(body=task())

    asyncio.run(in_async())
    assert (listener.opened, len(listener.requests)) == (2, 2)


def test_a_transport_that_was_given_outlives_its_clients_and_says_when_it_is_closed(listener: Peer) -> None:
    with Transport() as transport:
        for _ in range(2):
            with Client(auth=None, base_url=listener.url, transport=transport) as client:
                client.images.submit_generation_task(body=task())
            with pytest.raises(ConfigurationError, match="Client is closed"):
                client.images.submit_generation_task(body=task())
    with pytest.raises(ConfigurationError, match="Transport is closed"):
        Client(auth=None, base_url=listener.url, transport=transport).images.submit_generation_task(body=task())

    async def in_async() -> None:
        async with AsyncTransport() as transport:
            for _ in range(2):
                async with AsyncClient(auth=None, base_url=listener.url, transport=transport) as client:
                    await client.images.submit_generation_task(body=task())
        late = AsyncClient(auth=None, base_url=listener.url, transport=transport)
        with pytest.raises(ConfigurationError, match="Transport is closed"):
            await late.images.submit_generation_task(body=task())

    asyncio.run(in_async())
    assert listener.opened == 2
