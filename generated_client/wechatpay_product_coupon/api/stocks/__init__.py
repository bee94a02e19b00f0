# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Stocks (批次) of product coupons, their budgets and stores, and the coupon codes (券Code) in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import Group, imported_when_used

from ... import api as _api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.associate_stores_request import AssociateStoresRequest
    from ...models.associate_stores_response import AssociateStoresResponse
    from ...models.create_stock_request import CreateStockRequest
    from ...models.deactivate_stock_request import DeactivateStockRequest
    from ...models.disassociate_stores_request import DisassociateStoresRequest
    from ...models.disassociate_stores_response import DisassociateStoresResponse
    from ...models.list_associated_stores_response import ListAssociatedStoresResponse
    from ...models.list_stocks_response import ListStocksResponse
    from ...models.stock_entity import StockEntity
    from ...models.store_info import StoreInfo
    from ...models.update_stock_budget_request import UpdateStockBudgetRequest
    from ...models.update_stock_request import UpdateStockRequest
    from ...models.upload_coupon_codes_request import UploadCouponCodesRequest
    from ...models.upload_coupon_codes_response import UploadCouponCodesResponse
    from ...params import (
        AssociateStoresRequestDict,
        CreateStockRequestDict,
        DeactivateStockRequestDict,
        DisassociateStoresRequestDict,
        StockStateValue,
        UpdateStockBudgetRequestDict,
        UpdateStockRequestDict,
        UploadCouponCodesRequestDict,
    )
    from . import associate_stores as associate_stores
    from . import create_stock as create_stock
    from . import deactivate_stock as deactivate_stock
    from . import disassociate_stores as disassociate_stores
    from . import get_stock as get_stock
    from . import list_associated_stores as list_associated_stores
    from . import list_stocks as list_stocks
    from . import update_stock as update_stock
    from . import update_stock_budget as update_stock_budget
    from . import upload_coupon_codes as upload_coupon_codes
else:
    __getattr__ = imported_when_used(__name__)


