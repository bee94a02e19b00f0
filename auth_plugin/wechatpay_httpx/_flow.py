"""One call: what is sent, in which order, and which answer is believed. The shells in `_auth` do the I/O."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Mapping
from functools import partial
from math import inf
from typing import Final, TypeAlias, TypeVar

import httpx

from wechatpay_httpx._answer_body import ASKED_FOR
from wechatpay_httpx._certificate_refusal import PATH, is_passing
from wechatpay_httpx._certificate_store import GIVEN_UP_AFTER_SECONDS, CertificateStore, Ended, Refresh
from wechatpay_httpx._headers import REQUEST_ID, SERIAL, SIGNATURE
from wechatpay_httpx._libraries import TRANSPORT_ERRORS, USER_AGENTS, Header, headers_like, listed
from wechatpay_httpx._plain_http import refuse_plain_http
from wechatpay_httpx._settings import described
from wechatpay_httpx._signed import signed_body, signed_target
from wechatpay_httpx._signer import Signer
from wechatpay_httpx._unsigned import is_unsigned
from wechatpay_httpx._verification_keys import KEY_ID_PREFIX
from wechatpay_httpx._verifier import Verifier
from wechatpay_httpx._version import __version__
from wechatpay_httpx.errors import AuthConfigurationError, CertificateError, Reason, SignatureVerificationError

_T = TypeVar("_T")

Sign: TypeAlias = partial[None]
"""Signs a request; the one step of a call that takes long enough to be run elsewhere."""

Steps: TypeAlias = Generator[httpx.Request | Sign | Ended, httpx.Response, _T]
"""Yields a request to send, and is sent its answer; or what to run or to wait for, and is sent nothing."""

_logger = logging.getLogger("wechatpay_httpx")
NO_ANSWER: Final[tuple[type[Exception], ...]] = (*TRANSPORT_ERRORS, SignatureVerificationError)
"""What becomes of a request beside an answer that is read: none comes, it is cut short, or it is not one to read."""

_ANY_TYPE: Final = b"*/*"
_BOUNDED: Final = frozenset((b"", b"identity", *ASKED_FOR.encode().split(b", ")))
_DEADLINE: Final = "wechatpay_deadline"
"""An extension of a request: when its call must be over, by `time.monotonic()`."""

VERIFIED: Final = "wechatpay_verified"
"""The extension of a response that says that it is WeChat Pay's: True, or not there."""


def _header(name: str, value: bytes) -> Header:
    return name.encode(), name.lower().encode(), value


_JSON: Final = _header("Accept", b"application/json")
_ENCODINGS: Final = _header("Accept-Encoding", ASKED_FOR.encode())
_NO_AGENT: Final = USER_AGENTS[0].encode()
_USER_AGENTS: Final = {
    library.encode(): _header("User-Agent", f"wechatpay-product-coupon/{__version__} {library}".encode())
    for library in USER_AGENTS
}
"""What takes the place of each library's own, and of none: a program's is left as it is."""


