"""5,000 answers that prove nothing, on three transports: none is accepted, none ends outside the documented errors."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.end_to_end.forger import KINDS, LONGEST, Forger
from tests.runtime.table import Table
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_product_coupon import AiohttpTransport, AsyncClient, Client, RetryPolicy, errors
from wechatpay_product_coupon.api.images import submit_image_generation_task

OF_EACH: Final = 50
ACCEPTED: Final = "result"
TABLE: Final = Table(
    "forgeries", "tests/end_to_end/test_forgeries.py", ("the answer is", "the call ends in"), list(KINDS)
)


@pytest.fixture(scope="module")
def three_keys() -> list[rsa.RSAPrivateKey]:
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3)]


def calls() -> list[tuple[str, Any]]:
    """Return the calls, each with the name of its kind; every kind comes after a genuine answer."""
    names = list(KINDS)
    return [
        (
            name,
            {
                "brand_id": "120344",
                "task_id": f"{names.index(name)}-task-{turn:04}",
                "image_generation_type": "CUT_OUT",
            },
        )
        for turn in range(OF_EACH)
        for name in names
    ]


def end_of(error: BaseException | None) -> str:
    if error is None:
        return ACCEPTED
    assert isinstance(error, errors.ClientError), f"outside the documented errors: {error!r}"
    assert str(error).isprintable() or all(line.isprintable() for line in str(error).split("\n"))
    assert len(str(error)) < 1500
    kind = "ApiError" if isinstance(error, errors.ApiError) else type(error).__name__
    more = {
        "ApiError": lambda: "verified" if error.verified else "not verified",  # type: ignore[attr-defined]
        "UnverifiedAnswerError": lambda: error.reason,  # type: ignore[attr-defined]
    }.get(kind, lambda: "")()
    return f"`{kind}`, {more}"


def body_of(asked: dict[str, Any]) -> Any:
    return {**asked, "cut_out": {"image_url": "https://wxpaylogo.qpic.cn/wxpaylogo/cup.jpg"}}


def in_threads_way(options: dict[str, Any], seen: Callable[[str, BaseException | None], None]) -> None:
    with Client(**options) as client:
        for name, asked in calls():
            try:
                client.send(submit_image_generation_task.call(body_of(asked)))
            except Exception as exc:
                seen(name, exc)
            else:
                seen(name, None)


async def in_tasks_way(options: dict[str, Any], seen: Callable[[str, BaseException | None], None]) -> None:
    async with AsyncClient(**options) as client:
        for name, asked in calls():
            try:
                await client.send(submit_image_generation_task.call(body_of(asked)))
            except Exception as exc:
                seen(name, exc)
            else:
                seen(name, None)


async def over_aiohttp(options: dict[str, Any], seen: Callable[[str, BaseException | None], None]) -> None:
    async with AiohttpTransport() as transport:
        await in_tasks_way({**options, "transport": transport}, seen)


@pytest.mark.parametrize("transport", ["Transport", "AsyncTransport", "AiohttpTransport"])
def test_nothing_unproven_is_accepted(
    three_keys: list[rsa.RSAPrivateKey], transport: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "wechatpay_httpx")
    key, other, own = three_keys
    ends: dict[str, set[str]] = defaultdict(set)
    with Forger(key, other, KINDS) as forger:
        options: dict[str, Any] = {
            "auth": WeChatPayAuth(Signer(MCHID, SERIAL_NO, own), Verifier({KEY_ID: key.public_key()})),
            "base_url": forger.url,
            "rate_limits": None,
            "retry": RetryPolicy(max_attempts=1),
            "max_answer_bytes": LONGEST,
        }
        if transport == "Transport":
            in_threads_way(options, lambda name, error: ends[name].add(end_of(error)))
        else:
            way = over_aiohttp if transport == "AiohttpTransport" else in_tasks_way
            asyncio.run(way(options, lambda name, error: ends[name].add(end_of(error))))
    assert len(KINDS) * OF_EACH * 3 > 5000
    assert ends.pop("genuine") == {ACCEPTED}
    assert not [name for name, how in ends.items() if ACCEPTED in how]
    stale = [name for name, how in ends.items() if not TABLE.is_up_to_date(name, "; or ".join(sorted(how)))]
    assert not stale, "docs/en/reliability.md said something else, and says it now"
