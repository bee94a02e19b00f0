"""OpenTelemetry's own instrumentations and Sentry show each attempt as a span; there is no telemetry code of ours."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry.instrumentation.aiohttp_client import AioHttpClientInstrumentor
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from tests.runtime.work import submit
from wechatpay_product_coupon import CurlTransport, Transport
from wechatpay_sandbox import Fault, Sandbox

NOTHING_LISTENS = "http://127.0.0.1:9"


@pytest.fixture
def exporter() -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumentors = HTTPXClientInstrumentor(), AioHttpClientInstrumentor()
    for instrumentor in instrumentors:
        instrumentor.instrument(tracer_provider=provider)
    yield exporter
    for instrumentor in instrumentors:
        instrumentor.uninstrument()
    provider.shutdown()


def status(span: ReadableSpan) -> object:
    assert span.attributes
    return span.attributes.get("http.status_code")


def test_each_attempt_is_a_span(mode: str, wechatpay: Sandbox, png: bytes, exporter: InMemorySpanExporter) -> None:
    if mode == "sync" and Transport is CurlTransport:
        pytest.skip("OpenTelemetry has no instrumentation of libcurl")
    wechatpay.inject(Fault.SYSTEM_ERROR)
    wechatpay.inject(Fault.RATELIMIT_EXCEEDED)
    urls = [NOTHING_LISTENS, wechatpay.url]
    submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=urls, rate_limits=None)
    spans = exporter.get_finished_spans()
    assert [status(span) for span in spans] == [None, 500, 429, 200]
    assert [span.status.status_code for span in spans] == [StatusCode.ERROR] * 3 + [StatusCode.UNSET]
    assert {span.name for span in spans} == {"POST"}


@pytest.mark.parametrize("kind", ["Transport", "AsyncTransport", "AiohttpTransport"])
def test_sentry_shows_each_attempt_as_a_span(kind: str) -> None:
    program = [sys.executable, "-m", "tests.runtime.sentry_spans", kind]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [["http.client", "POST 127.0.0.1"]] * 3
