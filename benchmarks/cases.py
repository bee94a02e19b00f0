"""The requests of the benchmark and the answers to them: the contract's own examples."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

import yaml

_CONTRACT: Final = Path(__file__).parents[1] / "openapi.yaml"
_PREFIX: Final = "/v3/marketing/partner/product-coupon"
SMALL: Final = f"{_PREFIX}/image-generation-tasks"
CODES: Final = f"{_PREFIX}/product-coupons/200000001/stocks/123456789/upload-coupon-codes"
UPLOAD: Final = f"{_PREFIX}/media/upload-image"

_CODE_LIST: Final = [f"code_{number:035}" for number in range(200)]
PICTURE: Final = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4096
SMALL_BODY: Final = {
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
CODES_BODY: Final = {"out_request_no": "34657_20250101_123456", "code_list": _CODE_LIST, "brand_id": "120344"}
META: Final = {"filename": "header.png", "sha256": hashlib.sha256(PICTURE).hexdigest()}
ANSWERS: Final[dict[str, Any]] = {
    SMALL: {"task_id": "image_generation_task_1", "brand_id": "120344"},
    CODES: {"total_count": 200, "success_code_list": _CODE_LIST},
    UPLOAD: {"image_url": "https://wxpaylogo.qpic.cn/wxpaylogo/example.png"},
}


def create_body() -> dict[str, Any]:
    """Return the contract's official request for a coupon, the typical body that validation is measured with."""
    document = yaml.load(_CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    content = document["paths"][f"{_PREFIX}/product-coupons"]["post"]["requestBody"]["content"]
    body: dict[str, Any] = content["application/json"]["examples"]["official"]["value"]
    return body
