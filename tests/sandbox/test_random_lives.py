"""Random lives of coupons, led through the real client and held against a small model of the rules."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.sandbox.receiver import Receiver
from tests.sandbox.test_life import DAY, Brand
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

# What an action makes of the states it is allowed in; in all others it is refused.
ACTIONS: Final = {
    "confirm": {"CONFIRMING": "EFFECTIVE"},
    "use": {"EFFECTIVE": "USED"},
    "return_coupon": {"USED": "EFFECTIVE", "USED-LATE": "EXPIRED"},
    "deactivate": dict.fromkeys(("CONFIRMING", "EFFECTIVE"), "DEACTIVATED"),
}
LIMIT: Final = 5


class Lives(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.receiver = Receiver()
        self.receiver.__enter__()
        self.sandbox = Sandbox.start(notify_url=self.receiver.url)
        self.client = Client(auth=self.sandbox.auth(), base_url=self.sandbox.url)
        self.brand = Brand(self.client)
        self.states: dict[str, str] = {}

    @rule()
    def send(self) -> None:
        if len(self.states) == LIMIT:
            with pytest.raises(ApiError, match="per user"):
                self.brand.send()
            return
        code = self.brand.send().coupon_code
        self.states[code] = "CONFIRMING"

    @rule(action=st.sampled_from(sorted(ACTIONS)), which=st.integers(0, LIMIT - 1))
    def act(self, action: str, which: int) -> None:
        if which >= len(self.states):
            return
        code = list(self.states)[which]
        before = self.states[code]
        allowed = ACTIONS[action]
        extra: dict[str, Any] = {"deactivate_reason": "why"} if action == "deactivate" else {}
        refused: Any = (
            nullcontext() if before in allowed else pytest.raises(ApiError, match=r"INVALID_REQUEST|NOT_ENOUGH")
        )
        with refused:
            self.brand.use(code) if action == "use" else self.brand.act(action, code, **extra)
        self.states[code] = allowed.get(before, before)

    @rule()
    def days_pass(self) -> None:
        self.sandbox.advance(2 * DAY)
        over = {"CONFIRMING": "EXPIRED", "EFFECTIVE": "EXPIRED"}
        self.states = {code: over.get(state, state) for code, state in self.states.items()}
        # One returned from now on is over at once, so that its life is at its end.
        self.states = {code: "USED-LATE" if state == "USED" else state for code, state in self.states.items()}

    @invariant()
    def states_are_those_of_the_model(self) -> None:
        for code, state in self.states.items():
            assert self.brand.state(code) == state.removesuffix("-LATE")

    def teardown(self) -> None:
        self.sandbox.wait_for_notifications()
        told = [each.data(self.sandbox.merchant.apiv3_key)["coupon_code"] for each in self.receiver.received]
        assert sorted(told) == sorted(self.states)
        assert not [each for each in self.sandbox.requests if each.status >= 500]
        self.client.close()
        self.sandbox.stop()
        self.receiver.__exit__(None, None, None)


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
