"""Keys as people have them: in files of every kind, in variables, and as the merchant platform hands them out."""

from __future__ import annotations

import base64
import subprocess
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, certificate, private_pem, public_pem
from wechatpay_httpx import PlatformCertificates, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError

DRESSES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda pem: pem,
    "one Base64 line": lambda pem: b"".join(pem.splitlines()[1:-1]),
    "Base64 in lines": lambda pem: b"\n".join(pem.splitlines()[1:-1]),
    "breaks in two characters": lambda pem: pem.replace(b"\n", b"\\n"),
    "breaks in four characters": lambda pem: pem.replace(b"\n", b"\\r\\n"),
    "breaks escaped twice": lambda pem: pem.replace(b"\n", b"\\\\n"),
    "breaks that became blanks": lambda pem: pem.replace(b"\n", b" "),
    "breaks that were lost": lambda pem: pem.replace(b"\n", b""),
    "Windows": lambda pem: b"\xef\xbb\xbf" + pem.replace(b"\n", b"\r\n"),
    "UTF-16 of an editor": lambda pem: pem.decode().encode("utf-16"),
    "old Macintosh": lambda pem: pem.replace(b"\n", b"\r"),
    "in quotes": lambda pem: b'"' + pem.replace(b"\n", b"\\n") + b'"\r\n',
    "in single quotes": lambda pem: b" '" + pem + b"' ",
    "indented": lambda pem: b"\n".join(b"    " + line for line in pem.splitlines()),
    "PEM in Base64": base64.b64encode,
    "PEM in Base64 in lines": base64.encodebytes,
}
each_dress = pytest.mark.parametrize("dress", DRESSES)


def test_the_dresses_differ(merchant_key: RSAPrivateKey) -> None:
    pem = private_pem(merchant_key)
    assert len({dress(pem) for dress in DRESSES.values()}) == len(DRESSES)


@each_dress
@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def test_a_private_key_is_read_in_every_dress(
    merchant_key: RSAPrivateKey, form: PrivateFormat, dress: str, tmp_path: Path
) -> None:
    raw = DRESSES[dress](private_pem(merchant_key, form))
    (tmp_path / "apiclient_key.pem").write_bytes(raw)
    sources: list[bytes | str | Path] = [raw, tmp_path / "apiclient_key.pem"]
    if "UTF-16" not in dress:
        sources.append(raw.decode())
    for source in sources:
        assert Signer(MCHID, SERIAL_NO, source).signs_for(merchant_key.public_key())


@each_dress
@pytest.mark.parametrize("form", [PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1])
def test_a_public_key_is_read_in_every_dress(platform_key: RSAPrivateKey, form: PublicFormat, dress: str) -> None:
    raw = DRESSES[dress](public_pem(platform_key.public_key(), form))
    (key,) = Verifier({KEY_ID: raw}).verification_keys()
    assert key.public_key == platform_key.public_key()


@each_dress
def test_a_certificate_is_read_in_every_dress(merchant_key: RSAPrivateKey, dress: str) -> None:
    raw = DRESSES[dress](certificate(merchant_key).public_bytes(Encoding.PEM))
    assert Signer(MCHID, None, merchant_key, certificate=raw).serial_no == SERIAL_NO
    assert list(PlatformCertificates(raw).serials()) == [SERIAL_NO]


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("dress", ["as it is", "breaks in two characters", "Windows", "PEM in Base64"])
def test_an_encrypted_key_is_read_with_its_password(
    merchant_key: RSAPrivateKey, form: PrivateFormat, dress: str
) -> None:
    raw = DRESSES[dress](private_pem(merchant_key, form, b"pw"))
    assert Signer(MCHID, SERIAL_NO, raw, private_key_password="pw").signs_for(merchant_key.public_key())
    with pytest.raises(AuthConfigurationError, match="is encrypted; give its password"):
        Signer(MCHID, SERIAL_NO, raw)


def test_binary_keys_are_read(merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey) -> None:
    own = certificate(merchant_key)
    plain = private_pem(merchant_key, encoding=Encoding.DER)
    encrypted = private_pem(merchant_key, password=b"pw", encoding=Encoding.DER)
    public = platform_key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert Signer(MCHID, None, plain, certificate=own.public_bytes(Encoding.DER)).serial_no == SERIAL_NO
    assert Signer(MCHID, SERIAL_NO, encrypted, private_key_password="pw").signs_for(merchant_key.public_key())
    assert Verifier({KEY_ID: public}).preferred_serial() == KEY_ID


