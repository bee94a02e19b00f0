"""Calls of any operation that has an idempotency key, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from wechatpay_jobs._lane import Ask, Lane, asking
from wechatpay_jobs._ledger import DONE, REFUSED, Ledger, Place
from wechatpay_product_coupon import call_from_dict
from wechatpay_runtime import Call, Response, to_json

KIND: Final = "calls"


def stored(calls: Iterable[Call[Any]]) -> list[str]:
    """Return what the ledger keeps of the calls.

    Raises:
        ValueError: A call has no idempotency key, so that it could not be settled after a lost answer.
    """
    return [json.dumps(_checked(call).to_dict(), ensure_ascii=False) for call in calls]


def _checked(call: Call[Any]) -> Call[Any]:
    operation = call.operation
    if operation.idempotency_key is None or not operation.repeatable:
        raise ValueError(
            f"{operation.id} has no request number by which a lost answer could be asked for again: a job makes only "
            "calls that have one."
        )
    return call


def run_block(lane: Lane, place: Place, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Make the calls of a block one after the other. What became of them stands in their steps."""
    texts = lane.engine.ledger.shelf.get(place.job_id, place.number)
    makes = (partial(call_from_dict, json.loads(text)) for text in texts.split("\n"))
    asks = [Ask(spec["mchid"], asking(make, _answer)) for make in makes]
    kinds = [outcome.kind for outcome in lane.settle(asks)]
    return {DONE: kinds.count(DONE), REFUSED: kinds.count(REFUSED), "counts": [0]}


def _answer(answer: Response[Any], lost: bool) -> Any:
    return to_json(answer.parsed)


def results(ledger: Ledger, place: Place) -> Iterator[tuple[int, str, Any]]:
    """Go through the calls of a block that ended: number in the block, how it ended, and its answer or refusal."""
    for offset, (kind, *value) in enumerate(ledger.calls(place)):
        yield offset, kind, value[0] if kind == DONE else value
