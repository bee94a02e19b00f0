"""Certificates that are downloaded in the course of a call, over real sockets, in both worlds."""

from __future__ import annotations

import json

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Clock, Through, targets
from tests.auth_plugin.certificates import (
    APIV3_KEY,
    LISTING,
    NEW_SERIAL,
    OLD,
    OLD_SERIAL,
    CertificatePlatform,
    listing,
)
from tests.auth_plugin.keys import KEY_ID, certificate
from tests.auth_plugin.platform import TLS, Answer, Received, signed_headers
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import SignatureVerificationError


def test_the_first_call_downloads_and_the_next_ones_do_not(
    call: Through, certified: CertificatePlatform, store: CertificateStore
) -> None:
    assert call().content == certified.body
    call()
    assert targets(certified) == [LISTING, "/v3/x", "/v3/x"]
    download, first, second = certified.received
    assert "Wechatpay-Serial" not in download.headers
    assert download.headers["Authorization"].startswith("WECHATPAY2-SHA256-RSA2048 ")
    assert first.headers["Wechatpay-Serial"] == second.headers["Wechatpay-Serial"] == OLD_SERIAL
    assert repr(store) == f"CertificateStore({OLD_SERIAL})"


def test_an_unknown_serial_number_is_looked_up_at_once_and_the_answer_kept(
    call: Through, certified: CertificatePlatform, new_platform_key: RSAPrivateKey
) -> None:
    call()
    certified.rotate(new_platform_key)
    response = call("POST", "/v3/x?a=1", json={"name": "券"})
    assert targets(certified) == [LISTING, "/v3/x", "/v3/x?a=1", LISTING]
    assert (response.status_code, response.content, response.json()) == (200, certified.body, {"name": "券"})
    assert (response.request.method, response.url.path, response.history) == ("POST", "/v3/x", [])
    assert response.headers["Wechatpay-Serial"] == NEW_SERIAL
    assert (response.is_closed, response.http_version) == (True, "HTTP/1.1")
    assert response.elapsed.total_seconds() >= 0
    call()
    assert certified.received[-1].headers["Wechatpay-Serial"] == NEW_SERIAL


def test_a_streamed_answer_is_kept_as_well(
    auth: WeChatPayAuth, certified: CertificatePlatform, new_platform_key: RSAPrivateKey
) -> None:
    with httpx.Client(auth=auth, base_url=certified.url, verify=TLS) as client:
        client.get("/v3/x")
        certified.rotate(new_platform_key)
        with client.stream("GET", "/v3/x") as response:
            assert b"".join(response.iter_bytes()) == certified.body


def test_a_forged_serial_number_causes_one_download_a_minute_and_drops_no_key(
    call: Through, certified: CertificatePlatform, clock: Clock, store: CertificateStore, platform_key: RSAPrivateKey
) -> None:
    call()
    honest = certified.answer

    def forged(request: Received) -> Answer:
        if request.target == LISTING:
            return honest(request)
        return Answer(200, b"{}", signed_headers(platform_key, b"{}", serial="ABC"))

    certified.answer = forged
    for _ in range(5):
        with pytest.raises(SignatureVerificationError, match="unknown serial") as caught:
            call()
        assert caught.value.outcome_unknown
    assert certified.downloads == 2
    clock.ahead = 61
    with pytest.raises(SignatureVerificationError, match=f"'ABC', known: {OLD_SERIAL}"):
        call()
    assert certified.downloads == 3
    certified.answer = honest
    assert call().content == certified.body


def test_an_unknown_public_key_id_causes_no_download(
    call: Through, certified: CertificatePlatform, platform_key: RSAPrivateKey
) -> None:
    call()
    certified.answer = lambda request: Answer(200, b"{}", signed_headers(platform_key, b"{}", serial=KEY_ID))
    with pytest.raises(SignatureVerificationError, match="unknown serial"):
        call()
    assert certified.downloads == 1


@pytest.mark.parametrize(("left", "due"), [(30 * 86400, 6 * 3600), (3600, 1800), (110, 60)])
def test_a_refresh_is_due_after_half_of_the_time_left_and_six_hours_at_most(
    call: Through, certified: CertificatePlatform, clock: Clock, left: int, due: int
) -> None:
    certified.certificates = [certificate(certified.key, OLD, ends=left)]
    clock.began = certified.certificates[0].not_valid_after_utc.timestamp() - left
    call()
    clock.ahead = due - 1
    call()
    assert certified.downloads == 1
    clock.ahead = due
    call()
    assert certified.downloads == 2


def test_a_certificate_that_has_ended_is_dropped_with_the_next_refresh(
    call: Through,
    certified: CertificatePlatform,
    clock: Clock,
    store: CertificateStore,
    new_platform_key: RSAPrivateKey,
) -> None:
    certified.rotate(new_platform_key, keep=True)
    certified.certificates[0] = certificate(certified.key, OLD, ends=7200)
    call()
    assert list(store.serials()) == [OLD_SERIAL, NEW_SERIAL]
    clock.ahead = 7 * 3600
    call()
    assert list(store.serials()) == [NEW_SERIAL]


def test_a_listing_under_the_public_key_is_taken_while_a_merchant_migrates(
    through: Through, signer: Signer, certified: CertificatePlatform, new_platform_key: RSAPrivateKey
) -> None:
    store = CertificateStore(APIV3_KEY)
    auth = WeChatPayAuth(signer, Verifier({KEY_ID: new_platform_key.public_key()}, store))

    def under_the_public_key(request: Received) -> Answer:
        body = listing(*certified.certificates) if request.target == LISTING else b"{}"
        return Answer(200, body, signed_headers(new_platform_key, body))

    certified.answer = under_the_public_key
    through(auth, certified.url, "GET", "/v3/x")
    assert list(store.serials()) == [OLD_SERIAL]


def test_getting_the_certificates_oneself_refreshes_the_store(
    call: Through, certified: CertificatePlatform, store: CertificateStore, new_platform_key: RSAPrivateKey
) -> None:
    assert json.loads(call(path=LISTING).content)["data"][0]["serial_no"] == OLD_SERIAL
    certified.rotate(new_platform_key)
    call(path=LISTING)
    assert list(store.serials()) == [NEW_SERIAL]
    call()
    assert targets(certified) == [LISTING, LISTING, "/v3/x"]


def test_a_refresh_that_never_comes_back_is_given_up_after_half_a_minute(
    call: Through, auth: WeChatPayAuth, certified: CertificatePlatform, clock: Clock
) -> None:
    abandoned = auth.sync_auth_flow(httpx.Request("GET", f"{certified.url}/v3/lost"))
    next(abandoned)
    clock.ahead = 31
    assert call().content == certified.body
    abandoned.close()
    call()
    assert targets(certified) == [LISTING, "/v3/x", "/v3/x"]
