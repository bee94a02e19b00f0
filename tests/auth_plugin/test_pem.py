from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, PublicFormat
from wechatpayv3 import utils as wechatpayv3

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, certificate, private_pem, public_pem
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError

PKCS1 = PrivateFormat.TraditionalOpenSSL


@pytest.fixture(scope="session")
def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture(scope="session")
def merchant_certificate(merchant_key: RSAPrivateKey) -> x509.Certificate:
    return certificate(merchant_key)


@pytest.fixture(scope="session")
def files(
    tmp_path_factory: pytest.TempPathFactory,
    merchant_key: RSAPrivateKey,
    platform_key: RSAPrivateKey,
    merchant_certificate: x509.Certificate,
    ec_key: ec.EllipticCurvePrivateKey,
) -> Mapping[str, Path]:
    """Every file somebody may name by mistake, and the right ones."""
    folder = tmp_path_factory.mktemp("keys")
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    pkcs8 = private_pem(merchant_key)
    merchant_cert = merchant_certificate.public_bytes(Encoding.PEM)
    platform_cert = certificate(platform_key).public_bytes(Encoding.PEM)
    sm2_command = ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"]
    contents = {
        "pkcs8": pkcs8,
        "pkcs1": private_pem(merchant_key, PKCS1),
        "pkcs8-encrypted": private_pem(merchant_key, password=b"pw"),
        "pkcs1-encrypted": private_pem(merchant_key, PKCS1, password=b"pw"),
        "der": private_pem(merchant_key, encoding=Encoding.DER),
        "der-cut": private_pem(merchant_key, encoding=Encoding.DER)[:400],
        "short": private_pem(short),
        "ec": private_pem(ec_key),
        "ec-sec1": private_pem(ec_key, PKCS1),
        "sm2": subprocess.run(sm2_command, capture_output=True, check=True).stdout,
        "public": public_pem(platform_key.public_key()),
        "public-pkcs1": public_pem(platform_key.public_key(), PublicFormat.PKCS1),
        "public-short": public_pem(short.public_key()),
        "public-ec": public_pem(ec_key.public_key()),
        "certificate": merchant_cert,
        "certificate-other": platform_cert,
        "certificate-ec": certificate(ec_key).public_bytes(Encoding.PEM),
        "bundle": pkcs8 + merchant_cert,
        "empty": b"",
        "blank": b" \n",
        "note": "see the shared folder / 见共享目录".encode(),
        "cut": pkcs8[:400],
        "public-cut": public_pem(platform_key.public_key())[:200] + b"\n-----END PUBLIC KEY-----\n",
        "certificate-cut": merchant_cert[:400] + b"\n-----END CERTIFICATE-----\n",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in [*contents, "absent"]} | {"folder": folder}


def signs_with(signer: Signer, key: RSAPrivateKey) -> bool:
    header = signer.authorization("GET", "/v3", b"", timestamp=1, nonce="n")
    signature = header.partition('signature="')[2].rstrip('"')
    return bool(wechatpayv3.rsa_sign(key, "GET\n/v3\n1\nn\n\n") == signature)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("pkcs8", None),
        ("pkcs1", None),
        ("pkcs8-encrypted", "pw"),
        ("pkcs8-encrypted", b"pw"),
        ("pkcs1-encrypted", "pw"),
    ],
)
def test_a_private_key_comes_as_file_text_or_bytes(
    files: Mapping[str, Path], merchant_key: RSAPrivateKey, name: str, password: str | bytes | None
) -> None:
    path = files[name]
    for source in path, path.read_bytes(), path.read_text():
        assert signs_with(Signer(MCHID, SERIAL_NO, source, private_key_password=password), merchant_key)


@pytest.mark.parametrize("name", ["public", "public-pkcs1"])
def test_a_public_key_comes_as_file_text_or_bytes(files: Mapping[str, Path], name: str) -> None:
    for source in files[name], files[name].read_bytes(), files[name].read_text():
        assert Verifier({KEY_ID: source}).preferred_serial() == KEY_ID


