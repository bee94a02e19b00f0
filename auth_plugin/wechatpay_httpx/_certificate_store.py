"""Platform certificates that are downloaded and kept fresh. It decides; whoever makes the call sends."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future
from math import ceil, inf
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

import httpx
from cryptography import x509

from wechatpay_httpx._apiv3_key import APIv3Key
from wechatpay_httpx._certificate_cache import CertificateCache
from wechatpay_httpx._certificate_refusal import PATH, advice, refused
from wechatpay_httpx._fork import renew_after_fork
from wechatpay_httpx._headers import Headers
from wechatpay_httpx._pem import Pem
from wechatpay_httpx._settings import callable_of, discreet, path_of
from wechatpay_httpx._verification_keys import CertificateSet, VerificationKey, open_listing, root_of, utc, validity
from wechatpay_httpx.errors import AuthConfigurationError, CertificateError, SignatureVerificationError

# A new certificate is listed 24 hours before its first use, so that 6 hours leave three tries and more.
_EVERY_SECONDS: Final = 6 * 3600
_AT_MOST_EVERY_SECONDS: Final = 60
_LONGEST_BACK_OFF_SECONDS: Final = 3600
GIVEN_UP_AFTER_SECONDS: Final = 30

Ended: TypeAlias = Future[bool]
"""What other calls wait for while one refreshes: True when it came to an end, False when its call was broken off."""

VerifyWith: TypeAlias = Callable[[CertificateSet, Headers, bytes], None]
"""Verifies headers and body of an answer with these certificates in place of the store's."""

_logger = logging.getLogger("wechatpay_httpx")


