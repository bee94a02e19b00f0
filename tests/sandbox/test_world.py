"""What a sandbox remembers is plain data: it can be copied, saved, and played on elsewhere."""

from __future__ import annotations

import copy
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import httpx
import pytest

from tests.sandbox.program import PREFIX, Program, codes_target, example, number, picture
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._world.options import Options
from wechatpay_sandbox._world.state import State

PLAIN = (type(None), bool, int, float, str, bytes)

RECORDS = (
    "wechatpay_sandbox._world.",
    *(f"wechatpay_sandbox._protocol.{name}" for name in ("trail", "nonces", "limits")),
)
NO_DATA = ("faults",)
"""What functions are in: of a fault, what makes it again is kept."""


def parts(node: Any) -> Iterator[Any]:
    """Yield an object and everything it holds, one by one."""
    yield node
    if isinstance(node, dict):
        held: Any = [*node.keys(), *node.values()]
    elif isinstance(node, list | tuple | set | deque):
        held = node
    elif is_dataclass(node):
        held = vars(node).values()
    else:
        held = ()
    for each in held:
        yield from parts(each)


def strangers(node: Any) -> list[Any]:
    """Return what is no plain data: no value, container, record of `_world` or value of an enum."""
    return [
        part
        for part in parts(node)
        if type(part) not in (*PLAIN, dict, list, tuple, set, deque)
        and not (is_dataclass(part) and type(part).__module__.startswith(RECORDS))
        and not isinstance(part, Enum)
    ]


@pytest.fixture
def used(own: Sandbox, mine: Program) -> Sandbox:
    """A sandbox with something in every part of its memory, and an event still to be told."""
    own.failing_codes.add("bad")
    own.foreign_stores.add("12")
    target = mine.stock_for_codes()
    mine.upload_codes(target, ["A1", "A2", "bad"])
    source = mine.upload(picture("PNG"), "a.png").json()["image_url"]
    mine.submit()
    mine.submit(image_generation_type="CUT_OUT", cut_out={"image_url": source})
    own.send_coupon(target.split("/")[-2])
    own.wait_for_notifications()
    own.fail_next_image_task()
    own.image_task_seconds = 60
    mine.submit()
    own.fail_next_image_task()
    mine.post(f"{PREFIX}/notify-configs", {"notify_url": "https://www.example.com/notify"})
    stock = own.stocks[-1]
    about = {"product_coupon_id": stock.product_coupon_id, "stock_id": stock.stock_id, "brand_id": mine.brand_id}
    sending = {"appid": "wx1234567890123456", "send_request_no": number(), **about}
    assert mine.post(f"{PREFIX}/users/o-1/pre-send-coupon", sending).status_code == 200
    own.advance(0.001)
    assert mine.create(name="progressive_bundle").status_code == 200
    mine.create({"out_request_no": "short"})
    unused = [name for name, value in vars(own._state).items() if not value]
    assert unused == [*NO_DATA], "something is not in use"
    return own


def test_it_holds_plain_data_alone(used: Sandbox) -> None:
    found = list(parts(used._state))
    assert len(found) > 200
    assert strangers(used._state) == []
    assert not any(isinstance(part, type) or (callable(part) and not isinstance(part, Enum)) for part in found)


@pytest.mark.parametrize(
    "stranger", [threading.Lock(), threading.RLock(), threading.Thread(), print, time.time, object()]
)
def test_what_is_no_plain_data_is_found(stranger: object) -> None:
    state = State(Options(failing_codes={"bad"}))
    state.coupons["1"] = [{"deep": (stranger,)}]  # type: ignore[assignment]
    assert strangers(state) == [stranger]


@pytest.mark.parametrize(
    "save", [copy.deepcopy, lambda state: pickle.loads(pickle.dumps(state))], ids=["deepcopy", "pickle"]
)
def test_a_copy_is_equal_and_apart(used: Sandbox, mine: Program, save: Callable[[State], State]) -> None:
    copied = save(used._state)
    assert copied == used._state
    assert list(copied.exchanges) == list(used._state.exchanges)
    mine.create()
    for field in fields(State):
        held = getattr(copied, field.name)
        assert held is not getattr(used._state, field.name) or isinstance(held, int | float), field.name
    assert copied != used._state


def test_a_saved_world_is_played_on_elsewhere(used: Sandbox, http: httpx.Client) -> None:
    saved = pickle.dumps(used._state)
    with Sandbox(pickle.loads(saved), time.time, 0) as second:
        program = Program(second, second.merchant, http, used.coupons[0].brand_id)
        assert (second.coupons, second.stocks, second.tasks) == (used.coupons, used.stocks, used.tasks)
        assert second.requests == used.requests
        assert [image.content for image in second.images] == [image.content for image in used.images]
        assert [program.fetch(image.url).content for image in second.images] == [image.content for image in used.images]
        stock = second.stocks[0]
        more = program.upload_codes(codes_target(stock.product_coupon_id, stock.stock_id), ["A2", "A3", "bad"]).json()
        assert (more["success_code_list"], more["already_exist_code_list"]) == (["A3"], ["A2"])
        assert more["failed_code_list"][0]["coupon_code"] == "bad"
        assert second.codes(stock.stock_id) == ("A1", "A2", "A3")
        assert program.create().json()["product_coupon_id"] not in {coupon.product_coupon_id for coupon in used.coupons}


def test_a_number_used_before_is_used_afterwards(used: Sandbox, mine: Program, http: httpx.Client) -> None:
    body = example("createProductCoupon", "official") | {"brand_id": number()}
    first = mine.post("/v3/marketing/partner/product-coupon/product-coupons", body).json()
    with Sandbox(copy.deepcopy(used._state), time.time, 0) as second:
        program = Program(second, second.merchant, http)
        again = program.post("/v3/marketing/partner/product-coupon/product-coupons", body)
        assert again.json() == first
        other = program.post("/v3/marketing/partner/product-coupon/product-coupons", body | {"out_product_no": "x"})
        assert other.json()["code"] == "ALREADY_EXISTS"


def test_what_was_still_to_be_told_is_told_after_the_restart(used: Sandbox, receiver: Receiver) -> None:
    told = len(receiver.received)
    (event,) = used._state.events
    state = copy.deepcopy(used._state)
    used.stop()
    with Sandbox(state, lambda: event.due, 0) as second:
        second.wait_for_notifications()
        (received,) = receiver.received[told:]
        assert received.data(second.merchant.apiv3_key) == event.data
        assert not state.events


def test_every_option_is_an_attribute_of_the_sandbox(sandbox: Sandbox) -> None:
    options = sandbox._state.options
    for field in fields(Options):
        assert getattr(sandbox, field.name) is getattr(options, field.name)
    sandbox.image_task_seconds = 7
    assert options.image_task_seconds == 7
