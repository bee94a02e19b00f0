"""Which failed attempts are repeated, and what a call that fails tells of them."""

from __future__ import annotations

import asyncio
import logging
import math
import pickle
import re
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.auth_plugin.platform import Answer, Platform
from tests.calls import AT_ONCE, Caller
from tests.requests_of import image_task
from tests.runtime.proxy import Fault as ProxyFault
from tests.runtime.proxy import FaultProxy
from tests.runtime.work import create, submit, upload
from wechatpay_product_coupon import AsyncClient, CallOptions, Client, RetryPolicy, errors
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_runtime import Call, _retry
from wechatpay_runtime._retry import retry_after
from wechatpay_sandbox import Fault, Sandbox

NOTHING_LISTENS = "http://127.0.0.1:9"


class Recorder(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Keeps what goes on the wire."""

    def __init__(self) -> None:
        self.sync, self.asynchronous = httpx.HTTPTransport(), httpx.AsyncHTTPTransport()
        self.seen: list[tuple[httpx.Headers, bytes]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append((request.headers.copy(), request.read()))
        return self.sync.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append((request.headers.copy(), await request.aread()))
        return await self.asynchronous.handle_async_request(request)

    def close(self) -> None:
        self.sync.close()

    async def aclose(self) -> None:
        await self.asynchronous.aclose()


@pytest.mark.parametrize(
    "fault",
    [
        Fault.CONNECTION_DROPPED,
        Fault.TRUNCATED_BODY,
        Fault.SYSTEM_ERROR,
        Fault.RATELIMIT_EXCEEDED,
        Fault.HTML_502,
        Fault.EMPTY_500,
        Fault.PROBE_SIGNATURE,
        Fault.TAMPERED_BODY,
        Fault.clock_off(-400),
    ],
    ids=lambda fault: fault.name,
)
def test_one_failed_attempt_is_made_good(mode: str, wechatpay: Sandbox, png: bytes, fault: Fault) -> None:
    work, before = create(wechatpay, png), len(wechatpay.requests)
    wechatpay.inject(fault)
    result = work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert [
        coupon.answer for coupon in wechatpay.coupons if coupon.out_request_no == work.kwargs["body"].out_request_no
    ]
    assert result.product_coupon_id == wechatpay.coupons[-1].product_coupon_id
    assert work.held() == 1
    assert len(wechatpay.requests) - before == 2


@pytest.mark.parametrize("fault", [Fault.CONNECTION_DROPPED, Fault.SYSTEM_ERROR], ids=lambda fault: fault.name)
def test_three_repeats_are_all(mode: str, wechatpay: Sandbox, png: bytes, fault: Fault) -> None:
    work, before = submit(wechatpay, png), len(wechatpay.requests)
    wechatpay.inject(fault, times=4)
    with pytest.raises(errors.ClientError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert len(wechatpay.requests) - before == 4
    assert [attempt.number for attempt in caught.value.attempts] == [1, 2, 3, 4]


def test_an_answer_that_stays_unproven_is_repeated_once(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    work, before = create(wechatpay, png), len(wechatpay.requests)
    wechatpay.inject(Fault.PROBE_SIGNATURE, times=2)
    with pytest.raises(errors.UnverifiedAnswerError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert len(wechatpay.requests) - before == 2
    assert work.held() == 1
    assert len(caught.value.attempts) == 2
    assert "attempt 2 on http://127.0.0.1" in "".join(traceback.format_exception(caught.value))


def test_max_attempts_of_one_repeats_nothing(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    work, before = submit(wechatpay, png), len(wechatpay.requests)
    wechatpay.inject(Fault.SYSTEM_ERROR)
    with pytest.raises(errors.ApiSystemError) as caught:
        work(
            mode,
            auth=wechatpay.auth(),
            base_url=wechatpay.url,
            rate_limits=None,
            retry=RetryPolicy(max_attempts=1),
        )
    assert len(wechatpay.requests) - before == 1
    assert len(caught.value.attempts) == 1


def test_a_call_can_differ_from_its_client(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    work, before = submit(wechatpay, png), len(wechatpay.requests)
    wechatpay.inject(Fault.SYSTEM_ERROR, times=2)
    work.kwargs["options"] = CallOptions(retry=replace(AT_ONCE, max_attempts=2))
    with pytest.raises(errors.ApiSystemError):
        work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert len(wechatpay.requests) - before == 2


def test_what_cannot_help_is_not_repeated(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    body = image_task()
    body.brand_id = "999"
    before = len(wechatpay.requests)
    wechatpay.unauthorized_brands.add("999")
    call = Caller(mode, wechatpay.auth(), wechatpay.url)
    policy: dict[str, Any] = {"retry": AT_ONCE}
    with pytest.raises(errors.NoAuthError):
        call("images.submit_generation_task", body=body, client=policy)
    assert len(wechatpay.requests) - before == 1
    with pytest.raises(errors.RequestValidationError) as caught:
        call("images.submit_generation_task", body=None, client=policy)
    assert caught.value.attempts == ()
    assert len(wechatpay.requests) - before == 1


def test_every_attempt_has_the_same_bytes_and_a_signature_of_its_own(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    work, wire = create(wechatpay, png), Recorder()
    wechatpay.inject(Fault.SYSTEM_ERROR, times=2)
    work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None, transport=wire)
    assert len(wire.seen) == 3
    assert len({body for _, body in wire.seen}) == 1
    assert len({re.search('nonce_str="(.+?)"', headers["Authorization"])[1] for headers, _ in wire.seen}) == 3
    assert len({headers["Authorization"] for headers, _ in wire.seen}) == 3
    names = {tuple(sorted(headers)) for headers, _ in wire.seen}
    assert len(names) == 1, "an attempt has a header that another one has not"
    assert all(len(headers.get_list("Authorization")) == 1 for headers, _ in wire.seen)


def test_a_repeated_upload_has_the_same_bytes(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    work, wire = upload(wechatpay, png), Recorder()
    wechatpay.inject(Fault.CONNECTION_DROPPED, times=2)
    work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None, transport=wire)
    assert len(wire.seen) == 3
    assert len({(headers["Content-Type"], body) for headers, body in wire.seen}) == 1


def test_an_error_tells_every_attempt(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    begun = time.time()
    wechatpay.inject(Fault.CONNECTION_DROPPED)
    wechatpay.inject(Fault.SYSTEM_ERROR)
    wechatpay.inject(Fault.RATELIMIT_EXCEEDED, times=2)
    with pytest.raises(errors.RatelimitExceededError) as caught:
        submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    lost, failed, *refused = caught.value.attempts
    assert "RemoteProtocolError" in lost.cause
    assert failed.cause.startswith("500 SYSTEM_ERROR, Request-ID ")
    assert [attempt.cause.split(",")[0] for attempt in refused] == ["429 RATELIMIT_EXCEEDED"] * 2
    assert {attempt.host for attempt in caught.value.attempts} == {wechatpay.url}
    assert [attempt.outcome_unknown for attempt in caught.value.attempts] == [True, True, False, False]
    for attempt in caught.value.attempts:
        assert begun - 1 < attempt.started < time.time()
        assert 0 < attempt.duration < 10
        assert str(attempt) in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_the_outcome_stays_unknown_once_an_attempt_left_it_so(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    """The last attempt was refused, and the first one may have been carried out."""
    wechatpay.inject(Fault.CONNECTION_DROPPED)
    wechatpay.inject(Fault.RATELIMIT_EXCEEDED, times=3)
    work = submit(wechatpay, png)
    with pytest.raises(errors.RatelimitExceededError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert caught.value.outcome_unknown
    assert work.held() == 1
    wechatpay.inject(Fault.RATELIMIT_EXCEEDED, times=4)
    with pytest.raises(errors.RatelimitExceededError) as refused:
        submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    assert not refused.value.outcome_unknown


def test_a_lost_connection_before_no_connection_is_not_called_unsent(
    mode: str, proxy: FaultProxy, wechatpay: Sandbox, png: bytes
) -> None:
    """Attempt 1 is lost on the wire, and then the host is gone."""
    work = create(wechatpay, png)

    proxy.faults.append(ProxyFault.RESET_AFTER)
    proxy.last_exchange = 1
    with pytest.raises(errors.NoAnswerError) as caught:
        work(mode, auth=wechatpay.auth(), base_url=proxy.url, rate_limits=None)
    assert [attempt.outcome_unknown for attempt in caught.value.attempts] == [True, False, False, False]
    assert caught.value.outcome_unknown
    assert "may have taken effect" in str(caught.value)
    assert work.held() == 1


def test_already_exists_after_our_own_repeat_says_that_the_coupon_exists(
    mode: str, wechatpay: Sandbox, png: bytes
) -> None:
    work = create(wechatpay, png)
    wechatpay.already_exists_on_repeat = True
    try:
        wechatpay.inject(Fault.CONNECTION_DROPPED)
        with pytest.raises(errors.AlreadyExistsError) as ours:
            work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
        with pytest.raises(errors.AlreadyExistsError) as foreign:
            work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    finally:
        wechatpay.already_exists_on_repeat = False
    assert work.held() == 1
    assert ours.value.repeated
    assert "an earlier attempt of this call created it, and its id was in the answer that was lost" in str(ours.value)
    assert not foreign.value.repeated
    assert "an earlier attempt of this call" not in str(foreign.value)


def test_without_an_idempotency_key_nothing_is_repeated_once_bytes_were_sent(
    mode: str, wechatpay: Sandbox, proxy: FaultProxy
) -> None:
    """Submitting, in a contract that says it is not safe to repeat."""
    operation = submit_image_generation_task.OPERATION._replace(idempotency_key=None, repeatable=False)

    def send(*urls: str) -> None:
        call = Call(operation, path={}, query={}, body=image_task())
        options = {"auth": wechatpay.auth(), "base_url": urls, "rate_limits": None}
        if mode == "sync":
            with Client(**options) as client:
                client.send(call)
        else:
            asyncio.run(send_async(call, options))

    async def send_async(call: Call[Any], options: dict[str, Any]) -> None:
        async with AsyncClient(**options) as client:
            await client.send(call)

    for fault, error in [
        (ProxyFault.RESET_AFTER, errors.NoAnswerError),
        (ProxyFault.STATUS_429, errors.RatelimitExceededError),
        (ProxyFault.STATUS_502, errors.ApiError),
    ]:
        proxy.faults.append(fault)
        before = proxy.exchanges
        with pytest.raises(error):
            send(proxy.url)
        assert proxy.exchanges - before == 1, fault
    send(NOTHING_LISTENS, proxy.url)  # where nothing was sent, the next host is tried


def test_back_off_doubles_with_jitter_up_to_its_limit() -> None:
    policy = RetryPolicy(wait_jitter=0)
    assert [policy.wait(repeat) for repeat in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert RetryPolicy(wait_jitter=0, wait_max=3).wait(10_000) == 3
    waits = {RetryPolicy().wait(1) for _ in range(100)}
    assert len(waits) > 90
    assert min(waits) >= 1
    assert max(waits) <= 2


@pytest.mark.parametrize(
    "wrong",
    [{"max_attempts": 0}, {"wait_initial": -1}, {"wait_jitter": -0.1}, {"deadline": 0}, {"deadline": float("nan")}],
    ids=str,
)
def test_a_policy_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(errors.ConfigurationError):
        RetryPolicy(**wrong)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Thu, 01 Jan 2026 00:00:30 GMT", 30.0),
        ("Wed, 31 Dec 2025 23:59:00 GMT", 0.0),
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("1.5", 0.0),
        ("٣", 0.0),
        ("Thu, 99 Jan 2026 00:00:30 GMT", 0.0),
        ("Mon, 01 Jan 0001 00:00:00 -0000", 0),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0),
        ("9" * 400, math.inf),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert retry_after(httpx.Headers([(b"Retry-After", value.encode())]), now=1_767_225_600) == seconds


@pytest.mark.parametrize("wait", [1, 50])
def test_retry_after_is_honoured_within_the_deadline(
    mode: str, wait: int, wechatpay: Sandbox, png: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    server = Platform(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    answer = Answer(429, b"{}", {"Retry-After": str(wait)})
    server.answer = lambda request: answer
    policy = RetryPolicy(max_attempts=2, wait_initial=0.1, wait_jitter=0, deadline=10)
    with server, caplog.at_level(logging.WARNING), pytest.raises(errors.ApiError) as caught:
        submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=server.url, rate_limits=None, retry=policy)
    # 50 s are longer than the call may take, so it ends at once instead of at its deadline.
    assert len(caught.value.attempts) == (2 if wait == 1 else 1)
    assert [record.wait_seconds for record in caplog.records if hasattr(record, "wait_seconds")] == [1.0] * (wait == 1)


def test_the_document_has_the_table_of_what_is_repeated() -> None:
    text = (Path(__file__).parents[2] / "docs/en/reliability.md").read_text(encoding="utf-8")
    times = {0: "no", 1: "once", math.inf: "yes"}
    failures = [failure for failure in vars(_retry).values() if isinstance(failure, _retry.Failure)]
    rows = [
        f"| {failure.what} | {times[failure.repeats]}{', on the next host' * failure.next_host} "
        f"| {'yes' if failure.outcome_unknown else 'no'} |\n"
        for failure in failures
    ]
    assert "".join(rows) in text
