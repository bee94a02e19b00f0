from __future__ import annotations

import io
import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.message import Message
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.http import HttpHeaders
from starlette.datastructures import Headers as StarletteHeaders
from werkzeug.datastructures import EnvironHeaders
from werkzeug.datastructures import Headers as WerkzeugHeaders

from tests.auth_plugin.certificates import APIV3_KEY, OTHER_APIV3_KEY, encrypted, notification
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import CertificateStore, NotificationParser, Verifier
from wechatpay_httpx.errors import (
    AuthConfigurationError,
    MalformedNotificationError,
    NotificationError,
    Reason,
    StaleNotificationError,
    UndecryptableNotificationError,
    UnprovenNotificationError,
    UnsupportedAlgorithmError,
)

NOW = 1_769_817_600
DATA = {"brand_id": "120344", "coupon_code": "vCode_1234567890", "phone_number": "13812345678"}
VECTOR = {  # under APIV3_KEY; written down, since what is encrypted here could be wrong like what decrypts it
    "algorithm": "AEAD_AES_256_GCM",
    "nonce": "fdasflkja484",
    "associated_data": "product_coupon_sp",
    "ciphertext": (
        "kdU94QkDd5wuqMys7ctwgRboYGwjBSJtMtNk1s+lTi0swSM2breHGres5YeGCM2HxWeO3BLEBL73VZ+4mu8oAWzhTDen4OzRNlc3rdxjJrVzjw5N"
        "AFgzfO/iWcdNryhO"
    ),
}


@pytest.fixture(scope="session")
def parser(verifier: Verifier) -> NotificationParser:
    return NotificationParser(verifier, APIV3_KEY)


@pytest.fixture(scope="session")
def body() -> bytes:
    return notification(DATA)


@pytest.fixture(scope="session")
def headers(platform_key: RSAPrivateKey, body: bytes) -> dict[str, str]:
    return signed_headers(platform_key, body, timestamp=NOW)


@pytest.fixture
def signed(parser: NotificationParser, platform_key: RSAPrivateKey) -> Callable[[bytes], Any]:
    """Parse what WeChat Pay really signed, whatever it is."""
    return lambda body: parser.parse(signed_headers(platform_key, body), body)


def test_a_notification_is_verified_decrypted_and_read(
    parser: NotificationParser, headers: dict[str, str], body: bytes
) -> None:
    read = parser.parse(headers, body, now=NOW)
    assert (read.id, read.event_type) == ("EV-2018022511223320873", "PRODUCT_COUPON_SP.SEND")
    assert read.create_time == datetime(2026, 1, 31, 8, tzinfo=timezone(timedelta(hours=8)))
    assert (read.resource_type, read.summary) == ("encrypt-resource", "商品券发放通知")
    assert read.data == DATA


def test_the_known_ciphertext_opens(signed: Callable[[bytes], Any]) -> None:
    assert signed(notification({}, resource=VECTOR)).data == {
        "brand_id": "120344",
        "task_id": "image_generation_task_1",
        "task_state": "SUCCESS",
    }


@pytest.mark.parametrize("associated_data", ["", None, "券"])
def test_associated_data_may_be_absent_or_empty_or_anything(
    signed: Callable[[bytes], Any], associated_data: str | None
) -> None:
    resource: dict[str, Any] = encrypted(b"{}", associated_data or "")
    if associated_data is None:
        del resource["associated_data"]
    assert signed(notification({}, resource=resource)).data == {}
    if not associated_data:
        resource["associated_data"] = None
        assert signed(notification({}, resource=resource)).data == {}


def as_message(headers: dict[str, str]) -> Message:
    message = Message()
    for name, value in headers.items():
        message[name] = value
    return message


def environ(headers: dict[str, str]) -> dict[str, Any]:
    cgi = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return {**cgi, "REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/json", "wsgi.input": io.BytesIO()}


