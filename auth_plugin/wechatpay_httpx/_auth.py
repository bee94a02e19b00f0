"""The httpx auth: sign what goes out, verify what comes in."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Generator, Mapping
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Self

import httpx

from wechatpay_httpx._answer_body import LONGEST_BODY, aread, read
from wechatpay_httpx._environment import PREFIX, Environment, keys_in
from wechatpay_httpx._flow import NO_ANSWER, Flow
from wechatpay_httpx._libraries import Auth
from wechatpay_httpx._own_key import refuse_own_key
from wechatpay_httpx._plain_http import checked_host
from wechatpay_httpx._settings import discreet, number_of, path_of, text_of, without_frames, wrong
from wechatpay_httpx._sign_refusal import first_difference
from wechatpay_httpx._signed import NO_CONTENT, content_refused
from wechatpay_httpx._signer import Signer
from wechatpay_httpx._signing_thread import in_turn
from wechatpay_httpx._verifier import Verifier
from wechatpay_httpx.errors import AuthConfigurationError, WeChatPayError


class WeChatPayAuth(Auth):
    """Signs every request of an httpx or httpx2 client, and verifies every answer before anyone sees it.

    For any WeChat Pay APIv3 path, in `Client` and `AsyncClient` of either library: one object serves any number of
    clients, threads and tasks at once, and keeps nothing of a request. Of an answer it keeps a mark for ten minutes:
    one that comes a second time is refused.

    Sets Authorization, and unless the request has its own Wechatpay-Serial (which has to be that of a key of the
    verifier), Accept and User-Agent. Of the encodings that httpx asks for it leaves gzip and deflate.

    Every 2xx must be signed. Another status is verified if it is signed; gateways sign none, so that an unsigned one
    passes: raise from it, trust nothing in it. `response.extensions.get("wechatpay_verified")` is True for what is
    proven.

    Bill files (`GET /v3/billdownload/file`) and pictures of complaints (`GET /v3/merchant-service/images/...`), which
    WeChat Pay does not sign, pass unverified and may be streamed, and so does the answer to a request that the program
    marks with `extensions=UNSIGNED_ANSWER`; nothing else does. Compare a bill with the hash that came with its address.

    With a `CertificateStore`, some calls send one request more, `GET /v3/certificates` to the same host; event hooks of
    httpx see it too. When that one gets no answer, httpx ends the call with the error of that request. Others wait for
    it: 30 s at most, and not beyond the moment by `time.monotonic()` that a request's extension `wechatpay_deadline`
    names.

    Keep `follow_redirects` off, as it is by default: httpx would send the signature on to any address of the
    same host, without signing that address, and an answer reached in that way is refused. Request hooks run
    after signing, so they must not change what is signed; response hooks run before verification, so they must
    not act on data.

    Args:
        signer: Signs the requests, as a merchant or as a brand.
        verifier: Verifies the answers.
        insecure_host: A host beside this machine that may be called over plain http, such as a sandbox's container.

    Attributes:
        signer: Signs the requests; `rotate` puts another one in its place.
        verifier: Verifies the answers, and the notifications of a `NotificationParser` that is given it.
        max_answer_bytes: Bytes of an answer that are read at most, compressed and not; set it where an interface has
            longer ones. What is marked as unsigned is streamed, and not bounded.

    Raises:
        AuthConfigurationError: A setting cannot be used, or the merchant's own key was given as WeChat Pay's.
    """

    requires_request_body = True
    requires_response_body = True

    @discreet
    def __init__(self, signer: Signer, verifier: Verifier, *, insecure_host: str | None = None) -> None:
        if not isinstance(signer, Signer):
            raise wrong("signer", signer, "a Signer")
        if not isinstance(verifier, Verifier):
            raise wrong("verifier", verifier, "a Verifier")
        refuse_own_key(signer, verifier)
        self.signer = signer
        self.verifier = verifier
        self._insecure_host = checked_host(insecure_host)
        self._max_answer_bytes = LONGEST_BODY

    @property
    def max_answer_bytes(self) -> int:
        """Bytes of an answer that are read at most."""
        return self._max_answer_bytes

    @max_answer_bytes.setter
    def max_answer_bytes(self, longest: int) -> None:
        number_of("max_answer_bytes", longest, whole=True)
        self._max_answer_bytes = longest

    @property
    def mchid(self) -> str | None:
        """Merchant number (商户号) that requests are signed as; None for a brand. Rate limits count for each."""
        return self.signer.mchid

    @property
    def brand_id(self) -> str | None:
        """The brand that requests are signed for; None for a merchant. Rate limits count for each."""
        return self.signer.brand_id

    @classmethod
    @discreet
    def from_files(
        cls,
        *,
        mchid: str,
        serial_no: str | None = None,
        private_key_path: str | os.PathLike[str],
        public_key_id: str,
        public_key_path: str | os.PathLike[str],
        private_key_password: str | bytes | None = None,
        certificate_path: str | os.PathLike[str] | None = None,
        insecure_host: str | None = None,
    ) -> Self:
        """Load the keys from files.

        Args:
            mchid: Merchant number (商户号), e.g. "1900000001".
            serial_no: Serial number of the merchant certificate (商户API证书序列号), hexadecimal. It may be left
                out when `certificate_path` is given, or a .p12 file.
            private_key_path: The merchant's private key, apiclient_key.pem, or apiclient_cert.p12.
            public_key_id: Id of WeChat Pay's public key (微信支付公钥ID), "PUB_KEY_ID_...".
            public_key_path: WeChat Pay's public key, wxp_pub.pem.
            private_key_password: Of an encrypted private key; that of a .p12 file is the merchant number when left out.
            certificate_path: The merchant certificate, apiclient_cert.pem, to read the serial number from.
            insecure_host: As for the constructor.

        Raises:
            AuthConfigurationError: A number or file cannot be used, or they do not belong together.
        """
        key_id = text_of("public_key_id", public_key_id, "the id of WeChat Pay's public key (微信支付公钥ID)")
        signer = Signer(
            mchid,
            serial_no,
            Path(path_of("private_key_path", private_key_path)),
            certificate=None if certificate_path is None else Path(path_of("certificate_path", certificate_path)),
            private_key_password=private_key_password,
        )
        verifier = Verifier({key_id: Path(path_of("public_key_path", public_key_path))})
        return cls(signer, verifier, insecure_host=insecure_host)

    @classmethod
    @discreet
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, prefix: str = PREFIX, insecure_host: str | None = None
    ) -> Self:
        """Load the keys from environment variables.

        WECHATPAY_MCHID, WECHATPAY_SERIAL_NO and WECHATPAY_PUBLIC_KEY_ID have the meaning they have in `from_files`.
        Keys are given themselves or by the path of their file: WECHATPAY_PRIVATE_KEY or WECHATPAY_PRIVATE_KEY_PATH,
        WECHATPAY_PUBLIC_KEY or WECHATPAY_PUBLIC_KEY_PATH. With WECHATPAY_CERTIFICATE or WECHATPAY_CERTIFICATE_PATH, the
        merchant certificate, or a .p12 file as the private key, the serial number may be left out.
        WECHATPAY_PRIVATE_KEY_PASSWORD is that of an encrypted key.

        With WECHATPAY_CERTIFICATE_DIR, the folder of a `CertificateStore`, and WECHATPAY_APIV3_KEY, platform
        certificates verify as well. Then the public key may be left out; where it is given, requests ask for it.

        Blanks, line ends, quotes and a byte-order mark around a value are not part of it.

        Args:
            environ: The variables; None takes `os.environ`.
            prefix: Begins their names in place of WECHATPAY_, for one of several merchants: "WECHATPAY_SHOP1_".
            insecure_host: As for the constructor; no variable sets it.

        Raises:
            AuthConfigurationError: A variable is not set, or its value cannot be used.
        """
        signer, verifier = keys_in(Environment(environ, prefix))
        return cls(signer, verifier, insecure_host=insecure_host)

    def rotate(self, signer: Signer) -> None:
        """Sign with another private key and serial number of the same merchant from the next call on.

        Calls under way end with the key they began with. Keep the old certificate (商户API证书) in force on the
        merchant platform until they have ended.

        Raises:
            AuthConfigurationError: It is no `Signer`, that of another merchant or brand, or its private key is the
                other half of what the verifier has as WeChat Pay's.
        """
        if not isinstance(signer, Signer):
            raise wrong("signer", signer, "a Signer")
        if signer.identity != self.signer.identity:
            raise AuthConfigurationError(
                f"This auth signs for {self.signer.identity}, the new key for {signer.identity}: a rotation changes "
                "key and serial number alone. Make another WeChatPayAuth."
            )
        refuse_own_key(signer, self.verifier)
        self.signer = signer

    def explain_refusal(self, request: httpx.Request, detail: object) -> str:
        """Say where the message that WeChat Pay put together of a request differs from the one that was signed.

        An answer with SIGN_ERROR shows that message, as far as it goes. It is not verified, and may hold anything.

        Args:
            request: The request as it was sent, signed by this auth.
            detail: `detail` of the answer's JSON body.

        Returns:
            The first difference in one sentence, without control characters; "" where `detail` does not show the
            message, or the request is not signed.
        """
        return first_difference(request, detail)

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign a request, hand it over, and verify its answer, for `httpx.Client`.

        Whoever drives it may throw an `httpx.TransportError` into it; a refresh of certificates copes with one.

        Raises:
            AuthConfigurationError: The request must not or cannot be signed. Nothing was sent.
            CertificateError: No answer could be verified. Nothing was sent.
            SignatureVerificationError: An answer is not proven to be WeChat Pay's, or redirects were followed.
        """
        try:
            request.read()
        except NO_CONTENT as exc:
            raise content_refused() from exc  # which may be that of the caller's own iterator
        flow = Flow(self.signer, self.verifier, request, self._insecure_host)
        steps = flow.steps()
        try:
            step = next(steps)
            while True:
                match step:
                    case partial():
                        step()
                        step = next(steps)
                    case Future():
                        wait([step], flow.longest_wait())
                        step = next(steps)
                    case _:
                        try:
                            response = yield step
                            if flow.takes(response, step):
                                read(response, self.max_answer_bytes)
                        except NO_ANSWER as exc:
                            step = steps.throw(exc)
                        else:
                            step = steps.send(response)
        except StopIteration:
            return
        except WeChatPayError as exc:
            error = without_frames(exc)
        finally:
            steps.close()
        raise error

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Do the same for `httpx.AsyncClient`, without holding up its event loop."""
        import asyncio  # not above, as in `in_turn`

        try:
            await request.aread()
        except NO_CONTENT as exc:
            raise content_refused() from exc  # which may be that of the caller's own iterator
        flow = Flow(self.signer, self.verifier, request, self._insecure_host)
        steps = flow.steps()
        try:
            step = next(steps)
            while True:
                match step:
                    case partial():
                        await in_turn(step)
                        step = next(steps)
                    case Future():
                        with suppress(TimeoutError):
                            await asyncio.wait_for(asyncio.wrap_future(step), flow.longest_wait())
                        step = next(steps)
                    case _:
                        try:
                            response = yield step
                            if flow.takes(response, step):
                                await aread(response, self.max_answer_bytes)
                        except NO_ANSWER as exc:
                            step = steps.throw(exc)
                        else:
                            step = steps.send(response)
        except StopIteration:
            return
        except WeChatPayError as exc:
            error = without_frames(exc)
        finally:
            steps.close()
        raise error

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Do the same for a driver that knows this method alone; it may block while another call refreshes."""
        return self.sync_auth_flow(request)

    def __repr__(self) -> str:
        insecure = f", insecure_host={self._insecure_host!r}" if self._insecure_host else ""
        return f"WeChatPayAuth({self.signer!r}, {self.verifier!r}{insecure})"
