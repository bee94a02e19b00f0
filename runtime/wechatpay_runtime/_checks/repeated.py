"""Compare what an answer repeats of its request; only the identifiers of `x-echoes` must be the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from wechatpay_runtime._checks.schema import Path


def differing(answer: Any, request: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield where an answer, another value than the request, differs from it at the same place, and what it has there.

    What one of the two lacks is no difference, nor is the order of a list.

    Args:
        answer: JSON.
        request: JSON.
        at: Where in the answer.
    """
    if answer is None or request is None:
        return
    if isinstance(answer, dict) and isinstance(request, dict):
        for name, value in answer.items():
            if name in request and value != request[name]:
                yield from differing(value, request[name], (*at, name))
    elif _are_lists_of_objects(answer, request):
        for index, (theirs, ours) in enumerate(zip(answer, request, strict=True)):
            if theirs != ours:
                yield from differing(theirs, ours, (*at, index))
    elif not _means_the_same(answer, request):
        yield at, answer


def _are_lists_of_objects(*values: Any) -> bool:
    are_lists = all(isinstance(value, Sequence) and not isinstance(value, str) for value in values)
    if not are_lists or len({len(value) for value in values}) > 1:
        return False
    return all(isinstance(item, Mapping) for value in values for item in value)


def _means_the_same(answer: Any, request: Any) -> bool:
    if isinstance(answer, list) and isinstance(request, list):
        return sorted(map(repr, answer)) == sorted(map(repr, request))
    try:
        # One moment can be written in several ways.
        return datetime.fromisoformat(answer) == datetime.fromisoformat(request)
    except (TypeError, ValueError):
        return False
