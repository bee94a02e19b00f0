"""Plain http: to this machine, and to one host that a program names and is warned of."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, private_pem, public_pem
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError


def sent(auth: WeChatPayAuth, url: str) -> httpx.Request:
    """Take the first request of a call, as it would go out."""
    flow = auth.sync_auth_flow(httpx.Request("GET", url))
    request = next(flow)
    flow.close()
    return request


def test_one_host_may_be_called_and_a_warning_and_the_repr_say_so(signer: Signer, verifier: Verifier) -> None:
    with pytest.warns(UserWarning, match="plain http") as warned:
        auth = WeChatPayAuth(signer, verifier, insecure_host="Sandbox")
    assert warned[0].filename == __file__
    assert "insecure_host='sandbox'" in repr(auth)
    assert "Authorization" in sent(auth, "http://sandbox:8080/v3/x").headers
    assert "Authorization" in sent(auth, "http://127.0.0.1/v3/x").headers
    for other in ("http://sandbox.example/v3/x", "http://other/v3/x", "ftp://sandbox/v3/x", "http://xsandbox/"):
        with pytest.raises(AuthConfigurationError, match="https is needed"):
            sent(auth, other)


def test_without_it_nothing_changes(signer: Signer, verifier: Verifier) -> None:
    auth = WeChatPayAuth(signer, verifier)
    assert "insecure" not in repr(auth)
    with pytest.raises(AuthConfigurationError, match="https is needed"):
        sent(auth, "http://sandbox/v3/x")


@pytest.mark.parametrize(
    "host",
    [
        "",
        "http://sandbox",
        "sandbox:80",
        "*",
        "a/b",
        "a b",
        "api.mch.weixin.qq.com",
        "API.wechatpay.cn",
        "wechatpay.cn",
    ],
)
def test_what_is_no_host_of_one_s_own_is_refused(signer: Signer, verifier: Verifier, host: str) -> None:
    with pytest.raises(AuthConfigurationError, match=r"insecure_host .* needed"):
        WeChatPayAuth(signer, verifier, insecure_host=host)


def test_files_and_environment_take_it_as_an_argument_alone(
    tmp_path: Path, merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey
) -> None:
    (tmp_path / "key.pem").write_bytes(private_pem(merchant_key))
    (tmp_path / "pub.pem").write_bytes(public_pem(platform_key.public_key()))
    files = {"private_key_path": tmp_path / "key.pem", "public_key_path": tmp_path / "pub.pem"}
    variables = {f"WECHATPAY_{name.upper()}": str(path) for name, path in files.items()}
    variables |= {"WECHATPAY_MCHID": MCHID, "WECHATPAY_SERIAL_NO": SERIAL_NO, "WECHATPAY_PUBLIC_KEY_ID": KEY_ID}
    with pytest.warns(UserWarning, match="plain http") as warned_of_files:
        by_files = WeChatPayAuth.from_files(
            mchid=MCHID, serial_no=SERIAL_NO, public_key_id=KEY_ID, insecure_host="sandbox", **files
        )
    with pytest.warns(UserWarning, match="plain http") as warned_of_env:
        by_env = WeChatPayAuth.from_env(variables, insecure_host="sandbox")
    assert warned_of_files[0].filename == warned_of_env[0].filename == __file__
    assert "Authorization" in sent(by_files, "http://sandbox/v3/x").headers
    assert "Authorization" in sent(by_env, "http://sandbox/v3/x").headers
    assert "insecure" not in repr(WeChatPayAuth.from_env(variables | {"WECHATPAY_INSECURE_HOST": "sandbox"}))
