"""The two shells around one flow: everything but the I/O itself is shared."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, ClassVar, Final, Self, TypeAlias, TypeVar

import httpx

from ._answer import AnswerReader
from ._contract import Contract
from ._request import build_request
from ._types import Call, Operation, Response
from .errors import ApiError, Drift, NoAnswerError, Problem

T = TypeVar("T")

Timeout: TypeAlias = httpx.Timeout | float | None

DEFAULT_TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
"""Seconds: 5 to connect, 30 for each read, write and wait for a free connection."""

LIMITS: Final = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=7.0)
"""WeChat Pay closes a connection that was idle for 8 seconds (protocol facts, section 8), so ours go after 7."""

NOTHING_WAS_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


class _BaseClient:
    _contract: ClassVar[Contract]
    _error_classes: ClassVar[Mapping[str, type[ApiError]]]
    _servers: ClassVar[tuple[str, ...]]

    def __init__(
        self,
        auth: httpx.Auth | None,
        base_url: str | None,
        timeout: Timeout,
        *,
        validate: bool,
        on_soft_rule: Callable[[Problem], object] | None,
        on_drift: Callable[[Drift], object] | None,
    ) -> None:
        url = base_url or os.environ.get("WECHATPAY_BASE_URL") or self._servers[0]
        self._base_url = url.rstrip("/")
        self._auth = auth or httpx.Auth()
        self._extensions = {"timeout": httpx.Timeout(timeout).as_dict()}
        self._validate = validate
        self._on_soft_rule = on_soft_rule
        self._answers = AnswerReader(self._contract, self._error_classes, on_drift)

    @property
    def base_url(self) -> str:
        """Scheme and host that requests go to."""
        return self._base_url

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def _request(self, call: Call[Any]) -> httpx.Request:
        check = self._contract.request_check(call.operation.id) if self._validate else None
        return build_request(self._base_url, call, check, self._on_soft_rule, self._extensions)

    @staticmethod
    def _no_answer(operation: Operation[Any], cause: httpx.RequestError) -> NoAnswerError:
        return NoAnswerError(operation.id, cause, outcome_unknown=not isinstance(cause, NOTHING_WAS_SENT))


class SyncClient(_BaseClient):
    """Base of the generated `Client`. Safe to share between threads.

    Args:
        auth: Signs requests and verifies answers, such as `wechatpay_httpx.WeChatPayAuth`; None leaves both out.
        base_url: Scheme and host; default: the environment's `WECHATPAY_BASE_URL`, else the contract's first server.
        timeout: Seconds, or an `httpx.Timeout`; default 5 s to connect and 30 s to read.
        transport: What carries requests; default: an `httpx.HTTPTransport` that keeps connections alive for 7 seconds.
            Give one of your own for a proxy (`httpx.HTTPTransport(proxy=...)`) or a private certificate authority. The
            client closes it.
        validate: Whether to check requests against the contract; False sends them as they are, for the day WeChat Pay
            relaxes a rule before the contract does. Answers are verified and read the same way.
        on_soft_rule: Told of each rule that a request breaks and that only some of WeChat Pay's documents know.
        on_drift: Told of each answer that differs from the contract without breaking it: unknown fields, unknown enum
            values, rules not kept. Default: a warning on the logger, once for each operation and path.
    """

    def __init__(
        self,
        auth: httpx.Auth | None,
        *,
        base_url: str | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        transport: httpx.BaseTransport | None = None,
        validate: bool = True,
        on_soft_rule: Callable[[Problem], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        super().__init__(auth, base_url, timeout, validate=validate, on_soft_rule=on_soft_rule, on_drift=on_drift)
        self._transport = transport or httpx.HTTPTransport(limits=LIMITS)

    def send(self, call: Call[T]) -> Response[T]:
        """Make one call: check, sign, send, verify, read.

        Raises:
            ClientError: See `wechatpay_runtime.errors`; and whatever `auth` raises.
        """
        request = self._request(call)
        flow = self._auth.sync_auth_flow(request)
        try:
            request = next(flow)
            while True:
                response = self._transport.handle_request(request)
                try:
                    response.request = request
                    response.read()
                    request = flow.send(response)
                except StopIteration:
                    return self._answers.read(call.operation, response)
                finally:
                    response.close()
        except httpx.RequestError as exc:
            raise self._no_answer(call.operation, exc) from exc
        finally:
            flow.close()

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        self._transport.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self._transport.__exit__(exc_type, exc_value, traceback)


class AsyncClient(_BaseClient):
    """Base of the generated `AsyncClient`. For one event loop at a time.

    Args:
        auth: Signs requests and verifies answers, such as `wechatpay_httpx.WeChatPayAuth`; None leaves both out.
        base_url: Scheme and host; default: the environment's `WECHATPAY_BASE_URL`, else the contract's first server.
        timeout: Seconds, or an `httpx.Timeout`; default 5 s to connect and 30 s to read.
        transport: What carries requests; default: an `httpx.AsyncHTTPTransport` that keeps connections alive for 7
            seconds. The client closes it.
        validate: Whether to check requests against the contract; False sends them as they are, for the day WeChat Pay
            relaxes a rule before the contract does. Answers are verified and read the same way.
        on_soft_rule: Told of each rule that a request breaks and that only some of WeChat Pay's documents know.
        on_drift: Told of each answer that differs from the contract without breaking it: unknown fields, unknown enum
            values, rules not kept. Default: a warning on the logger, once for each operation and path.
    """

    def __init__(
        self,
        auth: httpx.Auth | None,
        *,
        base_url: str | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
        validate: bool = True,
        on_soft_rule: Callable[[Problem], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        super().__init__(auth, base_url, timeout, validate=validate, on_soft_rule=on_soft_rule, on_drift=on_drift)
        self._transport = transport or httpx.AsyncHTTPTransport(limits=LIMITS)

    async def send(self, call: Call[T]) -> Response[T]:
        """Make one call: check, sign, send, verify, read.

        Raises:
            ClientError: See `wechatpay_runtime.errors`; and whatever `auth` raises.
        """
        request = self._request(call)
        flow = self._auth.async_auth_flow(request)
        try:
            request = await anext(flow)
            while True:
                response = await self._transport.handle_async_request(request)
                try:
                    response.request = request
                    await response.aread()
                    request = await flow.asend(response)
                except StopAsyncIteration:
                    return self._answers.read(call.operation, response)
                finally:
                    await response.aclose()
        except httpx.RequestError as exc:
            raise self._no_answer(call.operation, exc) from exc
        finally:
            await flow.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self._transport.__aexit__(exc_type, exc_value, traceback)
