"""Rules for references: they lead somewhere, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from codegen.carried import SIGNED_AS
from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at, steps
from codegen.lint.structure import nearest


def _references_lead_somewhere(spec: Places) -> Iterator[Finding]:
    for pointer, found, kind in spec.objects:
        holders = [(pointer, found)]
        if kind == "event" and isinstance(found.get("x-event-data"), Mapping):
            holders.append((at(pointer, "x-event-data"), found["x-event-data"]))
        for where, holder in holders:
            reference = holder.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/"):
                *parents, name = steps(reference.removeprefix("#"))
                names = _below(spec.document, parents)
                if name not in names:
                    yield Finding(at(where, "$ref"), f"{reference} leads nowhere; {nearest(name, names)}")


def _below(document: Mapping[str, Any], path: Sequence[str]) -> Mapping[str, Any]:
    node: Any = document
    for step in path:
        node = node.get(step, {}) if isinstance(node, Mapping) else {}
    return node if isinstance(node, Mapping) else {}


def _security_schemes_exist(spec: Places) -> Iterator[Finding]:
    schemes = spec.components.get("securitySchemes", {})
    for index, choice in enumerate(spec.document.get("security", [])):
        for name in choice if isinstance(choice, Mapping) else [choice]:
            if name not in schemes:
                yield Finding(at("/security", index), f"no such security scheme: {name}; {nearest(str(name), schemes)}")


def _security_is_the_signature(spec: Places) -> Iterator[Finding]:
    for name, scheme in spec.components.get("securitySchemes", {}).items():
        told = {key: scheme.get(key) for key in SIGNED_AS} if isinstance(scheme, Mapping) else {}
        if told != SIGNED_AS:
            yield Finding(
                at("/components/securitySchemes", name),
                f"requests are signed as {SIGNED_AS['scheme']} and carry nothing else that proves who asks; write "
                f"{', '.join(f'{key}: {value}' for key, value in SIGNED_AS.items())}",
            )
    if len(choices := spec.document.get("security", [])) > 1:
        yield Finding(
            at("/security", 1), f"every request is signed as {choices[0]} says; remove what it could be instead"
        )


def _servers_differ(spec: Places) -> Iterator[Finding]:
    urls = [server["url"] for server in spec.document["servers"]]
    for index, url in enumerate(urls):
        if url in urls[:index]:
            yield Finding(
                at("/servers", index, "url"), f"{url} stands here twice, and cannot replace itself; remove one"
            )


def _components_are_used(spec: Places) -> Iterator[Finding]:
    """What nobody refers to is read by no other rule either; schemas have a rule of their own."""
    used = {reference for key in ("paths", "webhooks", "components") for reference in _used(spec.document.get(key))}
    for section in ("parameters", "requestBodies", "responses", "examples"):
        for name in spec.components.get(section, {}):
            pointer = at("/components", section, name)
            if f"#{pointer}" not in used:
                yield Finding(pointer, "nothing refers to it; remove it, or refer to it by $ref")


def _used(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(reference := node.get("$ref"), str):
            yield unquote(reference)
        node = list(node.values())
    for item in node if isinstance(node, list) else ():
        yield from _used(item)


RULES: Final[Sequence[Rule]] = (
    _references_lead_somewhere,
    _security_schemes_exist,
    _security_is_the_signature,
    _servers_differ,
    _components_are_used,
)
