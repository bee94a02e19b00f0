"""The root of all errors, and what their texts have in common."""

from __future__ import annotations

from typing import Any

from wechatpay_runtime._findings import Attempt
from wechatpay_runtime._text import shown


class ClientError(Exception):
    """Base class of everything that ends a call without a result.

    Attributes:
        outcome_unknown: Whether the request may have taken effect although no proven answer says so. If it may have,
            repeat it with the same idempotency key and the same body, never with a new key.
        attempts: Every attempt of the call, the last one included.
    """

    outcome_unknown: bool = False
    attempts: tuple[Attempt, ...] = ()

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *self._remarks()])

    def _remarks(self) -> list[str]:
        """Return what became known after the error was made, in lines."""
        return [f"  {attempt}" for attempt in self.attempts] if len(self.attempts) > 1 else []

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel between processes (task queues); their constructors take what they were made of, not `args`.
        return _restored, (type(self), self.args), self.__dict__


def _restored(cls: type[ClientError], args: tuple[Any, ...]) -> ClientError:
    return cls.__new__(cls, *args)


def told(cause: Exception) -> str:
    """Return what another package's error says, as one sentence."""
    said = shown(str(cause).strip()) or "no reason given"
    return f"{type(cause).__name__}: {said}{'' if said.endswith('.') else '.'}"
