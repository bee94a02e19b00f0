"""Notifications (回调通知): signed, encrypted, sent to an address on this machine, and repeated."""

from __future__ import annotations

import json
import logging
import threading
import time
import uuid
from collections.abc import Callable, Collection
from enum import Enum
from ipaddress import ip_address
from typing import Final

import httpx

from wechatpay_sandbox._posting import SECONDS_TO_ANSWER, post
from wechatpay_sandbox._protocol.accounts import Account
from wechatpay_sandbox._protocol.contract import JSON, Contract
from wechatpay_sandbox._protocol.encryption import encrypt
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.wording import chinese
from wechatpay_sandbox._world.calendar import written
from wechatpay_sandbox._world.records import Delivery, Event, Notification, Repeat
from wechatpay_sandbox._world.state import State

_STALE_SECONDS: Final = 600
_logger: Final = logging.getLogger("wechatpay_sandbox")


class Trick(Enum):
    """What `Sandbox.notify_again` does with a notification."""

    DUPLICATE = "duplicate"
    """Send it again, signed anew: the same id."""
    STALE = "stale"
    """Sign it truly, as of ten minutes ago."""
    FORGED = "forged"
    """Sign it with a key that is not WeChat Pay's."""
    PROBE = "probe"
    """Sign it wrongly on purpose (WECHATPAY/SIGNTEST/), as WeChat Pay does to see who verifies."""


