# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Coupons of users (用户商品券) - sending, confirming, reading, redeeming, giving back, making void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import Group, imported_when_used

from ... import api as _api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.confirm_send_user_product_coupon_request import ConfirmSendUserProductCouponRequest
    from ...models.deactivate_user_product_coupon_bundle_request import DeactivateUserProductCouponBundleRequest
    from ...models.deactivate_user_product_coupon_bundle_response import DeactivateUserProductCouponBundleResponse
    from ...models.deactivate_user_product_coupon_request import DeactivateUserProductCouponRequest
    from ...models.list_user_product_coupons_response import ListUserProductCouponsResponse
    from ...models.pre_send_user_product_coupon_bundle_request import PreSendUserProductCouponBundleRequest
    from ...models.pre_send_user_product_coupon_bundle_response import PreSendUserProductCouponBundleResponse
    from ...models.pre_send_user_product_coupon_request import PreSendUserProductCouponRequest
    from ...models.pre_send_user_product_coupon_response import PreSendUserProductCouponResponse
    from ...models.return_user_product_coupon_request import ReturnUserProductCouponRequest
    from ...models.send_user_product_coupon_bundle_request import SendUserProductCouponBundleRequest
    from ...models.send_user_product_coupon_bundle_response import SendUserProductCouponBundleResponse
    from ...models.send_user_product_coupon_request import SendUserProductCouponRequest
    from ...models.use_user_product_coupon_request import UseUserProductCouponRequest
    from ...models.user_product_coupon_entity import UserProductCouponEntity
    from ...params import (
        ConfirmSendUserProductCouponRequestDict,
        DeactivateUserProductCouponBundleRequestDict,
        DeactivateUserProductCouponRequestDict,
        PreSendUserProductCouponBundleRequestDict,
        PreSendUserProductCouponRequestDict,
        ReturnUserProductCouponRequestDict,
        SendUserProductCouponBundleRequestDict,
        SendUserProductCouponRequestDict,
        UserProductCouponStateValue,
        UseUserProductCouponRequestDict,
    )
    from . import confirm_send_user_product_coupon as confirm_send_user_product_coupon
    from . import deactivate_user_product_coupon as deactivate_user_product_coupon
    from . import deactivate_user_product_coupon_bundle as deactivate_user_product_coupon_bundle
    from . import get_user_product_coupon as get_user_product_coupon
    from . import list_user_product_coupons as list_user_product_coupons
    from . import pre_send_user_product_coupon as pre_send_user_product_coupon
    from . import pre_send_user_product_coupon_bundle as pre_send_user_product_coupon_bundle
    from . import return_user_product_coupon as return_user_product_coupon
    from . import send_user_product_coupon as send_user_product_coupon
    from . import send_user_product_coupon_bundle as send_user_product_coupon_bundle
    from . import use_user_product_coupon as use_user_product_coupon
else:
    __getattr__ = imported_when_used(__name__)


