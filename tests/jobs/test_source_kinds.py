"""Text, CSV, Parquet, packed files, several files, iterables: one account, by the line numbers of the original."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import os
import re
import tarfile
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jobs.sources import IN_MEMORY, RULE, account, judged
from wechatpay_jobs._source import Layout, Prepared, SourceError, prepare

LINES = ["CODE_1", "", "CODE_2", "no code", "CODE_1", "CODE_3"]
EXPECTED = judged(enumerate(LINES, 1))


def parquet(path: Path, query: str) -> Path:
    duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def places(prepared: Prepared) -> list[tuple[str, int]]:
    return [(Path(name).name, line) for name, line in prepared.places()]


def test_text_with_one_code_a_line(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("\n".join(LINES))
    assert account(path) == account(str(path)) == EXPECTED


@pytest.mark.parametrize("parts", [1, 3])
def test_a_packed_file_is_unpacked_whatever_its_name_is(tmp_path: Path, parts: int) -> None:
    data = "\r\n".join(LINES).encode()
    path = tmp_path / "codes.bin"
    path.write_bytes(
        b"".join(gzip.compress(data[len(data) * n // parts : len(data) * (n + 1) // parts]) for n in range(parts))
    )
    assert account(path) == EXPECTED


@pytest.mark.parametrize("length", [5, 30, -1])
def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "codes.txt.gz"
    path.write_bytes(gzip.compress("\n".join(LINES * 9).encode())[:length])
    with pytest.raises(SourceError, match=r"codes\.txt\.gz is packed by gzip and damaged"):
        account(path)


def test_any_iterable_with_or_without_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("\n".join(LINES))

    def generated() -> Iterator[str]:
        yield from LINES

    assert account(LINES) == account(tuple(LINES)) == account(generated()) == EXPECTED
    with path.open() as file:
        assert account(file) == EXPECTED
    assert account([f"{line}\r\n" for line in LINES]) == EXPECTED
    assert account(["A\nB", "A\r\nB", "\ud800", "A"]) == [(1, "A\rB", "refused"), (2, "A\rB", "refused"),
                                                         (3, "", "refused"), (4, "A", "stored")]  # fmt: skip


def test_several_files_have_line_numbers_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A\n\nB")
    (tmp_path / "b.txt").write_bytes(gzip.compress(b"B\nC\n"))
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "d.txt").write_bytes("D!\nE".encode("utf-16"))
    prepared = prepare([tmp_path / f"{name}.txt" for name in "abcd"], tmp_path / "job", rule=RULE)
    assert places(prepared) == [("a.txt", 1), ("a.txt", 3), ("b.txt", 1), ("b.txt", 2), ("d.txt", 1), ("d.txt", 2)]
    assert prepared.codes(0, 9) == ["A", "B", "C", "E"]
    assert [(Path(refusal.file).name, refusal.line) for refusal in prepared.refusals()] == [("d.txt", 1)]


cell = st.text(st.sampled_from('A_1 ,;"\n\r券'), max_size=5)


@settings(deadline=None, max_examples=100)
@given(rows=st.lists(st.tuples(cell, cell, cell), max_size=12), delimiter=st.sampled_from(",;\t|"))
def test_a_csv_is_read_as_it_was_written(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["name", "券 码", "note"])
    expected: list[tuple[int, str | None]] = []
    for row in rows:
        begins = len(re.split("\r\n|\r|\n", text.getvalue()))
        writer.writerow(row)
        if any(field.strip(" \t\r\n") for field in row):
            # A row counts, though its code may be missing; a line end within is one kind in the account.
            expected.append((begins, re.sub("\r\n|\n", "\r", row[1].strip(" \t\r\n")) or None))
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = Path(folder, "codes.csv")
        path.write_text(text.getvalue(), "utf-8", newline="")
        assert account(path, Layout(column="券 码")) == judged(expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_column_is_found_by_its_name(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["姓名", '"券码"'],
        ["王小明", "CODE_1"],
        ["", ""],
        ["李雷", '"CODE_2"'],
        ["韩梅梅", ""],
        ["Li"],
        ["x", "C!"],
    ]
    path = tmp_path / ("codes.csv" if delimiter != "\t" else "codes.tsv")
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert account(path, Layout(column="券码")) == [
        (2, "CODE_1", "stored"), (4, "CODE_2", "stored"), (5, "", "refused"), (6, "", "refused"), (7, "C!", "refused"),
    ]  # fmt: skip


def test_a_row_has_the_number_of_the_line_in_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('note,code\n"two\nlines",A\n\nx,B\n"three\r\n\r\nlines",C\nx,D\n')
    assert account(path, Layout(column="code")) == [
        (2, "A", "stored"), (5, "B", "stored"), (6, "C", "stored"), (9, "D", "stored"),
    ]  # fmt: skip


def test_bytes_of_another_encoding_in_another_column_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(b"name,code\n\xff\xfe,A\nx,B\xff\n")
    assert account(path, Layout(column="code")) == [(2, "A", "stored"), (3, "", "refused")]


def test_a_csv_without_names_has_numbers(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("x,A\ny,B\n")
    assert account(path, Layout(column=2)) == [(1, "A", "stored"), (2, "B", "stored")]


def test_a_quotation_mark_out_of_place_is_one_refused_row(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('code,note\nA,x\n"B"C,x\nD,5" wide\n')
    assert account(path, Layout(column="code")) == [(2, "A", "stored"), (3, "", "refused"), (4, "D", "stored")]


@pytest.mark.parametrize("rows", [3, 30_000])
def test_a_quoted_field_without_end_swallows_no_codes(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('code,note\nA,x\nSECRET,"x\n' + "SECRET,x\n" * rows)
    with pytest.raises(SourceError, match=r"codes\.csv, line 3: a quotation mark is opened here") as caught:
        account(path, Layout(column="code"))
    assert "SECRET" not in str(caught.value)


def test_a_field_that_is_too_long_is_not_taken_for_an_open_quotation_mark(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(f"code,note\nA,x\nB,{'SECRET' * 30_000}\nC,x\n")
    with pytest.raises(SourceError, match=r"codes\.csv, line 3: a field has more than 131,072 characters") as caught:
        account(path, Layout(column="code"))
    assert "SECRET" not in str(caught.value)
    former = csv.field_size_limit(1_000_000)
    try:
        assert [code for _, code, _ in account(path, Layout(column="code"))] == ["A", "B", "C"]
    finally:
        csv.field_size_limit(former)


def _zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("codes.txt", data)
    return packed.getvalue()


def _in_tar(data: bytes) -> bytes:
    packed, member = io.BytesIO(), tarfile.TarInfo("codes.txt")
    member.size = len(data)
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("pack", "words"),
    [
        (_zipped, "a ZIP archive, or a workbook"),
        (bz2.compress, "packed by bzip2"),
        (lzma.compress, "packed by xz"),
        (_in_tar, "a tar archive"),
        (lambda data: gzip.compress(_in_tar(data)), "a tar archive"),
        (lambda data: gzip.compress(gzip.compress(data)), "packed by gzip more than once"),
        (lambda data: b"\x28\xb5\x2f\xfd" + data, "packed by zstd"),
        (lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data, "an Office file"),
    ],
)
@pytest.mark.parametrize("name", ["codes.txt", "codes.csv"])
def test_a_file_that_is_no_text_is_not_read_as_codes(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(b"CODE_1\nCODE_2\n" * 9))
    with pytest.raises(SourceError, match=f"is {words}.*, which is not read"):
        account(path, Layout(column=1) if name == "codes.csv" else None)


def test_codes_that_begin_as_a_packed_file_does_are_codes(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("BZh91AX\nRar\nPK\n")
    assert [outcome for _, _, outcome in account(path)] == ["stored"] * 3


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["codes.parquet", "codes[1]*.parquet"])
def test_a_column_of_parquet(tmp_path: Path, packed: bool, name: str) -> None:
    values = "CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN 'A' WHEN 2 THEN 'B!' ELSE 'C' || i END"
    query = f"SELECT i AS n, {values} AS code FROM range(1, 9) t(i)"
    path = parquet(tmp_path / name, query)
    if packed:
        path.write_bytes(gzip.compress(path.read_bytes()))
    assert account(path, Layout(column="code")) == [
        (1, "A", "stored"), (2, "B!", "refused"), (3, "C3", "stored"), (4, "", "refused"),
        (5, "A", "duplicate"), (6, "B!", "refused"), (7, "C7", "stored"), (8, "", "refused"),
    ]  # fmt: skip


def test_parquet_with_one_column_needs_no_name_and_numbers_are_codes_too(tmp_path: Path) -> None:
    path = parquet(tmp_path / "codes.parquet", "SELECT 100 + i AS code FROM range(2) t(i)")
    assert account(path) == [(1, "100", "stored"), (2, "101", "stored")]


def test_binary_columns_of_parquet_are_text(tmp_path: Path) -> None:
    path = parquet(tmp_path / "codes.parquet", "SELECT 'AB'::BLOB AS code")
    assert account(path) == [(1, "AB", "stored")]


def test_a_damaged_parquet_is_told(tmp_path: Path) -> None:
    path = parquet(tmp_path / "codes.parquet", "SELECT 'SECRET' || i AS code FROM range(9) t(i)")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(SourceError, match=r"codes\.parquet begins like Parquet and is damaged") as caught:
        account(path)
    assert "SECRET" not in repr(caught.value)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=["\n".join(LINES)])
    writer.start()
    assert account(path) == EXPECTED
    writer.join()


@pytest.mark.parametrize(
    ("name", "content", "layout", "words"),
    [
        ("codes.csv", "A,B\n", Layout(), r"say which has the codes, as column='its name'"),
        ("codes.CSV.GZ", "A,B\n", Layout(), r"say which has the codes"),
        ("codes.csv", "SECRET,B\n", Layout(column="code"), r"no column of the first line is called 'code'"),
        ("codes.csv", "", Layout(column="code"), r"no column of the first line is called 'code'"),
        ("codes.csv", "code,code\nA,B\n", Layout(column="code"), r"2 columns are called 'code'; only one may be"),
        ("codes.csv", "A,B\n", Layout(column=0), r"columns are counted from 1"),
        ("codes.csv", "code\n", Layout(column="code", delimiter="::"), r"delimiter='::' is not one character"),
        ("codes.csv", "A\n", Layout(column=1, delimiter="\n"), r"delimiter='\\n' is not one character"),
        ("missing.txt", None, Layout(), r"missing\.txt cannot be read: No such file"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    tmp_path: Path, name: str, content: str | None, layout: Layout, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(SourceError, match=words) as caught:
        account(path, layout)
    assert "SECRET" not in str(caught.value)


def test_what_is_no_source_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    with pytest.raises(SourceError, match="cannot be read: Is a directory"):
        account(tmp_path)
    with pytest.raises(SourceError, match="hand in several files as pathlib"):
        account([str(tmp_path / "a.txt")])
    for source in (b"A", 3, None):
        with pytest.raises(SourceError, match="a source is a path, paths, or an iterable of str"):
            account(source)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="item 2 is bytes, not str"):
        account(["A", b"B"])  # type: ignore[list-item]
    with pytest.raises(SourceError, match="item 2 is str where the ones before are files"):
        account([tmp_path / "a.txt", "B"])  # type: ignore[arg-type]
