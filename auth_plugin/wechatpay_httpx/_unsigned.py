"""Answers that WeChat Pay does not sign: files. The program that asks decides, by path or mark; what arrives never."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import httpx

from wechatpay_httpx._settings import described
from wechatpay_httpx._signed import signed_target
from wechatpay_httpx.errors import AuthConfigurationError

_MARK: Final = "wechatpay_unsigned_answer"

UNSIGNED_ANSWER: Final[Mapping[str, Any]] = MappingProxyType({_MARK: True})
"""Marks a request whose answer WeChat Pay does not sign: `client.get(..., extensions=UNSIGNED_ANSWER)`."""

# Bills (下载账单) and the pictures of complaints (商户投诉图片). No path that could be taken for another one: the names
# of pictures hold no slash, written out or escaped.
_KNOWN: Final = re.compile(rb"/v3/billdownload/file|/v3/merchant-service/images/(?!\.+$)(?:[0-9A-Za-z._~=+-]|%3[Dd])+")


def is_unsigned(request: httpx.Request) -> bool:
    """Whether the answer to a request is handed over unverified, and unread.

    Raises:
        AuthConfigurationError: The request is marked in another way than with `UNSIGNED_ANSWER`.
    """
    mark = request.extensions.get(_MARK, False)
    if not isinstance(mark, bool):
        raise AuthConfigurationError(
            f"The extension {_MARK} is {described(mark)}; True is needed: extensions=UNSIGNED_ANSWER."
        )
    return mark or (request.method == "GET" and _KNOWN.fullmatch(signed_target(request).partition(b"?")[0]) is not None)
