"""A machine's clock is put right while the store runs, and the process forks while a download is under way."""

from __future__ import annotations

import os
import signal

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Clock
from tests.auth_plugin.certificates import APIV3_KEY, OLD, listing
from tests.auth_plugin.keys import certificate
from wechatpay_httpx import CertificateStore
from wechatpay_httpx._certificate_store import Refresh
from wechatpay_httpx.errors import CertificateError

YEAR = 365 * 86400
HOUR = 3600


@pytest.fixture
def timer() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock, timer: Clock) -> CertificateStore:
    return CertificateStore(APIV3_KEY, clock=clock, timer=timer)


def is_due(store: CertificateStore, serial: str | None = None) -> bool:
    """Whether a call has to download, which comes to nothing."""
    refresh = store.join(serial, needed=True)
    if isinstance(refresh, Refresh):
        with refresh:
            pass
    return refresh is not None


@pytest.mark.parametrize("off", [YEAR, -YEAR, 600, -600])
def test_a_download_is_due_on_time_whatever_becomes_of_the_clock(
    store: CertificateStore, clock: Clock, timer: Clock, platform_key: RSAPrivateKey, off: int
) -> None:
    lasting = certificate(platform_key, OLD, begins=-2 * YEAR, ends=3 * YEAR)
    clock.ahead = off
    store.take(httpx.Response(200, content=listing(lasting)), lambda *_: None)
    clock.ahead = 0
    assert not is_due(store)
    timer.ahead = 6 * HOUR
    assert is_due(store)


@pytest.mark.parametrize("off", [YEAR, -YEAR])
def test_what_failed_is_tried_again_on_time_whatever_becomes_of_the_clock(
    store: CertificateStore, clock: Clock, timer: Clock, off: int
) -> None:
    clock.ahead = off
    assert is_due(store)
    assert is_due(store, "ABC")
    store.failed(CertificateError("no"))
    clock.ahead = 0
    assert not is_due(store)
    assert not is_due(store, "ABC")
    timer.ahead = 61
    assert is_due(store)
    assert is_due(store, "ABC")


def test_a_clock_that_outruns_the_timer_ends_the_wait_with_the_certificate(
    store: CertificateStore, clock: Clock, timer: Clock, platform_key: RSAPrivateKey
) -> None:
    """As after a night in which the machine slept."""
    store.take(httpx.Response(200, content=listing(certificate(platform_key, OLD, ends=8 * HOUR))), lambda *_: None)
    timer.ahead = 61
    assert not is_due(store)
    clock.ahead = 9 * HOUR
    assert is_due(store)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_child_downloads_for_itself_what_its_parent_was_downloading(store: CertificateStore) -> None:
    assert isinstance(store.join(None, needed=True), Refresh)
    with store._lock:
        child = os.fork()
        if not child:
            signal.alarm(30)  # a child that hangs ends
            os._exit(0 if isinstance(store.join(None, needed=True), Refresh) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
