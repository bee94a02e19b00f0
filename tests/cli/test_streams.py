"""Standard streams that are closed, full, or read by nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BRAND, body
from tests.cli.terminal import Shop
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


@pytest.mark.parametrize(
    "command", [["call", "createProductCoupon", "--example"], ["product-coupons", "create", "--help"]]
)
def test_who_reads_the_first_line_alone_is_no_accident(stranger: Shop, command: list[str]) -> None:
    ran = stranger.redirected("| head -1", *command)
    assert (ran.status, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("redirection", "expected"),
    [
        ("| true", (0, "Request-ID: ")),
        (">&-", (0, "Request-ID: ")),
        ("> /dev/full", (1, "was carried out, but its output cannot be written: No space left on device")),
        ("2>&-", (0, "")),
        ("2> /dev/full", (0, "")),
    ],
)
def test_a_write_that_took_effect_is_never_told_as_refused(
    shop: Shop, sandbox: Sandbox, coupon_json: Path, redirection: str, expected: tuple[int, str]
) -> None:
    ran = shop.redirected(redirection, "product-coupons", "create", "--body", str(coupon_json))
    assert len(sandbox.coupons) == 1
    status, told = expected
    assert ran.status == status
    assert told in ran.err
    if redirection.startswith("2"):
        assert json.loads(ran.out)["product_coupon_id"] == sandbox.coupons[0].product_coupon_id


@pytest.mark.parametrize("command", [("--help",), ("stocks", "--help"), ("sign", "GET", "/v3/certificates")])
def test_what_cannot_be_written_is_told(shop: Shop, command: tuple[str, ...]) -> None:
    ran = shop.redirected("> /dev/full", *command)
    assert (ran.status, "No space left on device" in ran.err) == (1, True)
    assert shop.redirected("> /dev/full", "doctor").status == 4  # its own status says more


def test_pages_are_not_read_for_nobody(shop: Shop, sandbox: Sandbox, coupon: Any) -> None:
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        for number in range(3):
            made: Any = {"stock": body()["stock"], "brand_id": BRAND, "out_request_no": f"stock_{number:04}"}
            client.stocks.create(coupon.product_coupon_id, made)
    before = len(sandbox.requests)
    command = ("stocks", "list", coupon.product_coupon_id, "--brand-id", BRAND, "--page-size", "1", "--all")
    assert len(shop.redirected("", *command).out.splitlines()) == 4
    every_page = len(sandbox.requests) - before
    assert shop.redirected("| true", *command).status == 0
    assert len(sandbox.requests) - before - every_page < every_page


def test_stdin_that_is_closed_holds_nothing(shop: Shop) -> None:
    ran = shop.redirected("<&-", "product-coupons", "create", "--body", "-")
    assert (ran.status, "an object; got null" in ran.err) == (2, True)
