"""A sandbox with something of everything, for pages that are looked at: it runs until its standard input ends.

It says where it is as one line of JSON. A browser's driver lives in an environment of its own, without the sandbox.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import ExitStack
from typing import Any

import httpx
from PIL import Image, ImageDraw

from tests.sandbox.brand import Brand
from tests.sandbox.bundle_brand import BundleBrand
from tests.sandbox.program import COUPONS, TASKS, Program, dump, example, number
from tests.sandbox.receiver import Receiver
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox, Trick


def main() -> None:
    with ExitStack() as opened:
        receiver = opened.enter_context(Receiver(200, 200, 500, 503))
        sandbox = opened.enter_context(
            Sandbox.start(image_task_seconds=0, notify_url=receiver.url, notify_intervals=[0.2, 3600, 7200])
        )
        client = opened.enter_context(Client(sandbox.auth(), base_url=sandbox.url))
        http = opened.enter_context(httpx.Client())
        http.headers.clear()
        places = _filled(sandbox, client, Program(sandbox, sandbox.merchant, http))
        where = {"url": sandbox.url, "console_url": sandbox.console_url, "token": sandbox.control_token}
        print(json.dumps({**where, **places}), flush=True)
        sys.stdin.read()


def _filled(sandbox: Sandbox, client: Client, program: Program) -> dict[str, Any]:
    """Let things happen, and return where some of them are shown."""
    brand, bundle = Brand(client, mode="UPLOAD"), BundleBrand(client)
    codes: Any = {"out_request_no": number(), "code_list": [f"code_{n:04}" for n in range(130)], **brand.brand}
    client.stocks.upload_codes(brand.coupon, brand.stock, codes)
    sandbox.add_merchant()
    sandbox.rotate_certificate()
    sent = [brand.send(f"o-user-{n}").coupon_code for n in range(3)]
    bundle.send()
    sandbox.notify_again(Trick.FORGED)
    client.images.upload(ImageUpload("logo.png", _logo()))
    program.post(TASKS, example("submitImageGenerationTask") | {"brand_id": "120344"})
    named: Any = example("createProductCoupon", "official") | {"brand_id": "120344"}
    named["display_info"] = {**named["display_info"], "name": "<script>hi()", "image_url": sandbox.images[-1].url}
    script = client.product_coupons.create(named).product_coupon_id
    broken = program.post(COUPONS, named | {"out_request_no": number(), "type": "EXCHANGE"})
    assert broken.status_code == 400
    rule = sandbox.requests[-1].number
    body = dump({"stock_id": brand.stock, "remark": "冬季"})
    refused = program.send("PATCH", f"{COUPONS}/{brand.coupon}/stocks/{brand.stock}", body, signed=_compact(body))
    assert refused.status_code == 401
    return {
        "coupon": f"user-coupons/{brand.stock}/{sent[0]}",
        "other_coupon": f"user-coupons/{brand.stock}/{sent[1]}",
        "signature": f"requests/{sandbox.requests[-1].number}",
        "rule": f"requests/{rule}",
        "script": f"coupons/{script}",
        "stock": f"stocks/{brand.stock}",
        "codes": f"codes/{brand.stock}",
    }


def _compact(body: bytes) -> bytes:
    return json.dumps(json.loads(body), separators=(",", ":"), ensure_ascii=False).encode()


def _logo() -> bytes:
    image = Image.new("RGB", (480, 480), "#f4f0ec")
    pen = ImageDraw.Draw(image)
    pen.ellipse((90, 90, 390, 390), fill="#07813f")
    pen.ellipse((180, 180, 300, 300), fill="#f4f0ec")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
