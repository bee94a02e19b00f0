"""The sockets of a `Transport`: httpcore's, each step of which is held to the deadline of the call."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from wechatpay_runtime._transports.deadline import LEAST_TIMEOUT, still
from wechatpay_runtime._transports.resolving import addresses_of

_WRITTEN_AT_ONCE: Final = 2**16
"""Bytes between two looks at the deadline, where a write has one time-out for all of it."""


_SENT_TOGETHER: Final = 2**14
"""Bytes of a request that go out at once, in one segment; more are not worth a copy."""


class Backend(httpcore.SyncBackend):
    """Connects within a time-out that counts for all of it: the name, and every address of a host, each in its turn."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers.

        Raises:
            httpcore.ConnectError: The name is not known, or no address takes connections.
            httpcore.ConnectTimeout: None did in time.
        """
        longest = still(timeout, httpcore.ConnectTimeout)
        ends = None if longest is None else time.monotonic() + longest
        try:
            addresses = addresses_of(host, port, longest)
        except TimeoutError as exc:
            raise httpcore.ConnectTimeout(str(exc)) from None
        except OSError as exc:
            raise httpcore.ConnectError(str(exc)) from exc
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for number, address in enumerate(addresses):
            # A silent address leaves time for those after it.
            share = None if ends is None else max(ends - time.monotonic(), LEAST_TIMEOUT) / (len(addresses) - number)
            try:
                return _Stream(super().connect_tcp(address, port, share, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                failure = exc
        raise failure


class _Stream(httpcore.NetworkStream):
    """A connection, of which each read and write is given what is left of the call's time.

    It works on the socket itself: httpcore's own stream gives each part of a write the time-out of the whole.
    """

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self._socket: socket.socket = stream.get_extra_info("socket")
        self._held = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._send_held(timeout)
        return self._received(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes; those of headers with those of the body, in one go: httpcore ends a request with no bytes."""
        if buffer and len(buffer) + len(self._held) <= _SENT_TOGETHER:
            self._held += buffer
            return
        self._send_held(timeout)
        self._send(buffer, timeout)

    def _send_held(self, timeout: float | None) -> None:
        if held := self._held:
            self._held = b""
            self._send(held, timeout)

    def _received(self, max_bytes: int, timeout: float | None) -> bytes:
        try:
            self._socket.settimeout(still(timeout, httpcore.ReadTimeout))
            return self._socket.recv(max_bytes)
        except OSError as exc:
            kind = httpcore.ReadTimeout if isinstance(exc, TimeoutError) else httpcore.ReadError
            raise kind(str(exc)) from exc

    def _send(self, buffer: bytes, timeout: float | None) -> None:
        left = memoryview(buffer)
        try:
            while left:
                self._socket.settimeout(still(timeout, httpcore.WriteTimeout))
                left = left[self._socket.send(left) :]
        except OSError as exc:
            kind = httpcore.WriteTimeout if isinstance(exc, TimeoutError) else httpcore.WriteError
            raise kind(str(exc)) from exc

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        kind = _TlsInTls if isinstance(self._socket, ssl.SSLSocket) else _Stream
        return kind(self._stream.start_tls(ssl_context, server_hostname, still(timeout, httpcore.ConnectTimeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _TlsInTls(_Stream):
    """One through a proxy that is spoken to in TLS as well: its socket has the proxy's layer alone."""

    def _received(self, max_bytes: int, timeout: float | None) -> bytes:
        return self._stream.read(max_bytes, still(timeout, httpcore.ReadTimeout))

    def _send(self, buffer: bytes, timeout: float | None) -> None:
        for at in range(0, len(buffer), _WRITTEN_AT_ONCE):
            self._stream.write(buffer[at : at + _WRITTEN_AT_ONCE], still(timeout, httpcore.WriteTimeout))
