from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from examples.coupon import discount_coupon
from tests.cli.terminal import Shop
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

BRAND = "120344"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0.2) as sandbox:
        yield sandbox


@pytest.fixture
def shop(tmp_path: Path, sandbox: Sandbox) -> Shop:
    return Shop(tmp_path, sandbox.environment)


@pytest.fixture
def stranger(tmp_path: Path) -> Shop:
    """A shell without any settings."""
    return Shop(tmp_path, {})


@pytest.fixture
def coupon(sandbox: Sandbox) -> Any:
    """A coupon with a stock that takes codes."""
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        return client.product_coupons.create(body())


def body() -> Any:
    picture = "https://wxpaylogo.qpic.cn/wxpaylogo/cup.jpg"
    made: Any = discount_coupon(
        out_request_no="coupon_0001",
        brand_id=BRAND,
        appid="wx4fd12345678",
        image_url=picture,
        background_url=picture,
    )
    period = made["stock"]["single_usage_rule"]["coupon_available_period"]
    for name in ("available_begin_time", "available_end_time"):
        period[name] = period[name].isoformat()
    return made


@pytest.fixture
def coupon_json(tmp_path: Path) -> Path:
    path = tmp_path / "coupon.json"
    path.write_text(json.dumps(body(), ensure_ascii=False), encoding="utf-8")
    return path
