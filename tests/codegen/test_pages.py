"""A list in pages is an edit of openapi.yaml and nothing else: a page by one method, all of them by another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric import rsa

from codegen.__main__ import main
from tests.auth_plugin.platform import Answer, Platform, Received
from tests.codegen.edits.pages import listed
from tests.codegen.test_sixth_operation import _editable

PAGES: Final[dict[str, Any]] = {
    "": {"total_count": 5, "stock_list": [{"stock_id": "1"}, {"stock_id": "2"}], "next_page_token": "a+/="},
    "a+/=": {"stock_list": [{"stock_id": "3"}, {"stock_id": "4"}], "next_page_token": "b"},
    "b": {"next_page_token": "c"},  # a page may be empty and not the last
    "c": {"stock_list": [{"stock_id": "5"}], "next_page_token": ""},
}

_PROGRAM: Final = """
import asyncio, sys
from collections.abc import AsyncIterator, Iterator
from wechatpay_product_coupon import AsyncClient, Client
from wechatpay_product_coupon.errors import ResponseContractError
from wechatpay_product_coupon.models import ListedStock, ListStocksResponse

url, begin = sys.argv[1:]


async def in_async() -> list[str]:
    async with AsyncClient(None, base_url=url) as client:
        stocks: AsyncIterator[ListedStock] = client.stocks.iter("1", brand_id="120344", page_size=2)
        return [stock.stock_id async for stock in stocks]


with Client(None, base_url=url) as client:
    page: ListStocksResponse = client.stocks.list("1", brand_id="120344", page_size=2)
    print(page.total_count, page.next_page_token)
    stocks: Iterator[ListedStock] = client.stocks.iter("1", brand_id="120344", page_size=2)
    print(next(stocks).stock_id)
    print([stock.stock_id for stock in stocks], asyncio.run(in_async()))
    seen: list[str] = []
    try:
        for stock in client.stocks.iter("1", brand_id="120344", page_token=begin):
            seen.append(stock.stock_id)
    except ResponseContractError as error:
        print(seen, error)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pages")
    (root / "openapi.yaml").write_text(yaml.safe_dump(listed(), allow_unicode=True, sort_keys=False))
    assert main(["--root", str(root)]) == 0
    (root / "caller.py").write_text(_PROGRAM)
    return root


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Platform(rsa.generate_private_key(public_exponent=65537, key_size=2048)) as running:
        yield running


def token(request: Received) -> str:
    return parse_qs(urlsplit(request.target).query).get("page_token", [""])[0]


def test_one_method_reads_a_page_and_another_one_all(root: Path, platform: Platform) -> None:
    circle = {"stock_list": [{"stock_id": "9"}], "next_page_token": "round"}

    def answer(request: Received) -> Answer:
        return platform.signed(json.dumps(PAGES.get(token(request), circle)).encode())

    platform.answer = answer
    ran = subprocess.run(
        [sys.executable, "caller.py", platform.url, "turn"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "generated_client")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[:3] == ["5 a+/=", "1", "['2', '3', '4', '5'] ['1', '2', '3', '4', '5']"]
    # A page that names itself ends the list, after what it holds.
    assert lines[3].startswith("['9', '9'] listStocks: the answer breaks the contract at next_page_token: it names a")
    pages = [token(request) for request in platform.received]
    assert pages == ["", *["", "a+/=", "b", "c"] * 2, "turn", "round"]
    # Everything else of the first request goes with each page.
    assert {tuple(parse_qs(urlsplit(r.target).query)["page_size"]) for r in platform.received[:9]} == {("2",)}


def test_its_types_are_known_to_a_checker(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(root / ".mypy_cache"), "caller.py"],
        cwd=root,
        env=os.environ | {"MYPYPATH": os.pathsep.join([str(root / "generated_client"), *_editable()])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout


def test_the_reference_tells_of_it(root: Path) -> None:
    reference = (root / "docs/en/reference/stocks.md").read_text("utf-8")
    assert "All pages, item by item: `client.stocks.iter(...)`" in reference
