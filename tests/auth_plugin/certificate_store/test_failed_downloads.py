"""Listings that cannot be used: what is said of them, and which calls go on without."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Clock, Through, targets
from tests.auth_plugin.certificates import (
    APIV3_KEY,
    LISTING,
    OLD,
    OLD_SERIAL,
    OTHER_APIV3_KEY,
    CertificatePlatform,
    listing,
)
from tests.auth_plugin.keys import KEY_ID, certificate
from tests.auth_plugin.platform import REQUEST_ID, Answer, Received, signed_headers
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx._certificate_store import Refresh
from wechatpay_httpx.errors import APIv3KeyError, CertificateError, SignatureVerificationError


def broken_list(problem: str, key: RSAPrivateKey, other: RSAPrivateKey) -> Callable[[Received], Answer]:
    good = certificate(key, OLD)
    bodies = {
        "no JSON": b"<html>",
        "no list": b'{"data":null}',
        "no object": b"[]",
        "no ciphertext": b'{"data":[{"serial_no":"1","encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM"}}]}',
        "another algorithm": listing(good, encrypt_certificate={"algorithm": "AEAD_SM4_GCM"}),
        "another serial number": listing(good, serial_no="ABC"),
        "another key's": listing(certificate(other, OLD)),
        "empty": b'{"data":[]}',
        "ended": listing(certificate(key, OLD, begins=-7200, ends=-1)),
        "nested": b"[" * 100_000,
        "bad": b"{}",
    }
    body = bodies.get(problem, listing(good))
    headers = signed_headers(key, body, serial=OLD_SERIAL)
    answers = {
        "unsigned": Answer(200, body),
        "stale": Answer(200, body, signed_headers(key, body, serial=OLD_SERIAL, timestamp=time.time() - 400)),
        "changed": Answer(200, body + b" ", headers),
        "forbidden": Answer(403, b'{"code":"NO_AUTH","message":"no\\nright"}', {"Request-ID": REQUEST_ID}),
        "forbidden, nested": Answer(403, b"[" * 100_000),
        "failing": Answer(502, b"<html>"),
        "elsewhere": Answer(302, b"", {"Location": "/v3/other"}),
    }
    return lambda request: answers.get(problem, Answer(200, body, headers))


PROBLEMS = [
    ("no JSON", "are no list of platform certificates: JSONDecodeError"),
    ("no list", "are no list of platform certificates: TypeError"),
    ("no object", "are no list"),
    ("no ciphertext", "are no list of platform certificates: KeyError"),
    ("nested", "are no list of platform certificates: RecursionError"),
    ("another algorithm", "encrypted with 'AEAD_SM4_GCM', not AEAD_AES_256_GCM"),
    ("another serial number", "'ABC' is not the serial number of its certificate"),
    ("another key's", "did not sign this answer"),
    ("empty", "an empty list. This merchant has no platform certificates, as new merchants do: verify with"),
    ("ended", "did not sign this answer: platform certificate .* is valid from"),
    ("unsigned", "did not sign this answer: Wechatpay-Timestamp is absent"),
    ("stale", r"\d{3,} s old"),
    ("changed", "does not fit the"),
    ("forbidden", f"answered with 403 NO_AUTH no right .Request-ID {REQUEST_ID}"),
    ("forbidden, nested", "answered with 403 .Request-ID missing"),
    ("failing", "answered with 502"),
    ("elsewhere", "answered with 302"),
]


@pytest.fixture(params=PROBLEMS, ids=lambda problem: problem[0])
def problem(
    request: pytest.FixtureRequest, platform_key: RSAPrivateKey, new_platform_key: RSAPrivateKey
) -> tuple[Callable[[Received], Answer], str]:
    """A listing that cannot be used, and what is said of it."""
    name, message = request.param
    return broken_list(name, platform_key, new_platform_key), message


Problem = tuple[Callable[[Received], Answer], str]


def test_without_certificates_a_call_is_not_sent_and_says_why(
    call: Through, certified: CertificatePlatform, problem: Problem
) -> None:
    certified.listed, message = problem
    with pytest.raises(CertificateError, match=message):
        call("POST", "/v3/x", json={})
    assert targets(certified) == [LISTING]


def test_while_a_certificate_is_valid_a_failed_refresh_is_a_warning(
    call: Through,
    certified: CertificatePlatform,
    clock: Clock,
    problem: Problem,
    caplog: pytest.LogCaptureFixture,
) -> None:
    call()
    clock.ahead = 7 * 3600
    certified.listed, message = problem
    for _ in range(2):
        assert call().content == certified.body
    assert targets(certified) == [LISTING, "/v3/x", LISTING, "/v3/x", "/v3/x"]
    (record,) = [record for record in caplog.records if record.name == "wechatpay_httpx"]
    assert record.levelno == logging.WARNING
    assert re.search(message, record.getMessage())
    assert f"Going on with: {OLD_SERIAL} is valid from" in record.getMessage()


def test_a_failing_refresh_is_tried_again_less_and_less_often(
    call: Through, certified: CertificatePlatform, clock: Clock, store: CertificateStore
) -> None:
    certified.certificates = [certificate(certified.key, OLD, ends=90 * 86400)]
    call()
    clock.ahead = 6 * 3600
    minutes = []
    for _ in range(9):
        waited = 0
        while (refresh := store.join(None, needed=True)) is None:
            waited += 1
            clock.ahead += 60
        assert isinstance(refresh, Refresh)
        with refresh:
            store.failed(CertificateError("no"))
        minutes.append(waited)
    assert minutes == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    clock.ahead += 3600
    call()
    clock.ahead += 5 * 3600
    call()
    assert certified.downloads == 2


def test_a_wrong_apiv3_key_has_an_error_of_its_own(
    through: Through, signer: Signer, certified: CertificatePlatform
) -> None:
    auth = WeChatPayAuth(signer, Verifier(CertificateStore(OTHER_APIV3_KEY)))
    for _ in range(2):
        with pytest.raises(APIv3KeyError, match="APIv3密钥") as caught:
            through(auth, certified.url, "POST", "/v3/x", json={})
        assert OTHER_APIV3_KEY[:6] not in f"{caught.value!r} {caught.value}"
        assert not caught.value.outcome_unknown
    assert targets(certified) == [LISTING]  # the second one is told the same without asking again


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 422])
@pytest.mark.parametrize("body", [b'{"code":"RESOURCE_NOT_EXISTS","message":"none"}', b"", b"<html>", b"[]", b'"x"'])
def test_a_merchant_without_certificates_is_sent_to_the_public_key(
    call: Through, certified: CertificatePlatform, status: int, body: bytes
) -> None:
    certified.listed = lambda request: Answer(status, body)
    with pytest.raises(
        CertificateError, match=r"no platform certificates, as new merchants do: verify with.*公钥"
    ) as it:
        call()
    assert str(status) in str(it.value)
    assert ("RESOURCE_NOT_EXISTS none" in str(it.value)) == (b"none" in body)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_refusal_that_has_to_do_with_no_merchant_advises_no_other_key(
    call: Through, certified: CertificatePlatform, status: int
) -> None:
    certified.listed = lambda request: Answer(status, b'{"code":"X","message":"\xe2\x80\xaelater\\u0000"}')
    with pytest.raises(CertificateError, match="no answer can be verified") as caught:
        call()
    assert "公钥" not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("status", [404, 500])
def test_with_a_public_key_beside_it_a_store_without_certificates_stops_no_call(
    through: Through,
    signer: Signer,
    certified: CertificatePlatform,
    clock: Clock,
    status: int,
) -> None:
    keys = {KEY_ID: certified.key.public_key()}
    auth = WeChatPayAuth(signer, Verifier(keys, CertificateStore(APIV3_KEY, clock=clock, timer=clock)))
    certified.answer = lambda request: (
        Answer(status) if request.target == LISTING else Answer(200, b"{}", signed_headers(certified.key, b"{}"))
    )
    for _ in range(3):
        assert through(auth, certified.url, "GET", "/v3/x").content == b"{}"
    assert certified.received[1].headers["Wechatpay-Serial"] == KEY_ID
    assert certified.downloads == 1
    clock.ahead = 61
    through(auth, certified.url, "GET", "/v3/x")
    assert certified.downloads == 2


def test_getting_the_certificates_oneself_tells_what_is_wrong_with_them(
    call: Through, certified: CertificatePlatform, platform_key: RSAPrivateKey
) -> None:
    certified.listed = broken_list("changed", platform_key, platform_key)
    with pytest.raises(CertificateError, match="did not sign this answer"):
        call(path=LISTING)
    certified.listed = lambda request: Answer(500, b"oops")
    assert call(path=LISTING).content == b"oops"


@pytest.mark.parametrize("seconds", [0, 7 * 3600])
def test_a_followed_redirect_of_the_listing_is_refused(
    call: Through, certified: CertificatePlatform, clock: Clock, seconds: int
) -> None:
    """The store has nothing yet, or a valid certificate and a refresh to make."""
    if seconds:
        call()
        clock.ahead = seconds
    certified.listed = lambda request: Answer(302, b"", {"Location": f"{certified.url}/v3/other"})
    if seconds:
        assert call(follow_redirects=True).content == certified.body
    else:
        with pytest.raises(CertificateError, match="follow_redirects off"):
            call(follow_redirects=True)


def test_a_followed_redirect_after_a_refresh_is_refused(call: Through, certified: CertificatePlatform) -> None:
    honest = certified.answer
    certified.answer = lambda request: (
        Answer(307, b"", {"Location": f"{certified.url}/v3/other"}) if request.target == "/v3/x" else honest(request)
    )
    with pytest.raises(SignatureVerificationError, match="follow_redirects off"):
        call(follow_redirects=True)


def test_a_listing_cut_short_ends_a_call_that_needs_it_and_no_other(
    call: Through, certified: CertificatePlatform, clock: Clock
) -> None:
    honest = certified.listed
    certified.listed = lambda request: Answer(200, b"{}", announced_length=9)
    with pytest.raises(httpx.RemoteProtocolError):
        call()
    certified.listed = honest
    call()
    certified.listed = lambda request: Answer(200, b"{}", announced_length=9)
    clock.ahead = 7 * 3600
    for _ in range(2):
        assert call().content == certified.body
    assert certified.downloads == 3
