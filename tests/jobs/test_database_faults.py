"""A full disk and a locked database: the job waits for what it needs, and goes on by itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import Engine, event

from wechatpay_jobs import Jobs
from wechatpay_sandbox import Sandbox

CODES = [f"CODE-{number:06}" for number in range(40_000)]
BIGGEST = 2**30


class Disk:
    """How large SQLite may let a file grow, in pages; beyond it says what it says on a full disk."""

    pages = BIGGEST


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()

    def limit(connection: Any, *_: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA max_page_count = {disk.pages}")

    event.listen(Engine, "connect", limit)
    event.listen(Engine, "checkout", limit)
    yield disk
    event.remove(Engine, "connect", limit)
    event.remove(Engine, "checkout", limit)


def test_a_full_disk_is_waited_for(
    disk: Disk, jobs: Jobs, sandbox: Sandbox, stock: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    job = jobs.upload_codes(CODES, job_id="full", **stock)
    while not job.report().stored:
        pass
    disk.pages = 1  # no page more than there are
    while "OperationalError" not in caplog.text:
        time.sleep(0.05)
    time.sleep(1)
    report = job.report()
    assert report.state == "running"
    assert report.stored + report.waiting == len(CODES)
    disk.pages = BIGGEST
    report = job.wait(100)
    assert (report.state, report.stored + report.perhaps_ours) == ("done", len(CODES))
    assert len(sandbox.codes(stock["stock_id"])) == len(CODES)


def test_a_locked_database_is_waited_for(jobs: Jobs, database: str, sandbox: Sandbox, stock: dict[str, str]) -> None:
    job = jobs.upload_codes(CODES, job_id="locked", **stock)
    while not job.report().stored:
        pass
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        made = len(sandbox.requests)
        time.sleep(3)
        assert len(sandbox.requests) <= made + 64  # four calls a lane, not written down
        other.execute("ROLLBACK")
    report = job.wait(100)
    assert (report.state, report.stored) == ("done", len(CODES))


_TAKES_THE_LOG_AWAY = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0).execute("PRAGMA journal_mode=DELETE")
"""


def test_jobs_that_come_and_go_leave_the_locks_of_others_in_the_process(database: str) -> None:
    """Whoever opens and closes the file of an SQLite database frees all locks of his process on it."""
    with Jobs(database) as jobs:
        assert not list(jobs)
        with Jobs(database) as others:
            assert not list(others)
        command = [sys.executable, "-c", _TAKES_THE_LOG_AWAY, str(jobs.database.path)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "locked" in ran.stderr
