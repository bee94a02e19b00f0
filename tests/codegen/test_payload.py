"""No text of the contract becomes code, or a part of a page: each is planted with what would break out of its place."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest
import yaml

from codegen.__main__ import main
from codegen.lint import lint
from codegen.lint.extensions import EXTENSIONS
from codegen.spec import check
from tests.codegen.contract_document import CONTRACT, contract, contract_copy

Steps: TypeAlias = tuple[str | int, ...]

_RUN: Final = "__import__('pathlib').Path('owned').touch()"
_PAYLOAD: Final = (
    f"\"\"\"\n{_RUN}\n'''\n{_RUN}\n#}}{{{{ 1/0 }}}}{{% include 'x' %}}\u2028{_RUN}\x85{_RUN}\x0c\n\"\n{_RUN}\n)\n"
    f'{_RUN}\n\\"""\n{_RUN}\n# heading\n| cell |\n```\n<script>x</script>\n\n    indented\n---\n<!-- '
)
# What it ends with matters too.
_ENDS: Final = ("", "\\", '"', '\\"', '""', "'", "`", f"`{_RUN}", "\\\\", "x" * 200 + '\\"' * 90)
_IMPORT_ALL: Final = """
import importlib, pkgutil, pathlib
import wechatpay_product_coupon as package
for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    module = importlib.import_module(found.name)
    for name in getattr(module, "__all__", []):
        getattr(module, name)
exec(compile(pathlib.Path("sandbox/wechatpay_sandbox/models.py").read_text(), "models", "exec"))
"""


