"""What the contract says of the commands: generated data, read when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "wechatpay_product_coupon"
OPTIONS_TAKEN: Final = frozenset(
    {
        *("all", "body", "curl", "dry-run", "env-file", "example", "help", "lang", "output", "profile", "set"),
        *("show-secrets", "version", "wait", "wait-seconds"),
    }
)
"""Words of the options that are there whatever the contract says."""
_FOLDER: Final = Path(__file__).with_name("_contract")


@dataclass(frozen=True)
class Parameter:
    """A parameter of the path or the query."""

    name: str
    type: str
    is_list: bool
    is_required: bool
    values: list[str]
    description: str

    @property
    def option(self) -> str:
        """Its option on the command line: `--query-output` where `--output` means something for every command."""
        word = self.name.replace("_", "-")
        return f"--query-{word}" if word in OPTIONS_TAKEN else f"--{word}"

    @property
    def destination(self) -> str:
        """The name of its value, which is a name in Python and no option's, whatever the contract calls it."""
        return f"parameter_{self.name.encode().hex()}"


@dataclass(frozen=True)
class Operation:
    """An operation, as far as its command needs it.

    Attributes:
        id: The official name.
        body: `json`, `form`, or None where there is none.
        number: The request number that makes a repeat safe.
        module: Where its code stands in the client's package.
        asked: Where the code of the operation stands that tells the end of what this one starts.
    """

    id: str
    tag: str
    name: str
    method: str
    path: str
    module: str
    summary: str
    path_parameters: list[Parameter]
    query_parameters: list[Parameter]
    body: str | None
    number: str | None
    has_pages: bool
    asked: str | None

    @property
    def command(self) -> str:
        """Its command below the one of its tag."""
        return self.name.replace("_", "-")

    @property
    def words(self) -> list[str]:
        """What calls it on the command line."""
        return [self.tag.replace("_", "-"), self.command]


def servers() -> list[str]:
    """Return WeChat Pay's hosts, the preferred one first."""
    found: list[str] = _commands()["servers"]
    return found


def masked() -> frozenset[str]:
    """Return the names of members whose values are secret or personal."""
    return frozenset(_commands()["masked"])


def tags() -> Mapping[str, str]:
    """Return the tags and what they are about."""
    found: Mapping[str, str] = _commands()["tags"]
    return found


def operations() -> Mapping[str, Operation]:
    """Return all operations by their official names."""
    return {name: _operation(name, facts) for name, facts in _commands()["operations"].items()}


def details(operation: str) -> Mapping[str, Any]:
    """Return what is told of an operation to who asks for it."""
    found: Mapping[str, Any] = _details()["operations"][operation]
    return found


def schema(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema, the one it refers to included; what is said beside the reference is said last."""
    if "$ref" not in node:
        return node
    return {**schema(_details()["schemas"][node["$ref"]]), **{key: node[key] for key in node if key != "$ref"}}


def sign_error_causes() -> list[str]:
    """Return what usually is behind SIGN_ERROR, the likeliest first."""
    rows = (row for facts in _details()["operations"].values() for row in facts["errors"])
    return next((list(row["causes"]) for row in rows if row["code"] == "SIGN_ERROR" and row.get("causes")), [])


def _operation(name: str, facts: Mapping[str, Any]) -> Operation:
    places = {
        place: [Parameter(**parameter) for parameter in facts[place]]
        for place in ("path_parameters", "query_parameters")
    }
    return Operation(**{"id": name, **facts, **places})


@cache
def _commands() -> dict[str, Any]:
    return _read("commands.json")


@cache
def _details() -> dict[str, Any]:
    return _read("details.json")


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_FOLDER / name).read_bytes())
    return data
