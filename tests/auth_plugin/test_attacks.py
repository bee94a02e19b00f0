"""What somebody may try who sees WeChat Pay's notifications, or sends his own. All of it is refused."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificates import APIV3_KEY, NEW, NEW_SERIAL, OLD, OLD_SERIAL, OTHER_APIV3_KEY, notification
from tests.auth_plugin.keys import KEY_ID, certificate
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import NotificationParser, PlatformCertificates, Verifier
from wechatpay_httpx.errors import (
    NotificationError,
    Reason,
    StaleNotificationError,
    UndecryptableNotificationError,
    UnprovenNotificationError,
)

NOW = 1_769_817_600
SIGNATURE_HEADERS = ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"]

Genuine = tuple[dict[str, str], bytes]


@pytest.fixture(scope="session")
def parser(verifier: Verifier) -> NotificationParser:
    return NotificationParser(verifier, APIV3_KEY)


@pytest.fixture(scope="session")
def first(platform_key: RSAPrivateKey) -> Genuine:
    body = notification({"coupon_code": "1"}, id="EV-1")
    return signed_headers(platform_key, body, timestamp=NOW, nonce="a" * 32), body


@pytest.fixture(scope="session")
def second(platform_key: RSAPrivateKey) -> Genuine:
    body = notification({"coupon_code": "2"}, id="EV-2")
    return signed_headers(platform_key, body, timestamp=NOW + 1, nonce="b" * 32), body


def test_the_genuine_ones_are_accepted(parser: NotificationParser, first: Genuine, second: Genuine) -> None:
    """Otherwise nothing on this page means anything."""
    assert [parser.parse(*genuine, now=NOW).id for genuine in (first, second)] == ["EV-1", "EV-2"]


def flipped(content: bytes) -> Iterator[bytes]:
    """Yield the content with one bit of each byte turned over, another bit each time."""
    for place in range(len(content)):
        yield content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :]


def test_one_bit_anywhere_in_the_body(parser: NotificationParser, first: Genuine) -> None:
    headers, body = first
    for changed in flipped(body):
        with pytest.raises(UnprovenNotificationError) as caught:
            parser.parse(headers, changed, now=NOW)
        assert caught.value.reason is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize("header", [*SIGNATURE_HEADERS, "Wechatpay-Signature-Type"])
def test_one_bit_anywhere_in_a_header(parser: NotificationParser, first: Genuine, header: str) -> None:
    headers, body = first
    for changed in flipped(headers[header].encode()):
        with pytest.raises((UnprovenNotificationError, StaleNotificationError)):
            parser.parse({**headers, header: changed.decode("latin-1")}, body, now=NOW)


def test_one_bit_anywhere_in_the_decoded_signature(parser: NotificationParser, first: Genuine) -> None:
    headers, body = first
    for changed in flipped(base64.b64decode(headers["Wechatpay-Signature"])):
        with pytest.raises(UnprovenNotificationError):
            parser.parse({**headers, "Wechatpay-Signature": base64.b64encode(changed).decode()}, body, now=NOW)


@pytest.mark.parametrize("length", range(0, 700, 7))
def test_a_body_cut_short(parser: NotificationParser, first: Genuine, length: int) -> None:
    headers, body = first
    with pytest.raises(UnprovenNotificationError):
        parser.parse(headers, body[: min(length, len(body) - 1)], now=NOW)


@pytest.mark.parametrize("header", ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature"])
def test_a_header_of_another_genuine_notification(
    parser: NotificationParser, first: Genuine, second: Genuine, header: str
) -> None:
    for (headers, body), (other, _) in (first, second), (second, first):
        with pytest.raises(UnprovenNotificationError) as caught:
            parser.parse({**headers, header: other[header]}, body, now=NOW)
        assert caught.value.reason is Reason.WRONG_SIGNATURE


def test_all_headers_of_another_genuine_notification(
    parser: NotificationParser, first: Genuine, second: Genuine
) -> None:
    for (headers, _), (_, body) in (first, second), (second, first):
        with pytest.raises(UnprovenNotificationError):
            parser.parse(headers, body, now=NOW)


def test_the_serial_of_another_genuine_key(
    platform_key: RSAPrivateKey, new_platform_key: RSAPrivateKey, first: Genuine
) -> None:
    _, body = first
    parser = NotificationParser(
        Verifier(
            {KEY_ID: platform_key.public_key()},
            PlatformCertificates(certificate(platform_key, OLD), certificate(new_platform_key, NEW)),
        ),
        APIV3_KEY,
    )
    headers = signed_headers(platform_key, body, serial=OLD_SERIAL)
    parser.parse(headers, body)
    for serial, reason in (NEW_SERIAL, Reason.WRONG_SIGNATURE), ("ABC", Reason.UNKNOWN_SERIAL):
        with pytest.raises(UnprovenNotificationError) as caught:
            parser.parse({**headers, "Wechatpay-Serial": serial}, body)
        assert caught.value.reason is reason


@pytest.mark.parametrize("seconds", [300, 3600, 365 * 86400])
def test_an_old_one_sent_again(parser: NotificationParser, first: Genuine, seconds: int) -> None:
    with pytest.raises(StaleNotificationError):
        parser.parse(*first, now=NOW + seconds)


def test_an_old_one_with_a_new_timestamp(parser: NotificationParser, first: Genuine) -> None:
    headers, body = first
    later = NOW + 3600
    with pytest.raises(UnprovenNotificationError):
        parser.parse({**headers, "Wechatpay-Timestamp": str(later)}, body, now=later)


def test_the_ciphertext_of_another_merchant_in_ones_own_envelope(parser: NotificationParser, first: Genuine) -> None:
    headers, body = first
    envelope = json.loads(body)
    envelope["resource"] = json.loads(notification({"coupon_code": "9"}, apiv3_key=OTHER_APIV3_KEY))["resource"]
    with pytest.raises(UnprovenNotificationError):
        parser.parse(headers, json.dumps(envelope).encode(), now=NOW)


def test_a_genuine_notification_for_another_merchant(parser: NotificationParser, platform_key: RSAPrivateKey) -> None:
    body = notification({"coupon_code": "9"}, apiv3_key=OTHER_APIV3_KEY)
    with pytest.raises(UndecryptableNotificationError):
        parser.parse(signed_headers(platform_key, body), body)


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    "change",
    [
        lambda envelope: envelope["resource"].update(associated_data="product_coupon"),
        lambda envelope: envelope["resource"].pop("associated_data"),
        lambda envelope: envelope["resource"].update(nonce="0" * 12),
        lambda envelope: envelope["resource"].update(algorithm="none"),
        lambda envelope: envelope.update(event_type="PRODUCT_COUPON_SP.IMAGE_GENERATION"),
        lambda envelope: envelope.update(id="EV-9"),
    ],
)
def test_associated_data_or_anything_else_of_the_envelope_changed(
    parser: NotificationParser, first: Genuine, change: Change
) -> None:
    headers, body = first
    envelope = json.loads(body)
    assert parser.parse(headers, body, now=NOW)
    change(envelope)
    with pytest.raises(UnprovenNotificationError):
        parser.parse(headers, json.dumps(envelope, ensure_ascii=False).encode(), now=NOW)


def test_associated_data_changed_by_somebody_who_can_sign(
    parser: NotificationParser, first: Genuine, platform_key: RSAPrivateKey
) -> None:
    """The second lock holds by itself."""
    envelope = json.loads(first[1])
    envelope["resource"]["associated_data"] = "product_coupon"
    body = json.dumps(envelope).encode()
    with pytest.raises(UndecryptableNotificationError):
        parser.parse(signed_headers(platform_key, body), body)


def test_one_bit_anywhere_in_the_ciphertext_by_somebody_who_can_sign(
    parser: NotificationParser, first: Genuine, platform_key: RSAPrivateKey
) -> None:
    envelope = json.loads(first[1])
    for changed in flipped(base64.b64decode(envelope["resource"]["ciphertext"])):
        envelope["resource"]["ciphertext"] = base64.b64encode(changed).decode()
        body = json.dumps(envelope).encode()
        with pytest.raises(UndecryptableNotificationError):
            parser.parse(signed_headers(platform_key, body), body)


def test_a_certificate_that_has_ended(platform_key: RSAPrivateKey, first: Genuine) -> None:
    _, body = first
    ended = certificate(platform_key, OLD, begins=-7200, ends=-1)
    parser = NotificationParser(Verifier(PlatformCertificates(ended)), APIV3_KEY)
    with pytest.raises(UnprovenNotificationError) as caught:
        parser.parse(signed_headers(platform_key, body, serial=OLD_SERIAL), body)
    assert (caught.value.reason, caught.value.status) == (Reason.OUTSIDE_VALIDITY, 401)
    in_its_time = ended.not_valid_after_utc.timestamp() - 60
    headers = signed_headers(platform_key, body, serial=OLD_SERIAL, timestamp=in_its_time)
    assert parser.parse(headers, body, now=in_its_time).id == "EV-1"


def test_a_notification_signed_by_somebody_else(
    parser: NotificationParser, first: Genuine, merchant_key: RSAPrivateKey
) -> None:
    """Whoever has the APIv3 key can encrypt, which proves nothing."""
    _, body = first
    with pytest.raises(UnprovenNotificationError):
        parser.parse(signed_headers(merchant_key, body), body)


def test_an_answer_of_the_api_is_no_notification(parser: NotificationParser, platform_key: RSAPrivateKey) -> None:
    """Both are signed by the same key over the same three lines."""
    body = b'{"task_id":"image_generation_task_1","brand_id":"120344"}'
    with pytest.raises(NotificationError, match="no notification"):
        parser.parse(signed_headers(platform_key, body), body)
