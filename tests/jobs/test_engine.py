"""One engine a process, one worker a file, and whoever writes the ledger runs no code."""

from __future__ import annotations

import base64
import contextlib
import os
import pickle
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.jobs.scene import PICTURE, ROOT, Scene, stock_of
from wechatpay_jobs import Jobs
from wechatpay_jobs._database import Database
from wechatpay_jobs._ledger import Ledger
from wechatpay_jobs.errors import JobUnfinishedError, SourceChangedError, UnknownJobError
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_product_coupon.errors import ConfigurationError
from wechatpay_sandbox import Sandbox


def test_the_same_database_is_shared_and_another_one_is_refused(
    database: str, client: Client, tmp_path: Path, stock: dict[str, str]
) -> None:
    with Jobs(database, client) as jobs:
        with Jobs(database, client) as others:
            others.upload_codes(["CODE-1"], job_id="one", **stock).wait(60)
        assert jobs.upload_codes(["CODE-2"], job_id="two", **stock).wait(60).stored == 1
        with pytest.raises(ConfigurationError, match="worker process"):
            Jobs(f"sqlite:///{tmp_path}/other.db", client)
    with Jobs(f"sqlite:///{tmp_path}/other.db", client) as jobs:
        assert jobs.upload_codes(["CODE-3"], job_id="three", **stock).wait(60).stored == 1


OWN = """
import sys
from dbos import DBOS
import httpx
from wechatpay_jobs import Jobs
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_product_coupon.errors import ConfigurationError

class Auth(httpx.Auth):
    mchid = "1900000001"

theirs = {"name": "their-own", "system_database_url": sys.argv[2], "log_level": "CRITICAL"}
if sys.argv[1] == "first":
    DBOS(config=theirs)
try:
    jobs = Jobs(sys.argv[3], Client(Auth()))
    jobs.work_if_free()
    DBOS(config=theirs)
except ConfigurationError as exc:
    print(exc)
"""


