"""Random lives of bundles, led through the real client and held against a small model of the rules."""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.sandbox.brand import DAY, OPENID
from tests.sandbox.bundle_brand import BundleBrand
from tests.sandbox.program import number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

OTHER: Final = "o-other"
ROUNDS: Final = 3
PER_USER: Final = 3
CODES: Final = 4
# What an action makes of the states it is allowed in; in all others it is refused.
ACTIONS: Final = {
    "confirm": {"CONFIRMING": "EFFECTIVE"},
    "use": {"EFFECTIVE": "USED"},
    "return_coupon": {"USED": "EFFECTIVE", "USED-LATE": "EXPIRED"},
    "delete": {"EFFECTIVE": "DELETED"},
}
ALIVE: Final = ("CONFIRMING", "EFFECTIVE")


@dataclass
class Group:
    """What the model knows of a group: its rounds, each as a state and a code."""

    openid: str
    rounds: list[str] = field(default_factory=lambda: ["CONFIRMING"])
    codes: list[str] = field(default_factory=list)
    redeemed: set[int] = field(default_factory=set)


def refused(when: bool, words: str = "INVALID_REQUEST|NOT_ENOUGH|not EFFECTIVE") -> AbstractContextManager[Any]:
    return pytest.raises((ApiError, ValueError), match=words) if when else nullcontext()


class Bundles(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.receiver = Receiver()
        self.receiver.__enter__()
        self.sandbox = Sandbox.start(notify_url=self.receiver.url)
        self.client = Client(auth=self.sandbox.auth(), base_url=self.sandbox.url)
        self.groups: dict[str, Group] = {}
        self.ended = False

    @initialize(mode=st.sampled_from(["WECHATPAY", "UPLOAD"]))
    def create(self, mode: str) -> None:
        self.mode = mode
        self.brand = BundleBrand(self.client, mode, {"max_count_per_user": PER_USER})
        for index in range(ROUNDS if mode == "UPLOAD" else 0):
            self.brand.upload(index, *(f"{index}-{each}" for each in range(CODES)))
        self.send(OPENID, "API")

    @rule(openid=st.sampled_from([OPENID, OTHER]), channel=st.sampled_from(["API", "RECEIVE_COMPONENT"]))
    def send(self, openid: str, channel: str) -> None:
        own = sum(group.openid == openid for group in self.groups.values())
        out_of_codes = self.mode == "UPLOAD" and len(self.groups) == CODES
        if self.ended or own == PER_USER or out_of_codes:
            words = "not SENDING" if self.ended else "per user" if own == PER_USER else "uploaded codes"
            with refused(True, words):
                self.brand.send(openid) if channel == "API" else self.brand.pre_send(openid)
            return
        if channel == "API":
            sent = self.brand.send(openid)
        else:
            no = number()
            self.sandbox.receive_coupon(self.brand.pre_send(openid, send_request_no=no))
            sent = self.brand.send(openid, send_request_no=no)
        assert len(sent.user_product_coupon_list) == 1
        self.groups[sent.user_coupon_bundle_id] = Group(openid, codes=[sent.user_product_coupon_list[0].coupon_code])

    def one(self, which: int) -> tuple[str, Group]:
        """One of the user's groups, of which there always is the first."""
        own = [(name, group) for name, group in self.groups.items() if group.openid == OPENID]
        return own[which % len(own)]

    @rule(action=st.sampled_from(sorted(ACTIONS)), which=st.integers(0, PER_USER - 1), back=st.integers(1, ROUNDS))
    def act(self, action: str, which: int, back: int) -> None:
        name, group = self.one(which)
        self.act_on(name, group, action, max(0, len(group.rounds) - back))

    def act_on(self, name: str, group: Group, action: str, index: int) -> None:
        before, code = group.rounds[index], group.codes[index]
        with refused(before not in ACTIONS[action]):
            match action:
                case "use":
                    self.brand.use(index, code)
                case "delete":
                    self.sandbox.delete_coupon(self.brand.stocks[index], code)
                case _:
                    self.brand.act(action, index, code)
        group.rounds[index] = ACTIONS[action].get(before, before)
        if action == "use" and before == "EFFECTIVE":
            group.redeemed.add(index)
            if index + 1 == len(group.rounds) < ROUNDS and not self.ended:
                group.rounds.append("CONFIRMING")
                group.codes.append(self.brand.shown(name)[-1].coupon_code)

    @rule(which=st.integers(0, PER_USER - 1), steps=st.integers(2, 2 * ROUNDS))
    def go_on(self, which: int, steps: int) -> None:
        """Confirm and use what comes next in a group: few random actions would ever reach the last round."""
        name, group = self.one(which)
        for _ in range(steps):
            if group.rounds[-1] in ALIVE:
                action = "confirm" if group.rounds[-1] == "CONFIRMING" else "use"
                self.act_on(name, group, action, len(group.rounds) - 1)

    @rule(which=st.integers(0, PER_USER - 1))
    def end_group(self, which: int) -> None:
        name, group = self.one(which)
        alive = [index for index, state in enumerate(group.rounds) if state in ALIVE]
        with refused(not alive):
            self.brand.end(name)
        for index in alive:
            group.rounds[index] = "DEACTIVATED"

    @precondition(lambda self: len(self.groups) > 1 and not self.ended)
    @rule()
    def end_coupon(self) -> None:
        body: Any = {"out_request_no": number(), "deactivate_reason": "why", **self.brand.brand}
        self.client.product_coupons.deactivate(self.brand.coupon, body)
        self.ended = True

    @precondition(lambda self: any("USED" in group.rounds for group in self.groups.values()))
    @rule()
    def days_pass(self) -> None:
        self.sandbox.advance(3 * DAY)
        # A coupon that is returned from now on is over at once, so that its life is at its end.
        over = {**dict.fromkeys(ALIVE, "EXPIRED"), "USED": "USED-LATE"}
        for group in self.groups.values():
            group.rounds = [over.get(state, state) for state in group.rounds]

    @invariant()
    def coupons_stand_as_in_the_model(self) -> None:
        for name, group in self.groups.items():
            if group.openid != OPENID:
                continue
            shown = self.brand.shown(name)
            assert [each.coupon_state for each in shown] == [state.removesuffix("-LATE") for state in group.rounds]
            assert [each.coupon_code for each in shown] == group.codes
            places = [each.user_product_coupon_bundle_info for each in shown]
            assert [(place.user_coupon_bundle_index, place.total_count, place.used_count) for place in places] == [
                (index, ROUNDS, len(group.redeemed)) for index in range(len(shown))
            ]

    @invariant()
    def stocks_count_what_was_sent(self) -> None:
        if not hasattr(self, "brand"):
            return
        reached = Counter(index for group in self.groups.values() for index in range(len(group.rounds)))
        stocks = self.brand.listed()
        assert [stock.sent_count_info.total_count for stock in stocks] == [reached[index] for index in range(ROUNDS)]
        assert {stock.state for stock in stocks} == {"DEACTIVATED" if self.ended else "SENDING"}

    def teardown(self) -> None:
        self.sandbox.wait_for_notifications()
        told = [each.data(self.sandbox.merchant.apiv3_key) for each in self.receiver.received]
        sent = {(name, code) for name, group in self.groups.items() for code in group.codes}
        assert Counter((data["user_coupon_bundle_id"], data["coupon_code"]) for data in told) == Counter(sent)
        assert not [each for each in self.sandbox.requests if each.status >= 500]
        self.client.close()
        self.sandbox.stop()
        self.receiver.__exit__(None, None, None)


TestBundles = Bundles.TestCase
TestBundles.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
