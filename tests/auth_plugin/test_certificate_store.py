"""Certificates that are downloaded in the course of a call, over real sockets, in both worlds."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificates import (
    APIV3_KEY,
    LISTING,
    NEW_SERIAL,
    OLD,
    OLD_SERIAL,
    OTHER_APIV3_KEY,
    CertificatePlatform,
    listing,
)
from tests.auth_plugin.keys import KEY_ID, certificate
from tests.auth_plugin.platform import REQUEST_ID, TLS, Answer, Received, signed_headers
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx._certificate_store import Refresh
from wechatpay_httpx.errors import APIv3KeyError, CertificateError, SignatureVerificationError

Through = Callable[..., httpx.Response]


class Clock:
    """The time, which a test can put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> CertificateStore:
    return CertificateStore(APIV3_KEY, clock=clock)


@pytest.fixture
def auth(signer: Signer, store: CertificateStore) -> WeChatPayAuth:
    return WeChatPayAuth(signer, Verifier(store))


@pytest.fixture
def call(through: Through, auth: WeChatPayAuth, certified: CertificatePlatform) -> Callable[..., httpx.Response]:
    """Make one call through a client of either kind."""
    return lambda method="GET", path="/v3/x", **kwargs: through(auth, certified.url, method, path, **kwargs)


def targets(platform: CertificatePlatform) -> list[str]:
    return [request.target for request in platform.received]


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


def test_a_download_has_the_time_limits_of_its_call_and_not_its_target(auth: WeChatPayAuth) -> None:
    extensions = {"timeout": {"connect": 1.0, "read": 2.0, "write": 3.0, "pool": 4.0}, "target": b"/v3/(x)"}
    request = httpx.Request("GET", "https://pay.example:8443/v3/x?a=1", headers={"Host": "h"}, extensions=extensions)
    download = next(auth.sync_auth_flow(request))
    assert str(download.url) == "https://pay.example:8443/v3/certificates"
    assert download.extensions == {"timeout": extensions["timeout"]}
    assert download.headers["Host"] == "h"


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


def slowly(certified: CertificatePlatform, begun: threading.Event, seconds: float = 0.2) -> None:
    """Let every listing take its time, so that other calls meet it under way."""
    listed = certified.listed

    def slow(request: Received) -> Answer:
        begun.set()
        time.sleep(seconds)
        return listed(request)

    certified.listed = slow


