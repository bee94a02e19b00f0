"""The contenders: each is a call of a case, made by a bare library, by our client or by wechatpayv3.

What a contender needs it imports when it is made, so that no process pays for another's libraries.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from benchmarks import cases
from benchmarks.replay import KEY_ID

MCHID: Final = "1900000001"
SERIAL_NO: Final = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"
_KEYS: Final = Path(os.environ.get("BENCHMARK_KEYS", "."))
_URL: Final = f"http://127.0.0.1:{os.environ.get('BENCHMARK_PORT', '0')}"
_HEADERS: Final = {"Authorization": "x" * 600, "Content-Type": "application/json", "Accept": "application/json"}

at_end: Final[list[Callable[[], Coroutine[Any, Any, None]]]] = []
"""Closes what an asynchronous contender opened."""


def make(name: str) -> Callable[[str], Any]:
    """Return a contender's call by the contender's name."""
    if "httpx2" in name:
        from httpx2 import alias_httpx

        alias_httpx()
    if name == "signature":
        return _signature()
    if name.startswith("floor"):
        return _floor(name)
    return _wechatpayv3(asynchronous="async" in name) if name.startswith("wechatpayv3") else _ours(name)


def _signature() -> Callable[[str], object]:
    """Return a bare RSA-2048 signature over a message of typical size."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key((_KEYS / "key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    padding, digest, message = PKCS1v15(), SHA256(), b"x" * 300
    return lambda case: key.sign(message, padding, digest)


def _verification() -> Callable[[Any, bytes], object]:
    """Return the verification and reading of one answer."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = load_pem_public_key((_KEYS / "public.pem").read_bytes())
    assert isinstance(key, RSAPublicKey)
    padding, digest = PKCS1v15(), SHA256()

    def read(headers: Any, content: bytes) -> object:
        stamp, nonce = headers["Wechatpay-Timestamp"], headers["Wechatpay-Nonce"]
        signed = base64.b64decode(headers["Wechatpay-Signature"])
        key.verify(signed, f"{stamp}\n{nonce}\n".encode() + content + b"\n", padding, digest)
        return json.loads(content)

    return read


def _floor(name: str) -> Callable[[str], Any]:
    """Return the least a call can cost on a library: a signature, a ready request through it, and a verification."""
    bodies = {"small": (cases.SMALL, cases.SMALL_BODY), "200 codes": (cases.CODES, cases.CODES_BODY)}
    contents = {case: (_URL + path, json.dumps(body).encode()) for case, (path, body) in bodies.items()}
    if "aiohttp" in name:
        return _floor_of_aiohttp(contents)
    if "curl" in name:
        return _floor_of_curl(contents)
    return _floor_of_async_httpx(contents) if "async" in name else _floor_of_httpx(contents)


def _floor_of_aiohttp(contents: Mapping[str, tuple[str, bytes]]) -> Callable[[str], Awaitable[object]]:
    import aiohttp

    sign, read = _signature(), _verification()
    opened: list[aiohttp.ClientSession] = []

    async def call(case: str) -> object:
        if not opened:
            opened.append(aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()))
            at_end.append(opened[0].close)
        sign(case)
        url, content = contents[case]
        async with opened[0].post(url, data=content, headers=_HEADERS) as response:
            return read(response.headers, await response.read())

    return call


def _floor_of_curl(contents: Mapping[str, tuple[str, bytes]]) -> Callable[[str], object]:
    import pycurl

    sign, read = _signature(), _verification()
    handle = pycurl.Curl()
    handle.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in _HEADERS.items()])

    def call(case: str) -> object:
        sign(case)
        url, content = contents[case]
        lines: list[bytes] = []
        body = BytesIO()
        handle.setopt(pycurl.URL, url)
        handle.setopt(pycurl.POSTFIELDS, content)
        handle.setopt(pycurl.HEADERFUNCTION, lines.append)
        handle.setopt(pycurl.WRITEDATA, body)
        handle.perform()
        fields = (line.decode("ascii").partition(": ") for line in lines)
        return read({name: value.rstrip() for name, _, value in fields}, body.getvalue())

    return call


def _floor_of_async_httpx(contents: Mapping[str, tuple[str, bytes]]) -> Callable[[str], Awaitable[object]]:
    import httpx

    sign, read, requests = _signature(), _verification(), _httpx_requests(contents)
    transport = httpx.AsyncHTTPTransport(verify=False)

    async def call(case: str) -> object:
        sign(case)
        response = await transport.handle_async_request(requests[case])
        content = await response.aread()
        await response.aclose()
        return read(response.headers, content)

    return call


def _floor_of_httpx(contents: Mapping[str, tuple[str, bytes]]) -> Callable[[str], object]:
    import httpx

    sign, read, requests = _signature(), _verification(), _httpx_requests(contents)
    transport = httpx.HTTPTransport(verify=False)

    def call(case: str) -> object:
        sign(case)
        response = transport.handle_request(requests[case])
        content = response.read()
        response.close()
        return read(response.headers, content)

    return call


def _httpx_requests(contents: Mapping[str, tuple[str, bytes]]) -> Mapping[str, Any]:
    import httpx

    return {
        case: httpx.Request("POST", url, content=content, headers=_HEADERS) for case, (url, content) in contents.items()
    }


def _ours(name: str) -> Callable[[str], Any]:
    """Return our client's call of a case."""
    import wechatpay_product_coupon as package
    from wechatpay_httpx import ImageUpload, WeChatPayAuth
    from wechatpay_product_coupon import models as m

    auth = WeChatPayAuth.from_files(
        mchid=MCHID,
        serial_no=SERIAL_NO,
        private_key_path=_KEYS / "key.pem",
        public_key_id=KEY_ID,
        public_key_path=_KEYS / "public.pem",
    )
    client: Any
    if "async" in name:
        transport = package.AiohttpTransport() if "aiohttp" in name else package.AsyncTransport()
        at_end.append(transport.aclose)
        client = package.AsyncClient(auth, base_url=_URL, rate_limits=None, transport=transport)
    else:
        sync = package.CurlTransport() if "curl" in name else package.Transport()
        client = package.Client(auth, base_url=_URL, rate_limits=None, transport=sync)
    small = m.SubmitImageGenerationTaskRequest.from_dict(cases.SMALL_BODY)
    codes = m.UploadCouponCodesRequest.from_dict(cases.CODES_BODY)
    image = ImageUpload.from_bytes(cases.PICTURE, "header.png")
    calls: dict[str, Callable[[], Any]] = {
        "small": lambda: client.images.submit_generation_task(body=small),
        "200 codes": lambda: client.stocks.upload_codes("200000001", "123456789", body=codes),
        "1 MiB upload": lambda: client.images.upload(body=image),
    }
    return lambda case: calls[case]()


