"""Opens notifications (回调通知): verify, then decrypt, then read."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from wechatpay_httpx._apiv3_key import ALGORITHM, APIv3Key, WrongKeyError
from wechatpay_httpx._headers import Headers
from wechatpay_httpx._settings import discreet, escaped
from wechatpay_httpx._verifier import Verifier
from wechatpay_httpx.errors import (
    AuthConfigurationError,
    MalformedNotificationError,
    Reason,
    SignatureVerificationError,
    StaleNotificationError,
    UndecryptableNotificationError,
    UnprovenNotificationError,
    UnsupportedAlgorithmError,
)

_T = TypeVar("_T")

_logger = logging.getLogger("wechatpay_httpx")


@dataclass(frozen=True)
class Notification:
    """What WeChat Pay tells, proven and decrypted.

    Attributes:
        id: Notification id; the same for a repeat. WeChat Pay may send one event several times, even at once.
        event_type: What happened, e.g. "PRODUCT_COUPON_SP.SEND". Answer unknown ones with success.
        create_time: When it happened, with its offset; None when the envelope does not tell it in a form that can be
            read, which is logged.
        resource_type: Kind of the envelope, "encrypt-resource"; "" when there is none.
        summary: A few words in Chinese; "" when there are none.
        data: The decrypted JSON object. It may hold personal data and is left out of `repr`.
    """

    id: str
    event_type: str
    create_time: datetime | None
    resource_type: str
    summary: str
    data: dict[str, Any] = field(repr=False, hash=False)


class NotificationParser:
    """Makes a `Notification` of an HTTP request, or says why it must not be used. Thread-safe; no I/O.

    The form of a notification: https://pay.weixin.qq.com/doc/v3/partner/4016435717. The APIv3 key:
    https://pay.weixin.qq.com/doc/v3/partner/4013080340.

    Args:
        verifier: That of the auth will do, `auth.verifier`.
        apiv3_key: The APIv3 key (APIv3密钥), 32 characters.

    Raises:
        AuthConfigurationError: The key has another form.
    """

    @discreet
    def __init__(self, verifier: Verifier, apiv3_key: str | bytes) -> None:
        if not isinstance(verifier, Verifier):
            raise AuthConfigurationError(
                f"verifier is a value of type {type(verifier).__name__}; a Verifier is needed, such as auth.verifier."
            )
        self._verifier = verifier
        self._key = APIv3Key(apiv3_key)
        self._warned: set[str] = set()

    @discreet
    def parse(self, headers: Headers, body: bytes, *, now: float | None = None) -> Notification:
        """Verify signature and age, decrypt, read; in this order.

        Args:
            headers: As the framework has them, names in any case: `request.headers`, a WSGI environ, Django's META, or
                ASGI's pairs.
            body: The raw bytes of the request, before any parsing.
            now: Unix time in seconds; the system clock, when left out.

        Raises:
            NotificationError: It must not be used; answer with the error's `status` and `answer`.
            AuthConfigurationError: `body` is not bytes, or `headers` have no known form: the program is at fault.
        """
        if not isinstance(body, bytes):
            raise AuthConfigurationError(
                f"The body is a {type(body).__name__}, bytes are needed: the signature covers the bytes as they came, "
                "and decoded or parsed ones cannot be turned back into them. Flask: request.get_data(); Django: "
                "request.body; FastAPI and Starlette: await request.body()."
            )
        try:
            self._verifier.verify(headers, body, now=now)
        except SignatureVerificationError as exc:
            if exc.reason is Reason.STALE:
                raise StaleNotificationError(f"Notification outside of the time window: {exc.cause}") from exc
            raise UnprovenNotificationError(exc.reason, exc.cause) from exc
        return self._opened(body)

    def _opened(self, body: bytes) -> Notification:
        try:
            # Decoded first, as `json` would look for UTF-16.
            envelope = json.loads(body.decode())
            resource = envelope["resource"]
            algorithm = _text(resource["algorithm"])
            notification_id, event_type = _text(envelope["id"]), _text(envelope["event_type"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
            raise _malformed(f"its {len(body)} bytes have not the form of one", exc) from exc
        if algorithm != ALGORITHM:
            named = _named(notification_id, event_type)
            raise UnsupportedAlgorithmError(f"{named} is encrypted with {algorithm[:80]!r}; {ALGORITHM} is known.")
        try:
            data = json.loads(self._key.open(resource).decode())
        except WrongKeyError as exc:
            raise UndecryptableNotificationError(
                f"{_named(notification_id, event_type)} is signed by WeChat Pay and does not open under this APIv3 key "
                "(APIv3密钥): the key was set anew on the merchant platform, or the notification is for another "
                "merchant number."
            ) from exc
        except (ValueError, KeyError, TypeError, RecursionError) as exc:
            named = _named(notification_id, event_type)
            raise _malformed(f"its resource has not the form of one ({named})", exc) from None
        if not isinstance(data, dict):
            raise _malformed(f"what it holds is no JSON object ({_named(notification_id, event_type)})", TypeError())
        # Neither the signature nor the data needs these, so no event is lost for one of them.
        create_time = self._or_warn(_time(envelope.get("create_time")), "create_time", event_type)
        resource_type = self._or_warn(_any_text(envelope.get("resource_type")), "resource_type", event_type)
        summary = _any_text(envelope.get("summary"))
        return Notification(notification_id, event_type, create_time, resource_type or "", summary or "", data)

    def _or_warn(self, value: _T | None, name: str, event_type: str) -> _T | None:
        """Return a member of the envelope; warn, once, where there is none that can be read."""
        if value is None and name not in self._warned:
            self._warned.add(name)
            _logger.warning("%s: %s of the envelope is absent or in another form.", escaped(event_type), name)
        return value

    def __repr__(self) -> str:
        return f"NotificationParser({self._verifier!r})"


def _named(notification_id: str, event_type: str) -> str:
    return f"Notification {escaped(notification_id)} ({escaped(event_type)})"


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a text is needed")
    return value


def _any_text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _time(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None  # without an offset it names no moment


def _malformed(what: str, cause: Exception) -> MalformedNotificationError:
    # A parser's own message may quote what it read.
    return MalformedNotificationError(f"Signed by WeChat Pay, but no notification: {what}: {type(cause).__name__}.")
