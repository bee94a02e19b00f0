# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Product coupons (商品券), what a brand offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import Group, imported_when_used

from ... import api as _api

if TYPE_CHECKING:
    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.create_product_coupon_request import CreateProductCouponRequest
    from ...models.create_product_coupon_response import CreateProductCouponResponse
    from ...models.deactivate_product_coupon_request import DeactivateProductCouponRequest
    from ...models.product_coupon_entity import ProductCouponEntity
    from ...models.update_product_coupon_request import UpdateProductCouponRequest
    from ...params import (
        CreateProductCouponRequestDict,
        DeactivateProductCouponRequestDict,
        UpdateProductCouponRequestDict,
    )
    from . import create_product_coupon as create_product_coupon
    from . import deactivate_product_coupon as deactivate_product_coupon
    from . import get_product_coupon as get_product_coupon
    from . import update_product_coupon as update_product_coupon
else:
    __getattr__ = imported_when_used(__name__)


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

        Creates a product coupon together with its first stock (批次), for several uses its first bundle of
        stocks (批次组), and answers with the ids. No operation finds a coupon by its out_request_no. To
        recover a lost answer, repeat the identical request; never with a new number, which could create a
        second coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781289

        Args:
            body: A product coupon to be created together with its first stock or bundle (创建商品券). Where the
                offer stands depends on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule
                in single_usage_info, one of scope SINGLE in stock.single_usage_rule. In PROGRESSIVE_BUNDLE mode
                the rules of all uses are in stock_bundle.progressive_bundle_usage_rule, and there is no stock.
                SEQUENTIAL is the older mode of several uses, with its rules in stock.sequential_usage_rule; a
                live server may know the newer one only.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.create_product_coupon.call(body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def get(
        self,
        product_coupon_id: str,
        *,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ProductCouponEntity:
        """Get a product coupon (查询商品券).

        Reads a coupon, without its stocks, which listStocks has. AUDITING lasts very short, the review is a
        machine's.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781292

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.get_product_coupon.call(product_coupon_id, brand_id=brand_id)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def update(
        self,
        product_coupon_id: str,
        body: UpdateProductCouponRequest | UpdateProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ProductCouponEntity:
        """Change a product coupon (修改商品券).

        Changes what users see of a coupon, display_info and nothing else. **It is no merge.** display_info
        is the new display, whole, so send what shall stay; with scope SINGLE, combo_package_list too. The
        coupon must be EFFECTIVE. Only coupons sent afterwards show the change. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781296

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: The new display of a coupon (修改商品券), whole; it is no merge, so send what shall stay. With
                scope SINGLE, display_info.combo_package_list is required.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.update_product_coupon.call(product_coupon_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def deactivate(
        self,
        product_coupon_id: str,
        body: DeactivateProductCouponRequest | DeactivateProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ProductCouponEntity:
        """Make a product coupon void (失效商品券).

        Makes a coupon void together with all its stocks, and ends every channel and activity. **Final,
        nothing undoes it.** Coupons that users have stay valid. The coupon must be EFFECTIVE. An identical
        replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781290

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: A coupon to be made void (失效商品券).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.deactivate_product_coupon.call(product_coupon_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
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

        Creates a product coupon together with its first stock (批次), for several uses its first bundle of
        stocks (批次组), and answers with the ids. No operation finds a coupon by its out_request_no. To
        recover a lost answer, repeat the identical request; never with a new number, which could create a
        second coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781289

        Args:
            body: A product coupon to be created together with its first stock or bundle (创建商品券). Where the
                offer stands depends on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule
                in single_usage_info, one of scope SINGLE in stock.single_usage_rule. In PROGRESSIVE_BUNDLE mode
                the rules of all uses are in stock_bundle.progressive_bundle_usage_rule, and there is no stock.
                SEQUENTIAL is the older mode of several uses, with its rules in stock.sequential_usage_rule; a
                live server may know the newer one only.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.create_product_coupon.call(body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def get(
        self,
        product_coupon_id: str,
        *,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ProductCouponEntity:
        """Get a product coupon (查询商品券).

        Reads a coupon, without its stocks, which listStocks has. AUDITING lasts very short, the review is a
        machine's.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781292

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.get_product_coupon.call(product_coupon_id, brand_id=brand_id)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def update(
        self,
        product_coupon_id: str,
        body: UpdateProductCouponRequest | UpdateProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ProductCouponEntity:
        """Change a product coupon (修改商品券).

        Changes what users see of a coupon, display_info and nothing else. **It is no merge.** display_info
        is the new display, whole, so send what shall stay; with scope SINGLE, combo_package_list too. The
        coupon must be EFFECTIVE. Only coupons sent afterwards show the change. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781296

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: The new display of a coupon (修改商品券), whole; it is no merge, so send what shall stay. With
                scope SINGLE, display_info.combo_package_list is required.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.update_product_coupon.call(product_coupon_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def deactivate(
        self,
        product_coupon_id: str,
        body: DeactivateProductCouponRequest | DeactivateProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ProductCouponEntity:
        """Make a product coupon void (失效商品券).

        Makes a coupon void together with all its stocks, and ends every channel and activity. **Final,
        nothing undoes it.** Coupons that users have stay valid. The coupon must be EFFECTIVE. An identical
        replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781290

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: A coupon to be made void (失效商品券).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.product_coupons.deactivate_product_coupon.call(product_coupon_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed
