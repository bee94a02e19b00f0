"""What the sync and the async client have in common: how they are set up, and how a call begins."""

from __future__ import annotations

import copy
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import iscoroutinefunction, isfunction
from math import inf
from typing import Any, ClassVar, Final, Self, TypeAlias

import httpx

from wechatpay_runtime._answer import AnswerReader
from wechatpay_runtime._checks.contract import Contract
from wechatpay_runtime._client_error import discreet, discreet_async
from wechatpay_runtime._deprecation import warn_deprecated
from wechatpay_runtime._findings import Drift, Problem
from wechatpay_runtime._hosts import Hosts, urls_of
from wechatpay_runtime._log import CallLog, Deviations
from wechatpay_runtime._operation import Call
from wechatpay_runtime._rate_limits import RateLimits
from wechatpay_runtime._request import outgoing
from wechatpay_runtime._retry import RetryPolicy
from wechatpay_runtime._run import Run
from wechatpay_runtime._settings import flag_of, instance_of, listener_of, number_of
from wechatpay_runtime.errors import ApiError, ConfigurationError

Timeout: TypeAlias = httpx.Timeout | float

DEFAULT_TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
"""Seconds: 5 to connect, 30 for each read, write and wait for a free connection."""


_RATE_LIMITS: Final = "a MemoryRateLimits, a RedisRateLimits or a PostgresRateLimits"
_RETRY: Final = "a RetryPolicy"
_ONCE: Final = " RetryPolicy(max_attempts=1) repeats nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOptions:
    """What one call does differently from its client. None is the client's setting, `math.inf` no bound.

    Attributes:
        timeout: Time-outs of each attempt, in seconds.
        retry: How often and how long the call is tried.
        rate_limit_wait: How long an attempt may wait for its turn, in seconds.

    Raises:
        ConfigurationError: One of them cannot be used.
    """

    timeout: Timeout | None = None
    retry: RetryPolicy | None = None
    rate_limit_wait: float | None = None

    def __post_init__(self) -> None:
        if self.timeout is not None:
            _phases(self.timeout)
        instance_of("retry", self.retry, RetryPolicy | None, _RETRY, _ONCE)
        if self.rate_limit_wait is not None:
            number_of("rate_limit_wait", self.rate_limit_wait, at_least=0)


class Group:
    """Base of the generated groups of operations; each says which kind of client it has.

    What a method is called with stands in its frame, so that an error leaves it without: see `discreet`.
    """

    _client: Any

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            if iscoroutinefunction(member):
                setattr(cls, name, discreet_async(member))
            elif isfunction(member) and not name.startswith("_"):
                setattr(cls, name, discreet(member))

    def __init__(self, client: Any) -> None:
        instance_of(
            "client", client, BaseClient, "a Client or AsyncClient", " It makes its groups itself: client.<group>."
        )
        self._client = client


_NO_OPTIONS: Final = CallOptions()


class BaseClient:
    """Everything of a client that does no I/O."""

    _contract: ClassVar[Contract]
    _error_classes: ClassVar[Mapping[str, type[ApiError]]]
    _servers: ClassVar[tuple[str, ...]]
    _owns_transport: bool

    def __init__(
        self,
        auth: httpx.Auth | None,
        base_url: str | Sequence[str] | None,
        timeout: Timeout,
        *,
        retry: RetryPolicy,
        rate_limits: RateLimits | None,
        rate_limit_wait: float,
        foreign_transport: bool,
        max_answer_bytes: int,
        validate: bool,
        on_soft_rule: Callable[[Problem], object] | None,
        on_drift: Callable[[Drift], object] | None,
    ) -> None:
        _check(auth, retry, rate_limits, rate_limit_wait=rate_limit_wait, validate=validate)
        listener_of("on_soft_rule", on_soft_rule)
        listener_of("on_drift", on_drift)
        self._hosts = Hosts(urls_of(base_url) or self._servers)
        self._auth = auth or httpx.Auth()
        self._timeout = _phases(timeout)
        self._retry = retry
        self._limits = rate_limits
        self._rate_limit_wait = rate_limit_wait
        self._opened_in = os.getpid() if foreign_transport else None
        self._closed = False
        number_of("max_answer_bytes", max_answer_bytes, above=0, whole=True)
        self._max_answer_bytes = max_answer_bytes
        self._validate = validate
        self._on_soft_rule = on_soft_rule
        logger = logging.getLogger(self._contract.package)
        self._deviations = Deviations(logger)
        explain = getattr(auth, "explain_refusal", None)
        self._answers = AnswerReader(self._contract, self._error_classes, on_drift, self._deviations, explain)
        self.mchid: str = getattr(auth, "mchid", None) or ""
        """Merchant number (商户号) that the auth signs for; empty where it has none."""
        self._log = CallLog(logger, self.mchid, lambda: self._contract.masked)
        # One quota for all hosts of WeChat Pay; a local server has one of its own.
        platform = self._servers[0] if self.base_url in self._servers else self.base_url
        brand_id = getattr(auth, "brand_id", None)
        self._quota = f"{platform}:{f'brand-{brand_id}' if brand_id else self.mchid}:"

    @property
    def base_url(self) -> str:
        """Scheme and host that requests go to, as long as it can be reached."""
        return self._hosts.urls[0]

    @property
    def base_urls(self) -> tuple[str, ...]:
        """All hosts that requests can go to, the preferred one first."""
        return self._hosts.urls

    @property
    def rate_limits(self) -> RateLimits | None:
        """What keeps the contract's rate limits; None where nothing does."""
        return self._limits

    def with_rate_limits(self, limits: RateLimits) -> Self:
        """Return a client like this one, over the same connections, under other rate limits.

        Closing it closes nothing: the connections are this client's.

        Raises:
            ConfigurationError: They are no rate limits.
        """
        instance_of("limits", limits, RateLimits, _RATE_LIMITS)
        twin = copy.copy(self)
        twin.__dict__ = {name: value for name, value in vars(self).items() if not isinstance(value, Group)}
        twin._limits, twin._owns_transport = limits, False
        return twin

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"

    def _begin(self, call: Call[Any], timeout: Timeout | None, options: CallOptions | None) -> Run:
        """Check and serialise a call."""
        if self._closed:
            raise ConfigurationError(f"This {type(self).__name__} is closed: it makes no calls any more.")
        if self._opened_in not in (None, os.getpid()):
            raise ConfigurationError(
                f"The transport given to this client was opened by process {self._opened_in}, and this is its child "
                f"{os.getpid()}, which must not use its connections. Open it after the fork, or give a "
                "transport of this package, which survives one."
            )
        instance_of("call", call, Call, "what `call(...)` of an operation's module returns")
        if options is None:
            options = _NO_OPTIONS
        else:
            instance_of("options", options, CallOptions, "a CallOptions")
        if timeout is None:
            timeout = options.timeout
        elif options.timeout is not None:
            raise ConfigurationError("timeout is given twice, as timeout= and in options=: give it once.")
        wait = options.rate_limit_wait
        # Compiled now: on the first answer it would be after a turn was taken, and make every turn behind it too early.
        self._contract.answer_check(call.operation.id)
        soft: list[Problem] = []
        run = Run(
            call.operation,
            outgoing(call, self._contract, soft, is_checked=self._validate),
            hosts=self._hosts,
            retry=options.retry or self._retry,
            timeout=self._timeout if timeout is None else _phases(timeout),
            rate_limit_wait=self._rate_limit_wait if wait is None else wait,
            max_answer_bytes=self._max_answer_bytes,
            log=self._log,
        )
        if soft or run.outgoing.deprecated:
            self._advise(call.operation.id, soft, run.outgoing.deprecated)
        return run

    def _advise(self, operation: str, soft: Sequence[Problem], deprecated: Sequence[str]) -> None:
        advise = self._on_soft_rule or partial(self._log_soft_rule, operation)
        for problem in soft:
            advise(problem)
        for name in deprecated:
            warn_deprecated(f"{operation}: {name} is deprecated", self._contract.package)

    def _log_soft_rule(self, operation: str, problem: Problem) -> None:
        self._deviations.warn(operation, "not all of WeChat Pay's documents allow what the request has at", problem)


def _check(auth: object, retry: object, rate_limits: object, *, rate_limit_wait: object, validate: object) -> None:
    needed = "an httpx.Auth, such as wechatpay_httpx.WeChatPayAuth, or None"
    instance_of("auth", auth, httpx.Auth | None, needed)
    instance_of("retry", retry, RetryPolicy, _RETRY, _ONCE)
    instance_of("rate_limits", rate_limits, RateLimits | None, f"{_RATE_LIMITS}, or None,")
    number_of("rate_limit_wait", rate_limit_wait, at_least=0, hint=" math.inf is no bound.")
    flag_of("validate", validate)


def _phases(timeout: Timeout) -> dict[str, float | None]:
    """Return the seconds of each phase as httpx's transports take them: None is no bound there.

    Raises:
        ConfigurationError: They are no such seconds.
    """
    if not isinstance(timeout, httpx.Timeout):
        number_of(
            "timeout", timeout, above=0, hint=" httpx.Timeout(30, connect=5) sets each phase; math.inf is no bound."
        )
    phases = httpx.Timeout(timeout).as_dict()
    for phase, seconds in phases.items():
        if seconds is not None:
            number_of(f"timeout.{phase}", seconds, above=0)
    return {phase: None if seconds == inf else seconds for phase, seconds in phases.items()}
