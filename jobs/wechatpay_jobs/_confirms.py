"""Confirming what was sent (确认发放): on the event that tells of a coupon, or after a while, until it holds."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, Final

from wechatpay_jobs._codes import reason_of
from wechatpay_jobs._engine import Interrupted
from wechatpay_jobs._intake import awaiting
from wechatpay_jobs._lane import ONCE, Ask, Lane, may_be_anybodys
from wechatpay_jobs._ledger import CALL, DONE, REFUSED, Ledger, Place
from wechatpay_jobs._sends import GROUP, GROUP_SECONDS, Row, Sent, Spec, event_key, key_in, look_up, rows_of
from wechatpay_product_coupon.api.user_coupons import confirm_send_user_product_coupon, get_user_product_coupon
from wechatpay_product_coupon.models import ProductCouponSent, UserProductCouponState
from wechatpay_runtime import SyncClient
from wechatpay_runtime.errors import ApiError

CONFIRMED: Final = "confirmed"
AGAIN: Final = "again"
"""It does not hold yet: WeChat Pay refused, and the coupon may still be confirmed."""
NEVER: Final = "never"
"""The coupon cannot be confirmed any more."""
UNKNOWN: Final = "unknown"
"""Neither an event nor the look-up says that the row was sent."""

_LOOK: Final = "look"
_LOOK_SECONDS: Final = 1.0
_KEPT: Final = ("appid", "openid", "coupon_code", "stock_id", "user_coupon_bundle_id")
_HOLDING: Final = (UserProductCouponState.PENDING, UserProductCouponState.EFFECTIVE, UserProductCouponState.USED)


def kept_of(event: ProductCouponSent, ledger: Ledger) -> tuple[str, dict[str, Any]] | None:
    """Return the key of an event and what is kept of it; None where no job waits for it."""
    key = key_in(event.send_request_no)
    if key is None or not ledger.inbox.get([awaiting(key)]):
        return None
    data = {name: value for name in _KEPT if (value := getattr(event, name)) is not None}
    return event_key(event.brand_id, event.send_request_no), data


@dataclass(repr=False)  # it holds codes
class _Block:
    """A block that confirms what the one before it sends.

    Args:
        lane: Where it runs.
        place: Its own.
        rows: Those of the block before it.
        ended: By offset, what became of those that ended; the last word is written last.
        seen: By offset, when it was first seen that one was sent, by a clock that nobody sets.
    """

    lane: Lane
    place: Place
    rows: Sequence[Row]
    ended: dict[int, list[Any]]
    seen: dict[int, float] = field(default_factory=dict)

    def look(self, seconds: float) -> list[list[Any]]:
        """Wait until some coupons are to be confirmed, by an event or because none came, and return them.

        Args:
            seconds: How long after its sending a coupon's event is waited for.

        Returns:
            Offset, what is known of the coupon, and the event or None, of each. None at all once all have ended.

        Raises:
            Interrupted: The job was cancelled, or was stopped and nothing is left to be confirmed.
        """
        while True:
            row = self.lane.running_job(even_if_stopped=True)
            before = self.lane.engine.ledger.block(self.place.before)
            sent = {offset: each for offset, *each in sent_in(self.lane.engine.ledger, self.place.before)}
            sent = {offset: each for offset, each in sent.items() if offset not in self.ended}
            found = self._due(sent, seconds)
            if found:
                return found
            if not sent and before and before.status == "SUCCESS":
                return []
            if not sent and row.status == "CANCELLED" and before and before.status == "CANCELLED":
                raise Interrupted
            self.lane.engine.pause(_LOOK_SECONDS)

    def _due(self, sent: Mapping[int, Any], seconds: float) -> list[list[Any]]:
        keys = {event_key(row.spec["brand_id"], row.number): offset for offset in sent for row in [self.rows[offset]]}
        events = {keys[key]: event for key, event in self.lane.engine.ledger.inbox.get(list(keys)).items()}
        now = time.monotonic()
        waited = {
            offset: max(now - self.seen.setdefault(offset, now), time.time() - sent[offset][1]) for offset in sent
        }
        late = {offset: None for offset in sent if waited[offset] >= seconds}
        return [[offset, sent[offset][0], event] for offset, event in {**late, **events}.items()]

    def confirm(self, due: Sequence[Sequence[Any]]) -> None:
        """Confirm coupons that `look` returned, and note what became of them."""
        asks = [
            Ask(row.spec["mchid"], _Confirmation(row, offset, coupon, event).attempt)
            for offset, coupon, event in due
            for row in [self.rows[offset]]
        ]
        for outcome in self.lane.settle(asks, at_once=GROUP, seconds=GROUP_SECONDS, even_if_stopped=True):
            self.ended[outcome.value[0]] = outcome.value


def run_block(lane: Lane, place: Place, spec: Spec) -> dict[str, Any]:
    """Confirm what a block sends, while it does so and after."""
    block = _Block(lane, place, rows_of(lane, place, spec), {})
    coupons: dict[int, Sent] = {}
    while due := lane.step(_LOOK, partial(block.look, spec["confirm_after"])):
        block.confirm(due)
        coupons |= {offset: coupon for offset, coupon, _ in due}
    for seconds in spec["confirm_waits"]:
        again = [offset for offset, ended in block.ended.items() if ended[1] in (AGAIN, UNKNOWN)]
        if not again:
            break
        lane.wait(seconds)
        block.confirm([[offset, coupons[offset], None] for offset in again])
    return summary_of(block.ended.values())


def summary_of(ended: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Count what became of coupons: confirmed, found although the send said nothing, and not, for which reason."""
    words = list(ended)
    reasons = Counter(reason_of(*refusal[:2]) for _, kind, _, *refusal in words if kind in (AGAIN, NEVER))
    return {
        "confirmed": sum(kind == CONFIRMED for _, kind, *_ in words),
        "found": sum(bool(found) for _, _, found, *_ in words),
        "never": sum(kind == NEVER for _, kind, *_ in words),
        "reasons": dict(reasons),
        "counts": [0],
    }


