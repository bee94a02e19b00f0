"""What is told of a job: each line's outcome, how far it is, and what is left of it when it is deleted."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from wechatpay_jobs import Jobs
from wechatpay_jobs import _progress as progress
from wechatpay_jobs._accounts import in_short
from wechatpay_jobs._codes import read
from wechatpay_jobs.errors import JobConflictError, UnknownJobError
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.models import UploadCouponCodesResponse
from wechatpay_sandbox import Sandbox

CODES = [f"CODE-{number:04}" for number in range(3000)]
FAILING = {"CODE-0300", "CODE-0301", "CODE-2999"}
LINES = [*CODES, "CODE-0007", "", "no code"]


@pytest.fixture
def source(tmp_path: Path, client: Client, sandbox: Sandbox, stock: dict[str, str]) -> Path:
    sandbox.failing_codes = FAILING
    there = {"out_request_no": "before_1", "brand_id": stock["brand_id"], "code_list": CODES[:5]}
    client.stocks.upload_codes(stock["product_coupon_id"], stock["stock_id"], there)  # type: ignore[arg-type]
    path = tmp_path / "codes.txt"
    path.write_text("\n".join(LINES))
    return path


def expected(code: str, line: int) -> str:
    if code == "no code":
        return "refused"
    if line > len(CODES):
        return "duplicate"
    return "failed" if code in FAILING else "already_existed" if line <= 5 else "stored"


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_each_line_has_its_outcome(
    suffix: str, jobs: Jobs, source: Path, stock: dict[str, str], tmp_path: Path
) -> None:
    job = jobs.upload_codes(source, job_id="summer", **stock)
    job.wait(60)
    path = tmp_path / f"outcomes{suffix}"
    job.write_outcomes(path)
    if suffix == ".csv":
        rows = [
            (int(row["line"]), row["code"], row["outcome"]) for row in csv.DictReader(path.read_text().splitlines())
        ]
    else:
        rows = duckdb.sql(f"SELECT line, code, outcome FROM '{path}' ORDER BY line").fetchall()
    lines = [(number, line) for number, line in enumerate(LINES, start=1) if line]
    assert [(line, outcome) for line, _, outcome in rows] == [(line, expected(code, line)) for line, code in lines]
    failed = [row for row in path.read_text().splitlines() if ",failed," in row] if suffix == ".csv" else []
    assert all("SYSTEM_ERROR" in row and "after 3 tries" in row for row in failed)


def test_the_outcomes_of_a_cancelled_job_say_what_is_not_known(
    jobs: Jobs, source: Path, stock: dict[str, str], tmp_path: Path
) -> None:
    job = jobs.upload_codes(source, job_id="summer", **stock)
    job.cancel()
    report = job.report()
    job.write_outcomes(tmp_path / "outcomes.csv")
    outcomes = [row["outcome"] for row in csv.DictReader((tmp_path / "outcomes.csv").read_text().splitlines())]
    assert len(outcomes) == report.lines
    assert outcomes.count("waiting") == report.waiting


def test_a_bar_shows_how_far_it_is(
    jobs: Jobs, source: Path, stock: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=screen, force_terminal=True, width=100))
    job = jobs.upload_codes(source, job_id="summer", **stock)
    job.wait(60, show=True)
    standing = job.progress()
    assert (standing.state, standing.settled, standing.total) == ("done", 3002, 3002)
    assert standing.seconds_left == 0
    assert "3002/3002" in screen.getvalue()


def test_nothing_is_left_of_a_job_that_is_deleted(
    jobs: Jobs, source: Path, stock: dict[str, str], tmp_path: Path
) -> None:
    job = jobs.upload_codes(source, job_id="summer", **stock)
    with pytest.raises(JobConflictError, match="cancel it first"):
        job.delete()
    job.wait(60)
    job.delete()
    with pytest.raises(UnknownJobError):
        job.report()
    assert list((tmp_path / "jobs.db.sources").iterdir()) == []
    assert list(jobs) == []


def test_a_reason_that_names_its_code_is_one_reason_without_it() -> None:
    answer = UploadCouponCodesResponse.from_dict(
        {
            "total_count": 2,
            "failed_code_list": [
                {"coupon_code": code, "code": "SYSTEM_ERROR", "message": f"{code} cannot be stored"}
                for code in CODES[:2]
            ],
        }
    )
    assert read(answer, CODES[:2], lost=False) == ["", False, {"SYSTEM_ERROR: [code] cannot be stored": "0-1"}]


def test_of_many_reasons_the_most_frequent_are_told() -> None:
    assert in_short({"A": 3, "B": 1}) == {"A": 3, "B": 1}
    told = in_short({**{f"reason {number}": 1 for number in range(4_000)}, "frequent": 9})
    assert len(told) == 20
    assert (told["frequent"], told["and 3,982 other reasons"], sum(told.values())) == (9, 3_982, 4_009)
