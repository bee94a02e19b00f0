"""`CurlTransport`: what was signed is what goes out, once, and its errors say what became of it."""

from __future__ import annotations

import os
import resource
import signal
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from tests.peer import Answer, Peer, answers, wait_for
from tests.runtime.exchanges import OK, SHORT, request
from tests.runtime.test_aiohttp import FAULTS, closed_port, parts
from wechatpay_product_coupon import CurlTransport
from wechatpay_runtime.errors import ConfigurationError

AWKWARD = [
    "/v3/x",
    "/v3/%2e%2E/./../x",
    "/v3//x/",
    "/v3/%40%2C%2B%2F%7E!$&'()*+,;=:@-._~/%E5%88%B8",
    "/v3/x?a=%2F&b=a%20b+c&&=",
    "/v3/x?",
    "/v3/x?a='%27\"%22<>|",
    "/v3/x;p?q=1?2#",
    "/",
]


@pytest.fixture
def transport() -> Iterator[CurlTransport]:
    with CurlTransport() as transport:
        yield transport


def late(seconds: float) -> Answer:
    def answer(connection: socket.socket) -> None:
        time.sleep(seconds)
        connection.sendall(OK)

    return answer


def send(transport: httpx.BaseTransport, request: httpx.Request) -> httpx.Response:
    response = transport.handle_request(request)
    response.read()
    return response


@pytest.mark.parametrize(
    "made",
    [
        {"content": b'{"a":"\xe4\xbd\xa0"}', "headers": {"Authorization": "A", "X-Mixed-CASE": "b"}},
        {"content": b""},
        {"method": "GET"},
        {"method": "DELETE"},
        {"method": "PATCH", "content": b"{}"},
        {"method": "GET", "headers": [("X-Twice", "1"), ("X-Twice", "2"), ("Accept", "image/png")]},
        {"files": [("meta", (None, b"{}", "application/json")), ("file", ("a.png", bytes(2**20), "image/png"))]},
        {"headers": {"X-Name": "商品券".encode()}},
        {"extensions": {"target": b"/as/it%20is?%2F"}},
    ],
    ids=["json", "empty", "get", "delete", "patch", "headers", "multipart", "utf-8", "target"],
)
@pytest.mark.parametrize("path", AWKWARD)
def test_the_bytes_of_a_request_are_those_that_httpx_sends(
    peer: Peer, transport: CurlTransport, made: dict[str, Any], path: str
) -> None:
    made = request(peer.url + path, **made)
    made.read()
    send(transport, made)
    with httpx.HTTPTransport() as theirs:
        send(theirs, made)
    ours, expected = (parts(content) for content in peer.requests)
    assert ours == expected


@pytest.mark.parametrize("target", [b"/v3/%2e%2e/%2f", b"/v3/a/../b", b"/v3/x?a='b'", b"*"])
def test_a_target_is_written_as_it_was_signed(peer: Peer, transport: CurlTransport, target: bytes) -> None:
    send(transport, request(peer.url, extensions={"target": target}))
    assert peer.requests[0].startswith(b"POST " + target + b" HTTP/1.1\r\n")


@pytest.mark.parametrize(
    "made",
    [
        {"extensions": {"target": b"/v3/x HTTP/1.1\r\nInjected: b"}},
        {"extensions": {"target": b"/v3/x y"}},
        {"headers": {"X": "a\r\nInjected: b"}},
        {"headers": {"X": "a\nInjected: b"}},
        {"headers": {"X\r\nInjected": "b"}},
        {"method": "GET /injected HTTP/1.1\r\nX:"},
    ],
    ids=["target", "space", "value", "line feed", "name", "method"],
)
def test_what_would_be_another_request_is_not_sent(peer: Peer, transport: CurlTransport, made: dict[str, Any]) -> None:
    with pytest.raises(httpx.LocalProtocolError):
        send(transport, request(peer.url, **made))
    assert peer.requests == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("is_kept", [False, True], ids=["a new connection", "one that was used before"])
