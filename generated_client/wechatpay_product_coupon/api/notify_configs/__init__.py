# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""The address (事件通知地址) to which the events of all coupons go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import Group, imported_when_used

from ... import api as _api

if TYPE_CHECKING:
    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.get_notify_config_response import GetNotifyConfigResponse
    from ...models.set_notify_config_request import SetNotifyConfigRequest
    from ...models.set_notify_config_response import SetNotifyConfigResponse
    from ...params import SetNotifyConfigRequestDict
    from . import get_notify_config as get_notify_config
    from . import set_notify_config as set_notify_config
else:
    __getattr__ = imported_when_used(__name__)


class NotifyConfigs(Group):
    """The address (事件通知地址) to which the events of all coupons go."""

    _client: SyncClient

    def get(
        self,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> GetNotifyConfigResponse:
        """Get the address of notifications (获取商品券事件通知地址).

        Reads the address that setNotifyConfig has set. It belongs to the service provider, so no brand is
        named.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781284

        Args:

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
        call = _api.notify_configs.get_notify_config.call()
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def set(
        self,
        body: SetNotifyConfigRequest | SetNotifyConfigRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> SetNotifyConfigResponse:
        """Set the address of notifications (设置商品券事件通知地址).

        Sets the address to which the events of all product coupons of this service provider go, for all its
        brands; there is one address, and setting it again overwrites it. It can be set by this operation
        only. Without an APIv3 key no event is sent at all.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781286

        Args:
            body: The address to which events are sent (设置商品券事件通知地址).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.notify_configs.set_notify_config.call(body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed


class AsyncNotifyConfigs(Group):
    """The address (事件通知地址) to which the events of all coupons go."""

    _client: AsyncClient

    async def get(
        self,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> GetNotifyConfigResponse:
        """Get the address of notifications (获取商品券事件通知地址).

        Reads the address that setNotifyConfig has set. It belongs to the service provider, so no brand is
        named.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781284

        Args:

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
        call = _api.notify_configs.get_notify_config.call()
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def set(
        self,
        body: SetNotifyConfigRequest | SetNotifyConfigRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> SetNotifyConfigResponse:
        """Set the address of notifications (设置商品券事件通知地址).

        Sets the address to which the events of all product coupons of this service provider go, for all its
        brands; there is one address, and setting it again overwrites it. It can be set by this operation
        only. Without an APIv3 key no event is sent at all.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781286

        Args:
            body: The address to which events are sent (设置商品券事件通知地址).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.notify_configs.set_notify_config.call(body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed
