"""The contract as Chinese pages: one for each operation, one for the events, and an overview."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from openapi_python_client.strings import PythonIdentifier

from codegen import chinese
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
    def schemas(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every schema of the request and of the answer, each before those it holds."""
        found: dict[str, Mapping[str, Any]] = {}
        self._collect([self.operation.parameters, self.operation.body, self.operation.answer], found)
        return list(found.items())

    def _collect(self, node: Any, found: dict[str, Mapping[str, Any]]) -> None:
        if isinstance(node, list):
            for item in node:
                self._collect(item, found)
        elif isinstance(node, Mapping):
            name = str(node.get("$ref", "")).rpartition("/")[2]
            if name in self._contract.schemas and name not in found:
                found[name] = self._contract.schemas[name]
                self._collect(found[name].get("properties", {}), found)
            for key, value in node.items():
                if key not in ("examples", "allOf", "x-soft-rules"):
                    self._collect(value, found)


def write(contract: Contract, folder: Path) -> None:
    """Write the Chinese pages of the reference into a folder that is not there yet."""
    templates = environment()

    def render(template: str, target: Path, **facts: Any) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(f"reference/zh/{template}.md.jinja").render(
            contract=contract, chinese=chinese, value=_value, **facts
        )
        target.write_text(re.sub(r"\n{3,}", "\n\n", text), encoding="utf-8")

    render("index", folder / "index.md")
    for operation in contract.operations:
        page = OperationPage(contract, operation)
        render("operation", folder / operation.group / f"{operation.name}.md", page=page, operation=operation)


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


def _value(value: Any, margin: str = "") -> str:
    """Return a value of JSON as a literal of Python, a member a line."""
    inner = margin + "    "
    if isinstance(value, Mapping) and value:
        members = "".join(f"{inner}{_text(name)}: {_value(member, inner)},\n" for name, member in value.items())
        return f"{{\n{members}{margin}}}"
    if isinstance(value, list) and value:
        return f"[\n{''.join(f'{inner}{_value(item, inner)},{chr(10)}' for item in value)}{margin}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
