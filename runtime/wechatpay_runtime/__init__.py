"""What every generated call goes through: send, check, errors.

It knows OpenAPI and WeChat Pay's error shape, and nothing of coupons. Generated packages build on it; users meet it
through them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import errors
from ._base_client import CallOptions
from ._client import AsyncClient, SyncClient
from ._contract import Contract
from ._model import Model, model_error, no_content, part, to_json
from ._rate_limit import MemoryRateLimits, RateLimits
from ._retry import RetryPolicy
from ._transport import AsyncTransport, Transport
from ._types import (
    UNSET,
    Call,
    File,
    MultipartBody,
    OpenEnum,
    Operation,
    Part,
    RateLimit,
    Response,
    Unset,
)

if TYPE_CHECKING:
    from ._aiohttp import AiohttpTransport
    from ._events import EventReader, Notification, UnknownEvent
    from ._redis_limits import RedisRateLimits

# What many programs never use, and what needs an extra, is loaded on first use.
_MODULES = {
    "AiohttpTransport": "._aiohttp",
    "EventReader": "._events",
    "Notification": "._events",
    "RedisRateLimits": "._redis_limits",
    "UnknownEvent": "._events",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "UNSET",
    "AiohttpTransport",
    "AsyncClient",
    "AsyncTransport",
    "Call",
    "CallOptions",
    "Contract",
    "EventReader",
    "File",
    "MemoryRateLimits",
    "Model",
    "MultipartBody",
    "Notification",
    "OpenEnum",
    "Operation",
    "Part",
    "RateLimit",
    "RateLimits",
    "RedisRateLimits",
    "Response",
    "RetryPolicy",
    "SyncClient",
    "Transport",
    "UnknownEvent",
    "Unset",
    "errors",
    "model_error",
    "no_content",
    "part",
    "to_json",
]
