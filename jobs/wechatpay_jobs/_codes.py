"""Uploading the codes of a source: chunks, their request numbers, and what became of each code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import Any, Final

from wechatpay_jobs._database import Database
from wechatpay_jobs._lane import Ask, Lane, asking
from wechatpay_jobs._ledger import DONE, Ledger, Place
from wechatpay_jobs._ranges import packed, unpacked
from wechatpay_jobs._source import CodeRule, Prepared
from wechatpay_product_coupon.api.stocks.upload_coupon_codes import OPERATION
from wechatpay_product_coupon.api.stocks.upload_coupon_codes import call as upload
from wechatpay_product_coupon.client import CONTRACT
from wechatpay_product_coupon.models import UploadCouponCodesResponse
from wechatpay_product_coupon.params import UploadCouponCodesRequestDict
from wechatpay_runtime import Response

KIND: Final = "codes"
_MOST_IN_BLOCK: Final = 100
"""How many calls a block has at most: so many are looked at again, at 0.2 ms each, when a job goes on."""

_LEAST_IN_BLOCK: Final = 5

_MESSAGE_CHARACTERS: Final = 200
_CODE: Final = "[code]"
_UNNAMED: Final = "NOT_IN_ANSWER: the answer does not name the code"

Spec = Mapping[str, Any]


@cache
def rule() -> CodeRule:
    """Return what the contract says of a code."""
    codes = _code_list()["items"]
    bounds = {ours: codes[theirs] for ours, theirs in _BOUNDS.items() if theirs in codes}
    return CodeRule(codes["pattern"], codes.get("x-pattern-words", codes["pattern"]), **bounds)


def codes_per_call() -> int:
    """Return how many codes one request takes at most."""
    most: int = _code_list()["maxItems"]
    return most


def codes_per_second() -> float:
    """Return how many codes a second the contract lets a merchant upload; 0 where it has no limit."""
    limit = OPERATION.rate_limit
    return limit.requests / limit.per_seconds * codes_per_call() if limit else 0.0


def _code_list() -> Mapping[str, Any]:
    found: Mapping[str, Any] = CONTRACT.schemas["UploadCouponCodesRequest"]["properties"]["code_list"]
    return found


_BOUNDS: Final = {"min_length": "minLength", "max_length": "maxLength"}


def block_size(calls: int, lanes: int) -> int:
    """Return how many calls a block has: few enough for every lane to have two, enough to be worth its beginning."""
    return min(_MOST_IN_BLOCK, max(_LEAST_IN_BLOCK, calls // (2 * lanes)))


@dataclass
class Tally:
    """What became of codes, by their positions in a block.

    Attributes:
        stored: How many were stored.
        existed: Those that existed already.
        ours: Those among them that a lost attempt of the job may have stored.
        failed: Those that failed, by code and message.
    """

    stored: int = 0
    existed: list[int] = field(default_factory=list)
    ours: list[int] = field(default_factory=list)
    failed: dict[str, list[int]] = field(default_factory=dict)

    def add(self, positions: Sequence[int], record: Any) -> None:
        """Count a chunk in, by what the ledger keeps of it."""
        existed, ours, failed = ("", False, {}) if record == len(positions) else record
        exist = [positions[offset] for offset in unpacked(existed)]
        self.existed += exist
        self.ours += exist if ours else ()
        fallen = 0
        for reason, ranges in failed.items():
            found = [positions[offset] for offset in unpacked(ranges)]
            self.failed.setdefault(reason, []).extend(found)
            fallen += len(found)
        self.stored += len(positions) - len(exist) - fallen

    @property
    def settled(self) -> int:
        """How many it has."""
        return self.stored + len(self.existed) + sum(map(len, self.failed.values()))

    def to_json(self) -> dict[str, Any]:
        """Return what the ledger keeps of a block."""
        failed = {reason: packed(sorted(positions)) for reason, positions in self.failed.items()}
        return {
            "stored": self.stored,
            "existed": packed(self.existed),
            "ours": packed(self.ours),
            "failed": failed,
            "counts": [len(self.existed), len(self.ours), sum(map(len, self.failed.values()))],
        }


def failed_in(summary: Mapping[str, Any]) -> list[int]:
    """Return the positions, in their block, of the codes that failed in it."""
    return sorted(position for ranges in summary["failed"].values() for position in unpacked(ranges))


def parts(positions: Sequence[int], size: int) -> Iterator[list[int]]:
    """Return positions a chunk at a time."""
    rest = iter(positions)
    while part := list(islice(rest, size)):
        yield part


def run_block(lane: Lane, place: Place, spec: Spec) -> dict[str, Any]:
    """Send the chunks of a block one after the other, and return what became of their codes."""
    texts = items_of(lane.engine.ledger, lane.engine.database, place, spec)
    positions = positions_of(lane.engine.ledger, place, len(texts))
    chunks, asks = list(parts(positions, spec["chunk"])), []
    for number, part in enumerate(chunks):
        chunk = [texts[position] for position in part]
        request = _request(spec, f"{place.round_number}_{place.number}_{number}", chunk)
        make = partial(upload, spec["product_coupon_id"], spec["stock_id"], request)
        asks.append(Ask(spec["mchid"], asking(make, partial(_answer, chunk, place))))
    tally = Tally()
    for part, outcome in zip(chunks, lane.settle(asks), strict=True):
        tally.add(part, outcome.value if outcome.kind == DONE else refused(outcome.value, len(part)))
    return tally.to_json()


def _answer(chunk: Sequence[str], place: Place, answer: Response[UploadCouponCodesResponse], lost: bool) -> Any:
    # What failed in a round before may have been stored all the same.
    return read(answer.parsed, chunk, lost=lost or place.round_number > 0)


def positions_of(ledger: Ledger, place: Place, count: int) -> Sequence[int]:
    """Return which codes of a block a round sends: at first all, then those that failed in the round before."""
    if not place.round_number:
        return range(count)
    before = ledger.block(place.before)
    assert before
    return failed_in(before.summary)


def items_of(ledger: Ledger, database: Database, place: Place, spec: Spec) -> list[str]:
    """Return the codes, or rows, of a block, from the folder of this machine, or, for many workers, their database.

    Raises:
        SourceError: The folder is damaged.
        LookupError: They are not in the database.
    """
    if not database.is_sqlite:
        return ledger.shelf.get(place.job_id, place.number).split("\n")
    whole = spec.get("chunk", 1) * spec["block"]
    return Prepared.open(database.folder / place.job_id).codes(place.number * whole, whole)


def _request(spec: Spec, place: str, chunk: list[str]) -> UploadCouponCodesRequestDict:
    """Return the body for a chunk. Its number is of the job and the place, and of these codes and no others."""
    digest = hashlib.sha256("\n".join(chunk).encode()).hexdigest()[:8]
    return {"out_request_no": f"{spec['key']}_{place}_{digest}", "brand_id": spec["brand_id"], "code_list": chunk}


def read(answer: UploadCouponCodesResponse, chunk: Sequence[str], *, lost: bool) -> Any:
    """Return what the ledger keeps of an answer: the number of codes, where all of them were stored."""
    offsets = {code: offset for offset, code in enumerate(chunk)}
    open_ = dict(offsets)
    for code in answer.success_code_list:
        open_.pop(code, None)
    existed = sorted(open_.pop(code) for code in answer.already_exist_code_list if code in open_)
    failed: dict[str, list[int]] = {}
    for info in answer.failed_code_list:
        if info.coupon_code in open_:
            message = info.message.replace(info.coupon_code, _CODE)  # one reason, whichever code it is told of
            failed.setdefault(reason_of(info.code, message), []).append(open_.pop(info.coupon_code))
    if open_:
        failed.setdefault(_UNNAMED, []).extend(open_.values())
    if not existed and not failed:
        return len(chunk)
    return [packed(existed), lost, {reason: packed(sorted(offsets)) for reason, offsets in failed.items()}]


def refused(refusal: Sequence[str], count: int) -> Any:
    """Return what a chunk comes to that was refused as a whole."""
    return ["", False, {reason_of(*refusal[:2]): packed(range(count))}]


def reason_of(code: str, message: str) -> str:
    """Return why something failed, in short."""
    return f"{code}: {message[:_MESSAGE_CHARACTERS]}"
