"""What a refusal proves: WeChat Pay's own ends a call, anybody's may hide that it came through."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from tests.jobs.sending import adds_up, received, stock_to_send, users
from tests.jobs.test_calls import composed
from wechatpay_jobs import Jobs, _images, _lane
from wechatpay_jobs.errors import JobUnfinishedError
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

Answer = Callable[[httpx.Request], httpx.Response | None]
REFUSAL = {"code": "INVALID_REQUEST", "message": "no"}


class Gateway(httpx.BaseTransport):
    """Hands every request on, and gives some answers of its own."""

    def __init__(self, answer: Answer) -> None:
        self._real = httpx.HTTPTransport()
        self.answer = answer

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        real = self._real.handle_request(request)
        real.read()
        return self.answer(request) or real

    def close(self) -> None:
        self._real.close()


@contextmanager
def behind(sandbox: Sandbox, database: str, answer: Answer) -> Iterator[tuple[Jobs, Gateway]]:
    with (
        Gateway(answer) as gateway,
        Client(sandbox.auth(), base_url=sandbox.url, transport=gateway, rate_limits=None) as client,
        Jobs(database, client, waits=(0.1, 0.1)) as jobs,
    ):
        yield jobs, gateway


def first_of_each(answer: Callable[[], httpx.Response]) -> Answer:
    """Spoil the first answer to each body that is sent."""
    seen: set[bytes] = set()

    def spoil(request: httpx.Request) -> httpx.Response | None:
        if request.method != "POST" or request.content in seen:
            return None
        seen.add(request.content)
        return answer()

    return spoil


@pytest.mark.parametrize("status", [302, 403, 408, 425, 429, 499])
def test_a_refusal_of_a_gateway_is_no_end_of_a_row_that_was_sent(status: int, database: str, sandbox: Sandbox) -> None:
    stock = stock_to_send(sandbox)
    with behind(sandbox, database, first_of_each(lambda: httpx.Response(status, text="<html>"))) as (jobs, _):
        report = jobs.send_coupons(users(3), job_id="spring", **stock).wait(60)
    assert (report.state, report.sent, report.failed) == ("done", 3, 0)
    assert all(len(coupons) == 1 for coupons in received(sandbox, stock).values())


def test_an_unsigned_refusal_of_the_contract_is_looked_into_before_it_is_believed(
    database: str, sandbox: Sandbox
) -> None:
    stock = stock_to_send(sandbox)

    def refuse(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(400, json=REFUSAL) if request.method == "POST" else None

    with behind(sandbox, database, refuse) as (jobs, _):
        report = jobs.send_coupons(users(3), job_id="spring", **stock).wait(60)
        assert (report.sent, report.failed) == (3, 0)
        sandbox._state.user_coupons.by_user.clear()  # nothing was sent, as far as can be seen
        report = jobs.send_coupons(users(3, "other"), job_id="autumn", **stock).wait(60)
    assert (report.sent + report.failed, report.unknown) == (3, 0)


def test_a_gateway_that_refuses_everything_stops_the_job_and_books_nothing(
    database: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_lane, "_PATIENCE", 1)
    stock = stock_to_send(sandbox)
    with behind(sandbox, database, lambda _: httpx.Response(408)) as (jobs, gateway):
        job = jobs.send_coupons(users(3), job_id="spring", **stock)
        with pytest.raises(JobUnfinishedError, match="gateway"):
            job.wait(60)
        report = job.report()
        assert (report.state, report.failed, report.sent + report.waiting) == ("stopped", 0, 3)
        gateway.answer = lambda _: None
        job.resume()
        assert job.wait(60).sent == 3
    assert all(len(coupons) == 1 for coupons in received(sandbox, stock).values())


def test_no_answer_makes_a_job_wait_for_years(database: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lane, "_LONGEST_ASKED", 0.1)
    asked = iter(["9" * 30, "Wed, 01 Jan 2099 00:00:00 GMT", "9" * 400])

    def spoil(request: httpx.Request) -> httpx.Response | None:
        value = next(asked, None) if request.method == "POST" else None
        return value and httpx.Response(429, headers={"Retry-After": value})

    with behind(sandbox, database, spoil) as (jobs, _):
        assert jobs.send_coupons(users(1), job_id="spring", **stock_to_send(sandbox)).wait(60).sent == 1


def test_a_look_that_is_refused_leaves_the_row_unknown_and_ends(database: str, sandbox: Sandbox) -> None:
    stock = stock_to_send(sandbox)
    with behind(sandbox, database, lambda _: None) as (jobs, gateway):
        jobs.send_coupons(users(2), job_id="spring", **stock).wait(60)
        jobs.job("spring").delete()
        sandbox.already_exists_on_repeat = True
        sandbox._state.user_coupons.by_user.clear()
        job = jobs.send_coupons(users(2), job_id="spring", **stock, confirm_after=1)
        while job.report().unknown < 2:
            time.sleep(0.01)
        gateway.answer = lambda request: httpx.Response(400, json=REFUSAL) if request.method == "GET" else None
        report = job.wait(60)
    assert (report.state, report.unknown) == ("done", 2)
    assert adds_up(report)


def test_a_picture_that_wechat_pay_does_not_know_of_ends(
    jobs: Jobs, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_images, "_ASK_AFTER_SECONDS", 0.5)
    sandbox.image_task_seconds = 600
    job = jobs.generate_images([composed(1), composed(2)], job_id="pictures")
    while len(sandbox.requests) < 2:
        time.sleep(0.01)
    sandbox._state.tasks.clear()
    report = job.wait(30)
    assert (report.done, report.failed) == (0, 2)
    assert all(result.code and result.answer is None for result in job.results())


def test_pictures_that_may_not_be_asked_for_stop_the_job(
    jobs: Jobs, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_images, "_ASK_AFTER_SECONDS", 0.5)
    job = jobs.generate_images([composed(1)], job_id="pictures")
    while not sandbox.requests:
        time.sleep(0.01)
    sandbox.unauthorized_brands = {"120344"}
    with pytest.raises(JobUnfinishedError, match="NO_AUTH"):
        job.wait(30)
    sandbox.unauthorized_brands = set()
    job.resume()
    job.wait(30)
    assert [result.answer and result.answer["task_state"] for result in job.results()] == ["SUCCESS"]


def test_a_clock_that_is_set_right_makes_no_wait_longer(
    database: str, client: Client, sandbox: Sandbox, stock: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = iter([30 * 86400.0])
    clock: Any = SimpleNamespace(time=lambda: time.time() + next(ahead, 0.0), monotonic=time.monotonic)
    sandbox.failing_codes = {"CODE-1"}
    with Jobs(database, client, waits=(1,)) as jobs:
        monkeypatch.setattr(_lane, "time", clock)
        report = jobs.upload_codes(["CODE-1", "CODE-2"], job_id="summer", **stock).wait(30)
    assert (report.stored, report.failed) == (1, 1)
