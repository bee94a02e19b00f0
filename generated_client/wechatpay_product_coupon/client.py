# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Contract, SyncClient, made_once

from .errors import BY_CODE

if TYPE_CHECKING:
    from .api.images import Images
    from .api.notify_configs import NotifyConfigs
    from .api.product_coupons import ProductCoupons
    from .api.stock_bundles import StockBundles
    from .api.stocks import Stocks
    from .api.user_coupons import UserCoupons

SERVERS: Final = (
    "https://api.mch.weixin.qq.com",
    "https://api2.mch.weixin.qq.com",
)
"""The contract's servers, the primary one first."""

CONTRACT: Final = Contract("wechatpay_product_coupon")
"""The contract as the runtime reads it."""


class Client(SyncClient):
    """Calls the operations of WeChat Pay product coupons, partner mode (微信支付商品券 · 服务商).

    They are grouped by what they act on: `client.images`, `client.notify_configs`, `client.product_coupons`, `client.stocks`, `client.stock_bundles` and `client.user_coupons`. `send` makes
    a call with all that the answer holds. Safe to share between threads, and to use after a fork.

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
        transport: What carries requests. Default: a `Transport` that the client opens and closes. Give one to share its
            connections between clients, or for a proxy or a private certificate authority; whoever opened it closes
            it.
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
    def images(self) -> Images:
        """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""
        from .api.images import Images

        return Images(self)

    @made_once
    def notify_configs(self) -> NotifyConfigs:
        """The address (事件通知地址) to which the events of all coupons go."""
        from .api.notify_configs import NotifyConfigs

        return NotifyConfigs(self)

    @made_once
    def product_coupons(self) -> ProductCoupons:
        """Product coupons (商品券), what a brand offers."""
        from .api.product_coupons import ProductCoupons

        return ProductCoupons(self)

    @made_once
    def stocks(self) -> Stocks:
        """Stocks (批次) of product coupons, their budgets and stores, and the coupon codes (券Code) in them."""
        from .api.stocks import Stocks

        return Stocks(self)

    @made_once
    def stock_bundles(self) -> StockBundles:
        """Bundles of stocks (批次组) of coupons of several uses, one stock for each use."""
        from .api.stock_bundles import StockBundles

        return StockBundles(self)

    @made_once
    def user_coupons(self) -> UserCoupons:
        """Coupons of users (用户商品券) - sending, confirming, reading, redeeming, giving back, making void."""
        from .api.user_coupons import UserCoupons

        return UserCoupons(self)
