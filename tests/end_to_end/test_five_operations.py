"""All five operations over real HTTP, signed and verified, through both kinds of client."""

from __future__ import annotations

import hashlib
import io
import random
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.calls import Caller
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import Client, File
from wechatpay_product_coupon import models as m
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_sandbox import Sandbox


def stored(wechatpay: Sandbox, url: str) -> bytes:
    """Fetch a picture from the sandbox, which serves the same path as the picture's host."""
    return httpx.get(wechatpay.url + httpx.URL(url).path).content


@pytest.mark.parametrize(("suffix", "form"), [("png", "PNG"), ("jpg", "JPEG"), ("bmp", "BMP")])
def test_an_image_of_each_kind_arrives_as_it_was(
    call: Caller, wechatpay: Sandbox, tmp_path: Path, suffix: str, form: str
) -> None:
    path = tmp_path / f"头图.{suffix}"
    Image.effect_noise((120, 80), 90).save(path, form)
    answer = call("images.upload", body=ImageUpload.from_path(path))
    assert answer.image_url.startswith("https://wxpaylogo.qpic.cn/wxpaylogo/")
    assert stored(wechatpay, answer.image_url) == path.read_bytes()


def test_an_image_that_holds_any_bytes_arrives_intact(call: Caller, wechatpay: Sandbox, png: bytes) -> None:
    nasty = b'--+++\r\n\r\n--\r\nContent-Disposition: form-data; name="meta"\r\n\r\n{}\r\n--' + random.Random(
        7
    ).randbytes(4096)
    content = png + nasty
    meta = m.ImageMeta(filename="a.png", sha256=hashlib.sha256(content).hexdigest())
    body = m.UploadImageRequest(meta=meta, file=File(content, "a.png", "image/png"))
    answer = call("images.upload", body=body)
    assert stored(wechatpay, answer.image_url) == content


def test_a_header_image_is_composed(call: Caller, wechatpay: Sandbox) -> None:
    task = call("images.submit_generation_task", body=image_task())
    result = call(
        "images.get_generation_task",
        task.task_id,
        brand_id=task.brand_id,
        image_generation_type=m.ImageGenerationType.COMBINE_IMAGE,
    )
    assert result.task_state is m.TaskState.SUCCESS
    assert Image.open(io.BytesIO(stored(wechatpay, result.combine_image_result.image_url))).width > 100


def test_a_product_is_cut_out(call: Caller, wechatpay: Sandbox, png: bytes) -> None:
    uploaded = call("images.upload", body=ImageUpload.from_bytes(png, "product.png"))
    body = image_task("cut_out")
    body.cut_out.image_url = uploaded.image_url
    task = call("images.submit_generation_task", body=body)
    result = call(
        "images.get_generation_task",
        task.task_id,
        brand_id=task.brand_id,
        image_generation_type=m.ImageGenerationType.CUT_OUT,
    )
    assert Image.open(io.BytesIO(stored(wechatpay, result.cut_out_result.image_url))).mode == "RGBA"


@pytest.mark.parametrize("example", ["official", "exchange", "sequential"])
def test_a_coupon_is_created_as_asked(call: Caller, example: str) -> None:
    body = coupon(example)
    answer = call("product_coupons.create", body=body)
    assert answer.state is m.ProductCouponState.EFFECTIVE
    assert answer.display_info == body.display_info
    assert answer.stock.stock_send_rule == body.stock.stock_send_rule
    assert answer.stock.product_coupon_id == answer.product_coupon_id


def test_codes_are_uploaded_and_each_is_accounted_for(call: Caller, wechatpay: Sandbox) -> None:
    created = call("product_coupons.create", body=coupon())
    where = (created.product_coupon_id, created.stock.stock_id)
    # A code is unique among all stocks of a brand, not only in its own.
    one, two, three = (f"{created.product_coupon_id}-{number}" for number in (1, 2, 3))
    first = call("stocks.upload_codes", *where, body=codes(one, two, one))
    assert (first.total_count, first.success_code_list, first.duplicate_code_list) == (2, [one, two], [one])
    second = call("stocks.upload_codes", *where, body=codes(two, three))
    assert (second.success_code_list, second.already_exist_code_list) == ([three], [two])
    assert wechatpay.codes(created.stock.stock_id) == (one, two, three)


def test_a_repeat_with_the_same_number_and_body_creates_nothing(call: Caller, wechatpay: Sandbox) -> None:
    body = coupon()
    first, second = (call("product_coupons.create", body=body) for _ in range(2))
    assert first == second
    assert sum(made.out_request_no == body.out_request_no for made in wechatpay.coupons) == 1


def test_send_returns_the_whole_answer(wechatpay: Sandbox) -> None:
    with Client(auth=wechatpay.auth(), base_url=wechatpay.url) as client:
        answer = client.send(submit_image_generation_task.call(image_task()))
    assert answer.status_code == 200
    assert answer.request_id.endswith("-0")
    assert answer.headers["Wechatpay-Signature"]
    assert answer.parsed.task_id.encode() in answer.content
