"""How the demo looks in a terminal, and as plain text in a file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.box import ROUNDED, SIMPLE
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from wechatpay_httpx import Verifier
from wechatpay_product_coupon import Response
from wechatpay_sandbox import Sandbox

WIDTH = 100  # columns, at most
COLUMNS = (18, 20, 6, 11, 42)  # of the line of one answer; where a terminal is narrower, the last goes below
KEY_DIGITS = 6  # the last ones, enough to tell the key by


class Screen:
    """Prints the steps of the demo. What it says of an answer it takes from the answer itself."""

    def __init__(self, verifier: Verifier) -> None:
        columns = shutil.get_terminal_size((WIDTH, 0)).columns if sys.stdout.isatty() else WIDTH
        self._console = Console(width=min(columns, WIDTH), highlight=False, emoji=False)
        self._verifier = verifier
        self._steps = 0

    def title(self, sandbox: Sandbox) -> None:
        """Print what the demo is, and who talks to whom."""
        heading = Table.grid(expand=True)
        heading.add_column()
        heading.add_column(justify="right")
        heading.add_row(Text("WeChat Pay product coupons", "bold green"), Text("微信支付商品券 · 服务商", "green"))
        what = "Real HTTP, real RSA keys, real pictures: every request is signed, every result verified."
        facts = Table.grid(padding=(0, 2))
        facts.add_row(Text("WeChat Pay", "dim"), f"the sandbox, at {sandbox.url}")
        facts.add_row(Text("  its key", "dim"), sandbox.merchant.public_key_id)
        facts.add_row(Text("merchant", "dim"), sandbox.merchant.mchid)
        facts.add_row(Text("  serial no", "dim"), sandbox.merchant.serial_no)
        self._console.print(_framed(Group(heading, what, "", facts), "green"))

    def step(self, title: str, chinese: str, what: str) -> None:
        """Begin a step."""
        self._steps += 1
        heading = Text.assemble((f"{self._steps}  {title} ", "bold"), (f" {chinese} ", "green"))
        self._console.print("", Rule(heading, align="left", style="dim"), _indented(Text(what, "dim")))

    def call(self, operation: Any) -> None:
        """Name the operation that the following answers belong to, and their columns."""
        path = operation.path.removeprefix("/v3/marketing/partner/product-coupon")
        self._console.print("", _indented(Text.assemble((operation.method, "cyan"), f" …{path}")))
        heads = [Text(head, "dim") for head in ("HTTP", "verified", "Request-ID")]
        self._line((COLUMNS[0] + COLUMNS[1], *COLUMNS[2:]), Text(operation.id, "bold cyan"), *heads)

    def answer(self, what: str, result: str, response: Response[Any]) -> None:
        """Print one answer. That WeChat Pay signed its bytes is proven here once more before it is said."""
        self._verifier.verify(response.headers, response.content)
        key = response.headers["Wechatpay-Serial"]
        status, signed_by = Text(str(response.status_code), "green"), Text(f"✓ …{key[-KEY_DIGITS:]}", "green")
        self._line(COLUMNS, Text(what), Text(result, "bold"), status, signed_by, Text(response.request_id))

    def notes(self, *notes: str) -> None:
        """Print remarks."""
        self._console.print("")
        for note in notes:
            self._console.print(_indented(Text.assemble(("→ ", "green"), note)))

    def report(self, heads: Sequence[str], rows: Sequence[Sequence[object]], total: Sequence[object]) -> None:
        """Print a table of numbers with their sum."""
        table = Table(box=SIMPLE, header_style="dim", show_edge=False, show_footer=True, padding=(0, 2))
        for index, (head, sum_) in enumerate(zip(heads, total, strict=True)):
            table.add_column(head, str(sum_), justify="right" if index else "left")
        for row in rows:
            table.add_row(*map(str, row))
        self._console.print("", Padding(table, (0, 0, 0, 1), expand=False))

    def refused(self, what: str, error: Exception) -> None:
        """Print an error as a person sees it."""
        title = Text(f"✗ {type(error).__name__}", "bold red")
        lines = [part for line in str(error).splitlines() for part in self._hanging(line)]
        self._console.print("", _indented(what))
        self._console.print(
            Panel(Group(*lines), box=ROUNDED, border_style="red", padding=(0, 2), title=title, title_align="left")
        )

    def end(self, facts: Sequence[str], folder: Path) -> None:
        """Print what was achieved, and where the images are."""
        lines = [Text.assemble(("✓ ", "bold green"), fact) for fact in facts]
        self._console.print("", _framed(Group(*lines), "green"))
        self._console.print(f"   The generated images are in {folder}", soft_wrap=True)

    def _hanging(self, line: str) -> Iterator[Padding]:
        """Wrap a line so that what follows stands further in, if it stands in itself."""
        text = Text(line.lstrip())
        text.highlight_regex(r"^\w+(\.\w+)+", "bold")
        indent = len(line) - len(text)
        hang = 2 if indent else 0
        for number, part in enumerate(text.wrap(self._console, self._console.width - 6 - indent - hang)):
            yield Padding(part, (0, 0, 0, indent + hang * bool(number)))

    def _line(self, widths: Sequence[int], *cells: Text) -> None:
        for cell, width in zip(cells, widths, strict=True):
            cell.align("left", width)
        line = Text.assemble(*cells)
        line.rstrip()
        self._console.print(_indented(line))


def _indented(what: RenderableType) -> Padding:
    return Padding(what, (0, 0, 0, 3), expand=False)


def _framed(content: Group, colour: str) -> Panel:
    return Panel(content, box=ROUNDED, border_style=colour, padding=(0, 2))
