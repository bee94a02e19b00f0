"""A listing that fails for a moment, and the calls that cannot go on without it."""

from __future__ import annotations

import logging

import pytest

from tests.auth_plugin.certificate_store.calls import Clock, Through
from tests.auth_plugin.certificates import CertificatePlatform
from tests.auth_plugin.platform import Answer
from wechatpay_httpx.errors import CertificateError


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_one_refusal_in_passing_stops_calls_for_a_second(
    call: Through, certified: CertificatePlatform, clock: Clock, status: int
) -> None:
    listed, certified.listed = certified.listed, lambda request: Answer(status)
    with pytest.raises(CertificateError, match="That was 0 s ago; the first call after 1 s tries again"):
        call()
    certified.listed = listed
    clock.ahead = 0.9
    with pytest.raises(CertificateError, match=rf"answered with {status} .*That was 1 s ago; the first call after 1 s"):
        call()
    assert certified.downloads == 1
    clock.ahead = 1
    assert call().content == certified.body


def test_what_goes_on_failing_is_tried_less_and_less_often(
    call: Through, certified: CertificatePlatform, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    certified.listed = lambda request: Answer(503)
    waits = []
    with caplog.at_level(logging.WARNING, "wechatpay_httpx"):
        for _ in range(9):
            waited, downloads = 0, certified.downloads
            while certified.downloads == downloads:
                with pytest.raises(CertificateError, match="answered with 503"):
                    call()
                if certified.downloads == downloads:
                    clock.ahead += 1
                    waited += 1
            waits.append(waited)
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert "Next try in 60 s or later" in caplog.text


@pytest.mark.parametrize("status", [200, 302, 403, 404])
def test_any_other_refusal_is_asked_about_once_a_minute_and_says_when(
    call: Through, certified: CertificatePlatform, clock: Clock, status: int
) -> None:
    certified.listed = lambda request: Answer(status)
    for clock.ahead in 0, 59:
        with pytest.raises(CertificateError, match=rf"That was {clock.ahead} s ago; the first call after \d+ s tries"):
            call()
    assert certified.downloads == 1
    clock.ahead = 60
    with pytest.raises(CertificateError, match="the first call after 60 s"):
        call()
    assert certified.downloads == 2


def test_receivers_are_told_that_the_next_call_tries_again(
    call: Through, certified: CertificatePlatform, clock: Clock, auth: object, store: object
) -> None:
    certified.listed = lambda request: Answer(503)
    with pytest.raises(CertificateError):
        call()
    clock.ahead = 5
    with pytest.raises(CertificateError, match="That was 5 s ago; the next call tries again"):
        store.preferred(clock())  # type: ignore[attr-defined]
