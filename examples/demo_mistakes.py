"""The demo's last part: what goes wrong in real life, and what a person sees of it."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TypeVar

from demo_issuing import Issuing
from screen import Screen

from wechatpay_httpx import Signer, WeChatPayAuth
from wechatpay_httpx.errors import Reason
from wechatpay_product_coupon import CallOptions, Client, RetryPolicy
from wechatpay_product_coupon.api.product_coupons import create_product_coupon
from wechatpay_product_coupon.errors import RequestValidationError, SignError, UnverifiedAnswerError
from wechatpay_product_coupon.models import CouponUsageMethod, CreateProductCouponRequest, CreateProductCouponResponse
from wechatpay_product_coupon.params import CreateProductCouponRequestDict
from wechatpay_sandbox import Fault, Sandbox

Refusal = TypeVar("Refusal", bound=Exception)


class Mistakes:
    """The steps; `issuing` makes a coupon rightly."""

    def __init__(self, sandbox: Sandbox, client: Client, screen: Screen, issuing: Issuing) -> None:
        self.sandbox = sandbox
        self.client = client
        self.screen = screen
        self.issuing = issuing

    def show_mistakes(self, request: CreateProductCouponRequestDict) -> None:
        """Send a coupon with three mistakes, or rather not."""
        what = "The contract is checked before anything is signed or sent."
        self.screen.step("A coupon with three mistakes", "请求校验", what)
        wrong = CreateProductCouponRequest.from_dict(create_product_coupon.call(request).to_dict()["body"])
        assert wrong.stock, "the example has a stock"
        assert wrong.stock.single_usage_rule, "and its rule"
        wrong.display_info.name = "全场满100立打8折（仅限工作日可用）"
        wrong.stock.usage_rule_display_info.coupon_usage_method_list = [CouponUsageMethod.APP]
        wrong.stock.single_usage_rule.coupon_available_period.available_end_time = datetime(2030, 1, 31, 23, 59, 59)
        before = len(self.sandbox.requests)
        what = "A name too long, a way of use without its page, an end without its offset from UTC:"
        error = self.refused(what, RequestValidationError, self.client, wrong)
        assert len(error.problems) == 3, "three mistakes are three problems"
        assert len(self.sandbox.requests) == before, "nothing was sent"

    def show_refusals(self, request: CreateProductCouponRequestDict, coupon: CreateProductCouponResponse) -> None:
        """Meet a forged answer, an old one, and a merchant with a wrong key; then ask once more, rightly."""
        what = "No result is made of an answer that is not proven to be WeChat Pay's."
        self.screen.step("What is refused", "验签", what)
        self.sandbox.inject(Fault.TAMPERED_BODY)
        error = self.refused("An answer changed on its way:", UnverifiedAnswerError, self.client, request)
        assert error.reason is Reason.WRONG_SIGNATURE, "the signature does not fit"
        self.sandbox.inject(Fault.clock_off(-600))
        what = "An answer from ten minutes ago, or a clock ten minutes fast:"
        error = self.refused(what, UnverifiedAnswerError, self.client, request)
        assert error.reason is Reason.STALE, "the answer is stale"
        merchant, another = self.sandbox.merchant, self.sandbox.add_merchant()
        signer = Signer(merchant.mchid, merchant.serial_no, another.private_key)
        with Client(WeChatPayAuth(signer, self.sandbox.auth().verifier), base_url=self.sandbox.url) as client:
            self.refused("A request signed with the key of another merchant:", SignError, client, request)

        before = len(self.sandbox.coupons)
        again = self.issuing.create(request)
        assert again.product_coupon_id == coupon.product_coupon_id, "the same request number is the same coupon"
        assert len(self.sandbox.coupons) == before, "there is no other coupon"
        self.screen.notes("repeated with the same out_request_no and body, as the errors say: it is the same coupon")

    def refused(
        self,
        what: str,
        kind: type[Refusal],
        client: Client,
        request: CreateProductCouponRequest | CreateProductCouponRequestDict,
    ) -> Refusal:
        """Create a coupon, in vain; show the error, and return it."""
        once = CallOptions(retry=RetryPolicy(max_attempts=1))  # else the call would repeat itself, and succeed
        try:
            client.product_coupons.create(request, options=once)
        except kind as error:
            self.screen.refused(what, error)
            return error
        sys.exit(f"demo: {kind.__name__} was not raised")
