"""What two type checkers say of the dicts that operations take."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.examples.typed_pages import checked

_HEAD: Final = """\
from datetime import datetime, timezone

from wechatpay_product_coupon import Client
from wechatpay_product_coupon.models import (
    DiscountCouponUsageRule,
    ProductCouponScope,
    ProductCouponType,
    UsageMode,
)

client = Client(None)
now = datetime.now(timezone.utc)
"""
_CREATE: Final = """\
client.product_coupons.create({
    "out_request_no": "coupon_0001",
    "brand_id": "120344",
    "scope": "ALL",
    "type": "DISCOUNT",
    "usage_mode": "SINGLE",
    "single_usage_info": {"discount_coupon": {"threshold": 10000, "percent_off": 20}},
    "display_info": {"name": "满100打8折", "image_url": "https://a.cn/1", "background_url": "https://a.cn/2"},
    "stock": {
        "coupon_code_mode": "UPLOAD",
        "store_scope": "NONE",
        "stock_send_rule": {"max_count": 10000, "max_count_per_user": 1},
        "single_usage_rule": {
            "coupon_available_period": {
                "available_begin_time": now,
                "available_end_time": "2026-12-31T23:59:59+08:00",
                "available_days": 30,
            }
        },
        "usage_rule_display_info": {"coupon_usage_method_list": ["OFFLINE"], "usage_description": "到店出示"},
        "coupon_display_info": {"code_display_mode": "QRCODE"},
        "notify_config": {"notify_appid": "wx4fd12345678"},
    },
})
"""
_RIGHT: Final = [
    ('"ALL"', '"ALL"'),
    ('"ALL"', "ProductCouponScope.ALL"),
    ('"DISCOUNT"', "ProductCouponType.DISCOUNT"),
    ('"SINGLE"', "UsageMode.SINGLE"),
    ('{"threshold": 10000, "percent_off": 20}', "DiscountCouponUsageRule(threshold=10000, percent_off=20)"),
    ('"percent_off": 20}}', '"percent_off": 20}, "normal_coupon": None}'),
]
_WRONG: Final = {
    "a misspelt key": ('"brand_id"', '"brandid"'),
    "a misspelt key further in": ('"max_count"', '"maxcount"'),
    "a key that is missing": ('    "brand_id": "120344",\n', ""),
    "a wrong literal": ('"ALL"', '"EVERYTHING"'),
    "a wrong literal in a list": ('["OFFLINE"]', '["ONLINE"]'),
    "a member of another enum": ('"ALL"', "UsageMode.SINGLE"),
    "another type": ('"available_days": 30', '"available_days": "30"'),
}


def _module(old: str, new: str) -> str:
    assert old in _CREATE
    return _HEAD + _CREATE.replace(old, new, 1)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What both checkers say of all dicts at once: they take seconds to start."""
    right = {f"right_{number}.py": _module(*change) for number, change in enumerate(_RIGHT)}
    wrong = {f"wrong_{number}.py": _module(*change) for number, change in enumerate(_WRONG.values())}
    # A name that a module imports and does not use is an error of basedpyright, as it should be: use all of them.
    names = "\nprint(DiscountCouponUsageRule, ProductCouponScope, ProductCouponType, UsageMode)\n"
    folder: Path = tmp_path_factory.mktemp("dicts")
    return checked(folder, {name: code + names for name, code in (right | wrong).items()})


def test_literals_enum_members_and_models_in_dicts_are_accepted(found: str) -> None:
    assert re.findall(r"^.*right_\d+\.py:.*$", found, re.MULTILINE) == []


@pytest.mark.parametrize("mistake", _WRONG)
def test_a_mistake_is_an_error_of_both_checkers(found: str, mistake: str) -> None:
    number = list(_WRONG).index(mistake)
    assert re.search(rf"wrong_{number}\.py:\d+: error: ", found), "mypy"
    assert re.search(rf"wrong_{number}\.py:\d+:\d+ - error: ", found), "basedpyright"
