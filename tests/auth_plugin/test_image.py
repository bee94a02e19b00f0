from __future__ import annotations

import hashlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import httpx
import pytest
import python_multipart
from PIL import Image

from wechatpay_httpx import ImageUpload
from wechatpay_httpx.errors import ImageError

LIMIT = 2 * 1024 * 1024


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "#ffcc00").save(file, kind)
    return file.getvalue()


PNG = picture("PNG")


@pytest.mark.parametrize(
    ("name", "kind", "content_type"),
    [
        ("header.jpg", "JPEG", "image/jpeg"),
        ("HEADER.JPG", "JPEG", "image/jpeg"),
        ("头图.Png", "PNG", "image/png"),
        ("a.b.bmp", "BMP", "image/bmp"),
        (".png", "PNG", "image/png"),
    ],
)
def test_a_picture_comes_from_path_bytes_or_file(tmp_path: Path, name: str, kind: str, content_type: str) -> None:
    content = picture(kind)
    path = tmp_path / name
    path.write_bytes(content)
    with path.open("rb") as file:
        from_file = ImageUpload.from_file(file)
        assert not file.closed
    uploads = [
        ImageUpload.from_path(path),
        ImageUpload.from_path(str(path)),
        ImageUpload.from_bytes(content, name),
        ImageUpload.from_bytes(memoryview(content), name),
        from_file,
        ImageUpload.from_file(io.BytesIO(content), name),
    ]
    for upload in uploads:
        assert upload == uploads[0]
        assert (upload.filename, upload.content_type, upload.size) == (name, content_type, len(content))
        assert upload.sha256 == hashlib.sha256(content).hexdigest()


def test_a_picture_may_be_given_another_name(tmp_path: Path) -> None:
    path = tmp_path / "export.tmp"
    path.write_bytes(PNG)
    assert ImageUpload.from_path(path, "header.png").filename == "header.png"


@pytest.mark.parametrize(
    ("content", "filename", "message"),
    [
        (PNG, "", "1 to 150 characters; this one has 0"),
        (PNG, "x" * 147 + ".png", "this one has 151"),
        (PNG, "header", "does not end in .jpg, .bmp or .png"),
        (PNG, "png", "does not end in"),
        (PNG, "header.gif", "does not end in"),
        (PNG, "header.png ", "does not end in"),
        (PNG, "header.jpeg", r"Rename it to \.jpg"),
        (PNG, 'a"b.png', "do not arrive"),
        (PNG, "a\\b.png", "do not arrive"),
        (PNG, "a/b.png", "do not arrive"),
        (PNG, "a\r\nb.png", "do not arrive"),
        (PNG, "a\x7f.png", "do not arrive"),
        (PNG, "a\udcff.png", "do not arrive"),
        (b"", "header.png", "is empty"),
        (PNG + bytes(LIMIT), "header.png", "larger than 2,097,152 bytes"),
        (PNG, "header.jpg", "are those of PNG"),
        (picture("JPEG"), "header.bmp", "are those of JPG"),
        (b"some notes", "header.png", "neither JPG nor BMP nor PNG"),
        (PNG[:5], "header.png", "neither JPG nor BMP nor PNG"),
    ],
)
def test_a_picture_that_breaks_a_rule_is_refused_with_the_rule(content: bytes, filename: str, message: str) -> None:
    with pytest.raises(ImageError, match=message) as caught:
        ImageUpload.from_bytes(content, filename)
    assert not caught.value.outcome_unknown


def test_a_picture_of_just_the_limit_and_a_name_of_just_150_characters_are_taken() -> None:
    upload = ImageUpload.from_bytes(PNG + bytes(LIMIT - len(PNG)), "券" * 146 + ".png")
    assert (upload.size, len(upload.filename)) == (LIMIT, 150)


class Trickle(io.RawIOBase):
    """Gives less than was asked for, as pipes do, and counts."""

    def __init__(self, size: int) -> None:
        self.left, self.given = size, 0

    def read(self, size: int = -1) -> bytes:
        count = min(size, self.left, 700_001)
        content = (PNG + bytes(count))[:count] if self.given == 0 else bytes(count)
        self.left -= count
        self.given += count
        return content


