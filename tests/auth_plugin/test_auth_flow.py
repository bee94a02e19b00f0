"""The auth flow over real sockets, in both worlds."""

from __future__ import annotations

import asyncio
import base64
import email
import gzip
import json
import re
import threading
import time
from collections.abc import Callable

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import REQUEST_ID, Answer, Platform, Received, signed_headers
from wechatpay_httpx import ImageUpload, Signer, Verifier, WeChatPayAuth, __version__
from wechatpay_httpx.errors import AuthConfigurationError, Reason, SignatureVerificationError

Send = Callable[..., httpx.Response]

PNG = b"\x89PNG\r\n\x1a\n" + b'\r\n--\r\nContent-Disposition: form-data; name="meta"\r\n\r\n{}\r\n' * 3


@pytest.fixture
def check_signature(merchant_key: RSAPrivateKey) -> Callable[[Received, bytes], None]:
    """Check a request as WeChat Pay does: from what arrived on the socket."""

    def check(request: Received, body: bytes) -> None:
        fields = dict(re.findall(r'(\w+)="([^"]*)"', request.headers["Authorization"]))
        assert (fields["mchid"], fields["serial_no"]) == (MCHID, SERIAL_NO)
        lines = [request.method, request.target, fields["timestamp"], fields["nonce_str"]]
        message = "\n".join(lines).encode() + b"\n" + body + b"\n"
        merchant_key.public_key().verify(base64.b64decode(fields["signature"]), message, PKCS1v15(), SHA256())

    return check


Check = Callable[[Received, bytes], None]


def test_a_post_with_chinese_text(send: Send, platform: Platform, check_signature: Check) -> None:
    response = send("POST", "/v3/marketing/partner/product-coupon/product-coupons", json={"name": "满100减10元🎫"})
    assert response.json() == {"name": "券"}
    (request,) = platform.received
    assert json.loads(request.body) == {"name": "满100减10元🎫"}
    check_signature(request, request.body)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (
            httpx.URL("/v3/tasks/a%2Fb%20c", params={"name": "优惠券 1"}),
            "/v3/tasks/a%2Fb%20c?name=%E4%BC%98%E6%83%A0%E5%88%B8+1",
        ),
        ("/v3/券/~x@y:z", "/v3/%E5%88%B8/~x@y:z"),
        ("/v3/x?b=%2b&a=1+2&b=&c", "/v3/x?b=%2b&a=1+2&b=&c"),
        ("/v3/x/?#fragment", "/v3/x/?"),
        ("", "/"),
    ],
)
def test_a_get_is_signed_with_its_target_as_it_travels(
    send: Send, platform: Platform, check_signature: Check, url: str | httpx.URL, target: str
) -> None:
    send("GET", url)
    (request,) = platform.received
    assert request.target == target
    check_signature(request, b"")


def test_a_target_set_by_extension_is_the_one_signed(send: Send, platform: Platform, check_signature: Check) -> None:
    send("GET", "/v3/x", extensions={"target": b"/v3/(exact)?a='1'"})
    (request,) = platform.received
    assert request.target == "/v3/(exact)?a='1'"
    check_signature(request, b"")


@pytest.mark.parametrize("meta_first", [True, False])
def test_an_upload_is_signed_by_its_meta_part(
    send: Send, platform: Platform, check_signature: Check, meta_first: bool
) -> None:
    files = ImageUpload.from_bytes(PNG, "头图.png").to_multipart()
    send("POST", "/v3/marketing/partner/product-coupon/media/upload-image", files=files if meta_first else files[::-1])
    (request,) = platform.received
    form = email.message_from_bytes(f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode() + request.body)
    arrived = {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
        for part in form.walk()
        if not part.is_multipart()
    }
    assert arrived["file"] == PNG
    meta = arrived["meta"]
    assert isinstance(meta, bytes)
    assert json.loads(meta)["filename"] == "头图.png"
    check_signature(request, meta)


def test_the_headers_a_call_needs_are_set(send: Send, platform: Platform) -> None:
    send("POST", "/v3/x", json={})
    (request,) = platform.received
    assert request.headers["Accept"] == "application/json"
    assert request.headers["Wechatpay-Serial"] == KEY_ID
    default = httpx.Client().headers["User-Agent"]
    assert request.headers["User-Agent"] == f"wechatpay-product-coupon/{__version__} {default}"
    assert request.headers["Content-Type"] == "application/json"


