"""Sending bundles: the first coupon of each is confirmed, and what is told has the user's bundle."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.sending import adds_up, bundle_to_send, events_to, users
from wechatpay_jobs import Jobs
from wechatpay_jobs.errors import JobUnfinishedError
from wechatpay_sandbox import Fault, Sandbox


def coupons_of(sandbox: Sandbox) -> list[Any]:
    return list(sandbox._state.user_coupons.by_code.values())


@pytest.mark.parametrize("tells", [True, False])
def test_a_bundle_is_sent_to_each_user_and_its_first_coupon_confirmed(
    tells: bool, jobs: Jobs, sandbox: Sandbox, tmp_path: Path
) -> None:
    bundle = bundle_to_send(sandbox)
    sandbox.inject(Fault.CONNECTION_DROPPED, times=3)
    sandbox.already_exists_on_repeat = True
    with events_to(sandbox, jobs.deliver if tells else lambda _: None):
        job = jobs.send_coupon_bundles(users(60), job_id="spring", **bundle, confirm_after=600 if tells else 1)
        report = job.wait(60)
    assert (report.sent, report.confirmed, report.unknown) == (60, 60, 0)
    assert adds_up(report)
    has = {coupon.openid: coupon for coupon in coupons_of(sandbox)}
    assert len(has) == len(coupons_of(sandbox)) == 60
    assert all(coupon.confirmation for coupon in has.values())
    job.write_outcomes(tmp_path / "outcomes.csv")
    with (tmp_path / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    for row in told:
        coupon = has[row["openid"]]
        assert (row["coupon_code"], row["outcome"]) == (coupon.coupon_code, "confirmed")
        assert row["user_coupon_bundle_id"] == coupon.user_coupon_bundle_id


def test_a_code_is_no_field_of_a_bundle(jobs: Jobs, sandbox: Sandbox) -> None:
    rows = [{"openid": "user-1", "coupon_code": "not read"}]
    assert jobs.send_coupon_bundles(rows, job_id="spring", **bundle_to_send(sandbox)).wait(60).sent == 1


def test_limits_of_a_bundle_end_the_row_or_the_job(jobs: Jobs, sandbox: Sandbox) -> None:
    bundle = bundle_to_send(sandbox, max_count=20, max_count_per_user=1)
    rows = [*users(10), {"openid": "user-00003", "attach": "once more"}]
    report = jobs.send_coupon_bundles(rows, job_id="few", **bundle).wait(60)
    assert (report.sent, report.failed) == (10, 1)
    job = jobs.send_coupon_bundles(users(300, "other"), job_id="many", **bundle)
    with pytest.raises(JobUnfinishedError, match="NOT_ENOUGH"):
        job.wait(60)
    assert (job.report().sent, job.report().waiting) == (10, 290)
