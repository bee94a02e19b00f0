"""The httpx auth: sign what goes out, verify what comes in."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Generator, Mapping
from concurrent.futures import Future, wait
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

import httpx

from wechatpay_httpx._certificate_store import GIVEN_UP_AFTER_SECONDS, CertificateStore
from wechatpay_httpx._flow import Flow
from wechatpay_httpx._sign_refusal import first_difference
from wechatpay_httpx._signer import Signer
from wechatpay_httpx._verifier import Keys, Verifier
from wechatpay_httpx.errors import AuthConfigurationError


class WeChatPayAuth(httpx.Auth):
    """Signs every request of an httpx client, and verifies every 2xx answer before anyone sees it.

    For any WeChat Pay APIv3 path, in `httpx.Client` and `httpx.AsyncClient`: one object serves any number of clients,
    threads and tasks at once, and keeps nothing of a request.

    Sets Authorization, Wechatpay-Serial, Accept (unless the request asks for a type of its own) and User-Agent
    (unless the caller chose one). Answers other than 2xx pass unverified: raise from them, trust nothing in them.

    With a `CertificateStore`, some calls send one request more, `GET /v3/certificates` to the same host; event hooks of
    httpx see it too. When that one gets no answer, httpx ends the call with the error of that request.

    Keep `follow_redirects` off, as it is by default: httpx would send the signature on to any address of the
    same host, without signing that address, and an answer reached in that way is refused. Request hooks run
    after signing, so they must not change what is signed; response hooks run before verification, so they must
    not act on data.

    Args:
        signer: Signs the requests, as a merchant or as a brand.
        verifier: Verifies the answers.

    Attributes:
        signer: Signs the requests; `rotate` puts another one in its place.
        verifier: Verifies the answers, and the notifications of a `NotificationParser` that is given it.
    """

    requires_request_body = True
    requires_response_body = True

    def __init__(self, signer: Signer, verifier: Verifier) -> None:
        self.signer = signer
        self.verifier = verifier

    @property
    def mchid(self) -> str | None:
        """Merchant number (商户号) that requests are signed as; None for a brand. Rate limits count for each."""
        return self.signer.mchid

    @property
    def brand_id(self) -> str | None:
        """The brand that requests are signed for; None for a merchant. Rate limits count for each."""
        return self.signer.brand_id

    @classmethod
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
    ) -> Self:
        """Load the keys from PEM files.

        Args:
            mchid: Merchant number (商户号), e.g. "1900000001".
            serial_no: Serial number of the merchant certificate (商户API证书序列号), hexadecimal. It may be left
                out when `certificate_path` is given.
            private_key_path: The merchant's private key, apiclient_key.pem.
            public_key_id: Id of WeChat Pay's public key (微信支付公钥ID), "PUB_KEY_ID_...".
            public_key_path: WeChat Pay's public key, wxp_pub.pem.
            private_key_password: Password of an encrypted private key.
            certificate_path: The merchant certificate, apiclient_cert.pem, to read the serial number from.

        Raises:
            AuthConfigurationError: A number or file cannot be used, or they do not belong together.
        """
        signer = Signer(
            mchid,
            serial_no,
            Path(private_key_path),
            certificate=None if certificate_path is None else Path(certificate_path),
            private_key_password=private_key_password,
        )
        return cls(signer, Verifier({public_key_id: Path(public_key_path)}))

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Load the keys from the files that the environment names.

        Reads WECHATPAY_MCHID, WECHATPAY_SERIAL_NO, WECHATPAY_PRIVATE_KEY_PATH, WECHATPAY_PUBLIC_KEY_ID and
        WECHATPAY_PUBLIC_KEY_PATH; their meaning is that of `from_files`.

        With WECHATPAY_CERTIFICATE_DIR, the folder of a `CertificateStore`, and WECHATPAY_APIV3_KEY, platform
        certificates verify as well. Then the public key may be left out; where it is given, requests ask for it.

        Raises:
            AuthConfigurationError: A variable is not set, or its value cannot be used.
        """
        folder = environ.get("WECHATPAY_CERTIFICATE_DIR", "")
        names = ["MCHID", "SERIAL_NO", "PRIVATE_KEY_PATH"]
        if environ.get("WECHATPAY_PUBLIC_KEY_ID") or not folder:
            names += ["PUBLIC_KEY_ID", "PUBLIC_KEY_PATH"]
        if folder:
            names += ["APIV3_KEY"]
        values = {name: environ.get(f"WECHATPAY_{name}", "") for name in names}
        if missing := [f"WECHATPAY_{name}" for name, value in values.items() if not value]:
            raise AuthConfigurationError(f"Not set in the environment: {', '.join(missing)}.")
        keys: list[Keys] = []
        if "PUBLIC_KEY_ID" in values:
            keys.append({values["PUBLIC_KEY_ID"]: Path(values["PUBLIC_KEY_PATH"])})
        if folder:
            keys.append(CertificateStore(values["APIV3_KEY"], cache_dir=folder))
        signer = Signer(values["MCHID"], values["SERIAL_NO"], Path(values["PRIVATE_KEY_PATH"]))
        return cls(signer, Verifier(*keys))

    def rotate(self, signer: Signer) -> None:
        """Sign with another private key and serial number of the same merchant from the next call on.

        Calls under way end with the key they began with. Keep the old certificate (商户API证书) in force on the
        merchant platform until they have ended.

        Raises:
            AuthConfigurationError: The signer is that of another merchant or brand.
        """
        if signer.identity != self.signer.identity:
            raise AuthConfigurationError(
                f"This auth signs for {self.signer.identity}, the new key for {signer.identity}: a rotation changes "
                "key and serial number alone. Make another WeChatPayAuth."
            )
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
            SignatureVerificationError: A 2xx answer is not proven to be WeChat Pay's, or redirects were followed.
        """
        request.read()
        with closing(Flow(self.signer, self.verifier, request).steps()) as steps:
            try:
                step = next(steps)
                while True:
                    match step:
                        case httpx.Request():
                            try:
                                response = yield step
                            except httpx.TransportError as exc:
                                step = steps.throw(exc)
                            else:
                                response.read()
                                step = steps.send(response)
                        case Future():
                            wait([step], GIVEN_UP_AFTER_SECONDS)
                            step = next(steps)
                        case sign:
                            sign()
                            step = next(steps)
            except StopIteration:
                return

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Do the same for `httpx.AsyncClient`, without holding up its event loop."""
        # It takes longer to import than this package, and many programs have no event loop.
        import asyncio

        from wechatpay_httpx._signing_thread import in_turn

        await request.aread()
        with closing(Flow(self.signer, self.verifier, request).steps()) as steps:
            try:
                step = next(steps)
                while True:
                    match step:
                        case httpx.Request():
                            try:
                                response = yield step
                            except httpx.TransportError as exc:
                                step = steps.throw(exc)
                            else:
                                await response.aread()
                                step = steps.send(response)
                        case Future():
                            with suppress(TimeoutError):
                                await asyncio.wait_for(asyncio.wrap_future(step), GIVEN_UP_AFTER_SECONDS)
                            step = next(steps)
                        case sign:
                            await in_turn(sign)
                            step = next(steps)
            except StopIteration:
                return

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Do the same for a driver that knows this method alone; it may block while another call refreshes."""
        return self.sync_auth_flow(request)

    def __repr__(self) -> str:
        return f"WeChatPayAuth({self.signer!r}, {self.verifier!r})"