def in_threads(auth: WeChatPayAuth, url: str, count: int) -> list[httpx.Response | Exception]:
    results: list[httpx.Response | Exception] = []
    with httpx.Client(auth=auth, base_url=url, verify=TLS) as client:

        def run() -> None:
            try:
                results.append(client.post("/v3/x", json={}))
            except Exception as exc:
                results.append(exc)

        threads = [threading.Thread(target=run) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results


def in_tasks(auth: WeChatPayAuth, url: str, count: int) -> list[httpx.Response | BaseException]:
    async def run() -> list[httpx.Response | BaseException]:
        async with httpx.AsyncClient(auth=auth, base_url=url, verify=TLS) as client:
            calls = [client.post("/v3/x", json={}) for _ in range(count)]
            return await asyncio.gather(*calls, return_exceptions=True)

    return asyncio.run(run())


many = pytest.mark.parametrize("at_once", [in_threads, in_tasks])


@many
def test_one_download_serves_any_number_of_first_calls(
    at_once: Callable[..., list[Any]], auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    slowly(certified, threading.Event())
    assert [answer.status_code for answer in at_once(auth, certified.url, 12)] == [200] * 12
    assert certified.downloads == 1


@many
def test_one_download_serves_any_number_of_answers_under_a_new_certificate(
    at_once: Callable[..., list[Any]],
    auth: WeChatPayAuth,
    certified: CertificatePlatform,
    new_platform_key: RSAPrivateKey,
) -> None:
    at_once(auth, certified.url, 1)
    certified.rotate(new_platform_key)
    slowly(certified, threading.Event())
    answers = at_once(auth, certified.url, 12)
    assert [(answer.status_code, answer.content, answer.url.path) for answer in answers] == [
        (200, certified.body, "/v3/x")
    ] * 12
    assert certified.downloads == 2


@many
def test_calls_that_waited_for_a_failed_download_share_its_failure(
    at_once: Callable[..., list[Any]], auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    certified.listed = lambda request: Answer(500, b'{"code":"SYSTEM_ERROR","message":"x"}')
    slowly(certified, threading.Event())
    errors = at_once(auth, certified.url, 6)
    assert all(isinstance(error, CertificateError) for error in errors)
    assert targets(certified) == [LISTING]


def test_a_refresh_that_is_due_holds_no_other_call_up(
    auth: WeChatPayAuth, certified: CertificatePlatform, clock: Clock
) -> None:
    in_threads(auth, certified.url, 1)
    clock.ahead = 7 * 3600
    begun = threading.Event()
    slowly(certified, begun, seconds=0.3)
    refreshing = threading.Thread(target=in_threads, args=(auth, certified.url, 1))
    refreshing.start()
    begun.wait(5)
    in_threads(auth, certified.url, 3)
    assert targets(certified) == [LISTING, "/v3/x", LISTING, "/v3/x", "/v3/x", "/v3/x"]
    refreshing.join()


def test_when_the_refreshing_task_is_cancelled_a_waiting_one_takes_over(
    auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    begun = threading.Event()
    slowly(certified, begun)

    async def run() -> httpx.Response:
        async with httpx.AsyncClient(auth=auth, base_url=certified.url, verify=TLS) as client:
            first = asyncio.create_task(client.get("/v3/first"))
            await asyncio.to_thread(begun.wait, 5)
            second = asyncio.create_task(client.get("/v3/second"))
            await asyncio.sleep(0.02)
            first.cancel()
            return await second

    assert asyncio.run(run()).content == certified.body
    assert targets(certified) == [LISTING, LISTING, "/v3/second"]


def test_a_waiting_task_that_is_cancelled_does_not_disturb_the_others(
    auth: WeChatPayAuth, certified: CertificatePlatform
) -> None:
    begun = threading.Event()
    slowly(certified, begun)

    async def run() -> list[httpx.Response]:
        async with httpx.AsyncClient(auth=auth, base_url=certified.url, verify=TLS) as client:
            tasks = [asyncio.create_task(client.get(f"/v3/{number}")) for number in range(3)]
            await asyncio.to_thread(begun.wait, 5)
            tasks[1].cancel()
            return await asyncio.gather(tasks[0], tasks[2])

    assert [answer.status_code for answer in asyncio.run(run())] == [200, 200]
    assert certified.downloads == 1


def test_a_thread_waits_for_a_task_of_another_loop(auth: WeChatPayAuth, certified: CertificatePlatform) -> None:
    begun = threading.Event()
    slowly(certified, begun)
    loop = threading.Thread(target=in_tasks, args=(auth, certified.url, 1))
    loop.start()
    begun.wait(5)
    (answer,) = in_threads(auth, certified.url, 1)
    loop.join()
    assert isinstance(answer, httpx.Response)
    assert certified.downloads == 1


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


@pytest.mark.parametrize(("left", "due"), [(30 * 86400, 6 * 3600), (3600, 1800), (100, 60)])
def test_a_refresh_is_due_after_half_of_the_time_left_and_six_hours_at_most(
    call: Through, certified: CertificatePlatform, clock: Clock, left: int, due: int
) -> None:
    certified.certificates = [certificate(certified.key, OLD, ends=left)]
    call()
    clock.ahead = due - 10
    call()
    assert certified.downloads == 1
    clock.ahead = due + 1
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


def broken_list(problem: str, key: RSAPrivateKey, other: RSAPrivateKey) -> Callable[[Received], Answer]:
    good = certificate(key, OLD)
    bodies = {
        "no JSON": b"<html>",
        "no list": b'{"data":null}',
        "no object": b"[]",
        "no ciphertext": b'{"data":[{"serial_no":"1","encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM"}}]}',
        "another algorithm": listing(good, encrypt_certificate={"algorithm": "AEAD_SM4_GCM"}),
        "another serial number": listing(good, serial_no="ABC"),
        "another key's": listing(certificate(other, OLD)),
        "empty": b'{"data":[]}',
        "ended": listing(certificate(key, OLD, begins=-7200, ends=-1)),
        "bad": b"{}",
    }
    body = bodies.get(problem, listing(good))
    headers = signed_headers(key, body, serial=OLD_SERIAL)
    answers = {
        "unsigned": Answer(200, body),
        "stale": Answer(200, body, signed_headers(key, body, serial=OLD_SERIAL, timestamp=time.time() - 400)),
        "changed": Answer(200, body + b" ", headers),
        "forbidden": Answer(403, b'{"code":"NO_AUTH","message":"no\\nright"}', {"Request-ID": REQUEST_ID}),
        "failing": Answer(502, b"<html>"),
        "elsewhere": Answer(302, b"", {"Location": "/v3/other"}),
    }
    return lambda request: answers.get(problem, Answer(200, body, headers))


PROBLEMS = [
    ("no JSON", "are no list of platform certificates: JSONDecodeError"),
    ("no list", "are no list of platform certificates: TypeError"),
    ("no object", "are no list"),
    ("no ciphertext", "are no list of platform certificates: KeyError"),
    ("another algorithm", "encrypted with 'AEAD_SM4_GCM', not AEAD_AES_256_GCM"),
    ("another serial number", "'ABC' is not the serial number of its certificate"),
    ("another key's", "did not sign this answer"),
    ("empty", "did not sign this answer: Wechatpay-Serial is"),
    ("ended", "did not sign this answer: platform certificate .* is valid from"),
    ("unsigned", "did not sign this answer: Wechatpay-Timestamp is absent"),
    ("stale", "40. s old"),
    ("changed", "does not fit the"),
    ("forbidden", f"answered with 403 NO_AUTH no right .Request-ID {REQUEST_ID}"),
    ("failing", "answered with 502"),
    ("elsewhere", "answered with 302"),
]


@pytest.fixture(params=PROBLEMS, ids=lambda problem: problem[0])
def problem(
    request: pytest.FixtureRequest, platform_key: RSAPrivateKey, new_platform_key: RSAPrivateKey
) -> tuple[Callable[[Received], Answer], str]:
    """A listing that cannot be used, and what is said of it."""
    name, message = request.param
    return broken_list(name, platform_key, new_platform_key), message


Problem = tuple[Callable[[Received], Answer], str]


def test_without_certificates_a_call_is_not_sent_and_says_why(
    call: Through, certified: CertificatePlatform, problem: Problem
) -> None:
    certified.listed, message = problem
    with pytest.raises(CertificateError, match=message):
        call("POST", "/v3/x", json={})
    assert targets(certified) == [LISTING]


def test_while_a_certificate_is_valid_a_failed_refresh_is_a_warning(
    call: Through,
    certified: CertificatePlatform,
    clock: Clock,
    problem: Problem,
    caplog: pytest.LogCaptureFixture,
) -> None:
    call()
    clock.ahead = 7 * 3600
    certified.listed, message = problem
    for _ in range(2):
        assert call().content == certified.body
    assert targets(certified) == [LISTING, "/v3/x", LISTING, "/v3/x", "/v3/x"]
    (record,) = [record for record in caplog.records if record.name == "wechatpay_httpx"]
    assert record.levelno == logging.WARNING
    assert re.search(message, record.getMessage())
    assert f"Going on with: {OLD_SERIAL} is valid from" in record.getMessage()


def test_a_failing_refresh_is_tried_again_less_and_less_often(
    call: Through, certified: CertificatePlatform, clock: Clock, store: CertificateStore
) -> None:
    certified.certificates = [certificate(certified.key, OLD, ends=90 * 86400)]
    call()
    clock.ahead = 6 * 3600
    minutes = []
    for _ in range(9):
        waited = 0
        while (refresh := store.join(None, needed=True)) is None:
            waited += 1
            clock.ahead += 60
        assert isinstance(refresh, Refresh)
        with refresh:
            store.failed(CertificateError("no"))
        minutes.append(waited)
    assert minutes == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    clock.ahead += 3600
    call()
    clock.ahead += 5 * 3600
    call()
    assert certified.downloads == 2


def test_a_wrong_apiv3_key_has_an_error_of_its_own(
    through: Through, signer: Signer, certified: CertificatePlatform
) -> None:
    auth = WeChatPayAuth(signer, Verifier(CertificateStore(OTHER_APIV3_KEY)))
    for _ in range(2):
        with pytest.raises(APIv3KeyError, match="APIv3密钥") as caught:
            through(auth, certified.url, "POST", "/v3/x", json={})
        assert OTHER_APIV3_KEY[:6] not in f"{caught.value!r} {caught.value}"
        assert not caught.value.outcome_unknown
    assert targets(certified) == [LISTING]  # the second one is told the same without asking again


def test_a_merchant_without_certificates_is_sent_to_the_public_key(
    call: Through, certified: CertificatePlatform
) -> None:
    certified.listed = lambda request: Answer(404, b'{"code":"NOT_FOUND","message":"none"}')
    with pytest.raises(CertificateError, match=r"404 NOT_FOUND none .*no platform certificates, as new merchants"):
        call()


@pytest.mark.parametrize("status", [404, 500])
def test_with_a_public_key_beside_it_a_store_without_certificates_stops_no_call(
    through: Through,
    signer: Signer,
    certified: CertificatePlatform,
    clock: Clock,
    status: int,
) -> None:
    keys = {KEY_ID: certified.key.public_key()}
    auth = WeChatPayAuth(signer, Verifier(keys, CertificateStore(APIV3_KEY, clock=clock)))
    certified.answer = lambda request: (
        Answer(status) if request.target == LISTING else Answer(200, b"{}", signed_headers(certified.key, b"{}"))
    )
    for _ in range(3):
        assert through(auth, certified.url, "GET", "/v3/x").content == b"{}"
    assert certified.received[1].headers["Wechatpay-Serial"] == KEY_ID
    assert certified.downloads == 1
    clock.ahead = 61
    through(auth, certified.url, "GET", "/v3/x")
    assert certified.downloads == 2


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


def test_getting_the_certificates_oneself_tells_what_is_wrong_with_them(
    call: Through, certified: CertificatePlatform, platform_key: RSAPrivateKey
) -> None:
    certified.listed = broken_list("changed", platform_key, platform_key)
    with pytest.raises(CertificateError, match="did not sign this answer"):
        call(path=LISTING)
    certified.listed = lambda request: Answer(500, b"oops")
    assert call(path=LISTING).content == b"oops"


@pytest.mark.parametrize("seconds", [0, 7 * 3600])
def test_a_followed_redirect_of_the_listing_is_refused(
    call: Through, certified: CertificatePlatform, clock: Clock, seconds: int
) -> None:
    """The store has nothing yet, or a valid certificate and a refresh to make."""
    if seconds:
        call()
        clock.ahead = seconds
    certified.listed = lambda request: Answer(302, b"", {"Location": f"{certified.url}/v3/other"})
    if seconds:
        assert call(follow_redirects=True).content == certified.body
    else:
        with pytest.raises(CertificateError, match="follow_redirects off"):
            call(follow_redirects=True)


def test_a_followed_redirect_after_a_refresh_is_refused(call: Through, certified: CertificatePlatform) -> None:
    honest = certified.answer
    certified.answer = lambda request: (
        Answer(307, b"", {"Location": f"{certified.url}/v3/other"}) if request.target == "/v3/x" else honest(request)
    )
    with pytest.raises(SignatureVerificationError, match="follow_redirects off"):
        call(follow_redirects=True)


def test_a_listing_cut_short_ends_one_call_of_httpx_and_no_more(
    call: Through, certified: CertificatePlatform, clock: Clock
) -> None:
    honest = certified.listed
    certified.listed = lambda request: Answer(200, b"{}", announced_length=9)
    with pytest.raises(httpx.RemoteProtocolError):
        call()
    certified.listed = honest
    call()
    certified.listed = lambda request: Answer(200, b"{}", announced_length=9)
    clock.ahead = 7 * 3600
    with pytest.raises(httpx.RemoteProtocolError):
        call()
    assert call().content == certified.body


class Unreachable(httpx.BaseTransport):
    """A network that lets nothing through to the listing."""

    def __init__(self) -> None:
        self.real = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == LISTING:
            raise httpx.ConnectTimeout("timed out", request=request)
        return self.real.handle_request(request)

    def close(self) -> None:
        self.real.close()


def test_an_unreachable_listing_ends_one_call_of_httpx_and_no_more(
    auth: WeChatPayAuth, certified: CertificatePlatform, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with httpx.Client(auth=auth, base_url=certified.url, verify=TLS) as client:
        client.get("/v3/x")
    clock.ahead = 7 * 3600
    with httpx.Client(auth=auth, base_url=certified.url, transport=Unreachable()) as client:
        with pytest.raises(httpx.ConnectTimeout):
            client.get("/v3/x")
        for _ in range(3):
            assert client.get("/v3/x").status_code == 200
    assert "ended without an answer" in caplog.text


def test_a_driver_that_tells_the_flow_of_it_does_not_even_lose_that_call(
    auth: WeChatPayAuth, certified: CertificatePlatform, clock: Clock, new_platform_key: RSAPrivateKey
) -> None:
    def drive(transport: httpx.BaseTransport) -> httpx.Response:
        flow = auth.sync_auth_flow(httpx.Request("GET", f"{certified.url}/v3/x"))
        request = next(flow)
        while True:
            try:
                response = transport.handle_request(request)
            except httpx.TransportError as exc:
                request = flow.throw(exc)
                continue
            response.request = request
            try:
                request = flow.send(response)
            except StopIteration:
                return response

    with pytest.raises(httpx.ConnectTimeout):
        drive(Unreachable())
    with httpx.HTTPTransport() as transport:
        assert drive(transport).content == certified.body
        clock.ahead = 7 * 3600
        with Unreachable() as unreachable:
            assert drive(unreachable).content == certified.body
            certified.rotate(new_platform_key)
            with pytest.raises(SignatureVerificationError, match="unknown serial"):
                drive(unreachable)
        clock.ahead += 61
        assert drive(transport).content == certified.body


def test_the_async_flow_copes_with_it_as_well(auth: WeChatPayAuth, certified: CertificatePlatform) -> None:
    async def drive() -> None:
        flow = auth.async_auth_flow(httpx.Request("GET", f"{certified.url}/v3/x"))
        request = await anext(flow)
        assert request.url.path == LISTING
        with pytest.raises(httpx.ReadTimeout):
            await flow.athrow(httpx.ReadTimeout("timed out", request=request))

    asyncio.run(drive())
    assert in_tasks(auth, certified.url, 1)


def test_another_driver_of_the_flow_is_served_too(auth: WeChatPayAuth, certified: CertificatePlatform) -> None:
    flow = auth.auth_flow(httpx.Request("GET", f"{certified.url}/v3/x"))
    with httpx.HTTPTransport() as transport:
        request = flow.send(transport.handle_request(next(flow)))
        assert request.url.path == "/v3/x"
        with pytest.raises(StopIteration):
            flow.send(transport.handle_request(request))
