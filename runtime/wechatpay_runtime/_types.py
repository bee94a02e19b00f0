"""The values that generated code and its callers share."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

Part: TypeAlias = tuple[str, tuple[str | None, bytes, str]]
"""One part of a multipart body as httpx takes it: `(name, (file name, bytes, media type))`."""


class OpenEnum(enum.StrEnum):
    """A string enum that also takes values newer than the contract.

    A value the contract does not know becomes a member of the same type: it equals its string, prints as it, and can be
    sent in a request again. `is_known` tells the two apart.
    """

    @property
    def is_known(self) -> bool:
        """Whether the contract lists this value."""
        return type(self).__members__.get(self.name) is self

    @classmethod
    def _missing_(cls, value: object) -> OpenEnum | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}" if self.is_known else f"{type(self).__name__}({self.value!r})"

    # Equal to its string, so it must hash as its string does; Enum would hash the member's name.
    __hash__ = str.__hash__


SOUND_FILE: Final = "a File of bytes, with a name and a media type of one line each"
"""What `File.is_sound` asks for, in words."""


@dataclass(frozen=True, slots=True)
class File:
    """A file in a multipart body.

    Attributes:
        content: The bytes of the file.
        filename: The name that travels with it.
        content_type: Its media type, such as `image/png`.
    """

    content: bytes
    filename: str
    content_type: str

    @property
    def is_sound(self) -> bool:
        """Whether it can be sent: bytes, and names that cannot break out of their line of the form."""
        names = (self.filename, self.content_type)
        return type(self.content) is bytes and all(type(n) is str and n and n.isprintable() for n in names)

    def __repr__(self) -> str:
        size = f"{len(self.content)} bytes" if hasattr(self.content, "__len__") else type(self.content).__name__
        return f"File({self.filename!r}, {self.content_type!r}, {size})"


class MultipartBody(Protocol):
    """Anything that lays itself out as multipart parts, such as `wechatpay_httpx.ImageUpload`."""

    def to_multipart(self) -> list[Part]:
        """Return the parts in the order in which they are sent."""
        ...
