"""Files, which WeChat Pay does not sign: they pass by their path or by a mark of the program, and nothing else does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.auth_plugin.certificates import APIV3_KEY, CertificatePlatform
from tests.auth_plugin.platform import Answer, Platform, Received
from wechatpay_httpx import UNSIGNED_ANSWER, CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError, Reason, SignatureVerificationError

BILL = b"\x1f\x8b a made-up bill" * 10_000
KNOWN = [
    "/v3/billdownload/file?token=abc&tartype=gzip",
    "/v3/billdownload/file",
    "/v3/merchant-service/images/ChsyMDAyM_x-y~%3D%3D",
    "/v3/merchant-service/images/BB04A5DEEFEA18D4F2554C1EDD3B610B.bmp",
]

Send = Callable[..., httpx.Response]


@pytest.fixture(autouse=True)
def unsigned(platform: Platform) -> None:
    platform.answer = lambda request: Answer(200, BILL)


@pytest.mark.parametrize("path", KNOWN)
def test_a_file_passes_and_its_request_is_signed(send: Send, platform: Platform, path: str) -> None:
    assert send("GET", path).content == BILL
    (request,) = platform.received
    assert request.target == path
    assert request.headers["Authorization"].startswith("WECHATPAY2-SHA256-RSA2048 ")
    assert request.headers["Accept"] == "*/*"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v3/billdownload/file"),
        ("GET", "/v3/billdownload/file/"),
        ("GET", "/v3/billdownload/file/x"),
        ("GET", "/v3/billdownload/files"),
        ("GET", "/v3/billdownload%2Ffile"),
        ("GET", "/v3/pay/billdownload/file"),
        ("GET", "//v3/billdownload/file"),
        ("GET", "/v3/merchant-service/images/"),
        ("GET", "/v3/merchant-service/images/a/b"),
        ("GET", "/v3/merchant-service/images/a%2Fb"),
        ("GET", "/v3/merchant-service/images/%2E%2E"),
        ("GET", "/v3/merchant-service/complaints-v2"),
        ("GET", "/v3/x?/v3/billdownload/file"),
        ("GET", "/v3/x"),
    ],
)
def test_nothing_else_passes_unverified(send: Send, method: str, path: str) -> None:
    with pytest.raises(SignatureVerificationError) as caught:
        send(method, path)
    assert caught.value.reason is Reason.MISSING_HEADER


def test_it_is_the_target_that_counts_and_not_the_url(send: Send) -> None:
    with pytest.raises(SignatureVerificationError):
        send("GET", "/v3/billdownload/file", extensions={"target": b"/v3/x"})
    assert send("GET", "/v3/x", extensions={"target": b"/v3/billdownload/file?token=a"}).content == BILL


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_marks_a_request(send: Send, platform: Platform, method: str) -> None:
    assert send(method, "/v3/other/file", extensions=UNSIGNED_ANSWER).content == BILL
    with pytest.raises(SignatureVerificationError):
        send(method, "/v3/other/file")
    with pytest.raises(TypeError):
        UNSIGNED_ANSWER["wechatpay_unsigned_answer"] = False  # type: ignore[index]


@pytest.mark.parametrize("mark", [1, "yes", None, {}, 0])
def test_another_mark_is_a_mistake(send: Send, platform: Platform, mark: Any) -> None:
    with pytest.raises(AuthConfigurationError, match="extensions=UNSIGNED_ANSWER"):
        send("GET", "/v3/x", extensions={"wechatpay_unsigned_answer": mark})
    assert not platform.received


def test_no_header_and_nothing_that_arrives_marks_a_request(send: Send, platform: Platform) -> None:
    claims = {"wechatpay_unsigned_answer": "True", "Content-Type": "application/x-gzip", "Content-Disposition": "a.gz"}
    platform.answer = lambda request: Answer(200, BILL, claims)
    with pytest.raises(SignatureVerificationError):
        send("GET", "/v3/x", headers={name: value for name, value in claims.items() if name != "Content-Type"})


@pytest.mark.parametrize("how", [{}, {"extensions": UNSIGNED_ANSWER}])
def test_a_followed_redirect_is_refused_here_too(send: Send, platform: Platform, how: dict[str, Any]) -> None:
    def redirect(request: Received) -> Answer:
        other = {"Location": f"{platform.url}/v3/other"}
        return Answer(302, b"", other) if request.target != "/v3/other" else Answer(200, BILL)

    platform.answer = redirect
    with pytest.raises(SignatureVerificationError) as caught:
        send("GET", "/v3/billdownload/file", follow_redirects=True, **how)
    assert caught.value.reason is Reason.REDIRECTED


def test_a_file_can_be_streamed_and_is_not_read_before(auth: WeChatPayAuth, platform: Platform) -> None:
    with (
        httpx.Client(auth=auth, base_url=platform.url) as client,
        client.stream("GET", KNOWN[0]) as response,
    ):
        assert not response.is_stream_consumed
        assert b"".join(response.iter_bytes(1000)) == BILL

    async def stream() -> bytes:
        async with (
            httpx.AsyncClient(auth=auth, base_url=platform.url) as client,
            client.stream("GET", "/v3/other", extensions=UNSIGNED_ANSWER) as response,
        ):
            assert not response.is_stream_consumed
            return b"".join([chunk async for chunk in response.aiter_bytes(1000)])

    assert asyncio.run(stream()) == BILL


def test_a_streamed_answer_that_is_signed_is_verified_before_it_is_handed_over(
    auth: WeChatPayAuth, platform: Platform
) -> None:
    signed = platform.signed(b"{}")
    platform.answer = lambda request: signed
    with httpx.Client(auth=auth, base_url=platform.url) as client:
        with client.stream("GET", "/v3/x") as response:
            assert response.read() == b"{}"
        signed.body = b"[]"
        with pytest.raises(SignatureVerificationError), client.stream("GET", "/v3/x"):
            raise AssertionError


def test_a_refused_file_shows_its_error(send: Send, platform: Platform) -> None:
    platform.answer = lambda request: Answer(400, b'{"code":"NO_STATEMENT_EXIST"}')
    assert send("GET", KNOWN[0]).json() == {"code": "NO_STATEMENT_EXIST"}


def test_a_file_needs_no_certificate(through: Send, signer: Signer, certified: CertificatePlatform) -> None:
    certified.answer = lambda request: Answer(200, BILL)
    auth = WeChatPayAuth(signer, Verifier(CertificateStore(APIV3_KEY)))
    assert through(auth, certified.url, "GET", KNOWN[0]).content == BILL
    assert certified.downloads == 0
