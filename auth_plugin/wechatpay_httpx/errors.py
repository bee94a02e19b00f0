"""Everything this package raises.

WeChatPayError
├─ ConfigurationError            no byte left: a key, number, file, URL or form cannot be used
├─ ImageError                    no byte left: not a picture that WeChat Pay takes
└─ SignatureVerificationError    an answer is not proven to be WeChat Pay's: the outcome is unknown
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

__all__ = ["ConfigurationError", "ImageError", "Reason", "SignatureVerificationError", "WeChatPayError"]


class WeChatPayError(Exception):
    """Base class of this package's errors.

    Attributes:
        outcome_unknown: True when the request left and may have taken effect, so that it must be repeated
            with the same idempotency key and body, never with new ones.
    """

    outcome_unknown: ClassVar[bool] = False


class ConfigurationError(WeChatPayError):
    """A key, certificate, number, file, URL or multipart form cannot be used. Nothing was sent."""


class ImageError(WeChatPayError):
    """A picture breaks a rule for uploads: name, suffix, size or content. Nothing was sent."""


class Reason(StrEnum):
    """Why an answer was refused."""

    MISSING_HEADER = "missing header"
    DUPLICATED_HEADER = "duplicated header"
    MALFORMED_HEADER = "malformed header"
    UNKNOWN_SIGNATURE_TYPE = "unknown signature type"
    STALE = "stale"
    UNKNOWN_SERIAL = "unknown serial"
    WRONG_SIGNATURE = "wrong signature"
    REDIRECTED = "redirected"


class SignatureVerificationError(WeChatPayError):
    """An answer or notification is not proven to come from WeChat Pay. Its body must not be used.

    Attributes:
        reason: Why it was refused.
        cause: The same in a sentence: what was found, what was expected, what to do.
        header: The response header at fault, None when it is none of them.
        request_id: The answer's Request-ID, for WeChat Pay's support; None when it had none.
    """

    outcome_unknown = True

    def __init__(self, reason: Reason, cause: str, header: str | None, request_id: str | None) -> None:
        super().__init__(reason, cause, header, request_id)
        self.reason = reason
        self.cause = cause
        self.header = header
        self.request_id = request_id

    def __str__(self) -> str:
        return (
            f"Not proven to come from WeChat Pay, {self.reason}: {self.cause} "
            f"[Request-ID {self.request_id!r}] "
            "A call answered like this may have taken effect: "
            "repeat it with the same idempotency key and body, never with new ones."
        )
