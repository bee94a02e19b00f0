"""`AiohttpTransport`: what was signed is what goes out, once, and its errors say what became of it."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import subprocess
import sys
import time
import warnings
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.peer import Answer, Peer, answers
from tests.runtime.exchanges import OK, SHORT, TIMEOUT, request, send
from wechatpay_product_coupon import AiohttpTransport
from wechatpay_runtime.errors import ConfigurationError


def resets(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


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


def test_an_error_of_the_callers_own_body_is_the_callers(peer: Peer) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"{"
        raise ValueError("the caller's")

    with pytest.raises(ValueError, match="the caller's"):
        send(request(peer.url, content=broken()))
    assert peer.requests == []


def test_a_body_that_waits_for_leave_does_not_wait_for_ever(peer: Peer) -> None:
    peer.answer = lambda _: None
    with pytest.raises(httpx.TimeoutException):
        send(request(peer.url, content=b"{}", headers={"Expect": "100-continue"}, timeout=SHORT))


def test_headers_that_differ_in_case_alone_are_all_sent(peer: Peer) -> None:
    send(request(peer.url, headers=[("X-A", "1"), ("x-a", "2")]))
    assert b"\r\nX-A: 1\r\nX-A: 2\r\n" in peer.requests[0]


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
