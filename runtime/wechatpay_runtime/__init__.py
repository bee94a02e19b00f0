"""What every generated call goes through: send, check, errors.

It knows OpenAPI and WeChat Pay's error shape, and nothing of coupons. Generated packages build on it; users meet it
through them.
"""

from . import errors
from ._client import AsyncClient, SyncClient
from ._contract import Contract
from ._model import Model, model_error, no_content, part, to_json
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
    "Call",
    "Contract",
    "File",
    "Model",
    "MultipartBody",
    "OpenEnum",
    "Operation",
    "Part",
    "RateLimit",
    "Response",
    "SyncClient",
    "Unset",
    "errors",
    "model_error",
    "no_content",
    "part",
    "to_json",
]
