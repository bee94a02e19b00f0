# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Bundles of stocks (批次组) of coupons of several uses, one stock for each use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import Group, imported_when_used

from ... import api as _api

if TYPE_CHECKING:
    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.associate_stores_for_stock_bundle_request import AssociateStoresForStockBundleRequest
    from ...models.associate_stores_response import AssociateStoresResponse
    from ...models.create_stock_bundle_request import CreateStockBundleRequest
    from ...models.disassociate_stores_for_stock_bundle_request import DisassociateStoresForStockBundleRequest
    from ...models.disassociate_stores_response import DisassociateStoresResponse
    from ...models.stock_bundle_entity import StockBundleEntity
    from ...models.update_stock_bundle_budget_request import UpdateStockBundleBudgetRequest
    from ...models.update_stock_bundle_request import UpdateStockBundleRequest
    from ...params import (
        AssociateStoresForStockBundleRequestDict,
        CreateStockBundleRequestDict,
        DisassociateStoresForStockBundleRequestDict,
        UpdateStockBundleBudgetRequestDict,
        UpdateStockBundleRequestDict,
    )
    from . import associate_stores_for_stock_bundle as associate_stores_for_stock_bundle
    from . import create_stock_bundle as create_stock_bundle
    from . import disassociate_stores_for_stock_bundle as disassociate_stores_for_stock_bundle
    from . import update_stock_bundle as update_stock_bundle
    from . import update_stock_bundle_budget as update_stock_bundle_budget
else:
    __getattr__ = imported_when_used(__name__)