@pytest.mark.parametrize(
    ("name", "password", "message"),
    [
        ("certificate", None, "holds CERTIFICATE. Needed: the merchant's RSA private key"),
        ("public", None, "holds PUBLIC KEY. Needed"),
        ("bundle", None, "holds PRIVATE KEY and CERTIFICATE"),
        ("ec", None, "is an ECPrivateKey. Needed"),
        ("ec-sec1", None, "holds EC PRIVATE KEY"),
        ("sm2", None, "cannot be read"),
        ("der-cut", None, "is binary, and no key"),
        ("empty", None, "is empty"),
        ("blank", None, "is empty"),
        ("note", None, "holds no PEM block"),
        ("cut", None, "cut short"),
        ("short", None, "has 1024 bits"),
        ("pkcs8-encrypted", None, "is encrypted; give its password"),
        ("pkcs8-encrypted", "", "is encrypted; give its password"),
        ("pkcs1-encrypted", None, "is encrypted; give its password"),
        ("pkcs8-encrypted", "no", "the password is wrong"),
        ("pkcs1-encrypted", b"no", "the password is wrong"),
        ("pkcs8", "pw", "is not encrypted"),
        ("absent", None, "No such file"),
        ("folder", None, "cannot be opened: Is a directory"),
    ],
)
def test_a_file_that_is_no_usable_private_key_is_described(
    files: Mapping[str, Path], name: str, password: str | bytes | None, message: str
) -> None:
    with pytest.raises(AuthConfigurationError, match=message) as caught:
        Signer(MCHID, SERIAL_NO, files[name], private_key_password=password)
    assert str(files[name]) in str(caught.value)
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("certificate", "holds CERTIFICATE. Needed: WeChat Pay's RSA public key"),
        ("pkcs8", "holds PRIVATE KEY. Needed"),
        ("public-ec", "is an ECPublicKey"),
        ("public-short", "has 1024 bits"),
        ("public-cut", "cut short"),
        ("der", "holds PRIVATE KEY. Needed"),
        ("der-cut", "is binary"),
        ("empty", "is empty"),
        ("absent", "No such file"),
    ],
)
def test_a_file_that_is_no_usable_public_key_is_described(files: Mapping[str, Path], name: str, message: str) -> None:
    with pytest.raises(AuthConfigurationError, match=message) as caught:
        Verifier({KEY_ID: files[name]})
    assert f"public key {KEY_ID} {files[name]}" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("pkcs8", "holds PRIVATE KEY. Needed: the merchant's certificate"),
        ("certificate-cut", "cut short"),
        ("certificate-other", "does not belong to the private key"),
        ("certificate-ec", "does not belong to the private key"),
        ("absent", "No such file"),
    ],
)
def test_a_file_that_is_no_usable_certificate_is_described(
    files: Mapping[str, Path], merchant_key: RSAPrivateKey, name: str, message: str
) -> None:
    with pytest.raises(AuthConfigurationError, match=message) as caught:
        Signer(MCHID, None, merchant_key, certificate=files[name])
    assert str(files[name]) in str(caught.value)


def test_a_path_as_text_is_not_taken_for_a_key(files: Mapping[str, Path]) -> None:
    with pytest.raises(AuthConfigurationError, match=r"a file is given as a pathlib\.Path"):
        Signer(MCHID, SERIAL_NO, str(files["pkcs8"]))


@pytest.mark.parametrize("key", [None, 5, "ec"])
def test_an_object_that_is_no_key_is_refused(key: Any, ec_key: ec.EllipticCurvePrivateKey) -> None:
    wrong: Any = ec_key if key == "ec" else key
    with pytest.raises(AuthConfigurationError, match=f"is a {type(wrong).__name__}"):
        Signer(MCHID, SERIAL_NO, wrong)
    with pytest.raises(AuthConfigurationError, match="is a "):
        Verifier({KEY_ID: wrong})


