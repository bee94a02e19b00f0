"""Pictures kept by the sandbox, under the addresses WeChat Pay gives them."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass, field
from typing import Final

from PIL import Image

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.records import Picture

MOST_PIXELS: Final = 50_000_000
"""Of a picture that is decoded; two megabytes of file can unfold to a thousand times as much."""
PICTURES: Final = "/wxpaylogo/"
_HOST: Final = "https://wxpaylogo.qpic.cn"
_READ: Final = ("PNG", "JPEG", "BMP")
# A JPEG of a telephone that has a second picture in it, of depths or for 3D, is read as an MPO.
_MEDIA_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "BMP": "image/bmp"}
_SUFFIXES: Final = {"image/png": "png", "image/jpeg": "jpg", "image/bmp": "bmp"}
_UNREADABLE: Final = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass
class Pictures:
    """Pictures by URL."""

    by_url: dict[str, Picture] = field(default_factory=dict)
    files: dict[bytes, bytes] = field(default_factory=dict)

    def add_file(self, media_type: str, content: bytes) -> Picture:
        """Keep an uploaded file; equal files share their bytes."""
        return self._add(media_type, self.files.setdefault(content, content))

    def add_drawn(self, description: JSON) -> Picture:
        """Keep what a picture is drawn from when somebody looks at it."""
        return self._add("image/png", description)

    def _add(self, media_type: str, origin: bytes | JSON) -> Picture:
        url = f"{_HOST}{PICTURES}{secrets.token_hex(16)}.{_SUFFIXES[media_type]}"
        self.by_url[url] = Picture(url, media_type, origin)
        return self.by_url[url]

    def find(self, url: str) -> Picture | None:
        """Find the picture behind a URL, with or without its host."""
        return self.by_url.get(_HOST + url if url.startswith("/") else url)


def media_type_of(content: bytes) -> str | None:
    """Tell the type of a picture by its leading bytes; None if it is not one WeChat Pay takes."""
    try:
        with Image.open(io.BytesIO(content), formats=_READ) as image:
            return _MEDIA_TYPES[image.format or ""]
    except _UNREADABLE:
        return None


def is_complete(content: bytes) -> bool:
    """Whether a picture can be read to its last pixel, and has not too many."""
    try:
        with Image.open(io.BytesIO(content), formats=_READ) as image:
            if image.width * image.height > MOST_PIXELS:
                return False
            image.load()
    except _UNREADABLE:
        return False
    return True


def suffix_of(media_type: str) -> str:
    """Name the file suffix of a picture's media type, without the dot."""
    return _SUFFIXES[media_type]