@pytest.fixture(params=["modern", "as the merchant platform makes it"])
def p12(request: pytest.FixtureRequest, merchant_key: RSAPrivateKey, tmp_path: Path) -> Path:
    """The file that the merchant platform hands out; its password is the merchant number."""
    path = tmp_path / "apiclient_cert.p12"
    own = certificate(merchant_key)
    if request.param == "modern":
        password = BestAvailableEncryption(MCHID.encode())
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"Tenpay", merchant_key, own, None, password))
        return path
    (tmp_path / "key.pem").write_bytes(private_pem(merchant_key))
    (tmp_path / "cert.pem").write_bytes(own.public_bytes(Encoding.PEM))
    command = ["openssl", "pkcs12", "-export", "-legacy", "-inkey", "key.pem", "-in", "cert.pem", "-out", path.name]
    subprocess.run([*command, "-passout", f"pass:{MCHID}"], cwd=tmp_path, check=True, capture_output=True)
    return path


def test_the_p12_file_alone_is_enough(p12: Path, merchant_key: RSAPrivateKey) -> None:
    for source in p12, p12.read_bytes(), base64.b64encode(p12.read_bytes()).decode():
        signer = Signer(MCHID, None, source)
        assert signer.serial_no == SERIAL_NO
        assert signer.signs_for(merchant_key.public_key())
    assert Signer(MCHID, None, p12, private_key_password=MCHID).serial_no == SERIAL_NO
    with pytest.raises(AuthConfigurationError, match="serial_no ABC is not the certificate's"):
        Signer(MCHID, "ABC", p12)


def test_another_password_of_the_p12_file_is_given_or_told(p12: Path) -> None:
    for make in (
        lambda: Signer(MCHID, None, p12, private_key_password="other"),
        lambda: Signer("1900000002", None, p12),
        lambda: Signer(MCHID, None, p12.read_bytes()[:-100]),
    ):
        with pytest.raises(AuthConfigurationError, match=r"password is wrong, or the file is damaged.*商户号"):
            make()


@pytest.mark.parametrize("password", [b"secret\0word", "secret\0word", "秘密secret".encode("gbk"), b"\xffsecret"])
def test_a_password_that_no_p12_file_can_have_is_refused_and_not_shown(p12: Path, password: Any) -> None:
    with pytest.raises(AuthConfigurationError, match="is text in UTF-8, without NUL") as caught:
        Signer(MCHID, None, p12, private_key_password=password)
    assert "secret" not in "".join(traceback.format_exception(caught.value))
    assert [step.name for step in traceback.extract_tb(caught.value.__traceback__)][1:] == ["wrapper"]


def test_a_p12_file_without_a_password_or_without_a_key(merchant_key: RSAPrivateKey) -> None:
    own = certificate(merchant_key)
    bare = pkcs12.serialize_key_and_certificates(None, merchant_key, own, None, NoEncryption())
    assert Signer(MCHID, None, bare, private_key_password="").serial_no == SERIAL_NO
    empty = pkcs12.serialize_key_and_certificates(None, None, own, None, BestAvailableEncryption(MCHID.encode()))
    with pytest.raises(AuthConfigurationError, match="holds no private key"):
        Signer(MCHID, None, empty)


def test_a_p12_file_in_place_of_anything_else_is_named(p12: Path, merchant_key: RSAPrivateKey) -> None:
    with pytest.raises(AuthConfigurationError, match=r"holds PKCS#12 .*Give the \.p12 file as the private key"):
        Signer(MCHID, None, merchant_key, certificate=p12)
    with pytest.raises(AuthConfigurationError, match="holds PKCS#12"):
        Verifier({KEY_ID: p12})


@pytest.mark.parametrize(
    "text", ["", " \n", "\ufeff", '""', "'", "A" * 64, "MAMCAQE=", "MIIE", "=", "\\n", "-----BEGIN"]
)
def test_what_is_no_key_is_described(text: str) -> None:
    with pytest.raises(AuthConfigurationError, match=r"is empty|holds no PEM block|is binary"):
        Signer(MCHID, SERIAL_NO, text)


def test_the_merchants_own_key_is_not_taken_for_wechat_pays(
    signer: Signer, merchant_key: RSAPrivateKey, new_platform_key: RSAPrivateKey, verifier: Verifier
) -> None:
    own = PlatformCertificates(certificate(merchant_key))
    for keys in own, {KEY_ID: merchant_key.public_key()}:
        for mixed in Verifier(keys), Verifier({"PUB_KEY_ID_1": new_platform_key.public_key()}, keys):
            with pytest.raises(AuthConfigurationError, match=r"is the merchant's own \(商户API证书.*wxp_pub\.pem"):
                WeChatPayAuth(signer, mixed)
    auth = WeChatPayAuth(signer, Verifier({KEY_ID: new_platform_key.public_key()}))
    with pytest.raises(AuthConfigurationError, match="is the merchant's own"):
        auth.rotate(Signer(MCHID, SERIAL_NO, new_platform_key))
    assert auth.signer is signer
    assert WeChatPayAuth(signer, verifier).verifier is verifier
