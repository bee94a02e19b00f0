# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""WeChat Pay product coupons, partner mode (微信支付商品券 · 服务商): a typed client, generated from its OpenAPI document.

    from wechatpay_httpx import WeChatPayAuth
    from wechatpay_product_coupon import Client

    with Client(auth=WeChatPayAuth.from_env()) as client:
        client.images.submit_image_generation_task(...)

Models stand in `models`, errors in `errors`, the operation modules in `api`; `events` reads notifications.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import wechatpay_runtime as _runtime
from wechatpay_runtime import (
    AsyncTransport,
    CallOptions,
    MemoryRateLimits,
    RetryPolicy,
    Transport,
)

from . import errors, models
from .client import AsyncClient, Client
from .types import UNSET, File, Response, Unset

if TYPE_CHECKING:
    from wechatpay_runtime import AiohttpTransport, RedisRateLimits

    from . import events


def __getattr__(name: str) -> Any:
    if name in ("AiohttpTransport", "RedisRateLimits"):
        return getattr(_runtime, name)
    if name == "events":
        return import_module(".events", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "UNSET",
    "AiohttpTransport",
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
