"""The helpers that every program would write otherwise: amounts, times, request numbers."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wechatpay_product_coupon import BEIJING, beijing, new_request_no, yuan
from wechatpay_product_coupon.client import CONTRACT


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        ("99.90", 9990),
        ("99.9", 9990),
        ("0.01", 1),
        ("0.29", 29),
        ("0", 0),
        ("00.10", 10),
        ("100", 10000),
        (100, 10000),
        (0, 0),
        (Decimal("99.90"), 9990),
        (Decimal("1E+2"), 10000),
        (Decimal("99.9000"), 9990),
        (Decimal(0), 0),
        (Decimal("0E+99"), 0),
        (Decimal("0E-99"), 0),
    ],
)
def test_yuan_become_fen(amount: str | int | Decimal, fen: int) -> None:
    assert yuan(amount) == fen
    assert type(yuan(amount)) is int


@given(st.integers(0, 10**17))
def test_an_amount_comes_back_exactly(fen: int) -> None:
    text = f"{fen // 100}.{fen % 100:02}"
    assert yuan(text) == yuan(Decimal(text)) == fen


@pytest.mark.parametrize("amount", [99.9, 0.0, float("nan"), True, False, None, b"1", [1], 1 + 0j])
def test_what_is_no_exact_number_is_no_amount(amount: Any) -> None:
    with pytest.raises(TypeError, match="a str, an int or a Decimal"):
        yuan(amount)


@pytest.mark.parametrize(
    "amount",
    [
        *(
            "99.999",
            "1.000",
            "0.001",
            "-1",
            "-0.01",
            "+1",
            "",
            " ",
            " 1",
            "1 ",
            "1\n",
            ".5",
            "5.",
            "1,000",
            "1e2",
            "¥1",
        ),
        *("１", "٣", "NaN", "Infinity", "1_000", "0x10", "1.2.3", "9" * 17, "9" * 5000, -1, 10**16),
        *map(Decimal, ("-1", "-0.01", "0.001", "99.901", "NaN", "Infinity", "-0", "1E+16", "1E+999999", "1E-999999")),
    ],
    ids=lambda amount: repr(amount)[:20],
)
def test_what_is_no_amount_is_refused(amount: Any) -> None:
    with pytest.raises(ValueError, match="an amount in yuan") as caught:
        yuan(amount)
    assert len(str(caught.value)) < 200


def test_a_float_is_told_to_be_text() -> None:
    with pytest.raises(TypeError, match=r'write text, such as "99\.90"'):
        yuan(99.9)  # type: ignore[arg-type] # the mistake


def test_beijing_time_is_that_of_beijing_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TZ", "America/New_York")
    assert beijing(2026, 1, 1).isoformat() == "2026-01-01T00:00:00+08:00"
    assert beijing(2026, 7, 31, 23, 59, 59).isoformat() == "2026-07-31T23:59:59+08:00"
    assert beijing(2026, 1, 1) == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert datetime.now(BEIJING).utcoffset() == timedelta(hours=8)
    with pytest.raises(ValueError, match="day"):
        beijing(2026, 2, 30)


@pytest.mark.parametrize("prefix", ["", "a", "spring_", "order-2026_", "x" * 20])
def test_a_request_number_is_one_that_every_operation_takes(prefix: str) -> None:
    number = new_request_no(prefix)
    assert number.startswith(prefix)
    for name, rule in _rules():
        checked = CONTRACT.model_problems(name, {rule: number})
        assert not [problem for problem in checked if problem.path == rule], name


def test_no_two_request_numbers_are_the_same() -> None:
    assert len({new_request_no("n") for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize("prefix", ["x" * 21, "spring ", "春", "a/b", "a\n"])
def test_a_prefix_that_no_number_may_have_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="6 to 40 of digits, letters, _ and -"):
        new_request_no(prefix)


@pytest.mark.parametrize("prefix", [None, 7, b"a"])
def test_a_prefix_is_text(prefix: Any) -> None:
    with pytest.raises(TypeError, match="is a str, not"):
        new_request_no(prefix)


def _rules() -> list[tuple[str, str]]:
    """Return each schema of a request that has a request number, and the member that it is."""
    names = ("out_request_no", "send_request_no", "task_id")
    found = [
        (name, member)
        for name, schema in CONTRACT.schemas.items()
        if name.endswith("Request")
        for member in names
        if member in schema.get("properties", {})
    ]
    assert len(found) >= 19
    return found