def test_the_serial_number_is_read_from_the_certificate(
    files: Mapping[str, Path], merchant_key: RSAPrivateKey, merchant_certificate: x509.Certificate
) -> None:
    path = files["certificate"]
    for source in path, path.read_bytes(), path.read_text(), merchant_certificate:
        assert Signer(MCHID, None, merchant_key, certificate=source).serial_no == SERIAL_NO


@pytest.mark.parametrize("number", [0x0DDE55AD, 0xFF, 1, 2**158 + 5])
def test_the_serial_number_is_written_as_openssl_writes_it(
    merchant_key: RSAPrivateKey, number: int, tmp_path: Path
) -> None:
    path = tmp_path / "apiclient_cert.pem"
    path.write_bytes(certificate(merchant_key, number).public_bytes(Encoding.PEM))
    command = ["openssl", "x509", "-in", str(path), "-noout", "-serial"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == f"serial={Signer(MCHID, None, merchant_key, certificate=path).serial_no}\n"


def test_a_serial_number_may_stand_beside_its_certificate(
    merchant_key: RSAPrivateKey, merchant_certificate: x509.Certificate
) -> None:
    both = Signer(MCHID, SERIAL_NO.lower(), merchant_key, certificate=merchant_certificate)
    assert both.serial_no == SERIAL_NO
    with pytest.raises(AuthConfigurationError, match=f"ABC is not the certificate's, which is {SERIAL_NO}"):
        Signer(MCHID, "abc", merchant_key, certificate=merchant_certificate)


def test_without_serial_number_and_certificate_there_is_no_signer(merchant_key: RSAPrivateKey) -> None:
    with pytest.raises(AuthConfigurationError, match="Give serial_no, or the merchant certificate"):
        Signer(MCHID, None, merchant_key)


@pytest.mark.parametrize("serial_no", ["", "1D:DE:55", "0x1D", "1DDE ", KEY_ID, "F" * 41, '"'])
def test_a_serial_number_is_hexadecimal(merchant_key: RSAPrivateKey, serial_no: str) -> None:
    with pytest.raises(AuthConfigurationError, match="商户API证书序列号"):
        Signer(MCHID, serial_no, merchant_key)


def test_everything_loads_from_files(files: Mapping[str, Path], merchant_key: RSAPrivateKey) -> None:
    auth = WeChatPayAuth.from_files(
        mchid=MCHID,
        private_key_path=str(files["pkcs8-encrypted"]),
        private_key_password="pw",
        certificate_path=files["certificate"],
        public_key_id=KEY_ID,
        public_key_path=str(files["public"]),
    )
    assert (auth.signer.mchid, auth.signer.serial_no) == (MCHID, SERIAL_NO)
    assert auth.verifier.preferred_serial() == KEY_ID
    assert signs_with(auth.signer, merchant_key)


@pytest.fixture
def environ(files: Mapping[str, Path]) -> dict[str, str]:
    return {
        "WECHATPAY_MCHID": MCHID,
        "WECHATPAY_SERIAL_NO": SERIAL_NO,
        "WECHATPAY_PRIVATE_KEY_PATH": str(files["pkcs8"]),
        "WECHATPAY_PUBLIC_KEY_ID": KEY_ID,
        "WECHATPAY_PUBLIC_KEY_PATH": str(files["public"]),
    }


def test_everything_loads_from_the_environment(
    environ: dict[str, str], merchant_key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signs_with(WeChatPayAuth.from_env(environ).signer, merchant_key)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert signs_with(WeChatPayAuth.from_env().signer, merchant_key)


def test_all_missing_variables_are_named_at_once(environ: dict[str, str]) -> None:
    del environ["WECHATPAY_MCHID"]
    environ["WECHATPAY_PUBLIC_KEY_PATH"] = ""
    with pytest.raises(AuthConfigurationError) as caught:
        WeChatPayAuth.from_env(environ)
    assert str(caught.value) == "Not set: WECHATPAY_MCHID, WECHATPAY_PUBLIC_KEY_PATH."
