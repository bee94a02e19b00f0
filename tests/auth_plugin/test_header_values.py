"""Header values as programs and gateways make them: read, missing or malformed, and never the program's fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificates import APIV3_KEY, notification
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import NotificationParser, Verifier
from wechatpay_httpx.errors import Reason, UnprovenNotificationError

DATA = {"coupon_code": "vCode_1"}
BODY = notification(DATA)
NEEDED = ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"]

Parse = Callable[[Any], Any]


@pytest.fixture
def headers(platform_key: RSAPrivateKey) -> dict[str, Any]:
    return dict(signed_headers(platform_key, BODY))


@pytest.fixture
def parse(verifier: Verifier) -> Parse:
    return lambda headers: NotificationParser(verifier, APIV3_KEY).parse(headers, BODY).data


def refused(parse: Parse, headers: Any) -> UnprovenNotificationError:
    with pytest.raises(UnprovenNotificationError) as caught:
        parse(headers)
    return caught.value


@pytest.mark.parametrize(
    "change",
    [
        lambda headers: {name: [value] for name, value in headers.items()},
        lambda headers: {name: (value,) for name, value in headers.items()},
        lambda headers: {name: value.encode() for name, value in headers.items()},
        lambda headers: {name.encode(): [value.encode()] for name, value in headers.items()},
        lambda headers: headers | {"Wechatpay-Timestamp": int(headers["Wechatpay-Timestamp"])},
        lambda headers: headers | {"Wechatpay-Timestamp": [int(headers["Wechatpay-Timestamp"])]},
        lambda headers: headers | {"Wechatpay-Signature-Type": None},
        lambda headers: headers | {"Request-ID": None, "X-Other": object()},
        lambda headers: headers | {"Request-ID": 5},
        lambda headers: [(name, [value]) for name, value in headers.items()],
    ],
    ids=["lists", "tuples", "bytes", "lists of bytes", "int", "list of int", "no type", "no id", "id", "pairs"],
)
def test_values_that_can_only_mean_one_thing_are_read(
    parse: Parse, headers: dict[str, Any], change: Callable[[dict[str, Any]], Any]
) -> None:
    assert parse(change(headers)) == DATA


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, "", [], [None], [""], ()], ids=repr)
def test_a_value_that_is_none_is_missing(parse: Parse, headers: dict[str, Any], name: str, value: Any) -> None:
    error = refused(parse, headers | {name: value})
    assert error.reason is Reason.MISSING_HEADER
    assert error.cause.startswith(f"{name} is absent or empty.")


def test_a_stranger_without_any_is_refused(parse: Parse, headers: dict[str, Any]) -> None:
    for strange in dict.fromkeys(headers), {}, [], dict.fromkeys(headers, ""):
        assert refused(parse, strange).reason is Reason.MISSING_HEADER


@pytest.mark.parametrize("name", [*NEEDED, "Wechatpay-Signature-Type"])
@pytest.mark.parametrize(
    "value",
    [1.5, True, {"a": 1}, object(), [1.5], bytearray(b"x"), "\0"],
    ids=lambda value: repr(value)[:20].split(" at ")[0],
)
def test_a_value_that_is_no_text_is_malformed(parse: Parse, headers: dict[str, Any], name: str, value: Any) -> None:
    error = refused(parse, headers | {name: value})
    assert error.reason is Reason.MALFORMED_HEADER
    assert error.cause.startswith(f"{name} is no text of a header.")


@pytest.mark.parametrize("name", [*NEEDED, "Wechatpay-Signature-Type"])
def test_a_list_of_several_is_a_header_that_comes_twice(parse: Parse, headers: dict[str, Any], name: str) -> None:
    error = refused(parse, headers | {name: [headers[name], headers[name]]})
    assert (error.reason, error.status) == (Reason.DUPLICATED_HEADER, 401)
