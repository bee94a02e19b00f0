"""Bodies: JSON, and the parts of a multipart form byte for byte."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, NoReturn

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from wechatpay_sandbox._protocol.contract import HTTP_RULES
from wechatpay_sandbox._protocol.refusals import RefusedError, Result, fault_in

_FORM: Final = "multipart/form-data"
_MOST_LEVELS: Final = 64  # the contract's deepest body has fewer than ten
_TOO_DEEP: Final = f"nested deeper than {_MOST_LEVELS} levels"


def parse_json(text: bytes, field: str = "") -> Any:
    """Read JSON; see `strict_json`.

    Raises:
        RefusedError: PARAM_ERROR.
    """
    try:
        return strict_json(text)
    except ValueError as exc:
        raise fault_in("body", field, f"not JSON: {exc}", result=Result.ILLEGAL_STRUCTURE) from exc


def strict_json(text: bytes) -> Any:
    """Read JSON as strictly as RFC 8259 is meant: UTF-8, no NaN, no half of a surrogate pair, and nothing endless.

    Raises:
        ValueError: It is none.
    """
    try:
        data = json.loads(text.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite)
    except RecursionError as exc:
        raise ValueError(_TOO_DEEP) from exc
    # What reads, checks and repeats it later goes down as deep as it does.
    level = [data]
    for _ in range(_MOST_LEVELS):
        level = [
            one
            for each in level
            if isinstance(each, dict | list)
            for one in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            break
    else:
        raise ValueError(_TOO_DEEP)
    if b"\\u" in text:
        json.dumps(data, ensure_ascii=False).encode()  # half of a pair, such as \ud800, is no text
    return data


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text:.20} is too large a number")
    return number


@dataclass(frozen=True)
class Part:
    """One part of a form, with its exact bytes; `is_file` where it was sent with a filename."""

    content: bytes
    is_file: bool


def parse_form(content_type: str, body: bytes) -> dict[str, Part]:
    """Take a form apart: its parts, by name.

    Raises:
        RefusedError: INVALID_REQUEST if it is no well-formed form.
    """
    media_type, options = parse_options_header(content_type)
    try:
        if media_type != _FORM.encode() or b"boundary" not in options:
            raise ValueError(f"Content-Type must be {_FORM} with a boundary")
        reader = _FormReader()
        parser = MultipartParser(options[b"boundary"], reader.callbacks())
        parser.write(body)
        parser.finalize()
        if not reader.ended:
            raise ValueError("the closing boundary is missing")
    except (FormParserError, ValueError) as exc:
        raise _malformed(exc) from exc
    return reader.parts


def _malformed(exc: Exception) -> RefusedError:
    return fault_in(
        "body", "", f"malformed form: {exc}", code="INVALID_REQUEST", about=HTTP_RULES, result=Result.ILLEGAL_STRUCTURE
    )


class _FormReader:
    """Collects what the parser calls back with."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.ended = False
        self._data = bytearray()
        self._header = bytearray()
        self._value = bytearray()
        self._name = ""
        self._is_file = False

    def callbacks(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._end_of_header,
            "on_part_data": lambda data, start, end: self._data.extend(data[start:end]),
            "on_part_end": self._end_of_part,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._name = ""
        self._is_file = False
        self._data.clear()

    def _end_of_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            self._is_file = b"filename" in options
        self._header.clear()
        self._value.clear()

    def _end_of_part(self) -> None:
        if self._name in self.parts:
            raise ValueError(f"two parts are named {self._name!r}")
        self.parts[self._name] = Part(bytes(self._data), self._is_file)

    def _end(self) -> None:
        self.ended = True
