"""Uploading the codes of a source: what becomes of each line."""

from __future__ import annotations

import logging
import stat
import time
from pathlib import Path

import pytest

from wechatpay_jobs import Jobs
from wechatpay_jobs.errors import JobConflictError, JobUnfinishedError, SourceChangedError
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Fault, Sandbox

CODES = [f"CODE-{number:04}" for number in range(1000)]


def test_every_line_ends_in_one_of_five_ways(
    jobs: Jobs, client: Client, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    sandbox.failing_codes = {"CODE-0300", "CODE-0301"}
    there = {"out_request_no": "before_1", "brand_id": stock["brand_id"], "code_list": CODES[:5]}
    client.stocks.upload_codes(stock["product_coupon_id"], stock["stock_id"], there)  # type: ignore[arg-type]

    report = jobs.upload_codes([*CODES, *CODES[:7], "", "no code"], job_id="summer", **stock).wait(60)

    assert (report.state, report.lines) == ("done", 1008)
    assert (report.stored, report.already_existed, report.perhaps_ours) == (993, 5, 0)
    assert (report.duplicates, report.refused, report.failed, report.waiting) == (7, 1, 2, 0)
    assert [reason.partition(":")[0] for reason in report.reasons] == ["SYSTEM_ERROR"]
    assert set(sandbox.codes(stock["stock_id"])) == set(CODES) - sandbox.failing_codes


def test_a_failed_code_is_sent_again_under_a_new_number_until_it_is_stored(
    database: str, client: Client, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    sandbox.failing_codes = {"CODE-0300"}
    with Jobs(database, client, waits=(0.1, 2, 2)) as jobs:
        job = jobs.upload_codes(CODES, job_id="summer", **stock)
        while len(sandbox.requests) < 7:  # the coupon, five chunks, and the failed one again
            assert job.report().failed == 0
        sandbox.failing_codes = set()
        assert job.wait(60).stored == 1000
    assert len(sandbox.requests) == 8


def test_what_failed_in_the_first_of_many_blocks_is_sent_again(
    database: str, client: Client, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    codes = [f"MANY-{number:06}" for number in range(33_000)]  # 33 blocks: one more than are begun at once
    sandbox.failing_codes = {codes[3]}
    with Jobs(database, client, waits=(0.1, 2, 2)) as jobs:
        job = jobs.upload_codes(codes, job_id="summer", **stock)
        while job.report().stored < len(codes) - 1:
            time.sleep(0.1)
        time.sleep(1)  # the first time again
        sandbox.failing_codes = set()
        report = job.wait(60)
    assert (report.stored, report.failed) == (len(codes), 0)


def test_a_lost_answer_is_asked_for_under_the_same_number(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]) -> None:
    sandbox.inject(Fault.CONNECTION_DROPPED, times=2)
    report = jobs.upload_codes(CODES, job_id="summer", **stock).wait(60)
    assert (report.stored, report.already_existed) == (1000, 0)
    assert len(sandbox.requests) == 1 + 5 + 2


def test_the_same_id_is_the_same_job(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str], tmp_path: Path) -> None:
    source = tmp_path / "codes.txt"
    source.write_text("\n".join(CODES))
    jobs.upload_codes(source, job_id="summer", **stock).wait(60)
    assert jobs.upload_codes(source, job_id="summer", **stock).wait(60).stored == 1000
    assert len(sandbox.requests) == 6
    with pytest.raises(JobConflictError, match="stock_id is"):
        jobs.upload_codes(source, job_id="summer", **(stock | {"stock_id": "another"}))
    source.write_text("\n".join(CODES[1:]))
    with pytest.raises(SourceChangedError):
        jobs.upload_codes(source, job_id="summer", **stock)


def test_an_error_that_no_repeat_mends_stops_the_job(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]) -> None:
    sandbox.unauthorized_brands = {stock["brand_id"]}
    codes = [f"MANY-{number:06}" for number in range(60_000)]
    job = jobs.upload_codes(codes, job_id="summer", **stock)
    with pytest.raises(JobUnfinishedError, match="NO_AUTH"):
        job.wait(60)
    report = job.report()
    assert (report.state, report.waiting) == ("stopped", 60_000)
    assert "NO_AUTH" in report.stopped_because
    assert len(sandbox.requests) <= 1 + 2 * 16  # of 300: those that were under way

    sandbox.unauthorized_brands = set()
    job.resume()
    assert job.wait(100).stored == 60_000


def test_a_cancelled_job_goes_on_where_it_was(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]) -> None:
    codes = [f"MANY-{number:06}" for number in range(40_000)]
    job = jobs.upload_codes(codes, job_id="summer", **stock)
    while not job.report().stored:
        pass
    job.cancel()
    with pytest.raises(JobUnfinishedError, match="cancelled"):
        job.wait(60)
    report = job.report()
    assert report.state == "cancelled"
    assert report.stored + report.waiting == 40_000
    job.resume()
    report = job.wait(100)
    assert (report.state, report.stored + report.perhaps_ours) == ("done", 40_000)
    assert len(sandbox.codes(stock["stock_id"])) == 40_000


def test_nobody_else_reads_the_ledger_and_no_log_has_a_code(
    jobs: Jobs,
    stock: dict[str, str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    jobs.upload_codes(CODES, job_id="summer", **stock).wait(60)
    for path in tmp_path.rglob("jobs.db*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert "CODE-0" not in caplog.text
    assert capfd.readouterr() == ("", "")


def test_a_source_with_nothing_to_send_is_done_at_once(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]) -> None:
    report = jobs.upload_codes(["", "no code", "nor this"], job_id="nothing", **stock).wait(60)
    assert (report.state, report.lines, report.refused, report.waiting) == ("done", 2, 2, 0)
    assert (jobs.run([], job_id="none").wait(60).calls, len(sandbox.requests)) == (0, 1)


@pytest.mark.parametrize("job_id", ["", ".", "..", "../elsewhere", "a/b", "x" * 101, "Sommer é"])
def test_a_job_id_is_no_path(job_id: str, jobs: Jobs, stock: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        jobs.upload_codes(["CODE-1"], job_id=job_id, **stock)
