"""Why `GET /v3/certificates` brought no certificates, and what to do."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Final

import httpx

from wechatpay_httpx._headers import REQUEST_ID
from wechatpay_httpx._settings import escaped
from wechatpay_httpx.errors import CertificateError

PATH: Final = "/v3/certificates"
_USE_PUBLIC_KEY: Final = (
    "verify with WeChat Pay's public key (微信支付公钥) instead. "
    "See https://pay.weixin.qq.com/doc/v3/partner/4013038589."
)


def refused(answer: httpx.Response) -> CertificateError:
    """Say why there are no certificates, in the platform's own unverified words."""
    words: list[str] = []
    with suppress(ValueError, RecursionError):  # reading it, or writing what is nested in it
        body = json.loads(answer.content)
        if isinstance(body, dict):
            words = [escaped(" ".join(str(body[name]).split()), 200) for name in ("code", "message") if name in body]
    told = f"GET {PATH} was answered with {' '.join([str(answer.status_code), *words])}"
    request_id = escaped(answer.headers.get(REQUEST_ID, "missing"))
    return CertificateError(f"{told} (Request-ID {request_id}). {advice(answer.status_code)}")


def is_passing(answer: httpx.Response) -> bool:
    """Whether a refusal says that the same request may be answered in a moment."""
    return answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS


def advice(status: int) -> str:
    """Say what to do; a merchant without certificates meets many a refusal, and 404 is only the usual one."""
    if status == httpx.codes.NOT_FOUND:
        return f"This merchant has no platform certificates, as new merchants do: {_USE_PUBLIC_KEY}"
    if httpx.codes.is_client_error(status) and status != httpx.codes.TOO_MANY_REQUESTS:
        return f"If this merchant has no platform certificates, as new merchants do: {_USE_PUBLIC_KEY}"
    return "Without platform certificates no answer can be verified."
