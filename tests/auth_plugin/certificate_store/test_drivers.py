"""The flow with a store, as other drivers than httpx's clients run it, and over a network that fails."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.certificate_store.calls import Clock, in_tasks
from tests.auth_plugin.certificates import (
    LISTING,
    CertificatePlatform,
)
from tests.auth_plugin.platform import TLS
from wechatpay_httpx import WeChatPayAuth
from wechatpay_httpx.errors import SignatureVerificationError


def test_a_download_has_the_time_limits_of_its_call_and_not_its_target(auth: WeChatPayAuth) -> None:
    extensions = {"timeout": {"connect": 1.0, "read": 2.0, "write": 3.0, "pool": 4.0}, "target": b"/v3/(x)"}
    request = httpx.Request("GET", "https://pay.example:8443/v3/x?a=1", headers={"Host": "h"}, extensions=extensions)
    download = next(auth.sync_auth_flow(request))
    assert str(download.url) == "https://pay.example:8443/v3/certificates"
    assert download.extensions == {"timeout": extensions["timeout"]}
    assert download.headers["Host"] == "h"


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
