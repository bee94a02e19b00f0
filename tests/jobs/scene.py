"""A sandbox with a stock to upload into, and a program that uploads and can be killed."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from examples.coupon import discount_coupon
from wechatpay_jobs import Jobs
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

BRAND = "120344"
PICTURE = "https://wxpaylogo.qpic.cn/wxpaylogo/cup.jpg"
ROOT = Path(__file__).parents[2]


def stock_of(sandbox: Sandbox, number: str = "coupon_of_jobs") -> dict[str, str]:
    """Make a stock that takes codes, and return what `upload_codes` needs of it."""
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        coupon = client.product_coupons.create(
            discount_coupon(
                out_request_no=number, brand_id=BRAND, appid="wx4fd12345678", image_url=PICTURE, background_url=PICTURE
            )
        )
    assert coupon.stock
    return {
        "brand_id": BRAND,
        "product_coupon_id": coupon.product_coupon_id,
        "stock_id": coupon.stock.stock_id,
    }


@dataclass
class Scene:
    """A stock of a sandbox, a database and a source."""

    sandbox: Sandbox
    database: str
    source: Path
    stock: dict[str, Any]
    url: str = ""
    waits: list[float] = field(default_factory=lambda: [0.1, 0.2])
    does: str = "upload"

    def start(self, do: str = "") -> subprocess.Popen[bytes]:
        """Start the program; what it writes goes to `log`."""
        given: dict[str, Any] = {
            "do": do or self.does,
            "database": self.database,
            "source": str(self.source),
            "stock": self.stock,
            "url": self.url or self.sandbox.url,
            "waits": self.waits,
        }
        environment = os.environ | self.sandbox.environment
        command = [sys.executable, "-m", "tests.jobs.program", json.dumps(given)]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    @property
    def log(self) -> Path:
        """What the programs wrote."""
        return self.source.with_suffix(".log")

    @contextlib.contextmanager
    def observed(self) -> Iterator[Jobs]:
        """Look at the jobs without working on them."""
        with Jobs(self.database) as jobs:
            yield jobs
