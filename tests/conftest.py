from __future__ import annotations

import io
import os
from collections.abc import Iterator

if os.environ.get("TEST_ON") == "httpx2":
    # Before anything imports httpx; `make test` runs the suite on both.
    from httpx2 import alias_httpx

    alias_httpx()

import pytest
from PIL import Image

from tests.calls import Caller
from wechatpay_sandbox import Sandbox


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
