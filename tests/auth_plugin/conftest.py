from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificates import CertificatePlatform
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import TLS, Platform
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth


def _key() -> RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="session")
def merchant_key() -> RSAPrivateKey:
    return _key()


@pytest.fixture(scope="session")
def platform_key() -> RSAPrivateKey:
    return _key()


@pytest.fixture(scope="session")
def new_platform_key() -> RSAPrivateKey:
    return _key()


@pytest.fixture(scope="session")
def signer(merchant_key: RSAPrivateKey) -> Signer:
    return Signer(MCHID, SERIAL_NO, merchant_key)


@pytest.fixture(scope="session")
def verifier(platform_key: RSAPrivateKey) -> Verifier:
    return Verifier({KEY_ID: platform_key.public_key()})


@pytest.fixture(scope="session")
def auth(signer: Signer, verifier: Verifier) -> WeChatPayAuth:
    return WeChatPayAuth(signer, verifier)


@pytest.fixture
def platform(platform_key: RSAPrivateKey) -> Iterator[Platform]:
    with Platform(platform_key) as running:
        yield running


@pytest.fixture
def certified(platform_key: RSAPrivateKey) -> Iterator[CertificatePlatform]:
    """A platform that signs with certificates."""
    with CertificatePlatform(platform_key) as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def through(request: pytest.FixtureRequest) -> Callable[..., httpx.Response]:
    """Send one request through a client of either kind: `through(auth, base_url, method, path, ...)`."""

    async def through_async(auth: httpx.Auth, url: str, *args: Any, **kwargs: Any) -> httpx.Response:
        async with httpx.AsyncClient(auth=auth, base_url=url, verify=TLS) as client:
            return await client.request(*args, **kwargs)

    def through_sync(auth: httpx.Auth, url: str, *args: Any, **kwargs: Any) -> httpx.Response:
        with httpx.Client(auth=auth, base_url=url, verify=TLS) as client:
            return client.request(*args, **kwargs)

    return through_sync if request.param == "sync" else lambda *a, **k: asyncio.run(through_async(*a, **k))


@pytest.fixture
def send(
    through: Callable[..., httpx.Response], auth: WeChatPayAuth, platform: Platform
) -> Callable[..., httpx.Response]:
    """Send one request to the running platform through a client of either kind."""
    return lambda *args, **kwargs: through(auth, platform.url, *args, **kwargs)
