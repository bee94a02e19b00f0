"""`AiohttpTransport`: what was signed is what goes out, once, and its errors say what became of it."""

from __future__ import annotations

import asyncio
import gc
import gzip
import socket
import struct
import subprocess
import sys
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import httpx
import pytest

from tests.peer import Answer, Peer, answers
from tests.traffic.fork import in_child, needs_fork
from wechatpay_product_coupon import AiohttpTransport
from wechatpay_runtime.errors import ConfigurationError

OK: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
SECONDS = 10
TIMEOUT = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}
SHORT = {"connect": 0.3, "read": 0.3, "write": 0.3, "pool": 0.3}


def resets(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer(answers(OK))
    yield peer
    peer.close()


def request(url: str, method: str = "POST", *, timeout: Any = TIMEOUT, **kwargs: Any) -> httpx.Request:
    return httpx.Request(method, url, extensions={"timeout": timeout, **kwargs.pop("extensions", {})}, **kwargs)


async def exchange(transport: httpx.AsyncBaseTransport, *requests: httpx.Request) -> httpx.Response:
    async with transport:
        for each in requests:
            response = await transport.handle_async_request(each)
            await response.aread()
        return response


def send(*requests: httpx.Request, transport: httpx.AsyncBaseTransport | None = None) -> httpx.Response:
    """Send requests one after the other, and return the last answer."""
    return asyncio.run(asyncio.wait_for(exchange(transport or AiohttpTransport(), *requests), SECONDS))


def parts(content: bytes) -> tuple[bytes, list[bytes], bytes]:
    head, _, body = content.partition(b"\r\n\r\n")
    line, *headers = head.split(b"\r\n")
    return line, sorted(headers), body


@pytest.mark.parametrize(
    "made",
    [
        {"content": b'{"a":"\xe4\xbd\xa0"}', "headers": {"Authorization": "A", "X-Mixed-CASE": "b"}},
        {"content": b""},
        {"method": "GET"},
        {"method": "GET", "headers": [("X-Twice", "1"), ("X-Twice", "2"), ("Accept", "image/png")]},
        {"files": [("meta", (None, b"{}", "application/json")), ("file", ("a.png", bytes(2**20), "image/png"))]},
        {"headers": {"X-Name": "商品券".encode()}},
        {"extensions": {"target": b"/as/it%20is?%2F"}},
    ],
    ids=["json", "empty", "get", "headers", "multipart", "utf-8", "target"],
)
@pytest.mark.parametrize("path", ["/v3/x", "/v3/%40%2C%2B%2F%7E!$&'()*+,;=:@-._~/%E5%88%B8", "/v3/x?a=%2F&b=a%20b+c"])
def test_the_bytes_of_a_request_are_those_that_httpx_sends(peer: Peer, made: dict[str, Any], path: str) -> None:
    made = request(peer.url + path, **made)
    asyncio.run(made.aread())
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        send(made)
    assert not [each for each in warned if "large body" in str(each.message)]
    send(made, transport=httpx.AsyncHTTPTransport())
    ours, theirs = (parts(content) for content in peer.requests)
    assert ours == theirs


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


FAULTS: dict[str, tuple[Answer, str, type[httpx.TransportError]]] = {
    "closed before an answer": (lambda c: c.shutdown(socket.SHUT_RDWR), "POST", httpx.RemoteProtocolError),
    "closed, a GET": (lambda c: c.shutdown(socket.SHUT_RDWR), "GET", httpx.RemoteProtocolError),
    "reset": (resets, "POST", httpx.ReadError),
    "reset, a GET": (resets, "GET", httpx.ReadError),
    "silence": (lambda _: None, "POST", httpx.ReadTimeout),
    "silence amid the head": (answers(OK[:20]), "POST", httpx.ReadTimeout),
    "silence amid the body": (answers(OK[:-1]), "POST", httpx.ReadTimeout),
    "no HTTP": (answers(b"SSH-2.0\r\n\r\n"), "POST", httpx.RemoteProtocolError),
    "body cut": (lambda c: (c.sendall(OK[:-1]), c.shutdown(socket.SHUT_RDWR))[1], "POST", httpx.ReadError),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_sent_and_lost_is_sent_once_and_never_called_unsent(peer: Peer, fault: str) -> None:
    peer.answer, method, expected = FAULTS[fault]
    with pytest.raises(expected) as caught:
        send(request(peer.url, method, content=b"{}", timeout=SHORT))
    assert type(caught.value) is expected
    assert str(caught.value)
    assert len(peer.requests) == 1


def test_a_kept_connection_that_the_server_closes_meanwhile_is_no_reason_to_send_twice(peer: Peer) -> None:
    def once_then_close(connection: socket.socket) -> None:
        connection.sendall(OK) if len(peer.requests) == 1 else connection.close()

    peer.answer = once_then_close
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        send(request(peer.url, "GET"), request(peer.url, "GET"))
    assert len(peer.requests) == 2


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://{closed_port}", httpx.ConnectError),
        ("http://no-such-host.invalid", httpx.ConnectError),
        ("ftp://127.0.0.1", httpx.UnsupportedProtocol),
    ],
)
def test_what_never_left_is_said_so(url: str, kind: type[httpx.TransportError]) -> None:
    with pytest.raises(kind):
        send(request(url.format(closed_port=closed_port())))


