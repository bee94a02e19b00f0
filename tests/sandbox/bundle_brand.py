"""A brand whose coupon is used several times: a bundle of stocks, sent to users round by round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from tests.sandbox.brand import APPID, OPENID, PERIOD
from tests.sandbox.program import example, number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._protocol.contract import load


class BundleBrand:
    """A brand with one coupon of three rounds and its bundle, at a sandbox of its own."""

    def __init__(
        self,
        client: Client,
        mode: str = "WECHATPAY",
        limits: dict[str, int] | None = None,
        interval_days: int = 0,
        chosen_times: Sequence[tuple[datetime, datetime]] = (),
        **members: Any,
    ) -> None:
        body: Any = example("createProductCoupon", "progressive_bundle") | {"brand_id": number()}
        body["progressive_bundle_usage_info"]["interval_days"] = interval_days
        self.described: Any = body["stock_bundle"]
        self.described["coupon_code_mode"] = mode
        self.described["stock_send_rule"] = {"max_count": 10, "max_count_per_user": 5} | (limits or {})
        spans = [{"begin_time": begin.isoformat(), "end_time": end.isoformat()} for begin, end in chosen_times]
        period = PERIOD | ({"irregular_available_period_list": spans} if spans else {"available_days": 3})
        period |= members.pop("period", {})
        self.described["progressive_bundle_usage_rule"]["coupon_available_period"] = period
        self.described |= members
        self.client, self.brand = client, {"brand_id": body["brand_id"]}
        self.made = client.product_coupons.create(body)
        assert self.made.stock_bundle is not None
        self.coupon, self.bundle = self.made.product_coupon_id, self.made.stock_bundle.stock_bundle_id
        self.stocks = [stock.stock_id for stock in self.made.stock_bundle.stock_list]
        self.about: dict[str, Any] = {
            "product_coupon_id": self.coupon,
            "stock_bundle_id": self.bundle,
            "appid": APPID,
            **self.brand,
        }

    def of_round(self, index: int) -> dict[str, Any]:
        """What names a coupon of one round, beside its code."""
        about = {name: value for name, value in self.about.items() if name != "stock_bundle_id"}
        return {**about, "stock_id": self.stocks[index]}

    def upload(self, index: int, *codes: str) -> None:
        body: Any = {"out_request_no": number(), "code_list": list(codes), **self.brand}
        self.client.stocks.upload_codes(self.coupon, self.stocks[index], body)

    def send(self, openid: str = OPENID, **members: str) -> Any:
        body: Any = {"send_request_no": number(), **self.about, **members}
        return self.client.user_coupons.send_bundle(openid, body)

    def pre_send(self, openid: str = OPENID, **members: str) -> str:
        body: Any = {"send_request_no": number(), **self.about, **members}
        return self.client.user_coupons.pre_send_bundle(openid, body).token

    def act(self, name: str, index: int, code: str, **members: Any) -> Any:
        body: Any = {"out_request_no": number(), **self.of_round(index), **members}
        return getattr(self.client.user_coupons, name)(OPENID, code, body)

    def use(self, index: int, code: str, **members: Any) -> Any:
        order = {"transaction_id": "4200000000000000000000000001"}
        time = "2026-01-01T00:00:00+08:00"
        return self.act("use", index, code, use_time=time, associated_order_info=order, **members)

    def confirm_and_use(self, index: int, code: str) -> Any:
        self.act("confirm", index, code)
        return self.use(index, code)

    def end(self, group: str, openid: str = OPENID, **members: Any) -> Any:
        body: Any = {"out_request_no": number(), "deactivate_reason": "why", **self.about, **members}
        return self.client.user_coupons.deactivate_bundle(openid, group, body)

    def shown(self, group: str) -> list[Any]:
        """The coupons of a group as the user has them, in the order they were received."""
        found = self.client.user_coupons.list(OPENID, appid=APPID, user_coupon_bundle_id=group, **self.brand)
        return found.user_coupon_list

    def listed(self) -> list[Any]:
        """The stocks of the bundle."""
        return self.client.stocks.list(self.coupon, stock_bundle_id=self.bundle, **self.brand).stock_list


def told(own: Sandbox, receiver: Receiver) -> list[dict[str, Any]]:
    """What the merchant was told so far, in the order of the rounds."""
    own.wait_for_notifications()
    return sorted((each.data(own.merchant.apiv3_key) for each in receiver.received), key=lambda data: data["stock_id"])


def result(error: pytest.ExceptionInfo[ApiError]) -> str | None:
    """The name of the number in the Request-ID of a refusal; None where it is the status."""
    number_of_it = int(str(error.value.request_id).rpartition("-")[2])
    names = {number: name for name, number in load().result_codes.items()}
    assert number_of_it in (*names, error.value.status_code)
    return names.get(number_of_it)
