"""Settings in environment variables, as shells, containers and files from Windows leave them there."""

from __future__ import annotations

import base64
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from tests.auth_plugin.certificates import APIV3_KEY
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, certificate, private_pem, public_pem
from wechatpay_httpx import WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError


@pytest.fixture
def environ(merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey) -> dict[str, str]:
    return {
        "WECHATPAY_MCHID": MCHID,
        "WECHATPAY_SERIAL_NO": SERIAL_NO,
        "WECHATPAY_PRIVATE_KEY": private_pem(merchant_key).decode(),
        "WECHATPAY_PUBLIC_KEY_ID": KEY_ID,
        "WECHATPAY_PUBLIC_KEY": public_pem(platform_key.public_key()).decode(),
    }


def assert_reads(auth: WeChatPayAuth, merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey) -> None:
    assert (auth.mchid, auth.signer.serial_no) == (MCHID, SERIAL_NO)
    assert auth.signer.signs_for(merchant_key.public_key())
    (key,) = auth.verifier.verification_keys()
    assert (key.serial, key.public_key) == (KEY_ID, platform_key.public_key())


Change = Callable[[str], str]
WRITTEN: dict[str, Change] = {
    "as it is": lambda value: value,
    "with a carriage return": lambda value: value + "\r",
    "in quotes": lambda value: f'"{value}"',
    "in single quotes, then a carriage return": lambda value: f"'{value}'\r",
    "with blanks": lambda value: f"  {value}\t",
    "with a byte-order mark": lambda value: "\ufeff" + value,
    "on one line": lambda value: value.replace("\n", "\\n"),
    "on one line, in quotes": lambda value: '"{}"'.format(value.replace("\n", "\\n")),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_values_are_read_however_they_were_written(
    environ: dict[str, str], merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey, written: str
) -> None:
    auth = WeChatPayAuth.from_env({name: WRITTEN[written](value) for name, value in environ.items()})
    assert_reads(auth, merchant_key, platform_key)


def test_the_first_name_of_a_file_may_have_a_byte_order_mark(
    environ: dict[str, str], merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey
) -> None:
    environ["\ufeffWECHATPAY_MCHID"] = environ.pop("WECHATPAY_MCHID")
    assert_reads(WeChatPayAuth.from_env(environ), merchant_key, platform_key)


def test_the_serial_number_may_come_from_a_certificate(
    environ: dict[str, str], merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey, tmp_path: Path
) -> None:
    del environ["WECHATPAY_SERIAL_NO"]
    with pytest.raises(AuthConfigurationError, match=r"Give serial_no.*\.p12"):
        WeChatPayAuth.from_env(environ)
    own = certificate(merchant_key).public_bytes(Encoding.PEM)
    (tmp_path / "apiclient_cert.pem").write_bytes(own)
    for more in (
        {"WECHATPAY_CERTIFICATE": own.decode()},
        {"WECHATPAY_CERTIFICATE_PATH": str(tmp_path / "apiclient_cert.pem")},
    ):
        assert_reads(WeChatPayAuth.from_env(environ | more), merchant_key, platform_key)


@pytest.mark.parametrize("password", [MCHID, "other"])
def test_the_p12_file_of_the_merchant_platform_will_do(
    environ: dict[str, str], merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey, password: str, tmp_path: Path
) -> None:
    encryption = BestAvailableEncryption(password.encode())
    p12 = pkcs12.serialize_key_and_certificates(None, merchant_key, certificate(merchant_key), None, encryption)
    (tmp_path / "apiclient_cert.p12").write_bytes(p12)
    del environ["WECHATPAY_SERIAL_NO"], environ["WECHATPAY_PRIVATE_KEY"]
    if password != MCHID:
        environ["WECHATPAY_PRIVATE_KEY_PASSWORD"] = password
    for more in (
        {"WECHATPAY_PRIVATE_KEY_PATH": str(tmp_path / "apiclient_cert.p12")},
        {"WECHATPAY_PRIVATE_KEY": base64.b64encode(p12).decode()},
    ):
        assert_reads(WeChatPayAuth.from_env(environ | more), merchant_key, platform_key)


def test_each_merchant_has_variables_of_its_own(
    environ: dict[str, str], merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey
) -> None:
    shops = {name.replace("WECHATPAY_", "WECHATPAY_SHOP1_"): value for name, value in environ.items()}
    shops |= {name.replace("WECHATPAY_", "SHOP2_"): value for name, value in environ.items()}
    shops["SHOP2_MCHID"] = "1900000002"
    assert_reads(WeChatPayAuth.from_env(shops, prefix="WECHATPAY_SHOP1_"), merchant_key, platform_key)
    assert WeChatPayAuth.from_env(shops, prefix="SHOP2_").mchid == "1900000002"
    with pytest.raises(AuthConfigurationError, match="Not set: WECHATPAY_MCHID, WECHATPAY_PRIVATE"):
        WeChatPayAuth.from_env(shops)
    with pytest.raises(AuthConfigurationError, match="Not set: SHOP3_MCHID, SHOP3_PRIVATE"):
        WeChatPayAuth.from_env(shops, prefix="SHOP3_")


@pytest.mark.parametrize("name", ["PRIVATE_KEY", "PUBLIC_KEY"])
def test_a_key_and_its_path_together_are_refused(environ: dict[str, str], name: str) -> None:
    with pytest.raises(AuthConfigurationError, match=f"WECHATPAY_{name} and WECHATPAY_{name}_PATH are both set"):
        WeChatPayAuth.from_env(environ | {f"WECHATPAY_{name}_PATH": "key.pem"})


@pytest.mark.parametrize("value", [1900000001, 1.5, True, b"1900000001", ["1900000001"]])
def test_a_variable_that_is_no_text_is_named(environ: dict[str, Any], value: Any) -> None:
    with pytest.raises(AuthConfigurationError, match=r"WECHATPAY_MCHID is a value of type .*; a text is needed"):
        WeChatPayAuth.from_env(environ | {"WECHATPAY_MCHID": value})


def test_what_is_no_environment_is_refused(environ: dict[str, str]) -> None:
    wrong: Any
    for wrong in "WECHATPAY_MCHID=1", [("WECHATPAY_MCHID", "1")], 5:
        with pytest.raises(AuthConfigurationError, match=r"environ is .*a mapping of names to texts"):
            WeChatPayAuth.from_env(wrong)
    for wrong in None, 5:
        with pytest.raises(AuthConfigurationError, match="prefix is "):
            WeChatPayAuth.from_env(environ, prefix=wrong)


@pytest.mark.parametrize("prefix", ["SHOP 1_", "x" * 65, APIV3_KEY, "-----BEGIN PRIVATE KEY-----\nMIIE", "A\n"])
def test_a_prefix_is_the_beginning_of_a_name_and_else_not_shown(prefix: str) -> None:
    with pytest.raises(AuthConfigurationError, match="prefix ") as caught:
        WeChatPayAuth.from_env({}, prefix=prefix)
    assert prefix not in str(caught.value)
    for taken in "", "商户_", "shop-1.":
        with pytest.raises(AuthConfigurationError, match=f"^Not set: {taken}MCHID, "):
            WeChatPayAuth.from_env({}, prefix=taken)


def test_a_signature_shows_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WECHATPAY_APIV3_KEY", APIV3_KEY)
    assert APIV3_KEY not in str(inspect.signature(WeChatPayAuth.from_env))
    assert inspect.signature(WeChatPayAuth.from_env).parameters["environ"].default is None
