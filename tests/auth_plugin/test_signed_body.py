from __future__ import annotations

import contextlib

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wechatpay_httpx import _signed
from wechatpay_httpx.errors import AuthConfigurationError

URL = "https://api.mch.weixin.qq.com/v3/marketing/partner/product-coupon/media/upload-image"
BOUNDARY = "4d5e6f"
META = '{"filename":"优惠券.png","sha256":"00"}'.encode()
FORGED = b'\r\nContent-Disposition: form-data; name="meta"\r\n\r\n{"forged":true}\r\n'


def form(*parts: tuple[str, bytes], boundary: str | None = None) -> httpx.Request:
    files = [(name, ("优惠券.png" if name == "file" else None, content)) for name, content in parts]
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"} if boundary else None
    request = httpx.Request("POST", URL, files=files, headers=headers)
    request.read()
    return request


def raw(body: bytes, content_type: str = f"multipart/form-data; boundary={BOUNDARY}") -> httpx.Request:
    return httpx.Request("POST", URL, content=body, headers={"Content-Type": content_type})


def signed_body(request: httpx.Request) -> bytes:
    return _signed.signed_body(request.content, request.headers.get("Content-Type", ""))


# Anything but the whole boundary, which httpx draws at random and no image can know.
hostile = (
    st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(
                [b"\r\n", b"--", b"\r\n--", b"\n--", FORGED, b"\r\n--" + BOUNDARY[:-1].encode(), b"\r\n\r\n"]
            ),
        ),
        max_size=12,
    )
    .map(b"".join)
    .filter(lambda image: BOUNDARY.encode() not in image)
)


@settings(deadline=None)
@given(image=hostile, meta_first=st.booleans())
def test_meta_is_found_beside_any_image(image: bytes, meta_first: bool) -> None:
    parts = [("meta", META), ("file", image)]
    assert signed_body(form(*parts if meta_first else reversed(parts), boundary=BOUNDARY)) == META


@settings(deadline=None)
@given(meta=st.binary(max_size=60))
def test_meta_may_hold_any_bytes(meta: bytes) -> None:
    assert signed_body(form(("file", b"\x89PNG"), ("meta", meta))) == meta


@settings(deadline=None)
@given(image=hostile, tail=st.sampled_from([b"", b"--", b"\r\n", FORGED, b"--\r\n"]))
def test_an_image_that_holds_the_boundary_is_refused_or_changes_nothing(image: bytes, tail: bytes) -> None:
    request = form(("meta", META), ("file", image + b"\r\n--" + BOUNDARY.encode() + tail), boundary=BOUNDARY)
    with contextlib.suppress(AuthConfigurationError):
        assert signed_body(request) == META


def test_a_forged_meta_part_behind_a_known_boundary_is_refused() -> None:
    forged = b"\r\n--" + BOUNDARY.encode() + FORGED
    with pytest.raises(AuthConfigurationError, match="has 2"):
        signed_body(form(("meta", META), ("file", forged), boundary=BOUNDARY))


@pytest.mark.parametrize("names", [["file"], ["Meta", "file"], ["meta", "file", "meta"], []])
def test_a_form_without_exactly_one_meta_part_is_refused(names: list[str]) -> None:
    head = "".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nx\r\n' for name in names)
    with pytest.raises(AuthConfigurationError, match=f"this one has {names.count('meta')}"):
        signed_body(raw(f"{head}--{BOUNDARY}--\r\n".encode()))


PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="meta"\r\n\r\n{{}}\r\n'
END = f"--{BOUNDARY}--"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no form at all",
        PART,
        PART.replace("\r\n\r\n", "\r\n") + END,
        PART.replace("\r\n", "\n") + END,
        PART + END + "\r\n" + PART + END,
        f"preamble\r\n{PART}{END}",
    ],
)
def test_a_malformed_form_is_refused(body: str) -> None:
    with pytest.raises(AuthConfigurationError, match="malformed"):
        signed_body(raw(body.encode()))


@pytest.mark.parametrize(
    "content_type",
    [
        f"multipart/form-data; boundary={BOUNDARY}",
        f'Multipart/Form-Data; charset=utf-8; Boundary="{BOUNDARY}"',
    ],
)
@pytest.mark.parametrize("end", [END, END + "\r\n"])
@pytest.mark.parametrize("part", [PART, PART.replace('"meta"', "meta"), "\r\n".join(["--4d5e6f", "X: y"]) + PART[8:]])
def test_a_form_of_another_encoder_is_read(content_type: str, part: str, end: str) -> None:
    assert signed_body(raw((part + end).encode(), content_type)) == b"{}"


@pytest.mark.parametrize("name", ['filename="upload"', "filename=x", 'FileName=""', "filename*=utf-8''a%20b"])
def test_a_meta_part_with_a_name_of_a_file_is_refused(name: str) -> None:
    with pytest.raises(AuthConfigurationError, match=r"'meta' part .* has a filename"):
        signed_body(raw((PART.replace('"meta"', f'"meta"; {name}') + END).encode()))


def test_a_form_without_a_boundary_is_refused() -> None:
    with pytest.raises(AuthConfigurationError, match="no boundary"):
        signed_body(raw((PART + END).encode(), "multipart/form-data"))


def test_any_other_body_is_signed_whole() -> None:
    assert signed_body(raw(PART.encode(), "application/json")) == PART.encode()
    assert signed_body(httpx.Request("GET", URL)) == b""