def ended_in(ledger: Ledger, place: Place) -> dict[int, list[Any]]:
    """Return the last word on each coupon of a block, by offset, so far."""
    calls = chain.from_iterable(ledger.steps(place, CALL))
    return {value[0]: value for kind, value, *_ in calls if kind == DONE}


def sent_in(ledger: Ledger, place: Place) -> Iterator[tuple[int, Sent, float]]:
    """Go through the rows of a block that were sent, or of which it is unknown: offset, coupon, and when."""
    offset = 0
    for attempts, at in ledger.timed_steps(place, CALL):
        for kind, value, *_ in attempts:
            if kind == DONE:
                yield offset, value, at
            offset += kind in (DONE, REFUSED)


def _is_no_refusal(error: ApiError) -> bool:
    """Tell whether an error says nothing of one coupon: the attempt is made again, or the job stopped."""
    return error.retryable or error.outcome_unknown or error.stops_job or may_be_anybodys(error)


@dataclass(frozen=True, repr=False)  # it holds codes
class _Confirmation:
    """A coupon to be confirmed.

    Args:
        row: The row that it was sent for.
        offset: Its offset in the block.
        known: What is known of the coupon; empty where the send said nothing.
        event: What told of it; None where nothing did.
    """

    row: Row
    offset: int
    known: Sent
    event: Mapping[str, Any] | None

    def attempt(self, client: SyncClient, _: bool) -> list[Any]:
        """Confirm it once, looked up before where no event told of it.

        Returns:
            Offset, what became of it, the coupon where only this made it known, and the refusal.
        """
        try:
            coupon = self.known or self._found(client)
        except ApiError as error:
            if _is_no_refusal(error):
                raise
            coupon = []
        found = [] if self.known else coupon
        if not coupon:
            return [self.offset, UNKNOWN, found]
        number = f"{self.row.spec['key']}_k{self.row.position}_{hashlib.sha256(coupon[0].encode()).hexdigest()[:8]}"
        whom, body = self._whom["openid"], {**self._where(coupon), "out_request_no": number}
        try:
            if self.event is None and (ended := self._standing(client, coupon)):
                return [self.offset, ended[0], found, *ended[1:]]
            client.send(confirm_send_user_product_coupon.call(whom, coupon[0], body), options=ONCE)  # type: ignore[arg-type]
        except ApiError as error:
            if _is_no_refusal(error):
                raise
            kind, *refusal = self._refused(client, coupon, error)
            return [self.offset, kind, found, *refusal]
        return [self.offset, CONFIRMED, found]

    def _found(self, client: SyncClient) -> Sent:
        if self.event is None:
            return look_up(client, self.row)
        bundle = self.event.get("user_coupon_bundle_id")
        return [self.event["coupon_code"], *([self.event["stock_id"], bundle] if bundle else [])]

    @property
    def _whom(self) -> Mapping[str, str]:
        return self.event or {"appid": self.row.spec["appid"], "openid": self.row.user}

    def _where(self, coupon: Sent) -> dict[str, str]:
        spec = self.row.spec
        return {
            "product_coupon_id": spec["product_coupon_id"],
            "stock_id": coupon[1] if len(coupon) > 1 else spec["stock_id"],
            "appid": self._whom["appid"],
            "brand_id": spec["brand_id"],
        }

    def _refused(self, client: SyncClient, coupon: Sent, error: ApiError) -> Sequence[str]:
        """Return what a refused confirmation means, by how the coupon stands."""
        try:
            ended = self._standing(client, coupon)
        except ApiError as unseen:
            if _is_no_refusal(unseen):
                raise
            ended = None
        return ended or (AGAIN, error.code or str(error.status_code), error.message, error.action)

    def _standing(self, client: SyncClient, coupon: Sent) -> Sequence[str] | None:
        """Look the coupon up: whether it is confirmed, or never will be; None where it waits to be confirmed."""
        call = get_user_product_coupon.call(self._whom["openid"], coupon[0], **self._where(coupon))
        entity = client.send(call, options=ONCE).parsed
        if entity.confirm_request_no or entity.coupon_state in _HOLDING:
            return (CONFIRMED,)
        if entity.coupon_state == UserProductCouponState.CONFIRMING:
            return None
        return NEVER, str(entity.coupon_state), "The coupon cannot be confirmed any more.", ""
