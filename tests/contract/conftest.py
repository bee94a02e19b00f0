from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.signing_gateway import signing_gateway
from wechatpay_sandbox import Sandbox


@pytest.fixture
def gateway() -> Iterator[str]:
    """The URL of a sandbox that other people's clients can talk to."""
    with Sandbox.start(image_task_seconds=0) as sandbox, signing_gateway(sandbox) as url:
        yield url
