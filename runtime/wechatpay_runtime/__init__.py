"""What every generated call goes through: send, check, errors.

It knows OpenAPI and WeChat Pay's error shape, and nothing of coupons. Generated packages build on it; users meet it
through them.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wechatpay_runtime import errors
from wechatpay_runtime._base_client import CallOptions, Group, Timeout
from wechatpay_runtime._checks.contract import Contract
from wechatpay_runtime._client import SyncClient
from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._deprecation import warn_deprecated
from wechatpay_runtime._events import EventReader, Notification, UnknownEvent
from wechatpay_runtime._fork import FIRST_USE, imported_when_used, made_once
from wechatpay_runtime._model import (
    JSON_NAME,
    Model,
    integer,
    masked_repr,
    model_error,
    names_repr,
    no_content,
    to_json,
)
from wechatpay_runtime._operation import Call, Operation, RateLimit, Response
from wechatpay_runtime._rate_limits import MemoryRateLimits, RateLimits
from wechatpay_runtime._retry import RetryPolicy, retry_after
from wechatpay_runtime._transports.default import Transport
from wechatpay_runtime._types import File, MultipartBody, OpenEnum, Part

if TYPE_CHECKING:
    from wechatpay_runtime._async_client import AsyncClient
    from wechatpay_runtime._paging import Pagination
    from wechatpay_runtime._rate_limits_postgres import PostgresRateLimits
    from wechatpay_runtime._rate_limits_redis import RedisRateLimits
    from wechatpay_runtime._transports.aiohttp import AiohttpTransport
    from wechatpay_runtime._transports.asynchronous import AsyncTransport
    from wechatpay_runtime._transports.curl import CurlTransport
    from wechatpay_runtime._values import BEIJING, beijing, yuan
    from wechatpay_runtime._waiting import Waiter

# A program that sets up no logging gets nothing printed.
logging.getLogger("wechatpay_runtime").addHandler(logging.NullHandler())

# Asyncio takes longer to import than this package, some need an extra, and few programs use the others.
_LAZY = {
    "AiohttpTransport": "_transports.aiohttp",
    "AsyncClient": "_async_client",
    "AsyncTransport": "_transports.asynchronous",
    "BEIJING": "_values",
    "CurlTransport": "_transports.curl",
    "Pagination": "_paging",
    "PostgresRateLimits": "_rate_limits_postgres",
    "RedisRateLimits": "_rate_limits_redis",
    "Waiter": "_waiting",
    "beijing": "_values",
    "yuan": "_values",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with FIRST_USE:
        value = globals()[name] = getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "BEIJING",
    "FIRST_USE",
    "JSON_NAME",
    "AiohttpTransport",
    "AsyncClient",
    "AsyncTransport",
    "Call",
    "CallOptions",
    "Contract",
    "CurlTransport",
    "EventReader",
    "File",
    "Group",
    "MemoryRateLimits",
    "Model",
    "MultipartBody",
    "Notification",
    "OpenEnum",
    "Operation",
    "Pagination",
    "Part",
    "PostgresRateLimits",
    "RateLimit",
    "RateLimits",
    "RedisRateLimits",
    "Response",
    "RetryPolicy",
    "SyncClient",
    "Timeout",
    "Transport",
    "UnknownEvent",
    "Waiter",
    "beijing",
    "discreet",
    "errors",
    "imported_when_used",
    "integer",
    "made_once",
    "masked_repr",
    "model_error",
    "names_repr",
    "no_content",
    "retry_after",
    "to_json",
    "warn_deprecated",
    "yuan",
]
