"""A host that cannot be reached is left for the next one, and for a minute preferred last."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.runtime.work import Work, create, submit
from wechatpay_product_coupon import AsyncClient, Client, errors
from wechatpay_product_coupon.client import SERVERS
from wechatpay_runtime._hosts import Hosts
from wechatpay_sandbox import Fault, Sandbox

REFUSING = "http://127.0.0.1:9"
UNKNOWN_NAME = "https://no-such-host.invalid"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class ByHost(httpx.Auth):
    """Two sandboxes are two WeChat Pays, each with keys of its own: signs for the one that a request goes to."""

    requires_response_body = True

    def __init__(self, *sandboxes: Sandbox) -> None:
        self._auths = {httpx.URL(sandbox.url).port: sandbox.auth() for sandbox in sandboxes}

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        yield from self._auths[request.url.port].sync_auth_flow(request)


@pytest.fixture
def backup(wechatpay: Sandbox) -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture
def no_tls() -> Iterator[str]:
    """The https address of a server that speaks no TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stopped = threading.Event()

        def serve() -> None:
            listening.settimeout(0.05)
            while not stopped.is_set():
                try:
                    connection, _ = listening.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.recv(1000)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        stopped.set()
        thread.join()


def test_a_failed_host_is_preferred_last_for_a_minute() -> None:
    clock = Clock()
    hosts = Hosts(["a", "b"], clock=clock)
    assert hosts.pick() == "a"
    hosts.failed("a")
    assert hosts.pick() == "b"
    clock.now += 30
    hosts.failed("b")
    assert hosts.pick() == "a", "both failed, and this one longer ago"
    clock.now += 31
    assert hosts.pick() == "a"
    hosts.failed("a")
    clock.now += 30
    assert hosts.pick() == "b", "its minute is over"
    assert Hosts(["only"]).pick() == "only"


def test_a_client_prefers_the_first_server_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WECHATPAY_BASE_URL", raising=False)
    assert Client(auth=None).base_urls == SERVERS
    assert len(SERVERS) == 2
    assert Client(auth=None, base_url=["https://a/", "https://b"]).base_urls == ("https://a", "https://b")
    monkeypatch.setenv("WECHATPAY_BASE_URL", REFUSING)
    assert Client(auth=None).base_urls == (REFUSING,)


@pytest.fixture(params=["nothing listens", "an unknown name", "no TLS"])
def unreachable(request: pytest.FixtureRequest, no_tls: str) -> str:
    return {"nothing listens": REFUSING, "an unknown name": UNKNOWN_NAME, "no TLS": no_tls}[request.param]


def test_the_next_attempt_goes_to_the_backup(
    mode: str, wechatpay: Sandbox, png: bytes, unreachable: str, caplog: pytest.LogCaptureFixture
) -> None:
    work = create(wechatpay, png)
    work(mode, auth=wechatpay.auth(), base_url=[unreachable, wechatpay.url], rate_limits=None)
    assert work.held() == 1
    told = [record for record in caplog.records if hasattr(record, "cause")]
    assert [(record.host, record.cause.split(":")[0]) for record in told] == [(unreachable, "ConnectError")]


def test_the_host_header_is_that_of_the_host(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    hosts: list[str] = []

    work = submit(wechatpay, png)

    class Sync(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            hosts.append(request.headers["Host"])
            return super().handle_request(request)

    class Async(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            hosts.append(request.headers["Host"])
            return await super().handle_async_request(request)

    carrying = Sync() if mode == "sync" else Async()
    work(mode, auth=wechatpay.auth(), base_url=[REFUSING, wechatpay.url], rate_limits=None, transport=carrying)
    assert hosts == ["127.0.0.1:9", httpx.URL(wechatpay.url).netloc.decode()]


def test_when_no_host_can_be_reached_each_was_tried(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    with pytest.raises(errors.NoAnswerError) as caught:
        submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=[REFUSING, "http://127.0.0.1:7"], rate_limits=None)
    ports = [httpx.URL(attempt.host).port for attempt in caught.value.attempts]
    assert ports == [9, 7, 9, 7]
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize("fault", [Fault.HTML_502, Fault.EMPTY_500, Fault.RATELIMIT_EXCEEDED], ids=lambda f: f.name)
def test_a_status_is_no_reason_to_leave_a_host(
    mode: str, wechatpay: Sandbox, backup: Sandbox, png: bytes, fault: Fault
) -> None:
    wechatpay.inject(fault)
    urls = [wechatpay.url, backup.url]
    submit(wechatpay, png)(mode, auth=ByHost(wechatpay, backup), base_url=urls, rate_limits=None)
    assert not backup.requests


def test_a_job_goes_on_when_the_primary_dies_in_the_middle(mode: str, backup: Sandbox, png: bytes) -> None:
    """Two WeChat Pays, eight workers, forty coupons; one of the two dies after the first twenty."""
    with Sandbox.start() as primary:
        urls, auth = [primary.url, backup.url], ByHost(primary, backup)
        works = [create(backup, png) for _ in range(40)]
        if mode == "sync":
            with Client(auth, base_url=urls, rate_limits=None) as client, ThreadPoolExecutor(8) as pool:
                create_one = client.product_coupons.create
                first = [pool.submit(create_one, **work.kwargs) for work in works[:20]]
                assert all(future.result().product_coupon_id for future in first)
                primary.stop()
                rest = [pool.submit(create_one, **work.kwargs) for work in works[20:]]
                assert all(future.result().product_coupon_id for future in rest)
        else:
            asyncio.run(in_tasks(auth, urls, works, primary))
        assert len(primary.coupons) == 20
        assert [work.held() for work in works] == [0] * 20 + [1] * 20


async def in_tasks(auth: httpx.Auth, urls: list[str], works: list[Work], primary: Sandbox) -> None:
    async with AsyncClient(auth, base_url=urls, rate_limits=None) as client:
        create_one = client.product_coupons.create
        await asyncio.gather(*(create_one(**work.kwargs) for work in works[:20]))
        await asyncio.to_thread(primary.stop)
        await asyncio.gather(*(create_one(**work.kwargs) for work in works[20:]))