class StockBundles(Group):
    """Bundles of stocks (批次组) of coupons of several uses, one stock for each use."""

    _client: SyncClient

    def create(
        self,
        product_coupon_id: str,
        body: CreateStockBundleRequest | CreateStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockBundleEntity:
        """Add a stock bundle (添加商品券批次组).

        Adds a bundle to a coupon of several uses (usage_mode PROGRESSIVE_BUNDLE), one stock for each use.
        No operation reads, lists or makes void a bundle; listStocks with stock_bundle_id lists its stocks.
        With coupon_code_mode UPLOAD, wait about 5 minutes, then upload codes to each stock. To recover a
        lost answer repeat the identical request; after ALREADY_EXISTS look among the stocks of the coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280622

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: A bundle to be added to a coupon of several uses (添加商品券批次组).
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
        call = _api.stock_bundles.create_stock_bundle.call(product_coupon_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def update(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: UpdateStockBundleRequest | UpdateStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockBundleEntity:
        """Change a stock bundle (修改商品券批次组).

        **Send the present store_scope each time.** The official page says that an absent store_scope is set
        to NONE, so a change of the remark alone may untie all stores. It is set on all stocks of the
        bundle, which are neither void nor expired. Remark, display, notification and stores can change,
        amounts and validity never; make a new bundle for them. While an earlier change is under review the
        next one is refused. Coupons that users have keep their display. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280633

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: What shall change of all stocks of a bundle (修改商品券批次组). Always send the present
                store_scope - the official page says that it is set to NONE when absent. What becomes of other
                members left out is not documented. Amounts and validity never change.
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
        call = _api.stock_bundles.update_stock_bundle.call(product_coupon_id, stock_bundle_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def update_budget(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: UpdateStockBundleBudgetRequest | UpdateStockBundleBudgetRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockBundleEntity:
        """Change the sending budget of a stock bundle (修改商品券批次组发放预算).

        Changes one sending limit of all stocks of a bundle, up or down, in all or for a day. The present
        value that is sent must be the server's (optimistic lock); where it is not, read its first stock and
        send the true one **under a new out_request_no**, since the data differ. The total cannot go below
        what is sent; a daily limit can neither be introduced nor removed. Wait about 10 minutes after
        raising it before uploading more codes; uploaded codes beyond a lowered total are kept. An identical
        replay is safe. A daily limit concerns the first stock only. The stocks are neither void nor
        expired.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280642

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: One sending limit of all stocks of a bundle, as it is and as it shall be (修改商品券批次组发放预算).
                The present value is compared with the server's. A daily limit can neither be introduced nor
                removed, and concerns the first stock only.
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
        call = _api.stock_bundles.update_stock_bundle_budget.call(product_coupon_id, stock_bundle_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def associate_stores(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: AssociateStoresForStockBundleRequest | AssociateStoresForStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AssociateStoresResponse:
        """Tie stores to a stock bundle (批次组批量关联门店).

        Ties stores of the brand to all stocks of a bundle whose store_scope is SPECIFIC and which are
        neither void nor expired. Calls add up. A 200 may be a partial success, so read failed_store_list;
        absent lists mean empty. Users see only stores that are in force.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280620

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: Stores to be tied to all stocks of a bundle (批次组批量关联门店).
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
        call = _api.stock_bundles.associate_stores_for_stock_bundle.call(product_coupon_id, stock_bundle_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def disassociate_stores(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: DisassociateStoresForStockBundleRequest | DisassociateStoresForStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> DisassociateStoresResponse:
        """Untie stores from a stock bundle (批次组批量取消关联门店).

        Unties stores from all stocks of a bundle whose store_scope is SPECIFIC and which are neither void
        nor expired. A 200 may be a partial success, so read failed_store_list; absent lists mean empty.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280629

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: Stores to be untied from all stocks of a bundle (批次组批量取消关联门店).
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
        call = _api.stock_bundles.disassociate_stores_for_stock_bundle.call(product_coupon_id, stock_bundle_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed


class AsyncStockBundles(Group):
    """Bundles of stocks (批次组) of coupons of several uses, one stock for each use."""

    _client: AsyncClient

    async def create(
        self,
        product_coupon_id: str,
        body: CreateStockBundleRequest | CreateStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockBundleEntity:
        """Add a stock bundle (添加商品券批次组).

        Adds a bundle to a coupon of several uses (usage_mode PROGRESSIVE_BUNDLE), one stock for each use.
        No operation reads, lists or makes void a bundle; listStocks with stock_bundle_id lists its stocks.
        With coupon_code_mode UPLOAD, wait about 5 minutes, then upload codes to each stock. To recover a
        lost answer repeat the identical request; after ALREADY_EXISTS look among the stocks of the coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280622

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            body: A bundle to be added to a coupon of several uses (添加商品券批次组).
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
        call = _api.stock_bundles.create_stock_bundle.call(product_coupon_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def update(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: UpdateStockBundleRequest | UpdateStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockBundleEntity:
        """Change a stock bundle (修改商品券批次组).

        **Send the present store_scope each time.** The official page says that an absent store_scope is set
        to NONE, so a change of the remark alone may untie all stores. It is set on all stocks of the
        bundle, which are neither void nor expired. Remark, display, notification and stores can change,
        amounts and validity never; make a new bundle for them. While an earlier change is under review the
        next one is refused. Coupons that users have keep their display. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280633

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: What shall change of all stocks of a bundle (修改商品券批次组). Always send the present
                store_scope - the official page says that it is set to NONE when absent. What becomes of other
                members left out is not documented. Amounts and validity never change.
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
        call = _api.stock_bundles.update_stock_bundle.call(product_coupon_id, stock_bundle_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def update_budget(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: UpdateStockBundleBudgetRequest | UpdateStockBundleBudgetRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> StockBundleEntity:
        """Change the sending budget of a stock bundle (修改商品券批次组发放预算).

        Changes one sending limit of all stocks of a bundle, up or down, in all or for a day. The present
        value that is sent must be the server's (optimistic lock); where it is not, read its first stock and
        send the true one **under a new out_request_no**, since the data differ. The total cannot go below
        what is sent; a daily limit can neither be introduced nor removed. Wait about 10 minutes after
        raising it before uploading more codes; uploaded codes beyond a lowered total are kept. An identical
        replay is safe. A daily limit concerns the first stock only. The stocks are neither void nor
        expired.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280642

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: One sending limit of all stocks of a bundle, as it is and as it shall be (修改商品券批次组发放预算).
                The present value is compared with the server's. A daily limit can neither be introduced nor
                removed, and concerns the first stock only.
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
        call = _api.stock_bundles.update_stock_bundle_budget.call(product_coupon_id, stock_bundle_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def associate_stores(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: AssociateStoresForStockBundleRequest | AssociateStoresForStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AssociateStoresResponse:
        """Tie stores to a stock bundle (批次组批量关联门店).

        Ties stores of the brand to all stocks of a bundle whose store_scope is SPECIFIC and which are
        neither void nor expired. Calls add up. A 200 may be a partial success, so read failed_store_list;
        absent lists mean empty. Users see only stores that are in force.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280620

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: Stores to be tied to all stocks of a bundle (批次组批量关联门店).
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
        call = _api.stock_bundles.associate_stores_for_stock_bundle.call(product_coupon_id, stock_bundle_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def disassociate_stores(
        self,
        product_coupon_id: str,
        stock_bundle_id: str,
        body: DisassociateStoresForStockBundleRequest | DisassociateStoresForStockBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> DisassociateStoresResponse:
        """Untie stores from a stock bundle (批次组批量取消关联门店).

        Unties stores from all stocks of a bundle whose store_scope is SPECIFIC and which are neither void
        nor expired. A 200 may be a partial success, so read failed_store_list; absent lists mean empty.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280629

        Args:
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_bundle_id: Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created, at
                most 40 characters; the bundle must belong to the coupon.
            body: Stores to be untied from all stocks of a bundle (批次组批量取消关联门店).
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
        call = _api.stock_bundles.disassociate_stores_for_stock_bundle.call(product_coupon_id, stock_bundle_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed
