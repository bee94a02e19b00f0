"""Answers that are not believed: replayed, changed errors, and what is too long to be looked at."""

from __future__ import annotations

import asyncio
import gzip
import logging
import os
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import Answer, Platform, Received, signed_headers
from tests.peer import Peer, answers, wait_for
from wechatpay_httpx import UNSIGNED_ANSWER, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx._accepted import Accepted
from wechatpay_httpx.errors import Reason, SignatureVerificationError

PATH = "/v3/marketing/x"
Get = Callable[..., httpx.Response]


@pytest.fixture(params=["sync", "async"])
def get(request: pytest.FixtureRequest, auth: WeChatPayAuth) -> Get:
    def get(url: str, **options: Any) -> httpx.Response:
        if request.param == "sync":
            with httpx.Client(auth=auth) as client:
                return client.get(url + PATH, **options)

        async def in_loop() -> httpx.Response:
            async with httpx.AsyncClient(auth=auth) as client:
                return await client.get(url + PATH, **options)

        return asyncio.run(in_loop())

    return get


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer(answers(b""))
    yield peer
    peer.close()


def refusal(get: Get, url: str) -> SignatureVerificationError:
    with pytest.raises(SignatureVerificationError) as caught:
        get(url)
    assert caught.value.outcome_unknown
    return caught.value


def wire(key: RSAPrivateKey, body: bytes, sent: bytes | None = None, *headers: str, status: int = 200) -> bytes:
    """Return an answer whose body is signed, and perhaps sent in another form."""
    sent = body if sent is None else sent
    lines = [f"{name}: {value}" for name, value in signed_headers(key, body).items()]
    head = "\r\n".join([f"HTTP/1.1 {status} X", *lines, *headers, f"Content-Length: {len(sent)}", "", ""])
    return head.encode() + sent


@pytest.mark.parametrize("status", [200, 204, 400, 429, 503])
def test_an_answer_is_accepted_once(get: Get, platform: Platform, status: int) -> None:
    captured = platform.signed(b"" if status == 204 else b'{"a":1}', status)
    platform.answer = lambda request: captured
    assert get(platform.url).status_code == status
    for _ in range(3):
        assert refusal(get, platform.url).reason is Reason.REPLAYED


def test_it_is_remembered_beyond_the_auth_the_thread_and_the_child(
    platform: Platform, merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey
) -> None:
    captured = platform.signed(b"{}")
    platform.answer = lambda request: captured

    def ends() -> str:
        auth = WeChatPayAuth(Signer(MCHID, SERIAL_NO, merchant_key), Verifier({KEY_ID: platform_key.public_key()}))
        try:
            return str(httpx.get(platform.url + PATH, auth=auth).status_code)
        except SignatureVerificationError as exc:
            return exc.reason

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: ends(), range(32)))
    assert sorted(set(seen)) == ["200", "replayed"]
    assert seen.count("200") == 1
    if child := os.fork():
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    else:
        os._exit(0 if ends() == "replayed" else 1)


def test_a_signature_in_another_dress_is_the_same(get: Get, platform: Platform) -> None:
    captured = platform.signed(b"{}")
    signature = captured.headers["Wechatpay-Signature"]
    # 256 bytes leave four bits of the last letter that say nothing.
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet[alphabet.index(signature[-3]) ^ 1]
    platform.answer = lambda request: captured
    assert get(platform.url).status_code == 200
    captured.headers["Wechatpay-Signature"] = f"{signature[:-3]}{last}=="
    captured.headers["Wechatpay-Serial"] = KEY_ID
    assert refusal(get, platform.url).reason in (Reason.REPLAYED, Reason.WRONG_SIGNATURE)


def test_what_is_remembered_is_bounded_in_number_and_time() -> None:
    now = 0.0
    accepted = Accepted(at_most=4, timer=lambda: now)
    marks = [bytes([number]) * 256 for number in range(20)]
    assert all(accepted.is_first(mark) for mark in marks)
    assert not any(accepted.is_first(mark) for mark in marks[-4:])
    assert accepted.is_first(marks[0])  # forgotten early
    now = 599
    assert not accepted.is_first(marks[0])
    now = 601
    assert not accepted.is_first(marks[0])
    now = 1300
    assert accepted.is_first(marks[1])
    now = 2000
    assert accepted.is_first(marks[0])


def test_a_crowd_gets_one_first() -> None:
    accepted, mark, firsts = Accepted(), b"x" * 256, []
    ready = threading.Barrier(8)

    def ask() -> None:
        ready.wait()
        firsts.append(accepted.is_first(mark))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(firsts) == 1


@pytest.mark.parametrize("status", [301, 400, 401, 429, 500, 503])
def test_an_error_that_is_signed_is_verified(get: Get, platform: Platform, status: int) -> None:
    platform.answer = lambda request: platform.signed(b'{"code":"X"}', status)
    answer = get(platform.url)
    assert (answer.status_code, answer.extensions["wechatpay_verified"]) == (status, True)


@pytest.mark.parametrize("status", [400, 429, 503])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda a: setattr(a, "body", b'{"code":"RATELIMIT_EXCEEDED"}'), Reason.WRONG_SIGNATURE),
        (lambda a: a.headers.update({"Wechatpay-Timestamp": "1554208460"}), Reason.STALE),
        (lambda a: a.headers.update({"Wechatpay-Serial": "PUB_KEY_ID_1"}), Reason.UNKNOWN_SERIAL),
        (lambda a: a.headers.pop("Wechatpay-Nonce"), Reason.MISSING_HEADER),
        (lambda a: a.headers.update({"Wechatpay-Signature": "WECHATPAY/SIGNTEST/x"}), Reason.WRONG_SIGNATURE),
    ],
)
def test_an_error_whose_signature_is_wrong_is_refused(
    get: Get, platform: Platform, status: int, change: Callable[[Answer], object], reason: Reason
) -> None:
    def answer(request: Received) -> Answer:
        forged = platform.signed(b'{"code":"X"}', status)
        change(forged)
        return forged

    platform.answer = answer
    assert refusal(get, platform.url).reason is reason


@pytest.mark.parametrize("headers", [{}, {"Wechatpay-Signature": ""}, {"Wechatpay-Serial": KEY_ID}])
def test_an_error_without_a_signature_passes_and_is_not_called_verified(
    get: Get, platform: Platform, headers: dict[str, str]
) -> None:
    platform.answer = lambda request: Answer(503, b"<html>", headers)
    answer = get(platform.url)
    assert answer.status_code == 503
    assert "wechatpay_verified" not in answer.extensions


LONG = b'"' + b"x" * (4 * 2**20) + b'"'


def unfit(key: RSAPrivateKey) -> dict[str, bytes]:
    bomb, chunk = gzip.compress(bytes(2**27)), b"100000\r\n" + bytes(2**20) + b"\r\n"
    return {
        "long": wire(key, LONG),
        "long, in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk * 9,
        "announced and never sent": b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n" + bytes(5 * 2**20),
        "long, compressed": wire(key, LONG, gzip.compress(LONG), "Content-Encoding: gzip"),
        "a bomb": wire(key, b"", bomb, "Content-Encoding: gzip"),
        "a bomb of zlib's": wire(key, b"", zlib.compress(bytes(2**27)), "Content-Encoding: deflate"),
        "a bomb without a frame": wire(key, b"", zlib.compress(bytes(2**27))[2:-4], "Content-Encoding: deflate"),
        "a bomb in a bomb": wire(key, b"", gzip.compress(bomb), "Content-Encoding: gzip, gzip"),
        "twice, in two headers": wire(key, b"", bomb, "Content-Encoding: gzip", "Content-Encoding: gzip"),
        "brotli": wire(key, b"{}", b"\x0b\x00\x80{}\x03", "Content-Encoding: br"),
        "zstd": wire(key, b"{}", b"(\xb5/\xfd", "Content-Encoding: zstd"),
        "an error": wire(key, LONG, status=502),
        "many headers": wire(key, b"{}", None, *(f"X-{number}: {'a' * 90}" for number in range(700))),
        "no gzip": wire(key, b"{}", b"{}", "Content-Encoding: gzip"),
    }  # fmt: skip


