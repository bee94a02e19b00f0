"""Adding an operation is an edit of openapi.yaml and nothing else: a made-up sixth one, called through the client.

What the sandbox answers to it, too: the example of the contract, about the caller's own objects.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric import rsa

from codegen.__main__ import main
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, private_pem, public_pem
from tests.auth_plugin.platform import Platform
from tests.codegen.contract_document import CONTRACT, contract_copy

_PATH: Final = "/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/pause"

_SIXTH: Final = f"""
paths:
  {_PATH}:
    post:
      operationId: pauseProductCoupon
      x-method: pause
      summary: Make a product coupon void (失效商品券)
      description: Makes a coupon void, with all its stocks.
      tags: [product_coupons]
      externalDocs:
        description: Make a product coupon void (失效商品券)
        url: https://pay.weixin.qq.com/doc/v3/partner/4015781290
      x-idempotency-key: [brand_id, out_request_no]
      x-rate-limit: [{{requests: 5, per_seconds: 1, scope: merchant}}]
      x-errors:
        - {{status: 400, code: COUPON_GONE, when: Void already (已失效)., action: Leave it., retry: false}}
      parameters:
        - name: product_coupon_id
          in: path
          required: true
          description: Product coupon id (商品券ID).
          schema: {{type: string, minLength: 1, maxLength: 40}}
      requestBody:
        required: true
        content:
          application/json:
            schema: {{$ref: '#/components/schemas/PauseProductCouponRequest'}}
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/PauseProductCouponResponse'}}
              examples:
                official:
                  summary: A coupon that is void.
                  value:
                    product_coupon_id: '200000001'
                    state: DEACTIVATED
                    deactivate_time: '2026-02-01T08:00:00+08:00'
                    brand_id: '120344'
        4XX: {{$ref: '#/components/responses/Refused'}}
        5XX: {{$ref: '#/components/responses/Failed'}}
schemas:
  PauseProductCouponRequest:
    type: object
    description: What to make void (失效请求).
    required: [out_request_no, brand_id]
    properties:
      out_request_no: {{type: string, minLength: 6, maxLength: 40, description: Request number (请求单号).}}
      brand_id: {{type: string, minLength: 1, description: Brand id (品牌ID).}}
      deactivate_reason: {{type: string, maxLength: 150, description: Reason (失效原因).}}
  PauseProductCouponResponse:
    type: object
    description: The coupon made void (失效结果).
    required: [product_coupon_id, state, deactivate_time]
    properties:
      product_coupon_id: {{type: string, description: Product coupon id (商品券ID).}}
      state: {{$ref: '#/components/schemas/ProductCouponState', description: State (商品券状态).}}
      deactivate_time: {{type: string, format: date-time, description: Time (失效时间).}}
      brand_id: {{type: string, description: Brand id (品牌ID).}}
"""

_CALLER: Final = """
import asyncio, os
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import AsyncClient, Client, call_from_dict
from wechatpay_product_coupon.api.product_coupons import pause_product_coupon
from wechatpay_product_coupon.errors import CouponGoneError, RequestValidationError
from wechatpay_product_coupon.models import (
    PauseProductCouponRequest,
    PauseProductCouponResponse,
    ProductCouponState,
)
from wechatpay_product_coupon.params import PauseProductCouponRequestDict

auth = WeChatPayAuth.from_env()
body: PauseProductCouponRequestDict = {
    "out_request_no": "void_000001",
    "brand_id": "120344",
    "deactivate_reason": "售罄",
}
model = PauseProductCouponRequest(out_request_no="void_000001", brand_id="120344", deactivate_reason="售罄")


def check(answer: PauseProductCouponResponse) -> None:
    assert answer.state is ProductCouponState.DEACTIVATED, answer
    assert answer.deactivate_time.isoformat() == "2026-01-31T08:00:00+08:00"


async def in_async() -> None:
    async with AsyncClient(auth=auth) as client:
        check(await client.product_coupons.pause("1000000013", model))


with Client(auth=auth) as client:
    check(client.product_coupons.pause("1000000013", body))
    asyncio.run(in_async())
    call = pause_product_coupon.call("1000000099", body)
    try:
        client.send(call)
    except CouponGoneError as error:
        print(error)
    assert call_from_dict(call.to_dict()) == call
    body["deactivate_reason"] = "x" * 151
    try:
        client.product_coupons.pause("1000000013", body)
    except RequestValidationError as error:
        print(error)
"""


IN_THE_SANDBOX = """
import os
import wechatpay_sandbox
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_product_coupon.models import ProductCouponState
from wechatpay_product_coupon.params import PauseProductCouponRequestDict

