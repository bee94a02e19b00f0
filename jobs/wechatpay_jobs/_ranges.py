"""Positions as the ledger keeps them: `0-3,7`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def packed(positions: Iterable[int]) -> str:
    """Return ascending positions as ranges."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in _runs(positions))


def unpacked(ranges: str) -> Iterator[int]:
    """Go through the positions of `packed`."""
    for part in ranges.split(",") if ranges else ():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _runs(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for position in positions:
        if position != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = position
        last = position
    if first >= 0:
        yield first, last