class Stocks(Group):
    """Stocks (批次) of product coupons, their budgets and stores, and the coupon codes (券Code) in them."""

    _client: SyncClient

    def list(
        self,
        product_coupon_id: str,
        *,
        state: StockStateValue | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        stock_bundle_id: str | None = None,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ListStocksResponse:
        """List the stocks of a coupon (查询商品券批次列表).

        Lists the stocks of a coupon, by page. Filters combine; with stock_bundle_id it lists a bundle,
        which no other operation reads. The order is not documented. Repeat the filters with a page_token.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781553

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            state: State of the stocks (批次状态); absent means all.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            stock_bundle_id: Stock bundle id (批次组ID); absent means the stocks of all bundles.
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
        call = _api.stocks.list_stocks.call(
            product_coupon_id,
            state=state,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
            stock_bundle_id=stock_bundle_id,
        )
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def iter(
        self,
        product_coupon_id: str,
        *,
        state: StockStateValue | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        stock_bundle_id: str | None = None,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> Iterator[StockEntity]:
        """List the stocks of a coupon (查询商品券批次列表): all pages, item by item.

        A page is asked for when its first item is, as `list` does.

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            state: State of the stocks (批次状态); absent means all.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            stock_bundle_id: Stock bundle id (批次组ID); absent means the stocks of all bundles.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from its client.

        Raises:
            ClientError: A page could not be read, as `list` says; the items before it were yielded.
            ResponseContractError: A page names one that was read already as the next.
        """
        call = _api.stocks.list_stocks.call(
            product_coupon_id,
            state=state,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
            stock_bundle_id=stock_bundle_id,
        )
        return self._client.iterate(call, _api.stocks.list_stocks.PAGINATION, timeout=timeout, options=options)

    def create(
        self,
        product_coupon_id: str,
        body: CreateStockRequest | CreateStockRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Add a stock (添加商品券批次).

        Adds a stock to a coupon of single-use mode that is EFFECTIVE and has fewer than 200 live stocks;
        those expired or void do not count. With coupon_code_mode UPLOAD, wait about 5 minutes before the
        first upload. A stock for a delivery plan needs more than five days, a max_count of at least 10,000,
        and neither OFFLINE nor API_ASSIGN. To recover a lost answer repeat the identical request; after
        ALREADY_EXISTS look among the stocks.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781304

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: A stock to be added to a coupon of single-use mode (添加商品券批次). When the coupon has scope
                SINGLE, stock.single_usage_rule holds the rule that fits its type; when it has scope ALL, only
                the period, since the offer stands in the coupon.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.stocks.create_stock.call(product_coupon_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def get(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Get a stock (查询商品券指定批次).

        Reads a stock, with its limits, its sendings and the counts of its codes.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781542

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
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
        call = _api.stocks.get_stock.call(product_coupon_id, stock_id, brand_id=brand_id)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def update(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: UpdateStockRequest | UpdateStockRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Change a stock (修改商品券批次).

        **Send the present store_scope each time.** The official page says that an absent store_scope is set
        to NONE, so a change of the remark alone may untie all stores. Remark, display, notification and
        stores can change, amounts and validity never; make a new stock for them. The stock must be SENDING
        or PAUSED and in no bundle. While an earlier change is under review the next one is refused. Coupons
        that users have keep their display. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781556

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: What shall change of a stock (修改商品券批次). Always send the present store_scope - the official
                page says that it is set to NONE when absent. What becomes of other members left out is not
                documented. Amounts and validity never change.
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
        call = _api.stocks.update_stock.call(product_coupon_id, stock_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def update_budget(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: UpdateStockBudgetRequest | UpdateStockBudgetRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Change the sending budget of a stock (修改商品券批次发放预算).

        Changes one sending limit of a stock, up or down, in all or for a day. The present value that is
        sent must be the server's (optimistic lock); where it is not, read the stock and send the true one
        **under a new out_request_no**, since the data differ. The total cannot go below what is sent; a
        daily limit can neither be introduced nor removed. Wait about 10 minutes after raising it before
        uploading more codes; uploaded codes beyond a lowered total are kept. An identical replay is safe.
        The stock is in no bundle, neither void nor expired.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781561

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: One sending limit of a stock, as it is and as it shall be (修改商品券批次发放预算). The present value
                is compared with the server's. A daily limit can neither be introduced nor removed.
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
        call = _api.stocks.update_stock_budget.call(product_coupon_id, stock_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def deactivate(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: DeactivateStockRequest | DeactivateStockRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Make a stock void (失效商品券批次).

        Makes one stock void, while the coupon and its other stocks go on. **Final, nothing undoes it.**
        Coupons that users have stay valid. The stock must be SENDING or PAUSED; the stocks of a bundle
        become void with the whole coupon only. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781532

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: A stock to be made void (失效商品券批次).
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
        call = _api.stocks.deactivate_stock.call(product_coupon_id, stock_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def associate_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: AssociateStoresRequest | AssociateStoresRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AssociateStoresResponse:
        """Tie stores to a stock (批次关联门店).

        Ties stores of the brand to a stock whose store_scope is SPECIFIC, in no bundle, neither void nor
        expired. Calls add up. A 200 may be a partial success, so read failed_store_list; absent lists mean
        empty. Users see only stores that are in force.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781302

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: Stores to be tied to a stock (批次关联门店).
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
        call = _api.stocks.associate_stores.call(product_coupon_id, stock_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def list_associated_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ListAssociatedStoresResponse:
        """List the stores of a stock (查询批次关联门店列表).

        Lists the stores tied to a stock, by page; for a stock of a bundle too. Its store_scope is SPECIFIC,
        and it is neither void nor expired.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781546

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            page_size: Rows of a page (分页大小), 1 to 200; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
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
        call = _api.stocks.list_associated_stores.call(
            product_coupon_id, stock_id, page_size=page_size, page_token=page_token, brand_id=brand_id
        )
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def iter_associated_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> Iterator[StoreInfo]:
        """List the stores of a stock (查询批次关联门店列表): all pages, item by item.

        A page is asked for when its first item is, as `list_associated_stores` does.

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            page_size: Rows of a page (分页大小), 1 to 200; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from its client.

        Raises:
            ClientError: A page could not be read, as `list_associated_stores` says; the items before it were yielded.
            ResponseContractError: A page names one that was read already as the next.
        """
        call = _api.stocks.list_associated_stores.call(
            product_coupon_id, stock_id, page_size=page_size, page_token=page_token, brand_id=brand_id
        )
        return self._client.iterate(
            call, _api.stocks.list_associated_stores.PAGINATION, timeout=timeout, options=options
        )

    def disassociate_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: DisassociateStoresRequest | DisassociateStoresRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> DisassociateStoresResponse:
        """Untie stores from a stock (批次取消关联门店).

        Unties stores from a stock whose store_scope is SPECIFIC, in no bundle, neither void nor expired. A
        200 may be a partial success, so read failed_store_list; absent lists mean empty.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781537

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: Stores to be untied from a stock (批次取消关联门店).
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
        call = _api.stocks.disassociate_stores.call(product_coupon_id, stock_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

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

        Puts the caller's own coupon codes into a stock whose coupon_code_mode is UPLOAD. Wait about 5
        minutes after the stock was created, and about 10 after its budget was raised. A 200 may be a
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
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.stocks.upload_coupon_codes.call(product_coupon_id, stock_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed


class AsyncStocks(Group):
    """Stocks (批次) of product coupons, their budgets and stores, and the coupon codes (券Code) in them."""

    _client: AsyncClient

    async def list(
        self,
        product_coupon_id: str,
        *,
        state: StockStateValue | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        stock_bundle_id: str | None = None,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ListStocksResponse:
        """List the stocks of a coupon (查询商品券批次列表).

        Lists the stocks of a coupon, by page. Filters combine; with stock_bundle_id it lists a bundle,
        which no other operation reads. The order is not documented. Repeat the filters with a page_token.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781553

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            state: State of the stocks (批次状态); absent means all.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            stock_bundle_id: Stock bundle id (批次组ID); absent means the stocks of all bundles.
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
        call = _api.stocks.list_stocks.call(
            product_coupon_id,
            state=state,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
            stock_bundle_id=stock_bundle_id,
        )
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def iter(
        self,
        product_coupon_id: str,
        *,
        state: StockStateValue | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        stock_bundle_id: str | None = None,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AsyncIterator[StockEntity]:
        """List the stocks of a coupon (查询商品券批次列表): all pages, item by item.

        A page is asked for when its first item is, as `list` does.

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            state: State of the stocks (批次状态); absent means all.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            stock_bundle_id: Stock bundle id (批次组ID); absent means the stocks of all bundles.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from its client.

        Raises:
            ClientError: A page could not be read, as `list` says; the items before it were yielded.
            ResponseContractError: A page names one that was read already as the next.
        """
        call = _api.stocks.list_stocks.call(
            product_coupon_id,
            state=state,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
            stock_bundle_id=stock_bundle_id,
        )
        return self._client.iterate(call, _api.stocks.list_stocks.PAGINATION, timeout=timeout, options=options)

    async def create(
        self,
        product_coupon_id: str,
        body: CreateStockRequest | CreateStockRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Add a stock (添加商品券批次).

        Adds a stock to a coupon of single-use mode that is EFFECTIVE and has fewer than 200 live stocks;
        those expired or void do not count. With coupon_code_mode UPLOAD, wait about 5 minutes before the
        first upload. A stock for a delivery plan needs more than five days, a max_count of at least 10,000,
        and neither OFFLINE nor API_ASSIGN. To recover a lost answer repeat the identical request; after
        ALREADY_EXISTS look among the stocks.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781304

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: A stock to be added to a coupon of single-use mode (添加商品券批次). When the coupon has scope
                SINGLE, stock.single_usage_rule holds the rule that fits its type; when it has scope ALL, only
                the period, since the offer stands in the coupon.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.stocks.create_stock.call(product_coupon_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def get(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Get a stock (查询商品券指定批次).

        Reads a stock, with its limits, its sendings and the counts of its codes.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781542

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
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
        call = _api.stocks.get_stock.call(product_coupon_id, stock_id, brand_id=brand_id)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def update(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: UpdateStockRequest | UpdateStockRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Change a stock (修改商品券批次).

        **Send the present store_scope each time.** The official page says that an absent store_scope is set
        to NONE, so a change of the remark alone may untie all stores. Remark, display, notification and
        stores can change, amounts and validity never; make a new stock for them. The stock must be SENDING
        or PAUSED and in no bundle. While an earlier change is under review the next one is refused. Coupons
        that users have keep their display. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781556

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: What shall change of a stock (修改商品券批次). Always send the present store_scope - the official
                page says that it is set to NONE when absent. What becomes of other members left out is not
                documented. Amounts and validity never change.
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
        call = _api.stocks.update_stock.call(product_coupon_id, stock_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def update_budget(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: UpdateStockBudgetRequest | UpdateStockBudgetRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Change the sending budget of a stock (修改商品券批次发放预算).

        Changes one sending limit of a stock, up or down, in all or for a day. The present value that is
        sent must be the server's (optimistic lock); where it is not, read the stock and send the true one
        **under a new out_request_no**, since the data differ. The total cannot go below what is sent; a
        daily limit can neither be introduced nor removed. Wait about 10 minutes after raising it before
        uploading more codes; uploaded codes beyond a lowered total are kept. An identical replay is safe.
        The stock is in no bundle, neither void nor expired.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781561

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: One sending limit of a stock, as it is and as it shall be (修改商品券批次发放预算). The present value
                is compared with the server's. A daily limit can neither be introduced nor removed.
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
        call = _api.stocks.update_stock_budget.call(product_coupon_id, stock_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def deactivate(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: DeactivateStockRequest | DeactivateStockRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockEntity:
        """Make a stock void (失效商品券批次).

        Makes one stock void, while the coupon and its other stocks go on. **Final, nothing undoes it.**
        Coupons that users have stay valid. The stock must be SENDING or PAUSED; the stocks of a bundle
        become void with the whole coupon only. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781532

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: A stock to be made void (失效商品券批次).
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
        call = _api.stocks.deactivate_stock.call(product_coupon_id, stock_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def associate_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: AssociateStoresRequest | AssociateStoresRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AssociateStoresResponse:
        """Tie stores to a stock (批次关联门店).

        Ties stores of the brand to a stock whose store_scope is SPECIFIC, in no bundle, neither void nor
        expired. Calls add up. A 200 may be a partial success, so read failed_store_list; absent lists mean
        empty. Users see only stores that are in force.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781302

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: Stores to be tied to a stock (批次关联门店).
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
        call = _api.stocks.associate_stores.call(product_coupon_id, stock_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def list_associated_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ListAssociatedStoresResponse:
        """List the stores of a stock (查询批次关联门店列表).

        Lists the stores tied to a stock, by page; for a stock of a bundle too. Its store_scope is SPECIFIC,
        and it is neither void nor expired.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781546

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            page_size: Rows of a page (分页大小), 1 to 200; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
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
        call = _api.stocks.list_associated_stores.call(
            product_coupon_id, stock_id, page_size=page_size, page_token=page_token, brand_id=brand_id
        )
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def iter_associated_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        *,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AsyncIterator[StoreInfo]:
        """List the stores of a stock (查询批次关联门店列表): all pages, item by item.

        A page is asked for when its first item is, as `list_associated_stores` does.

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            page_size: Rows of a page (分页大小), 1 to 200; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from its client.

        Raises:
            ClientError: A page could not be read, as `list_associated_stores` says; the items before it were yielded.
            ResponseContractError: A page names one that was read already as the next.
        """
        call = _api.stocks.list_associated_stores.call(
            product_coupon_id, stock_id, page_size=page_size, page_token=page_token, brand_id=brand_id
        )
        return self._client.iterate(
            call, _api.stocks.list_associated_stores.PAGINATION, timeout=timeout, options=options
        )

    async def disassociate_stores(
        self,
        product_coupon_id: str,
        stock_id: str,
        body: DisassociateStoresRequest | DisassociateStoresRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> DisassociateStoresResponse:
        """Untie stores from a stock (批次取消关联门店).

        Unties stores from a stock whose store_scope is SPECIFIC, in no bundle, neither void nor expired. A
        200 may be a partial success, so read failed_store_list; absent lists mean empty.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781537

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            body: Stores to be untied from a stock (批次取消关联门店).
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
        call = _api.stocks.disassociate_stores.call(product_coupon_id, stock_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

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

        Puts the caller's own coupon codes into a stock whose coupon_code_mode is UPLOAD. Wait about 5
        minutes after the stock was created, and about 10 after its budget was raised. A 200 may be a
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
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.stocks.upload_coupon_codes.call(product_coupon_id, stock_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed
