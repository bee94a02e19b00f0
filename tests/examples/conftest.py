from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from wechatpay_sandbox import Sandbox

EXAMPLES = Path(__file__).parents[2] / "examples/notifications"


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
