"""Everything this package raises.

WeChatPayError
├─ AuthConfigurationError               no byte left: a key, number, file, URL or form cannot be used
├─ ImageError                           no byte left: not a picture that WeChat Pay takes
├─ CertificateError                     no byte of the call left: there is no valid platform certificate
│  └─ APIv3KeyError                     ... because the APIv3 key does not open the ones that were downloaded
├─ SignatureVerificationError           an answer is not proven to be WeChat Pay's: the outcome is unknown
└─ NotificationError                    a notification must not be used; `status` and `answer` are for its sender
   ├─ UnprovenNotificationError         401: not signed by WeChat Pay
   ├─ StaleNotificationError            401: signed too long ago, or sent again by somebody else
   ├─ UndecryptableNotificationError    400: not encrypted under this APIv3 key
   ├─ UnsupportedAlgorithmError         400: encrypted in a way this package does not know
   ├─ MalformedNotificationError        400: not a notification
   └─ NotificationInProgressError       503: the same one is being processed at this moment

Each can be pickled, copied, and made again of its class and `args` (as Celery does, by JSON), with all it says.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

__all__ = [
    "APIv3KeyError",
    "AuthConfigurationError",
    "CertificateError",
    "ImageError",
    "MalformedNotificationError",
    "NotificationError",
    "NotificationInProgressError",
    "Reason",
    "SignatureVerificationError",
    "StaleNotificationError",
    "UndecryptableNotificationError",
    "UnprovenNotificationError",
    "UnsupportedAlgorithmError",
    "WeChatPayError",
]


class WeChatPayError(Exception):
    """Base class of this package's errors.

    Attributes:
        outcome_unknown: True when the request left and may have taken effect, so that it must be repeated
            with the same idempotency key and body, never with new ones.
    """

    outcome_unknown: ClassVar[bool] = False


class AuthConfigurationError(WeChatPayError):
    """A key, certificate, number, file, URL or multipart form cannot be used. Nothing was sent."""


class ImageError(WeChatPayError):
    """A picture breaks a rule for uploads: name, suffix, size or content. Nothing was sent."""


class CertificateError(WeChatPayError):
    """No platform certificate (微信支付平台证书) is there that could verify an answer. The call was not sent.

    A `GET /v3/certificates` of the program's own was, and its answer is not taken.
    """


class APIv3KeyError(CertificateError):
    """The platform certificates that were downloaded do not open under this APIv3 key. The call was not sent."""


class Reason(StrEnum):
    """Why an answer was refused."""

    MISSING_HEADER = "missing header"
    DUPLICATED_HEADER = "duplicated header"
    MALFORMED_HEADER = "malformed header"
    UNKNOWN_SIGNATURE_TYPE = "unknown signature type"
    STALE = "stale"
    UNKNOWN_SERIAL = "unknown serial"
    OUTSIDE_VALIDITY = "certificate outside its validity"
    WRONG_SIGNATURE = "wrong signature"
    REDIRECTED = "redirected"
    REPLAYED = "replayed"
    NOT_READ = "not read"


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
        self.reason = Reason(reason)  # a text, where the error travelled as JSON
        self.cause = cause
        self.header = header
        self.request_id = request_id

    def __str__(self) -> str:
        return (
            f"Not proven to come from WeChat Pay, {self.reason}: {self.cause} "
            f"[Request-ID {self.request_id!r:.80}] "
            "A call answered like this may have taken effect: "
            "repeat it with the same idempotency key and body, never with new ones."
        )


class NotificationError(WeChatPayError):
    """A notification (回调通知) must not be used.

    WeChat Pay sends a notification again, with growing intervals, until it is answered with 200 or 204.

    Attributes:
        status: The HTTP status to answer with.
        reply: What the sender reads; nothing of it depends on what came in.
    """

    status: ClassVar[int] = 400
    reply: ClassVar[str] = "the notification cannot be used"

    @property
    def answer(self) -> dict[str, str]:
        """The JSON body to answer with, `{"code": "FAIL", "message": ...}`."""
        return {"code": "FAIL", "message": self.reply}


class UnprovenNotificationError(NotificationError):
    """A notification is not signed by WeChat Pay, or was changed on its way.

    WeChat Pay's probes, whose signature begins with WECHATPAY/SIGNTEST/, end here as well; they are meant to.

    Attributes:
        reason: Why it was refused.
        cause: The same in a sentence: what was found, what was expected, what to do.
    """

    status = 401
    reply = "the signature does not verify"

    def __init__(self, reason: Reason, cause: str) -> None:
        super().__init__(reason, cause)
        self.reason = Reason(reason)
        self.cause = cause

    def __str__(self) -> str:
        return f"Notification not proven to come from WeChat Pay, {self.reason}: {self.cause}"


class StaleNotificationError(NotificationError):
    """A notification was signed five minutes ago or more, or as far ahead: a repeat is always signed anew."""

    status = 401
    reply = "the timestamp is out of range"


class UndecryptableNotificationError(NotificationError):
    """A notification of WeChat Pay does not open under this APIv3 key."""

    reply = "the resource cannot be decrypted"


class UnsupportedAlgorithmError(NotificationError):
    """A notification of WeChat Pay is encrypted with another algorithm than AEAD_AES_256_GCM."""

    reply = "the algorithm of the resource is not supported"


class MalformedNotificationError(NotificationError):
    """Something that WeChat Pay signed is no notification."""

    reply = "not a notification"


class NotificationInProgressError(NotificationError):
    """The same notification is being processed at this moment, here or on another machine.

    Answered with 503 it comes again, in case that process does not live to finish.
    """

    status = 503
    reply = "the notification is being processed"
