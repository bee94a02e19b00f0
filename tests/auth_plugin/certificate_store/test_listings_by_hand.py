"""`GET /v3/certificates` as a call of the program's own: its answer is treated as any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Through
from tests.auth_plugin.certificates import LISTING, OLD_SERIAL, CertificatePlatform
from tests.auth_plugin.keys import KEY_ID
from tests.auth_plugin.platform import Answer, signed_headers
from wechatpay_httpx.errors import Reason, SignatureVerificationError

BODY = b'{"code":"NO_AUTH"}'


@pytest.fixture
def list_them(call: Through) -> Callable[..., Any]:
    return lambda: call(path=LISTING)


def test_a_listing_that_is_proven_says_so(list_them: Callable[..., Any]) -> None:
    assert list_them().extensions["wechatpay_verified"] is True


def test_a_refusal_that_is_signed_is_verified(list_them: Callable[..., Any], certified: CertificatePlatform) -> None:
    list_them()
    certified.listed = lambda request: certified.certified(BODY, 403)
    answer = list_them()
    assert (answer.status_code, answer.content) == (403, BODY)
    assert answer.extensions["wechatpay_verified"] is True


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda answer: setattr(answer, "body", b"{}"), Reason.WRONG_SIGNATURE),
        (lambda answer: answer.headers.update({"Wechatpay-Timestamp": "1554208460"}), Reason.STALE),
        (lambda answer: answer.headers.pop("Wechatpay-Nonce"), Reason.MISSING_HEADER),
    ],
)
def test_a_refusal_whose_signature_is_wrong_is_refused(
    list_them: Callable[..., Any],
    certified: CertificatePlatform,
    change: Callable[[Answer], object],
    reason: Reason,
    caplog: pytest.LogCaptureFixture,
) -> None:
    list_them()
    forged = certified.certified(BODY, 403)
    change(forged)
    certified.listed = lambda request: forged
    with pytest.raises(SignatureVerificationError) as caught:
        list_them()
    assert caught.value.reason is reason
    assert "GET /v3/certificates: answer refused" in caplog.text


@pytest.mark.parametrize("serial", [OLD_SERIAL, KEY_ID])
def test_a_refusal_that_nothing_can_verify_yet_passes_and_proves_nothing(
    list_them: Callable[..., Any], certified: CertificatePlatform, platform_key: RSAPrivateKey, serial: str
) -> None:
    for headers in {}, signed_headers(platform_key, BODY, serial=serial):
        certified.listed = lambda request, sent=headers: Answer(404, BODY, sent)  # type: ignore[misc]
        answer = list_them()
        assert (answer.status_code, answer.content) == (404, BODY)
        assert "wechatpay_verified" not in answer.extensions
    assert certified.downloads == 2
