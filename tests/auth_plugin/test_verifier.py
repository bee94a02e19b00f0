from __future__ import annotations

import base64
import hashlib
import json
import math
import pickle
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpayv3 import utils as wechatpayv3

from tests.auth_plugin.keys import KEY_ID, private_pem
from tests.auth_plugin.platform import REQUEST_ID, signed_headers
from wechatpay_httpx import Verifier
from wechatpay_httpx.errors import AuthConfigurationError, Reason, SignatureVerificationError

NOW = 1_700_000_000
BODY = '{"name":"券"}'.encode()
SIGNATURE_HEADERS = ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"]
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def headers(platform_key: RSAPrivateKey) -> dict[str, str]:
    return signed_headers(platform_key, BODY, timestamp=NOW)


def refusal(verifier: Verifier, headers: Any, body: bytes = BODY, now: float = NOW) -> SignatureVerificationError:
    with pytest.raises(SignatureVerificationError) as caught:
        verifier.verify(headers, body, now=now)
    return caught.value


@pytest.mark.parametrize("vector", VECTORS["answers"], ids=lambda vector: vector["name"])
def test_an_answer_signed_by_openssl_is_accepted(
    vector: dict[str, Any], verifier: Verifier, platform_key: RSAPrivateKey, tmp_path: Path
) -> None:
    timestamp, nonce = VECTORS["timestamp"], VECTORS["nonce"]
    message = f"{timestamp}\n{nonce}\n{vector['body']}\n".encode()
    assert (len(message), hashlib.sha256(message).hexdigest()) == (vector["length"], vector["sha256"])
    (tmp_path / "key.pem").write_bytes(private_pem(platform_key))
    command = ["openssl", "dgst", "-sha256", "-sign", "key.pem"]
    signature = subprocess.run(command, cwd=tmp_path, input=message, capture_output=True, check=True).stdout
    encoded = base64.b64encode(signature).decode()
    assert wechatpayv3.rsa_verify(timestamp, nonce, vector["body"], encoded, platform_key.public_key())
    headers = {
        "Wechatpay-Timestamp": str(timestamp),
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Signature": encoded,
        "Wechatpay-Serial": KEY_ID,
    }
    verifier.verify(headers, vector["body"].encode(), now=timestamp)


def test_header_names_count_in_any_case(verifier: Verifier, headers: dict[str, str]) -> None:
    verifier.verify({name.upper(): value for name, value in headers.items()}, BODY, now=NOW)
    verifier.verify(httpx.Headers({name.lower(): value for name, value in headers.items()}), BODY, now=NOW)


def test_an_answer_has_no_headers_of_wsgi(verifier: Verifier, headers: dict[str, str]) -> None:
    disguised = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers.items()}
    verifier.verify(disguised, BODY, now=NOW)  # as a WSGI environ
    assert refusal(verifier, httpx.Headers(disguised)).reason is Reason.MISSING_HEADER


def test_an_absent_signature_type_means_the_usual_one(verifier: Verifier, headers: dict[str, str]) -> None:
    verifier.verify({**headers, "X-Other": "1"} | {"Server": "nginx"}, BODY, now=NOW)
    without = {name: value for name, value in headers.items() if name != "Wechatpay-Signature-Type"}
    verifier.verify(without, BODY, now=NOW)


@pytest.mark.parametrize("body", [b"", BODY + b" ", BODY[:-1], BODY.replace(b":", b": "), BODY + b"\n"])
def test_a_changed_body_is_refused(verifier: Verifier, headers: dict[str, str], body: bytes) -> None:
    error = refusal(verifier, headers, body)
    assert (error.reason, error.header) == (Reason.WRONG_SIGNATURE, "Wechatpay-Signature")
    assert error.request_id == REQUEST_ID
    assert REQUEST_ID in str(error)
    assert "same idempotency key and body" in str(error)
    assert error.outcome_unknown


