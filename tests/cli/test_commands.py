"""The list of commands is the contract's, and help needs neither client nor engine."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from typing import Any

import pytest

from tests.cli.terminal import Shop

HEAVY = {
    "dbos", "duckdb", "httpx", "rich", "sqlalchemy", "yaml",
    "wechatpay_httpx", "wechatpay_jobs", "wechatpay_product_coupon", "wechatpay_runtime",
}  # fmt: skip
LOADED = """
import sys
from wechatpay_cli import main
status = main(sys.argv[1:])
print(status, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
ALL_HELP = """
import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from wechatpay_cli import main

found = {}
for operation in json.load(sys.stdin):
    with redirect_stdout(StringIO()) as output:
        assert main(["call", operation, "--help"]) == 0
    found[operation] = output.getvalue()
print(json.dumps(found))
"""


def operations() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("wechatpay_product_coupon").joinpath("contract.json").read_bytes())
    return found["operations"]  # type: ignore[no-any-return]


def _python(program: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True, timeout=100)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["stocks", "--help"], ["stocks", "create", "--help"], ["jobs", "list", "--help"]]
)
def test_help_loads_neither_client_nor_engine(arguments: list[str]) -> None:
    status, *loaded = _python(LOADED, *arguments).stderr.split()
    assert status == "0"
    assert "wechatpay_cli" in loaded
    assert set(loaded) & HEAVY == set()


def test_every_operation_is_a_command_whose_help_tells_all_of_it() -> None:
    known = operations()
    helped = json.loads(_python(ALL_HELP, given=json.dumps(list(known))).stdout)
    schemas = json.loads(files("wechatpay_product_coupon").joinpath("contract.json").read_bytes())["schemas"]
    for name, facts in known.items():
        told = " ".join(helped[name].split())
        assert facts["page"] in told
        assert name in told
        for place in ("path_parameters", "query_parameters"):
            assert all(f"{parameter} " in told for parameter in facts[place]["properties"])
        for member, schema in _members(facts["body"]["schema"] if facts["body"] else {}, schemas):
            assert f" {member} " in told.replace("* ", " "), (name, member)
            if "maximum" in schema:
                assert f"≤ {schema['maximum']}" in told


def _members(node: dict[str, Any], schemas: dict[str, Any], *within: str) -> list[tuple[str, Any]]:
    """Return all members of a body, on all levels."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return [] if name in within else _members(schemas[name], schemas, *within, name)
    found: list[tuple[str, Any]] = []
    for name, member in node.get("properties", {}).items():
        found += [(name, member), *_members(member, schemas, *within)]
    return found + (_members(node["items"], schemas, *within) if "items" in node else [])


def test_an_operation_stands_under_its_tag_too(stranger: Shop) -> None:
    known = operations()
    for tag in ("images", "user-coupons"):
        listed = stranger.run(tag, "--help").out
        summaries = [facts["summary"] for facts in known.values() if facts["tag"] == tag.replace("-", "_")]
        assert len(summaries) >= 3
        rows = listed.partition("Commands:")[2].splitlines()
        commands = [row.split()[0] for row in rows if row.startswith("  ") and row[2:3].strip()]
        # `images upload` is written by hand, and takes several pictures.
        assert len(commands) == len(summaries) + (1 if tag == "images" else 0)


def test_the_version_is_told(stranger: Shop) -> None:
    assert stranger.run("--version").out.startswith("wechatpay-coupon ")


def test_a_misspelt_command_is_answered_with_the_one_that_is_meant(stranger: Shop) -> None:
    ran = stranger.run("stocks", "lsit")
    assert ran.status == 2
    assert "Did you mean 'list'" in ran.err


def test_without_its_extra_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['typer'] = None; from wechatpay_cli import main; print(main(['--help']))"
    ran = _python(program)
    assert ran.stdout == "4\n"
    assert 'pip install "wechatpay-product-coupon[cli]"' in ran.stderr