class CertificateStore:
    """Platform certificates (微信支付平台证书), downloaded with `GET /v3/certificates` and kept fresh.

    Give it to a `Verifier`; the download is one more request of a call through `WeChatPayAuth`: before a call when
    there is no certificate yet, or after half of the time that the newest has left, 6 hours at most; and after an
    answer with an unknown serial number, at most once a minute. However many calls need it, one makes it and the others
    wait. Every certificate is decrypted with the APIv3 key, and the answer that lists them is verified with them.
    Merchants who have none verify with the public key: https://pay.weixin.qq.com/doc/v3/partner/4013038589.

    To refresh at will, or in a process that only receives notifications, make this call with any client of this auth:
    `client.get("https://api.mch.weixin.qq.com/v3/certificates")`.

    Thread-safe; one store serves sync and async (asyncio) clients at once.

    Args:
        apiv3_key: The APIv3 key (APIv3密钥), 32 characters.
        cache_dir: Folder to keep the certificates in, made if missing, for this process's user and this merchant
            alone; None keeps them in memory. What others can write, or lead elsewhere by a link, is not trusted.
        root: Tenpay's root certificate, as PEM text, a pathlib.Path or loaded, which then has to have issued each
            platform certificate, downloaded or kept; None trusts the encryption under the APIv3 key alone.
        clock: Unix time in seconds: which certificates are valid.
        timer: Seconds, from any start, that nobody puts forward or back: when the next download is due.

    Raises:
        AuthConfigurationError: The key has another form, or the folder cannot be used.
    """

    @discreet
    def __init__(
        self,
        apiv3_key: str | bytes,
        *,
        cache_dir: str | os.PathLike[str] | None = None,
        root: Pem | x509.Certificate | None = None,
        clock: Callable[[], float] = time.time,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._key = APIv3Key(apiv3_key)
        callable_of("clock", clock)
        self._clock = clock
        callable_of("timer", timer)
        self._timer = timer
        self._root = root_of(root)
        self._cache = None if cache_dir is None else CertificateCache(Path(path_of("cache_dir", cache_dir)), self._root)
        self._lock = threading.Lock()
        self._refresh: Refresh | None = None
        # By the timer: a clock that was a year ahead, and is put right, must not put a download off for a year.
        self._next_refresh = -inf
        self._next_lookup = -inf  # of a serial number, which anybody on the way can make up
        self._next_try = -inf  # without a valid certificate
        self._failures = 0
        self._failure: CertificateError | None = None
        self._failed_at = -inf
        self._certificates = CertificateSet()
        renew_after_fork(self)
        if self._cache:
            self._certificates, downloaded = self._cache.read()
            # A file's time may be ahead of the clock, which must not put the next download off.
            downloaded = min(downloaded, clock())
            self._next_refresh = timer() - (clock() - downloaded) + self._due_in(downloaded)

    def find(self, serial: str) -> VerificationKey | None:
        """Return the certificate of a serial number; None when it is not there."""
        return self._certificates.find(serial)

    def preferred(self, now: float) -> str:
        """Return the serial number of the certificate that is valid at a Unix time and ends last.

        Raises:
            CertificateError: None is, and why none could be had.
        """
        if newest := self._certificates.newest(now):
            return newest.serial
        if failure := self._failure:
            # A new one each time: what is raised gathers the frames of its call.
            raise type(failure)(f"{failure} {self._when_tried()}")
        then = (
            "another call's download takes longer than this call may wait"
            if self._refresh
            else f"make a call, such as GET {PATH}, with a client of this auth"
        )
        raise CertificateError(
            f"No platform certificate (微信支付平台证书) was downloaded yet that is valid now, {utc(now)}: {then}."
        )

    def verification_keys(self) -> Collection[VerificationKey]:
        """Return the keys of all certificates that are there."""
        return self._certificates.verification_keys()

    def serials(self) -> Collection[str]:
        """Return the serial numbers of all certificates that are there."""
        return self._certificates.serials()

    def is_usable(self) -> bool:
        """Whether a certificate is valid now."""
        return self._certificates.newest(self._clock()) is not None

    def join(self, unknown_serial: str | None, *, needed: bool) -> Refresh | Ended | None:
        """Decide what a call does about the certificates.

        Args:
            unknown_serial: The serial number that came with its answer; None before it is sent.
            needed: Whether it cannot go on without a valid certificate.

        Returns:
            A refresh that the call has to make, one under way that it has to wait for, or None to go on.
        """
        with self._lock:
            now, usable = self._timer(), self.is_usable()
            if unknown_serial is not None and self.find(unknown_serial):
                return None
            if self._refresh and now - self._refresh.began < GIVEN_UP_AFTER_SECONDS:
                waits = unknown_serial is not None or (needed and not usable)
                return self._refresh.ended if waits else None
            due = self._next_refresh if usable else min(self._next_refresh, self._next_try)
            if now < (due if unknown_serial is None else self._next_lookup):
                return None
            if unknown_serial is not None:
                self._next_lookup = now + _AT_MOST_EVERY_SECONDS
            self._refresh = Refresh(self, now, needed=needed)
            return self._refresh

    def take(self, answer: httpx.Response, verify_with: VerifyWith) -> None:
        """Take the certificates of an answer to `GET /v3/certificates`.

        Args:
            answer: The answer, read.
            verify_with: That of the verifier the store is in, `Verifier.verify_with`.

        Raises:
            CertificateError: The answer holds none that can be trusted.
        """
        if not answer.is_success:
            raise refused(answer)
        now = self._clock()
        listed = CertificateSet(open_listing(answer.content, self._key))
        if not listed.certificates:
            raise CertificateError(f"GET {PATH} was answered with an empty list. {advice(httpx.codes.NOT_FOUND)}")
        try:
            # The key to a first listing is inside. Each certificate is genuine by its encryption under the APIv3 key;
            # the signature shows that the list as a whole is WeChat Pay's, and of this moment.
            verify_with(listed, answer.headers, answer.content)
        except SignatureVerificationError as exc:
            raise CertificateError(
                f"GET {PATH} was answered with certificates that did not sign this answer: {exc.cause}"
            ) from exc
        try:
            lasting = CertificateSet(
                (c for c in listed.certificates if c.not_valid_after_utc.timestamp() > now), self._root
            )
        except AuthConfigurationError as exc:
            raise CertificateError(f"GET {PATH} was answered with others' certificates: {exc}") from exc
        if not lasting.newest(now):
            raise CertificateError(
                f"GET {PATH} listed no certificate that is valid now, {utc(now)}. Check this machine's clock."
            )
        with self._lock:
            self._certificates = lasting
            self._failures, self._failure = 0, None
            self._schedule(self._due_in(now))
        _logger.info("Platform certificates: %s.", self._certificates_held())
        if self._cache:
            self._cache.write(lasting.certificates, now)

    def failed(self, error: CertificateError, *, passing: bool = False) -> None:
        """Remember why a refresh failed, and when to try again.

        Args:
            error: Why.
            passing: Whether the same request may be answered in a moment, so that calls need not fail for a minute.
        """
        with self._lock:
            now, self._failed_at = self._clock(), self._timer()
            self._failures += 1
            self._failure = type(error)(*error.args)  # without the frames of the call that met it
            wait: float = _AT_MOST_EVERY_SECONDS
            if self._certificates.newest(now):
                wait = min(wait * 2 ** (self._failures - 1), _LONGEST_BACK_OFF_SECONDS, self._due_in(now))
            elif passing:
                wait = min(2 ** (self._failures - 1), wait)
            self._schedule(wait)
        _logger.warning(
            "Platform certificates were not refreshed: %s Going on with: %s. Next try in %.0f s or later.",
            error,
            self._certificates_held() or "none",
            wait,
        )

    def end(self, refresh: Refresh, *, broken_off: bool) -> None:
        """Let other calls refresh again.

        Args:
            refresh: The one that ended.
            broken_off: Its call ended without an answer to it: cancelled, or no connection. Calls that need a
                certificate try again at once, others leave it for a while.
        """
        with self._lock:
            if self._refresh is refresh:
                self._refresh = None
        if broken_off and (not refresh.needed or self.is_usable()):
            self.failed(CertificateError(f"The call that sent GET {PATH} ended without an answer to it."))

    def _schedule(self, seconds: float) -> None:
        """Let the next download be due in so many seconds, or in a minute once no certificate is valid any more."""
        now = self._timer()
        self._next_refresh, self._next_try = now + seconds, now + _AT_MOST_EVERY_SECONDS

    def _due_in(self, now: float) -> float:
        """Return in how many seconds the certificates that there are at a Unix time are to be downloaded again."""
        newest = self._certificates.newest(now)
        left = newest.ends - now if newest else 0.0
        return min(max(left / 2, _AT_MOST_EVERY_SECONDS), _EVERY_SECONDS)

    def _when_tried(self) -> str:
        now = self._timer()
        left = ceil(min(self._next_refresh, self._next_try) - now)
        then = f"the first call after {left} s" if left > 0 else "the next call"
        return f"That was {now - self._failed_at:.0f} s ago; {then} tries again."

    def _certificates_held(self) -> str:
        keys = [self._certificates.find(serial) for serial in self._certificates.serials()]
        return ", ".join(f"{key.serial} {validity(key)}" for key in keys if key)

    def _after_fork(self) -> None:
        """Forget who held the lock, and who downloads: they are not here."""
        self._lock = threading.Lock()
        self._refresh = None

    def __repr__(self) -> str:
        return f"CertificateStore({', '.join(self.serials())})"


class Refresh:
    """One download, for as long as the call that makes it is in its `with` block.

    Attributes:
        began: By the store's timer. One that is not back after 30 seconds is given up, and another call takes over.
        needed: Whether the call cannot go on without it.
        ended: What other calls wait for.
    """

    def __init__(self, store: CertificateStore, began: float, *, needed: bool) -> None:
        self.began = began
        self.needed = needed
        self.ended: Ended = Future()
        # From now on a waiting task that is cancelled does not cancel it for all the others.
        self.ended.set_running_or_notify_cancel()
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._store.end(self, broken_off=kind is not None)
        self.ended.set_result(kind is None)
