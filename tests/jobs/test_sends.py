"""Sending coupons to the users of a source: what becomes of each row."""

from __future__ import annotations

import csv
import logging
import stat
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.jobs.sending import adds_up, received, stock_to_send, users
from wechatpay_jobs import Jobs, Layout
from wechatpay_jobs.errors import JobConflictError, JobUnfinishedError, SourceChangedError, SourceError
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import RequestValidationError
from wechatpay_sandbox import Fault, Sandbox

_OURS = {"wechatpay_jobs", "wechatpay_product_coupon", "wechatpay_runtime", "wechatpay_httpx", "dbos"}


@pytest.fixture
def to_send(sandbox: Sandbox) -> dict[str, Any]:
    return stock_to_send(sandbox)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_is_sent_once_and_told_with_its_code(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any], tmp_path: Path
) -> None:
    job = jobs.send_coupons(users(150), job_id="spring", **to_send)
    report = job.wait(60)
    assert (report.state, report.lines, report.sent, report.waiting) == ("done", 150, 150, 0)
    assert (report.confirmed, report.not_confirmed, report.confirming) == (0, 150, 0)
    job.write_outcomes(tmp_path / "outcomes.csv")
    told = rows_of(tmp_path / "outcomes.csv")
    has = received(sandbox, to_send)
    assert [row["openid"] for row in told] == [row["openid"] for row in users(150)] == sorted(has)
    for row in told:
        (coupon,) = has[row["openid"]]
        assert (row["coupon_code"], row["send_request_no"]) == (coupon.coupon_code, coupon.send_request_no)
        assert (row["outcome"], row["attach"]) == ("sent", coupon.extras["attach"])
    job.write_outcomes(tmp_path / "outcomes.parquet")
    table = duckdb.read_parquet(str(tmp_path / "outcomes.parquet")).fetchall()
    assert [row[2] for row in table] == [row["openid"] for row in told]
    assert stat.S_IMODE((tmp_path / "outcomes.csv").stat().st_mode) == 0o600


def test_a_row_that_breaks_the_contract_is_refused_before_anything_is_sent(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any], tmp_path: Path
) -> None:
    rows: list[dict[str, str | None]] = [
        {"openid": "user-1", "attach": "券", "name": "not read"},
        {"openid": "user-2", "attach": "x" * 151},
        {"openid": "", "attach": "nobody"},
        {"openid": "user-3", "coupon_code": "no code"},
        {"openid": "user-1", "attach": "券"},
        {"openid": "user-1", "attach": None},
        {},
        {"openid": "user-4", "attach": "\ud83d"},
    ]
    job = jobs.send_coupons(rows, job_id="spring", **to_send)
    report = job.wait(60)
    assert (report.lines, report.sent, report.duplicates, report.refused) == (8, 2, 1, 5)
    assert adds_up(report)
    assert {user: len(coupons) for user, coupons in received(sandbox, to_send).items()} == {"user-1": 2}
    job.write_outcomes(tmp_path / "outcomes.csv")
    told = rows_of(tmp_path / "outcomes.csv")
    assert [row["outcome"] for row in told] == ["sent", *["refused"] * 3, "duplicate", "sent", *["refused"] * 2]
    assert [row["line"] for row in told] == list(map(str, range(1, 9)))
    assert told[1]["reason"] == "attach: at most 150 characters"
    assert told[3]["reason"].startswith("coupon_code: ")
    with pytest.raises(RequestValidationError, match="member_tag_info"):
        jobs.send_coupons(users(1), job_id="tags", **to_send, coupon_tag_info={"coupon_tag_list": ["MEMBER"]})
    for wrong in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="confirm_after"):
            jobs.send_coupons(users(1), job_id="late", **to_send, confirm_after=wrong)


def written_csv(path: Path, rows: list[dict[str, str]], *, names: bool = True) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        if names:
            writer.writerow(["id", "openid", "姓名", "attach"])
        writer.writerows((number, row["openid"], "张三", row["attach"]) for number, row in enumerate(rows))
    return path


def parquet_of(path: Path, rows: list[dict[str, str]]) -> Path:
    table = duckdb.connect()
    table.execute("CREATE TABLE rows (attach VARCHAR, other INTEGER, openid VARCHAR)")
    table.executemany("INSERT INTO rows VALUES (?, 1, ?)", [(row["attach"], row["openid"]) for row in rows])
    table.execute(f"COPY rows TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.parametrize("kind", ["csv", "numbers", "names", "parquet", "text", "several"])
def test_the_rows_may_lie_in_any_file(
    kind: str, jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any], tmp_path: Path
) -> None:
    rows = [{"openid": f"user-{number}", "attach": f"第{number}行"} for number in range(3)]
    layout: Layout | None = None
    source: Any = None
    match kind:
        case "csv":
            source = written_csv(tmp_path / "rows.csv", rows)
        case "numbers":
            source = written_csv(tmp_path / "rows.csv", rows, names=False)
            layout = Layout(columns={"openid": 2, "attach": 4})
        case "names":
            source = written_csv(tmp_path / "rows.csv", rows)
            layout = Layout(columns={"attach": "姓名", "openid": "openid"})
            rows = [{**row, "attach": "张三"} for row in rows]
        case "parquet":
            source = parquet_of(tmp_path / "rows.parquet", rows)
        case "text":
            source = tmp_path / "rows.txt"
            source.write_text("\n".join(row["openid"] for row in rows) + "\n\n")
        case "several":
            source = [written_csv(tmp_path / "1.csv", rows[:2]), written_csv(tmp_path / "2.csv", rows[2:])]
    report = jobs.send_coupons(source, job_id="file", **to_send, layout=layout).wait(60)
    assert (report.lines, report.sent) == (3, 3)
    attached = {user: coupon.extras.get("attach") for user, (coupon,) in received(sandbox, to_send).items()}
    assert attached == {row["openid"]: None if kind == "text" else row["attach"] for row in rows}


@pytest.mark.parametrize(
    ("source", "layout", "said"),
    [
        ([{"openid": 5}], None, "item 1: openid is int, not str"),
        ([5], None, "item 1 is int"),
        (b"user", None, "an iterable of dicts, not bytes"),
        (["user"], Layout(column="openid"), "say columns="),
        (["user"], Layout(columns={"open_id": "x"}), "columns has 'open_id'"),
        (["user"], Layout(columns={"attach": "x"}), "says nothing of 'openid'"),
        (["user"], Layout(columns={"openid": 1, "attach": "x"}), "all names"),
        ("rows.csv", None, "no column of the first line is called 'openid'"),
    ],
)
def test_a_source_that_is_none_is_refused_without_its_content(
    source: Any, layout: Layout | None, said: str, jobs: Jobs, to_send: dict[str, Any]
) -> None:
    if source == "rows.csv":
        source = jobs.database.path.with_name(source)
        source.write_text("SECRET-1,SECRET-2\n")
    with pytest.raises(SourceError, match=said) as raised:
        jobs.send_coupons(source, job_id="none", **to_send, layout=layout)
    assert "SECRET" not in str(raised.value)


def test_codes_of_the_callers_own_are_sent_and_a_taken_one_is_refused(
    jobs: Jobs, client: Client, sandbox: Sandbox, tmp_path: Path
) -> None:
    stock = stock_to_send(sandbox, mode="API_ASSIGN")
    rows = [{"openid": f"user-{number}", "coupon_code": f"CODE-{number}"} for number in range(5)]
    job = jobs.send_coupons([*rows, {"openid": "user-9", "coupon_code": "CODE-3"}], job_id="own", **stock)
    report = job.wait(60)
    assert (report.sent, report.failed, report.unknown) == (5, 1, 0)
    (reason,) = report.reasons
    assert reason.startswith("ALREADY_EXISTS: ")
    job.write_outcomes(tmp_path / "outcomes.csv")
    failed = [row for row in rows_of(tmp_path / "outcomes.csv") if row["outcome"] == "failed"]
    assert [row["reason"] for row in failed] == ["ALREADY_EXISTS"]
    assert "Use another code" in failed[0]["action"]


def test_a_lost_answer_is_asked_for_under_the_same_number(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    sandbox.inject(Fault.CONNECTION_DROPPED, times=3)
    report = jobs.send_coupons(users(40), job_id="spring", **to_send).wait(60)
    assert (report.sent, report.unknown, report.failed) == (40, 0, 0)
    assert all(len(coupons) == 1 for coupons in received(sandbox, to_send).values())


def test_a_number_that_was_used_is_settled_by_a_look_at_the_users_coupons(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    sandbox.already_exists_on_repeat = True
    sandbox.inject(Fault.CONNECTION_DROPPED, times=3)
    report = jobs.send_coupons(users(40), job_id="spring", **to_send).wait(60)
    assert (report.sent, report.unknown, report.failed) == (40, 0, 0)
    assert all(len(coupons) == 1 for coupons in received(sandbox, to_send).values())


def test_what_the_look_does_not_show_is_unknown_and_not_guessed(
    jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any], tmp_path: Path
) -> None:
    job = jobs.send_coupons(users(5), job_id="spring", **to_send)
    job.wait(60)
    job.delete()  # the ledger is lost, and the same numbers are used again
    sandbox.already_exists_on_repeat = True
    sandbox._state.user_coupons.by_user.popitem()  # of one user no coupon is shown
    job = jobs.send_coupons(users(5), job_id="spring", **to_send)
    report = job.wait(60)
    assert (report.sent, report.unknown, report.failed) == (4, 1, 0)
    assert adds_up(report)
    job.write_outcomes(tmp_path / "outcomes.csv")
    (unknown,) = [row for row in rows_of(tmp_path / "outcomes.csv") if row["outcome"] == "unknown"]
    assert "send_request_no" in unknown["action"]


def test_a_limit_of_a_user_ends_the_row(jobs: Jobs, sandbox: Sandbox) -> None:
    stock = stock_to_send(sandbox, max_count_per_user=1)
    rows = [*users(10), {"openid": "user-00003", "attach": "once more"}]
    report = jobs.send_coupons(rows, job_id="spring", **stock).wait(60)
    assert (report.sent, report.failed) == (10, 1)
    assert [reason.partition(":")[0] for reason in report.reasons] == ["INVALID_REQUEST"]


@pytest.mark.parametrize("rule", [{"max_count": 50}, {"max_count": 500, "max_count_per_day": 50}])
def test_a_budget_that_is_used_up_stops_the_job_and_what_was_sent_is_confirmed(
    rule: dict[str, int], jobs: Jobs, client: Client, sandbox: Sandbox
) -> None:
    stock = stock_to_send(sandbox, **rule)
    job = jobs.send_coupons(users(2_000), job_id="spring", **stock, confirm_after=0.5)
    with pytest.raises(JobUnfinishedError, match="NOT_ENOUGH"):
        job.wait(60)
    report = job.report()
    assert (report.state, report.sent, report.waiting) == ("stopped", 50, 1950)
    assert (report.confirmed, report.not_confirmed, report.failed) == (50, 0, 0)
    assert "budget" in report.stopped_because
    assert sum(exchange.status == 403 for exchange in sandbox.requests) <= 16
    for product in sandbox._state.stocks.values():
        product.entity["stock_send_rule"] |= {"max_count": 2_000, "max_count_per_day": 2_000}
    job.resume()
    report = job.wait(100)
    assert (report.sent, report.confirmed, report.waiting) == (2_000, 2_000, 0)
    assert all(len(coupons) == 1 for coupons in received(sandbox, stock).values())


def test_a_stock_that_is_not_sent_any_more_stops_the_job(
    jobs: Jobs, client: Client, sandbox: Sandbox, to_send: dict[str, Any]
) -> None:
    where = {name: to_send[name] for name in ("product_coupon_id", "stock_id")}
    body = {"out_request_no": "end_0001", "brand_id": to_send["brand_id"], "deactivate_reason": "over"}
    client.stocks.deactivate(where["product_coupon_id"], where["stock_id"], body)  # type: ignore[arg-type]
    job = jobs.send_coupons(users(500), job_id="spring", **to_send)
    with pytest.raises(JobUnfinishedError, match="not SENDING"):
        job.wait(60)
    assert job.report().waiting == 500
    for unknown in ({"product_coupon_id": "7"}, {"stock_id": "7"}):
        job = jobs.send_coupons(users(500), job_id=f"unknown-{min(unknown)}", **(to_send | unknown))
        with pytest.raises(JobUnfinishedError, match="NOT_FOUND"):
            job.wait(60)


def test_the_same_id_is_the_same_job(jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any], tmp_path: Path) -> None:
    source = written_csv(tmp_path / "rows.csv", users(10))
    jobs.send_coupons(source, job_id="spring", **to_send).wait(60)
    sent = len(sandbox.requests)
    assert jobs.send_coupons(source, job_id="spring", **to_send).wait(60).sent == 10
    assert len(sandbox.requests) == sent
    with pytest.raises(JobConflictError, match="appid is"):
        jobs.send_coupons(source, job_id="spring", **(to_send | {"appid": "wx0000000000000001"}))
    with pytest.raises(JobConflictError, match="confirm_after is"):
        jobs.send_coupons(source, job_id="spring", **to_send, confirm_after=5)
    written_csv(source, users(11))
    with pytest.raises(SourceChangedError):
        jobs.send_coupons(source, job_id="spring", **to_send)


def test_a_cancelled_job_goes_on_where_it_was(jobs: Jobs, sandbox: Sandbox, to_send: dict[str, Any]) -> None:
    job = jobs.send_coupons(users(1_500), job_id="spring", **to_send)
    while not job.report().sent:
        pass
    job.cancel()
    with pytest.raises(JobUnfinishedError, match="cancelled"):
        job.wait(60)
    report = job.report()
    assert adds_up(report)
    assert report.sent < 1_500
    job.resume()
    standing = job.progress()
    assert standing.total == 1_500
    assert job.wait(100).sent == 1_500
    assert all(len(coupons) == 1 for coupons in received(sandbox, to_send).values())


def test_openids_and_codes_are_secrets(
    jobs: Jobs,
    sandbox: Sandbox,
    to_send: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox.inject(Fault.CONNECTION_DROPPED, times=2)
    job = jobs.send_coupons(users(60, "SECRET"), job_id="spring", **to_send, confirm_after=0)
    report = job.wait(60)
    codes = [coupon.coupon_code for coupons in received(sandbox, to_send).values() for coupon in coupons]
    assert report.confirmed == len(codes) == 60
    # The sandbox and httpx, in this process too, log addresses.
    ours = [record.getMessage() for record in caplog.records if record.name in _OURS]
    told = f"{ours}{report}{job!r}{jobs!r}{capfd.readouterr()}"
    assert "SECRET" not in told
    assert not any(code in told for code in codes)
    for path in jobs.database.path.parent.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
