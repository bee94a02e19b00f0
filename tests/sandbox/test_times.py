"""Times as RFC 3339 has them, small letters and the ends of the calendar among them, and validity within them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.sandbox.brand import APPID, DAY, OPENID
from tests.sandbox.program import COUPONS, PREFIX, Program, example, number
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Sandbox


def described(period: dict[str, Any]) -> dict[str, Any]:
    """A stock that anybody may have of."""
    stock: dict[str, Any] = example("createProductCoupon", "official")["stock"]
    stock["coupon_code_mode"] = "WECHATPAY"
    stock["single_usage_rule"]["coupon_available_period"] = period
    return stock


class Life:
    """One coupon of a stock with a period of its own, led by hand."""

    def __init__(self, program: Program, period: dict[str, Any]) -> None:
        self.program = program
        made = program.create({"stock": described(period)})
        assert made.status_code == 200, made.text
        self.coupon = made.json()["product_coupon_id"]
        self.about = {
            "product_coupon_id": self.coupon,
            "stock_id": made.json()["stock"]["stock_id"],
            "appid": APPID,
            "brand_id": program.brand_id,
        }

    def send(self) -> Any:
        body = {**self.about, "send_request_no": number()}
        sent = self.program.post(f"{PREFIX}/users/{OPENID}/coupons", body)
        assert sent.status_code == 200, sent.text
        self.place = f"{PREFIX}/users/{OPENID}/coupons/{sent.json()['coupon_code']}"
        return sent.json()

    def act(self, name: str, **members: Any) -> Any:
        done = self.program.post(f"{self.place}/{name}", {**self.about, "out_request_no": number(), **members})
        assert done.status_code == 200, done.text
        return done.json()

    def listed(self) -> list[Any]:
        """Whether its stock and its user can be looked at."""
        asked = f"brand_id={self.program.brand_id}"
        stocks = self.program.send("GET", f"{COUPONS}/{self.coupon}/stocks?{asked}")
        coupons = self.program.send("GET", f"{PREFIX}/users/{OPENID}/coupons?{asked}&appid={APPID}")
        assert (stocks.status_code, coupons.status_code) == (200, 200), stocks.text + coupons.text
        found: list[Any] = coupons.json()["user_coupon_list"]
        return found


def moment(seconds: float) -> str:
    return datetime.fromtimestamp(time.time() + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    "period",
    [
        {"available_begin_time": "2025-01-01t00:00:00z", "available_end_time": "2099-12-31t23:59:59.5+08:00"},
        {"available_begin_time": "2025-01-01T00:00:00Z", "available_end_time": "9999-12-31T23:59:59Z"},
        {"available_begin_time": "9999-12-31T00:00:00Z", "available_end_time": "9999-12-31T23:59:59-12:00"},
    ],
)
@pytest.mark.parametrize("days", [{}, {"available_days": 365}])
def test_a_coupon_lives_whatever_its_times(
    mine: Program, own: Sandbox, receiver: Receiver, period: dict[str, Any], days: dict[str, int]
) -> None:
    life = Life(mine, period | days)
    sent = life.send()
    own.wait_for_notifications()
    (told,) = receiver.received
    data = told.data(own.merchant.apiv3_key)
    assert (data["coupon_code"], data["valid_end_time"]) == (sent["coupon_code"], sent["valid_end_time"])
    begin, end = (datetime.fromisoformat(sent[name]) for name in ("valid_begin_time", "valid_end_time"))
    assert begin <= end
    assert len(life.listed()) == 1


def test_a_chosen_time_may_be_written_small(mine: Program) -> None:
    span = {"begin_time": "2025-01-01t00:00:00z", "end_time": "2099-12-31t00:00:00z"}
    period = {"available_begin_time": "2025-01-01T00:00:00Z", "available_end_time": "2099-12-31T00:00:00Z"}
    life = Life(mine, period | {"irregular_available_period_list": [span]})
    life.send()
    life.act("confirm")
    order = {"transaction_id": "4200000000000000000000000001"}
    assert life.act("use", use_time="2026-01-01t00:00:00z", associated_order_info=order)["coupon_state"] == "USED"


def test_times_written_small_are_compared_too(mine: Program) -> None:
    wrong = {"available_begin_time": "2026-08-02t00:00:00z", "available_end_time": "2026-08-01t00:00:00z"}
    refused = mine.create({"stock": described(wrong)})
    assert (refused.status_code, refused.json()["code"]) == (400, "INVALID_REQUEST")


def test_waiting_ends_no_later_than_the_stock(mine: Program) -> None:
    ends = moment(5 * DAY)
    days = {"wait_days_after_receive": 30, "available_days": 3}
    life = Life(mine, {"available_begin_time": moment(-DAY), "available_end_time": ends} | days)
    sent = life.send()
    begin, end = (datetime.fromisoformat(sent[name]) for name in ("valid_begin_time", "valid_end_time"))
    assert begin == end == datetime.fromisoformat(ends)
    assert end - datetime.now(UTC) < timedelta(days=5)
