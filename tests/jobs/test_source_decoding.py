"""Any encoding and any line end, against a reader that takes a file apart into bytes and each line by itself."""

from __future__ import annotations

import codecs
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jobs.sources import IN_MEMORY, Account, account, decoded, judged
from wechatpay_jobs._source import Layout, SourceError

ENDS = ["\n", "\r\n", "\r"]
CHUNK = 1 << 18
"""Files are decoded in pieces of this size; lines that lie across its edge are where a reader goes wrong."""

code = st.text("ABab01_-", min_size=1, max_size=3) | st.just("A" * 40) | st.just("A" * 41)
words = st.text(st.characters(codec="gb18030", exclude_characters="\r\n"), max_size=4)
padded = st.builds(lambda around, inner: around + inner + around, st.sampled_from([" ", "\t", "\ufeff", ""]), code)
line = (
    code
    | padded
    | words
    | st.sampled_from(["", " ", "\x00", "A\x00", '"A"', "A,B", "券码", "A\u2028B", "A\x0bB", "A\x1cB"])
)
raw = st.binary(max_size=4).map(lambda data: re.sub(rb"[\r\n]", b"?", data))
padding = st.sampled_from([0, *range(CHUNK - 6, CHUNK + 3)])


def by_account(data: bytes, encoding: str | None) -> Account:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = Path(folder, "codes.txt")
        path.write_bytes(data)
        return account(path, Layout(encoding=encoding))


@settings(deadline=None, max_examples=150)
@given(
    encoding=st.sampled_from(["utf-8", "gb18030", "gbk"]),
    lines=st.lists(st.tuples(line | raw, st.sampled_from(ENDS)), max_size=8),
    last=line,
    before=padding,
    bom=st.booleans(),
)
def test_bytes_of_any_kind_are_read_as_by_the_simple_reader(
    encoding: str, lines: list[tuple[str | bytes, str]], last: str, before: int, bom: bool
) -> None:
    def encode(text: str | bytes) -> bytes:
        return text if isinstance(text, bytes) else text.encode(encoding, "replace")

    data = b"P" * before + b"\n" + b"".join(encode(text) + end.encode() for text, end in lines) + encode(last)
    if bom and encoding == "utf-8":
        data = codecs.BOM_UTF8 + data
    # In none of these encodings a line end is part of another character.
    assert by_account(data, encoding) == judged(decoded(re.split(rb"\r\n|\r|\n", data), encoding))


@settings(deadline=None, max_examples=100)
@given(
    order=st.sampled_from(["le", "be"]),
    lines=st.lists(st.tuples(line, st.sampled_from(ENDS)), max_size=8),
    torn=st.integers(0, 8),
    before=padding,
    bom=st.booleans(),
)
def test_utf_16_is_read_as_by_the_simple_reader(
    order: str, lines: list[tuple[str, str]], torn: int, before: int, bom: bool
) -> None:
    encoding, lone = f"utf-16-{order}", "\ud800"
    texts = [text + lone if number == torn else text for number, (text, _) in enumerate(lines)]
    data = "".join(["P" * (before // 2) + "\n", *(text + end for text, (_, end) in zip(texts, lines, strict=True))])
    encoded = data.encode(encoding, "surrogatepass")
    mark = {"le": codecs.BOM_UTF16_LE, "be": codecs.BOM_UTF16_BE}[order] if bom else b""
    expected = [(number, None if lone in text else text) for number, text in enumerate(re.split("\r\n|\r|\n", data), 1)]
    assert by_account(mark + encoded, "utf-16" if bom else encoding) == judged(expected)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("gbk", b""),
        ("gb18030", b""),
    ],
)
def test_an_encoding_is_told_from_the_file(encoding: str, bom: bytes, end: str) -> None:
    text = end.join(["CODE_1", "券码", "", "CODE_2", "优惠券", "CODE_1"])
    expected = [(1, "CODE_1", "stored"), (2, "券码", "refused"), (4, "CODE_2", "stored"), (5, "优惠券", "refused"),
                (6, "CODE_1", "duplicate")]  # fmt: skip
    assert by_account(bom + text.encode(encoding), None) == expected


def test_one_broken_line_does_not_make_utf_8_into_another_encoding() -> None:
    data = "CODE_1\n券码\n".encode() + b"CODE_2\xe5\x88\nCODE_3"
    assert data.decode("gb18030")
    assert by_account(data, None) == [
        (1, "CODE_1", "stored"), (2, "券码", "refused"), (3, "", "refused"), (4, "CODE_3", "stored"),
    ]  # fmt: skip


def test_a_byte_order_mark_within_joined_files_is_no_part_of_a_code() -> None:
    assert by_account("\ufeffA\n\ufeffB\n".encode(), None) == [(1, "A", "stored"), (2, "B", "stored")]


def test_what_the_caller_says_is_believed() -> None:
    assert by_account("券碼\n".encode("big5"), "big5") == [(1, "券碼", "refused")]


@pytest.mark.parametrize("name", ["no such thing", "hex", "base64", "\x00"])
def test_an_encoding_that_does_not_exist_is_told(name: str) -> None:
    with pytest.raises(SourceError, match="is no text encoding of Python"):
        by_account(b"A\n", name)


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n\r\n", b" \n\t\r", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_nothing_but_blank_lines_is_an_empty_source(data: bytes) -> None:
    assert by_account(data, None) == []


def test_a_line_of_three_mebibytes_is_one_refused_line() -> None:
    told = by_account(b"A\n" + b"B" * (3 << 20) + b"\nC\n", None)
    assert [(number, text[:3], outcome) for number, text, outcome in told] == [
        (1, "A", "stored"), (2, "BBB", "refused"), (3, "C", "stored"),
    ]  # fmt: skip
