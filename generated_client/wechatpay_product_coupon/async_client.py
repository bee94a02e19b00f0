# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import AsyncClient as _AsyncClient
from wechatpay_runtime import made_once

from .client import CONTRACT, SERVERS
from .errors import BY_CODE

if TYPE_CHECKING:
    from .api.images import AsyncImages
    from .api.notify_configs import AsyncNotifyConfigs
    from .api.product_coupons import AsyncProductCoupons
    from .api.stock_bundles import AsyncStockBundles
    from .api.stocks import AsyncStocks
    from .api.user_coupons import AsyncUserCoupons


class AsyncClient(_AsyncClient):
    """Calls the operations of WeChat Pay product coupons, partner mode (微信支付商品券 · 服务商).

    They are grouped by what they act on: `client.images`, `client.notify_configs`, `client.product_coupons`, `client.stocks`, `client.stock_bundles` and `client.user_coupons`. `send` makes
    a call with all that the answer holds. For one event loop at a time.

    Args:
        auth: Signs requests and verifies answers, such as `wechatpay_httpx.WeChatPayAuth`; None leaves both out.
        base_url: Scheme and host, or several of them, the preferred one first: an attempt goes to the next one when a
            host cannot be reached, and that host is preferred last for 60 s. Default: the environment's
            `WECHATPAY_BASE_URL`, else the contract's servers.
        timeout: Seconds, or an `httpx.Timeout`, for each attempt; default 5 s to connect and 30 s to read.
        retry: How often and how long a call is tried. Default: up to 4 attempts within 60 s.
        rate_limits: Keeps the contract's rate limits. Default: in memory, for all clients of the process; None for
            none. `RedisRateLimits` and `PostgresRateLimits` share them between processes and machines.
        rate_limit_wait: How long an attempt may wait for its turn under the rate limit, in seconds. Default: as long
            as the call may take.
        transport: What carries requests. Default: an `AsyncTransport` that the client opens and closes. Give one to share its
            connections between clients, or for a proxy or a private certificate authority, and an
            `AiohttpTransport` where many calls are in flight; whoever opened it closes it.
        max_answer_bytes: How long an answer's body may be, compressed and not; a longer one is not read, and ends in
            `UnverifiedAnswerError`. Default: 4 MiB.
        validate: Whether to check requests against the contract; False sends them as they are, for the day WeChat Pay
            relaxes a rule before the contract does. Answers are verified and read the same way.
        on_soft_rule: Told of each rule that a request breaks and that only some of WeChat Pay's documents know, and of
            each member that none of them knows, with the known name that may be meant; what it raises ends the call
            before anything is sent. Default: a warning on the logger, once for each operation and place.
        on_drift: Told of each answer that differs from the contract without breaking it: unknown fields, unknown enum
            values, rules not kept. Default: a warning on the logger, once for each operation and place.

    Raises:
        ConfigurationError: A setting cannot be used.
    """

    _contract = CONTRACT
    _error_classes = BY_CODE
    _servers = SERVERS

    @made_once
    def images(self) -> AsyncImages:
        """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""
        from .api.images import AsyncImages

        return AsyncImages(self)

    @made_once
    def notify_configs(self) -> AsyncNotifyConfigs:
        """The address (事件通知地址) to which the events of all coupons go."""
        from .api.notify_configs import AsyncNotifyConfigs

        return AsyncNotifyConfigs(self)

    @made_once
    def product_coupons(self) -> AsyncProductCoupons:
        """Product coupons (商品券), what a brand offers."""
        from .api.product_coupons import AsyncProductCoupons

        return AsyncProductCoupons(self)

    @made_once
    def stocks(self) -> AsyncStocks:
        """Stocks (批次) of product coupons, their budgets and stores, and the coupon codes (券Code) in them."""
        from .api.stocks import AsyncStocks

        return AsyncStocks(self)

    @made_once
    def stock_bundles(self) -> AsyncStockBundles:
        """Bundles of stocks (批次组) of coupons of several uses, one stock for each use."""
        from .api.stock_bundles import AsyncStockBundles

        return AsyncStockBundles(self)

    @made_once
    def user_coupons(self) -> AsyncUserCoupons:
        """Coupons of users (用户商品券) - sending, confirming, reading, redeeming, giving back, making void."""
        from .api.user_coupons import AsyncUserCoupons

        return AsyncUserCoupons(self)
