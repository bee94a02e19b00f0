"""Rules for names: those of the contract become names in Python, and leave room for those that are there already."""

from __future__ import annotations

import keyword
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from openapi_python_client.strings import snake_case

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from wechatpay_runtime import AsyncClient, Group, SyncClient

_MODEL_NAMES: Final = {"additional_properties", "from_dict", "to_dict"}
_ARGUMENT_NAMES: Final = {"body", "options", "self", "timeout"}
_CLIENT_NAMES: Final = {name for name in {*dir(SyncClient), *dir(AsyncClient)} if not name.startswith("_")}


def _members_leave_those_of_models_free(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for name in sorted(_MODEL_NAMES.intersection(schema.get("properties", {}))):
            yield Finding(at(pointer, "properties", name), "generated models have a member of this name already")


def _parameters_leave_other_arguments_free(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        names = [spec.resolve(parameter)["name"] for parameter in operation.get("parameters", [])]
        for name in (name for name in names if snake_case(name) in _ARGUMENT_NAMES):
            yield Finding(pointer, f"generated methods have an argument {snake_case(name)!r} already; rename {name!r}")
        for argument, same in _becoming_one(names):
            yield Finding(pointer, f"the parameters {same} would all be the argument {argument!r}; rename all but one")


def _tags_become_members_of_the_client(spec: Places) -> Iterator[Finding]:
    tags = [tag["name"] for tag in spec.document.get("tags", [])]
    for index, tag in enumerate(tags):
        pointer, name = at("/tags", index, "name"), snake_case(tag)
        if name in _CLIENT_NAMES:
            yield Finding(pointer, f"`client.{name}` is there already, for every client; rename the tag")
        elif not _can_be_a_name(name):
            yield Finding(pointer, f"`client.{name}` would not be Python; rename the tag")
    for name, same in _becoming_one(tags):
        yield Finding("/tags", f"the tags {same} would all be `client.{name}`; rename all but one")


def _operations_become_modules(spec: Places) -> Iterator[Finding]:
    for tag, operations in _by_tag(spec).items():
        named = [(pointer, name) for pointer, name, _ in operations if name]
        for pointer, name in named:
            if not _can_be_a_name(snake_case(name)):
                yield Finding(pointer, f"a module {snake_case(name)!r} could not be imported; rename the operationId")
        for module, same in _becoming_one(name for _, name in named):
            pointers = [pointer for pointer, name in named if snake_case(name) == module]
            yield Finding(
                at(pointers[-1], "operationId"),
                f"in the tag {tag} {same} would all be the module {module!r}; rename all but one",
            )


def unfit_methods(spec: Places, members: Collection[str]) -> Iterator[Finding]:
    """Yield each operation whose `x-method` is missing, or cannot be the name of a method.

    Args:
        spec: The contract.
        members: What the groups' base class has already.
    """
    for tag, operations in _by_tag(spec).items():
        owners: dict[str, str] = {}
        for pointer, operation_id, method in operations:
            if method is None:
                yield Finding(pointer, f"x-method is missing; it names the method of `client.{tag}`, such as `create`")
                continue
            where = at(pointer, "x-method")
            if keyword.iskeyword(method):
                yield Finding(where, f"`{method}` is a keyword of Python; take another name, such as `{method}_coupon`")
            elif method in members:
                yield Finding(where, f"`client.{tag}.{method}` is there already, for every tag; take another name")
            elif method in owners:
                yield Finding(
                    where, f"`client.{tag}.{method}` is {owners[method]} already; take a name that is free in this tag"
                )
            owners.setdefault(method, operation_id)


def _methods_fit_their_groups(spec: Places) -> Iterator[Finding]:
    yield from unfit_methods(spec, dir(Group))


def _by_tag(spec: Places) -> dict[str, list[tuple[str, str, str | None]]]:
    """Return pointer, id and method of each operation, by its tag as Python spells it."""
    found: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
    for pointer, operation in spec.operations:
        for tag in operation.get("tags", [])[:1]:
            found[snake_case(tag)].append((pointer, operation.get("operationId", ""), operation.get("x-method")))
    return found


def _becoming_one(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name in Python that several names become, and those."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for name in names:
        spelled[snake_case(name)].append(name)
    yield from ((python, " and ".join(same)) for python, same in spelled.items() if len(same) > 1)


def _can_be_a_name(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


RULES: Final[Sequence[Rule]] = (
    _members_leave_those_of_models_free,
    _parameters_leave_other_arguments_free,
    _tags_become_members_of_the_client,
    _operations_become_modules,
    _methods_fit_their_groups,
)
