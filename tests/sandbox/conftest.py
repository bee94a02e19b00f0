from __future__ import annotations

import copy
from collections.abc import Iterator

import httpx
import pytest

from tests.sandbox.brand import Brand
from tests.sandbox.program import Program, number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    """One sandbox for all tests; each test has a brand of its own."""
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    """The running sandbox, its options put back after the test."""
    options, clock = copy.deepcopy(running._state.options), running.clock
    yield running
    running._state.options, running.clock = options, clock


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


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def own(receiver: Receiver) -> Iterator[Sandbox]:
    """A sandbox of the test's own, which tells the receiver."""
    with Sandbox.start(image_task_seconds=0.05, notify_url=receiver.url) as sandbox:
        yield sandbox


@pytest.fixture
def mine(own: Sandbox, http: httpx.Client) -> Program:
    return Program(own, own.merchant, http)


@pytest.fixture
def client(own: Sandbox) -> Iterator[Client]:
    with Client(auth=own.auth(), base_url=own.url) as made:
        yield made


@pytest.fixture
def brand(client: Client) -> Brand:
    return Brand(client)
