"""Every logger of the process, at DEBUG, with all that its records hold: nothing of whom a call is about."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from typing import Any, Final

import aiohttp
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import Answer, Platform
from tests.peer import Peer
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_product_coupon import AiohttpTransport, AsyncClient, Client, RetryPolicy, errors
from wechatpay_runtime._transports.aiohttp_errors import AS_HTTPX_ERRORS, WITHOUT_URLS

CODE, OPENID = "CODE-SECRET-777", "oSECRETopenid0123456789abcdef"
RETRY: Final = RetryPolicy(max_attempts=2, wait_initial=0, wait_jitter=0)


@pytest.fixture
def auth(keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]) -> WeChatPayAuth:
    return WeChatPayAuth(Signer(MCHID, SERIAL_NO, keys[1]), Verifier({KEY_ID: keys[0].public_key()}))


@pytest.fixture(params=["sync", "async", "aiohttp"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def upload(transport: str, auth: WeChatPayAuth, url: str, **options: Any) -> Any:
    options |= {"base_url": url, "rate_limits": None, "retry": RETRY}
    body: Any = {"out_request_no": "codes_0001", "brand_id": "120344", "code_list": [CODE]}
    if transport == "sync":
        with Client(auth, **options) as client:
            return client.stocks.upload_codes(OPENID, "2", body)

    async def in_loop() -> Any:
        made = AiohttpTransport() if transport == "aiohttp" else None
        async with AsyncClient(auth, transport=made, **options) as client:
            try:
                return await client.stocks.upload_codes(OPENID, "2", body)
            finally:
                if made:
                    await made.aclose()

    return asyncio.run(in_loop())


def told(caplog: pytest.LogCaptureFixture, *planted: str) -> list[str]:
    """Return what shows in the records, their fields and their errors."""
    shown = [(record.name, f"{record.getMessage()} {vars(record)!r}") for record in caplog.records]
    return [f"{name}: {text[:200]}" for name, text in shown if any(each in text for each in planted)]


REFUSAL = {"code": "SYSTEM_ERROR", "message": f"busy with {CODE}", "detail": {"issue": CODE, "value": [CODE]}}


@pytest.mark.parametrize("end", ["result", "refused", "unsigned", "not proven", "drift", "broken", "no answer"])
def test_no_logger_tells_whom_a_call_is_about(
    auth: WeChatPayAuth, platform: Platform, caplog: pytest.LogCaptureFixture, transport: str, end: str
) -> None:
    success = {"total_count": 1, "success_code_list": [CODE]}
    made = {
        "result": lambda: platform.signed(json.dumps(success).encode()),
        "refused": lambda: platform.signed(json.dumps(REFUSAL).encode(), 500),
        "unsigned": lambda: Answer(500, json.dumps(REFUSAL).encode(), {"Content-Type": "application/json"}),
        "not proven": lambda: Answer(200, json.dumps(success).encode(), {"Wechatpay-Signature": "x"}),
        "drift": lambda: platform.signed(json.dumps({**success, "total_count": 2, "newer": {"a": CODE}}).encode()),
        "broken": lambda: platform.signed(json.dumps({**success, "total_count": [CODE]}).encode()),
        "no answer": lambda: Answer(200, CODE.encode(), announced_length=99),
    }[end]
    platform.answer = lambda request: made()
    with caplog.at_level(logging.DEBUG):
        for name in ("httpx", "httpcore", "asyncio", "aiohttp", "wechatpay_httpx", "wechatpay_product_coupon"):
            caplog.set_level(logging.DEBUG, name)
        try:
            upload(transport, auth, platform.url)
        except errors.ClientError:
            assert end not in ("result", "drift")
    assert any("uploadCouponCodes" in record.getMessage() for record in caplog.records)
    assert not told(caplog, CODE, OPENID)


def test_no_error_of_a_connection_tells_whom_a_call_is_about(
    auth: WeChatPayAuth, peer: Peer, caplog: pytest.LogCaptureFixture, transport: str
) -> None:
    """A host that does not answer in TLS: aiohttp's words for that hold the URL."""
    with caplog.at_level(logging.DEBUG), pytest.raises(errors.NoAnswerError) as caught:
        upload(transport, auth, peer.url.replace("http:", "https:"), timeout=0.2)
    assert isinstance(caught.value.cause, httpx.ConnectTimeout)
    assert OPENID not in f"{caught.value} {caught.value.cause!r} {caught.value.attempts}"
    assert OPENID not in "".join(traceback.format_exception(caught.value))
    assert not told(caplog, OPENID)


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ClientOSError(32, f"Can not write request body for https://host/users/{OPENID}"),
        aiohttp.ConnectionTimeoutError(f"Connection timeout to host https://host/users/{OPENID}"),
        aiohttp.InvalidURL(f"//host/users/{OPENID}"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_url_of_aiohttps_is_passed_on(error: Exception) -> None:
    with pytest.raises(httpx.TransportError) as caught, WITHOUT_URLS, AS_HTTPX_ERRORS:
        raise error
    assert OPENID not in "".join(traceback.format_exception(caught.value))


def test_the_client_sends_nothing_through_httpx_own_line(
    auth: WeChatPayAuth, platform: Platform, caplog: pytest.LogCaptureFixture, transport: str
) -> None:
    platform.answer = lambda request: platform.signed(b'{"total_count": 1}')
    with caplog.at_level(logging.INFO):
        upload(transport, auth, platform.url)
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))]


def test_who_uses_the_plugin_alone_can_do_without_that_line(
    auth: WeChatPayAuth, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    platform.answer = lambda request: platform.signed(b"{}")
    with caplog.at_level(logging.INFO), httpx.Client(auth=auth) as client:
        client.get(f"{platform.url}/v3/x/users/{OPENID}")
        assert told(caplog, OPENID)
        caplog.clear()
        caplog.set_level(logging.WARNING, "httpx")  # as docs/en/plugin.md says
        client.get(f"{platform.url}/v3/x/users/{OPENID}")
        assert not told(caplog, OPENID)
