"""The root of all errors: what their texts have in common, and how they travel between processes."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final, ParamSpec, TypeVar, cast

from wechatpay_runtime._findings import Attempt, ErrorRow, Problem
from wechatpay_runtime._text import shown

Init = TypeVar("Init", bound=Callable[..., None])
P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=BaseException)

_MARK: Final = "facts_of"
_LISTS: Final[Mapping[str, Callable[..., Any]]] = {"attempts": Attempt, "problems": Problem, "rows": ErrorRow}
"""The attributes of an error that are tuples, and the class of their items."""


def travels(init: Init) -> Init:
    """Let a constructor also take what `ClientError.args` holds: task queues make an error again as `cls(*args)`."""

    @functools.wraps(init)
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> None:
        if len(args) == 2 and isinstance(args[1], Mapping) and _MARK in args[1]:
            self._restore(*args)
        else:
            init(self, *args, **kwargs)

    return cast(Init, wrapper)


class ClientError(Exception):
    """Base class of everything that ends a call without a result.

    It can be pickled, and written as JSON: `type(error)(*error.args)` is the same error, as Celery and others make it
    again, without what JSON cannot hold or a store of results should not: the body and the headers of an answer.

    Attributes:
        outcome_unknown: Whether the request may have taken effect although no proven answer says so. If it may have,
            repeat it with the same idempotency key and the same body, never with a new key.
        attempts: Every attempt of the call, the last one included.
    """

    outcome_unknown: bool = False
    attempts: tuple[Attempt, ...] = ()

    @travels
    def __init__(self, *args: object) -> None:
        super().__init__(*args)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *self._remarks()])

    def _remarks(self) -> list[str]:
        """Return what became known after the error was made, in lines."""
        return [f"  {attempt}" for attempt in self.attempts] if len(self.attempts) > 1 else []

    @property
    def args(self) -> tuple[Any, ...]:
        """Text and facts of this error, as JSON has them."""
        facts: dict[str, Any] = {_MARK: type(self).__name__, "outcome_unknown": self.outcome_unknown}
        for name, value in vars(self).items():
            if name in _LISTS:
                facts[name] = [list(each) for each in value]
            elif isinstance(value, Exception):
                facts[name] = sentence_of(value)
            elif value is None or isinstance(value, str | int | float):
                facts[name] = value
        return Exception.__str__(self), facts

    @args.setter
    def args(self, value: tuple[Any, ...]) -> None:
        BaseException.__dict__["args"].__set__(self, value)

    def _restore(self, text: str, facts: Mapping[str, Any]) -> None:
        Exception.__init__(self, text)
        for name, value in facts.items():
            if name in _LISTS:
                setattr(self, name, tuple(_LISTS[name](*each) for each in value))
            elif name == "cause":
                self.cause = Exception(value)
            elif name != _MARK:
                setattr(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        # Constructors take what an error was made of, not its text.
        state = {name: _sound(value) if name == "cause" else value for name, value in vars(self).items()}
        return _restored, (type(self), (Exception.__str__(self),)), state


def _restored(cls: type[ClientError], args: tuple[Any, ...]) -> ClientError:
    return cls.__new__(cls, *args)


def _sound(cause: Exception) -> Exception:
    """Return a cause that can be pickled, in place of another library's that cannot."""
    import pickle

    try:
        pickle.loads(pickle.dumps(cause))  # noqa: S301 - written just before
    except Exception:
        return Exception(sentence_of(cause))
    return cause


def without_frames(error: E, beyond: BaseException | None) -> E:
    """Return an error without the frames that it and all that it was made of came through.

    Tools that report errors with the variables of every frame would otherwise report bodies: coupon codes, openids.
    What each error says stays, and so does its cause.

    Args:
        error: What ends a call.
        beyond: What the caller is handling at the moment; it is none of ours.
    """
    seen, rest = {id(beyond), id(None)}, [error, error.__cause__]
    while rest:
        each: BaseException | None = rest.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        each.__traceback__ = None
        rest += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            rest += each.exceptions
    return error


def discreet(function: Callable[P, T]) -> Callable[P, T]:
    """Let the errors that a function raises leave without its frames, whose variables hold what it was given."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except ClientError as exc:
            error = exc
        finally:
            del args, kwargs
        try:
            raise without_frames(error, sys.exception())
        finally:
            del error  # else it, its traceback and this frame would be a circle

    return wrapper


def discreet_async(function: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Do the same for a function of asyncio's, whose cancellation passes through its frames as well."""
    from asyncio import CancelledError  # not above: it takes longer to import than this package

    @functools.wraps(function)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await function(*args, **kwargs)
        except (ClientError, CancelledError) as exc:
            error = exc
        finally:
            del args, kwargs
        try:
            raise without_frames(error, sys.exception())
        finally:
            del error  # else it, its traceback and this frame would be a circle

    return wrapper


def sentence_of(cause: Exception) -> str:
    """Return what another package's error says, as one sentence."""
    said = shown(str(cause).strip()) or "no reason given"
    return f"{type(cause).__name__}: {said}{'' if said.endswith('.') else '.'}"
