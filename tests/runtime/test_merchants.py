"""Many merchants in one process, in threads and tasks, over one pool of connections, and after a fork."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import psutil
import pytest

from tests.requests_of import coupon, image_task
from tests.runtime.fork import in_child, needs_fork
from tests.runtime.work import TLS, fresh
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import (
    AsyncClient,
    AsyncTransport,
    CallOptions,
    Client,
    MemoryRateLimits,
    Transport,
    errors,
)
from wechatpay_runtime import RateLimit
from wechatpay_sandbox import Merchant, Sandbox

TEN_A_SECOND = RateLimit(10, 1, "merchant")
MERCHANTS = 50
CALLS_EACH = 4
THREADS = 8


@pytest.fixture(scope="module")
def platform() -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def merchants(platform: Sandbox) -> list[Merchant]:
    return [platform.merchant, *(platform.add_merchant() for _ in range(MERCHANTS - 1))]


@dataclass
class Made:
    """A coupon that a merchant was told of."""

    mchid: str
    out_request_no: str
    product_coupon_id: str


def each_belongs_to_its_merchant(platform: Sandbox, made: list[Made]) -> None:
    stored = {
        (coupon.mchid, coupon.out_request_no, coupon.product_coupon_id)
        for coupon in platform.coupons
        if coupon.out_request_no in {one.out_request_no for one in made}
    }
    assert {(one.mchid, one.out_request_no, one.product_coupon_id) for one in made} == stored
    assert len(stored) == len(made)


def test_fifty_merchants_in_threads_and_tasks_over_one_pool_each(platform: Sandbox, merchants: list[Merchant]) -> None:
    limits = httpx.Limits(max_connections=THREADS, max_keepalive_connections=THREADS)
    options: dict[str, Any] = {"base_url": platform.url, "rate_limits": None}

    def in_threads() -> list[Made]:
        def call(client: Client, merchant: Merchant) -> Made:
            body = coupon(out_request_no=fresh("thread"))
            made = client.product_coupons.create(body=body)
            return Made(merchant.mchid, body.out_request_no, made.product_coupon_id)

        with Transport(verify=TLS, limits=limits) as transport, ThreadPoolExecutor(THREADS) as pool:
            clients = [Client(merchant.auth(), transport=transport, **options) for merchant in merchants]
            pairs = [pair for _ in range(CALLS_EACH) for pair in zip(clients, merchants, strict=True)]
            return [future.result() for future in [pool.submit(call, *pair) for pair in pairs]]

    async def in_tasks() -> list[Made]:
        async def call(client: AsyncClient, merchant: Merchant) -> Made:
            body = coupon(out_request_no=fresh("task"))
            made = await client.product_coupons.create(body=body)
            return Made(merchant.mchid, body.out_request_no, made.product_coupon_id)

        async with AsyncTransport(verify=TLS, limits=limits) as transport:
            clients = [AsyncClient(merchant.auth(), transport=transport, **options) for merchant in merchants]
            pairs = [pair for _ in range(CALLS_EACH) for pair in zip(clients, merchants, strict=True)]
            return await asyncio.gather(*(call(*pair) for pair in pairs))

    with ThreadPoolExecutor(1) as loop:
        tasks = loop.submit(lambda: asyncio.run(in_tasks()))
        made = in_threads() + tasks.result()
    assert len(made) == 2 * MERCHANTS * CALLS_EACH
    each_belongs_to_its_merchant(platform, made)


class Counting(Transport):
    """Knows the connections that calls went over, by their local ports."""

    def __init__(self) -> None:
        super().__init__(verify=TLS)
        self.ports: list[int] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        self.ports.append(response.extensions["network_stream"].get_extra_info("client_addr")[1])
        return response


def test_the_pool_is_really_shared(platform: Sandbox, merchants: list[Merchant]) -> None:
    with Counting() as transport:
        for merchant in merchants[:5]:
            client = Client(merchant.auth(), base_url=platform.url, transport=transport, rate_limits=None)
            with client:
                client.images.submit_generation_task(body=image_task())
    assert len(transport.ports) == 5
    assert len(set(transport.ports)) == 1, "closing a client must not close a transport that it was given"


def test_a_client_closes_what_it_opened(platform: Sandbox) -> None:
    with Client(platform.auth(), base_url=platform.url, rate_limits=None) as client:
        client.images.submit_generation_task(body=image_task())
        before = client_sockets(platform)
    assert client_sockets(platform) == before - 1


def client_sockets(platform: Sandbox) -> int:
    port = httpx.URL(platform.url).port
    connections = psutil.Process().net_connections("tcp")
    return sum(bool(connection.raddr) and connection.raddr.port == port for connection in connections)


def test_one_client_serves_many_threads(platform: Sandbox) -> None:
    start = threading.Barrier(THREADS)

    def call() -> Made:
        start.wait()
        body = coupon(out_request_no=fresh("shared"))
        made = client.product_coupons.create(body=body)
        return Made(platform.merchant.mchid, body.out_request_no, made.product_coupon_id)

    options: dict[str, Any] = {"base_url": platform.url, "rate_limits": None}
    with Client(platform.auth(), **options) as client, ThreadPoolExecutor(THREADS) as pool:
        made = [future.result() for future in [pool.submit(call) for _ in range(THREADS)]]
    each_belongs_to_its_merchant(platform, made)


def test_each_merchant_has_a_quota_of_its_own(platform: Sandbox, merchants: list[Merchant]) -> None:
    """With a clock that stands still a second turn never comes."""
    limits, options = MemoryRateLimits(clock=lambda: 0.0), CallOptions(rate_limit_wait=0)
    with Transport(verify=TLS) as transport:
        for merchant in merchants[:5]:
            client = Client(merchant.auth(), base_url=platform.url, transport=transport, rate_limits=limits)
            client.images.submit_generation_task(body=image_task(), options=options)
            with pytest.raises(errors.RateLimitWaitTimeout):
                client.images.submit_generation_task(body=image_task(), options=options)


@needs_fork
def test_a_client_works_in_both_processes_after_a_fork(platform: Sandbox) -> None:
    """Parent and child call over and over, at the same time, with the same client."""

    def call(number: int) -> tuple[str, str]:
        body = coupon(out_request_no=fresh(f"fork{number}"))
        return body.out_request_no, client.product_coupons.create(body=body).product_coupon_id

    def calls() -> list[tuple[str, str]]:
        return [call(number) for number in range(10)]

    with Client(platform.auth(), base_url=platform.url) as client, ThreadPoolExecutor(1) as pool:
        calls()  # so that the parent has open connections, and a limiter
        child = pool.submit(in_child, calls)
        made = calls() + [tuple(one) for one in child.result()]
    each_belongs_to_its_merchant(platform, [Made(platform.merchant.mchid, *one) for one in made])


@needs_fork
def test_a_child_uses_no_connection_of_its_parent(platform: Sandbox) -> None:
    with Counting() as transport:
        client = Client(platform.auth(), base_url=platform.url, transport=transport, rate_limits=None)

        def call() -> int:
            client.images.submit_generation_task(body=image_task())
            return transport.ports[-1]

        parent = call()
        assert in_child(call) != parent
        assert call() == parent, "and leaves it open"


@needs_fork
def test_a_lock_that_is_held_at_the_fork_does_not_stop_the_child(platform: Sandbox) -> None:
    """Threads take turns without end while the process forks."""
    limits, stop = MemoryRateLimits(), threading.Event()

    def take_turns() -> None:
        while not stop.is_set():
            limits.ask("a", TEN_A_SECOND, 0)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            pool.submit(take_turns)
        taken = [in_child(lambda: limits.ask("a", TEN_A_SECOND, 0).taken) for _ in range(20)]
        stop.set()
    assert taken == [True] * 20


@needs_fork
def test_a_transport_that_cannot_survive_a_fork_is_refused_there(platform: Sandbox) -> None:
    with httpx.HTTPTransport() as transport:
        client = Client(platform.auth(), base_url=platform.url, transport=transport, rate_limits=None)
        client.images.submit_generation_task(body=image_task())
        told = in_child(lambda: client.images.submit_generation_task(body=image_task()).task_id)
        client.images.submit_generation_task(body=image_task())
    assert told.startswith("ConfigurationError: The transport given to this client was opened by process")
    assert "after the fork" in told


@needs_fork
def test_an_async_client_works_after_a_fork(platform: Sandbox) -> None:
    client = AsyncClient(platform.auth(), base_url=platform.url)

    async def call() -> str:
        async with client:
            return (await client.images.submit_generation_task(body=image_task())).task_id

    assert in_child(lambda: asyncio.run(call())).startswith("number_")
    assert asyncio.run(call()).startswith("number_")


def test_an_auth_is_told_apart_by_its_merchant(platform: Sandbox, merchants: list[Merchant]) -> None:
    auth = merchants[3].auth()
    assert isinstance(auth, WeChatPayAuth)
    assert auth.mchid == merchants[3].mchid
