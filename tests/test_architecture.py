"""The rooms of the house: who may import whom, and what each shows."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {
    "wechatpay_cli": ROOT / "cli/wechatpay_cli",
    "wechatpay_httpx": ROOT / "auth_plugin/wechatpay_httpx",
    "wechatpay_jobs": ROOT / "jobs/wechatpay_jobs",
    "wechatpay_product_coupon": ROOT / "generated_client/wechatpay_product_coupon",
    "wechatpay_runtime": ROOT / "runtime/wechatpay_runtime",
    "wechatpay_sandbox": ROOT / "sandbox/wechatpay_sandbox",
    "wechatpay_sandbox_pytest": ROOT / "sandbox/wechatpay_sandbox_pytest",
}
MAY_IMPORT: dict[str, set[str]] = {
    "wechatpay_cli": {"wechatpay_httpx", "wechatpay_jobs", "wechatpay_product_coupon", "wechatpay_runtime"},
    "wechatpay_httpx": set(),
    "wechatpay_jobs": {"wechatpay_product_coupon", "wechatpay_runtime"},
    "wechatpay_product_coupon": {"wechatpay_runtime"},
    "wechatpay_runtime": set(),
    # Only to hand its users a ready `auth`; see the next test.
    "wechatpay_sandbox": {"wechatpay_httpx"},
    # Apart, because every pytest of every user imports it.
    "wechatpay_sandbox_pytest": {"wechatpay_sandbox"},
}
DEPENDENCIES: dict[str, set[str]] = {
    "wechatpay_cli": {"cryptography", "httpx", "rich", "typer", "yaml"},
    "wechatpay_httpx": {"cryptography", "httpx", "redis"},
    "wechatpay_jobs": {"dbos", "duckdb", "rich", "sqlalchemy"},
    "wechatpay_product_coupon": {"attrs"},
    "wechatpay_runtime": {
        "aiohttp", "anyio", "attrs", "certifi", "httpcore", "httpx", "jsonschema_rs", "psycopg", "pycurl", "pydantic",
        "pydantic_core", "redis", "yarl",
    },
    "wechatpay_sandbox": {
        "PIL", "anyio", "cryptography", "httpx", "jinja2", "jsonschema", "pydantic", "python_multipart", "starlette",
        "uvicorn",
    },
    "wechatpay_sandbox_pytest": {"pytest"},
}  # fmt: skip


def imported(path: Path) -> set[str]:
    """Return the top-level names of what a file imports absolutely, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


ALONE = {
    "aiohttp": "_transports",
    "certifi": "_transports",
    "pycurl": "_transports",
    "anyio": "_transports",
    "httpcore": "_transports",
    "jsonschema_rs": "_checks",
    "yarl": "_transports",
}
"""The one folder of the runtime that knows a library."""


@pytest.mark.parametrize("library", ALONE)
def test_one_folder_of_the_runtime_knows_a_library(library: str) -> None:
    room = ROOMS["wechatpay_runtime"]
    knowing = {path.relative_to(room).parts[0] for path in room.rglob("*.py") if library in imported(path)}
    assert knowing == {ALONE[library]}


HAND_WRITTEN = [
    path
    for folder in ("auth_plugin", "benchmarks", "cli", "codegen", "examples", "jobs", "runtime", "sandbox")
    for path in (ROOT / folder).rglob("*.py")
    if path != ROOMS["wechatpay_sandbox"] / "models.py"
]


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_one_subject_and_a_function_fits_a_screen(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[ast.get_docstring(node) is not None :]
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 35, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    allowed = MAY_IMPORT[room] | DEPENDENCIES[room] | {room} | set(sys.stdlib_module_names)
    for path in ROOMS[room].rglob("*.py"):
        assert imported(path) <= allowed, f"{path.relative_to(ROOT)}: {imported(path) - allowed}"


@pytest.mark.parametrize(("folder", "other"), [("benchmarks", "tests"), ("tests", "benchmarks")])
def test_benchmarks_and_tests_do_not_import_each_other(folder: str, other: str) -> None:
    """A benchmark says what something costs, a test whether it holds; a soak is a test that takes long."""
    for path in (ROOT / folder).rglob("*.py"):
        assert other not in imported(path), path.relative_to(ROOT)


def test_the_sandbox_signs_and_verifies_by_itself() -> None:
    """It may hand out a ready WeChatPayAuth, and uses the plugin for nothing else."""
    taken = {
        alias.name
        for path in ROOMS["wechatpay_sandbox"].rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wechatpay_httpx")
        for alias in node.names
    }
    makers = {path.name for path in ROOMS["wechatpay_sandbox"].rglob("*.py") if "wechatpay_httpx" in imported(path)}
    assert taken <= {"Signer", "Verifier", "WeChatPayAuth"}
    assert makers <= {"accounts.py", "_sandbox.py"}


def test_the_guard_of_forks_is_the_same_in_both_packages_that_have_one() -> None:
    def functions(room: str) -> dict[str, str]:
        tree = ast.parse((ROOMS[room] / "_fork.py").read_text(encoding="utf-8"))
        (guard,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "ForkGuard")
        (renew,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and "renew" in node.name)
        return {node.name: ast.unparse(node) for node in (renew, *guard.body) if isinstance(node, ast.FunctionDef)}

    theirs = functions("wechatpay_runtime")
    del theirs["is_inside"]  # imports alone ask for it
    assert functions("wechatpay_httpx") == theirs


WITNESS = """
import sys
import httpx
from wechatpay_sandbox import Sandbox

with Sandbox.start(image_task_seconds=0) as sandbox, httpx.Client(auth=sandbox.auth(), base_url=sandbox.url) as http:
    target = "/v3/marketing/partner/product-coupon/image-generation-tasks"
    rule = {"threshold": 0, "discount_amount": 100}
    combined = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE", "normal_coupon": rule}
    task = {"brand_id": "120344", "task_id": "task_number_1", "image_generation_type": "COMBINE_IMAGE"}
    assert http.post(target, json={**task, "combine_image": combined}).json()["task_id"] == "task_number_1"
    assert http.post(target, json=task).json()["code"] == "INVALID_REQUEST"
    assert sandbox.images[0].content.startswith(b"\\x89PNG")
    assert sandbox.environment
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_sandbox_at_work_loads_neither_client_nor_runtime() -> None:
    ran = subprocess.run([sys.executable, "-c", WITNESS], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert {"wechatpay_sandbox", "wechatpay_httpx"} <= loaded
    assert not loaded & {"wechatpay_product_coupon", "wechatpay_runtime"}


def test_the_sandbox_names_neither_client_nor_runtime() -> None:
    """Not in a string either, by which a file of theirs could be read."""
    for path in ROOMS["wechatpay_sandbox"].rglob("*"):
        if path.suffix in (".py", ".json"):
            text = path.read_text(encoding="utf-8")
            assert "wechatpay_product_coupon" not in text, path.relative_to(ROOT)
            assert "wechatpay_runtime" not in text, path.relative_to(ROOT)


@pytest.mark.parametrize("room", ROOMS)
def test_a_package_shows_a_sorted_list_of_names_that_exist(room: str) -> None:
    package = importlib.import_module(room)
    assert (ROOMS[room] / "py.typed").exists()
    assert sorted(package.__all__, key=lambda name: (not name.isupper(), name.lower() == name, name)) == package.__all__
    for name in package.__all__:
        assert getattr(package, name) is not None


@pytest.mark.parametrize("room", sorted(ROOMS.keys() - {"wechatpay_product_coupon"}))
def test_modules_behind_a_package_are_underscored(room: str) -> None:
    public = {path.stem for path in ROOMS[room].glob("*.py") if not path.stem.startswith("_")}
    assert public <= {"errors", "models"}


def test_generated_files_say_so_and_no_other_file_does() -> None:
    mark = "Generated from openapi.yaml by `python -m codegen`. Do not edit"
    generated = [*ROOMS["wechatpay_product_coupon"].rglob("*.py"), ROOMS["wechatpay_sandbox"] / "models.py"]
    for room in ROOMS.values():
        for path in room.rglob("*.py"):
            head = "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:3])
            assert (mark in head) == (path in generated), path.relative_to(ROOT)
