"""Uploading pictures: what is stored and served, and what is refused."""

from __future__ import annotations

import hashlib
import secrets

import pytest

from tests.sandbox.program import UPLOAD, Program, dump, picture, result_of
from wechatpay_sandbox import Sandbox


@pytest.mark.parametrize(
    ("form", "filename", "media_type"),
    [
        ("PNG", "header.png", "image/png"),
        ("JPEG", "header.JPG", "image/jpeg"),
        ("BMP", "头图.bmp", "image/bmp"),
    ],
)
@pytest.mark.parametrize("order", ["meta file", "file meta"])
def test_a_picture_is_stored_and_served(
    program: Program, form: str, filename: str, media_type: str, order: str
) -> None:
    content = picture(form)
    response = program.upload(content, filename, order=order)
    url = response.json()["image_url"]
    served = program.fetch(url)
    assert response.status_code == 200
    assert program.is_verified(response)
    assert url.startswith("https://wxpaylogo.qpic.cn/wxpaylogo/")
    assert (served.content, served.headers["Content-Type"]) == (content, media_type)
    stored = program.sandbox.images[-1]
    assert (stored.url, stored.media_type, stored.content) == (url, media_type, content)


def test_bytes_that_look_like_a_boundary_arrive_intact(program: Program) -> None:
    content = (
        picture("PNG") + b"\r\n--\r\n--+++--\r\nContent-Disposition: form-data\r\n\r\n" + secrets.token_bytes(5000)
    )
    url = program.upload(content, "a.png").json()["image_url"]
    assert program.fetch(url).content == content


def test_each_upload_has_its_own_url(program: Program) -> None:
    content = picture("PNG")
    urls = {program.upload(content, "a.png").json()["image_url"] for _ in range(2)}
    assert len(urls) == 2


def test_the_digest_may_be_in_capitals(program: Program) -> None:
    content = picture("PNG")
    assert program.upload(content, "a.png", sha256=hashlib.sha256(content).hexdigest().upper()).status_code == 200


def test_a_digest_of_something_else_is_an_invalid_request(program: Program) -> None:
    response = program.upload(picture("PNG"), "a.png", sha256="0" * 64)
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert "SHA-256" in response.json()["detail"]["issue"]


def test_two_mebibytes_are_taken_and_not_one_byte_more(program: Program) -> None:
    content = picture("PNG").ljust(2 * 1024 * 1024, b"\0")
    assert program.upload(content, "a.png").status_code == 200
    response = program.upload(content + b"\0", "a.png")
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert response.json()["detail"]["field"] == "/file"
    assert result_of(response) == 270087680


@pytest.mark.parametrize(
    ("content", "filename", "field"),
    [
        (b"", "a.png", "/file"),
        (b"just text", "a.png", "/file"),
        (picture("GIF"), "a.png", "/file"),
        (picture("JPEG"), "a.png", "/meta/filename"),
        (picture("JPEG"), "a.jpeg", "/meta/filename"),
        (picture("PNG"), "png", "/meta/filename"),
        (picture("PNG"), "a" * 147 + ".png", "/meta/filename"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_a_param_error(
    program: Program, sandbox: Sandbox, content: bytes, filename: str, field: str
) -> None:
    before = len(sandbox.images)
    response = program.upload(content, filename)
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert response.json()["detail"]["field"] == field
    assert len(sandbox.images) == before


def test_the_signature_covers_the_meta_part_byte_for_byte(program: Program) -> None:
    content = picture("PNG")
    meta = dump({"filename": "a.png", "sha256": hashlib.sha256(content).hexdigest()})
    spaced = meta.replace(b":", b" : ") + b"\n"
    assert program.send_form([("meta", spaced), ("file", content)], signed=spaced).status_code == 200
    assert program.send_form([("meta", spaced), ("file", content)], signed=meta).status_code == 401
    assert program.send_form([("meta", meta), ("file", content)], signed=b"").status_code == 401


@pytest.mark.parametrize(
    ("parts", "signed", "field"),
    [
        ([("meta", b"{}")], b"{}", "/meta/filename"),
        ([("file", b"x")], b"", "/meta"),
        ([("meta", b'{"filename":'), ("file", b"x")], b'{"filename":', "/meta"),
        ([("meta", b"\xff"), ("file", b"x")], b"\xff", "/meta"),
    ],
)
def test_a_missing_or_broken_part_is_a_param_error(
    program: Program, parts: list[tuple[str, bytes]], signed: bytes, field: str
) -> None:
    response = program.send_form(parts, signed=signed)
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert response.json()["detail"]["field"] == field


def test_a_form_must_be_complete(program: Program) -> None:
    content = picture("PNG")
    meta = dump({"filename": "a.png", "sha256": hashlib.sha256(content).hexdigest()})
    response = program.send_form([("meta", meta), ("file", content)], signed=meta, ending=b"")
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")


def test_a_part_comes_once(program: Program) -> None:
    response = program.send_form([("meta", b"{}"), ("meta", b"{}")], signed=b"{}")
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", "multipart/mixed; boundary=x"])
def test_an_upload_is_a_multipart_form(program: Program, content_type: str) -> None:
    response = program.send("POST", UPLOAD, b"{}", headers={"Content-Type": content_type})
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")


def test_a_body_far_too_large_is_cut_short(program: Program) -> None:
    response = program.send("POST", UPLOAD, bytes(17 * 1024 * 1024), headers={"Content-Type": "multipart/form-data"})
    assert (response.status_code, response.json()["code"]) == (413, "INVALID_REQUEST")


def test_an_unknown_picture_is_not_found(program: Program) -> None:
    assert program.fetch("https://wxpaylogo.qpic.cn/wxpaylogo/none.png").status_code == 404
