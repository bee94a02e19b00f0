"""Adding an event is an edit of openapi.yaml and nothing else: a made-up third one, read through the package."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml

from codegen.__main__ import main
from tests.codegen.small_contract import small_copy, without_unused

_THIRD: Final = """
webhooks:
  PRODUCT_COUPON_SP.USE:
    post:
      operationId: onProductCouponUsed
      summary: A product coupon was used (核销通知)
      description: Comes when a coupon was used.
      externalDocs: {description: Use (核销通知), url: https://pay.weixin.qq.com/doc/v3/partner/4015780862}
      x-idempotency-key: [use_request_no]
      x-event-data: {$ref: '#/components/schemas/ProductCouponUsed'}
      requestBody: {$ref: '#/components/requestBodies/Notification'}
schemas:
  ProductCouponUsed:
    type: object
    description: A product coupon that was used (核销通知).
    required: [use_request_no, use_time]
    properties:
      use_request_no: {type: string, description: Request number (核销请求单号).}
      use_time: {type: string, format: date-time, description: When (核销时间).}
"""

_READER: Final = """
from types import SimpleNamespace

from wechatpay_product_coupon import events
from wechatpay_product_coupon.models import ProductCouponUsed

used = SimpleNamespace(
    id="EV-3",
    event_type="PRODUCT_COUPON_SP.USE",
    data={"use_request_no": "u1", "use_time": "2026-01-31T08:00:00+08:00"},
)
event = events.read(used)
assert isinstance(event, ProductCouponUsed), event
assert event.use_time.isoformat() == "2026-01-31T08:00:00+08:00"
assert events.key(used) == "PRODUCT_COUPON_SP.USE:u1"
assert events.MODELS["PRODUCT_COUPON_SP.USE"] == "ProductCouponUsed"
"""


def _generated(root: Path, document: dict[str, object]) -> Path:
    (root / "openapi.yaml").write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    assert main(["--root", str(root)]) == 0
    return root / "generated_client"


def _run(package: Path, program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_third_event_is_read_with_its_own_model(tmp_path: Path) -> None:
    document, third = small_copy(), yaml.safe_load(_THIRD)
    document["webhooks"] |= third["webhooks"]
    document["components"]["schemas"] |= third["schemas"]
    package = _generated(tmp_path, document)
    ran = _run(package, _READER)
    assert ran.returncode == 0, ran.stderr
    reference = (tmp_path / "docs/en/reference/events.md").read_text()
    assert "## PRODUCT_COUPON_SP.USE" in reference
    assert "### ProductCouponUsed" in reference


def test_a_contract_without_events_has_no_module_for_them(tmp_path: Path) -> None:
    document = small_copy()
    del document["webhooks"], document["components"]["requestBodies"]
    for name in ("NotificationTaken", "NotificationNotTaken"):
        del document["components"]["responses"][name]
    only_for_events = re.compile("ProductCouponSent|UserProductCouponSendChannel|Notification[EFR].*")
    schemas = document["components"]["schemas"]
    for name in filter(only_for_events.fullmatch, list(schemas)):
        del schemas[name]
    package = _generated(tmp_path, without_unused(document))
    assert not (package / "wechatpay_product_coupon/events.py").exists()
    ran = _run(package, "import wechatpay_product_coupon as w; assert 'events' not in w.__all__; w.Client")
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("event", ["PRODUCT_COUPON_SP.SEND", "PRODUCT_COUPON_SP.IMAGE_GENERATION"])
def test_the_reference_tells_of_every_event(event: str) -> None:
    reference = (Path(__file__).parents[2] / "docs/en/reference/events.md").read_text("utf-8")
    assert f"## {event}\n" in reference
