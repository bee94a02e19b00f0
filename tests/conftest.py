from __future__ import annotations

import io
import os
import signal
import threading
from collections.abc import Iterator

# A shell ignores Ctrl-C for what it starts in the background, and what is ignored stays so in the children of tests.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The whole suite runs on any of the transports: TEST_ON=httpx2, aiohttp or curl, httpx's own without it.
if os.environ.get("TEST_ON") == "httpx2":
    # Before anything imports httpx.
    from httpx2 import alias_httpx

    alias_httpx()
elif os.environ.get("TEST_ON") == "aiohttp":
    # In place of the transport that an AsyncClient opens for itself, and of the one that tests import.
    import wechatpay_product_coupon
    import wechatpay_runtime._async_client

    for module in (wechatpay_product_coupon, wechatpay_runtime._async_client):
        vars(module)["AsyncTransport"] = wechatpay_product_coupon.AiohttpTransport
elif os.environ.get("TEST_ON") == "curl":
    # In place of the transport that a Client opens for itself, and of the one that tests import.
    import wechatpay_product_coupon
    import wechatpay_runtime._client

    for module in (wechatpay_product_coupon, wechatpay_runtime._client):
        vars(module)["Transport"] = wechatpay_product_coupon.CurlTransport

import pytest
from PIL import Image

from tests.calls import Caller
from wechatpay_sandbox import Sandbox

# Pages are looked at with a browser, by `make check-docs`, in an environment of their own.
collect_ignore = ["site"]


def pytest_configure() -> None:
    """Forget the machine's proxies: they would be asked for the servers of these tests, which are on this machine."""
    for name in [name for name in os.environ if name.lower() in ("all_proxy", "http_proxy", "https_proxy", "no_proxy")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def wechatpay() -> Iterator[Sandbox]:
    """A running sandbox, one for all tests that only call it."""
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, wechatpay: Sandbox) -> Caller:
    """Calls an operation of the running sandbox, once through each kind of client."""
    return Caller(request.param, wechatpay.auth(), wechatpay.url)


@pytest.fixture(scope="session")
def png() -> bytes:
    """A real picture."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "#ff5733").save(file, "PNG")
    return file.getvalue()
