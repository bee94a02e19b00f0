"""What became of every line of a job, counted from the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from wechatpay_jobs import _calls, _images
from wechatpay_jobs._codes import Tally, parts, positions_of, refused
from wechatpay_jobs._ledger import DONE, REFUSED, Block, Ledger, Place, Row
from wechatpay_jobs._ranges import unpacked

_MOST_REASONS: Final = 20
_STATES: Final = {"SUCCESS": "done", "CANCELLED": "cancelled", "ERROR": "stopped"}


@dataclass(frozen=True, kw_only=True)
class Report:
    """How a job stands. Every line is in exactly one of the counts, at every moment: they add up to `lines`.

    Attributes:
        job_id: Id of the job.
        state: `running`, `done`, `cancelled` or `stopped`.
        stopped_because: What stopped it, which no repeat would have mended; empty where nothing did.
        lines: Lines of the source, blank ones left out.
        stored: Codes that WeChat Pay stored.
        already_existed: Codes that it had before.
        perhaps_ours: How many of those may have been stored by an attempt of this job whose answer was lost.
        duplicates: Lines whose code stands in an earlier line; it was not sent again.
        refused: Lines that are no code; they were not sent.
        failed: Codes that were not stored, after all tries.
        waiting: Codes whose outcome is not known yet, or that are to be sent again; 0 when the job is done.
        reasons: How many codes failed for which reason, WeChat Pay's code and message, without the code of the source;
            of many reasons the most frequent, and the rest in one.
    """

    job_id: str
    state: str
    stopped_because: str = ""
    lines: int
    stored: int
    already_existed: int
    perhaps_ours: int
    duplicates: int
    refused: int
    failed: int
    waiting: int
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Lines in all."""
        return self.lines

    @property
    def settled(self) -> int:
        """Lines whose outcome is known."""
        return self.lines - self.waiting


def state_of(row: Row) -> str:
    """Return how a job stands, in a word."""
    state = _STATES.get(row.status, "running")
    return "stopped" if row.stopped and state != "running" else state


def report_of(ledger: Ledger, row: Row) -> Report:
    """Count a job's lines."""
    spec = row.spec
    stored = existed = ours = 0
    last: dict[int, tuple[int, Mapping[str, int]]] = {}
    for place, tally in tallies(ledger, row):
        stored += tally.stored
        existed += len(tally.existed)
        ours += len(tally.ours)
        if place.round_number >= last.get(place.number, (0, {}))[0]:
            last[place.number] = place.round_number, {reason: len(found) for reason, found in tally.failed.items()}
    reasons: dict[str, int] = {}
    for _, failed in last.values() if row.status == "SUCCESS" else ():
        for reason, count in failed.items():
            reasons[reason] = reasons.get(reason, 0) + count
    fallen = sum(reasons.values())
    return Report(
        job_id=row.job_id,
        state=state_of(row),
        stopped_because=row.stopped,
        lines=spec["lines"],
        stored=stored,
        already_existed=existed,
        perhaps_ours=ours,
        duplicates=spec["duplicates"],
        refused=spec["refused"],
        failed=fallen,
        waiting=spec["accepted"] - stored - existed - fallen,
        reasons=in_short(reasons),
    )


def in_short(reasons: Mapping[str, int]) -> dict[str, int]:
    """Return the most frequent of many reasons, and how many had any other: messages may name what each is about."""
    if len(reasons) <= _MOST_REASONS:
        return dict(reasons)
    ranked = Counter(reasons).most_common()
    kept, others = ranked[: _MOST_REASONS - 1], ranked[_MOST_REASONS - 1 :]
    return {**dict(kept), f"and {len(others):,} other reasons": sum(count for _, count in others)}


@dataclass(frozen=True, kw_only=True)
class CallReport:
    """How a job of calls stands. They add up to `calls` at every moment.

    Attributes:
        job_id: Id of the job.
        state: `running`, `done`, `cancelled` or `stopped`.
        stopped_because: What stopped it, which no repeat would have mended; empty where nothing did.
        calls: How many there are; of pictures, how many tasks.
        done: How many did what they were to do.
        failed: How many WeChat Pay refused for good, and tasks that ended in FAIL.
        waiting: Those whose outcome is not known yet; 0 when the job is done.
    """

    job_id: str
    state: str
    stopped_because: str = ""
    calls: int
    done: int
    failed: int
    waiting: int

    @property
    def total(self) -> int:
        """Calls in all."""
        return self.calls

    @property
    def settled(self) -> int:
        """Calls whose outcome is known."""
        return self.calls - self.waiting


class Result(NamedTuple):
    """What became of one call of a job.

    Attributes:
        number: Its number in the job, from 0.
        is_done: Whether it did what it was to do.
        answer: WeChat Pay's answer, or the task of a picture, as JSON has it; None where it was refused.
        code: Error code of a refusal; empty otherwise.
        message: What it says; empty otherwise.
        action: What the documents tell to do; empty otherwise.
    """

    number: int
    is_done: bool
    answer: Mapping[str, Any] | None
    code: str = ""
    message: str = ""
    action: str = ""


def results_of(ledger: Ledger, row: Row) -> Iterator[Result]:
    """Go through what became of the calls of a job so far."""
    of_block = _images.results if row.spec["kind"] == _images.KIND else _calls.results
    for block in ledger.blocks(row):
        for offset, kind, value in of_block(ledger, block.place):
            number = block.place.number * row.spec["block"] + offset
            if isinstance(value, list):
                yield Result(number, False, None, *value)
            else:
                yield Result(number, kind == DONE, value)


def call_report_of(ledger: Ledger, row: Row) -> CallReport:
    """Count the calls of a job."""
    done = failed = 0
    of_block = _images.results if row.spec["kind"] == _images.KIND else _calls.results
    for block in ledger.blocks(row):
        if block.status == "SUCCESS":
            done, failed = done + block.summary[DONE], failed + block.summary[REFUSED]
        else:
            kinds = [kind for _, kind, _ in of_block(ledger, block.place)]
            done, failed = done + kinds.count(DONE), failed + kinds.count(REFUSED)
    calls = row.spec["calls"]
    return CallReport(
        job_id=row.job_id,
        state=state_of(row),
        stopped_because=row.stopped,
        calls=calls,
        done=done,
        failed=failed,
        waiting=calls - done - failed,
    )


def tallies(ledger: Ledger, row: Row) -> Iterator[tuple[Place, Tally]]:
    """Go through the blocks of a job, with what became of their codes so far."""
    for block in ledger.blocks(row):
        yield block.place, tally_of(ledger, row, block)


def tally_of(ledger: Ledger, row: Row, block: Block) -> Tally:
    """Return what became of the codes of a block so far."""
    return _finished(block.summary) if block.status == "SUCCESS" else _under_way(ledger, row, block.place)


def _finished(summary: Mapping[str, Any]) -> Tally:
    failed = {reason: list(unpacked(ranges)) for reason, ranges in summary["failed"].items()}
    return Tally(summary["stored"], list(unpacked(summary["existed"])), list(unpacked(summary["ours"])), failed)


def _under_way(ledger: Ledger, row: Row, place: Place) -> Tally:
    """Count the calls of a block that has not ended. They are made in order: the n-th outcome is of the n-th chunk."""
    chunk, block = row.spec["chunk"], row.spec["block"]
    count = min(chunk * block, row.spec["accepted"] - place.number * chunk * block)
    tally = Tally()
    for part, (kind, *value) in zip(
        parts(positions_of(ledger, place, count), chunk), ledger.calls(place), strict=False
    ):
        tally.add(part, value[0] if kind == DONE else refused(value, len(part)))
    return tally
