"""The plugin of pytest: the fixture `wechatpay_sandbox`.

Every pytest of every user imports this module, with the extra `sandbox` or without: it imports nothing of the sandbox
until a test asks for it. It is no part of `wechatpay_sandbox`, whose import is the costly one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from wechatpay_sandbox import Sandbox

__all__ = ["wechatpay_sandbox", "wechatpay_sandbox_options"]


@pytest.fixture(scope="session")
def wechatpay_sandbox_options() -> dict[str, Any]:
    """Arguments of `Sandbox.start` for the sandbox of the session; override it in a conftest.py."""
    return {"image_task_seconds": 0}


@pytest.fixture(scope="session")
def _running_wechatpay_sandbox(wechatpay_sandbox_options: dict[str, Any]) -> Iterator[Sandbox]:
    from wechatpay_sandbox import Sandbox

    with Sandbox.start(**wechatpay_sandbox_options) as sandbox:
        yield sandbox


@pytest.fixture
def wechatpay_sandbox(_running_wechatpay_sandbox: Sandbox) -> Sandbox:
    """A local WeChat Pay (`Sandbox`): one for the session, as new in each test but for its keys."""
    _running_wechatpay_sandbox.reset()
    return _running_wechatpay_sandbox
