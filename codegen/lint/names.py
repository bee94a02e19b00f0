"""Rules for names: those of the contract become names in Python, and leave room for those that are there already."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from codegen.naming import (
    ARGUMENTS_TAKEN,
    PAGES_TAKEN,
    TYPES_TAKEN,
    can_be_a_name,
    class_name,
    error_class,
    failure_class,
)
from codegen.taken import is_taken_by_generated_code, used_by_model_classes
from wechatpay_cli._app import CALL, by_hand
from wechatpay_runtime import AsyncClient, Group, SyncClient

_MODEL_NAMES: Final = {"additional_properties", "from_dict", "like", "to_dict"}
_CLIENT_NAMES: Final = {name for name in {*dir(SyncClient), *dir(AsyncClient)} if not name.startswith("_")}
_PLAIN: Final = re.compile("[A-Za-z][A-Za-z0-9_]*")
_PARAMS_SUFFIXES: Final = ("Dict", "Value")


def _members_leave_those_of_models_free(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        properties = schema.get("properties", {})
        for name in properties:
            where = at(pointer, "properties", name)
            if _field(name) in _MODEL_NAMES | used_by_model_classes():
                yield Finding(where, "generated models have a member of this name already; the client cannot carry it")
            elif name == "$ref":
                yield Finding(where, "tools take it for a reference; the client cannot carry a member of this name")
            elif name.isdecimal():
                yield Finding(where, "nobody can tell it from the index of an item; a member's name has a letter")
            elif not snake_case(name):
                yield Finding(where, "no name in Python can be made of it; a member's name has a letter or a digit")
            elif can_be_a_name(name) and unicodedata.normalize("NFKC", name) != name:
                yield Finding(
                    where, f"Python reads it as {unicodedata.normalize('NFKC', name)}; the client cannot carry it"
                )
        for python, same in _becoming_one(properties, _field):
            yield Finding(
                at(pointer, "properties", same[-1]),
                f"{' and '.join(same)} would all be the member `{python}` of one class; the client cannot carry both",
            )


def _parameters_leave_other_arguments_free(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        names = [parameter["name"] for parameter in spec.parameters_of(pointer, operation)]
        for name in (name for name in names if snake_case(name) in ARGUMENTS_TAKEN):
            yield Finding(pointer, f"generated methods have an argument {snake_case(name)!r} already; rename {name!r}")
        for name in (name for name in names if not snake_case(name)):
            yield Finding(
                pointer,
                f"no name in Python can be made of the parameter {name!r}; a parameter's name has a letter or a digit",
            )
        for argument, same in _becoming_one(names, _field):
            told = " and ".join(same)
            yield Finding(pointer, f"the parameters {told} would all be the argument {argument!r}; rename all but one")


def _field(name: str) -> str:
    """Return what a member or a parameter is called in Python."""
    return PythonIdentifier(name, prefix="field_")


def _tags_become_members_of_the_client(spec: Places) -> Iterator[Finding]:
    tags = [tag["name"] for tag in spec.document.get("tags", [])]
    for index, tag in enumerate(tags):
        pointer, name = at("/tags", index, "name"), snake_case(tag)
        if name in _CLIENT_NAMES:
            yield Finding(pointer, f"`client.{name}` is there already, for every client; rename the tag")
        elif name.replace("_", "-") in (*by_hand().commands, CALL):
            yield Finding(pointer, f"the command line has a command {name.replace('_', '-')} already; rename the tag")
        elif name in PAGES_TAKEN:
            yield Finding(pointer, f"the reference has a page {name}.md already; rename the tag")
        elif not can_be_a_name(name) or not _PLAIN.fullmatch(tag):
            yield Finding(
                pointer,
                f"`client.{name}` would not be Python, or could not be typed; rename the tag: letters, digits and _",
            )
        elif is_taken_by_generated_code(pascal_case(tag)):
            yield Finding(pointer, f"generated code has a class {pascal_case(tag)} of its own; rename the tag")
    for name, same in _becoming_one(tags, snake_case):
        where = at("/tags", len(tags) - 1 - tags[::-1].index(same[-1]), "name")
        yield Finding(where, f"the tags {' and '.join(same)} would all be `client.{name}`; rename all but one")


def _operations_become_modules(spec: Places) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for pointer, operation in spec.operations:
        name = operation.get("operationId")
        if not name:
            continue
        where, module = at(pointer, "operationId"), snake_case(name)
        if not can_be_a_name(module) or module != PythonIdentifier(name, prefix="field_"):
            yield Finding(where, f"a module {module!r} could not be imported; rename the operationId")
        elif not _PLAIN.fullmatch(name):
            yield Finding(where, "an operationId has letters, digits and _; write the official name of the class")
        if module in taken:
            yield Finding(
                where,
                f"{taken[module]} and {name} would all be the module {module!r}; rename all but one",
            )
        taken.setdefault(module, name)


def _schemas_become_classes(spec: Places) -> Iterator[Finding]:
    groups = {f"{mode}{pascal_case(tag['name'])}" for tag in spec.document["tags"] for mode in ("", "Async")}
    for name in spec.named:
        where = at("/components/schemas", name)
        if class_name(name) != name or not _PLAIN.fullmatch(name):
            yield Finding(where, f"a class is written as `{class_name(name) or 'Coupon'}`; rename the schema")
        elif is_taken_by_generated_code(name) or name in groups:
            yield Finding(where, f"generated code has a name {name} of its own; rename the schema, as to {name}Info")
        for suffix in _PARAMS_SUFFIXES:
            if name.endswith(suffix) and name.removesuffix(suffix) in spec.named:
                other = name.removesuffix(suffix)
                yield Finding(where, f"`params.{name}` is what {other} is called there; rename one of the two schemas")
    for module, same in _becoming_one(spec.named, snake_case):
        yield Finding(
            at("/components/schemas", same[-1]),
            f"{' and '.join(same)} would all be the module {module!r}; rename all but one",
        )


def _error_codes_become_classes(spec: Places) -> Iterator[Finding]:
    owners = {failure_class(model): f"the failure of a wait for {model}" for model in _waited_for(spec)}
    for pointer, row in spec.errors:
        name = error_class(row["code"]) if row["code"] else ""
        if name and (owner := owners.setdefault(name, row["code"])) != row["code"]:
            yield Finding(
                at(pointer, "code"),
                f"{owner} and {row['code']} would both be the class `errors.{name}`; correct one of them",
            )


def _waited_for(spec: Places) -> Iterator[str]:
    """Yield the names of the schemas of the answers that waits ask for."""
    asked = {operation["x-waiter"]["operationId"] for _, operation in spec.operations if "x-waiter" in operation}
    for _, operation in spec.operations:
        if operation.get("operationId") in asked:
            for media in spec.success(operation).get("content", {}).values():
                yield str(media["schema"].get("$ref", "")).rpartition("/")[2]


def unfit_methods(spec: Places, members: Collection[str]) -> Iterator[Finding]:
    """Yield each operation whose `x-method` is missing, or cannot be the name of a method.

    Args:
        spec: The contract.
        members: What the groups' base class has already.
    """
    owners: dict[tuple[str, str], str] = {}
    for pointer, operation in spec.operations:
        tag, method = snake_case(next(iter(operation.get("tags", [])), "")), operation.get("x-method")
        if method is None:
            yield Finding(pointer, f"x-method is missing; it names the method of `client.{tag}`, such as `create`")
            continue
        where = at(pointer, "x-method")
        if keyword.iskeyword(method):
            yield Finding(where, f"`{method}` is a keyword of Python; take another name, such as `{method}_coupon`")
        elif method in TYPES_TAKEN:
            yield Finding(where, f"`{method}` is a type that other methods are written with; take another name")
        elif method in members:
            yield Finding(where, f"`client.{tag}.{method}` is there already, for every tag; take another name")
        elif (tag, method) in owners:
            yield Finding(
                where,
                f"`client.{tag}.{method}` is {owners[tag, method]} already; take a name that is free in this tag",
            )
        owners.setdefault((tag, method), operation.get("operationId", ""))


def _methods_fit_their_groups(spec: Places) -> Iterator[Finding]:
    yield from unfit_methods(spec, dir(Group))


def _becoming_one(names: Iterable[str], python: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each name in Python that several names become, and those."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for name in names:
        spelled[python(name)].append(name)
    yield from ((name, same) for name, same in spelled.items() if len(same) > 1)


RULES: Final[Sequence[Rule]] = (
    _members_leave_those_of_models_free,
    _parameters_leave_other_arguments_free,
    _tags_become_members_of_the_client,
    _operations_become_modules,
    _schemas_become_classes,
    _error_codes_become_classes,
    _methods_fit_their_groups,
)