def test_a_type_or_agent_the_caller_chose_is_kept(send: Send, platform: Platform) -> None:
    send("GET", "/v3/x", headers={"Accept": "text/csv", "User-Agent": "shop/1"})
    (request,) = platform.received
    assert (request.headers["Accept"], request.headers["User-Agent"]) == ("text/csv", "shop/1")


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ([("accept", "*/*")], "application/json"),
        ([("Accept", "text/csv"), ("accept", "*/*")], "text/csv, */*"),
        ([("Accept", "*/*"), ("accept", "text/csv")], "*/*, text/csv"),
    ],
)
def test_of_several_types_each_counts(auth: WeChatPayAuth, given: list[tuple[str, str]], sent: str) -> None:
    request = next(auth.sync_auth_flow(httpx.Request("GET", "https://api.mch.weixin.qq.com/v3/x", headers=given)))
    assert request.headers["Accept"] == sent


def test_a_header_that_is_set_takes_the_place_of_all_of_its_name(auth: WeChatPayAuth) -> None:
    given = [("authorization", "Basic x"), ("AUTHORIZATION", "y"), ("X-Kept", "k")]
    request = next(auth.sync_auth_flow(httpx.Request("GET", "https://api.mch.weixin.qq.com/v3/x", headers=given)))
    (authorization,) = request.headers.get_list("Authorization")
    assert authorization.startswith("WECHATPAY2-SHA256-RSA2048 ")
    assert request.headers.get_list("Wechatpay-Serial") == [KEY_ID]
    assert request.headers["X-Kept"] == "k"


@pytest.mark.parametrize("status", [200, 202])
def test_a_changed_answer_never_reaches_the_caller(send: Send, platform: Platform, status: int) -> None:
    def tampered(request: Received) -> Answer:
        answer = platform.signed(b'{"amount":1}', status)
        return Answer(answer.status, b'{"amount":9}', answer.headers)

    platform.answer = tampered
    with pytest.raises(SignatureVerificationError) as caught:
        send("POST", "/v3/x", json={})
    assert (caught.value.reason, caught.value.request_id) == (Reason.WRONG_SIGNATURE, REQUEST_ID)


def test_an_unsigned_page_of_a_gateway_is_refused(send: Send, platform: Platform) -> None:
    platform.answer = lambda request: Answer(200, b"<html>Welcome to this network</html>")
    with pytest.raises(SignatureVerificationError, match="gateway") as caught:
        send("GET", "/v3/x")
    assert (caught.value.reason, caught.value.request_id) == (Reason.MISSING_HEADER, None)


def test_an_answer_from_six_minutes_ago_is_stale(send: Send, platform: Platform) -> None:
    platform.answer = lambda request: Answer(
        200, b"{}", signed_headers(platform.key, b"{}", timestamp=time.time() - 360)
    )
    with pytest.raises(SignatureVerificationError, match=r"\d{3,} s old"):
        send("GET", "/v3/x")


def test_an_empty_204_is_verified_too(send: Send, platform: Platform) -> None:
    platform.answer = lambda request: platform.signed(b"", 204)
    assert send("POST", "/v3/x").status_code == 204
    platform.answer = lambda request: Answer(204)
    with pytest.raises(SignatureVerificationError, match="missing header"):
        send("POST", "/v3/x")


def test_a_compressed_answer_is_verified_over_its_decoded_bytes(send: Send, platform: Platform) -> None:
    body = b'{"name":"x"}' * 50
    headers = signed_headers(platform.key, body) | {"Content-Encoding": "gzip"}
    platform.answer = lambda request: Answer(200, gzip.compress(body), headers)
    assert send("GET", "/v3/x").content == body


def test_an_answer_cut_short_is_refused(send: Send, platform: Platform) -> None:
    signed = platform.signed(b'{"amount":1}')
    platform.answer = lambda request: Answer(200, signed.body, signed.headers, announced_length=20)
    with pytest.raises(httpx.RemoteProtocolError):
        send("GET", "/v3/x")
    cut = Answer(200, signed.body[:-1], signed.headers)
    platform.answer = lambda request: cut
    with pytest.raises(SignatureVerificationError, match="wrong signature"):
        send("GET", "/v3/x")


@pytest.mark.parametrize("status", [302, 400, 401, 404, 429, 500, 502])
def test_any_other_status_passes_untouched(send: Send, platform: Platform, status: int) -> None:
    platform.answer = lambda request: Answer(status, b"<html>", {"Location": f"{platform.url}/v3/other"})
    response = send("GET", "/v3/x")
    assert (response.status_code, response.content) == (status, b"<html>")
    assert len(platform.received) == 1


@pytest.mark.parametrize("last_status", [200, 404])
def test_a_followed_redirect_is_refused(send: Send, platform: Platform, last_status: int) -> None:
    def redirect_once(request: Received) -> Answer:
        if request.target == "/v3/x":
            return Answer(307, b"", {"Location": f"{platform.url}/v3/other"})
        return platform.signed(b"{}", last_status)

    platform.answer = redirect_once
    with pytest.raises(SignatureVerificationError, match="follow_redirects off") as caught:
        send("POST", "/v3/x", json={}, follow_redirects=True)
    assert (caught.value.reason, caught.value.header) == (Reason.REDIRECTED, None)


