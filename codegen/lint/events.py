"""Rules for events: the notifications that the platform sends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.carried import PARAMETERS
from codegen.lint.conditions import unknown_fields
from codegen.lint.finding import Finding, Rule
from codegen.lint.kinds import type_of
from codegen.lint.places import Places, at, steps
from codegen.lint.wording import CHINESE_NAME


def _events_are_told_and_have_data_with_a_key(spec: Places) -> Iterator[Finding]:
    for pointer, event in spec.events:
        event_type = steps(pointer)[1]
        if not re.fullmatch(r"[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+)*", event_type):
            yield Finding(
                at("/webhooks", event_type),
                "no event type; write it as WeChat Pay does, such as PRODUCT_COUPON_SP.SEND",
            )
        if not re.search(CHINESE_NAME, event.get("summary", "")) or not event.get("description"):
            yield Finding(pointer, "an event has a summary, `English (中文)`, and a description; say when it comes")
        if not event.get("operationId"):
            yield Finding(pointer, "the event has no operationId; name its handler, such as onProductCouponSent")
        data = spec.resolve(event.get("x-event-data", {}))
        if not data:
            yield Finding(pointer, "x-event-data is missing; refer to the schema of the decrypted data")
        elif not set(event.get("x-idempotency-key", [""])) <= data.get("properties", {}).keys():
            yield Finding(
                pointer, "x-idempotency-key is missing or names no member of the data; name what repeats share"
            )
        else:
            for name in event["x-idempotency-key"]:
                kind = type_of(spec, data["properties"][name])
                if kind not in PARAMETERS["path"]:
                    yield Finding(
                        at(pointer, "x-idempotency-key"),
                        f"{name} is of type {kind or 'any'}, and what repeats share is told by texts, whole numbers or "
                        "truth values; name another member",
                    )
        for index, also in enumerate(event.get("x-also-sent-as", [])):
            yield from _misplaced(spec, at(pointer, "x-also-sent-as", index), also, data)


def _misplaced(spec: Places, pointer: str, also: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with an entry that tells an event under the event type of another one."""
    # It may be a name that the contract has no event for, such as one of another mode.
    other = next((o for p, o in spec.events if p == at("/webhooks", also["event_type"], "post")), {})
    known = {**spec.resolve(other.get("x-event-data", {})).get("properties", {}), **data.get("properties", {})}
    yield from unknown_fields(spec, at(pointer, "when"), also["when"], {"properties": known})


def _ids_are_free(spec: Places) -> Iterator[Finding]:
    # OpenAPI's validator compares those of operations alone.
    taken = {operation.get("operationId") for _, operation in spec.operations}
    for pointer, event in spec.events:
        if event.get("operationId") in taken:
            yield Finding(at(pointer, "operationId"), f"{event['operationId']} is there already; take another name")
        taken.add(event.get("operationId", pointer))


RULES: Final[Sequence[Rule]] = (_events_are_told_and_have_data_with_a_key, _ids_are_free)
