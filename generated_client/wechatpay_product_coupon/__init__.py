# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""WeChat Pay product coupons, partner mode (微信支付商品券 · 服务商): a typed client, generated from its OpenAPI document.

    from wechatpay_httpx import WeChatPayAuth
    from wechatpay_product_coupon import Client

    with Client(auth=WeChatPayAuth.from_env()) as client:
        client.images.submit_generation_task(...)

Models stand in `models`, typed dicts of the same shapes in `params`, errors in `errors`, the operation modules in `api`;
`events` reads notifications.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wechatpay_runtime import FIRST_USE as _FIRST_USE
from wechatpay_runtime import (
    Call,
    CallOptions,
    MemoryRateLimits,
    RetryPolicy,
    Transport,
    discreet,
)

from . import errors, models
from .client import CONTRACT as _CONTRACT
from .client import Client
from .types import File, Response

if TYPE_CHECKING:
    from wechatpay_runtime import (
        BEIJING,
        AiohttpTransport,
        AsyncTransport,
        CurlTransport,
        PostgresRateLimits,
        RedisRateLimits,
        beijing,
        yuan,
    )

    from . import events, params
    from .async_client import AsyncClient

    __version__: str

_LAZY = {
    "BEIJING": "wechatpay_runtime",
    "AiohttpTransport": "wechatpay_runtime",
    "AsyncClient": ".async_client",
    "AsyncTransport": "wechatpay_runtime",
    "CurlTransport": "wechatpay_runtime",
    "PostgresRateLimits": "wechatpay_runtime",
    "RedisRateLimits": "wechatpay_runtime",
    "beijing": "wechatpay_runtime",
    "yuan": "wechatpay_runtime",
}


def __getattr__(name: str) -> Any:
    with _FIRST_USE:
        if name in _LAZY:
            value = getattr(import_module(_LAZY[name], __name__), name)
        elif name in (
            "params",
            "events",
        ):
            value = import_module(f".{name}", __name__)
        elif name == "__version__":
            value = import_module("importlib.metadata").version("wechatpay-product-coupon")
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


@discreet
def call_from_dict(stored: Mapping[str, Any]) -> Call[Any]:
    """Return the call that `Call.to_dict` turned into JSON, for `client.send`.

    Args:
        stored: What `Call.to_dict` returned.

    Raises:
        ModelError: It is no such call, or one of an operation that the contract does not have.
    """
    return _CONTRACT.call_from_dict(stored)


def new_request_no(prefix: str) -> str:
    """Return a new request number: a prefix and 20 random characters, which every operation takes.

    Keep it with what it is for before the call is made: a repeat with the same number does nothing twice, also after a
    crash.

    Args:
        prefix: What the number begins with, such as `"spring_"`: letters, digits, `_` or `-`; may be empty.

    Raises:
        TypeError: The prefix is no text.
        ValueError: The prefix is too long, or has a character that no request number may have.
    """
    return _CONTRACT.new_request_no(prefix)


__all__ = [
    "BEIJING",
    "AiohttpTransport",
    "AsyncClient",
    "AsyncTransport",
    "Call",
    "CallOptions",
    "Client",
    "CurlTransport",
    "File",
    "MemoryRateLimits",
    "PostgresRateLimits",
    "RedisRateLimits",
    "Response",
    "RetryPolicy",
    "Transport",
    "__version__",
    "beijing",
    "call_from_dict",
    "errors",
    "events",
    "models",
    "new_request_no",
    "params",
    "yuan",
]
