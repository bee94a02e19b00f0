"""Whatever a call ends in, the variables of its frames hold nothing of what it was made with."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.auth_plugin.certificates import APIV3_KEY, notification
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import Platform, signed_headers
from tests.frames import frames, reported
from tests.peer import Answer, Peer, answers
from tests.requests_of import coupon
from wechatpay_httpx import CertificateStore, NotificationParser, SeenInMemory, Signer, Verifier, WeChatPayAuth
from wechatpay_product_coupon import (
    AiohttpTransport,
    AsyncClient,
    Client,
    File,
    MemoryRateLimits,
    PostgresRateLimits,
    RedisRateLimits,
    RetryPolicy,
    call_from_dict,
    errors,
    events,
)
from wechatpay_product_coupon import models as m
from wechatpay_product_coupon.api.images import get_image_generation_task, submit_image_generation_task
from wechatpay_product_coupon.api.user_coupons import list_user_product_coupons

CODE, OPENID, PHONE, PICTURE = "CODE-SECRET-777", "oSECRETopenid0123456789abcdef", "13800001234", "PICTURE-SECRET"
PLANTED: Final = (CODE, OPENID, PHONE, PICTURE, APIV3_KEY)
ONCE = RetryPolicy(max_attempts=1, deadline=3)
TWICE = RetryPolicy(max_attempts=2, wait_initial=0, wait_jitter=0)


@pytest.fixture(params=["sync", "async", "aiohttp"])
def upload(request: pytest.FixtureRequest, keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]) -> Callable[..., Any]:
    """Upload a code to the stock of an id that names a person."""

    def auth() -> WeChatPayAuth:
        return WeChatPayAuth(Signer(MCHID, SERIAL_NO, keys[1]), Verifier({KEY_ID: keys[0].public_key()}))

    def upload(url: str, *, code: Any = CODE, wait_for: float | None = None, **options: Any) -> Any:
        options = {"auth": auth(), "base_url": url, "rate_limits": None, "retry": ONCE, **options}
        body = {"out_request_no": "codes_0001", "brand_id": "120344", "code_list": [code], "newer": {"phone": PHONE}}
        arguments: Any = (OPENID, "2", body)
        if request.param == "sync":
            if wait_for is not None:
                pytest.skip("nothing gives a thread up")
            with Client(**options) as client:
                return client.stocks.upload_codes(*arguments)

        async def in_loop() -> Any:
            transport = AiohttpTransport() if request.param == "aiohttp" else None
            try:
                async with AsyncClient(transport=transport, **options) as client:
                    return await asyncio.wait_for(client.stocks.upload_codes(*arguments), wait_for)
            finally:
                if transport:
                    await transport.aclose()

        return asyncio.run(in_loop())

    return upload


def ends(call: Callable[[], Any], kind: type[BaseException] | tuple[type[BaseException], ...]) -> BaseException:
    """Return what a call ends in, amid the handling of an error of the program, which keeps its own frames."""
    try:
        raise KeyError("the program's own")
    except KeyError as own:
        with pytest.raises(kind) as caught:
            call()
        kept = frames(own)
    assert kept
    assert frames(caught.value)
    assert not reported(caught.value, PLANTED)
    return caught.value


ECHO: Final = json.dumps(
    {"code": "PARAM_ERROR", "message": f"{CODE} twice, {CODE}", "detail": {"issue": CODE, "field": f"/{CODE}"}}
).encode()


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def wire(status: int, body: bytes, *headers: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status} X", *headers, f"Content-Length: {len(body)}", "", ""])
    return head.encode() + body


FAULTS: dict[str, tuple[Answer, type[errors.ClientError]]] = {
    "refused, in its own words": (answers(wire(400, ECHO)), errors.ApiError),
    "a gateway's page": (answers(wire(502, ECHO + b"<html>")), errors.ApiError),
    "unsigned": (answers(wire(200, ECHO)), errors.UnverifiedAnswerError),
    "a wrong signature": (
        answers(wire(400, ECHO, f"Wechatpay-Signature: {CODE}", "Wechatpay-Serial: x")),
        errors.UnverifiedAnswerError,
    ),
    "too long": (answers(wire(200, ECHO * 100_000)), errors.UnverifiedAnswerError),
    "an encoding": (answers(wire(200, ECHO, "Content-Encoding: br")), errors.UnverifiedAnswerError),
    "no gzip": (answers(wire(200, ECHO, "Content-Encoding: gzip")), errors.NoAnswerError),
    "cut off": (lambda connection: (connection.sendall(wire(200, ECHO)[:-9]), reset(connection)), errors.NoAnswerError),
    "reset": (reset, errors.NoAnswerError),
    "closed": (lambda connection: connection.close(), errors.NoAnswerError),
    "garbage": (answers(b"garbage\r\n\r\n"), errors.NoAnswerError),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("retry", [ONCE, TWICE], ids=["once", "twice"])
def test_a_failed_exchange(peer: Peer, upload: Callable[..., Any], name: str, retry: RetryPolicy) -> None:
    peer.answer, kind = FAULTS[name]
    ends(lambda: upload(peer.url, retry=retry), kind)


def test_silence(peer: Peer, upload: Callable[..., Any]) -> None:
    peer.answer = lambda _: None
    ends(lambda: upload(peer.url, timeout=0.2), errors.NoAnswerError)
    ends(lambda: upload(peer.url, retry=RetryPolicy(deadline=0.3)), errors.NoAnswerError)
    ends(lambda: upload(peer.url, wait_for=0.2), TimeoutError)


def test_nobody_there(upload: Callable[..., Any]) -> None:
    ends(lambda: upload("http://127.0.0.1:9"), errors.NoAnswerError)
    ends(lambda: upload("http://localhost:9", retry=TWICE), errors.NoAnswerError)
    ends(lambda: upload("http://no-such-host.invalid", auth=None), errors.NoAnswerError)


@pytest.mark.parametrize("code", [CODE + "!" * 50, {CODE: 1}, float("nan"), CODE + "\ud800", b"x"], ids=repr)
def test_a_request_that_is_not_sent(upload: Callable[..., Any], code: Any) -> None:
    with pytest.raises(errors.RequestValidationError) as caught:
        upload("http://127.0.0.1:9", code=code)
    assert not reported(caught.value, (OPENID, PHONE, CODE) if code == b"x" else (OPENID, PHONE))
    ends(lambda: upload("http://example.com"), errors.AuthError)


def test_a_turn_that_comes_too_late(upload: Callable[..., Any], peer: Peer) -> None:
    limits = MemoryRateLimits()
    for _ in range(2):
        with pytest.raises(errors.ClientError) as caught:
            upload(peer.url, rate_limits=limits, rate_limit_wait=0, auth=None)
    assert isinstance(caught.value, errors.RateLimitWaitTimeout | errors.ResponseContractError)
    assert not reported(caught.value, PLANTED)


def test_an_answer_that_no_model_holds(ask: Callable[..., Any]) -> None:
    body = {"out_request_no": "codes_0001", "brand_id": "120344", "code_list": [CODE]}
    for answer in ({"success_code_list": [CODE], "total_count": "x"}, [CODE], f'"{CODE}'.encode()):
        with pytest.raises(errors.ResponseContractError) as caught:
            ask(answer, "stocks.upload_codes", OPENID, "2", body=body)
        assert not reported(caught.value, PLANTED)


def test_what_a_listener_raises(peer: Peer) -> None:
    def fail(_: object) -> None:
        raise LookupError("the program's own")

    error = ends(lambda: soft(peer.url, fail), LookupError)
    assert frames(error) > 2


def soft(url: str, fail: Callable[[object], None]) -> Any:
    body = coupon()
    body.display_info.name = "券"
    body.additional_properties["newer"] = PHONE
    with Client(None, base_url=url, rate_limits=None, on_soft_rule=fail) as client:
        return client.product_coupons.create(body)


def test_a_picture(peer: Peer) -> None:
    peer.answer = answers(wire(400, b"{}"))
    body = m.UploadImageRequest(
        meta=m.ImageMeta(filename="a.png", sha256="0" * 64), file=File(PICTURE.encode(), "a.png", "image/png")
    )
    with Client(None, base_url=peer.url, rate_limits=None, retry=ONCE) as client:
        ends(lambda: client.images.upload(body), errors.RequestValidationError)
    with Client(None, base_url=peer.url, rate_limits=None, retry=ONCE, validate=False) as client:
        ends(lambda: client.images.upload(body), errors.ApiError)
    with Client(None, base_url="http://127.0.0.1:9", rate_limits=None, retry=ONCE, validate=False) as client:
        ends(lambda: client.images.upload(body), errors.NoAnswerError)


def test_a_stored_call_that_is_broken() -> None:
    stored = {"operation": "uploadCouponCodes", "path": [CODE], "query": {}, "body": {"code_list": [CODE]}}
    ends(lambda: call_from_dict(stored), errors.ModelError)


@pytest.mark.parametrize("url", [f"https://user:{CODE}@host", f"http://127.0.0.1:1/a?b={CODE}", f"ftp://{CODE}"])
def test_a_setting(url: str) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        Client(None, base_url=url)
    assert not [each for each in reported(caught.value, PLANTED) if not each.startswith("the text of")]
    with pytest.raises(errors.ConfigurationError) as caught:
        RedisRateLimits(f"redis://user:{CODE}@127.0.0.1:9/0")
    assert not reported(caught.value, PLANTED)
    with pytest.raises(errors.ConfigurationError) as caught:
        PostgresRateLimits(f"postgresql://user:{CODE}@127.0.0.1:9/none")
    assert not reported(caught.value, PLANTED)
    with pytest.raises(errors.ConfigurationError) as caught:
        AiohttpTransport(proxy=f"socks5://user:{CODE}@127.0.0.1:9")
    assert not reported(caught.value, PLANTED)


@pytest.fixture
def parsed(keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]) -> Callable[..., Any]:
    parser = NotificationParser(Verifier({KEY_ID: keys[0].public_key()}), APIV3_KEY)

    def parsed(data: Any, **changes: Any) -> Any:
        body = notification(data, **changes)
        return parser.parse(signed_headers(keys[0], body), body)

    return parsed


PERSON = {"brand_id": "120344", "coupon_code": CODE, "openid": OPENID, "phone_number": PHONE}


def test_a_notification(parsed: Callable[..., Any]) -> None:
    for data, changes in [
        (PERSON, {"apiv3_key": APIV3_KEY[::-1]}),
        (PERSON, {"id": None}),
        (PERSON, {"resource": {"algorithm": "AEAD", "nonce": CODE}}),
        (json.dumps(PERSON).encode()[:-2], {}),
        ([PERSON], {}),
    ]:
        with pytest.raises(Exception, match="otification") as caught:
            parsed(data, **changes)
        assert not reported(caught.value, PLANTED)


def test_an_event(parsed: Callable[..., Any]) -> None:
    for change in ({"openid": [OPENID]}, {"receive_time": CODE}, {}):
        read = parsed({**PERSON, **change})
        ends(lambda read=read: events.read(read), errors.EventContractError)  # type: ignore[misc]
    seen = SeenInMemory()
    with (
        seen.once(events.key(read)),
        pytest.raises(Exception, match="being processed") as caught,
        seen.once(events.key(read)),
    ):
        pass
    assert not reported(caught.value, PLANTED)


def test_certificates_that_cannot_be_had(
    peer: Peer, keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey], upload: Callable[..., Any]
) -> None:
    auth = WeChatPayAuth(Signer(MCHID, SERIAL_NO, keys[1]), Verifier(CertificateStore(APIV3_KEY)))
    for answer in (wire(200, ECHO), wire(404, ECHO), wire(200, ECHO * 100_000)):
        peer.answer = answers(answer)
        ends(lambda: upload(peer.url, auth=auth), errors.ClientError)


def test_the_plugin_alone(peer: Peer, keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]) -> None:
    auth = WeChatPayAuth(Signer(MCHID, SERIAL_NO, keys[1]), Verifier({KEY_ID: keys[0].public_key()}))

    async def in_loop() -> None:
        async with httpx.AsyncClient(auth=auth) as client:
            await client.post(peer.url + "/v3/x", json=PERSON)

    for name in ("unsigned", "a wrong signature", "too long", "an encoding"):
        peer.answer, _ = FAULTS[name]
        for call in (lambda: httpx.post(peer.url + "/v3/x", json=PERSON, auth=auth), lambda: asyncio.run(in_loop())):
            with pytest.raises(Exception, match="Not proven") as caught:
                call()
            # The frames of httpx are its own.
            assert not reported(caught.value, PLANTED, within="wechatpay_")
    with pytest.raises(Exception, match="Not proven") as caught:
        auth.verifier.verify({"Wechatpay-Signature": "x"}, ECHO)
    assert not reported(caught.value, PLANTED)


def test_the_walk_sees_what_is_there() -> None:
    def inner(body: Any) -> None:
        raise ValueError(1)

    def outer() -> None:
        inner([{"a": (CODE,)}])

    code = compile("def made(call, body):\n    call()\n", "/elsewhere.py", "exec")
    names: dict[str, Any] = {}
    exec(code, names)
    with pytest.raises(ValueError, match="1") as caught:
        names["made"](outer, {"x": [CODE.encode()]})
    assert reported(caught.value, PLANTED) == ["made: body shows CODE..."]


def test_what_waits_and_what_reads_pages(platform: Platform) -> None:
    operation = list_user_product_coupons
    call = operation.call(OPENID, appid="wx1", brand_id="120344")
    page = {"user_coupon_list": [], "total_count": 0, "next_page_token": CODE, "newer": {"openid": OPENID, "x": CODE}}
    signed = platform.signed(json.dumps(page).encode())
    refused = json.dumps({"code": "PARAM_ERROR", "message": f"{OPENID} is nobody"}).encode()

    def read_all(client: Client) -> None:
        for _ in client.iterate(call, operation.PAGINATION):
            pass

    for answer in (lambda _: signed, lambda _: platform.signed(refused, 400)):
        platform.answer = answer
        with Client(None, base_url=platform.url, rate_limits=None, retry=ONCE) as client:
            ends(lambda client=client: read_all(client), errors.ClientError)  # type: ignore[misc]
    with Client(None, base_url=platform.url, rate_limits=None, retry=ONCE) as client:
        waiter: Any = submit_image_generation_task.WAITER
        ends(
            lambda: client.send_and_wait(call, get_image_generation_task.OPERATION, waiter, timeout=5), errors.ApiError
        )
        ends(
            lambda: client.send_and_wait(call, get_image_generation_task.OPERATION, waiter, timeout=-1),
            errors.ConfigurationError,
        )


def test_a_refusal_in_a_store_of_results(peer: Peer, upload: Callable[..., Any]) -> None:
    body = {"code": f"X_{CODE}", "message": f"there is no {CODE}"}
    peer.answer = answers(wire(400, json.dumps(body).encode()))
    error = ends(lambda: upload(peer.url), errors.ApiError)
    assert CODE not in f"{error.args} {error!r}"
