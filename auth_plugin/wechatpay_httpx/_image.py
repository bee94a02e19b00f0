"""Makes pictures ready for upload."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import Any, Final, Protocol, Self

from wechatpay_httpx._settings import described, discreet, told_path
from wechatpay_httpx.errors import ImageError

_MAX_BYTES: Final = 2 * 1024 * 1024
_MAX_NAME_CHARACTERS: Final = 150

# By suffix: media type and leading bytes.
_TYPES: Final = {
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "bmp": ("image/bmp", b"BM"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
}
_TEXT_MODE: Final = "is opened in text mode; open it with 'rb'"
# Line breaks and lone surrogates cannot travel; the others arrive changed, or are taken for a path.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff"\\/]')


class Readable(Protocol):
    """A binary file, or what a web framework has in its place."""

    def read(self, size: int, /) -> Any:
        """Return at most so many bytes."""


@dataclass(frozen=True)
class ImageUpload:
    """A picture made ready for upload; it cannot be made of a file that breaks a rule for uploads.

    Attributes:
        filename: The name WeChat Pay is told, 1 to 150 characters, ending in .jpg, .bmp or .png in any case.
        content: The file, 1 to 2,097,152 bytes.

    Raises:
        ImageError: It breaks a rule for uploads, or is not made of a str and bytes.
    """

    filename: str
    content: bytes = field(repr=False)

    @discreet
    def __post_init__(self) -> None:
        _check_name(self.filename)
        _check_content(self.filename, self.content)

    @classmethod
    @discreet
    def from_path(cls, path: str | os.PathLike[str], filename: str | None = None) -> Self:
        """Read a file; its own name is used when `filename` is left out.

        Raises:
            ImageError: It cannot be read, or breaks a rule for uploads.
        """
        if not isinstance(path, str | os.PathLike):
            hint = "; the bytes of a picture are given to from_bytes" if isinstance(path, bytes | bytearray) else ""
            raise ImageError(f"The path of a picture is {described(path)}; a str or pathlib.Path is needed{hint}.")
        try:
            with Path(path).open("rb") as file:
                return cls.from_file(file, filename)
        except (OSError, ValueError) as exc:
            # Not chained: the system's error quotes the path, which may be anything.
            told = getattr(exc, "strerror", None) or "no file can have this name"
            raise ImageError(f"Picture {told_path(path)} cannot be opened: {told}.") from None

    @classmethod
    @discreet
    def from_bytes(cls, content: bytes | bytearray | memoryview, filename: str) -> Self:
        """Take a file that is in memory.

        Raises:
            ImageError: It breaks a rule for uploads.
        """
        if not isinstance(content, bytes | bytearray | memoryview):
            hint = "; a path is given to from_path" if isinstance(content, str | os.PathLike) else ""
            hint = "; a file is given to from_file" if hasattr(content, "read") else hint
            raise ImageError(f"The content of a picture is {described(content)}; bytes are needed{hint}.")
        return cls(filename, bytes(content))

    @classmethod
    @discreet
    def from_file(cls, fileobj: Readable, filename: str | None = None) -> Self:
        """Read an open binary file from its position on, at most one byte beyond the limit.

        An upload of a framework will do: FastAPI's and Starlette's `UploadFile`, Django's `UploadedFile`, Flask's
        `FileStorage`. Its own name is used when `filename` is left out. The file stays open.

        Raises:
            ImageError: It is in text mode or asynchronous, was read already, has no name, or breaks a rule for uploads.
        """
        name = _own_name(fileobj) if filename is None else filename
        _check_name(name)
        file = _blocking(fileobj)
        begin = _position(file)
        content = _read(file, name)
        if begin and not content.startswith(_TYPES[_suffix(name)][1]):
            raise ImageError(
                f"Picture {_quoted(name)} was read already: its file stands at byte {begin}. Go back to its beginning "
                "with seek(0) first."
            )
        return cls(name, content)

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


def _quoted(filename: str) -> str:
    """Return a name as an error may show it."""
    return repr(filename) if told_path(filename) == filename else f"({described(filename)})"


def _check_name(filename: str) -> None:
    if not isinstance(filename, str):
        raise ImageError(f"The filename of a picture is {described(filename)}; a str such as 'logo.png' is needed.")
    if not 1 <= len(filename) <= _MAX_NAME_CHARACTERS:
        raise ImageError(f"A picture name has 1 to {_MAX_NAME_CHARACTERS} characters; this one has {len(filename)}.")
    if unsafe := _UNSAFE.search(filename):
        raise ImageError(
            f"Picture name {_quoted(filename)} holds {unsafe[0]!r}; quotes, slashes and control characters do not "
            "arrive unchanged. Give another filename."
        )
    if "." not in filename or _suffix(filename) not in _TYPES:
        hint = " Rename it to .jpg." if _suffix(filename) == "jpeg" else ""
        raise ImageError(f"Picture name {_quoted(filename)} does not end in .jpg, .bmp or .png.{hint}")


def _check_content(filename: str, content: bytes) -> None:
    if not isinstance(content, bytes):
        raise ImageError(
            f"The content of a picture is {described(content)}; bytes are needed. from_path, from_bytes and from_file "
            "take a picture in other forms."
        )
    if not content:
        raise ImageError(f"Picture {_quoted(filename)} is empty.")
    if len(content) > _MAX_BYTES:
        raise ImageError(f"Picture {_quoted(filename)} is larger than {_MAX_BYTES:,} bytes (2 MiB).")
    if not content.startswith(_TYPES[_suffix(filename)][1]):
        found = [suffix for suffix, (_, magic) in _TYPES.items() if content.startswith(magic)]
        raise ImageError(
            f"Picture {_quoted(filename)} does not hold what its suffix says: its leading bytes are those of "
            f"{found[0].upper() if found else 'neither JPG nor BMP nor PNG'}."
        )


def _own_name(file: Readable) -> str:
    # An upload's name is what a browser told; Flask's `name` beside it is that of the form's field.
    if hasattr(file, "filename"):
        return PureWindowsPath(file.filename).name if isinstance(file.filename, str) else _no_name()
    name = getattr(file, "name", None)
    return Path(name).name if isinstance(name, str) else _no_name()


def _no_name() -> str:
    raise ImageError("The file object has no name; give filename.")


def _blocking(file: Any) -> Readable:
    """Return the file that can be read without a loop: Starlette's upload has one inside."""
    inner = getattr(file, "file", None)
    candidate: Any
    for candidate in file, inner:
        read = getattr(candidate, "read", None)
        if callable(read) and not inspect.iscoroutinefunction(read):
            blocking: Readable = candidate
            return blocking
    if hasattr(file, "read"):
        raise ImageError("The file is asynchronous: give ImageUpload.from_bytes(await file.read(), filename).")
    raise ImageError(
        f"The file is {described(file)}; an open binary file is needed. A path is given to from_path, bytes to "
        "from_bytes."
    )


