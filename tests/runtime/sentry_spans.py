"""A program that reports to Sentry, alone in its process since Sentry's SDK changes the libraries it finds there.

    python -m tests.runtime.sentry_spans Transport|AsyncTransport|AiohttpTransport

It makes one call that is repeated, over the transport of the documentation, and prints the spans as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import httpx
import sentry_sdk
from sentry_sdk.integrations.aiohttp import AioHttpIntegration
from sentry_sdk.transport import Transport as Reporting

from tests.calls import AT_ONCE
from tests.requests_of import image_task
from wechatpay_product_coupon import AiohttpTransport, AsyncClient, AsyncTransport, Client, Transport
from wechatpay_sandbox import Fault, Sandbox

reported: list[Any] = []


class Kept(Reporting):
    """Sends nothing."""

    def capture_envelope(self, envelope: Any) -> None:
        reported.extend(item.payload.json for item in envelope.items)


class Traced(Transport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with sentry_sdk.start_span(op="http.client", name=f"{request.method} {request.url.host}"):
            return super().handle_request(request)


class AsyncTraced(AsyncTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        with sentry_sdk.start_span(op="http.client", name=f"{request.method} {request.url.host}"):
            return await super().handle_async_request(request)


class AiohttpTraced(AiohttpTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        with sentry_sdk.start_span(op="http.client", name=f"{request.method} {request.url.host}"):
            return await super().handle_async_request(request)


async def asynchronous(sandbox: Sandbox, transport: httpx.AsyncBaseTransport) -> None:
    async with (
        transport,
        AsyncClient(sandbox.auth(), base_url=sandbox.url, retry=AT_ONCE, transport=transport) as client,
    ):
        await client.images.submit_generation_task(image_task())


def main(kind: str) -> None:
    # Sentry's own integration of aiohttp leaves out what got no answer.
    sentry_sdk.init(
        dsn="https://key@example.invalid/1",
        transport=Kept,
        traces_sample_rate=1.0,
        disabled_integrations=[AioHttpIntegration()],
    )
    with (
        Sandbox.start() as sandbox,
        sentry_sdk.start_transaction(name="a job", op="test"),
    ):
        sandbox.inject(Fault.SYSTEM_ERROR)
        sandbox.inject(Fault.CONNECTION_DROPPED)
        if kind == "Transport":
            with Traced() as traced:
                client = Client(sandbox.auth(), base_url=sandbox.url, retry=AT_ONCE, transport=traced)
                client.images.submit_generation_task(image_task())
        else:
            asyncio.run(asynchronous(sandbox, AsyncTraced() if kind == "AsyncTransport" else AiohttpTraced()))
    job = next(each for each in reported if each.get("transaction") == "a job" and "spans" in each)
    json.dump([(span["op"], span["description"]) for span in job["spans"]], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
