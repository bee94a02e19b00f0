"""What every generated call goes through: send, check, errors.

It knows OpenAPI and WeChat Pay's error shape, and nothing of coupons. Generated packages build on it; users meet it
through them.
"""

from . import errors
from ._base_client import CallOptions
from ._client import AsyncClient, SyncClient
from ._contract import Contract
from ._events import EventReader, Notification, UnknownEvent
from ._model import Model, model_error, no_content, part, to_json
from ._rate_limit import MemoryRateLimits, RateLimits
from ._redis_limits import RedisRateLimits
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

__all__ = [
    "UNSET",
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