def test_tls_to_a_server_without_it_is_no_connection(peer: Peer) -> None:
    peer.answer = answers(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises((httpx.ConnectError, httpx.ConnectTimeout)):
        send(request(f"https://{peer.netloc}", timeout=SHORT))
    assert peer.requests == []


def test_a_header_with_a_line_break_is_not_sent(peer: Peer) -> None:
    with pytest.raises(httpx.TransportError):
        send(request(peer.url, headers={"X": "a\r\nInjected: b"}))
    assert peer.requests == []


@pytest.mark.parametrize("target", [b"/v3/x?", b"@127.0.0.1:1/v3/x", b"/v3/x#part", b"/v3/x\r\nInjected: b", b"*"])
def test_a_target_that_would_be_written_in_another_way_is_not_sent(peer: Peer, target: bytes) -> None:
    with pytest.raises(httpx.LocalProtocolError, match="target"):
        send(request(peer.url, extensions={"target": target}))
    assert peer.requests == []


def test_waiting_for_a_free_connection_ends_and_nothing_was_sent(peer: Peer) -> None:
    peer.answer = lambda _: None

    async def run() -> None:
        async with AiohttpTransport(limits=httpx.Limits(max_connections=1)) as transport:
            first = asyncio.create_task(transport.handle_async_request(request(peer.url)))
            await asyncio.to_thread(peer.busy.wait, SECONDS)
            with pytest.raises(httpx.PoolTimeout):
                await transport.handle_async_request(request(peer.url, timeout=SHORT))
            first.cancel()

    asyncio.run(asyncio.wait_for(run(), SECONDS))
    assert len(peer.requests) == 1


@pytest.mark.parametrize("timeout", [SHORT, {**SHORT, "pool": None}])
def test_a_server_that_does_not_read_holds_up_neither_a_call_nor_the_end(timeout: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(httpx.WriteTimeout):
            send(request(url, content=bytes(64 * 2**20), timeout=timeout))

        async def closed_amid() -> None:
            transport = AiohttpTransport()
            call = asyncio.create_task(transport.handle_async_request(request(url, content=bytes(64 * 2**20))))
            await asyncio.sleep(0.2)
            await transport.aclose()
            with pytest.raises(httpx.TransportError) as caught:
                await call
            assert not isinstance(caught.value, httpx.ConnectError)

        asyncio.run(asyncio.wait_for(closed_amid(), 2))


def test_closing_tells_who_waits_for_a_connection(peer: Peer) -> None:
    peer.answer = lambda _: None

    async def run() -> list[object]:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=1))
        calls = [asyncio.create_task(transport.handle_async_request(request(peer.url))) for _ in range(2)]
        await asyncio.to_thread(peer.busy.wait, SECONDS)
        await transport.aclose()
        return [type(end) for end in await asyncio.gather(*calls, return_exceptions=True)]

    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [httpx.RemoteProtocolError, httpx.PoolTimeout]
    assert len(peer.requests) == 1


def test_time_outs_of_nothing_are_time_outs(peer: Peer) -> None:
    peer.answer = lambda _: None
    for timeout in dict.fromkeys(TIMEOUT, 0.0), {**TIMEOUT, "read": 0.0, "pool": None}:
        with pytest.raises(httpx.TimeoutException):
            send(request(peer.url, timeout=timeout))


