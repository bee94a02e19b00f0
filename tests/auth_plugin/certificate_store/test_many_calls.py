"""One download for any number of calls at once, whatever becomes of the call that makes it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Clock, in_tasks, in_threads, targets
from tests.auth_plugin.certificates import (
    LISTING,
    CertificatePlatform,
)
from tests.auth_plugin.platform import TLS, Answer, Received
from wechatpay_httpx import WeChatPayAuth
from wechatpay_httpx.errors import CertificateError


@contextmanager
def held(certified: CertificatePlatform) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold the next listing back: an event tells that it was asked for, another one lets it go."""
    listed, begun, over = certified.listed, threading.Event(), threading.Event()

    def hold(request: Received) -> Answer:
        certified.listed = listed
        begun.set()
        over.wait(30)
        return listed(request)

    certified.listed = hold
    try:
        yield begun, over
    finally:
        over.set()


def slowly(certified: CertificatePlatform, begun: threading.Event, seconds: float = 0.2) -> None:
    """Let every listing take its time, so that other calls meet it under way."""
    listed = certified.listed

    def slow(request: Received) -> Answer:
        begun.set()
        time.sleep(seconds)
        return listed(request)

    certified.listed = slow


many = pytest.mark.parametrize("at_once", [in_threads, in_tasks])


@many
def test_one_download_serves_any_number_of_first_calls(
    at_once: Callable[..., list[Any]], auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    slowly(certified, threading.Event())
    assert [answer.status_code for answer in at_once(auth, certified.url, 12)] == [200] * 12
    assert certified.downloads == 1


@many
def test_one_download_serves_any_number_of_answers_under_a_new_certificate(
    at_once: Callable[..., list[Any]],
    auth: WeChatPayAuth,
    certified: CertificatePlatform,
    new_platform_key: RSAPrivateKey,
) -> None:
    at_once(auth, certified.url, 1)
    certified.rotate(new_platform_key)
    slowly(certified, threading.Event())
    answers = at_once(auth, certified.url, 12)
    assert [(answer.status_code, answer.content, answer.url.path) for answer in answers] == [
        (200, certified.body, "/v3/x")
    ] * 12
    assert certified.downloads == 2


@many
def test_calls_that_waited_for_a_failed_download_share_its_failure(
    at_once: Callable[..., list[Any]], auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    certified.listed = lambda request: Answer(500, b'{"code":"SYSTEM_ERROR","message":"x"}')
    slowly(certified, threading.Event())
    errors = at_once(auth, certified.url, 6)
    assert all(isinstance(error, CertificateError) for error in errors)
    assert targets(certified) == [LISTING]


def test_a_refresh_that_is_due_holds_no_other_call_up(
    auth: WeChatPayAuth, certified: CertificatePlatform, clock: Clock
) -> None:
    in_threads(auth, certified.url, 1)
    clock.ahead = 7 * 3600
    with held(certified) as (begun, over):
        refreshing = threading.Thread(target=in_threads, args=(auth, certified.url, 1))
        refreshing.start()
        assert begun.wait(30)
        in_threads(auth, certified.url, 3)
        assert not over.is_set()
        assert targets(certified) == [LISTING, "/v3/x", LISTING, "/v3/x", "/v3/x", "/v3/x"]
    refreshing.join()
    assert len(targets(certified)) == 7


def test_when_the_refreshing_task_is_cancelled_a_waiting_one_takes_over(
    auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    async def run(begun: threading.Event) -> httpx.Response:
        async with httpx.AsyncClient(auth=auth, base_url=certified.url, verify=TLS) as client:
            first = asyncio.create_task(client.get("/v3/first"))
            assert await asyncio.to_thread(begun.wait, 30)
            second = asyncio.create_task(client.get("/v3/second"))
            await asyncio.sleep(0.02)
            first.cancel()
            return await second

    with held(certified) as (begun, _):
        assert asyncio.run(run(begun)).content == certified.body
    assert targets(certified) == [LISTING, LISTING, "/v3/second"]


def test_a_waiting_task_that_is_cancelled_does_not_disturb_the_others(
    auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    begun = threading.Event()
    slowly(certified, begun)

    async def run() -> list[httpx.Response]:
        async with httpx.AsyncClient(auth=auth, base_url=certified.url, verify=TLS) as client:
            tasks = [asyncio.create_task(client.get(f"/v3/{number}")) for number in range(3)]
            assert await asyncio.to_thread(begun.wait, 30)
            tasks[1].cancel()
            return await asyncio.gather(tasks[0], tasks[2])

    assert [answer.status_code for answer in asyncio.run(run())] == [200, 200]
    assert certified.downloads == 1


def test_a_thread_waits_for_a_task_of_another_loop(auth: WeChatPayAuth, certified: CertificatePlatform) -> None:
    begun = threading.Event()
    slowly(certified, begun)
    loop = threading.Thread(target=in_tasks, args=(auth, certified.url, 1))
    loop.start()
    assert begun.wait(30)
    (answer,) = in_threads(auth, certified.url, 1)
    loop.join()
    assert isinstance(answer, httpx.Response)
    assert certified.downloads == 1
