# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Product coupons (商品券), what a brand offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import FIRST_USE, Group

if TYPE_CHECKING:
    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.create_product_coupon_request import CreateProductCouponRequest
    from ...models.create_product_coupon_response import CreateProductCouponResponse
    from ...params import CreateProductCouponRequestDict


class ProductCoupons(Group):
    """Product coupons (商品券), what a brand offers."""

    _client: SyncClient

    def create(
        self,
        body: CreateProductCouponRequest | CreateProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> CreateProductCouponResponse:
        """Create a product coupon (创建商品券).

        Creates a product coupon together with its first stock (批次) and answers with the ids of both. No
        operation finds a coupon by its out_request_no. To recover a lost answer, repeat the identical
        request; never with a new number, which could create a second coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781289

        Args:
            body: A product coupon to be created together with its first stock (创建商品券). Where the offer
                stands depends on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in
                single_usage_info, one of scope SINGLE in stock.single_usage_rule; in SEQUENTIAL mode the rules
                of all uses are in stock.sequential_usage_rule. Newer pages replace SEQUENTIAL by
                PROGRESSIVE_BUNDLE, which has members of its own and no stock.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        with FIRST_USE:
            from .create_product_coupon import call

        response = self._client.send(call(body), timeout=timeout, options=options)
        return response.parsed


class AsyncProductCoupons(Group):
    """Product coupons (商品券), what a brand offers."""

    _client: AsyncClient

    async def create(
        self,
        body: CreateProductCouponRequest | CreateProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> CreateProductCouponResponse:
        """Create a product coupon (创建商品券).

        Creates a product coupon together with its first stock (批次) and answers with the ids of both. No
        operation finds a coupon by its out_request_no. To recover a lost answer, repeat the identical
        request; never with a new number, which could create a second coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781289

        Args:
            body: A product coupon to be created together with its first stock (创建商品券). Where the offer
                stands depends on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in
                single_usage_info, one of scope SINGLE in stock.single_usage_rule; in SEQUENTIAL mode the rules
                of all uses are in stock.sequential_usage_rule. Newer pages replace SEQUENTIAL by
                PROGRESSIVE_BUNDLE, which has members of its own and no stock.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        with FIRST_USE:
            from .create_product_coupon import call

        response = await self._client.send(call(body), timeout=timeout, options=options)
        return response.parsed
