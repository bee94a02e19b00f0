from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.scene import stock_of
from wechatpay_jobs import Jobs
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0.2) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        yield client


@pytest.fixture
def stock(sandbox: Sandbox) -> dict[str, str]:
    return stock_of(sandbox)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/jobs.db"


@pytest.fixture
def jobs(database: str, client: Client) -> Iterator[Jobs]:
    with Jobs(database, client, waits=(0.1, 0.2)) as jobs:
        yield jobs
