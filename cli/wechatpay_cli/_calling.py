"""One call of an operation: from the command line to its output."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from importlib import import_module
from math import inf
from typing import TYPE_CHECKING, Any

from wechatpay_cli import _bodies, _printing
from wechatpay_cli._exits import WrongUsageError, complain
from wechatpay_cli._facts import PACKAGE, Operation, details
from wechatpay_cli._say import say
from wechatpay_cli._session import Session, client_of

if TYPE_CHECKING:
    from wechatpay_product_coupon import Call, Client


def run(operation: Operation, session: Session, values: Mapping[str, Any]) -> None:
    """Make the call that a command line asks for, or show it.

    Raises:
        CommandError: The command line is not what is needed.
        ClientError: The call has no result.
    """
    form = _printing.form_of(values["output"])
    if not values.get("wait_seconds", inf) > 0:
        raise WrongUsageError(say("--wait-seconds is a number of seconds above 0."))
    call = call_of(operation, values)
    if values["dry_run"] or values["curl"]:
        from wechatpay_cli import _preview

        picture = values["body"] if operation.body == "form" else None
        preview = _preview.captured(call, session.source(), is_hidden=not values["show_secrets"], picture=picture)
        _printing.text(preview.curl() if values["curl"] else _printing.as_json(preview.facts()))
        return
    with client_of(session.source()) as client:
        try:
            _send(operation, client, call, values, form)
        except KeyboardInterrupt:
            complain(_how_to_go_on(operation, call, session, is_waiting=bool(values.get("wait"))))
            raise


def call_of(operation: Operation, values: Mapping[str, Any]) -> Call[Any]:
    """Return the call that the values of a command line describe.

    Raises:
        WrongUsageError: There is no body, or it cannot be read.
    """
    module = import_module(f"{PACKAGE}.{operation.module}")
    from wechatpay_product_coupon import Call

    return Call(
        module.OPERATION,
        path={parameter.name: values[parameter.destination] for parameter in operation.path_parameters},
        query={
            parameter.name: list(value) if parameter.is_list else value
            for parameter in operation.query_parameters
            for value in [values[parameter.destination]]
        },
        body=_body(operation, values),
    )


def _body(operation: Operation, values: Mapping[str, Any]) -> Any:
    if not operation.body:
        return None
    if operation.body == "form":
        from wechatpay_httpx import ImageUpload

        return ImageUpload.from_path(values["body"])
    if values["body"] is None and not values["assignments"]:
        raise WrongUsageError(
            say("{operation} needs a body: --body FILE, or --set PATH=VALUE.", operation=operation.id)
        )
    of = details(operation.id)["body"]
    body = None if values["body"] is None else _bodies.read(values["body"], of)
    return _bodies.with_values(body, values["assignments"], of)


def _send(operation: Operation, client: Client, call: Call[Any], values: Mapping[str, Any], form: str) -> None:
    from wechatpay_runtime import to_json
    from wechatpay_runtime.errors import ResponseContractError

    if values.get("all_pages"):
        pages = client.iterate(call, import_module(f"{PACKAGE}.{operation.module}").PAGINATION)
        _printing.show_items((to_json(item) for item in pages), form)
    elif values.get("wait"):
        waiter = import_module(f"{PACKAGE}.{operation.module}").WAITER
        asked = import_module(f"{PACKAGE}.{operation.asked}").OPERATION
        answer = client.send_and_wait(call, asked, waiter, timeout=values["wait_seconds"])
        _printing.show(to_json(answer), form)
    else:
        try:
            response = client.send(call)
        except ResponseContractError as exc:
            # It took effect, and nothing of the answer may be lost.
            _printing.text(exc.content.decode("utf-8", "backslashreplace"))
            raise
        _printing.request_id(response.request_id)
        if response.content:
            _printing.show(json.loads(response.content), form)


def _how_to_go_on(operation: Operation, call: Call[Any], session: Session, *, is_waiting: bool) -> str:
    """Say what to type after Ctrl-C."""
    if is_waiting and (words := _asking(operation, call)):
        command = shlex.join(["wechatpay-coupon", *session.options, *words])
        return "\n" + say(
            "Interrupted. What was started goes on. Ask for it with the command below; where that finds nothing, "
            "repeat the same command, with the same number and body:\n  {command}",
            command=command,
        )
    if operation.method == "GET":
        return "\n" + say("Interrupted. Nothing was changed.")
    return "\n" + say("Interrupted. The outcome is unknown: repeat the same command, with the same number and body.")


def _asking(operation: Operation, call: Call[Any]) -> list[str]:
    """Return the words of the command that asks how it goes."""
    from wechatpay_cli._facts import operations

    waiter = import_module(f"{PACKAGE}.{operation.module}").WAITER
    asked = next(other for other in operations().values() if other.module == operation.asked)
    told = {"body": call.body, "path": call.path, "query": call.query}
    path = [_taken(told, waiter.path[parameter.name]) for parameter in asked.path_parameters]
    query = {p.option: _taken(told, waiter.query[p.name]) for p in asked.query_parameters if p.name in waiter.query}
    return [*asked.words, *path, *(word for option, value in query.items() for word in (option, value) if value)]


def _taken(told: Any, steps: tuple[str, ...]) -> str:
    for step in steps:
        told = told.get(step) if isinstance(told, Mapping) else None
    return "" if told is None else str(told)
