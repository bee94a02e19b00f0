"""The calls of the soak, and what they were told."""

from __future__ import annotations

import asyncio
import io
import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

from PIL import Image

from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_httpx.errors import WeChatPayError
from wechatpay_product_coupon import AsyncClient, Client, errors
from wechatpay_product_coupon import models as m

_PATIENCE: Final = (
    1  # in multiples of what a call takes lately, so that most of the impatient give up, at any moment of it
)
_LATELY: Final = 0.05  # what the last call counts for
PICTURES: Final = "picture"  # each repeat of an upload stores one more

Fact: TypeAlias = tuple[str, ...]
"""What a call was told, or the sandbox holds: a kind and its numbers."""


class Call(NamedTuple):
    """A call with a number of its own, and what its result tells."""

    method: str
    args: tuple[str, ...]
    body_or_query: dict[str, Any]
    facts: Callable[[Any], list[Fact]]


@dataclass
class Caller:
    """Makes calls until they have a result, as a job does, and keeps what they told.

    Args:
        stock: Product coupon and stock that codes are uploaded to.
        task: An image task that exists.
        give_ups: The part of the calls in tasks that are made for some moment only, and again when that is over.

    Attributes:
        made_again: How many calls were made anew after an error.
        given_up: How many were made anew after they were given up.
    """

    stock: tuple[str, str]
    task: m.SubmitImageGenerationTaskRequest
    give_ups: float = 0.0
    facts: list[Fact] = field(default_factory=list, init=False)
    made_again: int = field(default=0, init=False)
    given_up: int = field(default=0, init=False)
    _takes: float = field(default=0.05, init=False)  # seconds, of a call lately

    def __post_init__(self) -> None:
        file = io.BytesIO()
        Image.new("RGB", (64, 64), "#ff5733").save(file, "PNG")
        self._picture = file.getvalue()

    def sync(self, client: Client, kind: str) -> None:
        call = self._prepare(kind)
        while True:
            try:
                self.facts += call.facts(attrgetter(call.method)(client)(*call.args, **call.body_or_query))
                return
            except (errors.NoAnswerError, errors.ApiError, WeChatPayError) as exc:
                self._again(exc)

    async def asynchronous(self, client: AsyncClient, kind: str) -> None:
        call = self._prepare(kind)
        while True:
            try:
                begun = time.monotonic()
                patience = random.uniform(0, _PATIENCE * self._takes) if random.random() < self.give_ups else None
                made = attrgetter(call.method)(client)(*call.args, **call.body_or_query)
                self.facts += call.facts(await asyncio.wait_for(made, patience))
                if patience is None:
                    self._takes += (time.monotonic() - begun - self._takes) * _LATELY
                return
            except TimeoutError:
                self.given_up += 1
            except (errors.NoAnswerError, errors.ApiError, WeChatPayError) as exc:
                self._again(exc)

    def told(self) -> list[Fact]:
        """Return what calls told since the last time."""
        facts, self.facts = self.facts, []
        return facts

    def _again(self, error: errors.NoAnswerError | errors.ApiError | WeChatPayError) -> None:
        if isinstance(error, errors.ApiError) and not error.retryable:
            raise error
        self.made_again += 1

    def _prepare(self, kind: str) -> Call:
        prepare = {
            "create": _create,
            "submit": _submit,
            "get": self._get,
            "codes": self._upload_codes,
            "picture": self._upload_picture,
        }
        return prepare[kind](secrets.token_hex(12))

    def _get(self, _: str) -> Call:
        known = self.task
        query = {"brand_id": known.brand_id, "image_generation_type": known.image_generation_type}
        # A fact that nobody holds, if the answer is another task's.
        return Call(
            "images.get_generation_task",
            (known.task_id,),
            query,
            lambda made: [] if made.task_id == known.task_id else [("wrong", made.task_id)],
        )

    def _upload_codes(self, number: str) -> Call:
        body = codes(f"{number}-1", f"{number}-2")
        body.out_request_no = number
        return Call(
            "stocks.upload_codes",
            self.stock,
            {"body": body},
            lambda made: [("code", code) for code in made.success_code_list],
        )

    def _upload_picture(self, number: str) -> Call:
        body = ImageUpload.from_bytes(self._picture, f"{number}.png")
        return Call("images.upload", (), {"body": body}, lambda made: [(PICTURES, made.image_url)])


def _create(number: str) -> Call:
    body = coupon(out_request_no=number)
    return Call(
        "product_coupons.create",
        (),
        {"body": body},
        lambda made: [("coupon", number, made.product_coupon_id)],
    )


def _submit(number: str) -> Call:
    body = image_task()
    body.task_id = number
    return Call("images.submit_generation_task", (), {"body": body}, lambda made: [("task", made.task_id)])
