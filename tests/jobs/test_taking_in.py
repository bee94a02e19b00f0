"""Handing in: what is left of one that did not come to its end, and two that begin one job at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.jobs.scene import ROOT
from tests.postgres_server import needs_postgres, running_postgres
from wechatpay_jobs import Jobs
from wechatpay_jobs._codes import rule
from wechatpay_jobs._source import SourceChangedError, prepare
from wechatpay_jobs.errors import JobConflictError
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


@pytest.mark.parametrize("there", [["OTHER-1"], ["CODE-1", "CODE-2"]])
def test_what_was_prepared_and_never_handed_in_holds_up_nobody(
    there: list[str], jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]
) -> None:
    folder = jobs.database.folder
    folder.mkdir(mode=0o700)
    prepare(there, folder / "summer", rule=rule())
    report = jobs.upload_codes((code for code in ("CODE-1", "CODE-2")), job_id="summer", **stock).wait(60)
    assert report.stored == 2
    assert sorted(sandbox.codes(stock["stock_id"])) == ["CODE-1", "CODE-2"]


@pytest.mark.parametrize("damage", ["meta", "codes", "folder"])
def test_a_damaged_folder_is_prepared_anew_from_the_same_source(
    damage: str, jobs: Jobs, stock: dict[str, str], tmp_path: Path
) -> None:
    codes = ["CODE-1", "CODE-2"]
    jobs.upload_codes(codes, job_id="summer", **stock).wait(60)
    folder = jobs.database.folder / "summer"
    if damage == "folder":
        shutil.rmtree(folder)
    else:
        (folder / {"meta": "source.json", "codes": "codes"}[damage]).write_bytes(b"{}")
    with pytest.raises(SourceChangedError):
        jobs.upload_codes(iter(["CODE-3"]), job_id="summer", **stock)
    job = jobs.upload_codes(iter(codes), job_id="summer", **stock)
    job.write_outcomes(tmp_path / "outcomes.csv")
    assert (tmp_path / "outcomes.csv").read_text().count("stored") == 2


BEGINS = """
import json, os, sys, time
from pathlib import Path
from wechatpay_jobs import Jobs
from wechatpay_jobs.errors import JobError, SourceError
database, mchid, stock, name, begun, reads = json.loads(sys.argv[1])

def source():
    if name == "B":  # reads until the other one has begun
        Path(reads).touch()
        while not Path(begun).exists():
            time.sleep(0.01)
    yield from (f"{name}{number:06}" for number in range(5_000))

with Jobs(database) as jobs:
    while name == "A" and not Path(reads).exists():
        time.sleep(0.01)
    try:
        jobs.upload_codes(source(), job_id="same", mchid=mchid, **stock)
        print("begun", flush=True)
    except (SourceError, JobError) as exc:
        print(type(exc).__name__, flush=True)
    Path(begun).touch()
"""


@needs_postgres
def test_of_two_machines_with_other_sources_one_begins_the_job(
    sandbox: Sandbox, client: Client, stock: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def machine(name: str) -> subprocess.Popen[str]:
        flags = [str(tmp_path / "begun"), str(tmp_path / "reads")]
        told = json.dumps([server.url, sandbox.merchant.mchid, stock, name, *flags])
        environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / name)}
        command = [sys.executable, "-c", BEGINS, told]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    with running_postgres() as server:
        machines = [machine("A"), machine("B")]
        assert [each.communicate(timeout=100)[0].strip() for each in machines] == ["begun", "SourceChangedError"]
        assert not any((tmp_path / "B").rglob("same"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "A"))
        with Jobs(server.url, client, waits=(0.1,)) as jobs:
            assert jobs.job("same").wait(60).settled == 5_000
            with pytest.raises(JobConflictError):
                jobs.run([], job_id="same")
    assert {code[0] for code in sandbox.codes(stock["stock_id"])} == {"A"}
