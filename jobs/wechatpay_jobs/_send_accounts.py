"""What became of every row of a job that sends, counted from the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wechatpay_jobs._accounts import in_short, state_of
from wechatpay_jobs._confirms import ended_in, summary_of
from wechatpay_jobs._ledger import DONE, Block, Ledger, Place, Row
from wechatpay_jobs._ranges import unpacked
from wechatpay_jobs._sends import tally_of


@dataclass(frozen=True, kw_only=True)
class SendReport:
    """How a job that sends stands. Every line is in exactly one of the counts, at every moment.

    `sent`, `duplicates`, `refused`, `failed`, `unknown` and `waiting` add up to `lines`; `confirmed` and
    `not_confirmed` to `sent`.

    Attributes:
        job_id: Id of the job.
        state: `running`, `done`, `cancelled` or `stopped`.
        stopped_because: What stopped it, such as a budget that is used up; empty where nothing did.
        lines: Lines of the source, blank ones left out.
        sent: Rows whose coupon, or bundle, WeChat Pay sent.
        confirmed: How many of those are confirmed, and can be used.
        not_confirmed: How many are not.
        confirming: How many of these are still to be confirmed; 0 where nothing is confirmed, or the job is done.
        duplicates: Lines that stand in an earlier line, the same in every field; they were not sent again.
        refused: Lines that break the contract; they were not sent.
        failed: Rows that WeChat Pay refused.
        unknown: Rows of which it cannot be told whether they were sent: a lost answer was followed by one that says no
            more than that the number was used, and the user's coupons do not show it.
        waiting: Rows that are not sent yet; 0 when the job is done.
        reasons: How many rows failed for which reason, WeChat Pay's code and message; of many reasons the most
            frequent, and the rest in one.
        confirm_reasons: How many coupons could not be confirmed for which reason.
    """

    job_id: str
    state: str
    stopped_because: str = ""
    lines: int
    sent: int
    confirmed: int
    not_confirmed: int
    confirming: int
    duplicates: int
    refused: int
    failed: int
    unknown: int
    waiting: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    confirm_reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Lines in all."""
        return self.lines

    @property
    def settled(self) -> int:
        """Lines whose outcome is known, up to the confirmation where one is asked for."""
        return self.lines - self.waiting - self.confirming


def send_report_of(ledger: Ledger, row: Row) -> SendReport:
    """Count a job's rows."""
    spec = row.spec
    confirming = spec["confirm_after"] is not None
    confirms: Counter[str] = Counter()
    confirm_reasons: Counter[str] = Counter()
    # What is confirmed is read first, so that what was sent meanwhile is not confirmed before it is sent.
    for block in ledger.blocks_of_round(row, 1) if confirming else ():
        summary = block.summary if block.status == "SUCCESS" else summary_of(ended_in(ledger, block.place).values())
        confirms.update({name: summary[name] for name in ("confirmed", "found", "never")})
        confirm_reasons.update(summary["reasons"])
    sends: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for block in ledger.blocks_of_round(row, 0):
        summary = _summary(ledger, block)
        sends.update({name: summary[name] for name in ("sent", "unknown")})
        reasons.update({reason: len(list(unpacked(ranges))) for reason, ranges in summary["failed"].items()})
    sent, unknown = sends["sent"] + confirms["found"], sends["unknown"] - confirms["found"]
    left = sent - confirms["confirmed"]
    return SendReport(
        job_id=row.job_id,
        state=state_of(row),
        stopped_because=row.stopped,
        lines=spec["lines"],
        sent=sent,
        confirmed=confirms["confirmed"],
        not_confirmed=left,
        confirming=left - confirms["never"] if confirming and row.status != "SUCCESS" else 0,
        duplicates=spec["duplicates"],
        refused=spec["refused"],
        failed=sum(reasons.values()),
        unknown=unknown,
        waiting=spec["accepted"] - sent - unknown - sum(reasons.values()),
        reasons=in_short(reasons),
        confirm_reasons=in_short(confirm_reasons) if row.status == "SUCCESS" else {},
    )


def _summary(ledger: Ledger, block: Block) -> Mapping[str, Any]:
    if block.status == "SUCCESS":
        found: Mapping[str, Any] = block.summary
        return found
    return tally_of([(kind, value) for kind, value, *_ in sent_calls(ledger, block.place)])


def sent_calls(ledger: Ledger, place: Place) -> Iterator[tuple[str, Any]]:
    """Go through what became of the rows of a block that are settled: how, and what is kept of it."""
    for kind, *value in ledger.calls(place):
        yield kind, value[0] if kind == DONE else value
