"""Reads a page as a person does: from top to bottom, doing what it says and looking whether that comes out."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import yaml

from codegen.__main__ import main as codegen
from tests.examples.error_trees import tree
from tests.examples.pages import ENGLISH, ROOT, Block, blocks

_CHANGING: Final = {
    r"\b[0-9A-F]{40}\b": "<40 HEX DIGITS>",  # Request-IDs, serial numbers
    r"\bPUB_KEY_ID_\d+": "PUB_KEY_ID",
    r"(?<=127\.0\.0\.1:)\d+": "<PORT>",
    r"(?<=wxpaylogo/)[0-9a-f]{32}": "<32 HEX DIGITS>",
    r"\b\d+ bytes": "<N> bytes",
    r"(?<=[= ])/\S+/(?=sandbox-keys/)": "<FOLDER>/",
    r"\b\d+ ms\b": "<N> ms",
    r"[+-]\d+ s from": "<N> s from",
    r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC": "<TIME> UTC",
}


def _normalised(output: str) -> str:
    """Put placeholders where each run has a value of its own."""
    for pattern, placeholder in _CHANGING.items():
        output = re.sub(pattern, placeholder, output)
    return output.strip()


class Reader:
    """Does what the blocks of one page say.

    Args:
        page: What is read.
        folder: Holds what the page takes for granted.
    """

    def __init__(self, page: Path, folder: Path) -> None:
        self._page = page
        self._folder = folder
        self._namespace: dict[str, Any] = {"__name__": "page"}
        self._output = ""
        self._servers: list[subprocess.Popen[str]] = []
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self._environment = {**os.environ, "PATH": programs, "PYTHONUNBUFFERED": "1"}

    def read(self) -> None:
        """Do it all, from top to bottom."""
        for block in blocks(self._page):
            try:
                self._do(block)
            except BaseException as error:
                error.add_note(f"in {self._page.relative_to(ROOT)}, line {block.line}")
                raise
        assert not self._output, f"the page does not show what its last block prints: {self._output}"

    def _do(self, block: Block) -> None:
        if block.language == "text":
            shown, printed = _normalised(block.text), _normalised(self._output)
            assert shown == printed, f"the page shows\n{shown}\nand printed was\n{printed}"
            self._output = ""
            return
        assert not self._output, f"the page does not show what the block before prints: {self._output}"
        actions = {"python": self._python, "bash": self._bash, "yaml": self._yaml, "": self._drawing}
        actions[block.language](block)

    def close(self) -> None:
        for server in self._servers:
            server.kill()
            server.communicate()
        for name in ("client", "live", "sandbox"):
            if opened := self._namespace.get(name):
                opened.stop() if name == "sandbox" else opened.close()

    def _python(self, block: Block) -> None:
        if block.is_a_test:
            (self._folder / "test_page_block.py").write_text(block.text, encoding="utf-8")
            report = self._run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_page_block.py")
            assert f"{block.text.count('def test_')} passed" in report
            return
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile("\n" * (block.line - 1) + block.text, str(self._page), "exec"), self._namespace)
        self._output = output.getvalue()

    def _bash(self, block: Block) -> None:
        script = []
        for line in block.text.splitlines():
            match line.split():
                case ["make", *targets]:
                    self._make(targets)
                case ["pip", "install", what, *_]:
                    self._install(what.strip('"'))
                case ["wechatpay-sandbox", *_]:
                    self._serve(line)
                case _:
                    script.append(line)
        if script:
            self._output = self._run("bash", "-ec", "\n".join(script))

    def _make(self, targets: list[str]) -> None:
        """`make test` must not run itself: the target is there, and make would know what to do."""
        self._run("make", "--dry-run", "--directory", str(ROOT), *targets)

    def _install(self, what: str) -> None:
        """Build and install for real; the dependencies are here already, and no index is asked."""
        found = re.fullmatch(r"wechatpay-product-coupon\[(\w+)\]", what)
        assert found
        assert f"\n{found[1]} = [" in (ROOT / "pyproject.toml").read_text()
        self._run(
            *("python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"),
            *("--disable-pip-version-check", "--target", "installed", str(ROOT)),
        )
        first = next(block for block in blocks(ENGLISH) if block.language == "python")
        where = "\nimport wechatpay_product_coupon as it; print(it.__file__)"
        output = self._run("python", "-c", first.text + where, PYTHONPATH="installed")
        assert str(self._folder / "installed") in output

    def _serve(self, command: str) -> None:
        server = subprocess.Popen(
            command.split(), cwd=self._folder, env=self._environment, text=True, stdout=subprocess.PIPE
        )
        self._servers.append(server)
        assert server.stdout
        self._output = "".join(server.stdout.readline() for _ in range(7))

    def _yaml(self, block: Block) -> None:
        """Add to a copy of the contract, and generate from it."""
        copy = self._folder / "extended"
        copy.mkdir()
        contract, added = (yaml.safe_load(text) for text in ((ROOT / "openapi.yaml").read_text("utf-8"), block.text))
        contract["paths"] |= {path: contract["paths"].get(path, {}) | item for path, item in added["paths"].items()}
        (copy / "openapi.yaml").write_text(yaml.safe_dump(contract, allow_unicode=True, sort_keys=False), "utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            assert codegen(["--root", str(copy)]) == 0
        operations = [operation for item in added["paths"].values() for operation in item.values()]
        for operation in operations:
            name, tag = operation["x-method"], operation["tags"][0]
            group = copy / "generated_client/wechatpay_product_coupon/api" / tag
            methods = (group / "__init__.py").read_text("utf-8")
            assert f"    def {name}(" in methods
            assert f"    async def {name}(" in methods
            assert f"\n## {name}\n" in (copy / f"docs/en/reference/{tag}.md").read_text("utf-8")

    def _drawing(self, block: Block) -> None:
        """Hold the errors of a drawing to the classes, and its folders to the house."""
        for error, above in tree(block.text):
            assert issubclass(error, above)
        for folder in re.findall(r"(\w+)/", block.text):
            assert (ROOT / folder).is_dir()

    def _run(self, *command: str, **environment: str) -> str:
        ran = subprocess.run(
            command,
            cwd=self._folder,
            env=self._environment | environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout
        return ran.stdout