def test_what_was_sent_and_lost_is_sent_once_and_never_called_unsent(
    peer: Peer, transport: CurlTransport, fault: str, is_kept: bool
) -> None:
    """libcurl would send it again over another connection, if that which broke had been used before."""
    if is_kept:
        send(transport, request(peer.url))
    peer.answer, method, expected = FAULTS[fault]
    with pytest.raises(httpx.TransportError) as caught:
        send(transport, request(peer.url, method, content=b"{}", timeout=SHORT))
    assert isinstance(caught.value, expected | httpx.RemoteProtocolError | httpx.ReadError)
    assert not isinstance(caught.value, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    assert str(caught.value)
    assert len(peer.requests) == 1 + is_kept


def test_a_header_without_a_value_is_sent(peer: Peer, transport: CurlTransport) -> None:
    send(transport, request(peer.url, headers={"X-None": ""}))
    assert b"\r\nX-None:\r\n" in peer.requests[0]


def test_what_never_left_is_said_so(transport: CurlTransport) -> None:
    for url, kind in {
        f"http://{closed_port()}": httpx.ConnectError,
        "http://no.such.host.invalid": httpx.ConnectError,
        "ftp://127.0.0.1": httpx.UnsupportedProtocol,
        "socks5h://127.0.0.1": httpx.UnsupportedProtocol,
    }.items():
        with pytest.raises(httpx.TransportError) as caught:
            send(transport, request(url))
        assert type(caught.value) is kind


def test_a_large_body_that_nobody_reads_ends_in_time(transport: CurlTransport) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        began = time.monotonic()
        with pytest.raises(httpx.TimeoutException) as caught:
            send(transport, request(f"http://127.0.0.1:{deaf.getsockname()[1]}", content=bytes(2**25), timeout=SHORT))
        assert not isinstance(caught.value, httpx.ConnectTimeout)
        assert time.monotonic() - began < 5


def test_what_follows_an_answer_in_chunks_answers_nobody(peer: Peer, transport: CurlTransport) -> None:
    peer.answer = answers(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + OK)
    assert [send(transport, request(peer.url)).content for _ in range(3)] == [b"{}"] * 3
    assert peer.opened == 3


def test_interim_answers_are_passed_over(peer: Peer, transport: CurlTransport) -> None:
    peer.answer = answers(
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK.replace(b"\r\n\r\n", b"\r\nA: 1\r\n\r\n")
    )
    answer = send(transport, request(peer.url))
    assert (answer.status_code, answer.reason_phrase, answer.content) == (200, "OK", b"{}")
    assert answer.headers.raw == [(b"Content-Length", b"2"), (b"A", b"1")]


def test_trailers_of_a_body_in_chunks_are_no_headers(peer: Peer, transport: CurlTransport) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: 1 \r\n\r\n"
    peer.answer = answers(head + b"2\r\n{}\r\n0\r\nB: 2\r\n\r\n")
    answer = send(transport, request(peer.url))
    assert answer.content == b"{}"
    assert answer.headers.raw == [(b"Transfer-Encoding", b"chunked"), (b"A", b"1")]


def test_trailers_that_look_like_an_answer_are_none(peer: Peer, transport: CurlTransport) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    peer.answer = answers(head + b"2\r\n{}\r\n0\r\nHTTP/1.1 201 X: a\r\nB: 2\r\n\r\n")
    for _ in range(2):
        answer = send(transport, request(peer.url))
        assert (answer.status_code, answer.headers.raw) == (200, [(b"Transfer-Encoding", b"chunked")])
    assert peer.opened == 2


@pytest.mark.parametrize("end", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
def test_headers_are_read_as_they_are(peer: Peer, transport: CurlTransport, end: bytes) -> None:
    lines = [b"HTTP/1.1 200 OK", b"Content-Length:2", b"A:  1\t", b"a: 2", b"Empty:", b"Time: 08:00:00", b"", b"{}"]
    peer.answer = answers(b"HTTP/1.1 100 Continue" + end + end + end.join(lines))
    answer = send(transport, request(peer.url))
    assert answer.content == b"{}"
    assert answer.headers.raw == [
        *((b"Content-Length", b"2"), (b"A", b"1"), (b"a", b"2"), (b"Empty", b""), (b"Time", b"08:00:00"))
    ]


def test_connections_that_nobody_used_for_long_are_ended(peer: Peer) -> None:
    with CurlTransport(limits=httpx.Limits(keepalive_expiry=0.2)) as transport:
        barrier = threading.Barrier(4)

        def together(connection: socket.socket) -> None:
            barrier.wait(10)
            connection.sendall(OK)

        peer.answer = together
        threads = [threading.Thread(target=send, args=(transport, request(peer.url))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (peer.opened, peer.closed) == (4, 0)
        time.sleep(0.3)
        peer.answer = answers(OK)
        send(transport, request(peer.url))
        wait_for(lambda: peer.closed >= 3)


def test_no_more_connections_are_in_use_than_may_be(peer: Peer) -> None:
    peer.answer = late(1)
    with CurlTransport(limits=httpx.Limits(max_connections=1)) as transport:
        first = threading.Thread(target=send, args=(transport, request(peer.url)))
        first.start()
        peer.busy.wait(10)
        with pytest.raises(httpx.PoolTimeout):
            send(transport, request(peer.url, timeout={**SHORT, "pool": 0.05}))
        first.join()
        assert len(peer.requests) == 1


def test_a_keyboard_interrupt_ends_an_exchange_and_its_connection(peer: Peer, transport: CurlTransport) -> None:
    peer.answer = lambda _: os.kill(os.getpid(), signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        send(transport, request(peer.url))
    wait_for(lambda: peer.closed == 1)
    peer.answer = answers(OK)
    assert send(transport, request(peer.url)).status_code == 200


def test_a_program_may_have_more_descriptors_open_than_select_knows(peer: Peer, transport: CurlTransport) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2000:
        pytest.skip("this machine lets no process open 2,000 files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2000), hard))
    open_files = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        peer.answer = late(0.2)
        assert send(transport, request(peer.url)).status_code == 200
    finally:
        for file in open_files:
            os.close(file)


def test_a_closed_one_stays_closed(transport: CurlTransport) -> None:
    transport.close()
    with pytest.raises(ConfigurationError, match="CurlTransport is closed"):
        send(transport, request("http://127.0.0.1:9"))


def test_authorities_that_are_read_when_they_are_met_cannot_be_passed_on() -> None:
    with pytest.raises(ConfigurationError, match=r"verify .*capath"):
        CurlTransport(verify=ssl.create_default_context(capath=Path(certifi.where()).parent))
