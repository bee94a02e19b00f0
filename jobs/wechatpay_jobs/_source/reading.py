"""Whatever a source is, as batches of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from wechatpay_jobs._source.batch import Batch, cleaned
from wechatpay_jobs._source.decoding import SAMPLE, blocks, encoding_of, is_encoding
from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.files import is_parquet, opened, refuse_what_is_no_text
from wechatpay_jobs._source.layout import Layout, Rows
from wechatpay_jobs._source.parquet import parquet_batches
from wechatpay_jobs._source.rows import cells_of, columns_of, lines_of
from wechatpay_jobs._source.separated import NO_VALUES, separated_batches

_ITEMS: Final = 10_000
_TABLES: Final = (".csv", ".tsv")


class Reader:
    """A source that is read once.

    Args:
        source: Files, codes or rows.
        layout: How the codes, or the fields of rows, lie in the files.
        fields: What a row consists of, the one that every row has first; none where a line is a code.

    Raises:
        SourceError: The source is of no kind that can be read, or the layout names no codec.
    """

    def __init__(self, source: Rows, layout: Layout, fields: Sequence[str] = ()) -> None:
        if layout.encoding is not None and not is_encoding(layout.encoding):
            raise SourceError(f"encoding {layout.encoding!r} is no text encoding of Python; such as 'utf-8', 'gb18030'")
        if layout.delimiter is not None and (len(layout.delimiter) != 1 or layout.delimiter in '"\r\n'):
            raise SourceError(f"delimiter={layout.delimiter!r} is not one character that can separate columns")
        self._layout = layout
        self._fields = fields
        columns = columns_of(layout, fields)
        self._has_columns = bool(layout.columns if fields else columns)
        self._items: Iterator[Any] = iter(())
        self.files: list[Path] = []
        if isinstance(source, str | Path):
            self.files = [Path(source)]
            return
        items = self._iterate(source)
        first = list(islice(items, 1))
        if first and isinstance(first[0], Path):
            self.files = [self._path(number, item) for number, item in enumerate(chain(first, items), 1)]
        elif first and isinstance(first[0], str) and _is_name_of_file(first[0]):
            raise SourceError("item 1 is the name of a file, not a code: hand in several files as pathlib.Path")
        else:
            self._items = chain(first, items)

    def _iterate(self, source: object) -> Iterator[Any]:
        if isinstance(source, bytes | bytearray | Mapping) or not isinstance(source, Iterable):
            what = "dicts" if self._fields else "str"
            raise SourceError(f"a source is a path, paths, or an iterable of {what}, not {type(source).__name__}")
        return iter(source)

    @staticmethod
    def _path(number: int, item: object) -> Path:
        if not isinstance(item, Path):
            raise SourceError(f"item {number} is {type(item).__name__} where the ones before are files (pathlib.Path)")
        return item

    def batches(self, workspace: Path) -> Iterator[Batch]:
        """Read it.

        Args:
            workspace: Folder for what has to be unpacked on the way.

        Raises:
            SourceError: It cannot be read as what it is said to be.
        """
        if not self.files:
            yield from self._given()
        for number, path in enumerate(self.files):
            with opened(path) as stream:
                if is_parquet(stream):
                    yield from parquet_batches(
                        number, path, stream, self._layout, fields=self._fields, workspace=workspace
                    )
                    continue
                refuse_what_is_no_text(stream, path)
                encoding = self._layout.encoding or encoding_of(stream.peek(SAMPLE)[:SAMPLE])
                texts = blocks(stream, encoding)
                suffix = _suffix(path)
                if self._has_columns or (self._fields and suffix in _TABLES):
                    delimiter = self._layout.delimiter or ("\t" if suffix == ".tsv" else None)
                    layout = replace(self._layout, encoding=encoding, delimiter=delimiter)
                    yield from separated_batches(number, path, texts, layout, self._fields)
                elif suffix in _TABLES:
                    raise SourceError(
                        f"{path} has columns: say which has the codes, as column='its name' in the first"
                        " line, or column=1, 2, … where the first line is a code already"
                    )
                else:
                    yield from self._texts(number, texts, encoding)

    def _given(self) -> Iterator[Batch]:
        first = 1
        while items := list(islice(self._items, _ITEMS)):
            numbers = range(first, first + len(items))
            if self._fields:
                lines, faults = lines_of(self._fields, cells_of(items, self._fields, first))
                dicts = {index for index, item in enumerate(items) if not (lines[index] or isinstance(item, str))}
                faults = {**dict.fromkeys(dicts, NO_VALUES), **faults}
                yield Batch(0, "", numbers, lines, faults)
            else:
                for number, item in zip(numbers, items, strict=True):
                    if not isinstance(item, str):
                        raise SourceError(f"item {number} is {type(item).__name__}, not str")
                yield Batch(0, "", numbers, cleaned(items))
            first += len(items)

    def _texts(self, file: int, texts: Iterable[str], encoding: str) -> Iterator[Batch]:
        first = 1
        for text in texts:
            lines = text[:-1].split("\n")
            values = lines_of(self._fields, zip(lines))[0] if self._fields else cleaned(lines)
            yield Batch(file, encoding, range(first, first + len(lines)), values)
            first += len(lines)


def _suffix(path: Path) -> str:
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def _is_name_of_file(text: str) -> bool:
    try:
        return len(text) < 4096 and Path(text.strip()).suffix != "" and Path(text.strip()).is_file()
    except (OSError, ValueError):
        return False
