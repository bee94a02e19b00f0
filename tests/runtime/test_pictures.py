"""A picture given as it is: the error says how it is made ready. An extra that is missing: the error names it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from starlette.datastructures import UploadFile
from werkzeug.datastructures import FileStorage

from tests.calls import Caller
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon.errors import RequestValidationError
from wechatpay_sandbox import Sandbox

AS_THEY_ARE: list[tuple[Any, str]] = [
    ("photo.jpg", "ImageUpload.from_path"),
    (Path("photo.jpg"), "ImageUpload.from_path"),
    (b"\x89PNG", "ImageUpload.from_bytes"),
    (bytearray(b"\x89PNG"), "ImageUpload.from_bytes"),
    (io.BytesIO(b"\x89PNG"), "ImageUpload.from_file"),
    (io.StringIO("text"), "ImageUpload.from_file"),
    (UploadFile(io.BytesIO(b"\x89PNG"), filename="logo.png"), "ImageUpload.from_file"),
    (FileStorage(io.BytesIO(b"\x89PNG"), filename="logo.png"), "ImageUpload.from_file"),
    (None, "from_path"),
    (5, "from_path"),
    (("logo.png", b"\x89PNG"), "from_path"),
    (ImageUpload, "from_path"),
]


@pytest.mark.parametrize("is_checked", [True, False])
@pytest.mark.parametrize(("given", "how"), AS_THEY_ARE, ids=lambda value: type(value).__name__)
def test_the_error_says_how(call: Caller, given: Any, how: str, is_checked: bool) -> None:
    with pytest.raises(RequestValidationError, match=r"a picture made ready by wechatpay_httpx, .*") as caught:
        call("images.upload", given, client={"validate": is_checked})
    assert how in str(caught.value)
    assert "photo" not in str(caught.value)


def test_what_it_says_works(call: Caller, wechatpay: Sandbox, png: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png)
    with path.open("rb") as file:
        pictures = [
            ImageUpload.from_path(path),
            ImageUpload.from_path(str(path)),
            ImageUpload.from_bytes(png, "logo.png"),
            ImageUpload.from_file(file),
            ImageUpload.from_file(io.BytesIO(png), "logo.png"),
            ImageUpload.from_file(UploadFile(io.BytesIO(png), filename="logo.png")),
            ImageUpload.from_file(FileStorage(io.BytesIO(png), filename="logo.png", name="picture")),
            ImageUpload.from_file(SimpleUploadedFile("logo.png", png)),
        ]
    urls = {call("images.upload", picture).image_url for picture in pictures}
    assert {image.content for image in wechatpay.images if image.url in urls} == {png}


EXTRAS = {
    "sandbox": (["starlette", "uvicorn", "pydantic", "PIL", "jsonschema"], "import wechatpay_sandbox"),
    "aiohttp": (["aiohttp"], "from wechatpay_product_coupon import AiohttpTransport"),
    "redis": (
        ["redis"],
        "from wechatpay_product_coupon import RedisRateLimits; RedisRateLimits('redis://127.0.0.1:9')",
    ),
}


@pytest.mark.parametrize(
    ("extra", "module"), [(extra, module) for extra, (modules, _) in EXTRAS.items() for module in modules]
)
def test_a_missing_extra_is_named(extra: str, module: str) -> None:
    program = f"import sys; sys.modules[{module!r}] = None\n{EXTRAS[extra][1]}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"pip install wechatpay-product-coupon[{extra}]" in done.stderr.splitlines()[-1]


def test_a_missing_library_for_socks_is_named() -> None:
    program = (
        "import sys; sys.modules['socksio'] = None\n"
        "from wechatpay_product_coupon import Transport; Transport(proxy='socks5://u:secret@127.0.0.1:9')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install httpx[socks]" in done.stderr.splitlines()[-1]
    assert "ConfigurationError" in done.stderr.splitlines()[-1]
