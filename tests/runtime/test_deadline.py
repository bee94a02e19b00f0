"""A call ends when its time is over, whatever the other side does."""

from __future__ import annotations

import asyncio
import math
import socket
import time

import httpx
import pytest

from tests.peer import Peer
from tests.runtime.proxy import Fault, FaultProxy
from tests.runtime.work import create, submit
from wechatpay_product_coupon import AsyncClient, AsyncTransport, CallOptions, RetryPolicy, errors
from wechatpay_sandbox import Sandbox

# Far above what a machine under load is late by, far below what the calls would take without a deadline.
SLACK = 2.0


@pytest.mark.parametrize("fault", [Fault.STALL, Fault.DRIP], ids=lambda fault: fault.value)
def test_the_deadline_bounds_every_attempt(
    mode: str, wechatpay: Sandbox, proxy: FaultProxy, png: bytes, fault: Fault
) -> None:
    proxy.always = fault
    work = create(wechatpay, png)
    work.kwargs["options"] = CallOptions(timeout=60, retry=RetryPolicy(deadline=0.5))
    begun = time.monotonic()
    with pytest.raises(errors.NoAnswerError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=proxy.url, rate_limits=None)
    assert 0.4 < time.monotonic() - begun < 0.5 + SLACK
    assert caught.value.outcome_unknown
    assert len(caught.value.attempts) == 1, "a wait of 1 s does not fit into what is left"
    assert work.held() == 1


def test_a_call_can_have_time_outs_of_its_own(mode: str, wechatpay: Sandbox, proxy: FaultProxy, png: bytes) -> None:
    proxy.always = Fault.STALL
    work = create(wechatpay, png)
    work.kwargs["options"] = CallOptions(timeout=0.2, retry=RetryPolicy(max_attempts=1))
    with pytest.raises(errors.NoAnswerError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=proxy.url, rate_limits=None, timeout=20)
    assert caught.value.attempts[0].duration < 0.2 + SLACK


def test_the_deadline_bounds_all_attempts_together(
    mode: str, wechatpay: Sandbox, proxy: FaultProxy, png: bytes
) -> None:
    proxy.always = Fault.STALL
    policy = RetryPolicy(max_attempts=100, wait_initial=0.01, wait_jitter=0, deadline=1)
    begun = time.monotonic()
    with pytest.raises(errors.NoAnswerError) as caught:
        submit(wechatpay, png)(
            mode, auth=wechatpay.auth(), base_url=proxy.url, rate_limits=None, timeout=0.2, retry=policy
        )
    assert time.monotonic() - begun < 1 + SLACK
    assert 2 <= len(caught.value.attempts) <= 6


def test_the_deadline_holds_even_while_headers_drip_in(
    mode: str, wechatpay: Sandbox, proxy: FaultProxy, png: bytes
) -> None:
    proxy.always = Fault.DRIP_HEADERS
    work = create(wechatpay, png)
    begun = time.monotonic()
    with pytest.raises(errors.NoAnswerError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=proxy.url, rate_limits=None, retry=RetryPolicy(deadline=0.5))
    assert time.monotonic() - begun < 0.5 + SLACK
    assert caught.value.outcome_unknown


def test_an_answer_that_drips_in_may_take_the_time_that_the_call_has(
    mode: str, peer: Peer, wechatpay: Sandbox, png: bytes
) -> None:
    """More than half of the deadline, which here is the narrowest bound."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(15):
            connection.sendall(b"a")
            time.sleep(0.1)
        connection.sendall(b"\r\nContent-Length: 2\r\n\r\n{}")

    peer.answer = answer
    with pytest.raises(errors.ResponseContractError):  # it has come, and holds nothing
        submit(wechatpay, png)(mode, auth=None, base_url=peer.url, rate_limits=None, retry=RetryPolicy(deadline=2.5))


def test_a_task_that_is_cancelled_gives_its_connection_back(wechatpay: Sandbox, proxy: FaultProxy, png: bytes) -> None:
    work, after = create(wechatpay, png), create(wechatpay, png)
    proxy.faults.append(Fault.STALL)

    async def call() -> None:
        limits = httpx.Limits(max_connections=1)
        async with (
            AsyncTransport(limits=limits) as transport,
            AsyncClient(wechatpay.auth(), base_url=proxy.url, transport=transport) as client,
        ):
            create_one = client.product_coupons.create
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(create_one(**work.kwargs), 0.3)
            await create_one(**after.kwargs)

    asyncio.run(call())
    assert proxy.exchanges == 2
    assert after.held() == 1


def test_no_deadline_and_no_time_out_is_a_choice(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    work = submit(wechatpay, png)
    work.kwargs["options"] = CallOptions(timeout=math.inf, retry=RetryPolicy(deadline=math.inf))
    work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert work.held() == 1