assert wechatpay_sandbox.__file__.startswith(os.getcwd()), wechatpay_sandbox.__file__
body: PauseProductCouponRequestDict = {"out_request_no": "void_000001", "brand_id": "990044"}
with wechatpay_sandbox.Sandbox.start() as sandbox:
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        answer = client.product_coupons.pause("1000000013", body)
        sandbox.unauthorized_brands.add("990044")
        try:
            client.product_coupons.pause("1000000013", body)
        except ApiError as error:
            assert error.code == "NO_AUTH", error
    assert (answer.product_coupon_id, answer.brand_id) == ("1000000013", "990044"), answer
    assert answer.state is ProductCouponState.DEACTIVATED
    assert answer.deactivate_time.isoformat() == "2026-02-01T08:00:00+08:00"
    assert [exchange.from_example for exchange in sandbox.requests] == [True, False]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("six")
    document, sixth = contract_copy(), yaml.safe_load(_SIXTH)
    document["paths"] |= sixth["paths"]
    document["components"]["schemas"] |= sixth["schemas"]
    (root / "openapi.yaml").write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    # The sandbox's players and the command line are written by hand; the rest of the copy is made anew.
    for room in ("sandbox", "cli"):
        shutil.copytree(CONTRACT.parent / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    assert main(["--root", str(root)]) == 0
    (root / "caller.py").write_text(_CALLER)
    return root


def test_the_client_calls_a_sixth_operation(root: Path) -> None:
    platform_key, merchant_key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    (root / "key.pem").write_bytes(private_pem(merchant_key))
    (root / "public.pem").write_bytes(public_pem(platform_key.public_key()))
    with Platform(platform_key) as platform:
        done = b'{"product_coupon_id":"1000000013","state":"DEACTIVATED","deactivate_time":"2026-01-31T08:00:00+08:00"}'
        gone = b'{"code":"COUPON_GONE","message":"gone"}'
        platform.answer = lambda request: (
            platform.signed(gone, status=400) if "1000000099" in request.target else platform.signed(done)
        )
        ran = _run_caller(root, platform.url)
    assert ran.returncode == 0, ran.stderr
    assert "pauseProductCoupon: 400 COUPON_GONE: gone" in ran.stdout
    assert "Void already (已失效). Leave it." in ran.stdout
    assert "deactivate_reason (失效原因): at most 150 characters" in ran.stdout
    assert "Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781290" in ran.stdout
    # The invalid request never left.
    assert [request.target for request in platform.received] == [
        _PATH.format(product_coupon_id=number) for number in ("1000000013", "1000000013", "1000000099")
    ]
    assert json.loads(platform.received[0].body)["deactivate_reason"] == "售罄"


def test_the_sandbox_answers_its_example_signed(root: Path) -> None:
    rooms = os.pathsep.join([str(root / "generated_client"), str(root / "sandbox")])
    ran = subprocess.run(
        [sys.executable, "-c", IN_THE_SANDBOX],
        cwd=root,
        env=os.environ | {"PYTHONPATH": rooms},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr


def test_the_command_line_has_its_command(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "wechatpay_cli", "product-coupons", "pause", "--help"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "cli"), str(root / "generated_client")])},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "Official name: pauseProductCoupon" in ran.stdout
    assert "deactivate_reason  string, characters ≤ 150.  Reason (失效原因)." in ran.stdout


def test_its_types_are_known_to_a_checker(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(root / ".mypy_cache"), "caller.py"],
        cwd=root,
        env=os.environ | {"MYPYPATH": os.pathsep.join([str(root / "generated_client"), *_editable()])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout


def test_its_documentation_and_sandbox_model_follow(root: Path) -> None:
    reference = root / "docs/en/reference"
    assert "## pause\n" in (reference / "product_coupons.md").read_text()
    assert "(product_coupons.md#pause)" in (reference / "index.md").read_text()
    assert "class PauseProductCouponRequest" in (root / "sandbox/wechatpay_sandbox/models.py").read_text()


def _run_caller(root: Path, url: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PYTHONPATH": str(root / "generated_client"),
        "WECHATPAY_MCHID": MCHID,
        "WECHATPAY_SERIAL_NO": SERIAL_NO,
        "WECHATPAY_PRIVATE_KEY_PATH": "key.pem",
        "WECHATPAY_PUBLIC_KEY_ID": KEY_ID,
        "WECHATPAY_PUBLIC_KEY_PATH": "public.pem",
        "WECHATPAY_BASE_URL": url,
    }
    return subprocess.run(
        [sys.executable, "caller.py"],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _editable() -> list[str]:
    return [str(CONTRACT.parent / room) for room in ("auth_plugin", "runtime")]
