"""One transport, one event loop after another, as `async_to_sync` and task queues run them; never two at once."""

from __future__ import annotations

import asyncio
import gc
import warnings

import pytest

from tests.peer import Peer
from tests.runtime.exchanges import SECONDS, request
from tests.runtime.test_cancellation import TRANSPORTS
from tests.runtime.test_connections import ANSWER, HEAD, task
from wechatpay_product_coupon import AsyncClient, AsyncTransport
from wechatpay_runtime.errors import ConfigurationError


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_transport_serves_one_event_loop_after_another(peer: Peer, transport: type[AsyncTransport]) -> None:
    opened = transport()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a loop that ends closes no connections
        for _ in range(4):
            asyncio.run(asyncio.wait_for(opened.handle_async_request(request(peer.url)), SECONDS))
        asyncio.run(opened.aclose())
        del opened
        gc.collect()
    assert (len(peer.requests), peer.opened) == (4, 4)


def test_a_client_does_so_too_and_repeats_nothing(peer: Peer) -> None:
    peer.answer = lambda connection: connection.sendall(HEAD + ANSWER)
    client = AsyncClient(auth=None, base_url=peer.url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for _ in range(4):
            asyncio.run(client.images.submit_generation_task(body=task()))
        asyncio.run(client.aclose())
        del client
        gc.collect()
    assert len(peer.requests) == 4


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_loop_that_still_runs_keeps_the_transport_to_itself(peer: Peer, transport: type[AsyncTransport]) -> None:
    async def run() -> None:
        async with transport() as opened:
            await opened.handle_async_request(request(peer.url))
            with pytest.raises(ConfigurationError, match="one event loop at a time"):
                await asyncio.to_thread(asyncio.run, opened.handle_async_request(request(peer.url)))
            await opened.handle_async_request(request(peer.url))

    asyncio.run(asyncio.wait_for(run(), SECONDS))
    assert (len(peer.requests), peer.opened) == (2, 1)
