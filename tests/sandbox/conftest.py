from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.sandbox.program import Program, number
from wechatpay_sandbox import Sandbox


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    """One sandbox for all tests; each test has a brand of its own."""
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    """The running sandbox, its options put back after the test."""
    before = dict(vars(running))
    yield running
    vars(running).update(before)
    running.failing_codes.clear()
    running.unauthorized_brands.clear()


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        client.headers.clear()
        yield client


@pytest.fixture(scope="session")
def signing(running: Sandbox, http: httpx.Client) -> Program:
    return Program(running, running.merchant, http)


@pytest.fixture
def program(sandbox: Sandbox, signing: Program) -> Program:
    """The program of the sandbox's merchant, with a brand of its own for each test."""
    signing.brand_id = number()
    return signing
