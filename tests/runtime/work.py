"""One call of each operation, and what it left behind in the sandbox."""

from __future__ import annotations

import asyncio
import secrets
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import httpx

from tests.calls import AT_ONCE
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import AsyncClient, AsyncTransport, Client, Transport
from wechatpay_product_coupon import models as m
from wechatpay_sandbox import Sandbox

TLS = ssl.create_default_context()  # nothing here uses it; making it is slow


@dataclass
class Work:
    """A call that can be made again and again with the same idempotency key.

    Attributes:
        operation: The `operationId`.
        method: Group and method on the client.
        args: Path parameters.
        kwargs: The other arguments.
        held: How often the sandbox holds what the call asks for.
        answers: Whether a result is the answer to this call.
    """

    operation: str
    method: str
    args: tuple[str, ...]
    kwargs: dict[str, Any]
    held: Callable[[], int]
    answers: Callable[[Any], bool]

    def __call__(self, mode: str, **client: Any) -> Any:
        """Make the call through a client of its own, sync or async, that repeats at once."""
        client.setdefault("retry", AT_ONCE)
        if mode == "async":
            return asyncio.run(self.in_loop(**client))
        with (
            client.pop("transport", None) or Transport(verify=TLS) as carrying,
            Client(transport=carrying, **client) as made,
        ):
            return attrgetter(self.method)(made)(*self.args, **self.kwargs)

    async def in_loop(self, *, transport: httpx.AsyncBaseTransport | None = None, **client: Any) -> Any:
        async with (
            transport or AsyncTransport(verify=TLS) as carrying,
            AsyncClient(transport=carrying, **client) as made,
        ):
            return await attrgetter(self.method)(made)(*self.args, **self.kwargs)


def fresh(prefix: str) -> str:
    """Return a number that no other test uses."""
    return f"{prefix}_{secrets.token_hex(8)}"


def submit(sandbox: Sandbox, _: bytes) -> Work:
    body = image_task()
    body.task_id = fresh("task")
    return Work(
        "submitImageGenerationTask",
        "images.submit_generation_task",
        (),
        {"body": body},
        lambda: sum(task.task_id == body.task_id for task in sandbox.tasks),
        lambda result: bool(result.task_id == body.task_id),
    )


def get(sandbox: Sandbox, png: bytes) -> Work:
    submitted = submit(sandbox, png)
    submitted("sync", auth=sandbox.auth(), base_url=sandbox.url, rate_limits=None)
    task = submitted.kwargs["body"]
    query = {"brand_id": task.brand_id, "image_generation_type": m.ImageGenerationType.COMBINE_IMAGE}
    return Work(
        "getImageGenerationTask",
        "images.get_generation_task",
        (task.task_id,),
        query,
        submitted.held,
        submitted.answers,
    )


def upload(sandbox: Sandbox, png: bytes) -> Work:
    picture = ImageUpload.from_bytes(png + secrets.token_bytes(8), f"{fresh('picture')}.png")

    def stored(url: str) -> bool:
        # A generated picture is drawn when it is looked at, which is slow; an uploaded one is there.
        found = [image for image in sandbox.images if image.url == url and image.media_type == "image/png"]
        return any(image.content == picture.content for image in found)

    return Work(
        "uploadImage",
        "images.upload",
        (),
        {"body": picture},
        # Each repeat stores the file again; that it is stored is what counts.
        lambda: int(any(stored(image.url) for image in sandbox.images)),
        lambda result: stored(result.image_url),
    )


def create(sandbox: Sandbox, _: bytes) -> Work:
    body = coupon()
    body.out_request_no = fresh("create")
    return Work(
        "createProductCoupon",
        "product_coupons.create",
        (),
        {"body": body},
        lambda: sum(made.out_request_no == body.out_request_no for made in sandbox.coupons),
        lambda result: any(
            (made.out_request_no, made.product_coupon_id) == (body.out_request_no, result.product_coupon_id)
            for made in sandbox.coupons
        ),
    )


def upload_codes(sandbox: Sandbox, png: bytes) -> Work:
    made = create(sandbox, png)("sync", auth=sandbox.auth(), base_url=sandbox.url, rate_limits=None)
    body = codes(*(fresh("code") for _ in range(3)))
    body.out_request_no = fresh("codes")

    def held() -> int:
        stored = sandbox.codes(made.stock.stock_id)
        assert stored in ((), tuple(body.code_list)), "a part of the codes, or some of them twice"
        return len(stored) // 3

    return Work(
        "uploadCouponCodes",
        "stocks.upload_codes",
        (made.product_coupon_id, made.stock.stock_id),
        {"body": body},
        held,
        lambda result: bool(set(result.success_code_list) <= set(body.code_list)),
    )


OPERATIONS = {
    "uploadImage": upload,
    "submitImageGenerationTask": submit,
    "getImageGenerationTask": get,
    "createProductCoupon": create,
    "uploadCouponCodes": upload_codes,
}
