"""The one reader of `x-cross-rules`: what JSON Schema has no word for."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from wechatpay_runtime._checks.schema import Schemas, instances
from wechatpay_runtime._types import File


@dataclass(frozen=True, slots=True)
class CrossRule:
    """One entry of `x-cross-rules` and where its instances are."""

    path: tuple[str, ...]
    spec: Mapping[str, Any]

    def breaches(self, body: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        """Yield the path and the value of each breach in a request body."""
        broken = KINDS[self.spec["kind"]]
        for path, instance in instances(body, self.path):
            for field, value in broken(self.spec, instance):
                yield (*path, *field), value


def cross_rules(schemas: Schemas, schema: Mapping[str, Any], *, soft: bool) -> list[CrossRule]:
    """Return the rules that apply somewhere in a body of this schema."""
    return [
        CrossRule(path, spec)
        for path, below in schemas.below_all(schema)
        for spec in below.get("x-cross-rules", ())
        if spec.get("soft", False) is soft
    ]


_Breaches = Iterable[tuple[tuple[str | int, ...], Any]]


def _comparable(value: Any) -> Any:
    """Return a number or a point in time; None for anything the schema refuses by itself."""
    if isinstance(value, int | float | Decimal):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def _pair(spec: Mapping[str, Any], instance: Any) -> tuple[Any, Any] | None:
    first, second = map(instance.get, spec["fields"]) if isinstance(instance, dict) else (None, None)
    if first is None or second is None:
        return None  # most often, since both may be left out
    first, second = _comparable(first), _comparable(second)
    if first is None or second is None or isinstance(first, datetime) is not isinstance(second, datetime):
        return None
    return first, second


def _of_member(instance: Mapping[str, Any], name: str) -> _Breaches:
    return (((name,), instance[name]),)


def _ordered(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    if (pair := _pair(spec, instance)) and pair[0] >= pair[1]:
        return _of_member(instance, spec["fields"][1])
    return ()


def _span_at_most(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    if (pair := _pair(spec, instance)) and pair[1] - pair[0] > timedelta(days=spec["days"]):
        return _of_member(instance, spec["fields"][1])
    return ()


def _not_above(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    pair = _pair(spec, instance)
    if pair and pair[0] > pair[1] and instance.get(spec.get("unless-zero")) != 0:
        return _of_member(instance, spec["fields"][0])
    return ()


def _disjoint(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    periods = []
    for index, item in enumerate(instance if isinstance(instance, list) else ()):
        if pair := _pair(spec, item):
            periods.append((*pair, index))
    periods.sort()
    for (_, end, _), (begin, _, index) in itertools.pairwise(periods):
        if begin < end:
            yield (index,), instance[index]


def _sha256_of(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    file = instance.get(spec["of"]) if isinstance(instance, dict) else None
    if isinstance(file, File):
        for path, digest in instances(instance, spec["digest"].split(".")):
            if isinstance(digest, str) and digest.lower() != hashlib.sha256(file.content).hexdigest():
                yield path, digest


def _never_falls(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    yield from _turns(spec, instance, falling=True)


def _never_rises(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    yield from _turns(spec, instance, falling=False)


def _turns(spec: Mapping[str, Any], instance: Any, *, falling: bool) -> _Breaches:
    """Yield each element that is below the one before it (or above), from a position on."""
    field = spec["field"]
    elements = instance if isinstance(instance, list) else ()
    values = [item.get(field) if isinstance(item, dict) else None for item in elements]
    for index, (before, value) in enumerate(itertools.pairwise(values[spec["from"] - 1 :]), spec["from"]):
        if isinstance(before, int) and isinstance(value, int) and (value < before if falling else value > before):
            yield (index, field), value


def _as_many_as(spec: Mapping[str, Any], instance: Any) -> _Breaches:
    for path, items in instances(instance, spec["list"].split(".")):
        for _, count in instances(instance, spec["count"].split(".")):
            if isinstance(items, list) and isinstance(count, int) and len(items) != count:
                yield path, items


KINDS: Final[Mapping[str, Callable[[Mapping[str, Any], Any], _Breaches]]] = {
    "as-many-as": _as_many_as,
    "disjoint": _disjoint,
    "never-falls": _never_falls,
    "never-rises": _never_rises,
    "not-above": _not_above,
    "ordered": _ordered,
    "sha256-of": _sha256_of,
    "span-at-most": _span_at_most,
}
