"""Jobs that are interrupted, cancelled or handed to a worker go on to their end, and nothing is done twice."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BRAND
from tests.cli.terminal import Shop, interrupted, lines, words
from tests.postgres_server import needs_postgres, running_postgres
from wechatpay_jobs import Jobs
from wechatpay_sandbox import Fault, Merchant, Sandbox

CODES = [f"CAFE-{number:05}" for number in range(4000)]
APPID = "wx4fd12345678"


@pytest.fixture
def stock(coupon: Any) -> tuple[str, ...]:
    return ("--brand-id", BRAND, "--product-coupon-id", coupon.product_coupon_id, "--stock-id", coupon.stock.stock_id)


def _until(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    while not is_so():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


def test_an_upload_that_is_interrupted_goes_on(
    shop: Shop, sandbox: Sandbox, coupon: Any, stock: tuple[str, ...]
) -> None:
    Path(shop.folder, "codes.txt").write_text("\n".join(CODES))
    before = len(sandbox.requests)
    process = shop.start("codes", "upload", "codes.txt", *stock, "--job", "summer")
    _until(process, lambda: len(sandbox.requests) > before)
    ran = interrupted(process)
    assert ran.status == 130
    assert "what was done is written down" in ran.err
    assert json.loads(shop.run("codes", "report", "summer", "--json").out)["waiting"] > 0
    assert shop.run("jobs", "cancel", "summer").status == 0
    assert shop.run("jobs", "resume", "summer", "--wait").status == 0  # as good as the command that was printed
    again = shop.run(*words(ran.err.splitlines()[-1].strip()))
    assert again.status == 0, again.err
    report = json.loads(again.out)
    # What was stored by a call whose answer nobody waited for is known to be ours.
    assert (report["waiting"], report["stored"] + report["already_existed"]) == (0, len(CODES))
    assert sorted(sandbox.codes(coupon.stock.stock_id)) == CODES
    assert "done already" in shop.run("jobs", "cancel", "summer").out
    assert "done already" in shop.run("jobs", "resume", "summer").out


@pytest.mark.parametrize("command", ["upload", "worker"])
def test_a_call_under_way_is_told_at_once_and_a_second_ctrl_c_does_not_wait_for_it(
    shop: Shop, stock: tuple[str, ...], command: str
) -> None:
    Path(shop.folder, "codes.txt").write_text("CAFE-001\n")
    upload = ("codes", "upload", "codes.txt", *stock, "--job", "summer")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        shop.environ["WECHATPAY_BASE_URL"] = f"http://127.0.0.1:{silent.getsockname()[1]}"
        if command == "worker":
            assert "handed in" in shop.run(*upload, "--hand-in").out
        process = shop.start(*(upload if command == "upload" else ("worker",)))
        with silent.accept()[0]:  # and no answer
            process.send_signal(signal.SIGINT)
            assert process.stderr
            while "Ending; a call under way" not in process.stderr.readline():
                assert process.poll() is None
            asked = time.monotonic()
            ran = interrupted(process)
            assert time.monotonic() - asked < 5
    assert ran.status == 130
    assert ("Go on with:" if command == "upload" else "Stopped") in ran.err


def test_a_file_whose_name_cannot_be_told_is_refused_before_it_is_uploaded(
    shop: Shop, sandbox: Sandbox, stock: tuple[str, ...]
) -> None:
    Path(shop.folder, "\udcff.txt").write_text("CAFE-001\n")
    before = len(sandbox.requests)
    ran = shop.run("codes", "upload", "\udcff.txt", *stock, "--job", "odd")
    assert (ran.status, "no UTF-8" in ran.err) == (2, True)
    assert len(sandbox.requests) == before


def test_coupons_are_sent_to_the_users_of_a_file(shop: Shop, sandbox: Sandbox, stock: tuple[str, ...]) -> None:
    users = [f"oVvBvwEurkeUJpBzX90-6MfCHb{number:02}" for number in range(3)]
    Path(shop.folder, "users.txt").write_text("\n".join([*users, users[0]]))
    codes = json.dumps({"out_request_no": "codes_0001", "brand_id": BRAND, "code_list": ["C1", "C2", "C3"]})
    assert shop.run("stocks", "upload-codes", stock[3], stock[5], "--body", "-", given=codes).status == 0
    command = ("sends", "start", "users.txt", *stock, "--appid", APPID, "--job", "gift")
    ran = shop.run(*command, "--confirm-after", "0", "--json")
    assert ran.status == 0, ran.err
    report = lines(ran.out)[-1]
    assert [report[name] for name in ("lines", "sent", "confirmed", "duplicates", "waiting")] == [4, 3, 3, 1, 0]
    assert shop.run(*command, "--confirm-after", "0").status == 0  # the same job, and nobody gets a second one
    assert len([each for each in sandbox.requests if each.path.endswith("/coupons")]) == 3
    assert shop.run("sends", "report", "gift", "--outcomes", "outcomes.csv").status == 0
    rows = Path(shop.folder, "outcomes.csv").read_text().splitlines()
    assert len(rows) == 5
    shop.environ["COLUMNS"] = "30"
    assert "more columns: --json prints all" in shop.on_terminal("jobs", "list").out
    shop.environ["COLUMNS"] = "200"
    listed = shop.on_terminal("jobs", "list")
    assert "gift" in listed.out


@pytest.mark.parametrize("of", [(), ("--stock-id", "1", "--stock-bundle-id", "2")])
def test_a_send_is_of_a_stock_or_of_a_bundle(shop: Shop, of: tuple[str, ...]) -> None:
    Path(shop.folder, "users.txt").write_text("oVvBvwEurkeUJpBzX90-6MfCHbec\n")
    common = ("--brand-id", BRAND, "--product-coupon-id", "1", "--appid", APPID)
    ran = shop.run("sends", "start", "users.txt", *common, *of)
    assert ran.status == 2
    assert "--stock-bundle-id" in ran.err


def test_a_picture_that_is_refused_stops_no_other(shop: Shop, sandbox: Sandbox, png: bytes) -> None:
    for name in ("a.png", "b.png"):
        Path(shop.folder, name).write_bytes(png)
    sandbox.inject(Fault("a picture that is refused", code="PARAM_ERROR"))
    ran = shop.run("images", "upload", "a.png", "b.png")
    assert ran.status == 1
    refused, uploaded = lines(ran.out)
    assert refused["error"].startswith("PARAM_ERROR")
    assert uploaded["image_url"]
    asked = len(sandbox.requests)
    Path(shop.folder, "c.png").write_text("no picture")
    none = shop.run("images", "upload", "a.png", "c.png", "d.png")
    assert none.status == 2
    assert "\nc.png: " in none.err
    assert "\nd.png: " in none.err
    assert len(sandbox.requests) == asked


def _profiles(shop: Shop, sandbox: Sandbox, merchants: dict[str, Merchant], database: str) -> None:
    """Write a profile for each merchant."""
    path = shop.folder / "config/wechatpay-coupon/config.toml"
    path.parent.mkdir(parents=True)
    text = ""
    for name, merchant in merchants.items():
        (path.parent / f"{name}.pem").write_bytes(merchant.private_key_pem)
        (path.parent / f"{name}_pub.pem").write_bytes(merchant.public_key_pem)
        settings = {
            "base_url": sandbox.url,
            "mchid": merchant.mchid,
            "serial_no": merchant.serial_no,
            "private_key_path": f"{name}.pem",
            "public_key_id": merchant.public_key_id,
            "public_key_path": f"{name}_pub.pem",
            "jobs_database": database,
        }
        text += f"[{name}]\n" + "".join(f'{key} = "{value}"\n' for key, value in settings.items())
    path.write_text(text)
    path.chmod(0o600)


def _task(number: int) -> dict[str, Any]:
    rule: dict[str, Any] = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE"}
    rule["normal_coupon"] = {"threshold": 0, "discount_amount": 100}
    task = {"brand_id": BRAND, "task_id": f"cup_{number:04}", "image_generation_type": "COMBINE_IMAGE"}
    return {**task, "combine_image": rule}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=needs_postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with running_postgres() if request.param == "postgres" else nullcontext() as server:
        yield f"sqlite:///{tmp_path}/jobs.db" if server is None else server.url


def test_a_worker_does_the_jobs_of_several_profiles(shop: Shop, sandbox: Sandbox, database: str) -> None:
    merchants = {"shop1": sandbox.merchant, "shop2": sandbox.add_merchant()}
    _profiles(shop, sandbox, merchants, database)
    for number, name in enumerate(merchants, 1):
        Path(shop.folder, "task.json").write_text(json.dumps(_task(number)))
        handed = shop.run("images", "generate", "task.json", "--job", f"of_{name}", "--profile", name)
        assert "handed in" in handed.out, handed.err
    worker = shop.start("worker", *merchants)
    with Jobs(database) as jobs:
        assert all(jobs.job(f"of_{name}").wait(100).waiting == 0 for name in merchants)
    worker.send_signal(signal.SIGINT if database.startswith("sqlite") else signal.SIGTERM)
    _, err = worker.communicate(timeout=60)
    assert worker.returncode == 0, err
    assert "Traceback" not in err
    assert all(merchant.mchid in err for merchant in merchants.values())
    assert "Stopped" in err
    listed = lines(shop.run("jobs", "list", "--profile", "shop2").out)
    assert {(job["job_id"], job["state"]) for job in listed} == {("of_shop1", "done"), ("of_shop2", "done")}
