"""What a tool that reports errors would report with one: the variables of every frame that it came through."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

_TESTS: Final = Path(__file__).parent
_DEEPEST: Final = 6


def reported(error: BaseException, planted: Collection[str], within: str = "") -> list[str]:
    """Return where planted texts show in the frames of an error and of all that it was made of.

    Frames of the tests are left out: what a program itself has in its variables is its own affair.

    Args:
        error: What was caught.
        planted: Texts that must not show.
        within: What the path of a frame's file has in it, to look at those alone.
    """
    found = []
    for each in _chain(error):
        trace = each.__traceback__
        while trace:
            code = trace.tb_frame.f_code
            if _TESTS not in Path(code.co_filename).parents and within in code.co_filename:
                for name, value in trace.tb_frame.f_locals.items():
                    shown = "\n".join(_shown(value))
                    found += [f"{code.co_qualname}: {name} shows {text[:4]}..." for text in planted if text in shown]
            trace = trace.tb_next
        told = f"{each!r} {each}"
        found += [f"the text of {type(each).__name__} shows {text[:4]}..." for text in planted if text in told]
    return found


def frames(error: BaseException) -> int:
    """Return how many frames there are, so that a test sees that there was something to look at."""
    count, trace = 0, error.__traceback__
    while trace:
        count, trace = count + 1, trace.tb_next
    return count


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    rest: list[BaseException | None] = [error]
    while rest:
        each = rest.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        rest += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            rest += each.exceptions


def _shown(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the texts that such a tool makes of a value: containers are opened, everything else is told by its repr."""
    try:
        if isinstance(value, Mapping) and depth < _DEEPEST:
            for name, member in value.items():
                yield from _shown(name, depth + 1)
                yield from _shown(member, depth + 1)
        elif isinstance(value, list | tuple | set | frozenset) and depth < _DEEPEST:
            for item in value:
                yield from _shown(item, depth + 1)
        yield repr(value)
    except Exception as exc:
        yield f"no repr: {type(exc).__name__}"