def test_an_answer_that_takes_long_and_never_stops_is_read(peer: Peer) -> None:
    def slowly(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
        for _ in range(6):
            time.sleep(0.2)
            connection.sendall(b" ")

    peer.answer = slowly
    assert send(request(peer.url, timeout=SHORT)).content == b" " * 6


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("wait", [0.0, 0.1])
def test_what_arrives_unasked_answers_no_request(peer: Peer, method: str, wait: float) -> None:
    """A gateway's 408 on an idle connection, or an answer sent twice, must not shift every later answer by one."""

    def twice(connection: socket.socket) -> None:
        mine = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n%d" % len(peer.requests)
        connection.sendall(mine + (b"" if wait else mine))
        if wait:
            time.sleep(wait / 2)
            connection.sendall(mine)

    async def run() -> list[bytes]:
        contents = []
        async with AiohttpTransport() as transport:
            for _ in range(4):
                response = await transport.handle_async_request(request(peer.url, method))
                contents.append(await response.aread())
                await asyncio.sleep(wait)
        return contents

    peer.answer = twice
    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [b"1", b"2", b"3", b"4"]
    assert len(peer.requests) == 4


def test_what_arrives_while_the_loop_is_busy_answers_no_request_either(peer: Peer) -> None:
    def twice(connection: socket.socket) -> None:
        mine = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n%d" % len(peer.requests)
        connection.sendall(mine)
        time.sleep(0.1)
        connection.sendall(mine)

    async def run() -> list[bytes]:
        contents = []
        async with AiohttpTransport() as transport:
            for _ in range(3):
                response = await transport.handle_async_request(request(peer.url))
                contents.append(await response.aread())
                time.sleep(0.3)  # noqa: ASYNC251 - the loop cannot see what arrives
        return contents

    peer.answer = twice
    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [b"1", b"2", b"3"]


def test_a_cancelled_exchange_gives_its_answer_to_nobody_else(peer: Peer) -> None:
    def late(connection: socket.socket) -> None:
        if len(peer.requests) == 1:
            time.sleep(0.3)
            connection.sendall(OK.replace(b"{}", b"[]"))
        else:
            connection.sendall(OK)

    async def run() -> httpx.Response:
        peer.answer = late
        async with AiohttpTransport() as transport:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(transport.handle_async_request(request(peer.url)), 0.1)
            response = await transport.handle_async_request(request(peer.url))
            await response.aread()
            await asyncio.sleep(0.3)
            return response

    assert asyncio.run(run()).content == b"{}"
    assert peer.opened == 2


def test_no_cookies_no_redirects_and_content_decoded_by_httpx(peer: Peer) -> None:
    body = gzip.compress(b'{"a":1}')
    head = (
        b"HTTP/1.1 302 Found\r\nLocation: /other\r\nSet-Cookie: a=b\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
        b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    peer.answer = answers(head + body)
    response = send(request(peer.url), request(peer.url))
    assert (response.status_code, response.content) == (302, b'{"a":1}')
    assert response.headers.get_list("X-Twice") == ["1", "2"]
    assert response.extensions["reason_phrase"] == b"Found"
    assert [b"Cookie" in content for content in peer.requests] == [False, False]
    assert peer.opened == 1


def test_it_serves_a_plain_httpx_client(peer: Peer) -> None:
    peer.answer = answers(OK.replace(b"OK", b"sch\xf6n"))

    async def run() -> httpx.Response:
        async with httpx.AsyncClient(transport=AiohttpTransport()) as client:
            return await client.post(peer.url, content=(part async for part in _parts()))

    response = asyncio.run(run())
    assert response.elapsed.total_seconds() > 0
    assert response.extensions["reason_phrase"] == b"sch\xf6n"
    head, _, body = peer.requests[0].partition(b"\r\n\r\n")
    assert body == b"in parts"
    assert b"Transfer-Encoding" not in head


async def _parts() -> AsyncIterator[bytes]:
    yield b"in "
    yield b"parts"


def test_one_transport_serves_one_event_loop_after_another(peer: Peer) -> None:
    transport = AiohttpTransport()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a loop that ends closes no connections
        for _ in range(3):
            asyncio.run(asyncio.wait_for(transport.handle_async_request(request(peer.url)), SECONDS))
        asyncio.run(transport.aclose())
        gc.collect()
    assert len(peer.requests) == 3


@needs_fork
def test_parent_and_child_each_have_connections_of_their_own(peer: Peer) -> None:
    transport = AiohttpTransport()

    def in_loop() -> int:
        return asyncio.run(transport.handle_async_request(request(peer.url))).status_code

    async def run() -> list[int]:
        one = await transport.handle_async_request(request(peer.url))
        child = await asyncio.to_thread(in_child, in_loop)
        two = await transport.handle_async_request(request(peer.url))
        await transport.aclose()
        return [one.status_code, child, two.status_code]

    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [200, 200, 200]
    assert peer.opened == 2


def test_a_tunnel_is_asked_for_with_the_password_and_its_refusal_is_the_proxys_error(peer: Peer) -> None:
    proxy = "http://user:pass%20word@{}"
    peer.answer = answers(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(httpx.ProxyError):
        send(request("https://example.invalid/v3/x"), transport=AiohttpTransport(proxy=proxy.format(peer.netloc)))
    assert peer.requests[0].startswith(b"CONNECT example.invalid:443 HTTP/1.1\r\n")
    assert b"\r\nProxy-Authorization: Basic dXNlcjpwYXNzIHdvcmQ=\r\n" in peer.requests[0]
    with pytest.raises(ConfigurationError, match="HTTP proxies"):
        AiohttpTransport(proxy="socks5://127.0.0.1:1")


def test_without_the_extra_the_error_names_it() -> None:
    program = "import sys; sys.modules['aiohttp'] = None\nfrom wechatpay_product_coupon import AiohttpTransport"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install wechatpay-product-coupon[aiohttp]" in done.stderr
    assert done.returncode == 1