def test_what_is_unfit_is_not_looked_at(get: Get, peer: Peer, platform_key: RSAPrivateKey) -> None:
    for number, (name, answer) in enumerate(unfit(platform_key).items(), 1):
        peer.answer = answers(answer)
        error = refusal(get, peer.url)
        assert error.reason is Reason.NOT_READ, name
        assert len(str(error)) < 600
        wait_for(lambda expected=number: peer.closed == expected)  # type: ignore[misc]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity", ""])
def test_what_is_compressed_once_is_read(get: Get, peer: Peer, platform_key: RSAPrivateKey, encoding: str) -> None:
    body = b'{"a":"' + b"x" * 2**20 + b'"}'
    sent = {"gzip": gzip.compress, "deflate": zlib.compress}.get(encoding, bytes)(body)
    peer.answer = answers(wire(platform_key, body, sent, f"Content-Encoding: {encoding}"))
    answer = get(peer.url)
    assert answer.content == answer.read() == body
    assert len(answer.json()["a"]) == 2**20
    assert b"\r\naccept-encoding: gzip, deflate\r\n" in peer.requests[0].lower()


@pytest.mark.parametrize("window", [zlib.MAX_WBITS, 9, -zlib.MAX_WBITS])
def test_a_deflate_has_a_frame_of_zlibs_or_none(get: Get, peer: Peer, platform_key: RSAPrivateKey, window: int) -> None:
    deflate, body = zlib.compressobj(wbits=window), b'{"a":"b"}'
    peer.answer = answers(
        wire(platform_key, body, deflate.compress(body) + deflate.flush(), "Content-Encoding: deflate")
    )
    assert get(peer.url).content == body


def test_the_bound_can_be_set(
    get: Get, auth: WeChatPayAuth, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.answer = lambda request: platform.signed(LONG)
    assert refusal(get, platform.url).reason is Reason.NOT_READ
    monkeypatch.setattr(auth, "max_answer_bytes", len(LONG))
    assert get(platform.url).content == LONG
    monkeypatch.setattr(auth, "max_answer_bytes", 10)
    platform.answer = lambda request: platform.signed(b"x" * 11)
    assert "more than 10 bytes" in str(refusal(get, platform.url))


def test_a_file_that_nobody_signs_is_as_long_as_it_is(auth: WeChatPayAuth, peer: Peer) -> None:
    peer.answer = answers(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(LONG), LONG))
    with (
        httpx.Client(auth=auth) as client,
        client.stream("GET", peer.url + PATH, extensions=UNSIGNED_ANSWER) as answer,
    ):
        assert sum(len(piece) for piece in answer.iter_bytes()) == len(LONG)


def test_an_encoding_the_caller_chose_is_kept(auth: WeChatPayAuth, platform: Platform) -> None:
    for chosen, sent in {"identity": "identity", "gzip": "gzip", "gzip, br": "gzip, deflate"}.items():
        with httpx.Client(auth=auth) as client:
            client.get(platform.url + PATH, headers={"Accept-Encoding": chosen})
        assert platform.received[-1].headers["Accept-Encoding"] == sent


def test_no_log_shows_more_of_a_path_than_its_area(
    auth: WeChatPayAuth, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    platform.answer = lambda request: Answer(200, b"{}")
    with caplog.at_level(logging.DEBUG, "wechatpay_httpx"), httpx.Client(auth=auth) as client:
        for path in ("/v3/pay/users/oPERSON/coupons/PERSON?openid=oPERSON", "/v3/PERSON", "/v3/x", "/v3/certificates"):
            with pytest.raises(SignatureVerificationError):
                client.get(platform.url + path)
    told = [record.getMessage() for record in caplog.records if record.name == "wechatpay_httpx"]
    assert "GET /v3/pay/... signed" in told[0]
    assert not any("oPERSON" in str(vars(record)) for record in caplog.records if record.name == "wechatpay_httpx")
