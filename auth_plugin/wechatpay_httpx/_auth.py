"""The httpx auth flow: sign what goes out, verify what comes in."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Self

import httpx

from wechatpay_httpx._signer import Signer, signed_body
from wechatpay_httpx._verifier import Verifier
from wechatpay_httpx._version import __version__
from wechatpay_httpx.errors import ConfigurationError, Reason, SignatureVerificationError

_ANY_TYPE = "*/*"
_HTTPX_USER_AGENT = f"python-{httpx.__title__}/{httpx.__version__}"
_USER_AGENT = f"wechatpay-product-coupon/{__version__} {_HTTPX_USER_AGENT}"


class WeChatPayAuth(httpx.Auth):
    """Signs every request of an httpx client as a merchant, and verifies every 2xx answer before anyone sees it.

    For any WeChat Pay APIv3 path, in `httpx.Client` and `httpx.AsyncClient`. It keeps no state between requests:
    one object serves any number of clients and threads at once.

    Sets Authorization, Wechatpay-Serial, Accept (unless the request asks for a type of its own) and User-Agent
    (unless the caller chose one). Answers other than 2xx pass unverified: raise from them, trust nothing in them.

    Keep `follow_redirects` off, as it is by default: httpx would send the signature on to any address of the
    same host, without signing that address, and an answer reached in that way is refused. Request hooks run
    after signing, so they must not change what is signed; response hooks run before verification, so they must
    not act on data.

    Attributes:
        signer: Signs the requests.
        verifier: Verifies the answers.
    """

    requires_request_body = True
    requires_response_body = True

    def __init__(self, signer: Signer, verifier: Verifier) -> None:
        self.signer = signer
        self.verifier = verifier

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
            ConfigurationError: A number or file cannot be used, or they do not belong together.
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

        Raises:
            ConfigurationError: A variable is not set, or its value cannot be used.
        """
        names = ("mchid", "serial_no", "private_key_path", "public_key_id", "public_key_path")
        values = {name: environ.get(f"WECHATPAY_{name.upper()}", "") for name in names}
        if missing := [f"WECHATPAY_{name.upper()}" for name, value in values.items() if not value]:
            raise ConfigurationError(f"Not set in the environment: {', '.join(missing)}.")
        return cls.from_files(**values)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign a request, hand it over, and verify its answer; httpx calls this in both worlds.

        Raises:
            ConfigurationError: The request must not or cannot be signed. Nothing was sent.
            SignatureVerificationError: A 2xx answer is not proven to be WeChat Pay's, or redirects were followed.
        """
        _refuse_plain_http(request.url)
        # What httpx writes into the request line: its "target" extension, or else the URL's.
        target = request.extensions.get("target", request.url.raw_path)
        headers = request.headers
        headers["Authorization"] = self.signer.authorization(request.method, target, signed_body(request))
        headers["Wechatpay-Serial"] = self.verifier.preferred_key_id
        if headers.get("Accept", _ANY_TYPE) == _ANY_TYPE:
            headers["Accept"] = "application/json"
        if headers.get("User-Agent", _HTTPX_USER_AGENT) == _HTTPX_USER_AGENT:
            headers["User-Agent"] = _USER_AGENT
        response = yield request
        if response.history:
            raise _redirected(response)
        if response.is_success:
            self.verifier.verify(response.headers, response.content)

    def __repr__(self) -> str:
        return f"WeChatPayAuth({self.signer!r}, {self.verifier!r})"


def _refuse_plain_http(url: httpx.URL) -> None:
    if url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host)):
        return
    raise ConfigurationError(
        f"Refused to sign a request to {url.scheme or 'no scheme'}://{url.host}: "
        "https is needed, or http to this machine (localhost, 127.0.0.0/8, ::1)."
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _redirected(response: httpx.Response) -> SignatureVerificationError:
    origin = response.history[0]
    cause = (
        f"the request was answered with {origin.status_code} and httpx followed the redirect, so that this answer is "
        "to another request than the one signed. Leave follow_redirects off, and check base_url."
    )
    return SignatureVerificationError(
        Reason.REDIRECTED, cause, header=None, request_id=response.headers.get("Request-ID")
    )