def _wechatpayv3(*, asynchronous: bool) -> Callable[[str], Any]:
    """Return wechatpayv3's call of the same path and body."""
    from importlib import import_module

    # Its two trees have the same names, and enums of their own.
    tree = "wechatpayv3.async_" if asynchronous else "wechatpayv3"
    post = import_module(f"{tree}.type").RequestType.POST
    kind = getattr(import_module(f"{tree}.core"), "AsyncCore" if asynchronous else "Core")
    keys = {"private_key": (_KEYS / "key.pem").read_text(), "public_key": (_KEYS / "public.pem").read_text()}
    client: Any = kind(MCHID, SERIAL_NO, apiv3_key="0" * 32, public_key_id=KEY_ID, **keys)
    # It has no setting for the host.
    client._gate_way = _URL
    meta = json.dumps(cases.META)
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "small": (cases.SMALL, {"data": cases.SMALL_BODY}),
        "200 codes": (cases.CODES, {"data": cases.CODES_BODY}),
        "1 MiB upload": (
            cases.UPLOAD,
            {
                "data": {"meta": meta},
                "sign_data": meta,
                "files": [("file", ("header.png", cases.PICTURE, "image/png"))],
            },
        ),
    }
    if not asynchronous:
        return lambda case: _succeeded(client.request(calls[case][0], post, **calls[case][1]))
    opened: list[Any] = []

    async def call(case: str) -> object:
        if not opened:
            opened.append(await client.__aenter__())
        return _succeeded(await client.request(calls[case][0], post, **calls[case][1]))

    return call


def _succeeded(answer: tuple[int, object]) -> object:
    status, body = answer
    assert status == 200, answer
    return body
