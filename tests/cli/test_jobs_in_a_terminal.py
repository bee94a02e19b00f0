"""Jobs from a shell: a bar on a terminal, lines for programs, silence in a pipe, and going on after Ctrl-C."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BRAND
from tests.cli.terminal import Shop, lines, words
from wechatpay_jobs import Jobs
from wechatpay_sandbox import Sandbox


@pytest.fixture
def upload(shop: Shop, coupon: Any) -> tuple[str, ...]:
    """The command that uploads three lines of codes."""
    Path(shop.folder, "codes.txt").write_text("CAFE-001\nCAFE-002\nCAFE-001\n")
    stock = ("--brand-id", BRAND, "--product-coupon-id", coupon.product_coupon_id, "--stock-id", coupon.stock.stock_id)
    return ("codes", "upload", "codes.txt", *stock, "--job", "summer")


def test_codes_are_uploaded_and_accounted(shop: Shop, sandbox: Sandbox, coupon: Any, upload: tuple[str, ...]) -> None:
    ran = shop.run(*upload)
    assert (ran.status, ran.err) == (0, ""), ran.err
    report = json.loads(ran.out)
    assert (report["lines"], report["stored"], report["duplicates"]) == (3, 2, 1)
    assert sandbox.codes(coupon.stock.stock_id) == ("CAFE-001", "CAFE-002")
    assert shop.run("codes", "report", "summer", "--outcomes", "outcomes.csv").status == 0
    assert Path(shop.folder, "outcomes.csv").read_text().splitlines()[3] == "codes.txt,3,CAFE-001,duplicate,,"
    (listed,) = lines(shop.run("jobs", "list").out)
    assert (listed["job_id"], listed["state"]) == ("summer", "done")
    Path(shop.folder, "codes.txt").write_text("CAFE-003\n")
    another = shop.run(*upload)
    assert another.status == 2
    assert "another source" in another.err


def test_a_terminal_shows_a_bar_and_a_table(shop: Shop, upload: tuple[str, ...]) -> None:
    ran = shop.on_terminal(*upload)
    assert ran.status == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ran.out)
    assert re.search(r"summer .*━.*3/3", plain)
    assert re.search(r"stored +2", plain)


def test_a_program_reads_a_line_for_each_step(shop: Shop, upload: tuple[str, ...]) -> None:
    ran = shop.run(*upload, "--json")
    *steps, report = lines(ran.out)
    assert steps
    assert {step["total"] for step in steps} == {3}
    assert report["state"] == "done"
    assert ran.err == ""


def test_what_is_handed_in_is_looked_at_without_an_engine_and_done_by_a_worker(
    shop: Shop, sandbox: Sandbox, upload: tuple[str, ...]
) -> None:
    asked_before = len(sandbox.requests)
    assert "handed in" in shop.run(*upload, "--hand-in").out
    assert lines(shop.run("jobs", "show", "summer", "--json").out)[0]["state"] == "running"
    assert "cancelled" in shop.run("jobs", "cancel", "summer").out
    assert lines(shop.run("jobs", "list").out)[0]["state"] == "cancelled"
    assert "worker" in shop.run("jobs", "resume", "summer").out
    assert len(sandbox.requests) == asked_before  # an engine would have begun by now
    _profile(shop, sandbox, "mine")
    worker = shop.start("worker", "mine")
    with Jobs(f"sqlite:///{shop.folder}/state/wechatpay-coupon/jobs.db") as jobs:
        assert jobs.job("summer").wait(120).waiting == 0
    worker.send_signal(signal.SIGTERM)
    _, err = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert f"Works for {sandbox.merchant.mchid}" in err
    assert "Stopped" in err


def _profile(shop: Shop, sandbox: Sandbox, name: str) -> None:
    """Write a profile for the merchant of the sandbox."""
    path = shop.folder / "config/wechatpay-coupon/config.toml"
    path.parent.mkdir(parents=True)
    variables = sandbox.environment.items()
    settings = [f'{name.removeprefix("WECHATPAY_").lower()} = "{value}"' for name, value in variables]
    path.write_text("\n".join([f"[{name}]", *settings]))
    path.chmod(0o600)


def test_after_ctrl_c_the_printed_command_goes_on(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.image_task_seconds = 600
    rule: dict[str, Any] = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE"}
    rule["normal_coupon"] = {"threshold": 0, "discount_amount": 100}
    task = {"brand_id": BRAND, "task_id": "cup_0001", "image_generation_type": "COMBINE_IMAGE", "combine_image": rule}
    Path(shop.folder, "tasks.jsonl").write_text(json.dumps(task) + "\n")
    ran = shop.on_terminal("images", "generate", "tasks.jsonl", "--job", "heads", "--wait", ctrl_c_after="heads")
    assert ran.status == 130
    again = words(ran.out.splitlines()[-1].strip())
    assert list(again) == ["images", "generate", "tasks.jsonl", "--job", "heads", "--wait"]
    sandbox.image_task_seconds = 0
    sandbox.advance(3600)
    finished = shop.run(*again, "--json")
    assert finished.status == 0, finished.err
    assert lines(finished.out)[-1]["answer"]["task_state"] == "SUCCESS"
    assert len(sandbox.tasks) == 1


def test_pictures_are_uploaded_one_by_one(shop: Shop, sandbox: Sandbox, png: bytes) -> None:
    for name in ("a.png", "b.png"):
        Path(shop.folder, name).write_bytes(png)
    ran = shop.run("images", "upload", "a.png", "b.png")
    assert ran.status == 0
    assert [line["path"] for line in lines(ran.out)] == ["a.png", "b.png"]
    drawn = shop.on_terminal("images", "upload", "a.png")
    assert drawn.status == 0
    assert "https://wxpaylogo.qpic.cn/" in drawn.out
    assert "━" in drawn.out
