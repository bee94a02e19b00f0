"""A notification on the wire: one POST, over in the time that a merchant has for its answer."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

import httpx

SECONDS_TO_ANSWER: Final = 5
"""How long a merchant has, from the connection to the end of its answer."""
_ANSWER_SHOWN: Final = 1000  # characters
_BYTES_READ: Final = 4 * _ANSWER_SHOWN  # no character of UTF-8 has more than four
_logger: Final = logging.getLogger("wechatpay_sandbox")


def post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int | None, str]:
    """Post a body; return the status of the answer, None where none came in time, and how its text begins."""
    try:
        # A loop of its own, for its deadline is one for all: the time-outs of a client are for each read.
        return asyncio.run(asyncio.wait_for(_posted(url, body, headers), SECONDS_TO_ANSWER))
    except Exception as exc:
        _logger.info("a notification got no answer: %s", type(exc).__name__)
        return None, ""


async def _posted(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    # Loopback only: no proxy of the environment, and no certificate authorities to load.
    client = httpx.AsyncClient(timeout=None, trust_env=False, verify=False)  # noqa: S113, S501
    async with client, client.stream("POST", url, content=body, headers=headers) as answered:
        beginning = b""
        async for chunk in answered.aiter_raw():
            beginning += chunk
            if len(beginning) >= _BYTES_READ:
                break
        return answered.status_code, beginning.decode("utf-8", "replace")[:_ANSWER_SHOWN]