@pytest.mark.parametrize("order", ["first", "second"])
def test_an_application_with_a_dbos_of_its_own_is_told_so(order: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWN, order, f"sqlite:///{tmp_path}/own.db", f"sqlite:///{tmp_path}/jobs.db"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert "worker process" in ran.stdout, ran.stderr


def test_a_second_process_observes_hands_in_and_takes_over(
    database: str, client: Client, sandbox: Sandbox, tmp_path: Path
) -> None:
    source = tmp_path / "codes.txt"
    source.write_text("\n".join(f"CODE-{number:06}" for number in range(40_000)))
    scene = Scene(sandbox, database, source, stock_of(sandbox))
    program = scene.start("work")
    try:
        while not Path(f"{database.removeprefix('sqlite:///')}.lock").exists():
            assert program.poll() is None
        with Jobs(database, client) as jobs:
            job = jobs.upload_codes(source, job_id="handed", **scene.stock)
            assert not jobs.work_if_free()
            while not job.report().stored:
                assert program.poll() is None, scene.log.read_text()
            program.kill()
            program.wait()
            report = job.wait(100)
        assert report.stored + report.perhaps_ours == 40_000
        assert len(sandbox.codes(scene.stock["stock_id"])) == 40_000
    finally:
        program.kill()
        program.wait()


def test_a_job_that_is_not_there_is_said_so(database: str) -> None:
    with Jobs(database) as jobs, pytest.raises(UnknownJobError, match="no job 'summer'"):
        jobs.job("summer")


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


def test_a_pickle_in_the_ledger_is_not_opened(
    database: str, client: Client, stock: dict[str, str], tmp_path: Path
) -> None:
    with Jobs(database, client) as jobs:
        jobs.upload_codes(["CODE-1"], job_id="summer", **stock).wait(60)
    trap = base64.b64encode(pickle.dumps(Trap(tmp_path / "sprung"))).decode()
    of_jobs = "UPDATE workflow_status SET inputs = ?, output = ?, serialization = 'py_pickle', status = 'PENDING'"
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        connection.execute(of_jobs, (trap, trap))
        connection.execute("UPDATE operation_outputs SET output = ?, serialization = 'py_pickle'", (trap,))
        connection.commit()
    with Jobs(database, client) as jobs, contextlib.suppress(Exception):
        jobs.work_if_free()
        time.sleep(3)  # to adopt what is under way
        jobs.job("summer").report()
    assert not (tmp_path / "sprung").exists()


def test_a_worker_takes_only_jobs_of_merchants_that_it_has_a_client_for(
    database: str, client: Client, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    other = sandbox.add_merchant()
    task = {"brand_id": "120344", "task_id": "cup_0001", "image_generation_type": "CUT_OUT"}
    calls = [submit_image_generation_task.call({**task, "cut_out": {"image_url": PICTURE}})]  # type: ignore[typeddict-item]
    with Jobs(database, client) as jobs:
        theirs = jobs.run(calls, job_id="theirs", mchid=other.mchid)
        jobs.upload_codes(["CODE-1"], job_id="ours", mchid=client.mchid, **stock).wait(60)
        assert (theirs.state, theirs.report().waiting) == ("running", 1)
        with Client(other.auth(), base_url=sandbox.url) as second, Jobs(database, second):
            assert theirs.wait(60).done == 1
    assert sandbox.requests[-1].mchid == other.mchid


def test_a_source_that_is_gone_stops_the_job_with_the_reason(
    database: str, client: Client, sandbox: Sandbox, stock: dict[str, str], tmp_path: Path
) -> None:
    source = tmp_path / "codes.txt"
    source.write_text("CODE-1\nCODE-2\n")
    with Jobs(database) as jobs:
        jobs.upload_codes(source, job_id="summer", mchid=client.mchid, **stock)
    (tmp_path / "jobs.db.sources/summer").rename(tmp_path / "elsewhere")
    with Jobs(database, client) as jobs:
        job = jobs.job("summer")
        with pytest.raises(JobUnfinishedError, match="prepare"):
            job.wait(60)
        source.write_text("CODE-1\nCODE-3\n")
        with pytest.raises(SourceChangedError):
            jobs.upload_codes(source, job_id="summer", **stock)
        source.write_text("CODE-1\nCODE-2\n")
        jobs.upload_codes(source, job_id="summer", **stock).resume()
        assert job.wait(60).stored == 2


def test_a_client_that_is_closed_gives_way_to_that_of_other_jobs(
    database: str, client: Client, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    with Jobs(database, client) as jobs:
        with Client(sandbox.auth(), base_url=sandbox.url) as second, Jobs(database, second) as others:
            job = jobs.upload_codes([f"CODE-{number:05}" for number in range(20_000)], job_id="summer", **stock)
            while not others.job("summer").report().stored:
                pass
        report = job.wait(60)
    assert report.stored + report.perhaps_ours == 20_000


def test_a_database_that_cannot_be_reached_is_said_without_its_password(client: Client) -> None:
    for address in ("postgresql://tests:secret@127.0.0.1:1/none", "sqlite:////no/such/folder/jobs.db", "oracle://x"):
        with pytest.raises(ConfigurationError) as raised:
            Jobs(address)
        assert "secret" not in str(raised.value)


def test_two_that_begin_the_same_job_at_once_begin_one(
    database: str, client: Client, sandbox: Sandbox, tmp_path: Path
) -> None:
    source = tmp_path / "codes.txt"
    source.write_text("\n".join(f"CODE-{number:06}" for number in range(20_000)))
    scene = Scene(sandbox, database, source, stock_of(sandbox))
    programs = [scene.start(), scene.start()]
    assert [program.wait(100) for program in programs] == [0, 0], scene.log.read_text()
    with Jobs(database) as jobs:
        assert jobs.job("killed").report().stored == 20_000
    assert len(sandbox.requests) == 1 + 100


def test_a_ledger_that_many_make_at_once_is_made_once(tmp_path: Path) -> None:
    for number in range(5):
        address = f"sqlite:///{tmp_path}/jobs-{number}.db"
        with ThreadPoolExecutor(8) as pool:
            ledgers = list(pool.map(lambda address: Ledger(Database.at(address)), [address] * 8))
        assert [list(ledger.jobs()) for ledger in ledgers] == [[]] * 8
        for ledger in ledgers:
            ledger.close()
