"""Confirming what was sent: on its event, or after a while, until it holds."""

from __future__ import annotations

import csv
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.jobs.sending import APPID, adds_up, events_to, received, stock_to_send, users
from wechatpay_jobs import Jobs, _confirms
from wechatpay_jobs.errors import LedgerError
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.models import ProductCouponSent
from wechatpay_sandbox import Fault, Sandbox

LATE = 600.0
"""Seconds after which a coupon would be looked up; no test waits for it."""


@pytest.fixture
def to_send(sandbox: Sandbox) -> dict[str, Any]:
    return stock_to_send(sandbox)


def confirmed(sandbox: Sandbox, stock: dict[str, Any]) -> int:
    coupons = [coupon for each in received(sandbox, stock).values() for coupon in each]
    numbers = [coupon.confirmation["confirm_request_no"] for coupon in coupons if coupon.confirmation]
    assert len(set(numbers)) == len(numbers)
    return len(numbers)


def asked(sandbox: Sandbox) -> int:
    """How often the user's coupons were looked at."""
    return sum(exchange.method == "GET" for exchange in sandbox.requests)


def test_a_coupon_is_confirmed_on_its_event_without_a_look(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    with events_to(sandbox, jobs.deliver):
        report = jobs.send_coupons(users(120), job_id="spring", **to_send, confirm_after=LATE).wait(60)
    assert (report.sent, report.confirmed, report.not_confirmed, report.confirming) == (120, 120, 0, 0)
    assert confirmed(sandbox, to_send) == 120
    assert asked(sandbox) == 0


def test_without_events_a_coupon_is_looked_up_after_a_while(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    began = time.monotonic()
    report = jobs.send_coupons(users(30), job_id="spring", **to_send, confirm_after=2).wait(60)
    assert time.monotonic() - began > 2
    assert (report.sent, report.confirmed) == (30, 30)
    assert asked(sandbox) == confirmed(sandbox, to_send) == 30


def test_a_clock_that_is_set_back_makes_no_confirmation_later(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    behind: Any = SimpleNamespace(time=lambda: time.time() - 86400, monotonic=time.monotonic)
    monkeypatch.setattr(_confirms, "time", behind)
    assert jobs.send_coupons(users(3), job_id="spring", **to_send, confirm_after=1).wait(30).confirmed == 3


def test_events_that_are_lost_or_come_twice_change_no_account(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    with events_to(sandbox, jobs.deliver, chance=random.Random(18)) as counts:
        report = jobs.send_coupons(users(200), job_id="spring", **to_send, confirm_after=3).wait(100)
        sandbox.wait_for_notifications(60)
    assert (report.sent, report.confirmed) == (200, 200)
    assert confirmed(sandbox, to_send) == 200
    assert counts["lost"] > 10
    assert counts["taken"] > 200


def test_a_confirmation_is_repeated_until_it_holds(jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]) -> None:
    job = jobs.send_coupons(users(40), job_id="spring", **to_send, confirm_after=1)
    while job.report().sent < 40:
        time.sleep(0.01)
    sandbox.inject(Fault.CONNECTION_DROPPED, times=4)
    sandbox.inject(Fault.SYSTEM_ERROR, times=4)
    report = job.wait(60)
    assert (report.confirmed, report.confirm_reasons) == (40, {})
    assert confirmed(sandbox, to_send) == 40


def test_one_that_cannot_be_confirmed_any_more_is_told_with_its_state(
    jobs: Jobs, client: Client, sandbox: Sandbox, to_send: dict[str, Any], tmp_path: Path
) -> None:
    job = jobs.send_coupons(users(10), job_id="spring", **to_send, confirm_after=3)
    while job.report().sent < 10:
        time.sleep(0.01)
    (void,) = received(sandbox, to_send)["user-00004"]
    body: Any = {name: to_send[name] for name in ("brand_id", "product_coupon_id", "stock_id")}
    body |= {"appid": APPID, "out_request_no": "void_0001", "deactivate_reason": "a mistake"}
    client.user_coupons.deactivate("user-00004", void.coupon_code, body)
    (own,) = received(sandbox, to_send)["user-00007"]
    of_own: Any = {name: body[name] for name in body if name != "deactivate_reason"} | {"out_request_no": "own_0001"}
    client.user_coupons.confirm("user-00007", own.coupon_code, of_own)
    report = job.wait(60)
    assert (report.sent, report.confirmed, report.not_confirmed, report.confirming) == (10, 9, 1, 0)
    assert [reason.partition(":")[0] for reason in report.confirm_reasons] == ["DEACTIVATED"]
    job.write_outcomes(tmp_path / "outcomes.csv")
    with (tmp_path / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        told = {row["openid"]: (row["outcome"], row["reason"]) for row in csv.DictReader(file)}
    assert told["user-00004"] == ("not_confirmed", "DEACTIVATED")
    assert told["user-00007"] == ("confirmed", "")


def test_an_unknown_row_is_settled_by_its_event_or_a_later_look(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    job = jobs.send_coupons(users(3), job_id="spring", **to_send, confirm_after=0)
    job.wait(60)
    job.delete()
    sandbox.already_exists_on_repeat = True
    hidden = sandbox._state.user_coupons.by_user
    shown = dict(hidden)
    hidden.clear()  # the lists show nothing yet
    for coupons in received(sandbox, to_send).values():
        coupons[0].confirmation = {}
    job = jobs.send_coupons(users(3), job_id="spring", **to_send, confirm_after=2)
    while (report := job.report()).unknown < 3:
        assert adds_up(report)
        time.sleep(0.01)
    (first,) = received(sandbox, to_send)["user-00000"]
    jobs.deliver(_event_of(first))
    hidden |= {key: coupons for key, coupons in shown.items() if key[2] != "user-00002"}
    while not (report := job.report()).confirmed:
        assert adds_up(report)
        time.sleep(0.01)
    sandbox._state.answers.clear()  # the confirmations of the first time are forgotten
    report = job.wait(60)
    assert adds_up(report)
    assert (report.sent, report.confirmed, report.unknown) == (2, 2, 1)


def _event_of(coupon: Any) -> ProductCouponSent:
    return ProductCouponSent.from_dict(
        {
            "brand_id": coupon.brand_id,
            "coupon_code": coupon.coupon_code,
            "product_coupon_id": coupon.product_coupon_id,
            "stock_id": coupon.stock_id,
            "appid": APPID,
            "openid": coupon.openid,
            "unionid": "u1",
            "receive_time": "2026-11-27T10:00:00+08:00",
            "send_request_no": coupon.send_request_no,
            "send_channel": "API",
            "valid_begin_time": "2026-11-27T10:00:00+08:00",
            "valid_end_time": "2026-12-27T10:00:00+08:00",
        }
    )


def test_an_event_of_nobodys_job_is_not_kept(jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]) -> None:
    with events_to(sandbox, jobs.deliver):
        job = jobs.send_coupons(users(3), job_id="spring", **to_send)
        job.wait(60)
        sandbox.wait_for_notifications(10)
    (coupon,) = received(sandbox, to_send)["user-00000"]
    assert not jobs.deliver(_event_of(coupon))  # the job confirms nothing
    coupon.send_request_no = "somebody_elses_0001"
    assert not jobs.deliver(_event_of(coupon))


def test_a_job_that_is_removed_takes_its_events_along(jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]) -> None:
    with events_to(sandbox, jobs.deliver):
        job = jobs.send_coupons(users(5), job_id="spring", **to_send, confirm_after=LATE)
        job.wait(60)
    numbers = [coupon.send_request_no for (coupon,) in received(sandbox, to_send).values()]
    keys = [f"sent:{to_send['brand_id']}:{number}" for number in numbers]
    assert len(jobs.ledger.inbox.get(keys)) == 5
    job.delete()
    assert not jobs.ledger.inbox.get(keys)


def test_an_error_of_the_database_shows_no_event(jobs: Jobs) -> None:
    with closing(sqlite3.connect(jobs.database.path)) as connection:
        connection.execute("DROP TABLE wechatpay_job_events")
    with pytest.raises(LedgerError) as raised:
        jobs.ledger.inbox.put("sent:120344:SECRET-1", {"openid": "SECRET-2"})
    assert "SECRET" not in str(raised.value)
