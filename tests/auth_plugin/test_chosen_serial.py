"""A request's own Wechatpay-Serial: it names the key that its sensitive fields are encrypted under."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificates import APIV3_KEY, NEW, NEW_SERIAL, OLD, OLD_SERIAL
from tests.auth_plugin.keys import KEY_ID, certificate
from wechatpay_httpx import PlatformCertificates, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError

URL = "https://api.mch.weixin.qq.com/v3/x"


@pytest.fixture
def auth(signer: Signer, platform_key: RSAPrivateKey, new_platform_key: RSAPrivateKey) -> WeChatPayAuth:
    certificates = PlatformCertificates(
        certificate(new_platform_key, NEW), certificate(platform_key, OLD, begins=-7200, ends=-1)
    )
    return WeChatPayAuth(signer, Verifier({KEY_ID: platform_key.public_key()}, certificates))


def sent(auth: WeChatPayAuth, request: httpx.Request) -> list[str]:
    return next(auth.sync_auth_flow(request)).headers.get_list("Wechatpay-Serial")


def asking(serial: Any) -> httpx.Request:
    return httpx.Request("POST", URL, headers={"wechatpay-serial": serial}, json={})


@pytest.mark.parametrize("serial", [KEY_ID, NEW_SERIAL, NEW_SERIAL.lower()])
def test_that_of_a_key_the_auth_verifies_with_is_kept(auth: WeChatPayAuth, serial: str) -> None:
    request = asking(serial)
    for _ in range(2):  # as well when the request is sent again
        assert sent(auth, request) == [serial]


@pytest.mark.parametrize("serial", ["PUB_KEY_ID_1", OLD_SERIAL, "ABC", "z", APIV3_KEY, f"{KEY_ID}, {KEY_ID}"])
def test_any_other_is_refused_before_a_byte_leaves(auth: WeChatPayAuth, serial: str) -> None:
    """The second one is that of a certificate that has ended."""
    with pytest.raises(
        AuthConfigurationError, match=f"Wechatpay-Serial is .*no key .*{KEY_ID}, .*leave the header"
    ) as it:
        sent(auth, asking(serial))
    assert APIV3_KEY not in str(it.value)


@pytest.mark.parametrize("serial", ["", None])
def test_without_one_the_first_key_is_asked_for(auth: WeChatPayAuth, serial: str | None) -> None:
    assert sent(auth, asking(serial) if serial is not None else httpx.Request("GET", URL)) == [KEY_ID]


def test_a_request_that_is_sent_again_once_its_key_has_ended_asks_for_another(
    auth: WeChatPayAuth, signer: Signer, new_platform_key: RSAPrivateKey
) -> None:
    request = httpx.Request("GET", URL)
    assert sent(auth, request) == [KEY_ID]
    moved = WeChatPayAuth(signer, Verifier({"PUB_KEY_ID_1": new_platform_key.public_key()}))
    assert sent(moved, request) == ["PUB_KEY_ID_1"]
