"""What the doctor finds by calling: a harmless call whose answer is verified, and the address of notifications."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import httpx

from wechatpay_cli._doctor_causes import Refusal, of_unproven
from wechatpay_cli._doctor_network import Network, opened
from wechatpay_cli._finding import Finding, unseen, well, wrong
from wechatpay_cli._say import say
from wechatpay_cli._session import client_of
from wechatpay_cli._sources import Source

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth

_HARMLESS: Final = "/v3/certificates"
_SECONDS: Final = 15.0


def findings(source: Source, auth: WeChatPayAuth | None, network: Network) -> Iterator[Finding]:
    """Make the calls, where they can be signed and have somewhere to go.

    Args:
        source: The merchant's settings.
        auth: What signs and verifies with them; None where they cannot.
        network: What was found of the hosts.
    """
    if auth is None or not network.hosts:
        nothing, nowhere = say("not made, as nothing can be signed"), say("not made, as no host can be called")
        for check, label in (("signed_call", say("Signed call")), ("notify_url", say("Address of notifications"))):
            yield unseen(check, label, nothing if auth is None else nowhere)
        return
    called = _SignedCall(source, auth, network).finding()
    yield called
    if called.is_well:
        yield from _apiv3_key(source, auth, network)
    if called.is_well:
        yield _notify_url(source)
    else:
        yield unseen("notify_url", say("Address of notifications"), say("not asked for, as the signed call failed"))


class _SignedCall:
    """Makes a call that changes nothing, and tells how it was answered."""

    def __init__(self, source: Source, auth: WeChatPayAuth, network: Network) -> None:
        self._source = source
        self._auth = auth
        self._network = network

    def finding(self) -> Finding:
        """Make the call. A signed answer proves that both ways are open, be it yes or no."""
        from wechatpay_httpx.errors import SignatureVerificationError, WeChatPayError

        check, label = "signed_call", say("Signed call")
        try:
            response = _answered(self._network, self._auth)
        except SignatureVerificationError as exc:
            to_do = of_unproven(exc, self._network.seconds_off, is_intact=self._is_intact())
            return wrong(check, label, say("answered, but not verified: {cause}", cause=exc.cause), to_do)
        except WeChatPayError as exc:
            return wrong(check, label, str(exc))
        except httpx.HTTPError as exc:
            return wrong(check, label, say("cannot be reached: {reason}", reason=str(exc) or type(exc).__name__))
        answered = f"GET {_HARMLESS} → {response.status_code}"
        is_verified = response.extensions.get("wechatpay_verified") is True
        # A merchant without certificates is told so, and signed.
        if is_verified and (response.is_success or response.status_code == 404):
            return well(check, label, say("{answered}, and the answer is verified", answered=answered))
        return self._refused(check, label, response, answered)

    def _is_intact(self) -> bool | None:
        """Return whether an answer is proven by platform certificates; None where they cannot be had."""
        from wechatpay_httpx import CertificateStore, Verifier, WeChatPayAuth
        from wechatpay_httpx.errors import SignatureVerificationError, WeChatPayError

        key = self._source.get("APIV3_KEY")
        if not key:
            return None
        try:
            _answered(self._network, WeChatPayAuth(self._auth.signer, Verifier(CertificateStore(key))))
        except SignatureVerificationError:
            return False
        except (WeChatPayError, httpx.HTTPError):
            return None
        return True

    def _refused(self, check: str, label: str, response: httpx.Response, answered: str) -> Finding:
        try:
            body: Any = json.loads(response.content)
        except ValueError:
            body = {}
        code = body.get("code") if isinstance(body, dict) else None
        if not isinstance(code, str):
            to_do = say("It does not come from WeChat Pay, it seems: check host and proxy.")
            return wrong(check, label, answered, to_do)
        text = f"{answered} {code[:60]}"
        if code != "SIGN_ERROR":
            return wrong(check, label, f"{text}: {body.get('message', '')!s:.200}")
        difference = self._auth.explain_refusal(response.request, body.get("detail"))
        refusal = Refusal(body.get("detail"), difference, self._network.seconds_off)
        told = say("{answered}. {difference}", answered=text, difference=refusal.text) if refusal.text else text
        return wrong(check, label, told, refusal.likeliest())


def _apiv3_key(source: Source, auth: WeChatPayAuth, network: Network) -> Iterator[Finding]:
    """Try the APIv3 key on the platform certificates, which are encrypted under it."""
    from wechatpay_httpx import CertificateStore, Verifier, WeChatPayAuth
    from wechatpay_httpx.errors import APIv3KeyError, AuthConfigurationError, WeChatPayError

    key = source.get("APIV3_KEY")
    if not key:
        return
    check, label = "apiv3_key_opens", say("APIv3 key")
    try:
        _answered(network, WeChatPayAuth(auth.signer, Verifier(CertificateStore(key))))
    except APIv3KeyError as exc:
        yield wrong(check, label, str(exc), say("Correct WECHATPAY_APIV3_KEY; or set a new one there, and here."))
    except AuthConfigurationError:
        return  # told already, by its form
    except (WeChatPayError, httpx.HTTPError):
        yield unseen(check, label, say("could not be tried, as no platform certificate came"))
    else:
        yield well(check, label, say("opens what WeChat Pay encrypts"))


def _notify_url(source: Source) -> Finding:
    from wechatpay_runtime.errors import ApiError, ClientError

    check, label = "notify_url", say("Address of notifications")
    to_do = say("Set it: wechatpay-coupon notify-configs set --set notify_url=https://...")
    try:
        with client_of(source) as client:
            address = client.notify_configs.get().notify_url
    except ApiError as exc:
        told = f"{exc.status_code} {exc.code}: {exc.message}"
        return wrong(check, label, told, to_do if exc.status_code == 404 else exc.action)
    except ClientError as exc:
        return wrong(check, label, str(exc).partition("\n")[0])
    return well(check, label, str(address)) if address else wrong(check, label, say("none is set"), to_do)


def _answered(network: Network, auth: WeChatPayAuth) -> httpx.Response:
    """Make the harmless call at the first host that can be reached."""
    for url in network.hosts:
        try:
            with opened(auth=auth, base_url=url, timeout=_SECONDS) as http:
                return http.get(_HARMLESS)
        except httpx.TransportError:
            if url == network.hosts[-1]:
                raise
    raise AssertionError("there is a host")
