"""Operations, called from a shell."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import BRAND, body
from tests.cli.terminal import Shop, lines
from wechatpay_sandbox import Sandbox

CREATE = ("call", "createProductCoupon")
EXAMPLES = """
import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from wechatpay_cli import main

def run(*arguments):
    with redirect_stdout(StringIO()) as output:
        status = main(arguments)
    return status, output.getvalue()

for name, path in json.load(sys.stdin).items():
    Path("example.json").write_text(run("call", name, "--example")[1], encoding="utf-8")
    status, shown = run("call", name, *path, "--body", "example.json", "--dry-run", "--show-secrets")
    assert status == 0, name
    assert json.loads(shown)["body"] == json.loads(Path("example.json").read_text("utf-8")), name
    print(name)
"""


def test_a_coupon_is_created_from_a_file(shop: Shop, sandbox: Sandbox, coupon_json: Path) -> None:
    ran = shop.run(*CREATE, "--body", str(coupon_json), "--set", "stock.remark=夏季")
    assert ran.status == 0, ran.err
    answer = json.loads(ran.out)
    assert answer["stock"]["remark"] == "夏季"
    assert sandbox.coupons[0].product_coupon_id == answer["product_coupon_id"]
    assert ran.err == f"Request-ID: {sandbox.requests[0].request_id}\n"


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_body_comes_from_stdin(shop: Shop, sandbox: Sandbox, form: str) -> None:
    text = yaml.safe_dump(body(), allow_unicode=True) if form == "yaml" else json.dumps(body())
    ran = shop.run("product-coupons", "create", "--body", "-", given=text.replace("'", '"') if form == "yaml" else text)
    assert ran.status == 0, ran.err
    assert len(sandbox.coupons) == 1


def test_set_makes_a_body_of_nothing(shop: Shop) -> None:
    pairs = ["brand_id=120344", "out_request_no=deact_0001", "list[0].id=7", "list[1].id=true", "deactivate_reason=12"]
    words = [word for pair in pairs for word in ("--set", pair)]
    ran = shop.run("product-coupons", "deactivate", "1000000001", *words, "--dry-run")
    assert json.loads(ran.out)["body"] == {
        "brand_id": "120344",  # a text, since the contract says so
        "out_request_no": "deact_0001",
        "list": [{"id": 7}, {"id": True}],
        "deactivate_reason": "12",
    }


@pytest.mark.parametrize("wrong", ["stock", "stock..x=1", "list[3].id=1", "brand_id.x=1", "=1"])
def test_a_set_that_leads_nowhere_is_said(shop: Shop, sandbox: Sandbox, coupon_json: Path, wrong: str) -> None:
    ran = shop.run(*CREATE, "--body", str(coupon_json), "--set", wrong)
    assert ran.status == 2
    assert "--set" in ran.err
    assert sandbox.requests == ()


def test_a_list_is_a_table_on_a_terminal_and_json_in_a_pipe(shop: Shop, coupon: Any) -> None:
    command = ("stocks", "list", coupon.product_coupon_id, "--brand-id", BRAND)
    assert json.loads(shop.run(*command).out)["stock_list"][0]["stock_id"] == coupon.stock.stock_id
    drawn = shop.on_terminal(*command)
    assert drawn.status == 0
    assert "stock_id" in drawn.out
    assert coupon.stock.stock_id in drawn.out
    assert '"stock_list"' not in drawn.out
    assert "Request-ID: " in drawn.out
    assert '"stock_list"' in shop.on_terminal(*command, "--output", "json").out


def test_all_pages_are_read_a_line_for_each_item(shop: Shop, sandbox: Sandbox, coupon: Any) -> None:
    stock = json.dumps({"out_request_no": "stock_0002", "brand_id": BRAND, "stock": body()["stock"]})
    assert shop.run("stocks", "create", coupon.product_coupon_id, "--body", "-", given=stock).status == 0
    ran = shop.run("stocks", "list", coupon.product_coupon_id, "--brand-id", BRAND, "--page-size", "1", "--all")
    assert {each["stock_id"] for each in lines(ran.out)} == {stock.stock_id for stock in sandbox.stocks}
    assert len(lines(ran.out)) == 2


def test_a_dry_run_shows_what_would_go_out_and_sends_nothing(shop: Shop, sandbox: Sandbox, coupon_json: Path) -> None:
    hidden = json.loads(shop.run(*CREATE, "--body", str(coupon_json), "--dry-run").out)
    assert hidden["headers"]["Authorization"] == "***"
    assert hidden["url"] == f"{sandbox.url}/v3/marketing/partner/product-coupon/product-coupons"
    shown = json.loads(shop.run(*CREATE, "--body", str(coupon_json), "--dry-run", "--show-secrets").out)
    assert shown["headers"]["Authorization"].startswith("WECHATPAY2-SHA256-RSA2048 mchid=")
    assert shown["body"] == body()
    assert sandbox.requests == ()


def test_codes_and_openids_are_hidden_unless_asked(shop: Shop, coupon: Any) -> None:
    openid, code = "oVvBvwEurkeUJpBzX90-6MfCHbec", "CAFE-4711"
    command = ["user-coupons", "get", openid, code, "--product-coupon-id", "1", "--stock-id", "2"]
    command += ["--appid", "wx4fd12345678", "--brand-id", BRAND]
    for way in ("--dry-run", "--curl"):
        ran = shop.run(*command, way)
        assert ran.status == 0, ran.err
        assert not {text for text in (openid, code) if text in ran.out}
        shown = shop.run(*command, way, "--show-secrets").out
        assert openid in shown
        assert code in shown
    shadowing = shop.run(*command[:2], "v3", *command[3:], "--dry-run")
    assert "/v3/marketing/partner/product-coupon/users/***/coupons/***?" in json.loads(shadowing.out)["url"]
    codes = json.dumps({"out_request_no": "codes_0001", "brand_id": BRAND, "code_list": [code]})
    uploaded = ("stocks", "upload-codes", "1", "2", "--body", "-", "--curl")
    assert code not in shop.run(*uploaded, given=codes).out


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl on this machine")
def test_the_curl_command_makes_the_call(shop: Shop, sandbox: Sandbox, coupon_json: Path, png: bytes) -> None:
    Path(shop.folder, "it's a cup; or, two.png").write_bytes(png)
    commands = [(*CREATE, "--body", str(coupon_json)), ("call", "uploadImage", "--body", "it's a cup; or, two.png")]
    for command in commands:
        curl = shop.run(*command, "--curl", "--show-secrets").out
        made = subprocess.run(["bash", "-c", curl], cwd=shop.folder, capture_output=True, text=True, check=True)
        answer = json.loads(made.stdout)
        assert answer.get("product_coupon_id") or answer.get("image_url"), answer
    assert [exchange.status for exchange in sandbox.requests] == [200, 200]


def test_every_example_is_a_body_that_the_contract_takes(shop: Shop) -> None:
    from tests.cli.test_commands import operations

    with_body = {
        name: ["1"] * len(facts["path_parameters"]["properties"])
        for name, facts in operations().items()
        if facts["body"] and facts["body"]["media_type"] == "application/json"
    }
    ran = subprocess.run(
        [sys.executable, "-c", EXAMPLES],
        cwd=shop.folder,
        env=shop.environ,
        input=json.dumps(with_body),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == list(with_body)


def test_the_end_of_a_task_is_waited_for(shop: Shop, sandbox: Sandbox) -> None:
    rule = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE"}
    rule |= {"normal_coupon": {"threshold": 0, "discount_amount": 100}}  # type: ignore[dict-item]
    task = {"brand_id": BRAND, "task_id": "cup_0001", "image_generation_type": "COMBINE_IMAGE", "combine_image": rule}
    path = Path(shop.folder, "task.json")
    path.write_text(json.dumps(task))
    submit = ("images", "submit-generation-task", "--body", "task.json", "--wait")
    assert json.loads(shop.run(*submit).out)["task_state"] == "SUCCESS"
    sandbox.image_task_seconds = 60
    late = shop.run(*submit, "--set", "task_id=cup_0002", "--wait-seconds", "2")
    assert late.status == 3
    assert "It goes on" in late.err
