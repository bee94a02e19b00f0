"""What became of each row of a job that sends, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

from wechatpay_jobs._confirms import AGAIN, CONFIRMED, NEVER, ended_in
from wechatpay_jobs._ledger import REFUSED, Ledger, Place
from wechatpay_jobs._ledger import Row as JobRow
from wechatpay_jobs._send_accounts import sent_calls
from wechatpay_jobs._sends import BUNDLES, SENDINGS, Row, Sent
from wechatpay_jobs._source import Prepared, row_of, write_table

_AT_ONCE: Final = 1_000
_WHY: Final = ("reason", "message", "action")
_TOLD: Final = ("outcome", *_WHY)


def write_outcomes_of_sends(prepared: Prepared, path: Path, ledger: Ledger, row: JobRow) -> None:
    """Write a row a line.

    Args:
        prepared: The source.
        path: Where to.
        ledger: Has the outcomes.
        row: The job.

    Raises:
        ValueError: The suffix of the path is none of a table.
        SourceError: The disk is full.
    """
    sending = SENDINGS[row.spec["kind"]]
    of_bundle = ("user_coupon_bundle_id",) if row.spec["kind"] == BUNDLES else ()
    columns = tuple(dict.fromkeys((*sending.fields, "coupon_code", *of_bundle, "send_request_no", *_TOLD)))
    rows = (Row(row.spec, at, line) for at, line in enumerate(chain.from_iterable(prepared.chunks(_AT_ONCE))))
    sent = (
        {**each.cells, "send_request_no": each.number, **fate}
        for each, fate in zip(rows, _fates(ledger, row), strict=True)
    )
    asides = ({**_cells(aside.text), "outcome": aside.outcome, "reason": aside.reason} for aside in prepared.asides())
    write_table(prepared, path, columns, *(map(partial(_in_order, columns), lines) for lines in (sent, asides)))


def _in_order(columns: Sequence[str], told: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(told.get(column, "") for column in columns)


def _cells(text: str) -> dict[str, str]:
    """Return the fields of a row that was not sent; none where it was cut, or could not be decoded."""
    try:
        return row_of(text)
    except ValueError:
        return {}


def _fates(ledger: Ledger, row: JobRow) -> Iterator[dict[str, str]]:
    """Go through what became of the rows of a job, in the order of the source, by column."""
    size, accepted = row.spec["block"], row.spec["accepted"]
    confirming = row.spec["confirm_after"] is not None
    for number in range(row.spec["blocks"]):
        count = min(size, accepted - number * size)
        ended = ended_in(ledger, Place(row.job_id, 1, number)) if confirming else {}
        calls = list(sent_calls(ledger, Place(row.job_id, 0, number)))
        yield from (_fate(call, ended.get(offset), confirming=confirming) for offset, call in enumerate(calls))
        yield from ({"outcome": "waiting"} for _ in range(count - len(calls)))


def _fate(call: tuple[str, Any], ended: list[Any] | None, *, confirming: bool) -> dict[str, str]:
    kind, value = call
    if kind == REFUSED:
        return {"outcome": "failed", **dict(zip(_WHY, value, strict=True))}
    _, word, found, *refusal = ended or [0, "", []]
    coupon: Sent = value or found
    if not coupon:
        return {"outcome": "unknown", "action": "Look among the user's coupons for this send_request_no."}
    told = {"coupon_code": coupon[0], "user_coupon_bundle_id": coupon[-1]}
    if word in (AGAIN, NEVER):
        return {**told, "outcome": "not_confirmed", **dict(zip(_WHY, refusal, strict=True))}
    outcome = "confirmed" if word == CONFIRMED else "not_confirmed" if confirming else "sent"
    return {**told, "outcome": outcome}
