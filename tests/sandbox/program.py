"""A merchant's own program: it signs by hand, sends with plain httpx and verifies by hand."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import secrets
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import yaml
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from PIL import Image, ImageDraw

from wechatpay_sandbox import Merchant, Sandbox

PREFIX = "/v3/marketing/partner/product-coupon"
UPLOAD = f"{PREFIX}/media/upload-image"
TASKS = f"{PREFIX}/image-generation-tasks"
COUPONS = f"{PREFIX}/product-coupons"


def dump(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def number() -> str:
    return secrets.token_hex(8)


@cache
def _contract() -> Any:
    return yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text("utf-8"))


def example(operation_id: str, name: str | None = None) -> dict[str, Any]:
    """A request example of the contract, the first one if none is named, under a number of its own."""
    for path in _contract()["paths"].values():
        for operation in path.values():
            if operation["operationId"] == operation_id:
                (content,) = operation["requestBody"]["content"].values()
                shown = content["examples"][name or next(iter(content["examples"]))]
                if "$ref" in shown:
                    shown = _contract()["components"]["examples"][shown["$ref"].rpartition("/")[2]]
                body: dict[str, Any] = json.loads(json.dumps(shown["value"]))
                key = operation["x-idempotency-key"]
                return {**body, key[-1]: number()} if isinstance(key, list) else body
    raise LookupError(operation_id)


@dataclass
class Program:
    """One merchant at one sandbox. What a test wants to be wrong it passes."""

    sandbox: Sandbox
    merchant: Merchant
    http: httpx.Client
    brand_id: str = field(default_factory=lambda: secrets.token_hex(4))

    def __post_init__(self) -> None:
        key = serialization.load_pem_private_key(self.merchant.private_key_pem, None)
        assert isinstance(key, rsa.RSAPrivateKey)
        self._key = key

    def authorization(
        self,
        method: str,
        target: str,
        body: bytes,
        *,
        timestamp: int | str | None = None,
        nonce: str | None = None,
        mchid: str | None = None,
        serial_no: str | None = None,
        key: rsa.RSAPrivateKey | None = None,
        order: str = "mchid nonce_str timestamp serial_no signature",
    ) -> str:
        parts = {
            "mchid": mchid or self.merchant.mchid,
            "nonce_str": nonce or secrets.token_hex(16),
            "timestamp": str(timestamp if timestamp is not None else int(time.time())),
            "serial_no": serial_no or self.merchant.serial_no,
        }
        message = f"{method}\n{target}\n{parts['timestamp']}\n{parts['nonce_str']}\n".encode() + body + b"\n"
        signature = (key or self._key).sign(message, padding.PKCS1v15(), hashes.SHA256())
        parts["signature"] = base64.b64encode(signature).decode()
        return "WECHATPAY2-SHA256-RSA2048 " + ",".join(f'{name}="{parts[name]}"' for name in order.split())

    def send(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        *,
        signed: bytes | None = None,
        headers: dict[str, str | None] | None = None,
        **wrong: Any,
    ) -> httpx.Response:
        """Send one request; a header of None is left out."""
        authorization = self.authorization(method, target, body if signed is None else signed, **wrong)
        given = {
            "Authorization": authorization,
            "Accept": "application/json",
            "User-Agent": "tests",
            "Wechatpay-Serial": self.merchant.public_key_id,
            "Content-Type": "application/json" if body else None,
        } | (headers or {})
        request = httpx.Request(
            method,
            self.sandbox.url + target,
            content=body,
            headers={name: value for name, value in given.items() if value is not None},
        )
        return self.http.send(request)

    def post(self, target: str, data: Any, **wrong: Any) -> httpx.Response:
        return self.send("POST", target, dump(data), **wrong)

    def create(self, changes: dict[str, Any] | None = None, *, name: str = "official") -> httpx.Response:
        """Create the coupon of a contract example for this program's brand, with members replaced."""
        body = example("createProductCoupon", name) | {"brand_id": self.brand_id} | (changes or {})
        return self.post(COUPONS, body)

    def stock_for_codes(self) -> str:
        """Create a coupon whose stock takes codes for another year; answer with the target for codes."""
        stock = example("createProductCoupon", "official")["stock"]
        year = time.gmtime().tm_year + 1
        period = {"available_begin_time": "2025-01-01T00:00:00Z", "available_end_time": f"{year}-12-31T23:59:59+08:00"}
        stock["single_usage_rule"]["coupon_available_period"] = period
        made = self.create({"stock": stock}).json()
        return codes_target(made["product_coupon_id"], made["stock"]["stock_id"])

    def stock_with(self, *codes: str) -> str:
        """Create a coupon whose stock takes codes, upload some, and return the stock's id."""
        target = self.stock_for_codes()
        if codes:
            assert self.upload_codes(target, list(codes)).status_code == 200
        return target.split("/")[-2]

    def upload_codes(self, target: str, codes: list[str], **changes: Any) -> httpx.Response:
        body = {"out_request_no": number(), "code_list": codes, "brand_id": self.brand_id} | changes
        return self.post(target, body)

    def upload(self, file: bytes, filename: str, *, order: str = "meta file", **meta: Any) -> httpx.Response:
        text = dump({"filename": filename, "sha256": hashlib.sha256(file).hexdigest()} | meta)
        return self.send_form([(name, {"meta": text, "file": file}[name]) for name in order.split()], signed=text)

    def send_form(
        self,
        parts: list[tuple[str, bytes]],
        *,
        signed: bytes,
        ending: bytes = b"--\r\n",
        files: tuple[str, ...] = ("file",),
    ) -> httpx.Response:
        boundary = secrets.token_hex(16)
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
            + (b'; filename="f"' if name in files else b"")
            + b"\r\n\r\n"
            + content
            + b"\r\n"
            for name, content in parts
        )
        headers: dict[str, str | None] = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self.send("POST", UPLOAD, body + f"--{boundary}".encode() + ending, signed=signed, headers=headers)

    def submit(self, **changes: Any) -> httpx.Response:
        body = example("submitImageGenerationTask", "combine_image") | {"brand_id": self.brand_id} | changes
        return self.post(TASKS, body)

    def task(self, task_id: str, kind: str = "COMBINE_IMAGE", brand_id: str | None = None) -> httpx.Response:
        return self.send("GET", f"{TASKS}/{task_id}?brand_id={brand_id or self.brand_id}&image_generation_type={kind}")

    def fetch(self, image_url: str) -> httpx.Response:
        """Get a picture by its URL, from the sandbox instead of the host it names."""
        return self.http.get(self.sandbox.url + httpx.URL(image_url).path)

    def is_verified(self, response: httpx.Response) -> bool:
        """Verify an answer by the book: four headers, five minutes, the known serial, the signature."""
        headers = response.headers
        names = ("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature")
        if not all(headers.get(name) for name in names):
            return False
        if abs(time.time() - int(headers["Wechatpay-Timestamp"])) >= 300:
            return False
        if headers["Wechatpay-Serial"] != self.merchant.public_key_id:
            return False
        public_key = serialization.load_pem_public_key(self.merchant.public_key_pem)
        assert isinstance(public_key, rsa.RSAPublicKey)
        message = f"{headers['Wechatpay-Timestamp']}\n{headers['Wechatpay-Nonce']}\n".encode()
        try:
            signature = base64.b64decode(headers["Wechatpay-Signature"])
            public_key.verify(signature, message + response.content + b"\n", padding.PKCS1v15(), hashes.SHA256())
        except (ValueError, InvalidSignature):
            return False
        return True


def codes_target(product_coupon_id: str, stock_id: str) -> str:
    return f"{COUPONS}/{product_coupon_id}/stocks/{stock_id}/upload-coupon-codes"


def result_of(response: httpx.Response) -> int:
    """The number after the last "-" of the Request-ID."""
    return int(response.headers["Request-ID"].rpartition("-")[2])


def picture(form: str, size: tuple[int, int] = (300, 200)) -> bytes:
    """A red disc on a light ground, with a hole that shows the ground."""
    image = Image.new("RGB", size, (244, 240, 236))
    pen = ImageDraw.Draw(image)
    width, height = size
    pen.ellipse((width // 4, height // 4, width * 3 // 4, height * 3 // 4), fill=(200, 20, 20))
    pen.ellipse((width * 9 // 20, height * 9 // 20, width * 11 // 20, height * 11 // 20), fill=(244, 240, 236))
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()
