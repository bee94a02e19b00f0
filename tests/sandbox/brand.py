"""A brand that leads coupons through their lives with the real client."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.sandbox.program import example, number
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError

DAY: Final = 86_400
OPENID: Final = "o-user-1"
APPID: Final = "wx233544546545989"
PERIOD: Final = {"available_begin_time": "2025-01-01T00:00:00+08:00", "available_end_time": "2099-12-31T23:59:59+08:00"}


class Brand:
    """A brand with one coupon, at a sandbox of its own."""

    def __init__(self, client: Client, mode: str = "WECHATPAY", limits: dict[str, int] | None = None) -> None:
        body: Any = example("createProductCoupon", "official") | {"brand_id": number()}
        body["stock"] |= {
            "coupon_code_mode": mode,
            "stock_send_rule": {"max_count": 10, "max_count_per_user": 5} | (limits or {}),
        }
        body["stock"]["single_usage_rule"]["coupon_available_period"] = PERIOD | {"available_days": 2}
        self.client, self.brand = client, {"brand_id": body["brand_id"]}
        made = client.product_coupons.create(body)
        assert made.stock is not None
        self.coupon, self.stock = made.product_coupon_id, made.stock.stock_id
        self.about: dict[str, Any] = {
            "product_coupon_id": self.coupon,
            "stock_id": self.stock,
            "appid": APPID,
            **self.brand,
        }

    def send(self, openid: str = OPENID, **members: str) -> Any:
        body: Any = {"send_request_no": number(), **self.about, **members}
        return self.client.user_coupons.send(openid, body)

    def pre_send(self, openid: str = OPENID, **members: str) -> str:
        body: Any = {"send_request_no": number(), **self.about, **members}
        return self.client.user_coupons.pre_send(openid, body).token

    def act(self, name: str, code: str, **members: Any) -> Any:
        body: Any = {"out_request_no": number(), **self.about, **members}
        return getattr(self.client.user_coupons, name)(OPENID, code, body)

    def use(self, code: str, **members: Any) -> Any:
        order = {"transaction_id": "4200000000000000000000000001"}
        return self.act("use", code, use_time="2026-01-01T00:00:00+08:00", associated_order_info=order, **members)

    def state(self, code: str) -> str:
        return str(self.client.user_coupons.get(OPENID, code, **self.about).coupon_state)


def refused(error: pytest.ExceptionInfo[ApiError]) -> tuple[int, str]:
    return error.value.status_code, str(error.value.code)
