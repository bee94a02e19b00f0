"""Reads an HTTP request out of the event that a cloud function is called with."""

from __future__ import annotations

import json
from binascii import a2b_base64
from collections.abc import Mapping
from typing import Any, Final

from wechatpay_httpx._settings import described
from wechatpay_httpx.errors import AuthConfigurationError

_PARSED: Final = (
    "the gateway parsed it, and the bytes that were signed cannot be had from that. Let it pass the body on as it "
    "came, or in Base64"
)


def request_of_event(event: Mapping[str, Any] | str | bytes) -> tuple[list[tuple[str, Any]], bytes]:
    """Return headers and body for `NotificationParser.parse` from the event of a cloud function.

    Knows AWS Lambda behind API Gateway (payload 1.0 and 2.0), a load balancer or a function URL; Aliyun Function
    Compute (函数计算) behind an HTTP trigger or API Gateway; Tencent SCF (云函数) behind API Gateway, a load balancer
    or a function URL. Header names may have any case and several values, the body may be in Base64.

    Args:
        event: What the function is called with; bytes and str are read as JSON.

    Raises:
        AuthConfigurationError: It is no event of an HTTP request, or the gateway changed the body.
    """
    if isinstance(event, str | bytes | bytearray):
        try:
            event = json.loads(event)
        except (ValueError, RecursionError):
            raise AuthConfigurationError(f"The event is {described(event)}, which is no JSON.") from None
    if not isinstance(event, Mapping) or not {"headers", "multiValueHeaders"} & set(event):
        raise AuthConfigurationError(
            f"The event is {described(event)}, without the headers of an HTTP request: call the function through an "
            "HTTP trigger, a gateway or a function URL."
        )
    return _headers(event), _body(event)


def _headers(event: Mapping[str, Any]) -> list[tuple[str, Any]]:
    # Where both are there, the second has the last value alone; a load balancer sends one of them.
    several, single = event.get("multiValueHeaders") or {}, event.get("headers") or {}
    if not isinstance(several, Mapping) or not isinstance(single, Mapping):
        raise AuthConfigurationError("The headers of the event are no object of names and values.")
    known = {str(name).lower() for name in several}
    return [*several.items(), *((name, value) for name, value in single.items() if str(name).lower() not in known)]


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body", event.get("payload"))  # Tencent's load balancer calls it payload
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    if not isinstance(body, str):
        hint = " Tencent's load balancer parses all JSON: let another trigger call the function." * ("payload" in event)
        raise AuthConfigurationError(f"The body in the event is {described(body)}: {_PARSED}.{hint}")
    # Tencent's load balancer writes the truth value as text.
    if str(event.get("isBase64Encoded", False)).lower() != "true":
        return body.encode("utf-8", "surrogatepass")
    try:
        return a2b_base64(body, strict_mode=True)
    except ValueError:
        raise AuthConfigurationError("The body in the event is said to be in Base64, and is not.") from None
