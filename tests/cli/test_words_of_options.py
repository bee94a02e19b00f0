"""A parameter of any name has an option, and takes none that is there already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wechatpay_cli._app import by_hand
from wechatpay_cli._calling import call_of
from wechatpay_cli._facts import OPTIONS_TAKEN, Operation, Parameter, operations
from wechatpay_cli._operations import Operations

pytestmark = pytest.mark.filterwarnings("ignore:.*shell_complete:DeprecationWarning")


def _command(operation: Operation) -> Any:
    group = Operations(name="stocks", about="", operations={"list": operation}, commands={})
    return group.get_command(None, "list")


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("user-id", "--user-id"),
        ("page[size]", "--page[size]"),
        ("from", "--from"),
        ("output", "--query-output"),
        ("dry_run", "--query-dry-run"),
        ("help", "--query-help"),
        ("lang", "--query-lang"),
    ],
)
def test_a_query_parameter_of_any_name_is_sent(name: str, option: str) -> None:
    parameter = Parameter(name, "string", is_list=False, is_required=False, values=[], description="A word (词).")
    operation = replace(operations()["listStocks"], query_parameters=[parameter])
    command = _command(operation)
    context = command.make_context("list", ["1000", option, "a", "--output", "json"])
    assert call_of(operation, context.params).query == {name: "a"}
    assert context.params["output"] == "json"
    assert not context.params["dry_run"]
    assert option in command.get_help(context)


def test_every_word_that_an_option_has_is_known_as_taken() -> None:
    every = {
        option.removeprefix("--")
        for operation in operations().values()
        for parameter in _command(replace(operation, path_parameters=[], query_parameters=[])).params
        for option in parameter.opts
    }
    anywhere = {option.removeprefix("--") for parameter in by_hand().params for option in parameter.opts}
    assert every | anywhere | {"help"} == OPTIONS_TAKEN