FORMS: dict[str, Callable[[dict[str, str]], Any]] = {
    "dict": dict,
    "lower case": lambda headers: {name.lower(): value for name, value in headers.items()},
    "upper case": lambda headers: {name.upper(): value for name, value in headers.items()},
    "httpx": httpx.Headers,
    "WSGI environ": environ,
    "Flask": lambda headers: EnvironHeaders(environ(headers)),
    "Werkzeug": WerkzeugHeaders,
    "Django META": environ,
    "http.server": as_message,
    "Django": lambda headers: HttpHeaders(environ(headers)),
    "ASGI": lambda headers: [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    "FastAPI": StarletteHeaders,
    "pairs": lambda headers: list(headers.items()),
    "generator": lambda headers: (pair for pair in headers.items()),
}


@pytest.mark.parametrize("form", FORMS)
def test_headers_come_in_the_forms_of_the_frameworks(
    parser: NotificationParser, headers: dict[str, str], body: bytes, form: str
) -> None:
    assert parser.parse(FORMS[form](headers), body, now=NOW).data == DATA


@pytest.mark.parametrize("form", FORMS)
def test_headers_are_checked_in_every_form(
    parser: NotificationParser, headers: dict[str, str], body: bytes, form: str
) -> None:
    with pytest.raises(UnprovenNotificationError) as caught:
        parser.parse(FORMS[form]({**headers, "Wechatpay-Nonce": "other"}), body, now=NOW)
    assert caught.value.reason is Reason.WRONG_SIGNATURE
    del (rest := dict(headers))["Wechatpay-Serial"]
    with pytest.raises(UnprovenNotificationError, match="Wechatpay-Serial is absent"):
        parser.parse(FORMS[form](rest), body, now=NOW)


def test_a_header_that_comes_twice_in_pairs_is_refused(
    parser: NotificationParser, headers: dict[str, str], body: bytes
) -> None:
    pairs = [*FORMS["ASGI"](headers), (b"wechatpay-serial", b"PUB_KEY_ID_9")]
    with pytest.raises(UnprovenNotificationError, match="2 times"):
        parser.parse(pairs, body, now=NOW)


@pytest.mark.parametrize("wrong", [None, 5, "Wechatpay-Serial: x", ["Wechatpay-Serial"]])
def test_headers_of_no_known_form_are_a_mistake_of_the_program(
    parser: NotificationParser, wrong: Any, body: bytes
) -> None:
    with pytest.raises(AuthConfigurationError, match="cannot be read"):
        parser.parse(wrong, body, now=NOW)


@pytest.mark.parametrize("change", [bytes.decode, json.loads, bytearray])
def test_anything_but_raw_bytes_is_refused_with_the_reason(
    parser: NotificationParser, headers: dict[str, str], body: bytes, change: Callable[[bytes], Any]
) -> None:
    with pytest.raises(AuthConfigurationError, match=r"bytes are needed: the signature covers.*request\.get_data"):
        parser.parse(headers, change(body), now=NOW)


@pytest.mark.parametrize("seconds", [300, -300, 86400])
def test_a_notification_from_five_minutes_away_is_stale(
    parser: NotificationParser, headers: dict[str, str], body: bytes, seconds: int
) -> None:
    with pytest.raises(StaleNotificationError, match=f"{abs(seconds)} s"):
        parser.parse(headers, body, now=NOW + seconds)
    parser.parse(headers, body, now=NOW + (299 if seconds > 0 else -299))


def test_the_signature_comes_before_anything_is_read(parser: NotificationParser) -> None:
    with pytest.raises(UnprovenNotificationError):
        parser.parse({}, b"\xff" * 10)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "JSONDecodeError"),
        (b"\xff", "UnicodeDecodeError"),
        (b"[]", "TypeError"),
        (b"{}", "KeyError"),
        (notification(DATA, id=None), "KeyError"),
        (notification(DATA, id=5), "TypeError"),
        (notification(DATA, event_type=""), "TypeError"),
        (b"[" * 100_000, "RecursionError"),
        (notification(b"[" * 100_000), "EV-2018022511223320873.*RecursionError"),
        (notification(DATA, resource=None), "KeyError"),
        (notification(DATA, resource="x"), "TypeError"),
        (notification(DATA, resource={**VECTOR, "nonce": 5}), "EV-2018022511223320873.*TypeError"),
        (notification(DATA, resource={"algorithm": "AEAD_AES_256_GCM"}), "KeyError"),
        (notification(b"13812345678 is no object"), "EV-2018022511223320873.*JSONDecodeError"),
        (notification([DATA]), "no JSON object"),
    ],
)
def test_what_is_no_notification_is_told_apart(signed: Callable[[bytes], Any], body: bytes, told: str) -> None:
    with pytest.raises(MalformedNotificationError, match=told):
        signed(body)


@pytest.mark.parametrize(
    "value", [None, "", "yesterday", "2026-01-31T08:00:00", 1764900000, 1.5, True, [], {}, "2026-01-31"]
)
@pytest.mark.parametrize("name", ["create_time", "resource_type", "summary"])
def test_no_event_is_lost_for_a_member_of_the_envelope_that_nobody_needs(
    verifier: Verifier, platform_key: RSAPrivateKey, caplog: pytest.LogCaptureFixture, name: str, value: Any
) -> None:
    parser = NotificationParser(verifier, APIV3_KEY)
    body = notification(DATA, **{name: value}, newer={"a": 1})
    for _ in range(2):
        read = parser.parse(signed_headers(platform_key, body), body)
    assert read.data == DATA
    empty = None if name == "create_time" else value if isinstance(value, str) else ""
    assert getattr(read, name) == empty
    told = [record.getMessage() for record in caplog.records]
    is_told = name == "create_time" or (name == "resource_type" and not empty)
    assert told == [f"PRODUCT_COUPON_SP.SEND: {name} of the envelope is absent or in another form."] * is_told


