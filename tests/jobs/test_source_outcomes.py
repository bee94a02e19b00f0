"""The outcome of every line, as CSV and as Parquet."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jobs.sources import IN_MEMORY, RULE, rows
from wechatpay_jobs._source import Span, prepare, write_outcomes


def test_every_line_has_its_outcome(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A\nB\n\nA\nC!\n\xff\xff\n")
    (tmp_path / "b.txt").write_text("D\nE\nF\n")
    prepared = prepare([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "job", rule=RULE)
    spans = [Span(1, 2, "already_existed"), Span(3, 1, "failed", "PARAM_ERROR", "不支持, after 3 tries")]
    told = rows(prepared, tmp_path / "outcomes.csv", spans)
    assert list(told[0]) == ["file", "line", "code", "outcome", "reason", "message"]
    assert [(Path(row["file"]).name, *list(row.values())[1:]) for row in told] == [
        ("a.txt", "1", "A", "stored", "", ""),
        ("a.txt", "2", "B", "already_existed", "", ""),
        ("a.txt", "4", "A", "duplicate", "", ""),
        ("a.txt", "5", "C!", "refused", f"has other characters; expected {RULE.words}", ""),
        ("a.txt", "6", "", "refused", "cannot be decoded from utf-8", ""),
        ("b.txt", "1", "D", "already_existed", "", ""),
        ("b.txt", "2", "E", "failed", "PARAM_ERROR", "不支持, after 3 tries"),
        ("b.txt", "3", "F", "stored", "", ""),
    ]


anything = st.text(st.sampled_from('A1_ ,"\n\r\t\x00\x1f券\u2028'), max_size=4)


@settings(deadline=None, max_examples=60)
@given(source=st.lists(anything, max_size=10), message=anything)
def test_parquet_has_what_csv_has(source: list[str], message: str) -> None:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        prepared = prepare(source, Path(folder, "job"), rule=RULE)
        spans = [Span(0, 1, "failed", "X", message)] if prepared.accepted else []
        expected = [tuple(row.values()) for row in rows(prepared, Path(folder, "outcomes.csv"), spans)]
        write_outcomes(prepared, Path(folder, "outcomes.parquet"), spans)
        found = duckdb.execute(f"FROM '{folder}/outcomes.parquet'").fetchall()
    assert [tuple("" if value is None else str(value) for value in row) for row in found] == expected


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([Span(1, 1, "failed"), Span(0, 1, "failed")], "overlaps the one before"),
        ([Span(0, 2, "failed"), Span(1, 1, "failed")], "overlaps the one before"),
        ([Span(0, 0, "failed")], "or is empty"),
        ([Span(2, 2, "failed")], "beyond the accepted codes"),
        ([Span(3, 1, "failed")], "beyond the accepted codes"),
    ],
)
def test_spans_out_of_order_are_refused_and_an_older_file_stays(tmp_path: Path, spans: list[Span], words: str) -> None:
    prepared = prepare(["A", "B", "C"], tmp_path / "job", rule=RULE)
    rows(prepared, tmp_path / "outcomes.csv")
    before = (tmp_path / "outcomes.csv").read_bytes()
    with pytest.raises(ValueError, match=words):
        write_outcomes(prepared, tmp_path / "outcomes.csv", spans)
    assert (tmp_path / "outcomes.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["job", "outcomes.csv"]


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    prepared = prepare(["A"], tmp_path / "job", rule=RULE)
    with pytest.raises(ValueError, match=r"written as \.csv or \.parquet, not as 'outcomes\.xlsx'"):
        write_outcomes(prepared, tmp_path / "outcomes.xlsx", [])
