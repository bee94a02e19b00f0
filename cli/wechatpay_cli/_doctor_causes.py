"""What is likeliest behind an answer that the doctor did not hope for, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from wechatpay_cli._facts import sign_error_causes
from wechatpay_cli._say import recognised, say, translated

if TYPE_CHECKING:
    from wechatpay_httpx.errors import SignatureVerificationError

REFUSED_FROM: Final = 300.0
"""Seconds by which a clock is off that WeChat Pay refuses."""
DIFFERENCES: Final = (
    "WeChat Pay put together the very message that was signed: the key or the serial number is wrong.",
    "WeChat Pay put together the very message that was signed, and refused another part of the header.",
    "The message WeChat Pay put together has {theirs} bytes, the signed one {own}: the body differs.",
    "First difference: the {line}, at character {place}: WeChat Pay saw {seen}, signed was {signed}.",
    "First difference: the {line}, at character {place}: "
    "WeChat Pay shows {seen} characters of it, {signed} were signed.",
)
"""What `WeChatPayAuth.explain_refusal` says, in its words."""
_ANOTHER_PART: Final = "very message"


class Refusal(NamedTuple):
    """SIGN_ERROR, as far as it shows what was wrong.

    Attributes:
        detail: `detail` of the answer.
        difference: What `WeChatPayAuth.explain_refusal` makes of it.
        seconds_off: By how much this machine's clock is off; None where no host told its time.
    """

    detail: object
    difference: str
    seconds_off: float | None

    @property
    def text(self) -> str:
        """The first difference, in the language that was chosen."""
        return recognised(self.difference, DIFFERENCES)

    def likeliest(self) -> str:
        """Return the likeliest cause and what to do, in one text."""
        field = self._field()
        if field == "timestamp" or abs(self.seconds_off or 0) >= REFUSED_FROM:
            return _cause_and_cure(_of_contract("clock"), set_the_clock())
        if self.difference and _ANOTHER_PART not in self.difference:
            changed = say("Something between this machine and WeChat Pay changes the request that was signed.")
            return _cause_and_cure(changed, let_pass())
        if field in ("mchid", "brandid", "serial_no"):
            cause = _of_contract("serial_no is" if field == "serial_no" else "mchid is")
            return _cause_and_cure(cause, _COMPARE[field == "serial_no"]())
        if field in ("signature", "") and self.difference:
            cause = say("The private key is not that of the certificate with this serial number.")
            compare = say("Compare WECHATPAY_PRIVATE_KEY_PATH, WECHATPAY_SERIAL_NO and WECHATPAY_MCHID.")
            return _cause_and_cure(cause, compare)
        return _cause_and_cure(_of_contract(field), "")

    def _field(self) -> str:
        return str(self.detail.get("field") or "") if isinstance(self.detail, Mapping) else ""


def of_unproven(error: SignatureVerificationError, seconds_off: float | None, *, is_intact: bool | None) -> str:
    """Return why an answer could not be verified, likeliest, and what to do.

    Args:
        error: What the verifier says.
        seconds_off: By how much this machine's clock is off; None where no host told its time.
        is_intact: Whether the same answer is proven by platform certificates; None where that could not be tried.
    """
    from wechatpay_httpx.errors import Reason

    if error.reason == Reason.STALE or abs(seconds_off or 0) >= REFUSED_FROM:
        return _cause_and_cure(_of_contract("clock"), set_the_clock())
    if error.reason == Reason.UNKNOWN_SERIAL:
        cause = say("WECHATPAY_PUBLIC_KEY_ID is not the id of the public key that this merchant has.")
        return _cause_and_cure(cause, say("Compare it with the merchant platform, account centre, API security."))
    if error.reason != Reason.WRONG_SIGNATURE:
        return _cause_and_cure(say("The answer does not come from WeChat Pay, or was changed on its way."), let_pass())
    key = say("The public key is not the one of this id: wxp_pub.pem belongs to another merchant.")
    anew = say("Download wxp_pub.pem anew from the merchant platform, account centre, API security.")
    if is_intact:
        return _cause_and_cure(key, anew)
    changed = say("Something between WeChat Pay and this machine changes the answer that was signed.")
    if is_intact is False:
        return _cause_and_cure(changed, let_pass())
    return f"{_cause_and_cure(key, anew)} {say('Otherwise: {cause}', cause=changed)} {let_pass()}"


def set_the_clock() -> str:
    """Return what to do about a clock that is off."""
    return say("Set it by NTP: WeChat Pay refuses what is signed 300 s before or after its time.")


def let_pass() -> str:
    """Return what to do about a message that is changed on its way."""
    return say(
        "Proxies and gateways have to pass method, path, headers and body on byte for byte; ask whoever runs them."
    )


def where_the_mchid_is() -> str:
    """Return where the merchant number is found."""
    return say("WECHATPAY_MCHID is on the merchant platform, and in apiclient_cert.pem as the subject's CN.")


def _serial() -> str:
    return say("`openssl x509 -in apiclient_cert.pem -noout -serial` prints it for WECHATPAY_SERIAL_NO.")


_COMPARE: Final = {False: where_the_mchid_is, True: _serial}


def _of_contract(word: str) -> str:
    """Return the first cause of the contract that has a word in it; else its first cause."""
    causes: list[Any] = sign_error_causes()
    return translated(next((cause for cause in causes if word in cause), causes[0] if causes else ""))


def _cause_and_cure(cause: str, to_do: str) -> str:
    told = say("Likeliest cause: {cause}", cause=cause)
    return say("{first} {second}", first=told, second=to_do) if to_do else told
