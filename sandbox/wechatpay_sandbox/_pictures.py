"""Pictures kept by the sandbox, under the address WeChat Pay gives them."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable

from PIL import Image

from wechatpay_sandbox._records import StoredImage

PICTURES = "/wxpaylogo/"
_HOST = "https://wxpaylogo.qpic.cn"
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "BMP": "image/bmp"}
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/bmp": "bmp"}
_UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


class ImageStore:
    """Pictures by URL."""

    def __init__(self) -> None:
        self._images: dict[str, StoredImage] = {}
        self._files: dict[bytes, bytes] = {}

    def add_file(self, media_type: str, content: bytes) -> StoredImage:
        """Keep an uploaded file; equal files share their bytes."""
        kept = self._files.setdefault(content, content)
        return self.add(media_type, lambda: kept)

    def add(self, media_type: str, load: Callable[[], bytes]) -> StoredImage:
        """Keep a picture under a new URL; `load` is called when it is first looked at."""
        url = f"{_HOST}{PICTURES}{secrets.token_hex(16)}.{_SUFFIXES[media_type]}"
        self._images[url] = StoredImage(url, media_type, load)
        return self._images[url]

    def get(self, url: str) -> StoredImage | None:
        """Find the picture behind a URL, with or without its host."""
        return self._images.get(_HOST + url if url.startswith("/") else url)

    def all(self) -> tuple[StoredImage, ...]:
        """List the pictures in the order they came."""
        return tuple(self._images.values())


def media_type_of(content: bytes) -> str | None:
    """Tell the type of a picture by its leading bytes; None if it is not one WeChat Pay takes."""
    try:
        with Image.open(io.BytesIO(content), formats=list(_MEDIA_TYPES)) as image:
            return _MEDIA_TYPES[image.format or ""]
    except _UNREADABLE:
        return None


def is_complete(content: bytes) -> bool:
    """Whether a picture can be read to its last pixel."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
    except _UNREADABLE:
        return False
    return True


def suffix_of(media_type: str) -> str:
    """Name the file suffix of a picture's media type, without the dot."""
    return _SUFFIXES[media_type]
