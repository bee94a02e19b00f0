"""The exit status says what became of a command."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BRAND
from tests.cli.terminal import Shop, interrupted, words
from wechatpay_cli._exits import reported
from wechatpay_sandbox import Fault, Sandbox

CREATE = ("product-coupons", "create", "--body")


def test_refused_is_1_with_what_to_do(shop: Shop) -> None:
    ran = shop.run("stocks", "get", "1000000001", "1000000001001", "--brand-id", BRAND)
    assert (ran.status, ran.out) == (1, "")
    assert "404 NOT_FOUND" in ran.err
    assert "Check that it exists" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("stocks", "get", "1"),  # an argument is missing
        ("stocks", "list", "1", "--brand-id", BRAND, "--page-size", "many"),
        ("product-coupons", "create"),  # no body
        (*CREATE, "nowhere.json"),
        (*CREATE, "broken.json"),
        (*CREATE, "empty.json"),  # breaks the contract
        ("images", "upload", "broken.json"),
        ("stocks", "get", "1", "2", "--brand-id", BRAND, "--output", "xml"),
        ("jobs", "show", "nothing"),
        ("stocks", "list", "1", "--profile"),
        ("images", "submit-generation-task", "--set", "task_id=1", "--wait", "--wait-seconds", "nan"),
        ("images", "submit-generation-task", "--set", "task_id=1", "--wait", "--wait-seconds", "-1"),
        ("codes", "upload", "nowhere.txt", "--brand-id", "1", "--product-coupon-id", "1", "--stock-id", "1"),
    ],
)
def test_wrong_usage_is_2_and_sends_nothing(shop: Shop, sandbox: Sandbox, arguments: tuple[str, ...]) -> None:
    Path(shop.folder, "broken.json").write_text("{")
    Path(shop.folder, "empty.json").write_text("{}")
    ran = shop.run(*arguments)
    assert ran.status == 2, ran.err
    assert ran.err
    assert sandbox.requests == ()


def test_an_unknown_outcome_is_3_and_the_same_command_settles_it(
    shop: Shop, sandbox: Sandbox, coupon_json: Path
) -> None:
    sandbox.inject(Fault.TAMPERED_BODY, times=2)  # an unproven answer is asked for once more
    command = (*CREATE, str(coupon_json))
    ran = shop.run(*command)
    assert ran.status == 3, ran.err
    assert "Repeat the same command" in ran.err
    again = shop.run(*command)
    assert again.status == 0
    assert json.loads(again.out)["product_coupon_id"] == sandbox.coupons[0].product_coupon_id
    assert len(sandbox.coupons) == 1


def test_a_machine_that_is_not_set_up_is_4(stranger: Shop, shop: Shop) -> None:
    ran = stranger.run("notify-configs", "get")
    assert ran.status == 4
    assert "WECHATPAY_MCHID" in ran.err
    assert "doctor" in ran.err
    assert shop.run("notify-configs", "get", WECHATPAY_BASE_URL="").status == 4


def test_ctrl_c_is_130_and_says_how_to_go_on(shop: Shop, sandbox: Sandbox) -> None:
    sandbox.image_task_seconds = 600
    rule: dict[str, Any] = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE"}
    rule["normal_coupon"] = {"threshold": 0, "discount_amount": 100}
    task = {"brand_id": BRAND, "task_id": "cup_0001", "image_generation_type": "COMBINE_IMAGE", "combine_image": rule}
    Path(shop.folder, "task.json").write_text(json.dumps(task))
    process = shop.start("images", "submit-generation-task", "--body", "task.json", "--wait")
    ran = _interrupted_once_asked(process, sandbox)
    assert ran.status == 130
    assert "where that finds nothing, repeat the same command" in ran.err
    command = ran.err.splitlines()[-1].strip()
    asked = shop.run(*words(command))
    assert json.loads(asked.out)["task_state"] == "PROCESSING", asked.err


def _interrupted_once_asked(process: Any, sandbox: Sandbox) -> Any:
    while len(sandbox.requests) < 2:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    return interrupted(process)


def test_a_reader_that_goes_away_is_no_accident(shop: Shop, coupon: Any) -> None:
    process = shop.start("stocks", "list", coupon.product_coupon_id, "--brand-id", BRAND)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert [line.split(":")[0] for line in process.stderr.read().splitlines()] == ["Request-ID"]
    process.stderr.close()
    assert process.wait(60) == 0


def test_an_error_that_nobody_foresaw_leaves_the_outcome_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        statistics.mean(1 / number for number in (1, 0))
    assert reported(caught.value) == 3
    told = capsys.readouterr().err
    assert f"{__name__}:" in told
    assert "ZeroDivisionError: division by zero" in told


def test_a_terminal_of_gbk_shows_what_it_can(stranger: Shop) -> None:
    ran = stranger.run("doctor", "--offline", "--lang", "zh", PYTHONIOENCODING="gbk", encoding="gbk")
    assert ran.status == 4
    assert "\\u2717 商户API私钥" in ran.out
