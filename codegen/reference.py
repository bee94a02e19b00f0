"""The contract as pages for readers: one for each tag, one for the events, and an index with what all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from codegen import carried
from codegen.contract import Contract, OperationFacts
from codegen.facts import EnumFacts
from codegen.operation_pages import OperationPage, as_json, as_python
from codegen.rendering import environment

_INDEX: Final = "index"
_EVENTS: Final = "events"
_CARRIED: Final = "carried"


class Pages:
    """Which schema stands where: on the page of the tag that uses it first, else with the events or on the index."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._homes: dict[str, str] = {}
        for group in contract.groups:
            for operation in contract.operations_of(group.name):
                self._settle(group.name, [operation.body, operation.parameters, operation.answer])
        self._settle(_EVENTS, contract.webhooks)
        for name in contract.schemas:
            self._homes.setdefault(name, _INDEX)

    def _settle(self, page: str, node: Any) -> None:
        for name in self._contract.schemas_in(node):
            self._homes.setdefault(name, page)

    def address(self, name: str, page: str) -> str:
        """Return where a schema stands, as a link on a page."""
        home = self._homes[name]
        return f"{'' if home == page else f'{home}.md'}#{name.lower()}"

    def schemas(self, page: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Return the schemas of a page, in the contract's order."""
        return [(name, schema) for name, schema in self._contract.schemas.items() if self._homes[name] == page]

    def enum(self, name: str) -> EnumFacts:
        """Return a named enum."""
        return self._contract.enum(name)

    def own_errors(self, operation: OperationFacts) -> list[Mapping[str, Any]]:
        """Return the rows of an operation's errors that not every operation has."""
        return [row for row in operation.errors if row not in self._contract.public_errors]

    @staticmethod
    def hard_rules(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return the rules of a schema that are told in words and that refuse a request."""
        told = [rule for rule in schema.get("allOf", []) if "description" in rule]
        return told + [rule for rule in schema.get("x-cross-rules", []) if not rule.get("soft")]

    @staticmethod
    def soft_rules(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return the rules of a schema that only some sources know."""
        return [*schema.get("x-soft-rules", []), *(r for r in schema.get("x-cross-rules", []) if r.get("soft"))]


def write(contract: Contract, folder: Path) -> None:
    """Write every page of the reference into a folder that is not there yet."""
    folder.mkdir(parents=True)
    pages, templates = Pages(contract), environment()

    def render(template: str, page: str, **facts: Any) -> None:
        text = templates.get_template(f"reference/{template}.md.jinja").render(
            contract=contract,
            pages=pages,
            page=page,
            calls=partial(OperationPage, contract),
            value=as_python,
            json=as_json,
            **facts,
        )
        (folder / f"{page}.md").write_text(text, encoding="utf-8")

    render("index", _INDEX)
    for group in contract.groups:
        render("tag", group.name, group=group, operations=contract.operations_of(group.name))
    if contract.events:
        render("events", _EVENTS)
    render("carried", _CARRIED, carried=carried)
