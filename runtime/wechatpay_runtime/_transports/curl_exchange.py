"""One exchange over libcurl: what it is told, how long it may take, and what its errors mean."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Mapping
from itertools import repeat
from math import inf
from typing import Final, NamedTuple

import httpx
import pycurl

from wechatpay_runtime._transports.answer_body import too_long
from wechatpay_runtime._transports.connection import is_readable, owes_a_body
from wechatpay_runtime._transports.curl_options import Options
from wechatpay_runtime._transports.curl_request import Asked
from wechatpay_runtime._transports.deadline import DEADLINE_PASSED, SENDS, Bound, still
from wechatpay_runtime._transports.headers import headers_of
from wechatpay_runtime._transports.resolving import addresses_of

_LARGE: Final = 2**16
"""Bytes of a body that may have to wait for its reader; a smaller one is in the buffers of the system at once."""


_NEVER_SECONDS: Final = 3600.0
_UNWATCHED_SECONDS: Final = 0.001

# What pycurl has no names for.
_PROXY: Final = 97
_TOO_LARGE: Final = 100

_OF_A_PROXY: Final = (pycurl.E_COULDNT_RESOLVE_PROXY, pycurl.E_RECV_ERROR, _PROXY)
"""What may happen before a request is sent, and with a proxy alone: that it refuses, or breaks off."""

_ERRORS: Final[Mapping[int, type[httpx.TransportError]]] = {
    pycurl.E_SEND_ERROR: httpx.WriteError,
    pycurl.E_GOT_NOTHING: httpx.RemoteProtocolError,
    pycurl.E_PARTIAL_FILE: httpx.RemoteProtocolError,
    pycurl.E_UNSUPPORTED_PROTOCOL: httpx.RemoteProtocolError,  # an answer without a status line
    pycurl.E_FTP_WEIRD_SERVER_REPLY: httpx.RemoteProtocolError,
    pycurl.E_BAD_CONTENT_ENCODING: httpx.RemoteProtocolError,
    pycurl.E_ABORTED_BY_CALLBACK: httpx.RemoteProtocolError,
    _TOO_LARGE: httpx.RemoteProtocolError,
}
"""httpx's name for each of libcurl's errors once the request was on its way; what stands in no row is a `ReadError`."""


class Connection(NamedTuple):
    """A connection, known by its own end."""

    client_addr: tuple[str, int]


_NONE_YET: Final = Connection(("", 0))


class Exchanges:
    """One connection, and the exchanges over it, one after the other; for one thread at a time.

    Args:
        options: What holds for all of them.
        keepalive: For how many seconds a connection may be idle.

    Attributes:
        connection: The connection; another object when it was opened anew.
        used: When it was last used, by `time.monotonic()`.
        is_spoilt: Whether it may serve no other exchange.
    """

    def __init__(self, options: Options, keepalive: float) -> None:
        self.connection = _NONE_YET
        self.used = 0.0
        self.is_spoilt = False
        self._lines: list[bytes] = []
        self._pieces: list[bytes] = []
        self._times_sent = 0
        self._socket = -1
        self._keepalive = keepalive
        self._reached: tuple[str, int] | None = None
        self._options_set: set[int] = set()
        # A connection is its handle's own, and goes with it.
        self._multi, self._curl = pycurl.CurlMulti(), pycurl.Curl()
        self._curl_options = options | {
            pycurl.HTTP_VERSION: pycurl.CURL_HTTP_VERSION_1_1,
            pycurl.NOSIGNAL: 1,
            pycurl.PROXY: "",  # the environment is read elsewhere
            pycurl.NOPROXY: "",
            pycurl.HEADEROPT: pycurl.HEADER_SEPARATE,
            pycurl.MAXCONNECTS: 1,
            pycurl.HEADERFUNCTION: self._lines.append,
            pycurl.WRITEFUNCTION: self._pieces.append,
            pycurl.PREREQFUNCTION: self._is_to_be_sent,
        }

    @property
    def may_serve(self) -> bool:
        """Whether the idle connection may serve another exchange: it was used lately, and nothing has come over it.

        What comes between two exchanges would be taken for the answer to the second one, rightly signed. libcurl looks
        for it after a second of idleness alone.
        """
        is_open = self._socket >= 0 and time.monotonic() - self.used < self._keepalive
        return is_open and not is_readable(self._socket)

    def answer(self, asked: Asked) -> httpx.Response:
        """Send a request once, and return its answer.

        Raises:
            httpx.TransportError: There is no whole answer.
        """
        self._times_sent = 0
        self._lines.clear()
        self._pieces.clear()
        curl, options = self._curl, asked.options
        # Most requests are told like the one before, and whom to trust is told once.
        if options.keys() != self._options_set:
            curl.reset()
            self._tell(self._curl_options)
            self._options_set = set(options)
        if asked.reached != self._reached:
            self._resolve(*asked.reached, asked.timeout.get("connect"))
            self._reached = asked.reached
        self._tell(options)
        self._perform(asked)
        if curl.getinfo(pycurl.NUM_CONNECTS):
            self.connection = Connection((curl.getinfo(pycurl.LOCAL_IP), curl.getinfo(pycurl.LOCAL_PORT)))
        self.used = time.monotonic()
        line, headers = _final_head(b"".join(self._lines))
        response = _response(line, headers, b"".join(self._pieces))
        # Of what follows an answer in chunks libcurl tells nothing.
        self.is_spoilt = owes_a_body(response) or b"transfer-encoding" in map(bytes.lower, dict(headers))
        return response

    def _tell(self, options: Options) -> None:
        tell = self._curl.setopt
        for option, value in options.items():
            tell(option, value)

    def _resolve(self, host: str, port: int, timeout: float | None) -> None:
        """Find the addresses for the next connection; libcurl's resolver would outlast the time-out."""
        try:
            addresses = addresses_of(host, port, still(timeout, httpx.ConnectTimeout))
        except TimeoutError as exc:
            raise httpx.ConnectTimeout(str(exc)) from None
        except OSError as exc:
            raise httpx.ConnectError(str(exc)) from exc
        if addresses != [host]:
            self._curl.setopt(pycurl.RESOLVE, [f"{host}:{port}:{','.join(addresses)}"])

    def _is_to_be_sent(self, *_: object) -> int:
        """Let a request go once; libcurl would send it again when the connection was not new, and is lost."""
        self._lines.clear()  # what a proxy said, before there was anything to answer
        self._times_sent += 1
        return int(pycurl.PREREQFUNC_OK if self._times_sent == 1 else pycurl.PREREQFUNC_ABORT)

    def _perform(self, asked: Asked) -> None:
        patience = _Patience(asked.timeout, is_large=len(asked.content) > _LARGE)
        trace = asked.request.extensions.get("trace")
        self._multi.add_handle(self._curl)
        try:
            while True:
                _, running = self._multi.perform()
                if trace and self._times_sent:
                    trace(SENDS, {})
                    trace = None
                if not running:
                    break
                self._wait(patience.left(self._times_sent, len(self._lines) + len(self._pieces)))
            _, _, failed = self._multi.info_read()
            self._socket = self._curl.getinfo(pycurl.ACTIVESOCKET)  # of a handle that is removed it is not known
        finally:
            self._multi.remove_handle(self._curl)
        if failed:
            _, number, text = failed[0]
            raise self._error(number, text, asked)

    def _wait(self, seconds: float) -> None:
        soon = self._multi.timeout()
        if 0 <= soon < seconds * 1000:
            seconds = soon / 1000
        try:
            if self._multi.select(seconds) == -1:  # it has no descriptor yet, or one too high for `select`
                time.sleep(min(seconds, _UNWATCHED_SECONDS))
        except InterruptedError:
            pass

    def _error(self, number: int, text: str, asked: Asked) -> httpx.TransportError:
        if number == pycurl.E_FILESIZE_EXCEEDED:
            return too_long(asked.longest)
        if self._times_sent:
            return _ERRORS.get(number, httpx.ReadError)(text)
        if number == pycurl.E_OPERATION_TIMEDOUT:
            return httpx.ConnectTimeout(text)
        answers = [line.partition(b" ")[2] for line in self._lines if line.startswith(b"HTTP/")]
        if not answers:
            return (httpx.ProxyError if number in _OF_A_PROXY else httpx.ConnectError)(text)
        if not answers[-1].startswith(b"2"):  # a proxy's, since nothing was sent yet
            return httpx.ProxyError(answers[-1].decode("latin-1").strip())
        return httpx.ConnectError(text)  # beyond it

    def close(self) -> None:
        """End the connection."""
        self._curl.close()
        self._multi.close()

    def abandon(self) -> None:
        """Leave a connection that another process uses to it: closing TLS would tell the server."""
        for kept in (self._curl, self._multi):
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(kept))


