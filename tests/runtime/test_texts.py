"""Ids with characters that cannot be seen, and times of no zone of today, are refused by name."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.calls import Caller
from tests.requests_of import codes, coupon, image_task
from wechatpay_product_coupon import models as m
from wechatpay_product_coupon.errors import RequestValidationError
from wechatpay_sandbox import Sandbox

UNSEEN = {
    "\u200b": "U+200B (ZERO WIDTH SPACE)",
    "\ufeff": "U+FEFF (ZERO WIDTH NO-BREAK SPACE)",
    "\u00a0": "U+00A0 (NO-BREAK SPACE)",
    "\u3000": "U+3000 (IDEOGRAPHIC SPACE)",
    "\u202e": "U+202E (RIGHT-TO-LEFT OVERRIDE)",
    "\u00ad": "U+00AD (SOFT HYPHEN)",
    "１": "U+FF11 (FULLWIDTH DIGIT ONE)",
    "\x07": "U+0007 (a control character)",
    "\n": "U+000A (a control character)",
    "\x7f": "U+007F (a control character)",
    " ": "U+0020 (SPACE)",
}
PLACES: dict[str, Any] = {
    "brand_id": lambda call, text: call("product_coupons.create", body=coupon(brand_id=text)),
    "out_request_no": lambda call, text: call(
        "product_coupons.create", body={**coupon().to_dict(), "out_request_no": text}
    ),
    "task_id": lambda call, text: call(
        "images.submit_generation_task", body={**image_task().to_dict(), "task_id": text}
    ),
    "stock.notify_config.notify_appid": lambda call, text: call("product_coupons.create", body=_notifying(text)),
    "path parameter product_coupon_id": lambda call, text: call("stocks.upload_codes", text, "1", body=codes("a")),
    "path parameter stock_id": lambda call, text: call("stocks.upload_codes", "1", text, body=codes("a")),
    "path parameter task_id": lambda call, text: call(
        "images.get_generation_task", text, brand_id="1", image_generation_type="CUT_OUT"
    ),
    "query parameter brand_id": lambda call, text: call(
        "images.get_generation_task", "cup_0001", brand_id=text, image_generation_type="CUT_OUT"
    ),
    "code_list[1]": lambda call, text: call("stocks.upload_codes", "1", "2", body=codes("a", text)),
}


def _notifying(appid: str) -> dict[str, Any]:
    body = coupon().to_dict()
    body["stock"]["notify_config"] = {"notify_appid": appid}
    return body


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_an_id_that_cannot_be_seen_whole_is_refused(
    call: Caller, wechatpay: Sandbox, place: str, character: str
) -> None:
    before = len(wechatpay.requests)
    for text, at in ((f"120344{character}0", 7), (f"{character}1203440", 1), (f"1203440{character}", 8)):
        with pytest.raises(RequestValidationError) as caught:
            PLACES[place](call, text)
        (line,) = [line for line in str(caught.value).splitlines() if line.startswith(f"  {place}")]
        assert f"there is {UNSEEN[character]} at character {at}" in line
        assert line.isprintable()
        assert ("got ***" in line) == (place == "code_list[1]")
    assert len(wechatpay.requests) == before


def test_texts_for_people_hold_what_they_like(call: Caller) -> None:
    body = coupon().to_dict()
    body["stock"]["remark"] = "年会 １\u00a0\u200d"
    body["stock"]["usage_rule_display_info"]["usage_description"] = "一\n二"
    assert call("product_coupons.create", body=body)


LOCAL_MEAN_TIME = datetime.timezone(datetime.timedelta(hours=8, minutes=6))
TO_THE_SECOND = datetime.timezone(datetime.timedelta(hours=8, minutes=5, seconds=43))
WRONG: list[tuple[Any, str]] = [
    (datetime.datetime(2027, 1, 1, tzinfo=LOCAL_MEAN_TIME), r"\+08:06 is that of none.*pytz.*localize"),
    (datetime.datetime(2027, 1, 1, tzinfo=TO_THE_SECOND), r"\+08:05:43 is that of none.*pytz.*localize"),
    ("2027-01-01T00:00:00+08:06", r"\+08:06 is that of none"),
    ("2027-01-01T00:00:00-15:00", "-15:00 is that of none"),
    (datetime.datetime(2027, 1, 1), r"this one has none: give the datetime a tzinfo.*Asia/Shanghai"),
    ("2027-01-01T00:00:00", "this one has none"),
    ("2027-01-01 00:00:00", "a time such as 2026-01-31T08:00:00"),
    (datetime.date(2027, 1, 1), "a datetime with its offset, such as"),
]
RIGHT: list[Any] = [
    datetime.datetime(2027, 1, 1, tzinfo=ZoneInfo(zone))
    for zone in ("Asia/Shanghai", "UTC", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Pacific/Kiritimati")
] + ["2027-01-01T00:00:00Z", "2027-01-01T00:00:00.120+08:00"]


def period(form: type, begins: Any) -> Any:
    body = coupon()
    body.stock.single_usage_rule.coupon_available_period.available_begin_time = begins
    body.stock.single_usage_rule.coupon_available_period.available_end_time = datetime.datetime(
        2027, 1, 20, tzinfo=datetime.UTC
    )
    return body.to_dict() if form is dict else body


@pytest.mark.parametrize("form", [dict, m.CreateProductCouponRequest])
@pytest.mark.parametrize(("time", "told"), WRONG, ids=str)
def test_a_time_of_no_zone_of_today_is_refused_with_the_cause(call: Caller, form: type, time: Any, told: str) -> None:
    with pytest.raises(RequestValidationError, match=f"available_begin_time .*{told}") as caught:
        call("product_coupons.create", body=period(form, time))
    assert [problem.path.rpartition(".")[2] for problem in caught.value.problems] == ["available_begin_time"]


@pytest.mark.parametrize("form", [dict, m.CreateProductCouponRequest])
@pytest.mark.parametrize("time", RIGHT, ids=str)
def test_a_time_of_any_zone_of_today_is_taken(call: Caller, form: type, time: Any) -> None:
    assert call("product_coupons.create", body=period(form, time))
