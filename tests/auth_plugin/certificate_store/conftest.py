from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests.auth_plugin.certificate_store.calls import Clock, Through
from tests.auth_plugin.certificates import (
    APIV3_KEY,
    CertificatePlatform,
)
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> CertificateStore:
    return CertificateStore(APIV3_KEY, clock=clock, timer=clock)


@pytest.fixture
def auth(signer: Signer, store: CertificateStore) -> WeChatPayAuth:
    return WeChatPayAuth(signer, Verifier(store))


@pytest.fixture
def call(through: Through, auth: WeChatPayAuth, certified: CertificatePlatform) -> Callable[..., httpx.Response]:
    """Make one call through a client of either kind."""
    return lambda method="GET", path="/v3/x", **kwargs: through(auth, certified.url, method, path, **kwargs)
