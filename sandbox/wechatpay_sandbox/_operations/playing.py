"""Who plays which operation, and what a player is handed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Final

from wechatpay_sandbox._operations.examples import example_answer
from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation
from wechatpay_sandbox._protocol.refusals import RefusedError, Result, fault_in
from wechatpay_sandbox._world.records import Event
from wechatpay_sandbox._world.state import State


@dataclass(frozen=True)
class Call:
    """A request that was verified and that follows the contract's schemas.

    Attributes:
        operation: What is asked for.
        mchid: The merchant number (商户号) that signed.
        path: Values of the path parameters.
        query: Values of the query parameters.
        body: The parsed body; a form is an object of its parts. Empty where the operation has none. A player finds in
            it no member that has its place in answers alone.
        now: When it came, Unix time in seconds.
        events: What the merchant shall be told of it; the player puts it in.
    """

    operation: Operation
    mchid: str
    path: JSON
    query: JSON
    body: JSON
    now: float
    events: list[Event] = field(default_factory=list)

    @property
    def brand_id(self) -> str | None:
        """The brand (品牌) the call is for, where it names one."""
        return self.body.get("brand_id") or self.query.get("brand_id")


Player = Callable[[State, Call], JSON]
_PLAYERS: Final[dict[str, Player]] = {}


def plays(operation_id: str) -> Callable[[Player], Player]:
    """Register a function as the one that carries an operation out.

    Raises:
        ValueError: The operation has a player already.
    """

    def register(player: Player) -> Player:
        if operation_id in _PLAYERS:
            raise ValueError(f"{_named(player)} plays {operation_id}, and so does {_named(_PLAYERS[operation_id])}")
        _PLAYERS[operation_id] = player
        return player

    return register


def once(player: Player) -> Player:
    """Make an operation idempotent under the contract's idempotency key.

    An identical repeat is answered as the first time; other data under a used number is refused. The key counts per
    merchant and within the scope that the contract names.
    """

    @wraps(player)
    def answer(state: State, call: Call) -> JSON:
        key, data = _number_of(call)
        if key not in state.answers:
            state.answers[key] = (data, player(state, call))
            return state.answers[key][1]
        first_data, first_answer = state.answers[key]
        if data != first_data or _refuses_repeats(state, call):
            raise used_before(call, identical=data == first_data)
        return first_answer

    return answer


def never_again(issue: str) -> Callable[[Player], Player]:
    """Make an operation refuse a number that was used, also for an identical repeat of the first request.

    Args:
        issue: What the refusal says.
    """

    def decorate(player: Player) -> Player:
        @wraps(player)
        def answer(state: State, call: Call) -> JSON:
            key, data = _number_of(call)
            if key in state.answers:
                raise used_before(call, identical=state.answers[key][0] == data, issue=issue)
            state.answers[key] = (data, player(state, call))
            return state.answers[key][1]

        return answer

    return decorate


def digest(call: Call) -> bytes:
    """Tell requests apart that carry different data."""
    return hashlib.sha256(json.dumps([call.path, call.body], sort_keys=True).encode()).digest()


def _number_of(call: Call) -> tuple[tuple[str, ...], bytes]:
    """Return what a request's number is counted under, and the digest of its data."""
    given = call.body | call.path
    scope = (str(given[name]) for name in call.operation.idempotency_scope)
    key = (call.operation.operation_id, call.mchid, *scope, call.body[call.operation.idempotency_key or ""])
    return key, digest(call)


class Players:
    """Carries out the operations of a contract.

    Args:
        contract: What there is to be played.

    Raises:
        LookupError: A player is registered for an operation that the contract does not have.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._names = {name for schema in contract.schemas.values() for name in schema.get("properties", ())}
        for operation_id, player in _PLAYERS.items():
            if operation_id not in contract.operations:
                there_are = ", ".join(contract.operations)
                raise LookupError(
                    f"{_named(player)} plays {operation_id}, which the contract does not have; there are {there_are}"
                )

    def play(self, state: State, call: Call) -> tuple[JSON, bool]:
        """Carry a call out, or where nobody plays its operation take the contract's word for what is answered.

        Returns:
            The answer, and whether it was made of the contract's example.

        Raises:
            RefusedError: The player refuses, or there is neither a player nor an example.
        """
        player = _PLAYERS.get(call.operation.operation_id)
        if player:
            body = self._taken(call.operation.body or {}, call.body)
            return player(state, replace(call, body=body)), False
        if not call.operation.has_answer:
            return {}, True
        if call.operation.example is None:
            name = call.operation.operation_id
            issue = f"the sandbox does not play {name} yet, and the contract has no example of its answer"
            raise RefusedError("NOT_FOUND", message=issue)
        given = call.body | call.query | call.path
        return example_answer(self._contract, call.operation, given), True

    def _taken(self, schema: JSON, sent: Any) -> Any:
        """Return what a player is handed of a body: all but members that have their place elsewhere in the contract.

        A member newer than the contract passes. One that an answer has, as an id or a state, would pass for what WeChat
        Pay makes itself.
        """
        resolved = self._contract.resolve(schema)
        if isinstance(sent, list):
            return [self._taken(resolved.get("items", {}), item) for item in sent]
        members = resolved.get("properties")
        if not isinstance(sent, dict) or members is None:
            return sent
        return {
            name: self._taken(members.get(name, {}), value)
            for name, value in sent.items()
            if name in members or name not in self._names
        }


def _named(player: Player) -> str:
    return f"{player.__module__}.{player.__qualname__}"


def _refuses_repeats(state: State, call: Call) -> bool:
    return state.options.already_exists_on_repeat and call.operation.has_error("ALREADY_EXISTS")


def used_before(call: Call, *, identical: bool, key: str | None = None, issue: str = "") -> RefusedError:
    """Refuse a number that was used before.

    Args:
        call: Has the number.
        identical: Whether it was used for the same data.
        key: The member that holds it; the contract's idempotency key, if left out.
        issue: What was wrong, in other words than "was used before".
    """
    key = key or call.operation.idempotency_key or ""
    return fault_in(
        "body",
        f"/{key}",
        issue or f"{key} was used before" + ("" if identical else ", for other data"),
        value=call.body[key],
        code="ALREADY_EXISTS" if call.operation.has_error("ALREADY_EXISTS") else "INVALID_REQUEST",
        about=key,
        result=None if identical else Result.OTHER_DATA,
    )
