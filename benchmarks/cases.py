"""The requests of the benchmark and the answers to them: the contract's own examples."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

CONTRACT = Path(__file__).parents[1] / "openapi.yaml"
PREFIX = "/v3/marketing/partner/product-coupon"
SMALL = f"{PREFIX}/image-generation-tasks"
CODES = f"{PREFIX}/product-coupons/200000001/stocks/123456789/upload-coupon-codes"
UPLOAD = f"{PREFIX}/media/upload-image"

CODE_LIST = [f"code_{number:035}" for number in range(200)]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4096
SMALL_BODY = {
    "brand_id": "120344",
    "task_id": "image_generation_task_1",
    "image_generation_type": "COMBINE_IMAGE",
    "combine_image": {
        "scope": "ALL",
        "type": "NORMAL",
        "usage_mode": "SINGLE",
        "normal_coupon": {"threshold": 10000, "discount_amount": 100},
        "background_color": "#ff5733",
    },
}
CODES_BODY = {"out_request_no": "34657_20250101_123456", "code_list": CODE_LIST, "brand_id": "120344"}
META = {"filename": "header.png", "sha256": hashlib.sha256(PICTURE).hexdigest()}
ANSWERS: dict[str, Any] = {
    SMALL: {"task_id": "image_generation_task_1", "brand_id": "120344"},
    CODES: {"total_count": 200, "success_code_list": CODE_LIST},
    UPLOAD: {"image_url": "https://wxpaylogo.qpic.cn/wxpaylogo/example.png"},
}


def create_body() -> dict[str, Any]:
    """Return the contract's official request for a coupon, the typical body that validation is measured with."""
    document = yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    content = document["paths"][f"{PREFIX}/product-coupons"]["post"]["requestBody"]["content"]
    body: dict[str, Any] = content["application/json"]["examples"]["seed"]["value"]
    return body
