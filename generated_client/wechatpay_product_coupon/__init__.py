# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""WeChat Pay product coupons, partner mode (微信支付商品券 · 服务商): a typed client, generated from its OpenAPI document.

    from wechatpay_httpx import WeChatPayAuth
    from wechatpay_product_coupon import Client

    with Client(auth=WeChatPayAuth.from_env()) as client:
        client.images.submit_image_generation_task(...)

Models stand in `models`, errors in `errors`, the operation modules in `api`; `events` reads notifications.
"""

from wechatpay_runtime import (
    AsyncTransport,
    CallOptions,
    MemoryRateLimits,
    RedisRateLimits,
    RetryPolicy,
    Transport,
)

from . import errors, events, models
from .client import AsyncClient, Client
from .types import UNSET, File, Response, Unset

__all__ = [
    "UNSET",
    "AsyncClient",
    "AsyncTransport",
    "CallOptions",
    "Client",
    "File",
    "MemoryRateLimits",
    "RedisRateLimits",
    "Response",
    "RetryPolicy",
    "Transport",
    "Unset",
    "errors",
    "events",
    "models",
]