@pytest.mark.parametrize("text", ["2026-01-31T00:00:00Z", "20260131T000000Z", "2026-01-31 08:00:00.000+08:00"])
def test_a_time_in_another_form_is_read(signed: Callable[[bytes], Any], text: str) -> None:
    assert signed(notification(DATA, create_time=text)).create_time == datetime(2026, 1, 31, tzinfo=UTC)


def test_another_algorithm_is_told_apart(signed: Callable[[bytes], Any]) -> None:
    resource = {**VECTOR, "algorithm": "AEAD_SM4_GCM"}
    with pytest.raises(UnsupportedAlgorithmError, match=r"EV-2018.*'AEAD_SM4_GCM'; AEAD_AES_256_GCM is known"):
        signed(notification({}, resource=resource))


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "fdasflkja485"},
        {"nonce": ""},
        {"associated_data": "product_coupon"},
        {"associated_data": ""},
        {"ciphertext": VECTOR["ciphertext"][:-4] + "ryhP"},
        {"ciphertext": VECTOR["ciphertext"][4:]},
        {"ciphertext": "no Base64!"},
        {"ciphertext": ""},
    ],
)
def test_a_resource_that_does_not_open_is_told_apart(signed: Callable[[bytes], Any], change: dict[str, str]) -> None:
    with pytest.raises(UndecryptableNotificationError, match="APIv3密钥"):
        signed(notification({}, resource=VECTOR | change))


def test_a_wrong_apiv3_key_is_told_apart(verifier: Verifier, headers: dict[str, str], body: bytes) -> None:
    with pytest.raises(UndecryptableNotificationError, match="EV-2018022511223320873") as caught:
        NotificationParser(verifier, OTHER_APIV3_KEY).parse(headers, body, now=NOW)
    assert (caught.value.status, caught.value.answer) == (
        400,
        {"code": "FAIL", "message": "the resource cannot be decrypted"},
    )


def test_a_probe_is_not_signed_by_wechat_pay(parser: NotificationParser, headers: dict[str, str], body: bytes) -> None:
    signature = "WECHATPAY/SIGNTEST/" + headers["Wechatpay-Signature"][19:]
    with pytest.raises(UnprovenNotificationError) as caught:
        parser.parse({**headers, "Wechatpay-Signature": signature}, body, now=NOW)
    assert (caught.value.reason, caught.value.status) == (Reason.WRONG_SIGNATURE, 401)


@pytest.mark.parametrize("key", ["", "short", APIV3_KEY + "\n", APIV3_KEY[:-1] + "-", "券" * 32, b"\x00" * 32])
def test_an_apiv3_key_has_32_letters_and_digits(verifier: Verifier, key: str | bytes) -> None:
    for make in lambda: NotificationParser(verifier, key), lambda: CertificateStore(key):
        with pytest.raises(AuthConfigurationError, match="32 characters") as caught:
            make()
        assert not key or str(key)[:8] not in str(caught.value)


def test_an_unknown_serial_number_causes_no_download(platform_key: RSAPrivateKey, body: bytes) -> None:
    store = CertificateStore(APIV3_KEY)
    with pytest.raises(UnprovenNotificationError, match="known: none yet"):
        NotificationParser(Verifier(store), APIV3_KEY).parse(signed_headers(platform_key, body, serial="ABC"), body)


def test_nothing_decrypted_shows_in_what_a_program_may_log(
    parser: NotificationParser, signed: Callable[[bytes], Any], headers: dict[str, str], body: bytes
) -> None:
    read = parser.parse(headers, body, now=NOW)
    shown = [repr(read), str(read), repr(parser), str(vars(parser))]
    for broken in (
        notification(b"13812345678 vCode"),
        notification([DATA]),
        notification({}, resource=VECTOR | {"nonce": "x" * 12}),
    ):
        with pytest.raises(NotificationError) as caught:
            signed(broken)
        shown += ["".join(traceback.format_exception(caught.value)), repr(caught.value), str(caught.value.answer)]
    for text in shown:
        assert not [secret for secret in (APIV3_KEY[:8], "13812345678", "vCode") if secret in text]


def test_a_notification_can_be_kept_apart_from_others(
    parser: NotificationParser, headers: dict[str, str], body: bytes
) -> None:
    first, second = (parser.parse(headers, body, now=NOW) for _ in range(2))
    assert first == second
    assert len({first, second}) == 1
    with pytest.raises(AttributeError):
        first.id = "other"  # type: ignore[misc]


def test_what_a_forger_sends_is_not_even_parsed(parser: NotificationParser, platform_key: RSAPrivateKey) -> None:
    too_deep = b"[" * 200_000
    with pytest.raises(RecursionError):
        json.loads(too_deep)
    with pytest.raises(UnprovenNotificationError):
        parser.parse(signed_headers(platform_key, b"other"), too_deep)
