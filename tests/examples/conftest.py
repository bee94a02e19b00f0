from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from wechatpay_sandbox import Sandbox

EXAMPLES = Path(__file__).parents[2] / "examples/notifications"


@pytest.fixture(autouse=True)
def _loggers_as_before() -> Iterator[None]:
    """A page may set up logging as a program does; the tests that follow in this process have not asked for it."""
    loggers = [logging.getLogger(name) for name in ("httpx", "wechatpay_product_coupon", "wechatpay_httpx")]
    before = [(logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, (level, handlers) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.fixture(scope="session")
def notifying() -> Iterator[Sandbox]:
    """One sandbox for all frameworks; each has an address of its own."""
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def receiving(notifying: Sandbox) -> Iterator[ModuleType]:
    """The examples' common module, loaded as a user loads it: from its folder, with the keys in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in notifying.environment.items():
            patch.setenv(name, value)
        patch.syspath_prepend(EXAMPLES)
        yield importlib.import_module("receiving")