class NoConnection(httpx.BaseTransport, httpx.AsyncBaseTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise AssertionError("a byte would have left")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise AssertionError("a byte would have left")


REFUSED_URLS = [
    "http://api.mch.weixin.qq.com/v3",
    "http://10.0.0.1/v3",
    "http://[2001:db8::1]/v3",
    "http://localhost.example.com/v3",
    "http://127.0.0.1.example.com/v3",
    "http://0.0.0.0/v3",
    "http://127.1/v3",
    "ftp://localhost/v3",
]


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_plain_http_to_another_machine_is_refused_without_a_connection(auth: WeChatPayAuth, url: str) -> None:
    async def through_async() -> None:
        async with httpx.AsyncClient(auth=auth, transport=NoConnection()) as client:
            await client.post(url, content=b"{}")

    client = httpx.Client(auth=auth, transport=NoConnection())
    with client, pytest.raises(AuthConfigurationError, match="https is needed"):
        client.post(url, content=b"{}")
    with pytest.raises(AuthConfigurationError, match="https is needed"):
        asyncio.run(through_async())


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.200.3.4:1", "[::1]:8080"])
def test_plain_http_to_this_machine_is_signed(auth: WeChatPayAuth, host: str) -> None:
    request = next(auth.sync_auth_flow(httpx.Request("GET", f"http://{host}/v3")))
    assert request.headers["Authorization"].startswith("WECHATPAY2-SHA256-RSA2048 ")


def test_the_flow_can_be_driven_over_a_bare_transport(
    auth: WeChatPayAuth, platform: Platform, check_signature: Check
) -> None:
    with httpx.HTTPTransport() as transport:
        flow = auth.sync_auth_flow(httpx.Request("POST", f"{platform.url}/v3/x", json={"a": 1}))
        response = transport.handle_request(next(flow))
        with pytest.raises(StopIteration):
            flow.send(response)
    assert response.json() == {"name": "券"}
    (request,) = platform.received
    check_signature(request, b'{"a":1}')
    assert request.headers["User-Agent"].startswith(f"wechatpay-product-coupon/{__version__} python-httpx")


def test_the_async_flow_can_be_driven_over_a_bare_transport(auth: WeChatPayAuth, platform: Platform) -> None:
    async def drive() -> httpx.Response:
        async with httpx.AsyncHTTPTransport() as transport:
            flow = auth.async_auth_flow(httpx.Request("GET", f"{platform.url}/v3/x"))
            response = await transport.handle_async_request(await anext(flow))
            with pytest.raises(StopAsyncIteration):
                await flow.asend(response)
            return response

    assert asyncio.run(drive()).json() == {"name": "券"}


def test_a_request_that_is_sent_again_is_signed_again(auth: WeChatPayAuth, platform: Platform) -> None:
    with httpx.Client(auth=auth, base_url=platform.url) as client:
        request = client.build_request("POST", "/v3/x", json={"a": 1})
        client.send(request)
        client.send(request)
    first, second = platform.received
    assert first.body == second.body
    assert first.headers["Authorization"] != second.headers["Authorization"]


def test_one_auth_serves_many_threads_and_clients(
    auth: WeChatPayAuth, platform: Platform, check_signature: Check
) -> None:
    def calls(name: str) -> None:
        with httpx.Client(auth=auth, base_url=platform.url) as client:
            for number in range(5):
                client.post(f"/v3/{name}/{number}", json={"name": name, "number": number})

    threads = [threading.Thread(target=calls, args=(f"t{index}",)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(platform.received) == 20
    for request in platform.received:
        check_signature(request, request.body)


def test_the_wrong_keys_are_told_apart(
    merchant_key: RSAPrivateKey, platform_key: RSAPrivateKey, new_platform_key: RSAPrivateKey, platform: Platform
) -> None:
    signer = Signer(MCHID, SERIAL_NO, merchant_key)
    wrong_key = WeChatPayAuth(signer, Verifier({KEY_ID: new_platform_key.public_key()}))
    wrong_id = WeChatPayAuth(signer, Verifier({"PUB_KEY_ID_1": platform_key.public_key()}))
    with httpx.Client(base_url=platform.url) as client:
        with pytest.raises(SignatureVerificationError, match="wrong signature"):
            client.get("/v3/x", auth=wrong_key)
        with pytest.raises(SignatureVerificationError, match="unknown serial"):
            client.get("/v3/x", auth=wrong_id)
