"""Pictures as web frameworks and programs hand them over: each works, or the error says how."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile, UploadedFile
from fastapi import FastAPI
from fastapi import UploadFile as FastApiUpload
from PIL import Image
from starlette.datastructures import UploadFile
from starlette.testclient import TestClient
from werkzeug.datastructures import FileStorage

from tests.auth_plugin.test_image import LIMIT, PNG
from wechatpay_httpx import ImageUpload
from wechatpay_httpx.errors import ImageError

UPLOADS: dict[str, Callable[[], Any]] = {
    "Starlette": lambda: UploadFile(io.BytesIO(PNG), filename="logo.png"),
    "FastAPI": lambda: FastApiUpload(io.BytesIO(PNG), filename="logo.png"),
    "Flask": lambda: FileStorage(io.BytesIO(PNG), filename="logo.png", name="picture"),
    "Flask, of an old browser": lambda: FileStorage(io.BytesIO(PNG), filename="C:\\fakepath\\logo.png", name="picture"),
    "Django": lambda: SimpleUploadedFile("logo.png", PNG),
    "Django in memory": lambda: InMemoryUploadedFile(io.BytesIO(PNG), "f", "logo.png", "image/png", len(PNG), None),
}


@pytest.mark.parametrize("framework", UPLOADS)
def test_an_upload_of_a_framework_is_taken_with_its_name(framework: str) -> None:
    assert ImageUpload.from_file(UPLOADS[framework]()) == ImageUpload("logo.png", PNG)
    assert ImageUpload.from_file(UPLOADS[framework](), "other.png") == ImageUpload("other.png", PNG)


def test_a_large_upload_of_django_is_a_file_on_disk(tmp_path: Path) -> None:
    (tmp_path / "tmp1x.upload").write_bytes(PNG)
    with (tmp_path / "tmp1x.upload").open("rb") as file:
        assert ImageUpload.from_file(UploadedFile(file, "logo.png")) == ImageUpload("logo.png", PNG)


@pytest.mark.parametrize("framework", UPLOADS)
def test_an_upload_that_was_read_already_says_how_to_go_on(framework: str) -> None:
    upload = UPLOADS[framework]()
    file = getattr(upload, "file", upload) if "Django" not in framework else upload
    for count in -1, 4:
        file.seek(0)
        file.read(count)
        with pytest.raises(ImageError, match=r"was read already: its file stands at byte \d+\..*seek\(0\)"):
            ImageUpload.from_file(upload)
    file.seek(0)
    assert ImageUpload.from_file(upload).content == PNG


@pytest.mark.parametrize("framework", ["Starlette", "Flask"])
def test_an_upload_without_a_name_says_so(framework: str) -> None:
    nameless: Any = UploadFile(io.BytesIO(PNG)) if framework == "Starlette" else FileStorage(io.BytesIO(PNG), name="x")
    with pytest.raises(ImageError, match="has no name; give filename"):
        ImageUpload.from_file(nameless)


def test_a_picture_goes_through_a_route_of_fastapi() -> None:
    app, got = FastAPI(), []

    @app.post("/logo")
    async def logo(picture: FastApiUpload) -> None:
        got.append(ImageUpload.from_file(picture))

    with TestClient(app) as client:
        assert client.post("/logo", files={"picture": ("logo.png", PNG, "image/png")}).status_code == 200
    assert got == [ImageUpload("logo.png", PNG)]


class Asynchronous:
    """A file of aiofiles or anyio."""

    name = "logo.png"

    async def read(self, size: int = -1) -> bytes:
        raise AssertionError("not read")


class Hidden:
    """Its read() only turns out to be asynchronous when it is called."""

    name = "logo.png"

    def read(self, size: int = -1) -> Any:
        return Asynchronous().read(size)


def test_an_asynchronous_file_says_how() -> None:
    with pytest.raises(ImageError, match=r"asynchronous: give ImageUpload\.from_bytes\(await file\.read\(\), filename"):
        ImageUpload.from_file(Asynchronous())
    with pytest.raises(ImageError, match="reads as coroutine: bytes are needed"):
        ImageUpload.from_file(Hidden())


def test_the_bytes_of_an_upload_that_was_awaited_will_do() -> None:
    async def receive() -> ImageUpload:
        upload = UploadFile(io.BytesIO(PNG), filename="logo.png")
        return ImageUpload.from_bytes(await upload.read(), "logo.png")

    assert asyncio.run(receive()) == ImageUpload("logo.png", PNG)


def test_what_pillow_just_wrote_is_at_its_end() -> None:
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, "PNG")
    with pytest.raises(ImageError, match=r"seek\(0\)"):
        ImageUpload.from_file(written, "logo.png")
    written.seek(0)
    assert ImageUpload.from_file(written, "logo.png").content == written.getvalue()


def test_a_file_may_begin_anywhere_if_a_picture_begins_there() -> None:
    archive = io.BytesIO(b"header" + PNG)
    archive.seek(6)
    assert ImageUpload.from_file(archive, "logo.png").content == PNG
    huge = io.BytesIO(PNG + bytes(LIMIT))
    with pytest.raises(ImageError, match="larger than"):
        ImageUpload.from_file(huge, "logo.png")


def test_a_closed_file_cannot_be_read() -> None:
    closed = io.BytesIO(PNG)
    closed.close()
    with pytest.raises(ImageError, match=r"'logo\.png' cannot be read: I/O operation on closed file"):
        ImageUpload.from_file(closed, "logo.png")


def test_each_way_in_names_the_other_ways(tmp_path: Path) -> None:
    wrong: Any
    for wrong in "logo.png", tmp_path / "logo.png":
        with pytest.raises(ImageError, match="A path is given to from_path"):
            ImageUpload.from_file(wrong, "logo.png")
        with pytest.raises(ImageError, match="a path is given to from_path"):
            ImageUpload.from_bytes(wrong, "logo.png")
        with pytest.raises(ImageError, match="from_path, from_bytes and from_file"):
            ImageUpload("logo.png", wrong)
    wrong = PNG
    with pytest.raises(ImageError, match="the bytes of a picture are given to from_bytes"):
        ImageUpload.from_path(wrong)
    with pytest.raises(ImageError, match="bytes to from_bytes"):
        ImageUpload.from_file(wrong, "logo.png")
    wrong = io.BytesIO(PNG)
    with pytest.raises(ImageError, match="a file is given to from_file"):
        ImageUpload.from_bytes(wrong, "logo.png")


@pytest.mark.parametrize("wrong", [None, 5, b"logo.png", ["logo.png"], Path("logo.png")])
def test_a_filename_is_text(wrong: Any) -> None:
    with pytest.raises(ImageError, match=r"filename of a picture is .* a str such as 'logo.png' is needed"):
        ImageUpload.from_bytes(PNG, wrong)
    with pytest.raises(ImageError, match="filename of a picture is "):
        ImageUpload(wrong, PNG)


@pytest.mark.parametrize("wrong", [None, 5, 1.5, [PNG], object()])
def test_content_is_bytes(wrong: Any) -> None:
    for make in (
        lambda: ImageUpload.from_bytes(wrong, "logo.png"),
        lambda: ImageUpload("logo.png", wrong),
        lambda: ImageUpload.from_path(wrong),
        lambda: ImageUpload.from_file(wrong, "logo.png"),
    ):
        with pytest.raises(ImageError, match=" needed"):
            make()
