"""Sending coupons to the users of a source: request numbers, what is kept of each send, and its look-up."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final

from wechatpay_jobs._codes import items_of, reason_of
from wechatpay_jobs._lane import ONCE, Ask, Lane
from wechatpay_jobs._ledger import DONE, Place
from wechatpay_jobs._ranges import packed
from wechatpay_jobs._source import is_undecodable, row_of
from wechatpay_jobs._turns import Turns
from wechatpay_product_coupon.api.user_coupons import (
    list_user_product_coupons,
    send_user_product_coupon,
    send_user_product_coupon_bundle,
)
from wechatpay_product_coupon.client import CONTRACT
from wechatpay_product_coupon.models import (
    SendUserProductCouponBundleRequest,
    SendUserProductCouponBundleResponse,
    SendUserProductCouponRequest,
    UserProductCouponEntity,
)
from wechatpay_runtime import Call, Operation, SyncClient
from wechatpay_runtime.errors import ApiError, RequestValidationError

GROUP: Final = 20
"""How many calls are one step: writing a step down costs as much as a call of the client does."""

GROUP_SECONDS: Final = 1.0
"""How long a step goes on with another call, so that little is asked for again after a kill, and cancelling is soon."""

_LONGEST_ROW: Final = 10_000
_NUMBER: Final = re.compile(r"([0-9a-f]{16})_\d+_[0-9a-f]{8}")
_TURNS: Final = Turns()

Spec = Mapping[str, Any]
Sent = list[str]
"""What is kept of a sent coupon: its code; of a bundle also the stock and the user's bundle. Empty: unknown."""


@dataclass(frozen=True)
class Sending:
    """An operation that sends to a user.

    Args:
        operation: Which one.
        call: Makes a call of it.
        request: The model of its body.
        of: The member of its body that says what is sent.
    """

    operation: Operation[Any]
    call: Callable[[str, Any], Call[Any]]
    request: type
    of: str

    @cached_property
    def fields(self) -> Sequence[str]:
        """What a row has: the user first, and whatever text of the body is neither the job's nor the number."""
        schema = CONTRACT.schemas[self.request.__name__]
        texts = [name for name, member in schema["properties"].items() if member.get("type") == "string"]
        jobs = {*schema["required"], self.operation.idempotency_key}
        return _USER, *(name for name in texts if name not in jobs)

    def check(self, row: Mapping[str, str], body: Mapping[str, Any]) -> None:
        """Check a request by the contract, as the client does.

        Raises:
            RequestValidationError: It breaks the contract.
        """
        number = {str(self.operation.idempotency_key): number_of("0" * 16, 0, "")}
        rest = {name: value for name, value in row.items() if name != _USER}
        CONTRACT.request_check(self.operation.id).check({_USER: row[_USER]}, {}, {**body, **number, **rest})

    @property
    def per_second(self) -> float:
        """How many a second the contract lets a merchant send; 0 where it has no limit."""
        limit = self.operation.rate_limit
        return limit.requests / limit.per_seconds if limit else 0.0


_USER: Final = "openid"
KIND: Final = "sends"
BUNDLES: Final = "bundle_sends"
SENDINGS: Final[Mapping[str, Sending]] = {
    KIND: Sending(
        send_user_product_coupon.OPERATION, send_user_product_coupon.call, SendUserProductCouponRequest, "stock_id"
    ),
    BUNDLES: Sending(
        send_user_product_coupon_bundle.OPERATION,
        send_user_product_coupon_bundle.call,
        SendUserProductCouponBundleRequest,
        "stock_bundle_id",
    ),
}


class RowRule:
    """Which rows may be sent: those whose request keeps the contract.

    Args:
        sending: The operation.
        body: What is the same in all requests.
    """

    def __init__(self, sending: Sending, body: Mapping[str, Any]) -> None:
        self._sending = sending
        self._body = body

    def accepts(self, text: str) -> bool:
        """Tell whether a row may be sent."""
        return not self._problem(text)

    def why(self, text: str) -> str:
        """Return why a row may not be sent, without what is in it."""
        return self._problem(text)

    def _problem(self, text: str) -> str:
        if len(text) > _LONGEST_ROW:
            return f"has more than {_LONGEST_ROW:,} characters"
        if not text or is_undecodable(text):
            return "is no row"
        try:
            self._sending.check(row_of(text), self._body)
        except RequestValidationError as exc:
            return "; ".join(f"{problem.path}: {problem.rule}" for problem in exc.problems)
        return ""


def body_of(spec: Spec) -> dict[str, Any]:
    """Return what is the same in all requests of a job."""
    names = ("brand_id", "product_coupon_id", SENDINGS[spec["kind"]].of, "appid", "coupon_tag_info")
    return {name: spec[name] for name in names if spec[name] is not None}


def number_of(key: str, position: int, line: str) -> str:
    """Return the request number of a row: of the job, the row's position, and what is in it."""
    return f"{key}_{position}_{hashlib.sha256(line.encode()).hexdigest()[:8]}"


