"""Proxies of the environment, on real sockets: chosen as httpx chooses them, by every transport."""

from __future__ import annotations

import asyncio
import itertools
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.calls import AT_ONCE
from tests.requests_of import image_task
from tests.runtime.forward_proxy import ForwardProxy, TlsServer
from wechatpay_httpx import CertificateStore, Verifier, WeChatPayAuth
from wechatpay_product_coupon import (
    AiohttpTransport,
    AsyncClient,
    AsyncTransport,
    Client,
    CurlTransport,
    RetryPolicy,
    Transport,
)
from wechatpay_product_coupon.errors import ApiError, ConfigurationError, NoAnswerError
from wechatpay_runtime._transports.proxies import OfEnvironment
from wechatpay_sandbox import Sandbox

NAME = "api.mch.weixin.qq.com"
OTHER_NAME = "other.example"
SECRET = "open-sesame"
VARIABLES = [f"{scheme}_PROXY" for scheme in ("HTTP", "HTTPS", "ALL", "NO")]
SHORT = RetryPolicy(max_attempts=1, deadline=0.6)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set the variables that name proxies, to these and no others."""

    def set_to(**variables: str) -> None:
        for name in itertools.chain(VARIABLES, map(str.lower, VARIABLES)):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    set_to()
    return set_to


@pytest.fixture
def tls(wechatpay: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsServer]:
    """The sandbox under WeChat Pay's own name, which the proxy alone knows the way to."""
    port = httpx.URL(wechatpay.url).port
    assert port
    with TlsServer(NAME, ("127.0.0.1", port), tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
        yield server


@pytest.fixture
def forward(tls: TlsServer) -> Iterator[ForwardProxy]:
    with ForwardProxy({NAME: tls.address}) as proxy:
        yield proxy


async def _asynchronous(opened: Callable[[], Any], auth: Any, url: str, calls: int, **client: Any) -> list[str]:
    async with (
        opened() as transport,
        AsyncClient(auth, base_url=url, transport=transport, **{"retry": AT_ONCE, **client}) as made,
    ):
        return [(await made.images.submit_generation_task(image_task())).task_id for _ in range(calls)]


class Nothing:
    """Stands for a transport that was left out."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...

    async def __aenter__(self) -> None: ...

    async def __aexit__(self, *_: object) -> None: ...


def _blocking(kind: Any, auth: Any, url: str, calls: int, **client: Any) -> list[str]:
    with (
        kind() as transport,
        Client(auth, base_url=url, **{"retry": AT_ONCE, "transport": transport, **client}) as made,
    ):
        return [made.images.submit_generation_task(image_task()).task_id for _ in range(calls)]


Ask = Callable[..., list[str]]
ASK: dict[str, Ask] = {
    "Client": partial(_blocking, Nothing),
    "CurlTransport": partial(_blocking, CurlTransport),
    "AsyncClient": lambda *args, **client: asyncio.run(_asynchronous(Nothing, *args, **client)),
    "AiohttpTransport": lambda *args, **client: asyncio.run(_asynchronous(AiohttpTransport, *args, **client)),
}


@pytest.fixture(params=ASK)
def ask(request: pytest.FixtureRequest, wechatpay: Sandbox) -> Ask:
    """Make calls over a transport that is opened for them."""

    def ask(url: str | None = None, calls: int = 1, auth: Any = None, **client: Any) -> list[str]:
        client = {"rate_limits": None, **client}
        return ASK[str(request.param)](auth or wechatpay.auth(), url or wechatpay.url, calls, **client)

    return ask


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_calls_go_through_a_tunnel_of_the_environments_proxy(
    ask: Ask, forward: ForwardProxy, environment: Callable[..., None], name: str
) -> None:
    environment(**{name: f"http://{forward.netloc}"})
    assert len(ask(f"https://{NAME}", 2)) == 2
    assert forward.asked == [f"CONNECT {NAME}:443 HTTP/1.1"]  # one tunnel for both


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_plain_http_goes_through_it_with_its_whole_url(
    ask: Ask, wechatpay: Sandbox, forward: ForwardProxy, environment: Callable[..., None], name: str
) -> None:
    environment(**{name: forward.netloc})  # without http://, as many write it
    assert ask(wechatpay.url)
    assert [line.split("/v3/")[0] for line in forward.asked] == [f"POST {wechatpay.url}"]


@pytest.mark.parametrize("url", [f"https://{NAME}", None])
def test_a_proxy_is_told_name_and_password(
    ask: Ask, forward: ForwardProxy, environment: Callable[..., None], url: str | None
) -> None:
    forward.password = f"merchant:{SECRET} ü"
    environment(ALL_PROXY=f"http://merchant:{SECRET}%20%C3%BC@{forward.netloc}")
    assert ask(url)


@pytest.mark.parametrize("exception", ["127.0.0.1", "*", "127.0.0.0/8", "a.example, 127.0.0.1", "http://127.0.0.1"])
def test_no_proxy_is_kept(
    ask: Ask, wechatpay: Sandbox, environment: Callable[..., None], forward: ForwardProxy, exception: str
) -> None:
    environment(HTTP_PROXY=f"http://{forward.netloc}", NO_PROXY=exception)
    assert ask(wechatpay.url)
    assert forward.asked == []


def test_the_download_of_certificates_goes_through_it_too(
    ask: Ask, wechatpay: Sandbox, forward: ForwardProxy, environment: Callable[..., None]
) -> None:
    environment(HTTPS_PROXY=f"http://{forward.netloc}")
    store = CertificateStore(wechatpay.merchant.apiv3_key)
    assert ask(f"https://{NAME}", auth=WeChatPayAuth(wechatpay.auth().signer, Verifier(store)))
    assert {line.split()[0] for line in forward.asked} == {"CONNECT"}


@pytest.mark.parametrize("opened", [Transport, CurlTransport, AsyncTransport, AiohttpTransport])
def test_trust_env_and_a_proxy_of_ones_own_leave_the_environment_alone(
    opened: Any, environment: Callable[..., None]
) -> None:
    environment(HTTPS_PROXY="http://127.0.0.1:9")
    assert opened(trust_env=False)._proxied is None
    assert opened(proxy="http://127.0.0.1:10")._proxied is None
    assert opened()._proxied is not None


@pytest.mark.parametrize("tunnels", [True, False], ids=["a tunnel", "plain http"])
def test_a_proxy_that_refuses_is_told_without_its_password(
    ask: Ask,
    forward: ForwardProxy,
    environment: Callable[..., None],
    tunnels: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", logger="wechatpay_product_coupon")
    forward.password = "another:one"
    environment(ALL_PROXY=f"http://merchant:{SECRET}@{forward.netloc}")
    with pytest.raises(NoAnswerError if tunnels else ApiError, match=r"407.* Proxy Authentication Required") as caught:
        ask(f"https://{NAME}" if tunnels else None)
    told = "".join(traceback.format_exception(caught.value, chain=True)) + caplog.text
    assert SECRET not in told
    assert not caught.value.outcome_unknown
    assert (f"through the proxy http://{forward.netloc}" in str(caught.value)) == tunnels


def test_a_proxy_that_is_not_there_is_named_without_its_password(
    ask: Ask, wechatpay: Sandbox, environment: Callable[..., None]
) -> None:
    environment(ALL_PROXY=f"http://merchant:{SECRET}@127.0.0.1:9")
    for url in (f"https://{NAME}", wechatpay.url):
        with pytest.raises(NoAnswerError, match=r"through the proxy http://127\.0\.0\.1:9") as caught:
            ask(url)
        assert not caught.value.outcome_unknown
        assert SECRET not in "".join(traceback.format_exception(caught.value, chain=True))


@pytest.mark.parametrize("timeout", [30.0, 0.2], ids=["by the deadline", "by its time-outs"])
def test_a_tunnel_that_does_not_open_ends_in_time_and_nothing_was_sent(
    ask: Ask, forward: ForwardProxy, environment: Callable[..., None], timeout: float
) -> None:
    environment(HTTPS_PROXY=f"http://{forward.netloc}")
    forward.answer = lambda connection: connection.recv(1)
    begun = time.monotonic()
    with pytest.raises(NoAnswerError) as caught:
        ask(f"https://{NAME}", retry=SHORT, timeout=timeout)
    assert time.monotonic() - begun < 10
    assert not caught.value.outcome_unknown
    assert caught.value.attempts[0].duration < 5


def test_a_tunnel_that_is_cut_while_it_opens_has_sent_nothing(
    ask: Ask, forward: ForwardProxy, environment: Callable[..., None]
) -> None:
    environment(HTTPS_PROXY=f"http://{forward.netloc}")
    forward.answer = lambda connection: connection.shutdown(2)
    with pytest.raises(NoAnswerError, match="through the proxy") as caught:
        ask(f"https://{NAME}")
    assert not caught.value.outcome_unknown


def test_a_host_behind_a_proxy_that_fails_in_tls_is_no_refusal_of_the_proxys(
    ask: Ask, tls: TlsServer, environment: Callable[..., None]
) -> None:
    """Its certificate is for another name, so the next host is asked, through the same proxy."""
    with ForwardProxy({NAME: tls.address, OTHER_NAME: tls.address}) as forward:
        environment(HTTPS_PROXY=f"http://{forward.netloc}")
        with pytest.raises(NoAnswerError) as caught:
            ask(f"https://{OTHER_NAME}", retry=RetryPolicy(max_attempts=1))
        assert isinstance(caught.value.cause, httpx.ConnectError)
        assert not caught.value.outcome_unknown
        assert len(ask([f"https://{OTHER_NAME}", f"https://{NAME}"])) == 1


@pytest.mark.parametrize("timeout", [30.0, 0.2], ids=["by the deadline", "by its time-outs"])
def test_silence_behind_a_proxy_ends_in_time_and_the_outcome_is_unknown(
    ask: Ask, wechatpay: Sandbox, forward: ForwardProxy, environment: Callable[..., None], timeout: float
) -> None:
    environment(HTTP_PROXY=f"http://{forward.netloc}")
    forward.answer = lambda connection: connection.recv(1)
    with pytest.raises(NoAnswerError) as caught:
        ask(wechatpay.url, retry=SHORT, timeout=timeout)
    assert caught.value.outcome_unknown
    assert caught.value.attempts[0].duration < 5


def test_a_connection_to_a_proxy_with_something_left_over_serves_no_other_call(
    ask: Ask, wechatpay: Sandbox, forward: ForwardProxy, environment: Callable[..., None]
) -> None:
    environment(HTTP_PROXY=f"http://{forward.netloc}")
    assert len(ask(wechatpay.url, 3)) == 3
    assert forward.opened == 1
    forward.left_over = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    assert len(ask(wechatpay.url, 3)) == 3
    assert forward.opened == 4


BAD = ["ftp://p", f"http://u:{SECRET}@p:x", f"http://u:{SECRET}/@p:1", f"http://:{SECRET}@", f"//u:{SECRET}@h:1"]


@pytest.mark.parametrize("opened", [Transport, CurlTransport, AsyncTransport, AiohttpTransport])
@pytest.mark.parametrize("url", [*BAD, 5, b"http://p", ["http://p"], True])
def test_what_is_no_proxy_is_a_configuration_error_that_does_not_show_it(
    opened: Any, environment: Callable[..., None], url: Any
) -> None:
    places = [("proxy", lambda: opened(proxy=url))]
    if isinstance(url, str):
        environment(https_proxy=url)
        places.append(("HTTPS_PROXY of the environment", opened))
    for name, make in places:
        with pytest.raises(ConfigurationError, match=f"{name} is .*the URL of a proxy is needed") as caught:
            make()
        assert SECRET not in "".join(traceback.format_exception(caught.value, chain=True))


def test_aiohttp_knows_no_socks_and_says_which_transport_does(environment: Callable[..., None]) -> None:
    environment(ALL_PROXY=f"socks5://u:{SECRET}@127.0.0.1:1080")
    with pytest.raises(ConfigurationError, match="an AsyncTransport knows others") as caught:
        AiohttpTransport()
    assert SECRET not in str(caught.value)


HOSTS = [
    *(f"https://{NAME}/v3", "https://api2.mch.weixin.qq.com", "https://mch.weixin.qq.com", "https://xweixin.qq.com"),
    *("http://127.0.0.1:8080/x", "http://localhost:1/", "https://example.com:8443", "http://[::1]:80/x"),
]
EXCEPTIONS = [
    *("", "*", "weixin.qq.com", ".weixin.qq.com", "127.0.0.1", "localhost", "::1", f"https://{NAME}", "https://"),
    *("example.com:8443", "127.0.0.1:8080", "a.b, weixin.qq.com ,c", "https://*weixin.qq.com", "WEIXIN.qq.com"),
]
NAMED: list[dict[str, str]] = [
    {"HTTPS_PROXY": "http://p:1"},
    {"HTTP_PROXY": "p:2"},
    {"ALL_PROXY": "http://p:3", "HTTP_PROXY": "http://p:4"},
    {"https_proxy": "http://low:1", "HTTPS_PROXY": "http://up:1", "ALL_PROXY": "http://p:3"},
    {},
]


@pytest.mark.parametrize("exception", EXCEPTIONS)
@pytest.mark.parametrize("named", NAMED, ids=str)
def test_the_choice_is_httpxs_own(environment: Callable[..., None], named: dict[str, str], exception: str) -> None:
    environment(**named, NO_PROXY=exception)
    ours = OfEnvironment(lambda proxy: proxy)
    client: Any = httpx.Client()
    with client:
        for url in map(httpx.URL, HOSTS):
            pool = getattr(client._transport_for_url(url), "_pool", None)
            theirs = getattr(pool, "_proxy_url", None)
            chosen = ours.of(url)
            assert (chosen and (chosen.url.raw_host, chosen.url.port)) == (theirs and (theirs.host, theirs.port)), url