class Notifier:
    """Sends notifications, each attempt in a thread of its own.

    Args:
        contract: Has the events.
        platform: Signs.
        state: What is remembered of it.
        changed: Held by whoever touches the state; those who wait for a delivery are woken through it.
    """

    def __init__(self, contract: Contract, platform: Platform, state: State, changed: threading.Condition) -> None:
        self._contract = contract
        self._platform = platform
        self._state = state
        self._changed = changed
        self._timers: set[threading.Timer] = set()
        self._events: set[threading.Timer] = set()  # those of the timers that wait for an event's time
        self._repeats: dict[str, Repeat] = {}
        self._stopped = False

    def plan(self) -> None:
        """Plan what the state has still to tell, by the world's time as it is now."""
        with self._changed:
            self._cancel(self._events)
            for event in self._state.events:
                self._plan(event)

    def tell(self, event: Event) -> None:
        """Announce an event once its time has come; not at all if there is no address now."""
        with self._changed:
            if self._state.options.notify_url or event.mchid in self._state.notify_configs:
                self._state.events.append(event)
                self._plan(event)

    def _plan(self, event: Event) -> None:
        wait = max(0.0, event.due - self._state.seconds_ahead - self._platform.now())
        self._events.add(self._after(min(wait, threading.TIMEOUT_MAX), lambda: self._fall_due(event)))

    def _fall_due(self, event: Event) -> None:
        with self._changed:
            if event not in self._state.events:
                return  # forgotten or told meanwhile
            self._state.events.remove(event)
            self.announce(self._platform.merchants[event.mchid], event.event_type, event.data)

    def address(self, mchid: str) -> str | None:
        """Return where notifications to a merchant go.

        That is the address the merchant has set, if it is on this machine. The sandbox tells nobody else, so that
        `notify_url` stands in for an address of the internet, and for one that was never set.

        Raises:
            ValueError: `notify_url` is asked for, and is neither on the loopback interface nor at one of
                `notify_hosts`.
        """
        options = self._state.options
        own = self._state.notify_configs.get(mchid, {}).get("notify_url")
        if own is not None and _is_near(own, options.notify_hosts):
            return str(own)
        url = options.notify_url
        if url is not None and not _is_near(url, options.notify_hosts):
            raise ValueError(
                f"notify_url {url} is not on the loopback interface; the sandbox tells others only at notify_hosts"
            )
        return url

    def announce(self, account: Account, event_type: str, data: JSON) -> Notification | None:
        """Send a notification, and repeat it until it is answered with 2xx; None where there is no address."""
        with self._changed:
            url = self.address(account.number)
            own = self._state.notify_configs.get(account.number)
        if url is None:
            if own:
                issue = "nobody is told: %s is not on this machine, and no notify_url stands in for it"
                _logger.warning(issue, own["notify_url"])
            return None
        notification = self._notification(account, event_type, url, data)
        with self._changed:
            self._state.notifications[notification.id] = notification
        self._after(0, lambda: self._deliver(notification, 1))
        return notification

    def again(self, trick: Trick, notification_id: str | None) -> Delivery:
        """Send a notification once more, and wait for the answer.

        Raises:
            LookupError: There is no such notification.
        """
        return self._attempt(self._find(notification_id), 1, trick)

    def resend(self, notification_id: str | None) -> Notification:
        """Send a notification as if for the first time.

        Raises:
            LookupError: There is no such notification.
        """
        notification = self._find(notification_id)
        self._after(0, lambda: self._deliver(notification, 1))
        return notification

    def _find(self, notification_id: str | None) -> Notification:
        with self._changed:
            sent = self._state.notifications
            found = sent.get(notification_id or next(reversed(sent), ""))
        if found is None:
            raise LookupError(f"no notification {notification_id or 'was sent'}")
        return found

    def deliveries(self) -> tuple[Delivery, ...]:
        """List the attempts so far."""
        with self._changed:
            return tuple(self._state.deliveries)

    def repeats(self) -> tuple[Repeat, ...]:
        """List the attempts that are planned."""
        with self._changed:
            return tuple(self._repeats.values())

    def repeat_of(self, notification_id: str) -> Repeat | None:
        """Return the next attempt of a notification, where one is planned; the caller holds the lock."""
        return self._repeats.get(notification_id)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is under way or planned; False if that takes too long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._timers, seconds)

    def forget(self) -> None:
        """Give up what is planned; what is under way ends."""
        with self._changed:
            self._cancel(self._timers)
            self._repeats.clear()

    def _cancel(self, timers: set[threading.Timer]) -> None:
        for timer in list(timers):
            timer.cancel()
            self._timers.discard(timer)
            self._events.discard(timer)
        self._changed.notify_all()

    def stop(self) -> None:
        """Give up what is planned, for good."""
        with self._changed:
            self._stopped = True
            for timer in self._timers:
                timer.cancel()
            waiting, self._timers = list(self._timers), set()
        for timer in waiting:
            timer.join(SECONDS_TO_ANSWER)

    def _notification(self, account: Account, event_type: str, url: str, data: JSON) -> Notification:
        number = str(uuid.uuid4())
        event = self._contract.events[event_type]
        plaintext = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        envelope = {
            "id": number,
            "create_time": written(self._platform.now()),
            "event_type": event_type,
            "resource_type": "encrypt-resource",
            "summary": chinese(event["summary"]),
            "resource": {"original_type": "coupon", **encrypt(account.apiv3_key, plaintext, "product_coupon_sp")},
        }
        return Notification(number, event_type, url, json.dumps(envelope, ensure_ascii=False).encode(), data)

    def _deliver(self, notification: Notification, attempt: int) -> None:
        with self._changed:
            if notification.id not in self._state.notifications:
                return  # forgotten meanwhile
            self._repeats.pop(notification.id, None)
        delivery = self._attempt(notification, attempt, None)
        with self._changed:
            intervals = self._state.options.notify_intervals
            is_known = notification.id in self._state.notifications
            if is_known and not delivery.accepted and attempt <= len(intervals):
                wait = intervals[attempt - 1]
                self._repeats[notification.id] = Repeat(notification.id, attempt + 1, self._platform.now() + wait)
                self._after(wait, lambda: self._deliver(notification, attempt + 1))

    def _attempt(self, notification: Notification, attempt: int, trick: Trick | None) -> Delivery:
        headers = {"Content-Type": "application/json", "User-Agent": "Mozilla/4.0", **self._signed(notification, trick)}
        at, began = self._platform.now(), time.monotonic()
        status, answer = post(notification.url, notification.body, headers)
        delivery = Delivery(
            notification_id=notification.id,
            event_type=notification.event_type,
            attempt=attempt,
            trick=trick.value if trick else None,
            status=status,
            seconds=time.monotonic() - began,
            answer=answer,
            at=at,
        )
        with self._changed:
            if notification.id in self._state.notifications:  # not forgotten meanwhile
                self._state.deliveries.append(delivery)
                self._state.deliveries_of.setdefault(notification.id, []).append(delivery)
        _logger.info(
            "notification %s %s to %s: attempt %d%s, %s",
            notification.id,
            notification.event_type,
            notification.url,
            attempt,
            f" ({trick.value})" if trick else "",
            status or "no answer",
        )
        return delivery

    def _signed(self, notification: Notification, trick: Trick | None) -> dict[str, str]:
        platform = self._platform
        with self._changed:
            serial = platform.certificates.newest().serial_no if self._state.options.certificate_mode else None
            headers = platform.signature_headers(
                notification.body,
                serial=serial,
                seconds_off=-_STALE_SECONDS if trick is Trick.STALE else 0,
                key=platform.strange_key if trick is Trick.FORGED else None,
            )
        if trick is Trick.PROBE:
            headers["Wechatpay-Signature"] = f"WECHATPAY/SIGNTEST/{headers['Wechatpay-Signature'][19:]}"
        return headers

    def _after(self, seconds: float, work: Callable[[], object]) -> threading.Timer:
        def run() -> None:
            try:
                work()
            except Exception:
                if not self._stopped:
                    _logger.exception("a notification failed in the sandbox itself")
            finally:
                with self._changed:
                    self._timers.discard(timer)
                    self._events.discard(timer)
                    self._changed.notify_all()

        timer = threading.Timer(seconds, run)
        timer.daemon = True
        with self._changed:
            if not self._stopped:
                self._timers.add(timer)
                timer.start()
        return timer


def _is_near(url: str, others: Collection[str]) -> bool:
    """Whether a URL is on the loopback interface, or at one of other hosts."""
    try:
        host = httpx.URL(url).host
        return host == "localhost" or host in others or ip_address(host).is_loopback
    except (ValueError, httpx.InvalidURL):
        return False