def key_in(number: str) -> str | None:
    """Return the key of the job that a request number may be of."""
    found = _NUMBER.fullmatch(number)
    return found and found[1]


def event_key(brand_id: str, number: str) -> str:
    """Return what an event has in common with the row that it is about."""
    return f"sent:{brand_id}:{number}"


@dataclass(frozen=True)
class Row:
    """A row of a job, as it is sent.

    Args:
        spec: The job's.
        position: Its position in the source.
        line: It, as a line.
    """

    spec: Spec
    position: int
    line: str

    def __repr__(self) -> str:
        return f"Row({self.position})"

    @cached_property
    def cells(self) -> Mapping[str, str]:
        """What is in it, by field."""
        return row_of(self.line)

    @property
    def user(self) -> str:
        """Its openid."""
        return self.cells[_USER]

    @cached_property
    def number(self) -> str:
        """Its request number."""
        return number_of(self.spec["key"], self.position, self.line)


def rows_of(lane: Lane, place: Place, spec: Spec) -> list[Row]:
    """Return the rows of a block."""
    lines = items_of(lane.engine.ledger, lane.engine.database, place, spec)
    first = place.number * int(spec["block"])
    return [Row(spec, position, line) for position, line in enumerate(lines, first)]


def run_block(lane: Lane, place: Place, spec: Spec) -> dict[str, Any]:
    """Send the coupons of a block one after the other, and return what became of its rows."""
    asks = [Ask(spec["mchid"], partial(_send, row)) for row in rows_of(lane, place, spec)]
    outcomes = lane.settle(asks, at_once=GROUP, seconds=GROUP_SECONDS)
    return tally_of([(outcome.kind, outcome.value) for outcome in outcomes])


def tally_of(outcomes: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Count what became of rows: how many were sent, how many are unknown, and which failed for which reason."""
    failed: dict[str, list[int]] = {}
    sent = unknown = 0
    for offset, (kind, value) in enumerate(outcomes):
        if kind != DONE:
            failed.setdefault(reason_of(*value[:2]), []).append(offset)
        elif value:
            sent += 1
        else:
            unknown += 1
    reasons = {reason: packed(offsets) for reason, offsets in failed.items()}
    return {"sent": sent, "unknown": unknown, "failed": reasons, "counts": [0]}


def _send(row: Row, client: SyncClient, lost: bool) -> Sent:
    """Send a coupon once.

    Sends to one user are made one after the other: one that overlaps another may be taken for its repeat.
    """
    sending = SENDINGS[row.spec["kind"]]
    rest = {name: value for name, value in row.cells.items() if name != _USER}
    body = {**body_of(row.spec), **rest, str(sending.operation.idempotency_key): row.number}
    with _TURNS.of((client.mchid, row.user)):
        try:
            return kept(client.send(sending.call(row.user, body), options=ONCE).parsed)
        except ApiError as error:
            by_repeat = any(told.after_repeat for told in error.rows)
            if error.retryable or error.outcome_unknown or not (lost or by_repeat):
                raise
            if found := look_up(client, row):
                return found
            # A code of the caller's may be another's; without one only a number that was used is refused so.
            if by_repeat and (lost or "coupon_code" not in row.cells):
                return []
            raise


def kept(answer: UserProductCouponEntity | SendUserProductCouponBundleResponse) -> Sent:
    """Return what is kept of an answer to a send."""
    if isinstance(answer, UserProductCouponEntity):
        return [answer.coupon_code]
    first = answer.user_product_coupon_list[0]
    return [first.coupon_code, str(first.stock.stock_id), answer.user_coupon_bundle_id]


def look_up(client: SyncClient, row: Row) -> Sent:
    """Return the coupon that was sent to a user under the number of a row; nothing where there is none."""
    found = [coupon for coupon in _coupons(client, row) if coupon.send_request_no == row.number]
    if row.spec["kind"] == KIND:
        return [found[0].coupon_code] if found else []
    bundled = [
        (info.user_coupon_bundle_index, coupon, info)
        for coupon in found
        if (info := coupon.user_product_coupon_bundle_info)
    ]
    if not bundled:
        return []
    _, coupon, info = min(bundled, key=lambda each: each[0])
    return [coupon.coupon_code, str(coupon.stock.stock_id), info.user_coupon_bundle_id]


def _coupons(client: SyncClient, row: Row) -> Iterator[UserProductCouponEntity]:
    """Go through the coupons of a user that are of what a row sends."""
    spec, token = row.spec, None
    filters = {"stock_id": spec["stock_id"]} if row.spec["kind"] == KIND else {}
    filters |= {name: spec[name] for name in ("product_coupon_id", "appid", "brand_id")}
    while True:
        call = list_user_product_coupons.call(row.user, **filters, page_token=token)
        page = client.send(call, options=ONCE).parsed
        yield from page.user_coupon_list or ()
        token = page.next_page_token
        if not token:
            return
