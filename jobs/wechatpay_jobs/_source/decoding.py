"""Bytes of any encoding and line end, as text whose lines end in LF."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Final

SAMPLE: Final = 1 << 20
"""Bytes from which an encoding is told."""
LONGEST: Final = 1 << 20
"""Characters of a line; what is beyond is dropped, so that a file without line ends takes no more memory."""

_ERRORS: Final = "wechatpay_jobs.set_aside"
_CHUNK: Final = 1 << 18
_MARKS: Final = re.compile("[\ud800-\udfff]")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Stand for bytes that are no text by lone surrogates, which no codec here makes of anything else."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_ERRORS, _mark)


def is_undecodable(text: str) -> bool:
    """Whether some bytes were not of the encoding; or, in text that came as text, some characters are none."""
    return not text.isascii() and _MARKS.search(text) is not None


def encoding_of(sample: bytes) -> str:
    """Tell an encoding from the first bytes of a file; `Layout.encoding` says how."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    pairs, zeros_first, zeros_second = len(sample) // 2, sample[0::2].count(0), sample[1::2].count(0)
    if zeros_second * 4 > pairs and zeros_first * 10 < zeros_second:
        return "utf-16-le"
    if zeros_first * 4 > pairs and zeros_second * 10 < zeros_first:
        return "utf-16-be"
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    told = [is_undecodable(line) for line in _beyond_ascii(whole, "utf-8")]
    if sum(told) * 2 <= len(told):
        return "utf-8"
    return "gb18030" if sum(map(is_undecodable, _beyond_ascii(whole, "gb18030"))) < sum(told) else "utf-8"


def _beyond_ascii(sample: bytes, encoding: str) -> list[str]:
    return [line for line in sample.decode(encoding, _ERRORS).split("\n") if not line.isascii()]


def is_encoding(name: str) -> bool:
    """Whether Python has a codec of this name that makes text of bytes, piece by piece."""
    try:
        b"0".decode(name, "replace")
        codecs.getincrementaldecoder(name)
    except (LookupError, ValueError):
        return False
    return True


def blocks(stream: io.BufferedIOBase, encoding: str) -> Iterator[str]:
    r"""Decode a file into pieces of whole lines, each ended by `\n`, the last one too."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(_ERRORS), translate=True)
    # The mark is taken off by some codecs only.
    rest = decoder.decode(stream.read(_CHUNK)).removeprefix("\ufeff")
    while chunk := stream.read(_CHUNK):
        text = rest + decoder.decode(chunk)
        end = text.rfind("\n") + 1
        rest = text[end:][:LONGEST]
        if end:
            yield text[:end]
    text = rest + decoder.decode(b"", final=True)
    if text:
        yield text if text.endswith("\n") else text + "\n"
