"""Listings that are not even read: too long, or in an encoding that was not asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Clock, Through, targets
from tests.auth_plugin.certificates import LISTING, CertificatePlatform
from tests.auth_plugin.platform import Answer, Received
from wechatpay_httpx import WeChatPayAuth
from wechatpay_httpx.errors import CertificateError, Reason, SignatureVerificationError

UNREAD: dict[str, Callable[[Received], Answer]] = {
    "too long": lambda request: Answer(200, b"x" * (4 * 2**20 + 1)),
    "in an encoding that was not asked for": lambda request: Answer(200, b"x", {"Content-Encoding": "br"}),
    "no gzip": lambda request: Answer(200, b"{}", {"Content-Encoding": "gzip"}),
    "too long, and failing": lambda request: Answer(502, b"x" * (4 * 2**20 + 1)),
}
MESSAGE = "Nothing else of the answer, with status"


@pytest.fixture(params=UNREAD)
def unread(request: pytest.FixtureRequest) -> Callable[[Received], Answer]:
    return UNREAD[request.param]


def test_without_certificates_the_call_is_not_sent_and_the_outcome_is_known(
    call: Through, certified: CertificatePlatform, unread: Callable[[Received], Answer]
) -> None:
    certified.listed = unread
    for _ in range(2):
        with pytest.raises(CertificateError, match=MESSAGE) as caught:
            call("POST", json={})
        assert not caught.value.outcome_unknown
    assert targets(certified) == [LISTING]


def test_with_a_valid_certificate_calls_go_on(
    call: Through,
    certified: CertificatePlatform,
    clock: Clock,
    unread: Callable[[Received], Answer],
    caplog: pytest.LogCaptureFixture,
) -> None:
    call()
    clock.ahead = 7 * 3600
    certified.listed = unread
    for _ in range(2):
        assert call().content == certified.body
    assert targets(certified) == [LISTING, "/v3/x", LISTING, "/v3/x", "/v3/x"]
    (record,) = [record for record in caplog.records if record.name == "wechatpay_httpx"]
    assert MESSAGE in record.getMessage()


def test_after_an_answer_under_an_unknown_certificate_that_answer_is_refused(
    call: Through,
    certified: CertificatePlatform,
    unread: Callable[[Received], Answer],
    new_platform_key: RSAPrivateKey,
) -> None:
    call()
    certified.rotate(new_platform_key)
    certified.listed = unread
    with pytest.raises(SignatureVerificationError) as caught:
        call("POST", json={})
    assert (caught.value.reason, caught.value.outcome_unknown) == (Reason.UNKNOWN_SERIAL, True)


def test_that_answer_reaches_its_caller_if_another_call_has_brought_its_certificate_meanwhile(
    call: Through,
    auth: WeChatPayAuth,
    certified: CertificatePlatform,
    unread: Callable[[Received], Answer],
    new_platform_key: RSAPrivateKey,
) -> None:
    call()
    certified.rotate(new_platform_key)
    listed = certified.listed

    def brought_meanwhile(request: Received) -> Answer:
        certified.listed = listed
        with httpx.Client(auth=auth, base_url=certified.url) as other:
            other.get(LISTING)
        return unread(request)

    certified.listed = brought_meanwhile
    response = call("POST", "/v3/y", json={})
    assert (response.status_code, response.content, response.url.path) == (200, certified.body, "/v3/y")
    assert targets(certified) == [LISTING, "/v3/x", "/v3/y", LISTING, LISTING]


def test_a_redirect_after_it_is_still_seen(
    call: Through, certified: CertificatePlatform, clock: Clock, unread: Callable[[Received], Answer]
) -> None:
    call()
    clock.ahead, certified.listed, honest = 7 * 3600, unread, certified.answer
    certified.answer = lambda request: (
        Answer(307, b"", {"Location": f"{certified.url}/v3/other"}) if request.target == "/v3/x" else honest(request)
    )
    with pytest.raises(SignatureVerificationError) as caught:
        call(follow_redirects=True)
    assert caught.value.reason is Reason.REDIRECTED


def test_an_answer_that_is_not_read_is_logged_as_refused(
    call: Through,
    certified: CertificatePlatform,
    unread: Callable[[Received], Answer],
    caplog: pytest.LogCaptureFixture,
) -> None:
    call()
    certified.answer = unread
    with caplog.at_level(logging.WARNING, "wechatpay_httpx"), pytest.raises(SignatureVerificationError, match=MESSAGE):
        call()
    (record,) = [record for record in caplog.records if record.name == "wechatpay_httpx"]
    assert record.getMessage().startswith("GET /v3/x: answer refused, not read: ")
