"""Signs requests to WeChat Pay APIv3, verifies its answers, and opens its notifications, in any httpx client.

auth = WeChatPayAuth.from_files(
    mchid="1900000001",
    serial_no="1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
    private_key_path="apiclient_key.pem",
    public_key_id="PUB_KEY_ID_0114232134912410000000000000",
    public_key_path="wxp_pub.pem",
)
with httpx.Client(auth=auth, base_url="https://api.mch.weixin.qq.com") as client:
    client.get("/v3/...")

notification = NotificationParser(auth.verifier, apiv3_key).parse(headers, body)
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from wechatpay_httpx import errors
from wechatpay_httpx._auth import WeChatPayAuth
from wechatpay_httpx._certificate_store import CertificateStore
from wechatpay_httpx._signer import Signer
from wechatpay_httpx._unsigned import UNSIGNED_ANSWER
from wechatpay_httpx._verification_keys import PlatformCertificates
from wechatpay_httpx._verifier import Verifier
from wechatpay_httpx._version import __version__

if TYPE_CHECKING:
    from wechatpay_httpx._function_event import request_of_event
    from wechatpay_httpx._image import ImageUpload
    from wechatpay_httpx._notification import Notification, NotificationParser
    from wechatpay_httpx._seen_before import SeenBefore, SeenInMemory, SeenInRedis

# A program that sets up no logging gets nothing printed.
logging.getLogger("wechatpay_httpx").addHandler(logging.NullHandler())

# What a program that only makes calls never uses is loaded on first use.
_MODULES: Final = {
    "ImageUpload": "._image",
    "Notification": "._notification",
    "NotificationParser": "._notification",
    "SeenBefore": "._seen_before",
    "SeenInMemory": "._seen_before",
    "SeenInRedis": "._seen_before",
    "request_of_event": "._function_event",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "UNSIGNED_ANSWER",
    "CertificateStore",
    "ImageUpload",
    "Notification",
    "NotificationParser",
    "PlatformCertificates",
    "SeenBefore",
    "SeenInMemory",
    "SeenInRedis",
    "Signer",
    "Verifier",
    "WeChatPayAuth",
    "__version__",
    "errors",
    "request_of_event",
]
