# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Stocks (批次) of product coupons, and the coupon codes (券Code) in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import FIRST_USE, Group

if TYPE_CHECKING:
    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.upload_coupon_codes_request import UploadCouponCodesRequest
    from ...models.upload_coupon_codes_response import UploadCouponCodesResponse
    from ...params import UploadCouponCodesRequestDict


class Stocks(Group):
    """Stocks (批次) of product coupons, and the coupon codes (券Code) in them."""

    _client: SyncClient

    def upload_codes(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: UploadCouponCodesRequest | UploadCouponCodesRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UploadCouponCodesResponse:
        """Upload coupon codes (预上传券Code).

        Puts the caller's own coupon codes into a stock whose coupon_code_mode is UPLOAD. A 200 may be a
        partial success, so read failed_code_list, whose codes are not stored; absent lists mean empty. Send
        the failed ones again under a new out_request_no; an identical replay of the whole request is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781572

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong
                to the coupon.
            body: Coupon codes for a stock (预上传券Code).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        with FIRST_USE:
            from .upload_coupon_codes import call

        response = self._client.send(call(product_coupon_id, stock_id, body), timeout=timeout, options=options)
        return response.parsed


class AsyncStocks(Group):
    """Stocks (批次) of product coupons, and the coupon codes (券Code) in them."""

    _client: AsyncClient

    async def upload_codes(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: UploadCouponCodesRequest | UploadCouponCodesRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UploadCouponCodesResponse:
        """Upload coupon codes (预上传券Code).

        Puts the caller's own coupon codes into a stock whose coupon_code_mode is UPLOAD. A 200 may be a
        partial success, so read failed_code_list, whose codes are not stored; absent lists mean empty. Send
        the failed ones again under a new out_request_no; an identical replay of the whole request is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781572

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong
                to the coupon.
            body: Coupon codes for a stock (预上传券Code).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        with FIRST_USE:
            from .upload_coupon_codes import call

        response = await self._client.send(call(product_coupon_id, stock_id, body), timeout=timeout, options=options)
        return response.parsed
