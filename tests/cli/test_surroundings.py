"""A shell that has no home, no UTF-8, no colour, few columns, or no patience."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BRAND
from tests.cli.terminal import Shop


def test_without_a_home_that_can_be_written_it_says_where_else(stranger: Shop) -> None:
    Path(stranger.folder, "file").write_text("")
    for variable in ("XDG_STATE_HOME", "HOME"):
        homes = {"XDG_STATE_HOME": "", variable: str(stranger.folder / "file")}
        ran = stranger.run("jobs", "list", **homes)
        assert ran.status == 4
        assert "WECHATPAY_JOBS_DATABASE" in ran.err
    assert stranger.run("jobs", "list", "--database", "sqlite:///jobs.db", **homes).status == 0


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_no_encoding_ends_in_a_traceback(stranger: Shop, encoding: str) -> None:
    surroundings = {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    # Help goes out as UTF-8 where the encoding is ASCII, as the other commands' escapes do.
    surroundings["encoding"] = "utf-8" if encoding == "ascii" else encoding
    for command in (
        ("--help",),
        ("call", "createProductCoupon", "--example"),
        ("stocks", "get"),
        ("doctor", "--offline"),
    ):
        ran = stranger.run("--lang", "zh", *command, **surroundings)
        assert ran.status in (0, 2, 4)
        assert ran.out or ran.err


def test_a_narrow_terminal_shows_whole_columns_and_no_colour(shop: Shop, coupon: Any) -> None:
    shop.environ |= {"COLUMNS": "60", "NO_COLOR": "1"}
    ran = shop.on_terminal("stocks", "list", coupon.product_coupon_id, "--brand-id", BRAND)
    assert ran.status == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)
    assert re.search(r"product_coupon_id +stock_id +", plain)
    assert re.search(r"\d+ more columns: --output json prints all", plain)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", ran.out)


def test_usage_errors_and_help_are_chinese_in_a_chinese_locale(stranger: Shop) -> None:
    said = {
        ("stocks", "list"): "错误：缺少参数 'PRODUCT_COUPON_ID'。",
        ("stocks", "list", "1", "--page-size", "x"): "错误：'--page-size' 的值不对：'x' 不是整数。",
        ("stocks", "list", "1", "--brnd-id", "x"): "错误：没有选项 --brnd-id（可能是：",
        ("stocks", "lsit"): "错误：没有命令 'lsit'。是否指 'list'？",
        ("stocks", "list", "1", "2", "3", "--brand-id", "1"): "错误：多余的参数（2 3）",
        ("codes", "report"): "用法：wechatpay-coupon codes report",
    }
    for command, text in said.items():
        ran = stranger.run(*command, LANG="zh_CN.UTF-8")
        assert ran.status == 2
        assert text in ran.err, ran.err
    told = stranger.run("stocks", "create", "--help", LANG="zh_CN.UTF-8").out
    assert "用法：" in told
    assert "选项:" in told
    assert "[必填]" in told
    assert "显示这段说明并退出。" in told
    assert not {"Usage:", "Options", "[required]", "Show this message"} & set(told.split())
    assert "Usage: " in stranger.run("stocks", "create", "--help", LANG="fr_FR.UTF-8").out


@pytest.mark.parametrize(
    "wrong",
    [
        ("GE T", "/v3/x"),
        ("GET", "https://x"),
        ("GET", "/v3/a b"),
        ("GET", "http://["),
        ("GET", "/\udcff"),
        ("GET", "/v3/券"),
        ("GET", "/v3/x", "--nonce", "!"),
    ],
)
def test_what_cannot_be_signed_is_wrong_usage(shop: Shop, wrong: tuple[str, ...]) -> None:
    ran = shop.run("sign", *wrong)
    assert ran.status == 2
    assert "needed" in ran.err or "is no URL" in ran.err
