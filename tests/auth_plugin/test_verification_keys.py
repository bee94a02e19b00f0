"""Platform certificates from files, and both kinds of keys at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from tests.auth_plugin.certificates import NEW, NEW_SERIAL, OLD, OLD_SERIAL, CertificatePlatform
from tests.auth_plugin.keys import KEY_ID, certificate, private_pem, public_pem
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import CertificateStore, PlatformCertificates, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError, CertificateError, Reason, SignatureVerificationError

BODY = b"{}"


@pytest.fixture
def old(platform_key: RSAPrivateKey) -> x509.Certificate:
    return certificate(platform_key, OLD, ends=3600)


@pytest.fixture
def new(new_platform_key: RSAPrivateKey) -> x509.Certificate:
    return certificate(new_platform_key, NEW, ends=7200)


def test_a_certificate_comes_as_file_text_bytes_or_object(
    old: x509.Certificate, platform_key: RSAPrivateKey, tmp_path: Path
) -> None:
    pem = old.public_bytes(Encoding.PEM)
    path = tmp_path / "wechatpay.pem"
    path.write_bytes(pem)
    for source in path, pem, pem.decode(), old:
        verifier = Verifier(PlatformCertificates(source))
        verifier.verify(signed_headers(platform_key, BODY, serial=OLD_SERIAL), BODY)
        assert repr(verifier) == f"Verifier({OLD_SERIAL})"


@pytest.mark.parametrize("serial", [NEW_SERIAL, NEW_SERIAL.lower(), NEW_SERIAL.lstrip("0"), "000" + NEW_SERIAL])
def test_case_and_leading_zeros_of_a_serial_number_do_not_count(
    new: x509.Certificate, new_platform_key: RSAPrivateKey, serial: str
) -> None:
    Verifier(PlatformCertificates(new)).verify(signed_headers(new_platform_key, BODY, serial=serial), BODY)


@pytest.mark.parametrize(
    "serial", ["0x" + NEW_SERIAL, "-" + NEW_SERIAL, NEW_SERIAL + " ", "1_0", "券", "F" * 65, KEY_ID]
)
def test_what_is_no_serial_number_is_unknown(
    new: x509.Certificate, new_platform_key: RSAPrivateKey, serial: str
) -> None:
    with pytest.raises(SignatureVerificationError) as caught:
        Verifier(PlatformCertificates(new)).verify(signed_headers(new_platform_key, BODY, serial=serial), BODY)
    assert caught.value.reason is Reason.UNKNOWN_SERIAL


def test_an_unknown_serial_says_where_its_key_is_to_be_had(old: x509.Certificate, platform_key: RSAPrivateKey) -> None:
    def cause(verifier: Verifier, serial: str) -> str:
        with pytest.raises(SignatureVerificationError) as caught:
            verifier.verify(signed_headers(platform_key, BODY, serial=serial), BODY)
        return caught.value.cause

    public_key, store = {KEY_ID: platform_key.public_key()}, CertificateStore("a" * 32)
    for verifier in Verifier(store), Verifier(public_key, store):
        assert "GET /v3/certificates with a client of this auth brings it" in cause(verifier, NEW_SERIAL)
        assert "the public key id (微信支付公钥ID) on the merchant platform" in cause(verifier, "PUB_KEY_ID_1")
    for verifier in Verifier(public_key), Verifier(PlatformCertificates(old)):
        assert "are not there, a CertificateStore downloads them" in cause(verifier, NEW_SERIAL)


def test_requests_ask_for_the_certificate_that_ends_last_among_the_valid(
    old: x509.Certificate, new: x509.Certificate, platform_key: RSAPrivateKey
) -> None:
    future = certificate(platform_key, 7, begins=3600, ends=86400)
    verifier = Verifier(PlatformCertificates(new, future, old))
    assert verifier.preferred_serial() == NEW_SERIAL
    assert verifier.preferred_serial(now=future.not_valid_before_utc.timestamp()) == "07"
    assert verifier.preferred_serial(now=old.not_valid_after_utc.timestamp() - 0.1) == NEW_SERIAL


@pytest.mark.parametrize("second", [0, 1])
def test_a_certificate_counts_from_its_first_second_and_ends_with_its_last(
    old: x509.Certificate, platform_key: RSAPrivateKey, second: int
) -> None:
    moments = old.not_valid_before_utc.timestamp() - 1 + second, old.not_valid_after_utc.timestamp() - second
    verifier = Verifier(PlatformCertificates(old))
    for now in moments:
        headers = signed_headers(platform_key, BODY, serial=OLD_SERIAL, timestamp=now)
        if second:
            verifier.verify(headers, BODY, now=now)
            continue
        with pytest.raises(
            SignatureVerificationError, match="Check the clock; if it is right, give the newest"
        ) as caught:
            verifier.verify(headers, BODY, now=now)
        assert (caught.value.reason, caught.value.header) == (Reason.OUTSIDE_VALIDITY, "Wechatpay-Serial")


def test_without_a_valid_certificate_a_call_is_not_even_sent(
    platform_key: RSAPrivateKey, signer: Signer, certified: CertificatePlatform, through: Callable[..., httpx.Response]
) -> None:
    ended = PlatformCertificates(certificate(platform_key, OLD, begins=-7200, ends=-3600))
    with pytest.raises(
        CertificateError, match=f"{OLD_SERIAL} is valid from .* to .*Check this machine's clock"
    ) as caught:
        through(WeChatPayAuth(signer, Verifier(ended)), certified.url, "POST", "/v3/x", json={})
    assert not caught.value.outcome_unknown
    assert not certified.received


def test_a_call_asks_for_a_certificate_and_is_answered_under_it(
    old: x509.Certificate, signer: Signer, certified: CertificatePlatform, through: Callable[..., httpx.Response]
) -> None:
    auth = WeChatPayAuth(signer, Verifier(PlatformCertificates(old)))
    assert through(auth, certified.url, "GET", "/v3/x").content == certified.body
    (request,) = certified.received
    assert request.headers["Wechatpay-Serial"] == OLD_SERIAL


def test_while_a_merchant_migrates_both_kinds_verify_and_the_first_is_asked_for(
    old: x509.Certificate, platform_key: RSAPrivateKey, new_platform_key: RSAPrivateKey
) -> None:
    public_key = {KEY_ID: new_platform_key.public_key()}
    certificates = PlatformCertificates(old)
    for verifier, preferred in (
        (Verifier(public_key, certificates), KEY_ID),
        (
            Verifier(certificates, public_key),
            OLD_SERIAL,
        ),
    ):
        assert verifier.preferred_serial() == preferred
        verifier.verify(signed_headers(platform_key, BODY, serial=OLD_SERIAL), BODY)
        verifier.verify(signed_headers(new_platform_key, BODY, serial=KEY_ID), BODY)
        crossed = signed_headers(platform_key, BODY, serial=KEY_ID)
        with pytest.raises(SignatureVerificationError, match="wrong signature"):
            verifier.verify(crossed, BODY)


def test_when_the_preferred_certificates_have_ended_the_public_key_is_asked_for(platform_key: RSAPrivateKey) -> None:
    ended = PlatformCertificates(certificate(platform_key, OLD, begins=-7200, ends=-3600))
    assert Verifier(ended, {KEY_ID: platform_key.public_key()}).preferred_serial() == KEY_ID


def test_what_is_no_platform_certificate_is_described(platform_key: RSAPrivateKey, tmp_path: Path) -> None:
    path = tmp_path / "wrong.pem"
    path.write_bytes(public_pem(platform_key.public_key()))
    with pytest.raises(AuthConfigurationError, match=r"wrong\.pem holds PUBLIC KEY. Needed: a platform certificate"):
        PlatformCertificates(path)
    with pytest.raises(AuthConfigurationError, match="holds PRIVATE KEY"):
        PlatformCertificates(private_pem(platform_key))
    with pytest.raises(AuthConfigurationError, match="No such file"):
        PlatformCertificates(tmp_path / "absent.pem")
    with pytest.raises(AuthConfigurationError, match="holds an ECPublicKey"):
        PlatformCertificates(certificate(ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(AuthConfigurationError, match="at least one"):
        PlatformCertificates()


def test_a_verifier_takes_what_tells_which_key_it_is(old: x509.Certificate, tmp_path: Path) -> None:
    for wrong in tmp_path, old, "PUB_KEY_ID_1":
        with pytest.raises(AuthConfigurationError, match="does not tell which key it is"):
            Verifier(wrong)  # type: ignore[arg-type]
    with pytest.raises(AuthConfigurationError, match="public key"):
        Verifier()
    with pytest.raises(AuthConfigurationError, match="one CertificateStore"):
        Verifier(CertificateStore("a" * 32), CertificateStore("b" * 32))
