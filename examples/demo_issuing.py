"""The demo's first part: pictures, a coupon, and its codes."""

from __future__ import annotations

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from pictures import draw_all
from PIL import Image
from screen import Screen

from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import AsyncClient, Client
from wechatpay_product_coupon.api.images import get_image_generation_task, submit_image_generation_task, upload_image
from wechatpay_product_coupon.api.product_coupons import create_product_coupon
from wechatpay_product_coupon.api.stocks import upload_coupon_codes
from wechatpay_product_coupon.models import CreateProductCouponResponse, TaskState, UploadCouponCodesResponse
from wechatpay_product_coupon.params import CreateProductCouponRequestDict, SubmitImageGenerationTaskRequestDict
from wechatpay_sandbox import Sandbox

BRAND_ID = "120344"
BATCH = 200  # codes in one request, at most
OUTPUT = Path("demo_output")


class Issuing:
    """The steps. Operations are called through `send`, whose response keeps status, headers and Request-ID."""

    def __init__(self, sandbox: Sandbox, client: Client, screen: Screen) -> None:
        self.sandbox = sandbox
        self.client = client
        self.screen = screen

    def upload_pictures(self) -> dict[str, str]:
        """Upload a PNG, a JPG and a BMP file; return their URLs by file name."""
        what = "Name, size, type and SHA-256 are settled before anything is sent."
        self.screen.step("Upload three pictures", "图片上传", what)
        self.screen.call(upload_image.OPERATION)
        urls = {}
        with tempfile.TemporaryDirectory() as folder:
            for path in draw_all(Path(folder)):
                picture = ImageUpload.from_path(path)
                response = self.client.send(upload_image.call(picture))
                urls[picture.filename] = response.parsed.image_url
                self.screen.answer(picture.filename, f"{picture.size:,} bytes", response)
        self.screen.notes(*urls.values())
        assert len(set(urls.values())) == 3, "three pictures have three URLs"
        return urls

    async def generate_images(self, *, photo_url: str) -> str:
        """Have a coupon's header composed and a product cut out, both at once; return the URL of the header."""
        what = "Submitted and polled at the same time, through AsyncClient."
        self.screen.step("Generate two images", "图片生成任务", what)
        header: SubmitImageGenerationTaskRequestDict = {
            "brand_id": BRAND_ID,
            "task_id": "demo_header_001",
            "image_generation_type": "COMBINE_IMAGE",
            "combine_image": {
                "scope": "ALL",
                "type": "DISCOUNT",
                "usage_mode": "SINGLE",
                "discount_coupon": {"threshold": 100_00, "percent_off": 20},
                "background_color": "#D9643A",
            },
        }
        cut_out: SubmitImageGenerationTaskRequestDict = {
            "brand_id": BRAND_ID,
            "task_id": "demo_cut_out_001",
            "image_generation_type": "CUT_OUT",
            "cut_out": {"image_url": photo_url},
        }
        async with AsyncClient(self.sandbox.auth(), base_url=self.sandbox.url) as client:
            self.screen.call(submit_image_generation_task.OPERATION)
            for task in (header, cut_out):
                accepted = await client.send(submit_image_generation_task.call(task))
                self.screen.answer(task["image_generation_type"], "accepted", accepted)
            self.screen.call(get_image_generation_task.OPERATION)
            header_url, product_url = await asyncio.gather(self.poll(client, header), self.poll(client, cut_out))
        self.screen.notes(
            self.save(header_url, "header.png", transparent=False),
            self.save(product_url, "cut_out.png", transparent=True),
        )
        return header_url

    async def poll(self, client: AsyncClient, task: SubmitImageGenerationTaskRequestDict) -> str:
        """Ask for a task until it has ended, each time after twice as long; return the URL of its image."""
        kind, seconds = task["image_generation_type"], 0.2  # a real task takes longer: begin with one second
        call = get_image_generation_task.call(task["task_id"], brand_id=task["brand_id"], image_generation_type=kind)
        while True:
            response = await client.send(call)
            seen = response.parsed
            self.screen.answer(kind, seen.task_state, response)
            if seen.task_state is not TaskState.PROCESSING:
                result = seen.combine_image_result or seen.cut_out_result
                assert result, f"the {kind} task ended as {seen.task_state}"
                assert result.image_url, "a task that succeeded has an image"
                return result.image_url
            await asyncio.sleep(seconds)
            seconds *= 2

    def save(self, url: str, name: str, *, transparent: bool) -> str:
        """Fetch a generated image, which the sandbox serves under the same path, and keep it; say what was kept."""
        content = httpx.get(self.sandbox.url + urlsplit(url).path).raise_for_status().content
        with Image.open(BytesIO(content)) as image:
            width, height = image.size
            assert ("A" in image.getbands()) is transparent, f"{name} is {'' if transparent else 'not '}transparent"
        OUTPUT.mkdir(exist_ok=True)
        (OUTPUT / name).write_bytes(content)
        return f"{OUTPUT / name}, {width} × {height} pixels{', transparent' if transparent else ''}"

    def create_coupon(self, request: CreateProductCouponRequestDict) -> CreateProductCouponResponse:
        """Create a coupon whose codes the brand uploads."""
        what = "With its first stock (批次), in UPLOAD mode: the codes are the brand's own."
        self.screen.step("Create a coupon", "创建商品券", what)
        coupon = self.create(request)
        stock = coupon.stock
        assert stock, "it is of single use"
        self.screen.notes(
            f"{coupon.display_info.name}, {coupon.state}",
            f"stock {stock.stock_id}, {stock.coupon_code_mode}, {stock.state}",
        )
        return coupon

    def create(self, request: CreateProductCouponRequestDict) -> CreateProductCouponResponse:
        """Make one call."""
        self.screen.call(create_product_coupon.OPERATION)
        response = self.client.send(create_product_coupon.call(request))
        self.screen.answer(request["out_request_no"], f"coupon {response.parsed.product_coupon_id}", response)
        return response.parsed

    def upload_codes(self, coupon: CreateProductCouponResponse) -> None:
        """Upload a list of codes in batches, and once more what failed; report what became of each."""
        fresh = [f"CAFE-{number:06}" for number in range(1, 431)]
        codes = fresh[:100] + fresh[90:100] + fresh[100:] + fresh[:10]  # ten repeats close by, ten in a later batch
        what = f"A list of {len(codes)} codes with repeats in it, {BATCH} at a time; two of them fail at first."
        self.screen.step("Upload coupon codes", "预上传券Code", what)
        self.screen.call(upload_coupon_codes.OPERATION)
        self.sandbox.failing_codes = {"CAFE-000150", "CAFE-000250"}
        batches = [codes[start : start + BATCH] for start in range(0, len(codes), BATCH)]
        reports = [self.upload_batch(coupon, number, batch) for number, batch in enumerate(batches, start=1)]
        batches.append([info.coupon_code for report in reports for info in report.failed_code_list])
        assert set(batches[-1]) == self.sandbox.failing_codes, "the failed codes are named"
        self.sandbox.failing_codes = set()
        reports.append(self.upload_batch(coupon, len(batches), batches[-1]))

        rows = [[len(batch), *counts(report)] for batch, report in zip(batches, reports, strict=True)]
        names = [f"request {number}" for number in range(1, len(rows) + 1)]
        total = [sum(column) for column in zip(*rows, strict=True)]
        heads = ["", "sent", "distinct", "stored", "already there", "repeated", "failed"]
        lines = [[name, *row] for name, row in zip(names, rows, strict=True)]
        self.screen.report(heads, lines, ["together", *total])
        assert coupon.stock, "it is of single use"
        stored = self.sandbox.codes(coupon.stock.stock_id)
        assert sorted(stored) == fresh, "each code is stored once"
        self.screen.notes(f"the stock holds {len(stored)} codes, each of the {len(set(codes))} different ones once")

    def upload_batch(
        self, coupon: CreateProductCouponResponse, number: int, codes: list[str]
    ) -> UploadCouponCodesResponse:
        """Upload at most 200 codes, each batch under a request number of its own."""
        assert coupon.stock, "it is of single use"
        call = upload_coupon_codes.call(
            coupon.product_coupon_id,
            coupon.stock.stock_id,
            {"out_request_no": f"demo_codes_{number:03}", "brand_id": coupon.brand_id, "code_list": codes},
        )
        response = self.client.send(call)
        stored = len(response.parsed.success_code_list)
        self.screen.answer(f"{len(codes)} codes", f"{stored} stored", response)
        return response.parsed


def counts(report: UploadCouponCodesResponse) -> list[int]:
    """Count what became of the codes of one request."""
    lists = (
        report.success_code_list,
        report.already_exist_code_list,
        report.duplicate_code_list,
        report.failed_code_list,
    )
    return [report.total_count, *(len(codes) for codes in lists)]
