"""Makes pictures ready for upload."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, Self

from wechatpay_httpx._pem import told_path
from wechatpay_httpx.errors import ImageError

_MAX_BYTES: Final = 2 * 1024 * 1024
_MAX_NAME_CHARACTERS: Final = 150

# By suffix: media type and leading bytes.
_TYPES: Final = {
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "bmp": ("image/bmp", b"BM"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
}
# Line breaks and lone surrogates cannot travel; the others arrive changed, or are taken for a path.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff"\\/]')


@dataclass(frozen=True)
class ImageUpload:
    """A picture made ready for upload; it cannot be made of a file that breaks a rule for uploads.

    Attributes:
        filename: The name WeChat Pay is told, 1 to 150 characters, ending in .jpg, .bmp or .png in any case.
        content: The file, 1 to 2,097,152 bytes.
    """

    filename: str
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_name(self.filename)
        _check_content(self.filename, self.content)

    @classmethod
    def from_path(cls, path: str | os.PathLike[str], filename: str | None = None) -> Self:
        """Read a file; its own name is used when `filename` is left out.

        Raises:
            ImageError: It cannot be read, or breaks a rule for uploads.
        """
        try:
            with Path(path).open("rb") as file:
                return cls.from_file(file, filename)
        except OSError as exc:
            raise ImageError(f"Picture {told_path(path)} cannot be opened: {exc.strerror}.") from exc

    @classmethod
    def from_bytes(cls, content: bytes | bytearray | memoryview, filename: str) -> Self:
        """Take a file that is in memory.

        Raises:
            ImageError: It breaks a rule for uploads.
        """
        return cls(filename, bytes(content))

    @classmethod
    def from_file(cls, fileobj: BinaryIO, filename: str | None = None) -> Self:
        """Read an open binary file from its position on, at most one byte beyond the limit.

        Its own name is used when `filename` is left out. The file stays open.

        Raises:
            ImageError: It is in text mode, has no name, or breaks a rule for uploads.
        """
        if filename is None:
            name = getattr(fileobj, "name", None)
            if not isinstance(name, str):
                raise ImageError("The file object has no name; give filename.")
            filename = Path(name).name
        return cls(filename, _read(fileobj, filename))

    @property
    def size(self) -> int:
        """Size of the file in bytes."""
        return len(self.content)

    @property
    def content_type(self) -> str:
        """image/jpeg, image/bmp or image/png."""
        return _TYPES[_suffix(self.filename)][0]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file in lower-case hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    def to_multipart(self) -> list[tuple[str, tuple[str | None, bytes, str]]]:
        """Return the two form parts, in the form of httpx's `files=`: `meta`, which is signed, and `file`."""
        meta = json.dumps({"filename": self.filename, "sha256": self.sha256}, ensure_ascii=False, separators=(",", ":"))
        return [
            ("meta", (None, meta.encode(), "application/json")),
            ("file", (self.filename, self.content, self.content_type)),
        ]


def _suffix(filename: str) -> str:
    return filename.rpartition(".")[2].lower()


def _check_name(filename: str) -> None:
    if not 1 <= len(filename) <= _MAX_NAME_CHARACTERS:
        raise ImageError(f"A picture name has 1 to {_MAX_NAME_CHARACTERS} characters; this one has {len(filename)}.")
    if unsafe := _UNSAFE.search(filename):
        raise ImageError(
            f"Picture name {filename!r} holds {unsafe[0]!r}; quotes, slashes and control characters do not arrive "
            "unchanged. Give another filename."
        )
    if "." not in filename or _suffix(filename) not in _TYPES:
        hint = " Rename it to .jpg." if _suffix(filename) == "jpeg" else ""
        raise ImageError(f"Picture name {filename!r} does not end in .jpg, .bmp or .png.{hint}")


def _check_content(filename: str, content: bytes) -> None:
    if not content:
        raise ImageError(f"Picture {filename!r} is empty.")
    if len(content) > _MAX_BYTES:
        raise ImageError(f"Picture {filename!r} is larger than {_MAX_BYTES:,} bytes (2 MiB).")
    if not content.startswith(_TYPES[_suffix(filename)][1]):
        found = [suffix for suffix, (_, magic) in _TYPES.items() if content.startswith(magic)]
        raise ImageError(
            f"Picture {filename!r} does not hold what its suffix says: its leading bytes are those of "
            f"{found[0].upper() if found else 'neither JPG nor BMP nor PNG'}."
        )


def _read(file: BinaryIO, name: str) -> bytes:
    chunks: list[bytes] = []
    left = _MAX_BYTES + 1
    while left and (chunk := file.read(left)):
        if isinstance(chunk, str):
            raise ImageError(f"Picture {name!r} is opened in text mode; open it with 'rb'.")
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)