@pytest.mark.parametrize("header", SIGNATURE_HEADERS)
@pytest.mark.parametrize("empty", [False, True])
def test_a_removed_header_is_named(verifier: Verifier, headers: dict[str, str], header: str, empty: bool) -> None:
    rest = {name: value for name, value in headers.items() if name != header}
    error = refusal(verifier, rest | {header: ""} if empty else rest)
    assert (error.reason, error.header) == (Reason.MISSING_HEADER, header)
    assert header in str(error)


@pytest.mark.parametrize("header", [*SIGNATURE_HEADERS, "Wechatpay-Signature-Type"])
def test_a_header_that_comes_twice_is_refused(verifier: Verifier, headers: dict[str, str], header: str) -> None:
    twice = httpx.Headers([*headers.items(), (header.lower(), headers[header])])
    for given_headers in twice, {**headers, header.lower(): headers[header]}:
        error = refusal(verifier, given_headers)
        assert (error.reason, error.header) == (Reason.DUPLICATED_HEADER, header)


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("Wechatpay-Timestamp", str(NOW + 1), Reason.WRONG_SIGNATURE),
        ("Wechatpay-Timestamp", f"0{NOW}", Reason.WRONG_SIGNATURE),
        ("Wechatpay-Timestamp", f"+{NOW}", Reason.MALFORMED_HEADER),
        ("Wechatpay-Timestamp", f" {NOW}", Reason.MALFORMED_HEADER),
        ("Wechatpay-Timestamp", f"{NOW}\n", Reason.MALFORMED_HEADER),
        ("Wechatpay-Timestamp", "1_700_000_000", Reason.MALFORMED_HEADER),
        ("Wechatpay-Timestamp", "１７００００００００", Reason.MALFORMED_HEADER),
        ("Wechatpay-Timestamp", "9" * 5000, Reason.MALFORMED_HEADER),
        ("Wechatpay-Timestamp", "9" * 20, Reason.STALE),
        ("Wechatpay-Nonce", "another", Reason.WRONG_SIGNATURE),
        ("Wechatpay-Nonce", "券", Reason.MALFORMED_HEADER),
        ("Wechatpay-Serial", "PUB_KEY_ID_9", Reason.UNKNOWN_SERIAL),
        ("Wechatpay-Serial", KEY_ID.lower(), Reason.UNKNOWN_SERIAL),
        ("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3", Reason.UNKNOWN_SIGNATURE_TYPE),
    ],
)
def test_a_changed_header_is_refused(
    verifier: Verifier, headers: dict[str, str], header: str, value: str, reason: Reason
) -> None:
    error = refusal(verifier, headers | {header: value})
    assert error.reason == reason
    assert error.header == ("Wechatpay-Signature" if reason == Reason.WRONG_SIGNATURE else header)


def test_a_line_of_the_body_cannot_move_into_the_nonce(verifier: Verifier, platform_key: RSAPrivateKey) -> None:
    headers = signed_headers(platform_key, b"first\nsecond", timestamp=NOW)
    moved = headers | {"Wechatpay-Nonce": headers["Wechatpay-Nonce"] + "\nfirst"}
    assert refusal(verifier, moved, b"second").reason == Reason.MALFORMED_HEADER


@pytest.mark.parametrize("seconds", [299, 299.9, -299, -299.9, 0])
def test_an_answer_within_five_minutes_is_accepted(verifier: Verifier, headers: dict[str, str], seconds: float) -> None:
    verifier.verify(headers, BODY, now=NOW + seconds)


@pytest.mark.parametrize("seconds", [300, -300, 10**9, math.inf])
def test_an_answer_five_minutes_away_is_stale(verifier: Verifier, headers: dict[str, str], seconds: float) -> None:
    error = refusal(verifier, headers, now=NOW + seconds)
    assert (error.reason, error.header) == (Reason.STALE, "Wechatpay-Timestamp")


def test_a_stale_answer_tells_both_clocks_and_their_difference(verifier: Verifier, headers: dict[str, str]) -> None:
    assert "1700000000, this machine's clock 1700000360 (Unix seconds): 360 s old" in str(
        refusal(verifier, headers, now=NOW + 360)
    )
    assert "400 s ahead" in str(refusal(verifier, headers, now=NOW - 400))