def _position(file: Any) -> int:
    try:
        position = file.tell()
    except (AttributeError, OSError, ValueError):  # a pipe has none, and a closed file says so when it is read
        return 0
    return position if isinstance(position, int) else 0


def _read(file: Readable, name: str) -> bytes:
    chunks: list[bytes] = []
    left = _MAX_BYTES + 1
    try:
        while left > 0 and (chunk := file.read(left)):
            if inspect.iscoroutine(chunk):
                chunk.close()
            if not isinstance(chunk, bytes | bytearray | memoryview):
                problem = _TEXT_MODE if isinstance(chunk, str) else f"reads as {type(chunk).__name__}: bytes are needed"
                raise ImageError(f"Picture {_quoted(name)} {problem}.")
            chunks.append(bytes(chunk))
            left -= len(chunk)
    except UnicodeDecodeError:  # a ValueError, whose text quotes the picture
        raise ImageError(f"Picture {_quoted(name)} {_TEXT_MODE}.") from None
    except (OSError, ValueError) as exc:
        told = getattr(exc, "strerror", None) or exc
        raise ImageError(f"Picture {_quoted(name)} cannot be read: {told}.") from None
    except TypeError as exc:
        needed = "its read is called with a number of bytes, as that of an open binary file"
        raise ImageError(f"Picture {_quoted(name)} cannot be read: {needed} ({exc}).") from None
    return b"".join(chunks)
