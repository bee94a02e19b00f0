"""No key, password or signature shows in what a program may log."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import PrivateFormat

from tests.auth_plugin.certificates import APIV3_KEY
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, private_pem
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import (
    CertificateStore,
    ImageUpload,
    NotificationParser,
    PlatformCertificates,
    Signer,
    Verifier,
    WeChatPayAuth,
)
from wechatpay_httpx.errors import AuthConfigurationError, ImageError, WeChatPayError

PASSWORD = "correct-horse-battery"


@pytest.fixture(scope="session")
def pem(merchant_key: RSAPrivateKey) -> str:
    return private_pem(merchant_key).decode()


@pytest.fixture(scope="session")
def assert_clean(merchant_key: RSAPrivateKey, pem: str) -> Callable[[str], None]:
    numbers = merchant_key.private_numbers()
    planted = [line[:20] for line in pem.splitlines()[1:-1]]
    planted += [f"{number:{base}}"[:20] for number in (numbers.d, numbers.p, numbers.q) for base in "dx"]
    planted += [PASSWORD, PASSWORD[:8], APIV3_KEY, APIV3_KEY[:8]]

    def check(text: str) -> None:
        assert text
        assert not [secret for secret in planted if secret in text]

    return check


def test_the_check_itself_sees_a_planted_key(assert_clean: Callable[[str], None], pem: str) -> None:
    with pytest.raises(AssertionError):
        assert_clean(f"oops: {pem!r}")


def test_objects_show_numbers_and_ids_alone(
    auth: WeChatPayAuth,
    merchant_key: RSAPrivateKey,
    platform_key: RSAPrivateKey,
    assert_clean: Callable[[str], None],
) -> None:
    signer, verifier = auth.signer, auth.verifier
    assert repr(signer) == f"Signer(mchid='{MCHID}', serial_no='{SERIAL_NO}')"
    assert repr(verifier) == f"Verifier({KEY_ID})"
    assert repr(auth) == f"WeChatPayAuth({signer!r}, {verifier!r})"
    store = CertificateStore(APIV3_KEY)
    both = Verifier({KEY_ID: platform_key.public_key()}, store)
    parser = NotificationParser(both, APIV3_KEY)
    brand = Signer.for_brand("120344", SERIAL_NO, merchant_key)
    assert repr(parser) == f"NotificationParser(Verifier({KEY_ID}))"
    for thing in auth, signer, verifier, store, both, parser, brand:
        assert_clean(f"{thing!r} {thing!s} {vars(thing)}")
        with pytest.raises(TypeError, match="cannot pickle"):
            pickle.dumps(thing)


@pytest.fixture
def mistakes(
    pem: str, merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey, verifier: Verifier, tmp_path: Path
) -> list[Callable[[], object]]:
    """Whatever somebody may do with the private key in hand."""
    encrypted = private_pem(merchant_key, PrivateFormat.PKCS8, PASSWORD.encode())
    headers = signed_headers(platform_key, b"{}")
    path = tmp_path / "key.png"
    path.write_text(pem)
    return [
        lambda: Signer(MCHID, SERIAL_NO, "".join(pem.splitlines()[1:-2])),
        lambda: Signer(MCHID, SERIAL_NO, pem[:500]),
        lambda: Signer(MCHID, SERIAL_NO, pem[:500].replace("\n", "\\n")),
        lambda: Signer(MCHID, SERIAL_NO, pem + "\udcff" + pem),
        lambda: Signer(MCHID, SERIAL_NO, pem, private_key_password=PASSWORD),
        lambda: Signer(MCHID, SERIAL_NO, encrypted),
        lambda: Signer(MCHID, SERIAL_NO, encrypted, private_key_password=PASSWORD + "!"),
        lambda: Signer(MCHID, None, pem, certificate=pem),
        lambda: Signer.for_brand("120344", SERIAL_NO, pem[:500]),
        lambda: Verifier({KEY_ID: pem}),
        lambda: PlatformCertificates(pem),
        lambda: CertificateStore(pem),
        lambda: CertificateStore(APIV3_KEY + "\n"),
        lambda: CertificateStore(APIV3_KEY, cache_dir=path),
        lambda: NotificationParser(verifier, APIV3_KEY[1:]),
        lambda: ImageUpload.from_path(path, "header.png"),
        lambda: verifier.verify(headers, pem.encode()),
    ]


@pytest.mark.parametrize("index", range(17))
def test_errors_tell_nothing_secret(
    index: int, mistakes: list[Callable[[], object]], assert_clean: Callable[[str], None]
) -> None:
    with pytest.raises(WeChatPayError) as caught:
        mistakes[index]()
    text = "".join(traceback.format_exception(caught.value))
    assert_clean(f"{text} {caught.value!r} {caught.value.args}")


def test_an_error_of_verification_does_not_show_the_signature(platform_key: RSAPrivateKey, verifier: Verifier) -> None:
    headers = signed_headers(platform_key, b"{}")
    with pytest.raises(WeChatPayError) as caught:
        verifier.verify(headers, b"[]")
    assert headers["Wechatpay-Signature"][:20] not in f"{caught.value} {caught.value!r}"


def test_httpx_hides_the_authorization_header(auth: WeChatPayAuth) -> None:
    request = next(auth.sync_auth_flow(httpx.Request("GET", "https://api.mch.weixin.qq.com/v3")))
    assert "signature=" not in repr(request.headers)


def test_a_key_given_in_place_of_its_path_is_not_told(merchant_key: RSAPrivateKey) -> None:
    pem = private_pem(merchant_key).decode()
    lines = [line for line in pem.splitlines() if "-----" not in line]
    with pytest.raises(AuthConfigurationError, match="where the path of a file is needed") as caught:
        WeChatPayAuth.from_files(
            mchid=MCHID, serial_no=SERIAL_NO, private_key_path=pem, public_key_id=KEY_ID, public_key_path="x.pem"
        )
    told = "".join(traceback.format_exception(caught.value, limit=0))
    assert not any(line in told for line in lines)
    with pytest.raises(ImageError) as refused:
        ImageUpload.from_path(pem)
    assert not any(line in str(refused.value) for line in lines)
