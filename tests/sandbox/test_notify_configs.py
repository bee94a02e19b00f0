"""The address of notifications: kept, shown, and told."""

from __future__ import annotations

from typing import Final

import pytest

from tests.sandbox.brand import refused
from tests.sandbox.program import PREFIX, Program
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox, SandboxSettingError

ELSEWHERE: Final = "https://www.example.com/notify"


def test_the_address_of_notifications_is_kept(client: Client) -> None:
    with pytest.raises(ApiError) as error:
        client.notify_configs.get()
    assert refused(error) == (404, "NOT_FOUND")
    client.notify_configs.set({"notify_url": ELSEWHERE})
    assert client.notify_configs.get().notify_url == ELSEWHERE


def set_address(program: Program, url: str) -> None:
    assert program.post(f"{PREFIX}/notify-configs", {"notify_url": url}).status_code == 200


def test_a_merchant_is_told_at_the_address_it_has_set(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    other = Program(own, own.add_merchant(), mine.http)
    with Receiver() as set_last:
        set_address(mine, ELSEWHERE)
        set_address(mine, set_last.url)
        assert own.send_coupon(mine.stock_with("A1"))
        assert own.send_coupon(other.stock_with("B1"))
        mine.submit()
        own.wait_for_notifications()
        assert len(set_last.received) == 2
        assert {each.data(own.merchant.apiv3_key)["brand_id"] for each in set_last.received} == {mine.brand_id}
    assert [each.data(other.merchant.apiv3_key)["coupon_code"] for each in receiver.received] == ["B1"]


def test_no_other_address_than_its_own_is_needed(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    own.notify_url = None
    assert own.send_coupon(mine.stock_with("A1")) is None
    set_address(mine, receiver.url.replace("127.0.0.1", "localhost"))
    mine.submit()
    own.send_coupon(mine.stock_with("A2"))
    own.wait_for_notifications()
    assert len(receiver.received) == 2


@pytest.mark.parametrize(
    "address", ["", "http://[", "ftp://127.0.0.1/", "127.0.0.1:8000/n", "/n", "http://", "http://a:b"]
)
def test_what_is_no_address_stands_in_for_none(own: Sandbox, address: str) -> None:
    before = own.notify_url
    with pytest.raises(SandboxSettingError, match=r"notify_url.*a URL such as http://127\.0\.0\.1:8000/notify"):
        own.notify_url = address
    assert own.notify_url == before


@pytest.mark.parametrize("elsewhere", [ELSEWHERE, "https://127.0.0.1.example.com/", "https://localhost.example.com/a"])
def test_an_address_of_the_internet_is_stood_in_for(
    mine: Program, own: Sandbox, receiver: Receiver, elsewhere: str
) -> None:
    set_address(mine, elsewhere)
    own.send_coupon(mine.stock_with("A1"))
    own.wait_for_notifications()
    assert len(receiver.received) == 1


def test_nobody_on_the_internet_is_told(mine: Program, own: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    own.notify_url = None
    set_address(mine, ELSEWHERE)
    mine.submit()
    assert own.send_coupon(mine.stock_with("A1")) is None
    assert own.wait_for_notifications() == ()
    said = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert said == [f"nobody is told: {ELSEWHERE} is not on this machine, and no notify_url stands in for it"] * 2
