# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Product coupons (商品券), their stocks (批次) and coupon codes (券Code)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import AsyncClient, CallOptions, SyncClient

if TYPE_CHECKING:
    from ...models.create_product_coupon_request import CreateProductCouponRequest
    from ...models.create_product_coupon_response import CreateProductCouponResponse
    from ...models.upload_coupon_codes_request import UploadCouponCodesRequest
    from ...models.upload_coupon_codes_response import UploadCouponCodesResponse


class ProductCoupons:
    """Product coupons (商品券), their stocks (批次) and coupon codes (券Code)."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create_product_coupon(
        self,
        *,
        body: CreateProductCouponRequest,
        options: CallOptions | None = None,
    ) -> CreateProductCouponResponse:
        """Create a product coupon (创建商品券).

        Creates a product coupon together with its first stock (批次) and answers with the ids of both. No
        operation finds a coupon by its out_request_no. To recover a lost answer, repeat the identical
        request; never with a new number, which could create a second coupon. [seed 003, R434]

        Args:
            body: A product coupon to be created together with its first stock (创建商品券). Where the offer
                stands depends on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in
                single_usage_info, one of scope SINGLE in stock.single_usage_rule; in SEQUENTIAL mode the rules
                of all uses are in stock.sequential_usage_rule. Newer pages replace SEQUENTIAL by
                PROGRESSIVE_BUNDLE, which has members of its own and no stock. [seed 003, R406]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .create_product_coupon import sync

        return sync(body=body, client=self._client, options=options)

    def upload_coupon_codes(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        body: UploadCouponCodesRequest,
        options: CallOptions | None = None,
    ) -> UploadCouponCodesResponse:
        """Upload coupon codes (预上传券Code).

        Puts the caller's own coupon codes into a stock whose coupon_code_mode is UPLOAD. A 200 may be a
        partial success, so read failed_code_list, whose codes are not stored; absent lists mean empty. Send
        the failed ones again under a new out_request_no; an identical replay of the whole request is safe.
        [seed 004, R503, R504]

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong
                to the coupon.
            body: Coupon codes for a stock (预上传券Code). [seed 004]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .upload_coupon_codes import sync

        return sync(product_coupon_id, stock_id, body=body, client=self._client, options=options)


class AsyncProductCoupons:
    """Product coupons (商品券), their stocks (批次) and coupon codes (券Code)."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create_product_coupon(
        self,
        *,
        body: CreateProductCouponRequest,
        options: CallOptions | None = None,
    ) -> CreateProductCouponResponse:
        """Create a product coupon (创建商品券).

        Creates a product coupon together with its first stock (批次) and answers with the ids of both. No
        operation finds a coupon by its out_request_no. To recover a lost answer, repeat the identical
        request; never with a new number, which could create a second coupon. [seed 003, R434]

        Args:
            body: A product coupon to be created together with its first stock (创建商品券). Where the offer
                stands depends on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in
                single_usage_info, one of scope SINGLE in stock.single_usage_rule; in SEQUENTIAL mode the rules
                of all uses are in stock.sequential_usage_rule. Newer pages replace SEQUENTIAL by
                PROGRESSIVE_BUNDLE, which has members of its own and no stock. [seed 003, R406]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .create_product_coupon import asyncio

        return await asyncio(body=body, client=self._client, options=options)

    async def upload_coupon_codes(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        body: UploadCouponCodesRequest,
        options: CallOptions | None = None,
    ) -> UploadCouponCodesResponse:
        """Upload coupon codes (预上传券Code).

        Puts the caller's own coupon codes into a stock whose coupon_code_mode is UPLOAD. A 200 may be a
        partial success, so read failed_code_list, whose codes are not stored; absent lists mean empty. Send
        the failed ones again under a new out_request_no; an identical replay of the whole request is safe.
        [seed 004, R503, R504]

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong
                to the coupon.
            body: Coupon codes for a stock (预上传券Code). [seed 004]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .upload_coupon_codes import asyncio

        return await asyncio(product_coupon_id, stock_id, body=body, client=self._client, options=options)
