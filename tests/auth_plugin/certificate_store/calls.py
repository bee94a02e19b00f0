"""Calls through an auth whose keys are a store's, one or many at once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import httpx

from tests.auth_plugin.certificates import (
    CertificatePlatform,
)
from tests.auth_plugin.platform import TLS
from wechatpay_httpx import WeChatPayAuth

Through = Callable[..., httpx.Response]


class Clock:
    """A time that stands still until a test puts it forward."""

    def __init__(self) -> None:
        self.began = time.time()
        self.ahead = 0.0

    def __call__(self) -> float:
        return self.began + self.ahead


def targets(platform: CertificatePlatform) -> list[str]:
    return [request.target for request in platform.received]


def in_threads(auth: WeChatPayAuth, url: str, count: int) -> list[httpx.Response | Exception]:
    results: list[httpx.Response | Exception] = []
    with httpx.Client(auth=auth, base_url=url, verify=TLS) as client:

        def run() -> None:
            try:
                results.append(client.post("/v3/x", json={}))
            except Exception as exc:
                results.append(exc)

        threads = [threading.Thread(target=run) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results


def in_tasks(auth: WeChatPayAuth, url: str, count: int) -> list[httpx.Response | BaseException]:
    async def run() -> list[httpx.Response | BaseException]:
        async with httpx.AsyncClient(auth=auth, base_url=url, verify=TLS) as client:
            calls = [client.post("/v3/x", json={}) for _ in range(count)]
            return await asyncio.gather(*calls, return_exceptions=True)

    return asyncio.run(run())