class UserCoupons(Group):
    """Coupons of users (用户商品券) - sending, confirming, reading, redeeming, giving back, making void."""

    _client: SyncClient

    def list(
        self,
        openid: str,
        *,
        product_coupon_id: str | None = None,
        stock_id: str | None = None,
        appid: str,
        coupon_state: UserProductCouponStateValue | None = None,
        user_coupon_bundle_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ListUserProductCouponsResponse:
        """List the coupons of a user (指定券状态查询用户商品券列表).

        Lists the coupons of a user, by page; filters combine. What was sent and not confirmed is found with
        coupon_state CONFIRMING, since events may get lost. The order is not documented. Repeat the filters
        with a page_token.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781590

        Args:
            openid: The user (用户OpenID) under appid.
            product_coupon_id: Product coupon id (商品券ID); absent means all coupons of the brand.
            stock_id: Stock id (批次ID); absent means all stocks.
            appid: AppID (公众账号ID) that openid belongs to, bound to this service provider.
            coupon_state: State of the user's coupons (用户商品券状态); absent means all.
            user_coupon_bundle_id: Id of the user's bundle (用户券组ID); absent means all coupons.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
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
        call = _api.user_coupons.list_user_product_coupons.call(
            openid,
            product_coupon_id=product_coupon_id,
            stock_id=stock_id,
            appid=appid,
            coupon_state=coupon_state,
            user_coupon_bundle_id=user_coupon_bundle_id,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
        )
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def iter(
        self,
        openid: str,
        *,
        product_coupon_id: str | None = None,
        stock_id: str | None = None,
        appid: str,
        coupon_state: UserProductCouponStateValue | None = None,
        user_coupon_bundle_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> Iterator[UserProductCouponEntity]:
        """List the coupons of a user (指定券状态查询用户商品券列表): all pages, item by item.

        A page is asked for when its first item is, as `list` does.

        Args:
            openid: The user (用户OpenID) under appid.
            product_coupon_id: Product coupon id (商品券ID); absent means all coupons of the brand.
            stock_id: Stock id (批次ID); absent means all stocks.
            appid: AppID (公众账号ID) that openid belongs to, bound to this service provider.
            coupon_state: State of the user's coupons (用户商品券状态); absent means all.
            user_coupon_bundle_id: Id of the user's bundle (用户券组ID); absent means all coupons.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from its client.

        Raises:
            ClientError: A page could not be read, as `list` says; the items before it were yielded.
            ResponseContractError: A page names one that was read already as the next.
        """
        call = _api.user_coupons.list_user_product_coupons.call(
            openid,
            product_coupon_id=product_coupon_id,
            stock_id=stock_id,
            appid=appid,
            coupon_state=coupon_state,
            user_coupon_bundle_id=user_coupon_bundle_id,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
        )
        return self._client.iterate(
            call, _api.user_coupons.list_user_product_coupons.PAGINATION, timeout=timeout, options=options
        )

    def send(
        self,
        openid: str,
        body: SendUserProductCouponRequest | SendUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Send a coupon to a user (向用户发放商品券).

        Sends one coupon of a stock that is SENDING and in no bundle, within its limits in all, for the day
        and per user. The answer is a coupon in state CONFIRMING. **It cannot be used before
        confirmSendUserProductCoupon has confirmed it**, which is due after the event
        PRODUCT_COUPON_SP.SEND; its validity runs from the receipt all the same. The same user, stock_id and
        send_request_no give the same coupon, also when another appid and openid name the user; so repeat a
        lost call with the same number, and never answer ALREADY_EXISTS with a fresh one, which may send a
        second coupon. Send to one user one after the other; a second sending that overlaps the first may be
        taken for its repeat. The stocks of a delivery plan are sent by WeChat Pay, not by this operation.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781605

        Args:
            openid: The user (用户OpenID) under appid.
            body: A coupon to be sent to a user (向用户发放商品券).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.send_user_product_coupon.call(openid, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def get(
        self,
        openid: str,
        coupon_code: str,
        *,
        product_coupon_id: str,
        stock_id: str,
        appid: str,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Get a coupon of a user (查询用户商品券详情).

        Reads one coupon of a user, with its coupon and stock. No event tells of a redemption, a return, an
        expiry or a deletion, so the state is to be read. After a lost answer it tells which request number
        took effect.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781582

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            appid: AppID (公众账号ID) that openid belongs to, bound to this service provider.
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
        call = _api.user_coupons.get_user_product_coupon.call(
            openid, coupon_code, product_coupon_id=product_coupon_id, stock_id=stock_id, appid=appid, brand_id=brand_id
        )
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def confirm(
        self,
        openid: str,
        coupon_code: str,
        body: ConfirmSendUserProductCouponRequest | ConfirmSendUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Confirm that a coupon was sent (确认发放用户商品券).

        Confirms that the caller has taken note of a coupon, whatever channel it came by; **only then can it
        be used**. Use the appid and openid of the event. CONFIRMING becomes EFFECTIVE, or PENDING before
        the start of the validity. Late is worse, since the validity runs from the receipt, and an
        unconfirmed coupon counts for the limit per user. Each coupon of a bundle is confirmed by itself.
        Coupons for member points have an operation of their own. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781575

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A coupon of a user to be confirmed (确认发放用户商品券).
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
        call = _api.user_coupons.confirm_send_user_product_coupon.call(openid, coupon_code, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def use(
        self,
        openid: str,
        coupon_code: str,
        body: UseUserProductCouponRequest | UseUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Redeem a coupon (核销用户商品券).

        Redeems a coupon that is EFFECTIVE, and names the order it was used on. **A replay of a redemption
        may be refused although the first worked** (this number has redeemed a coupon before); after such an
        error, or without an answer, read the coupon and compare use_request_no in its detail, and never go
        on with a fresh number unread. Never use a number for two coupons. The user is told of the use only
        within 3 minutes of the payment, when the order exists. Redeeming a coupon of a bundle sends the
        next one, to be confirmed in its turn. No event tells of a use.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781608

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A redemption, with the order it belongs to (核销用户商品券). It names a payment order or a pay
                score order, never both.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.use_user_product_coupon.call(openid, coupon_code, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def return_coupon(
        self,
        openid: str,
        coupon_code: str,
        body: ReturnUserProductCouponRequest | ReturnUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Give a redeemed coupon back (退券).

        Gives a coupon that is USED back to the user, as the caller's own step when the order is refunded;
        nothing happens by itself. Within its validity the coupon is EFFECTIVE again, after its end it does
        not come back. The later coupons of a bundle that were sent stay. After a lost answer repeat with
        the same number; when that is refused, read the coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781599

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A redeemed coupon to be given back (退券).
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
        call = _api.user_coupons.return_user_product_coupon.call(openid, coupon_code, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def deactivate(
        self,
        openid: str,
        coupon_code: str,
        body: DeactivateUserProductCouponRequest | DeactivateUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Make a coupon of a user void (失效用户商品券).

        Makes one coupon of a user void; **final**. Coupons that are USED or DELETED do not change. It is
        for coupons of single use; deactivateUserProductCouponBundle is for those of a bundle. An identical
        replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781578

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A coupon of a user to be made void (失效用户商品券).
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
        call = _api.user_coupons.deactivate_user_product_coupon.call(openid, coupon_code, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def send_bundle(
        self,
        openid: str,
        body: SendUserProductCouponBundleRequest | SendUserProductCouponBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> SendUserProductCouponBundleResponse:
        """Send a bundle to a user (向用户发放商品券批次组).

        Sends a bundle whose stocks are SENDING, within its limits in all, for the day and per user; the
        first coupon now, each next one after the redemption of the one before, each with an event of its
        own. A coupon comes in state CONFIRMING. **It cannot be used before confirmSendUserProductCoupon has
        confirmed it**, which is due after the event PRODUCT_COUPON_SP.SEND; its validity runs from the
        receipt all the same. The same user, bundle and send_request_no give the same bundle, also when
        another appid and openid name the user; so repeat a lost call with the same number, and never answer
        ALREADY_EXISTS with a fresh one, which may send a second bundle. Send to one user one after the
        other; a second sending that overlaps the first may be taken for its repeat.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280664

        Args:
            openid: The user (用户OpenID) under appid.
            body: A bundle to be sent to a user (向用户发放商品券批次组).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.send_user_product_coupon_bundle.call(openid, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def pre_send(
        self,
        openid: str,
        body: PreSendUserProductCouponRequest | PreSendUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> PreSendUserProductCouponResponse:
        """Get a token for taking a coupon (向用户预发放商品券).

        Gets a token for the receive component (领券组件) of a mini program, in which the user takes one coupon
        of a stock that is SENDING and in no bundle, within its limits in all, for the day and per user. The
        token is good for 5 minutes; in the mini program it goes to wx.openBusinessView, with businessType
        wxpayCouponUse and extraData of action receiveCoupon and this token (WeChat 8.0.30, base library
        2.28.1 or newer). The component needs a permission of its own. Every call gives another token; what
        is taken is one coupon for the same user, stock_id and send_request_no, in state CONFIRMING until it
        is confirmed.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016434365

        Args:
            openid: The user (用户OpenID) under appid.
            body: A coupon that a user shall take in the receive component (向用户预发放商品券).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.pre_send_user_product_coupon.call(openid, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def pre_send_bundle(
        self,
        openid: str,
        body: PreSendUserProductCouponBundleRequest | PreSendUserProductCouponBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> PreSendUserProductCouponBundleResponse:
        """Get a token for taking a bundle (向用户预发放商品券批次组).

        Gets a token for the receive component (领券组件) of a mini program, in which the user takes the coupons
        of a bundle whose stocks are SENDING, within its limits in all, for the day and per user. The token
        is good for 5 minutes; in the mini program it goes to wx.openBusinessView, with businessType
        wxpayCouponUse and extraData of action receiveCoupon and this token (WeChat 8.0.30, base library
        2.28.1 or newer). The component needs a permission of its own. Every call gives another token; what
        is taken is one bundle for the same user, bundle and send_request_no, in state CONFIRMING until it
        is confirmed.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280670

        Args:
            openid: The user (用户OpenID) under appid.
            body: A bundle that a user shall take in the receive component (向用户预发放商品券批次组).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.pre_send_user_product_coupon_bundle.call(openid, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def deactivate_bundle(
        self,
        openid: str,
        user_coupon_bundle_id: str,
        body: DeactivateUserProductCouponBundleRequest | DeactivateUserProductCouponBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> DeactivateUserProductCouponBundleResponse:
        """Make a bundle of a user void (失效用户商品券组).

        Makes all coupons of a user's bundle void at once; **final**. Coupons that are USED or DELETED do
        not change. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280658

        Args:
            openid: The user (用户OpenID) under appid.
            user_coupon_bundle_id: Id of the user's bundle (用户券组ID), made by WeChat Pay when it was sent, at
                most 40 characters.
            body: A bundle of a user to be made void (失效用户商品券组).
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
        call = _api.user_coupons.deactivate_user_product_coupon_bundle.call(openid, user_coupon_bundle_id, body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed


class AsyncUserCoupons(Group):
    """Coupons of users (用户商品券) - sending, confirming, reading, redeeming, giving back, making void."""

    _client: AsyncClient

    async def list(
        self,
        openid: str,
        *,
        product_coupon_id: str | None = None,
        stock_id: str | None = None,
        appid: str,
        coupon_state: UserProductCouponStateValue | None = None,
        user_coupon_bundle_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ListUserProductCouponsResponse:
        """List the coupons of a user (指定券状态查询用户商品券列表).

        Lists the coupons of a user, by page; filters combine. What was sent and not confirmed is found with
        coupon_state CONFIRMING, since events may get lost. The order is not documented. Repeat the filters
        with a page_token.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781590

        Args:
            openid: The user (用户OpenID) under appid.
            product_coupon_id: Product coupon id (商品券ID); absent means all coupons of the brand.
            stock_id: Stock id (批次ID); absent means all stocks.
            appid: AppID (公众账号ID) that openid belongs to, bound to this service provider.
            coupon_state: State of the user's coupons (用户商品券状态); absent means all.
            user_coupon_bundle_id: Id of the user's bundle (用户券组ID); absent means all coupons.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
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
        call = _api.user_coupons.list_user_product_coupons.call(
            openid,
            product_coupon_id=product_coupon_id,
            stock_id=stock_id,
            appid=appid,
            coupon_state=coupon_state,
            user_coupon_bundle_id=user_coupon_bundle_id,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
        )
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def iter(
        self,
        openid: str,
        *,
        product_coupon_id: str | None = None,
        stock_id: str | None = None,
        appid: str,
        coupon_state: UserProductCouponStateValue | None = None,
        user_coupon_bundle_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> AsyncIterator[UserProductCouponEntity]:
        """List the coupons of a user (指定券状态查询用户商品券列表): all pages, item by item.

        A page is asked for when its first item is, as `list` does.

        Args:
            openid: The user (用户OpenID) under appid.
            product_coupon_id: Product coupon id (商品券ID); absent means all coupons of the brand.
            stock_id: Stock id (批次ID); absent means all stocks.
            appid: AppID (公众账号ID) that openid belongs to, bound to this service provider.
            coupon_state: State of the user's coupons (用户商品券状态); absent means all.
            user_coupon_bundle_id: Id of the user's bundle (用户券组ID); absent means all coupons.
            page_size: Rows of a page (分页大小), 1 to 50; absent means 20.
            page_token: Token of the page (分页Token), the next_page_token of the page before; absent on the
                first page.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from its client.

        Raises:
            ClientError: A page could not be read, as `list` says; the items before it were yielded.
            ResponseContractError: A page names one that was read already as the next.
        """
        call = _api.user_coupons.list_user_product_coupons.call(
            openid,
            product_coupon_id=product_coupon_id,
            stock_id=stock_id,
            appid=appid,
            coupon_state=coupon_state,
            user_coupon_bundle_id=user_coupon_bundle_id,
            page_size=page_size,
            page_token=page_token,
            brand_id=brand_id,
        )
        return self._client.iterate(
            call, _api.user_coupons.list_user_product_coupons.PAGINATION, timeout=timeout, options=options
        )

    async def send(
        self,
        openid: str,
        body: SendUserProductCouponRequest | SendUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Send a coupon to a user (向用户发放商品券).

        Sends one coupon of a stock that is SENDING and in no bundle, within its limits in all, for the day
        and per user. The answer is a coupon in state CONFIRMING. **It cannot be used before
        confirmSendUserProductCoupon has confirmed it**, which is due after the event
        PRODUCT_COUPON_SP.SEND; its validity runs from the receipt all the same. The same user, stock_id and
        send_request_no give the same coupon, also when another appid and openid name the user; so repeat a
        lost call with the same number, and never answer ALREADY_EXISTS with a fresh one, which may send a
        second coupon. Send to one user one after the other; a second sending that overlaps the first may be
        taken for its repeat. The stocks of a delivery plan are sent by WeChat Pay, not by this operation.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781605

        Args:
            openid: The user (用户OpenID) under appid.
            body: A coupon to be sent to a user (向用户发放商品券).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.send_user_product_coupon.call(openid, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def get(
        self,
        openid: str,
        coupon_code: str,
        *,
        product_coupon_id: str,
        stock_id: str,
        appid: str,
        brand_id: str,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Get a coupon of a user (查询用户商品券详情).

        Reads one coupon of a user, with its coupon and stock. No event tells of a redemption, a return, an
        expiry or a deletion, so the state is to be read. After a lost answer it tells which request number
        took effect.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781582

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            product_coupon_id: Product coupon id (商品券ID), made by WeChat Pay when the coupon was created, at
                most 40 characters.
            stock_id: Stock id (批次ID), made by WeChat Pay when the stock was created, at most 40 characters;
                the stock must belong to the coupon.
            appid: AppID (公众账号ID) that openid belongs to, bound to this service provider.
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
        call = _api.user_coupons.get_user_product_coupon.call(
            openid, coupon_code, product_coupon_id=product_coupon_id, stock_id=stock_id, appid=appid, brand_id=brand_id
        )
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def confirm(
        self,
        openid: str,
        coupon_code: str,
        body: ConfirmSendUserProductCouponRequest | ConfirmSendUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Confirm that a coupon was sent (确认发放用户商品券).

        Confirms that the caller has taken note of a coupon, whatever channel it came by; **only then can it
        be used**. Use the appid and openid of the event. CONFIRMING becomes EFFECTIVE, or PENDING before
        the start of the validity. Late is worse, since the validity runs from the receipt, and an
        unconfirmed coupon counts for the limit per user. Each coupon of a bundle is confirmed by itself.
        Coupons for member points have an operation of their own. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781575

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A coupon of a user to be confirmed (确认发放用户商品券).
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
        call = _api.user_coupons.confirm_send_user_product_coupon.call(openid, coupon_code, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def use(
        self,
        openid: str,
        coupon_code: str,
        body: UseUserProductCouponRequest | UseUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Redeem a coupon (核销用户商品券).

        Redeems a coupon that is EFFECTIVE, and names the order it was used on. **A replay of a redemption
        may be refused although the first worked** (this number has redeemed a coupon before); after such an
        error, or without an answer, read the coupon and compare use_request_no in its detail, and never go
        on with a fresh number unread. Never use a number for two coupons. The user is told of the use only
        within 3 minutes of the payment, when the order exists. Redeeming a coupon of a bundle sends the
        next one, to be confirmed in its turn. No event tells of a use.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781608

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A redemption, with the order it belongs to (核销用户商品券). It names a payment order or a pay
                score order, never both.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.use_user_product_coupon.call(openid, coupon_code, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def return_coupon(
        self,
        openid: str,
        coupon_code: str,
        body: ReturnUserProductCouponRequest | ReturnUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Give a redeemed coupon back (退券).

        Gives a coupon that is USED back to the user, as the caller's own step when the order is refunded;
        nothing happens by itself. Within its validity the coupon is EFFECTIVE again, after its end it does
        not come back. The later coupons of a bundle that were sent stay. After a lost answer repeat with
        the same number; when that is refused, read the coupon.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781599

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A redeemed coupon to be given back (退券).
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
        call = _api.user_coupons.return_user_product_coupon.call(openid, coupon_code, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def deactivate(
        self,
        openid: str,
        coupon_code: str,
        body: DeactivateUserProductCouponRequest | DeactivateUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UserProductCouponEntity:
        """Make a coupon of a user void (失效用户商品券).

        Makes one coupon of a user void; **final**. Coupons that are USED or DELETED do not change. It is
        for coupons of single use; deactivateUserProductCouponBundle is for those of a bundle. An identical
        replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781578

        Args:
            openid: The user (用户OpenID) under appid.
            coupon_code: Code of the user's coupon (用户商品券Code), at most 40 characters.
            body: A coupon of a user to be made void (失效用户商品券).
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
        call = _api.user_coupons.deactivate_user_product_coupon.call(openid, coupon_code, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def send_bundle(
        self,
        openid: str,
        body: SendUserProductCouponBundleRequest | SendUserProductCouponBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> SendUserProductCouponBundleResponse:
        """Send a bundle to a user (向用户发放商品券批次组).

        Sends a bundle whose stocks are SENDING, within its limits in all, for the day and per user; the
        first coupon now, each next one after the redemption of the one before, each with an event of its
        own. A coupon comes in state CONFIRMING. **It cannot be used before confirmSendUserProductCoupon has
        confirmed it**, which is due after the event PRODUCT_COUPON_SP.SEND; its validity runs from the
        receipt all the same. The same user, bundle and send_request_no give the same bundle, also when
        another appid and openid name the user; so repeat a lost call with the same number, and never answer
        ALREADY_EXISTS with a fresh one, which may send a second bundle. Send to one user one after the
        other; a second sending that overlaps the first may be taken for its repeat.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280664

        Args:
            openid: The user (用户OpenID) under appid.
            body: A bundle to be sent to a user (向用户发放商品券批次组).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.send_user_product_coupon_bundle.call(openid, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def pre_send(
        self,
        openid: str,
        body: PreSendUserProductCouponRequest | PreSendUserProductCouponRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> PreSendUserProductCouponResponse:
        """Get a token for taking a coupon (向用户预发放商品券).

        Gets a token for the receive component (领券组件) of a mini program, in which the user takes one coupon
        of a stock that is SENDING and in no bundle, within its limits in all, for the day and per user. The
        token is good for 5 minutes; in the mini program it goes to wx.openBusinessView, with businessType
        wxpayCouponUse and extraData of action receiveCoupon and this token (WeChat 8.0.30, base library
        2.28.1 or newer). The component needs a permission of its own. Every call gives another token; what
        is taken is one coupon for the same user, stock_id and send_request_no, in state CONFIRMING until it
        is confirmed.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016434365

        Args:
            openid: The user (用户OpenID) under appid.
            body: A coupon that a user shall take in the receive component (向用户预发放商品券).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.pre_send_user_product_coupon.call(openid, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def pre_send_bundle(
        self,
        openid: str,
        body: PreSendUserProductCouponBundleRequest | PreSendUserProductCouponBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> PreSendUserProductCouponBundleResponse:
        """Get a token for taking a bundle (向用户预发放商品券批次组).

        Gets a token for the receive component (领券组件) of a mini program, in which the user takes the coupons
        of a bundle whose stocks are SENDING, within its limits in all, for the day and per user. The token
        is good for 5 minutes; in the mini program it goes to wx.openBusinessView, with businessType
        wxpayCouponUse and extraData of action receiveCoupon and this token (WeChat 8.0.30, base library
        2.28.1 or newer). The component needs a permission of its own. Every call gives another token; what
        is taken is one bundle for the same user, bundle and send_request_no, in state CONFIRMING until it
        is confirmed.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280670

        Args:
            openid: The user (用户OpenID) under appid.
            body: A bundle that a user shall take in the receive component (向用户预发放商品券批次组).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; AlreadyExistsError, ApiSystemError, InvalidRequestError, NoAuthError, NotEnoughError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.user_coupons.pre_send_user_product_coupon_bundle.call(openid, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def deactivate_bundle(
        self,
        openid: str,
        user_coupon_bundle_id: str,
        body: DeactivateUserProductCouponBundleRequest | DeactivateUserProductCouponBundleRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> DeactivateUserProductCouponBundleResponse:
        """Make a bundle of a user void (失效用户商品券组).

        Makes all coupons of a user's bundle void at once; **final**. Coupons that are USED or DELETED do
        not change. An identical replay is safe.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280658

        Args:
            openid: The user (用户OpenID) under appid.
            user_coupon_bundle_id: Id of the user's bundle (用户券组ID), made by WeChat Pay when it was sent, at
                most 40 characters.
            body: A bundle of a user to be made void (失效用户商品券组).
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
        call = _api.user_coupons.deactivate_user_product_coupon_bundle.call(openid, user_coupon_bundle_id, body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed
