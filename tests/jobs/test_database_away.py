"""A database that is away, locked, full or none: said in words, at once, and without its password."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.jobs.test_database_faults import BIGGEST, Disk
from tests.jobs.test_database_faults import disk as disk  # noqa: PLC0414 - a fixture
from tests.postgres_server import Postgres, needs_postgres, running_postgres
from wechatpay_jobs import Jobs
from wechatpay_jobs.errors import JobUnfinishedError, LedgerError
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ConfigurationError
from wechatpay_product_coupon.models import ImageGenerationTask
from wechatpay_sandbox import Sandbox


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@needs_postgres
def test_while_the_server_is_away_everybody_is_told_and_nobody_waits(
    postgres: Postgres, client: Client, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    with Jobs(postgres.url, client) as jobs, Jobs(postgres.url) as observer:
        codes = [f"CODE-{number:06}" for number in range(20_000)]
        job = jobs.upload_codes(codes, job_id="away", **stock)
        while not job.report().stored:
            pass
        asked: list[Callable[[], object]] = [
            job.report, job.progress, job.cancel, lambda: job.state, lambda: observer.job("away"),
            lambda: list(observer),
            lambda: jobs.upload_codes(["Q-1"], job_id="next", **stock),
            lambda: observer.deliver(ended()),
        ]  # fmt: skip
        postgres.stop()
        try:
            for ask in asked:
                began = time.monotonic()
                with pytest.raises(LedgerError, match=r"cannot be used now: OperationalError: .*refused"):
                    ask()
                assert time.monotonic() - began < 5
            began = time.monotonic()
            with pytest.raises(JobUnfinishedError, match=r"not done after 2 s\. .*cannot be used now"):
                job.wait(2)
            assert 2 <= time.monotonic() - began < 5
        finally:
            postgres.start()
        report = job.wait(150)
        assert report.stored + report.perhaps_ours == len(codes)
        assert jobs.upload_codes(["Q-1"], job_id="next", **stock).wait(60).settled == 1


def ended() -> ImageGenerationTask:
    return ImageGenerationTask.from_dict(
        {"brand_id": "120344", "task_id": "head_0001", "image_generation_type": "COMBINE_IMAGE", "task_state": "FAIL"}
    )


@needs_postgres
def test_a_user_who_may_make_nothing_is_told_so(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE poor LOGIN PASSWORD 'hidden-word'")
        connection.execute("CREATE DATABASE bare")
    with pytest.raises(
        ConfigurationError, match=r"InsufficientPrivilege: permission denied.*the right to make"
    ) as raised:
        Jobs(f"postgresql://poor:hidden-word@127.0.0.1:{postgres.port}/bare")
    assert "hidden-word" not in str(raised.value)


def test_a_locked_file_is_told(jobs: Jobs, monkeypatch: pytest.MonkeyPatch, stock: dict[str, str]) -> None:
    with closing(sqlite3.connect(jobs.database.path, isolation_level=None)) as other:
        with Jobs(str(jobs.database.url)) as observer:
            with observer.ledger._client._sys_db.engine.connect() as connection:  # the pool's only one
                connection.exec_driver_sql("PRAGMA busy_timeout=200")
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            with pytest.raises(LedgerError, match="another program has locked its file"):
                observer.upload_codes(["CODE-1"], job_id="locked", mchid="1900000001", **stock)
            assert time.monotonic() - began < 20
            other.execute("ROLLBACK")
        assert jobs.upload_codes(["CODE-1"], job_id="locked", **stock).wait(60).stored == 1


def test_a_full_disk_at_the_handing_in_is_told(disk: Disk, jobs: Jobs, stock: dict[str, str]) -> None:
    disk.pages = 1
    codes = [f"CODE-{number:06}" for number in range(20)]

    def hand_in() -> None:
        for number in range(200):  # what is free in the file is used first
            jobs.upload_codes(codes, job_id=f"{number:0100}", **stock)

    try:
        with pytest.raises(LedgerError, match="database or disk is full"):
            hand_in()
    finally:
        disk.pages = BIGGEST


@pytest.mark.parametrize("address", ["postgresql://u:hidden@h:port/db", "hidden://[", "sqlite://", ""])
def test_what_is_no_url_is_told_without_it(address: str) -> None:
    with pytest.raises(ConfigurationError, match="database of jobs") as raised:
        Jobs(address)
    assert "hidden@" not in str(raised.value)


def test_what_a_mistyped_path_names_stays_as_it_is(tmp_path: Path) -> None:
    folder, text = tmp_path / "folder", tmp_path / "notes.txt"
    folder.mkdir(mode=0o755)
    text.write_text("no database, as it begins with other words\n" * 99)
    text.chmod(0o644)
    for path, mode in ((folder, 0o755), (text, 0o644)):
        with pytest.raises(ConfigurationError, match="cannot be used"):
            Jobs(f"sqlite:///{path}")
        assert stat.S_IMODE(path.stat().st_mode) == mode


WAITING = """
import asyncio, sys
from wechatpay_jobs import Jobs

async def main():
    job = jobs.run([], job_id="nobody-works", mchid="1900000001")
    for waiting in (job.await_(), anext(job.aresults())):
        try:
            await asyncio.wait_for(waiting, 0.5)
        except (asyncio.TimeoutError, TimeoutError):
            print("given up", flush=True)

with Jobs(sys.argv[1]) as jobs:
    asyncio.run(main())
"""


def test_whoever_gives_up_waiting_in_asyncio_is_free(database: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WAITING, database], capture_output=True, text=True, timeout=20, check=False
    )
    assert ran.stdout == "given up\ngiven up\n", ran.stderr