class Flow:
    """One call under way. It keeps the keys it began with, whatever is swapped meanwhile.

    Args:
        signer: Signs the request, and that of a download of certificates.
        verifier: Verifies the answers.
        request: What the caller sends, read.
        insecure_host: A host that may be called without TLS.
    """

    def __init__(
        self, signer: Signer, verifier: Verifier, request: httpx.Request, insecure_host: str | None = None
    ) -> None:
        self._signer = signer
        self._verifier = verifier
        self._request = request
        self._insecure_host = insecure_host
        self._answers = 0
        self._latest: httpx.Response | None = None
        self._is_unsigned = is_unsigned(request)

    def takes(self, answer: httpx.Response, sent: httpx.Request) -> bool:
        """Note an answer, whatever becomes of it, and say whether it is read here."""
        self._latest = answer
        self._answers += 1
        return self._reads(sent)

    def _reads(self, sent: httpx.Request) -> bool:
        """Whether the answer to one of the flow's requests is read here; a file is left to the caller, to stream."""
        return sent is not self._request or not self._is_unsigned

    def longest_wait(self) -> float:
        """Return for how many seconds it may wait for another call's download."""
        ends: float = self._request.extensions.get(_DEADLINE, inf)
        return max(0.0, min(GIVEN_UP_AFTER_SECONDS, ends - time.monotonic()))

    def steps(self) -> Steps[None]:
        """Sign the request and verify its answer; see that there are certificates to do so."""
        refuse_plain_http(self._request.url, self._insecure_host)
        if self._is_unsigned:
            yield from self._send(self._request, None)
            return
        store = self._verifier.store
        try:
            if store and _is_listing(self._request):
                yield from self._list(store)
                return
            if store:
                yield from self._refresh(store, None, needed=self._verifier.needs_store)
            answer = yield from self._send(self._request, self._verifier.preferred_serial())
            # A gateway signs no errors, and so may whoever forges one leave the signature out: it proves nothing then.
            if answer.is_success or answer.headers.get(SIGNATURE):
                yield from self._verify(answer, store)
                answer.extensions[VERIFIED] = True
        except SignatureVerificationError as exc:
            _log_refused(self._request, exc)
            raise

    def _list(self, store: CertificateStore) -> Steps[None]:
        """Send the caller's own `GET /v3/certificates`, and let the store take what it lists."""
        answer = yield from self._send(self._request, None)
        if answer.is_success:
            store.take(answer, self._verifier.verify_with)
        elif not answer.headers.get(SIGNATURE):
            return
        else:
            try:
                self._verifier.accept(answer.headers, answer.content)
            except SignatureVerificationError as exc:
                if exc.reason is Reason.UNKNOWN_SERIAL:
                    return  # that of a certificate which a refusal of the listing does not bring
                raise
        answer.extensions[VERIFIED] = True

    def _send(self, request: httpx.Request, serial: str | None) -> Steps[httpx.Response]:
        given: dict[bytes, bytes] = {}
        for _, name, value in listed(request.headers):
            given[name] = given[name] + b", " + value if name in given else value
        own: dict[bytes, Header] = {}
        yield partial(self._sign, request, given.get(b"content-type", b""), own)
        own |= self._own_headers(request, given, serial)
        # All at once, since httpx looks through all that there are to set one.
        kept = listed(request.headers)
        if not own.keys().isdisjoint(given):
            kept = [header for header in kept if header[1] not in own]
        request.headers = headers_like(request.headers, [*kept, *own.values()])
        if _logger.isEnabledFor(logging.DEBUG):  # httpx takes its time for a path
            _logger.debug("%s %s signed for %s", request.method, _area(request.url), self._signer.identity)
        answer = yield request
        # httpx counts our own earlier answers as history; other drivers keep none.
        redirects = answer.history[self._answers - 1 :]
        if redirects:
            raise _redirected(redirects[0], answer)
        return answer

    def _own_headers(
        self, request: httpx.Request, given: Mapping[bytes, bytes], serial: str | None
    ) -> dict[bytes, Header]:
        """Return the headers that are set here, but for the signature, in place of those that were given."""
        own = {}
        chosen = given.get(b"wechatpay-serial")
        if serial and not (chosen and self._keeps(chosen, given)):
            own[b"wechatpay-serial"] = _header(SERIAL, serial.encode())
        if self._reads(request):
            if given.get(b"accept", _ANY_TYPE) == _ANY_TYPE:
                own[b"accept"] = _JSON
            if not _BOUNDED.issuperset(given.get(b"accept-encoding", b"").split(b", ")):
                own[b"accept-encoding"] = _ENCODINGS
        if agent := _USER_AGENTS.get(given.get(b"user-agent", _NO_AGENT)):
            own[b"user-agent"] = agent
        return own

    def _keeps(self, chosen: bytes, given: Mapping[bytes, bytes]) -> bool:
        """Whether a request's own Wechatpay-Serial stays: its sensitive fields may be encrypted under that key.

        Raises:
            AuthConfigurationError: The answer could not be verified.
        """
        serial = chosen.decode("latin-1")
        if self._verifier.verifies_under(serial):
            return True
        if given.get(b"authorization", b"").startswith(b"WECHATPAY"):
            return False  # a request that is sent again has the one that was set here, whose key may have ended since
        raise AuthConfigurationError(
            f"The request's {SERIAL} is {described(serial)}, no key that this auth's verifier has now: "
            f"{', '.join(self._verifier.serials())}. It names the key that sensitive fields (敏感信息) are encrypted "
            "under, and that the answer is signed with: encrypt under one of these, or leave the header out."
        )

    def _sign(self, request: httpx.Request, content_type: bytes, own: dict[bytes, Header]) -> None:
        body = signed_body(request.content, content_type.decode("utf-8", "replace"))
        authorization = self._signer.authorization(request.method, signed_target(request), body)
        own[b"authorization"] = _header("Authorization", authorization.encode())

    def _verify(self, answer: httpx.Response, store: CertificateStore | None) -> Steps[None]:
        try:
            self._verifier.accept(answer.headers, answer.content)
            return
        except SignatureVerificationError as exc:
            serial = answer.headers.get(SERIAL, "")
            # No download brings a public key.
            if exc.reason is not Reason.UNKNOWN_SERIAL or store is None or serial.startswith(KEY_ID_PREFIX):
                raise
        yield from self._refresh(store, serial, needed=False)
        self._verifier.accept(answer.headers, answer.content)
        if self._latest and self._latest is not answer:
            _put_back(answer, self._latest)

    def _refresh(self, store: CertificateStore, unknown_serial: str | None, *, needed: bool) -> Steps[None]:
        """Bring the store up to date, by a download of its own or by waiting for another call's."""
        # Twice: when the call that was waited for is broken off, the download is left to those that waited.
        for _ in range(2):
            match store.join(unknown_serial, needed=needed):
                case None:
                    return
                case Refresh() as refresh:
                    with refresh:
                        yield from self._download(store, needed=needed)
                    return
                case ended:
                    yield ended
                    if ended.done() and ended.result():
                        return

    def _download(self, store: CertificateStore, *, needed: bool) -> Steps[None]:
        """Send `GET /v3/certificates` the way the call goes, and let the store take what comes, good or bad."""
        extensions = {name: value for name, value in self._request.extensions.items() if name != "target"}
        # Of the caller's library, as the client that sends it needs it.
        request = type(self._request)(
            "GET", self._request.url.join(PATH), headers={"Host": self._request.headers["Host"]}, extensions=extensions
        )
        try:
            answer = yield from self._send(request, None)
            store.take(answer, self._verifier.verify_with)
        except CertificateError as exc:
            store.failed(exc, passing=is_passing(answer))
        except SignatureVerificationError as exc:
            store.failed(CertificateError(f"GET {PATH}: {exc.cause}"))
        except TRANSPORT_ERRORS as exc:
            if needed and not store.is_usable():
                raise
            store.failed(CertificateError(f"GET {PATH} got no answer: {type(exc).__name__}: {exc}."))


