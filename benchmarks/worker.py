"""One contender in a process of its own: reads what to do as JSON lines, writes what it cost.

`python -m benchmarks.worker NAME`, with the server's port and the folder of keys in the environment.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import cases
from benchmarks.replay import KEY_ID
from benchmarks.shares import shares

MCHID, SERIAL_NO = "1900000001", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"
KEYS = Path(os.environ.get("BENCHMARK_KEYS", "."))
URL = f"http://127.0.0.1:{os.environ.get('BENCHMARK_PORT', '0')}"
LAG_PROBE_SECONDS = 0.001

at_end: list[Callable[[], Coroutine[Any, Any, None]]] = []
"""Closes what an asynchronous contender opened."""


def cpu() -> float:
    """Return the CPU seconds of this process, all threads, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def signature() -> Callable[[str], object]:
    """Return a bare RSA-2048 signature over a message of typical size."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key((KEYS / "key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    padding, digest, message = PKCS1v15(), SHA256(), b"x" * 300
    return lambda case: key.sign(message, padding, digest)


def verification() -> Callable[[Any, bytes], object]:
    """Return the verification and reading of one answer."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = load_pem_public_key((KEYS / "public.pem").read_bytes())
    assert isinstance(key, RSAPublicKey)
    padding, digest = PKCS1v15(), SHA256()

    def read(headers: Any, content: bytes) -> object:
        stamp, nonce = headers["Wechatpay-Timestamp"], headers["Wechatpay-Nonce"]
        signed = base64.b64decode(headers["Wechatpay-Signature"])
        key.verify(signed, f"{stamp}\n{nonce}\n".encode() + content + b"\n", padding, digest)
        return json.loads(content)

    return read


def floor(name: str) -> Callable[[str], Any]:
    """Return the least a call can cost on a library: a signature, a ready request through it, and a verification."""
    sign, read = signature(), verification()
    headers = {"Authorization": "x" * 600, "Content-Type": "application/json", "Accept": "application/json"}
    bodies = {"small": (cases.SMALL, cases.SMALL_BODY), "200 codes": (cases.CODES, cases.CODES_BODY)}
    contents = {case: (URL + path, json.dumps(body).encode()) for case, (path, body) in bodies.items()}
    if "aiohttp" in name:
        import aiohttp

        opened: list[aiohttp.ClientSession] = []

        async def call_aiohttp(case: str) -> object:
            if not opened:
                opened.append(aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()))
                at_end.append(opened[0].close)
            sign(case)
            url, content = contents[case]
            async with opened[0].post(url, data=content, headers=headers) as response:
                return read(response.headers, await response.read())

        return call_aiohttp

    import httpx

    requests = {
        case: httpx.Request("POST", url, content=content, headers=headers) for case, (url, content) in contents.items()
    }
    if "async" in name:
        asynchronous = httpx.AsyncHTTPTransport(verify=False)

        async def call_httpx(case: str) -> object:
            sign(case)
            response = await asynchronous.handle_async_request(requests[case])
            content = await response.aread()
            await response.aclose()
            return read(response.headers, content)

        return call_httpx

    transport = httpx.HTTPTransport(verify=False)

    def call(case: str) -> object:
        sign(case)
        response = transport.handle_request(requests[case])
        content = response.read()
        response.close()
        return read(response.headers, content)

    return call


def ours(name: str) -> Callable[[str], Any]:
    """Return our client's call of a case."""
    import wechatpay_product_coupon as package
    from wechatpay_httpx import ImageUpload, WeChatPayAuth
    from wechatpay_product_coupon import models as m

    auth = WeChatPayAuth.from_files(
        mchid=MCHID,
        serial_no=SERIAL_NO,
        private_key_path=KEYS / "key.pem",
        public_key_id=KEY_ID,
        public_key_path=KEYS / "public.pem",
    )
    client: Any
    if "async" in name:
        transport = package.AiohttpTransport() if "aiohttp" in name else package.AsyncTransport()
        at_end.append(transport.aclose)
        client = package.AsyncClient(auth, base_url=URL, rate_limits=None, transport=transport)
    else:
        client = package.Client(auth, base_url=URL, rate_limits=None)
    small = m.SubmitImageGenerationTaskRequest.from_dict(cases.SMALL_BODY)
    codes = m.UploadCouponCodesRequest.from_dict(cases.CODES_BODY)
    image = ImageUpload.from_bytes(cases.PICTURE, "header.png")
    calls: dict[str, Callable[[], Any]] = {
        "small": lambda: client.images.submit_image_generation_task(body=small),
        "200 codes": lambda: client.product_coupons.upload_coupon_codes("200000001", "123456789", body=codes),
        "1 MiB upload": lambda: client.images.upload_image(body=image),
    }
    return lambda case: calls[case]()


def wechatpayv3(*, asynchronous: bool) -> Callable[[str], Any]:
    """Return wechatpayv3's call of the same path and body."""
    from importlib import import_module

    # Its two trees have the same names, and enums of their own.
    tree = "wechatpayv3.async_" if asynchronous else "wechatpayv3"
    post = import_module(f"{tree}.type").RequestType.POST
    kind = getattr(import_module(f"{tree}.core"), "AsyncCore" if asynchronous else "Core")
    keys = {"private_key": (KEYS / "key.pem").read_text(), "public_key": (KEYS / "public.pem").read_text()}
    client: Any = kind(MCHID, SERIAL_NO, apiv3_key="0" * 32, public_key_id=KEY_ID, **keys)
    # It has no setting for the host.
    client._gate_way = URL
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


def make(name: str) -> Callable[[str], Any]:
    """Return a contender's call by the contender's name."""
    if "httpx2" in name:
        from httpx2 import alias_httpx

        alias_httpx()
    if name == "signature":
        return signature()
    if name.startswith("floor"):
        return floor(name)
    return wechatpayv3(asynchronous="async" in name) if name.startswith("wechatpayv3") else ours(name)


async def in_flight(call: Callable[[str], Awaitable[Any]], case: str, calls: int, flights: int) -> list[float]:
    """Make calls with so many in flight; return how late the event loop came to a timer, in seconds."""
    left, lags = iter(range(calls)), []

    async def flight() -> None:
        for _ in left:
            await call(case)

    async def probe() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(LAG_PROBE_SECONDS)
            lags.append(time.perf_counter() - begun - LAG_PROBE_SECONDS)

    probing = asyncio.create_task(probe()) if flights > 1 else None
    await asyncio.gather(*(flight() for _ in range(flights)))
    if probing:
        probing.cancel()
    return lags


def main(name: str) -> None:
    """Serve orders until standard input ends."""
    call = make(name)

    def work(case: str, calls: int, flights: int) -> list[float]:
        if "async" in name:
            return runner.run(in_flight(call, case, calls, flights))
        for _ in range(calls):
            call(case)
        return []

    with asyncio.Runner() as runner:
        for line in sys.stdin:
            order = json.loads(line)
            what = order["case"], order["calls"], order["flights"]
            if order["profiled"]:
                print(json.dumps(shares(partial(work, *what))), flush=True)
                continue
            cpu_before, wall_before = cpu(), time.perf_counter()
            lags = work(*what)
            spent = {"cpu": cpu() - cpu_before, "wall": time.perf_counter() - wall_before}
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(json.dumps({**spent, "lags": sorted(lags)[-(len(lags) // 100 + 1) :], "max_rss": memory}), flush=True)
        for close in at_end:
            runner.run(close())


if __name__ == "__main__":
    main(sys.argv[1])
