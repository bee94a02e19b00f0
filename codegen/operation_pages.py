"""The contract as Chinese pages: one for each operation, one for the events, and an overview."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from openapi_python_client.strings import PythonIdentifier

from codegen import chinese
from codegen.command_line import commands
from codegen.contract import Contract, OperationFacts
from codegen.facts import EventFacts
from codegen.rendering import environment

_PREFIX: Final = "field_"  # the generator's, for names that Python does not take


class OperationPage:
    """What the page of an operation says.

    Args:
        contract: The contract.
        operation: The operation.
    """

    def __init__(self, contract: Contract, operation: OperationFacts) -> None:
        self._contract = contract
        self.operation = operation
        self.waiter = contract.waiter(operation)
        self.pages = contract.pages(operation)
        self.is_upload = bool(operation.parts)
        self.body = None if self.is_upload else _first_example(contract, operation.body)
        self.own_errors = [row for row in operation.errors if row not in contract.public_errors]

    @property
    def events(self) -> list[EventFacts]:
        """The notifications that tell how it went on: those that hold the request number."""
        key = self.operation.idempotency_key
        return [event for event in self._contract.events if key in self._contract.schemas[event.model]["properties"]]

    @property
    def arguments(self) -> list[str]:
        """The arguments of a call, as code, with the values of the contract's examples."""
        named = self.operation.parameters
        found = [repr(_example_of(self._contract, parameter)) for parameter in named["path"]]
        if self.operation.body:
            found.append('ImageUpload.from_path("header.jpg")' if self.is_upload else "body")
        return found + [
            f"{PythonIdentifier(parameter['name'], _PREFIX)}={_example_of(self._contract, parameter)!r}"
            for parameter in named["query"]
            if parameter.get("required")
        ]

    @property
    def commands(self) -> list[str]:
        """The lines that do the same on the command line."""
        facts = commands(self._contract)["operations"][self.operation.id]
        words = ["wechatpay-coupon", *(facts[part].replace("_", "-") for part in ("tag", "name"))]
        named = self.operation.parameters
        given = [*words, *(str(_example_of(self._contract, parameter)) for parameter in named["path"])]
        for parameter in facts["query_parameters"]:
            if parameter["is_required"]:
                example = next(_example_of(self._contract, p) for p in named["query"] if p["name"] == parameter["name"])
                given += [f"--{parameter['name'].replace('_', '-')}", str(example)]
        # By its official name: a tag may have a command for many files under the short one.
        if facts["body"] == "form":
            return [shlex.join(["wechatpay-coupon", "call", self.operation.id, "--body", "header.jpg"])]
        if facts["body"]:
            return [shlex.join([*words, "--example"]) + " > body.json", shlex.join([*given, "--body", "body.json"])]
        return [shlex.join(given)]

    @property
    def schemas(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every schema of the request and of the answer, each before those it holds."""
        return _reached(self._contract, [self.operation.parameters, self.operation.body, self.operation.answer])


def write(contract: Contract, folder: Path) -> None:
    """Write the Chinese pages of the reference into a folder that is not there yet."""
    templates = environment()

    def render(template: str, target: Path, **facts: Any) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(f"reference/zh/{template}.md.jinja").render(
            contract=contract, chinese=chinese, value=as_python, json=as_json, **facts
        )
        target.write_text(re.sub(r"\n{3,}", "\n\n", text), encoding="utf-8")

    render("index", folder / "index.md")
    if contract.events:
        render("events", folder / "events.md", found=_reached(contract, contract.webhooks))
    for operation in contract.operations:
        page = OperationPage(contract, operation)
        render("operation", folder / operation.group / f"{operation.name}.md", page=page, operation=operation)


def _reached(contract: Contract, node: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Return every schema that a part of the contract leads to, each before those it holds."""
    found: dict[str, Mapping[str, Any]] = {}

    def collect(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                collect(item)
        elif isinstance(node, Mapping):
            name = str(node.get("$ref", "")).rpartition("/")[2]
            if name in contract.schemas and name not in found:
                found[name] = contract.schemas[name]
                collect(found[name].get("properties", {}))
            for key, value in node.items():
                if key not in ("examples", "allOf", "x-soft-rules"):
                    collect(value)

    collect(node)
    return list(found.items())


def _first_example(contract: Contract, media: Mapping[str, Any] | None) -> Any:
    for example in (media or {}).get("examples", {}).values():
        return contract.resolve(example)["value"]
    return (media or {}).get("example", {})


def _example_of(contract: Contract, parameter: Mapping[str, Any]) -> Any:
    """Return a value for a parameter: its example, else one that its schema takes."""
    if example := _first_example(contract, parameter):
        return example
    schema = contract.resolve(parameter["schema"])
    if "enum" in schema:
        return schema["enum"][0]
    return {"integer": 1, "boolean": True, "array": []}.get(schema["type"], "1")


def as_python(value: Any, margin: str = "") -> str:
    """Return a value of JSON as a literal of Python, a member a line."""
    inner = margin + "    "
    if isinstance(value, Mapping) and value:
        members = "".join(f"{inner}{_text(name)}: {as_python(member, inner)},\n" for name, member in value.items())
        return f"{{\n{members}{margin}}}"
    if isinstance(value, list) and value:
        return f"[\n{''.join(f'{inner}{as_python(item, inner)},{chr(10)}' for item in value)}{margin}]"
    return _text(value) if isinstance(value, str) else repr(value)


def as_json(value: Any) -> str:
    """Return a value as JSON, as the command line prints it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