@pytest.mark.parametrize("length", [*range(12), 233, 256, 344, 10_000])
def test_a_probe_signature_fails_like_a_wrong_one(verifier: Verifier, headers: dict[str, str], length: int) -> None:
    wrong = base64.b64encode(bytes(256)).decode()
    probe = "WECHATPAY/SIGNTEST/" + "A" * length
    errors = [refusal(verifier, headers | {"Wechatpay-Signature": text}) for text in (wrong, probe)]
    assert errors[0].args == errors[1].args


@pytest.mark.parametrize(
    "change", [lambda s: "WECHATPAY/SIGNTEST/" + s, lambda s: s + "====", lambda s: s[:9] + " " + s[9:]]
)
def test_a_right_signature_in_wrong_dress_is_wrong(verifier: Verifier, headers: dict[str, str], change: Any) -> None:
    dressed = headers | {"Wechatpay-Signature": change(headers["Wechatpay-Signature"])}
    assert refusal(verifier, dressed).reason == Reason.WRONG_SIGNATURE


@settings(deadline=None)
@given(
    changes=st.dictionaries(
        st.sampled_from([*SIGNATURE_HEADERS, "Wechatpay-Signature-Type", "Request-ID"]),
        st.text() | st.text("0123456789", min_size=1) | st.text("ABC+/=", min_size=1),
        min_size=1,
    )
)
def test_whatever_the_headers_hold_only_the_genuine_ones_pass(
    verifier: Verifier, headers: dict[str, str], changes: dict[str, str]
) -> None:
    changed = headers | changes
    try:
        verifier.verify(changed, BODY, now=NOW)
    except SignatureVerificationError:
        return
    assert changed | {"Request-ID": ""} == headers | {"Request-ID": ""}


def test_each_id_has_its_own_key(platform_key: RSAPrivateKey, merchant_key: RSAPrivateKey) -> None:
    verifier = Verifier({"PUB_KEY_ID_1": merchant_key.public_key(), "PUB_KEY_ID_2": platform_key.public_key()})
    assert verifier.preferred_serial() == "PUB_KEY_ID_1"
    verifier.verify(signed_headers(platform_key, BODY, serial="PUB_KEY_ID_2"), BODY)
    verifier.verify(signed_headers(merchant_key, BODY, serial="PUB_KEY_ID_1"), BODY)
    crossed = signed_headers(platform_key, BODY, serial="PUB_KEY_ID_1")
    with pytest.raises(SignatureVerificationError, match="wrong signature"):
        verifier.verify(crossed, BODY)


def test_an_unknown_serial_is_told_beside_the_known_ones(verifier: Verifier, headers: dict[str, str]) -> None:
    error = refusal(verifier, headers | {"Wechatpay-Serial": "PUB_KEY_ID_9"})
    assert "'PUB_KEY_ID_9'" in str(error)
    assert KEY_ID in str(error)


@pytest.mark.parametrize("key_id", ["", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C", "PUB_KEY_ID_", "PUB_KEY_ID_1\n"])
def test_a_public_key_id_starts_with_its_prefix(platform_key: RSAPrivateKey, key_id: str) -> None:
    with pytest.raises(AuthConfigurationError, match="微信支付公钥ID"):
        Verifier({key_id: platform_key.public_key()})


def test_a_verifier_without_a_key_is_refused() -> None:
    with pytest.raises(AuthConfigurationError, match="at least one"):
        Verifier({})


def test_an_error_survives_the_way_to_another_process(verifier: Verifier, headers: dict[str, str]) -> None:
    error = refusal(verifier, headers, b"")
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.reason, copy.header, copy.request_id) == (
        str(error),
        error.reason,
        error.header,
        error.request_id,
    )


@pytest.mark.parametrize("body", ["{}", None, {"a": 1}, bytearray(b"{}")])
def test_a_body_that_is_no_bytes_is_a_mistake_of_the_program(
    verifier: Verifier, headers: dict[str, str], body: Any
) -> None:
    with pytest.raises(AuthConfigurationError, match=r"body is .*bytes as they came"):
        verifier.verify(headers, body, now=NOW)
