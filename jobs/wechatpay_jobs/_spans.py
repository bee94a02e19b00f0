"""What became of each code, by its position in the source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from wechatpay_jobs._accounts import tally_of
from wechatpay_jobs._codes import positions_of
from wechatpay_jobs._ledger import Ledger, Place, Row
from wechatpay_jobs._source import Span

_STORED: Final = ("stored", "", "")
_WAITING: Final = ("waiting", "", "")
_EXISTED: Final = ("already_existed", "", "")
_OURS: Final = ("already_existed", "perhaps_ours", "An attempt of this job whose answer was lost may have stored it.")

Fate = tuple[str, str, str]


def spans(ledger: Ledger, row: Row) -> Iterator[Span]:
    """Go through the codes that were not simply stored, in the order of the source."""
    whole = row.spec["chunk"] * row.spec["block"]
    for number in range(row.spec["blocks"]):
        first, position = number * whole, 0
        for fate, run in groupby(_fates(ledger, row, number, min(whole, row.spec["accepted"] - first))):
            count = sum(1 for _ in run)
            if fate != _STORED:
                yield Span(first + position, count, *fate)
            position += count


def _fates(ledger: Ledger, row: Row, number: int, count: int) -> list[Fate]:
    """Return what became of each code of a block, in its last round."""
    fates: list[Fate] = [_WAITING] * count
    for round_number in range(len(row.spec["waits"]) + 1):
        place = Place(row.job_id, round_number, number)
        block = ledger.block(place)
        if block is None:
            break
        tally = tally_of(ledger, row, block)
        for position in positions_of(ledger, place, count)[: tally.settled]:
            fates[position] = _STORED
        for position in tally.existed:
            fates[position] = _EXISTED
        for position in tally.ours:
            fates[position] = _OURS
        for reason, positions in tally.failed.items():
            code, _, message = reason.partition(": ")
            tries = f"{message} (after {round_number + 1} tries)" if round_number else message
            for position in positions:
                fates[position] = ("failed", code, tries) if row.status == "SUCCESS" else _WAITING
    return fates