def _put_back(answer: httpx.Response, last: httpx.Response) -> None:
    """Turn the last response, which httpx hands to the caller, into the answer to the caller's own request.

    Through the state that responses give away and take on for pickling.
    """
    last.__setstate__(answer.__getstate__())
    last.extensions, last.stream = answer.extensions, answer.stream


def _log_refused(request: httpx.Request, error: SignatureVerificationError) -> None:
    _logger.warning(
        "%s %s: answer refused, %s: %s [Request-ID %.80r]",
        *(request.method, _area(request.url), error.reason, error.cause, error.request_id),
        extra={"reason": str(error.reason), "header": error.header, "request_id": error.request_id},
    )


def _area(url: httpx.URL) -> str:
    """Return the beginning of a path, such as /v3/marketing; what follows may be the id of a person, or a code."""
    first, second, *others = url.path.removeprefix("/").split("/")[:3] + [""] * 2
    return f"/{first}/{second}{'/...' if others[0] else ''}"


def _is_listing(request: httpx.Request) -> bool:
    return request.method == "GET" and request.url.path == PATH


def _redirected(origin: httpx.Response, answer: httpx.Response) -> SignatureVerificationError:
    cause = (
        f"the request was answered with {origin.status_code} and httpx followed the redirect, so that this answer is "
        "to another request than the one signed. Leave follow_redirects off, and check base_url."
    )
    return SignatureVerificationError(Reason.REDIRECTED, cause, header=None, request_id=answer.headers.get(REQUEST_ID))