def test_a_file_is_read_to_its_end_in_any_number_of_pieces() -> None:
    assert ImageUpload.from_file(Trickle(LIMIT), "header.png").size == LIMIT


def test_a_huge_file_is_read_one_byte_beyond_the_limit() -> None:
    file = Trickle(10**12)
    with pytest.raises(ImageError, match="larger than"):
        ImageUpload.from_file(file, "header.png")
    assert file.given == LIMIT + 1


def test_a_file_that_cannot_be_used_is_described(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="No such file"):
        ImageUpload.from_path(tmp_path / "absent.png")
    with pytest.raises(ImageError, match="Is a directory"):
        ImageUpload.from_path(tmp_path)
    with pytest.raises(ImageError, match="has no name"):
        ImageUpload.from_file(io.BytesIO(PNG))
    with tempfile.TemporaryFile() as unnamed, pytest.raises(ImageError, match="has no name"):
        ImageUpload.from_file(unnamed)
    path = tmp_path / "header.png"
    path.write_text("text")
    text_mode: Any
    with path.open("r") as text_mode, pytest.raises(ImageError, match="text mode"):
        ImageUpload.from_file(text_mode)


def test_a_real_picture_in_text_mode_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "header.png"
    path.write_bytes(PNG)
    text_mode: Any
    with (
        path.open("r", encoding="utf-8") as text_mode,
        pytest.raises(ImageError, match=r"is opened in text mode; open it with 'rb'\.$"),
    ):
        ImageUpload.from_file(text_mode)


class Whole:
    """A file whose read takes no number of bytes."""

    def read(self) -> bytes:
        return PNG


class Endless:
    """One that gives more than it was asked for, and never comes to an end."""

    given = 0

    def read(self, size: int) -> bytes:
        self.given += 1
        assert self.given < 3
        return PNG + bytes(LIMIT)


def test_a_file_that_does_not_read_as_a_file_is_described() -> None:
    whole: Any = Whole()
    with pytest.raises(ImageError, match="its read is called with a number of bytes"):
        ImageUpload.from_file(whole, "header.png")
    with pytest.raises(ImageError, match="larger than"):
        ImageUpload.from_file(Endless(), "header.png")


@pytest.mark.parametrize("filename", ["header.png", "头图 🎫.PNG", "it's 100%22; a=b.png", "a'b(1),+&.png"])
def test_name_and_bytes_arrive_intact_by_an_independent_parser(filename: str) -> None:
    content = PNG + b"\r\n--\r\n\x00\xff"
    upload = ImageUpload.from_bytes(content, filename)
    request = httpx.Request("POST", "https://api.mch.weixin.qq.com/v3", files=upload.to_multipart())
    parts: list[Any] = []
    python_multipart.parse_form(
        {"Content-Type": request.headers["Content-Type"].encode()},
        io.BytesIO(request.read()),
        parts.append,
        parts.append,
    )
    meta, file = parts
    assert meta.field_name == b"meta"
    assert (
        meta.value
        == json.dumps(
            {"filename": filename, "sha256": hashlib.sha256(content).hexdigest()},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
    )
    assert (file.field_name, file.file_name.decode()) == (b"file", filename)
    file.file_object.seek(0)
    assert file.file_object.read() == content


def test_meta_comes_first_and_each_part_has_its_type() -> None:
    (meta_name, meta), (file_name, file) = ImageUpload.from_bytes(PNG, "header.png").to_multipart()
    assert (meta_name, meta[0], meta[2]) == ("meta", None, "application/json")
    assert (file_name, file) == ("file", ("header.png", PNG, "image/png"))


def test_a_picture_cannot_change_after_its_check() -> None:
    upload = ImageUpload.from_bytes(PNG, "header.png")
    with pytest.raises(AttributeError):
        upload.filename = "x"  # type: ignore[misc]
    assert repr(upload) == "ImageUpload(filename='header.png')"