def _texts(node: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the place of every text, keys included: a key's place ends in `None` of its own."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*steps, key, "key")
            yield from _texts(value, (*steps, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _texts(item, (*steps, index))
    elif isinstance(node, str):
        yield (*steps, "value")


_NAMED: Final = (
    *("paths", "schemas", "parameters", "properties", "webhooks", "examples", "responses", "requestBodies", "content"),
)


def _kind(steps: Steps) -> str:
    """Return what a place has in common with others: names and numbers on the way do not matter."""
    shown: list[str] = []
    for index, step in enumerate(steps):
        is_name = isinstance(step, int) or (index and steps[index - 1] in _NAMED)
        shown.append("*" if is_name else str(step))
    return "/".join(shown)


def _planted(document: Any, steps: Steps, number: int) -> Any:
    """Return a document with the payload at a place."""
    end = _ENDS[number % len(_ENDS)]
    *way, last, what = steps
    holder = document
    for step in way:
        holder = holder[step]
    if what == "key":
        planted = {f"{key}{_PAYLOAD}" if key == last else key: value for key, value in holder.items()}
        holder.clear()
        holder.update(planted)
    else:
        holder[last] = f"{holder[last]} {_PAYLOAD}{end}"
    return document


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    """The contract with the payload in every text that may be any text: where it is refused, the text is as before."""
    document = contract_copy()
    for number, steps in enumerate(steps for steps in _texts(contract()) if steps[-1] == "value"):
        # The name of a parameter is found missing by what refers to it, and not where it stands.
        if not _kind(steps).endswith("parameters/*/name/value"):
            _planted(document, steps, number)
    rounds = 0
    while found := check(document):
        for pointer in {finding.pointer for finding in found}:
            _restore(document, pointer)
        rounds += 1
        assert rounds < 20, found
    return document


@pytest.fixture(scope="module")
def root(planted: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("payload")
    (root / "openapi.yaml").write_text(yaml.safe_dump(planted, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert main(["--root", str(root)]) == 0
    return root


def _restore(document: Any, pointer: str) -> None:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    now, before = document, contract_copy()
    for step in steps[:-1]:
        now, before = (node[int(step) if isinstance(node, list) else step] for node in (now, before))
    last: Any = int(steps[-1]) if isinstance(now, list) else steps[-1]
    now[last] = before[last]
    # What is wrong stands there: what it is itself, and the examples that an operation sends and answers.
    for steps_in in _texts(before[last]):
        if steps_in[-2:] == ("$ref", "value"):
            reference = before[last]
            for step in steps_in[:-1]:
                reference = reference[step]
            if len(steps_in) == 2 or "/examples/" in reference or "/parameters/" in reference:
                _restore(document, reference.removeprefix("#"))


def _kinds_planted(planted: dict[str, Any]) -> set[str]:
    before, kinds = contract(), set()
    for steps in (steps for steps in _texts(before) if steps[-1] == "value"):
        old, new = before, planted
        for step in steps[:-1]:
            old, new = old[step], new[step]
        if old != new:
            kinds.add(_kind(steps))
    return kinds


def test_descriptions_summaries_errors_scopes_and_examples_are_planted(planted: dict[str, Any]) -> None:
    kinds = _kinds_planted(planted)
    for part in ("description", "summary", "when", "action", "scope", "none", "title", "version"):
        assert any(f"/{part}/value" in f"/{kind}" for kind in kinds), part


@pytest.mark.parametrize(
    ("name", "shape"), [pytest.param(n, s, id=n) for found in EXTENSIONS.values() for n, s in found.items()]
)
def test_each_extension_that_holds_text_is_planted(name: str, shape: Any) -> None:
    # What the fixture plants are the texts of the contract, so that each has to be there.
    texts = [steps for steps in _texts(contract()) if name in steps[:-1] and steps[-1] == "value"]
    assert bool(texts) is (_holds_text(shape) and name != "x-enum-varnames"), name


def test_a_name_of_an_enum_member_is_refused_with_it() -> None:
    document = contract_copy()
    document["components"]["schemas"]["TaskState"]["x-enum-varnames"] = ["A", "B", f"C{_PAYLOAD}"]
    assert [f.pointer for f in lint(document)] == ["/components/schemas/TaskState/x-enum-varnames/2"]


def _holds_text(shape: Any) -> bool:
    """Whether the shape of an extension, a JSON Schema, takes a text."""
    return "string" in (told := json.dumps(shape)) or '"pattern"' in told


def test_nothing_of_it_runs_when_every_generated_module_is_imported(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-c", _IMPORT_ALL],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "generated_client"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert not list(root.rglob("owned"))


def test_it_arrives_whole_where_code_reads_it(root: Path) -> None:
    packaged = json.loads((root / "generated_client/wechatpay_product_coupon/contract.json").read_text("utf-8"))
    scopes = [limit["scope"] for entry in packaged["operations"].values() for limit in entry["rate_limits"]]
    assert any(_PAYLOAD in scope for scope in scopes)


def test_the_pages_keep_their_headings_tables_and_fences(root: Path) -> None:
    for page in sorted((CONTRACT.parent / "docs").glob("*/reference/**/*.md")):
        before, planted = (file.read_text("utf-8") for file in (page, root / page.relative_to(CONTRACT.parent)))
        fences = [re.findall(r"^(?:```|~~~)", text, re.MULTILINE) for text in (before, planted)]
        assert fences[0] == fences[1], page.name
        # What stands in a fence is an example, which has the planted text as its values.
        before, planted = (
            re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL) for text in (before, planted)
        )
        for pattern in (r"^#+ ", r"^\|", r"^(?:---|===)", r"^ {4}", r"^<", r"<script", r"^> "):
            count = len(re.findall(pattern, before, re.MULTILINE))
            assert len(re.findall(pattern, planted, re.MULTILINE)) == count, (page.name, pattern)


@pytest.mark.parametrize(
    "kind",
    [
        "paths/*/key",
        "paths/*/post/operationId/value",
        "paths/*/post/x-method/value",
        "paths/*/post/tags/*/value",
        "paths/*/post/externalDocs/url/value",
        "paths/*/post/x-errors/*/code/value",
        "paths/*/post/x-idempotency-key/*/value",
        "components/schemas/*/key",
        "servers/*/url/value",
        "tags/*/name/value",
        "webhooks/*/key",
        "security/*/wechatpay/key",
    ],
)
def test_what_names_or_addresses_something_is_refused_with_it(kind: str) -> None:
    steps = next(steps for steps in _texts(contract()) if _kind(steps) == kind)
    assert lint(_planted(contract_copy(), steps, 1))
