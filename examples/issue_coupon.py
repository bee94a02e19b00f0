"""Issue a coupon with codes of the brand's own: python examples/issue_coupon.py BRAND_ID NUMBER PICTURE CODES.

PICTURE is a PNG, JPG or BMP file, CODES a text file with one code in a line. The account is that of the `WECHATPAY_*`
variables, a real one or the sandbox's. NUMBER names the coupon: whatever happened, run it again with the same one, and
nothing is issued twice.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coupon import discount_coupon

from wechatpay_httpx import ImageUpload, WeChatPayAuth
from wechatpay_httpx.errors import WeChatPayError
from wechatpay_jobs import Jobs
from wechatpay_jobs.errors import JobError, SourceError
from wechatpay_product_coupon import Call, Client, call_from_dict
from wechatpay_product_coupon.api.product_coupons import create_product_coupon
from wechatpay_product_coupon.errors import ClientError
from wechatpay_product_coupon.models import CreateProductCouponResponse


def issue(client: Client, brand_id: str, number: str, picture: Path, codes: str) -> None:
    """Create the coupon, and upload its codes."""
    coupon = create(client, brand_id, number, picture)
    assert coupon.stock, "it is of single use"
    print(f"coupon {coupon.product_coupon_id}, stock {coupon.stock.stock_id}")
    with Jobs("sqlite:///jobs.db", client) as jobs:
        stock = coupon.stock.stock_id
        job = jobs.upload_codes(
            codes, job_id=number, brand_id=brand_id, product_coupon_id=coupon.product_coupon_id, stock_id=stock
        )
        report = job.wait(show=sys.stderr.isatty())
        print(f"{report.lines} codes: {report.stored + report.already_existed} stored, {report.failed} failed")


def create(client: Client, brand_id: str, number: str, picture: Path) -> CreateProductCouponResponse:
    """Create the coupon by a call that is written down before it is sent: a repeat needs the very same body."""
    file = Path(f"{number}.json")
    if not file.exists():
        image_url = client.images.upload(ImageUpload.from_path(picture)).image_url
        call = create_product_coupon.call(
            discount_coupon(
                out_request_no=number,
                brand_id=brand_id,
                appid="wx4fd12345678",
                image_url=image_url,
                background_url=image_url,
            )
        )
        file.write_text(json.dumps(call.to_dict(), ensure_ascii=False, indent=2), encoding="utf-8")
    stored: Call[CreateProductCouponResponse] = call_from_dict(json.loads(file.read_text(encoding="utf-8")))
    return client.send(stored).parsed


def main(brand_id: str, number: str, picture: str, codes: str) -> None:
    """Issue on the account of the environment; leave with an error's text and status 1 if it cannot be."""
    try:
        with Client(WeChatPayAuth.from_env()) as client:
            issue(client, brand_id, number, Path(picture), codes)
    except (ClientError, WeChatPayError, JobError, SourceError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
