from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina

from tests.traffic.proxy import FaultProxy
from wechatpay_sandbox import Sandbox


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Let stamina repeat at once."""
    with stamina.set_testing(True, attempts=100):
        yield


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> str:
    """Which kind of client."""
    return str(request.param)


@pytest.fixture
def proxy(wechatpay: Sandbox) -> Iterator[FaultProxy]:
    """A proxy before the running sandbox."""
    with FaultProxy(wechatpay.url) as running:
        yield running
