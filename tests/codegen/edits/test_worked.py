"""Edits that `make` takes work end to end: client, check, wire and sandbox. All of them stand in one contract.

Each program runs twice, with both clients: what a program calls of the asynchronous one is awaited for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Final

import pytest
import yaml

from codegen.__main__ import main
from tests.codegen.contract_document import CONTRACT
from tests.codegen.edits.editing import PATHS, edited
from tests.codegen.edits.worked import WORKED

_BEFORE: Final = f"""
import asyncio, functools, importlib, inspect, json, os, sys, traceback, warnings
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo
import wechatpay_product_coupon, wechatpay_sandbox
from wechatpay_product_coupon import AsyncClient, Client, File, errors, events, models

assert wechatpay_product_coupon.__file__.startswith(os.getcwd()), wechatpay_product_coupon.__file__
assert wechatpay_sandbox.__file__.startswith(os.getcwd()), wechatpay_sandbox.__file__
drifts = []


def on_the_wire():
    last = sandbox.requests[-1]
    return last.method, last.target.removeprefix({PATHS!r}), last.status


def refused(field, method, *given, **named):
    "The client refuses it, and nothing is sent."
    before = len(sandbox.requests)
    try:
        method(*given, **named)
    except errors.RequestValidationError as error:
        assert [problem.path for problem in error.problems] == [field], error
        assert len(sandbox.requests) == before
    else:
        raise AssertionError("was sent")


def unchecked(field, method, *given, **named):
    "The sandbox refuses what a client sends that does not check."
    try:
        getattr(loose.stocks, method.__name__)(*given, **named)
    except errors.ParamError as error:
        assert error.detail["field"] == field, error
    else:
        raise AssertionError("was taken")


def against_a_rule(method, *given):
    "The sandbox refuses a breach of a rule, in what a client sends that does not check."
    try:
        getattr(loose.stocks, method.__name__)(*given)
    except errors.InvalidRequestError:
        pass
    else:
        raise AssertionError("was taken")


def warned(method, *given, **named):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        method(*given, **named)
    assert {{warning.filename for warning in caught}} == {{__file__}}, [str(w) for w in caught]
    return [str(warning.message) for warning in caught]


def api(name):
    return importlib.import_module(f"wechatpay_product_coupon.api.stocks.edit_{{name}}_0")


class Awaited:
    "An asynchronous client, or a group of its methods, whose methods a program can call without awaiting them."

    def __init__(self, awaited):
        self._awaited = awaited

    def __getattr__(self, name):
        found = getattr(self._awaited, name)
        if not callable(found):
            return Awaited(found)

        @functools.wraps(found)
        def call(*given, **named):
            made = found(*given, **named)
            return loop.run_until_complete(to_its_end(made) if hasattr(made, "__aiter__") else awaiting(made))

        return call


async def awaiting(made):
    return await made


async def to_its_end(pages):
    return [item async for item in pages]


results = {{}}
loop = asyncio.new_event_loop()
with wechatpay_sandbox.Sandbox.start() as sandbox:
    settings = {{"base_url": sandbox.url, "rate_limits": None, "on_drift": drifts.append}}
    async_clients = [AsyncClient(sandbox.auth(), validate=checks, **settings) for checks in (True, False)]
    sync_clients = [Client(sandbox.auth(), validate=checks, **settings) for checks in (True, False)]
    both = {{"sync": sync_clients, "async": map(Awaited, async_clients)}}
    for mode, (client, loose) in both.items():
"""
_AFTER: Final = """
    for client in sync_clients:
        client.close()
    for client in async_clients:
        loop.run_until_complete(client.aclose())
loop.close()
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contract with all edits, what is made of it, and a sandbox."""
    root = tmp_path_factory.mktemp("edits")
    document = edited(*WORKED)
    (root / "openapi.yaml").write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(CONTRACT.parent / "sandbox", root / "sandbox", ignore=shutil.ignore_patterns("__pycache__"))
    assert main(["--root", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def results(house: Path) -> dict[str, str]:
    """What each program ended with, "" where it went well."""
    lines = [_BEFORE]
    for edit in WORKED:
        program = textwrap.indent(textwrap.dedent(edit.program), " " * 12)
        key = f"f'{edit.name} {{mode}}'"
        lines.append(
            f"        drifts.clear()\n        try:\n{program}\n            results[{key}] = ''\n"
            f"        except Exception:\n            results[{key}] = traceback.format_exc()\n"
        )
    (house / "program.py").write_text("".join([*lines, _AFTER]), encoding="utf-8")
    rooms = os.pathsep.join([str(house / "generated_client"), str(house / "sandbox")])
    ran = subprocess.run(
        [sys.executable, "program.py"],
        cwd=house,
        env=os.environ | {"PYTHONPATH": rooms},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, str] = yaml.safe_load(ran.stdout)
    return found


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("name", [edit.name for edit in WORKED])
def test_an_edit_works_from_the_call_to_the_sandbox_and_back(results: dict[str, str], name: str, mode: str) -> None:
    assert results[f"{name} {mode}"] == "", results[f"{name} {mode}"]


def test_the_code_of_all_edits_is_typed(house: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent"]
    ran = subprocess.run(
        [*command, "-p", "wechatpay_product_coupon"],
        cwd=house,
        env=os.environ | {"MYPYPATH": str(house / "generated_client")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout
