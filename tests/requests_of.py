"""Requests to call with, made of the contract's own examples."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from tests.codegen.contract_document import examples
from wechatpay_product_coupon import models as m

_numbers = itertools.count(1)


def number() -> str:
    """Return a request number, new for each use."""
    return f"number_{next(_numbers):06}"


def coupon(example: str = "official", **changes: Any) -> m.CreateProductCouponRequest:
    """Return a coupon to create that is valid from now on, with a request number of its own."""
    body = m.CreateProductCouponRequest.from_dict(examples("createProductCoupon", "request")[example])
    body.out_request_no = number()
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    assert body.stock
    rule = body.stock.single_usage_rule or body.stock.sequential_usage_rule
    assert rule
    rule.coupon_available_period.available_begin_time = now
    rule.coupon_available_period.available_end_time = now + datetime.timedelta(days=30)
    for name, value in changes.items():
        setattr(body, name, value)
    return body


def image_task(example: str = "combine_image") -> m.SubmitImageGenerationTaskRequest:
    """Return an image task to submit, with a number of its own."""
    body = m.SubmitImageGenerationTaskRequest.from_dict(examples("submitImageGenerationTask", "request")[example])
    body.task_id = number()
    return body


def codes(*code_list: str) -> m.UploadCouponCodesRequest:
    """Return coupon codes to upload, with a request number of their own."""
    return m.UploadCouponCodesRequest(out_request_no=number(), code_list=list(code_list), brand_id="120344")
