"""Random lives of coupons, led through the real client and held against a small model of the rules."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Final, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.sandbox.brand import APPID, DAY, OPENID, Brand
from tests.sandbox.program import number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

# What an action makes of the states it is allowed in; in all others it is refused.
ACTIONS: Final = {
    "confirm": {"CONFIRMING": "EFFECTIVE"},
    "use": {"EFFECTIVE": "USED"},
    "return_coupon": {"USED": "EFFECTIVE", "USED-LATE": "EXPIRED"},
    "delete": {"EFFECTIVE": "DELETED"},
    "deactivate": dict.fromkeys(("CONFIRMING", "EFFECTIVE"), "DEACTIVATED"),
}
LIMIT: Final = 5
TOKEN_SECONDS: Final = 300
WHICH: Final = st.integers(0, LIMIT - 1)


_Item = TypeVar("_Item")


def _one_of(items: list[_Item], which: int) -> _Item:
    return items[which % len(items)]


class Lives(RuleBasedStateMachine):
    def __init__(self, sandbox: Sandbox, client: Client, receiver: Receiver) -> None:
        super().__init__()
        self.sandbox, self.client, self.receiver = sandbox, client, receiver
        self.brand = Brand(client)
        self.states: dict[str, str] = {}
        self.numbers: dict[str, str] = {}  # codes by the number they were sent under
        self.tokens: list[tuple[str, str]] = []  # tokens that are still valid, each with its number

    # Few rules, each of several kinds: Hypothesis leaves rules out of a life, and most lives need all of these.
    @rule(kind=st.sampled_from(("send", "send", "send again", "pre-send", "pre-send", "take", "take")), which=WHICH)
    def a_coupon_comes(self, kind: str, which: int) -> None:
        if kind == "take" and self.tokens:
            self.take(*_one_of(self.tokens, which))
        elif kind == "pre-send":
            self.pre_send(_one_of([number(), *self.known_numbers()], which))
        else:
            self.send(_one_of(self.known_numbers() if kind == "send again" and self.numbers else [number()], which))

    def known_numbers(self) -> list[str]:
        return [*self.numbers, *(sent for _, sent in self.tokens)]

    def send(self, send_request_no: str) -> None:
        known = self.numbers.get(send_request_no)
        if known is None and len(self.states) == LIMIT:
            with pytest.raises(ApiError, match="per user"):
                self.brand.send(send_request_no=send_request_no)
            return
        code = self.brand.send(send_request_no=send_request_no).coupon_code
        assert known in (None, code)
        self.became_the_user_s(code, send_request_no)

    def became_the_user_s(self, code: str, send_request_no: str) -> None:
        self.states.setdefault(code, "CONFIRMING")
        self.numbers[send_request_no] = code

    def pre_send(self, send_request_no: str) -> None:
        if len(self.states) == LIMIT and send_request_no not in self.numbers:
            with pytest.raises(ApiError, match="per user"):
                self.brand.pre_send(send_request_no=send_request_no)
            return
        self.tokens.append((self.brand.pre_send(send_request_no=send_request_no), send_request_no))

    def take(self, token: str, send_request_no: str) -> None:
        known = self.numbers.get(send_request_no)
        if known is None and len(self.states) == LIMIT:
            with pytest.raises(ValueError, match="per user"):
                self.sandbox.receive_coupon(token)
            return
        code = self.sandbox.receive_coupon(token)
        assert known in (None, code)
        self.became_the_user_s(code, send_request_no)

    @precondition(lambda self: self.states)
    @rule(which=WHICH, action=st.sampled_from([*range(10), *sorted(ACTIONS)]))
    def something_is_done(self, which: int, action: int | str) -> None:
        """Do what is named to a coupon, or by its number one of the things that its state allows."""
        code = _one_of(list(self.states), which)
        allowed = [name for name in sorted(ACTIONS) if self.states[code] in ACTIONS[name]]
        if isinstance(action, int):
            action = _one_of(allowed or sorted(ACTIONS), action)
        self.act(code, action)

    def act(self, code: str, action: str) -> None:
        before, allowed = self.states[code], ACTIONS[action]
        refused = (ValueError, "not EFFECTIVE") if action == "delete" else (ApiError, "INVALID_REQUEST|NOT_ENOUGH")
        with nullcontext() if before in allowed else pytest.raises(refused[0], match=refused[1]):
            self.carry_out(code, action)
        self.states[code] = allowed.get(before, before)

    def carry_out(self, code: str, action: str) -> None:
        match action:
            case "delete":
                self.sandbox.delete_coupon(self.brand.stock, code)
            case "use":
                self.brand.use(code)
            case "deactivate":
                self.brand.act(action, code, deactivate_reason="why")
            case _:
                self.brand.act(action, code)

    @rule(long=st.sampled_from([False, False, False, True]))
    def time_passes(self, long: bool) -> None:
        self.sandbox.advance(TOKEN_SECONDS)
        for token, send_request_no in self.tokens:
            if send_request_no not in self.numbers:
                with pytest.raises(ValueError, match="expired"):
                    self.sandbox.receive_coupon(token)
        self.tokens = []
        if long:
            self.days_pass()

    def days_pass(self) -> None:
        self.sandbox.advance(2 * DAY - TOKEN_SECONDS)
        over = {"CONFIRMING": "EXPIRED", "EFFECTIVE": "EXPIRED"}
        self.states = {code: over.get(state, state) for code, state in self.states.items()}
        # One returned from now on is over at once, so that its life is at its end.
        self.states = {code: "USED-LATE" if state == "USED" else state for code, state in self.states.items()}

    @invariant()
    def states_are_those_of_the_model(self) -> None:
        listed = self.client.user_coupons.list(OPENID, appid=APPID, **self.brand.brand).user_coupon_list
        found = {coupon.coupon_code: coupon.coupon_state for coupon in listed}
        assert found == {code: state.removesuffix("-LATE") for code, state in self.states.items()}

    def teardown(self) -> None:
        self.sandbox.wait_for_notifications()
        told = [each.data(self.sandbox.merchant.apiv3_key) for each in self.receiver.received]
        own = [each["coupon_code"] for each in told if each["brand_id"] == self.brand.brand["brand_id"]]
        assert sorted(own) == sorted(self.states)
        assert not [each for each in self.sandbox.requests if each.status >= 500]


def test_random_lives_follow_the_model(own: Sandbox, client: Client, receiver: Receiver) -> None:
    class Here(Lives):
        def __init__(self) -> None:
            super().__init__(own, client, receiver)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # a life that goes wrong is shown as it is; shrinking would take minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