class _Patience:
    """How long an exchange may wait, by the phase it is in.

    Args:
        timeout: httpx's time-outs.
        is_large: Whether the body may have to wait.
    """

    def __init__(self, timeout: Mapping[str, float | None], *, is_large: bool) -> None:
        self._timeout = timeout
        self._is_large = is_large
        self._seen = (0, 0)
        self._since = time.monotonic()

    def left(self, times_sent: int, arrived: int) -> float:
        """Return for how many seconds nothing may happen from now on.

        Args:
            times_sent: Whether the request is on its way.
            arrived: How much of an answer there is; each further part may take the time-out anew.

        Raises:
            httpx.TimeoutException: It is over.
        """
        now = time.monotonic()
        if (times_sent, arrived) != self._seen:
            self._seen, self._since = (times_sent, arrived), now
        longest = self._timeout.get("read" if times_sent else "connect")
        if longest is None:
            return _NEVER_SECONDS
        ends = longest.ends if isinstance(longest, Bound) else inf
        if self._is_large and times_sent and not arrived:
            longest += self._timeout.get("write") or 0
        left = min(ends, self._since + longest) - now
        if left <= 0:
            late = httpx.ReadTimeout if times_sent else httpx.ConnectTimeout
            raise late(DEADLINE_PASSED if ends <= now else "nothing came in time")
        return left


def _final_head(text: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Return an answer's status line and headers, without the interim ones before and the trailers behind.

    Raises:
        httpx.RemoteProtocolError: It ends amid them, which libcurl takes for their end.
    """
    head = _first_head(text)
    while head.partition(b" ")[2].startswith(b"1") and (rest := text[len(head) :].lstrip(b"\r\n")):
        text, head = rest, _first_head(rest)
    if len(head) == len(text):
        raise httpx.RemoteProtocolError("the answer ends amid its headers")
    line, *fields = head.split(b"\n")
    return line, [(name, value.strip()) for name, colon, value in map(bytes.partition, fields, repeat(b":")) if colon]


def _first_head(text: bytes) -> bytes:
    return text.partition(b"\n\r\n")[0].partition(b"\n\n")[0]


def _response(line: bytes, headers: list[tuple[bytes, bytes]], body: bytes) -> httpx.Response:
    version, _, rest = line.strip().partition(b" ")
    status, _, reason = rest.partition(b" ")
    return httpx.Response(
        int(status),
        headers=headers_of(headers),
        stream=httpx.ByteStream(body),
        extensions={"http_version": version, "reason_phrase": reason},
    )
