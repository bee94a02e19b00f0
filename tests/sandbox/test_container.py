"""The container example: what it starts is what the command line takes, and what the other container needs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sandbox.brand import Brand
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._arguments import arguments, options_of

EXAMPLE = Path(__file__).parents[2] / "examples/sandbox_container"


def compose() -> Any:
    return yaml.safe_load((EXAMPLE / "compose.yaml").read_text("utf-8"))


def entrypoint() -> list[str]:
    found = re.search(r"^ENTRYPOINT (\[.*\])$", (EXAMPLE / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert found
    command: list[str] = json.loads(found[1])
    return command


def test_it_starts_with_options_that_there_are() -> None:
    sandbox = compose()["services"]["sandbox"]
    program, *given = [*entrypoint(), *sandbox["command"]]
    parsed = arguments(given)
    options = options_of(parsed)
    assert (program, parsed.host, parsed.port) == ("wechatpay-sandbox", "0.0.0.0", 8080)
    assert parsed.credentials in sandbox["volumes"][0]
    assert options["notify_hosts"] == {"app"}
    assert compose()["services"]["sandbox"]["ports"] == ["127.0.0.1:8080:8080"]
    assert f"USER {'sandbox'}" in (EXAMPLE / "Dockerfile").read_text("utf-8")


def test_notifications_go_to_the_hosts_that_were_named_alone() -> None:
    elsewhere: Any = {"notify_url": "http://app.invalid:8000/wechatpay/notify", "notify_intervals": ()}
    with Sandbox.start(**elsewhere) as sandbox, Client(sandbox.auth(), base_url=sandbox.url) as client:
        stock = Brand(client).stock
        with pytest.raises(ValueError, match="notify_hosts"):
            sandbox.send_coupon(stock)
        sandbox.notify_hosts = {"app.invalid"}
        assert sandbox.send_coupon(stock)
        assert len(sandbox.wait_for_notifications()) == 1
