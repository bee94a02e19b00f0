"""Sending a coupon to a user: whose it is, and what cannot be sent."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.sandbox.program import Program
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Sandbox


def test_a_coupon_sent_takes_the_next_code_and_is_told(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    stock = mine.stock_with("vCode_1", "vCode_2")
    ids = [own.send_coupon(stock), own.send_coupon(stock, openid="o1", attach="券", phone_number="13812345678")]
    own.wait_for_notifications()
    assert sorted(filter(None, ids)) == sorted(received.envelope["id"] for received in receiver.received)
    data = {r.envelope["id"]: r.data(own.merchant.apiv3_key) for r in receiver.received}
    first, second = (data[found] for found in ids if found)
    assert (first["coupon_code"], second["coupon_code"]) == ("vCode_1", "vCode_2")
    assert (second["openid"], second["attach"], second["phone_number"]) == ("o1", "券", "13812345678")
    assert first["brand_id"] == mine.brand_id
    assert first["stock_id"] == stock
    assert first["send_channel"] == "API"
    begin, end = (datetime.fromisoformat(first[name]) for name in ("valid_begin_time", "valid_end_time"))
    assert begin < end
    with pytest.raises(LookupError, match="no coupon code left"):
        own.send_coupon(stock)


def test_what_cannot_be_sent_is_refused(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    with pytest.raises(LookupError, match="no stock 7; there are"):
        own.send_coupon("7")
    with pytest.raises(ValueError, match="receive_time"):
        own.send_coupon(mine.stock_with("vCode_1"), receive_time="yesterday")
    own.notify_url = "http://192.0.2.1/notify"
    with pytest.raises(ValueError, match="not on the loopback interface"):
        own.send_coupon(mine.stock_with("vCode_2"))
    assert not receiver.received
