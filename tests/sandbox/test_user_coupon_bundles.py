"""Groups of a user's coupons: a bundle sent round by round, used, returned, pre-sent and made void."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.sandbox.brand import APPID, DAY, OPENID, refused
from tests.sandbox.bundle_brand import BundleBrand, result, told
from tests.sandbox.program import number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox


@pytest.fixture
def bundle(client: Client) -> BundleBrand:
    return BundleBrand(client)


def test_each_redemption_sends_the_next_round(bundle: BundleBrand, own: Sandbox, receiver: Receiver) -> None:
    sent = bundle.send(attach="mine", send_request_no="number-1")
    group = sent.user_coupon_bundle_id
    (coupon,) = sent.user_product_coupon_list
    assert (coupon.coupon_state, coupon.attach, coupon.single_usage_detail) == ("CONFIRMING", "mine", None)
    for index in range(3):
        coupon = bundle.shown(group)[index]
        place = coupon.user_product_coupon_bundle_info
        assert (place.user_coupon_bundle_id, place.user_coupon_bundle_index) == (group, index)
        assert (place.total_count, place.used_count) == (3, index)
        assert coupon.stock.stock_bundle_info.stock_bundle_index == index
        assert coupon.stock.progressive_bundle_usage_rule.discount_coupon.percent_off == (50, 20, 30)[index]
        with pytest.raises(ApiError):
            bundle.use(index, coupon.coupon_code)
        used = bundle.confirm_and_use(index, coupon.coupon_code)
        assert (used.coupon_state, used.user_product_coupon_bundle_info.used_count) == ("USED", index + 1)
        assert used.progressive_bundle_usage_detail.use_request_no
    rounds = bundle.shown(group)
    assert [coupon.coupon_state for coupon in rounds] == ["USED"] * 3
    events = told(own, receiver)
    assert [event["stock_id"] for event in events] == bundle.stocks
    assert [event["coupon_code"] for event in events] == [coupon.coupon_code for coupon in rounds]
    for event in events:
        assert (event["stock_bundle_id"], event["user_coupon_bundle_id"]) == (bundle.bundle, group)
        assert (event["send_request_no"], event["attach"], event["openid"]) == ("number-1", "mine", OPENID)
    counts = [stock.sent_count_info for stock in bundle.listed()]
    assert [(count.total_count, count.today_count) for count in counts] == [(1, 1)] * 3


def test_all_rounds_are_valid_as_long_as_the_group(bundle: BundleBrand, own: Sandbox) -> None:
    group = bundle.send().user_coupon_bundle_id
    own.advance(DAY)
    bundle.confirm_and_use(0, bundle.shown(group)[0].coupon_code)
    first, second = bundle.shown(group)
    assert (second.valid_begin_time, second.valid_end_time) == (first.valid_begin_time, first.valid_end_time)
    assert second.receive_time - first.receive_time >= timedelta(days=1)
    own.advance(2 * DAY)
    assert [coupon.coupon_state for coupon in bundle.shown(group)] == ["USED", "EXPIRED"]
    with pytest.raises(ApiError) as error:
        bundle.act("confirm", 1, second.coupon_code)
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "COUPON_EXPIRED")
    with pytest.raises(ApiError) as error:
        bundle.end(group)
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "COUPON_EXPIRED")


def test_a_round_rests_until_the_midnight_that_the_interval_names(client: Client, own: Sandbox) -> None:
    bundle = BundleBrand(client, interval_days=1)
    group = bundle.send().user_coupon_bundle_id
    bundle.confirm_and_use(0, bundle.shown(group)[0].coupon_code)
    second = bundle.shown(group)[1]
    assert bundle.act("confirm", 1, second.coupon_code).coupon_state == "EFFECTIVE"
    with pytest.raises(ApiError, match="rests until") as error:
        bundle.use(1, second.coupon_code)
    assert (refused(error), result(error)) == ((403, "NOT_ENOUGH"), None)
    received = second.receive_time.astimezone(timezone(timedelta(hours=8)))
    left = (received.replace(hour=0, minute=0, second=0) + timedelta(days=1) - received).total_seconds()
    own.advance(left / 2)
    with pytest.raises(ApiError, match="rests until"):
        bundle.use(1, second.coupon_code)
    own.advance(left / 2 + 1)
    assert bundle.use(1, second.coupon_code).coupon_state == "USED"


def test_a_round_is_used_within_the_chosen_times_of_the_bundle(client: Client, own: Sandbox) -> None:
    start = datetime.now(timezone(timedelta(hours=8))).replace(microsecond=0)
    spans = [(start + timedelta(days=day), start + timedelta(days=day, hours=2)) for day in (1, 2)]
    bundle = BundleBrand(client, chosen_times=spans)
    group = bundle.send().user_coupon_bundle_id
    code = bundle.shown(group)[0].coupon_code
    bundle.act("confirm", 0, code)
    with pytest.raises(ApiError) as error:
        bundle.use(0, code)
    assert (refused(error), result(error)) == ((403, "NOT_ENOUGH"), "OUTSIDE_CHOSEN_TIMES")
    own.advance(DAY + 60)
    bundle.use(0, code)
    second = bundle.shown(group)[1].coupon_code
    own.advance(DAY / 2)
    bundle.act("confirm", 1, second)
    with pytest.raises(ApiError) as error:
        bundle.use(1, second)
    assert result(error) == "OUTSIDE_CHOSEN_TIMES"
    own.advance(DAY / 2)
    assert bundle.use(1, second).coupon_state == "USED"


@pytest.mark.parametrize(
    ("limit", "second", "expected", "name"),
    [
        ("max_count_per_user", OPENID, (400, "INVALID_REQUEST"), "USER_LIMIT"),
        ("max_count", "o-2", (403, "NOT_ENOUGH"), None),
        ("max_count_per_day", "o-2", (403, "NOT_ENOUGH"), None),
    ],
)
def test_a_limit_counts_bundles(
    client: Client, limit: str, second: str, expected: tuple[int, str], name: str | None
) -> None:
    bundle = BundleBrand(client, limits={limit: 1})
    group = bundle.send().user_coupon_bundle_id
    for index in range(3):  # the later rounds are of the same bundle, and meet no limit
        bundle.confirm_and_use(index, bundle.shown(group)[index].coupon_code)
    for call in (bundle.send, bundle.pre_send):
        with pytest.raises(ApiError, match="budget" if name is None else "per user") as error:
            call(second)
        assert (refused(error), result(error)) == (expected, name)


def test_the_day_s_limit_begins_anew_and_is_no_limit_of_later_rounds(client: Client, own: Sandbox) -> None:
    bundle = BundleBrand(client, limits={"max_count_per_day": 1})
    first = bundle.send().user_coupon_bundle_id
    own.advance(DAY)
    bundle.send("o-2")
    bundle.confirm_and_use(0, bundle.shown(first)[0].coupon_code)
    assert len(bundle.shown(first)) == 2
    assert [(s.sent_count_info.total_count, s.sent_count_info.today_count) for s in bundle.listed()] == [
        (2, 1),
        (1, 1),
        (0, 0),
    ]


def test_no_bundle_is_sent_that_lacks_the_code_of_a_round(client: Client) -> None:
    bundle = BundleBrand(client, "UPLOAD")
    bundle.upload(0, "a1", "a2")
    bundle.upload(1, "b1", "b2")
    with pytest.raises(ApiError, match="uploaded codes") as error:
        bundle.send()
    assert refused(error) == (403, "NOT_ENOUGH")
    bundle.upload(2, "c1")
    group = bundle.send().user_coupon_bundle_id
    with pytest.raises(ApiError, match="uploaded codes"):
        bundle.send("o-2")
    for index, code in enumerate(("a1", "b1", "c1")):
        bundle.confirm_and_use(index, code)
    assert [coupon.coupon_code for coupon in bundle.shown(group)] == ["a1", "b1", "c1"]
    counts = [stock.coupon_code_count_info for stock in bundle.listed()]
    assert [(count.total_count, count.available_count) for count in counts] == [(2, 1), (2, 1), (1, 0)]


def test_a_return_takes_neither_the_next_round_nor_the_progress_back(
    bundle: BundleBrand, own: Sandbox, receiver: Receiver
) -> None:
    group = bundle.send().user_coupon_bundle_id
    first = bundle.shown(group)[0].coupon_code
    bundle.confirm_and_use(0, first)
    returned = bundle.act("return_coupon", 0, first)
    assert returned.coupon_state == "EFFECTIVE"
    assert returned.progressive_bundle_usage_detail.return_request_no
    assert returned.user_product_coupon_bundle_info.used_count == 1
    assert len(bundle.shown(group)) == 2
    assert bundle.use(0, first).user_product_coupon_bundle_info.used_count == 1
    assert [coupon.coupon_state for coupon in bundle.shown(group)] == ["USED", "CONFIRMING"]
    assert len(told(own, receiver)) == 2


def test_a_group_made_void_keeps_what_is_used_and_goes_on_no_more(
    bundle: BundleBrand, own: Sandbox, receiver: Receiver
) -> None:
    group = bundle.send().user_coupon_bundle_id
    first = bundle.shown(group)[0].coupon_code
    bundle.confirm_and_use(0, first)
    with pytest.raises(ApiError, match="one round of bundle") as error:
        bundle.act("deactivate", 1, bundle.shown(group)[1].coupon_code, deactivate_reason="why")
    assert refused(error) == (400, "INVALID_REQUEST")
    ended = bundle.end(group, out_request_no="number-1")
    assert ended.user_coupon_bundle_id == group
    states = [(each.coupon_state, each.deactivate_request_no) for each in ended.user_product_coupon_list]
    assert states == [("USED", None), ("DEACTIVATED", "number-1")]
    assert bundle.end(group, out_request_no="number-1") == ended
    with pytest.raises(ApiError) as error:
        bundle.end(group)
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "COUPON_STATE")
    bundle.act("return_coupon", 0, first)
    bundle.use(0, first)
    assert len(told(own, receiver)) == 2


def test_a_round_that_was_not_sent_is_not_sent_once_the_group_is_void(
    bundle: BundleBrand, own: Sandbox, receiver: Receiver
) -> None:
    group = bundle.send().user_coupon_bundle_id
    code = bundle.shown(group)[0].coupon_code
    bundle.end(group)
    for action in ("confirm", "return_coupon"):
        with pytest.raises(ApiError) as error:
            bundle.act(action, 0, code)
        assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "COUPON_STATE")
    with pytest.raises(ApiError) as error:
        bundle.use(0, code)
    assert (refused(error), result(error)) == ((403, "NOT_ENOUGH"), "COUPON_STATE")
    assert len(told(own, receiver)) == 1


def test_a_coupon_that_ends_leaves_what_was_sent_and_sends_nothing_more(bundle: BundleBrand) -> None:
    group = bundle.send().user_coupon_bundle_id
    body: Any = {"out_request_no": number(), "deactivate_reason": "why", **bundle.brand}
    bundle.client.product_coupons.deactivate(bundle.coupon, body)
    assert bundle.confirm_and_use(0, bundle.shown(group)[0].coupon_code).coupon_state == "USED"
    assert len(bundle.shown(group)) == 1
    with pytest.raises(ApiError) as error:
        bundle.send("o-2")
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "STOCK_NOT_SENDING")


def test_an_unknown_group_is_named(client: Client, bundle: BundleBrand) -> None:
    group = bundle.send().user_coupon_bundle_id
    for brand, name, openid in (
        (bundle, "404", OPENID),
        (bundle, group, "o-2"),
        (BundleBrand(client), group, OPENID),
    ):
        with pytest.raises(ApiError, match="user_coupon_bundle_id") as error:
            brand.end(name, openid)
        assert (refused(error), result(error)) == ((404, "NOT_FOUND"), "UNKNOWN_OBJECT")


def test_a_group_of_another_appid_is_not_ended(bundle: BundleBrand) -> None:
    group = bundle.send().user_coupon_bundle_id
    with pytest.raises(ApiError, match="openid is one of AppID") as error:
        bundle.end(group, appid="wx0000000000000001")
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "ILLEGAL_OPENID")
    assert bundle.shown(group)[0].coupon_state == "CONFIRMING"


def test_a_number_stands_for_one_group_whatever_the_channel(
    bundle: BundleBrand, own: Sandbox, receiver: Receiver
) -> None:
    first = bundle.send(send_request_no="number-1")
    assert bundle.send(send_request_no="number-1") == first
    assert (
        own.receive_coupon(bundle.pre_send(send_request_no="number-1"))
        == bundle.shown(first.user_coupon_bundle_id)[0].coupon_code
    )
    with pytest.raises(ApiError, match="send_request_no was used before") as error:
        bundle.send(send_request_no="number-1", attach="other")
    assert (refused(error), result(error)) == ((400, "ALREADY_EXISTS"), "OTHER_DATA")
    assert bundle.send().user_coupon_bundle_id != first.user_coupon_bundle_id
    assert len(told(own, receiver)) == 2


def test_a_stock_of_a_bundle_is_sent_with_its_bundle_alone(bundle: BundleBrand) -> None:
    for send in (bundle.client.user_coupons.send, bundle.client.user_coupons.pre_send):
        body: Any = {"send_request_no": number(), **bundle.of_round(0)}
        with pytest.raises(ApiError, match="one round of bundle") as error:
            send(OPENID, body)
        assert refused(error) == (400, "INVALID_REQUEST")


def test_coupons_are_found_by_their_group(bundle: BundleBrand) -> None:
    groups = [bundle.send().user_coupon_bundle_id for _ in range(2)]
    bundle.confirm_and_use(0, bundle.shown(groups[0])[0].coupon_code)
    assert [len(bundle.shown(group)) for group in (*groups, "404")] == [2, 1, 0]
    asked: Any = {"appid": APPID, **bundle.brand}
    assert bundle.client.user_coupons.list(OPENID, stock_id=bundle.stocks[0], **asked).total_count == 2
    with pytest.raises(ApiError, match="stock_id") as error:
        bundle.client.user_coupons.list(OPENID, stock_id="404", **asked)
    assert (refused(error), result(error)) == ((404, "NOT_FOUND"), "UNKNOWN_OBJECT")
    second = bundle.shown(groups[0])[1]
    read = bundle.client.user_coupons.get(OPENID, second.coupon_code, **bundle.of_round(1))
    assert read.user_product_coupon_bundle_info == second.user_product_coupon_bundle_info


def test_a_bundle_is_sent_on_request(bundle: BundleBrand, own: Sandbox, receiver: Receiver) -> None:
    own.send_coupon(bundle.stocks[0], openid=OPENID)
    (event,) = told(own, receiver)
    assert bundle.shown(event["user_coupon_bundle_id"])[0].coupon_code == event["coupon_code"]
    bundle.confirm_and_use(0, event["coupon_code"])
    assert len(told(own, receiver)) == 2
    with pytest.raises(ValueError, match="round before"):
        own.send_coupon(bundle.stocks[1])


def test_what_the_caller_sends_never_stands_for_what_is_made_here(bundle: BundleBrand) -> None:
    ours = {"coupon_code": "mine", "send_channel": "MEMBER", "user_coupon_bundle_id": "mine", "stock_id": "mine"}
    (sent,) = bundle.send(**ours).user_product_coupon_list
    assert (sent.coupon_code != "mine", sent.send_channel) == (True, "API")
    assert "mine" not in str(sent.to_dict())
