"""A WeChat Pay that cannot be trusted: it answers each call in the way that the call's own number asks for."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Final, Self

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.auth_plugin.keys import KEY_ID

LONGEST: Final = 2**16
_BOMB: Final = gzip.compress(bytes(2**22))


class Forger:
    """Answers `submitImageGenerationTask` on loopback; the part of a task_id before its dash says how.

    Args:
        key: WeChat Pay's.
        other: Somebody else's.
        kinds: The ways to answer, by their names.

    Attributes:
        url: Where it listens.
        captured: The last genuine answer.
    """

    def __init__(self, key: RSAPrivateKey, other: RSAPrivateKey, kinds: Mapping[str, Kind]) -> None:
        self.key, self.other = key, other
        self.captured = b""
        self._kinds = list(kinds.values())
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self._thread = threading.Thread(target=self._loop.run_forever)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
                asked = json.loads(await reader.readexactly(length))
                kind = self._kinds[int(asked["task_id"].partition("-")[0])]
                writer.write(kind(self, {"task_id": asked["task_id"], "brand_id": asked["brand_id"]}))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def headers(self, body: bytes, *, key: RSAPrivateKey | None = None, age: int = 0) -> dict[str, str]:
        """Sign a body as WeChat Pay does."""
        stamp, nonce = str(int(time.time()) - age), secrets.token_hex(16)
        signed = (key or self.key).sign(f"{stamp}\n{nonce}\n".encode() + body + b"\n", PKCS1v15(), SHA256())
        return {
            "Wechatpay-Timestamp": stamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": base64.b64encode(signed).decode(),
            "Wechatpay-Serial": KEY_ID,
            "Request-ID": secrets.token_hex(8),
        }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._server.close()
        self._loop.run_until_complete(_cancel_all())
        self._loop.close()


async def _cancel_all() -> None:
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


Kind = Callable[[Forger, dict[str, Any]], bytes]
ERROR: Final = b'{"code": "RATELIMIT_EXCEEDED", "message": "slowly"}'


def wire(body: bytes, headers: Mapping[str, str], status: int = 200) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {status} X", *lines, f"Content-Length: {len(body)}", "", ""])
    return head.encode() + body


def genuine(forger: Forger, asked: dict[str, Any]) -> bytes:
    body = json.dumps(asked).encode()
    forger.captured = wire(body, forger.headers(body))
    return forger.captured


def altered(change: Callable[[dict[str, str]], object], status: int = 200) -> Kind:
    """Change the headers of a genuine answer."""

    def answer(forger: Forger, asked: dict[str, Any]) -> bytes:
        body = json.dumps(asked).encode() if status == 200 else ERROR
        headers = forger.headers(body)
        change(headers)
        return wire(body, headers, status)

    return answer


def body_altered(change: Callable[[bytes], bytes], status: int = 200) -> Kind:
    """Change the body of a genuine answer."""

    def answer(forger: Forger, asked: dict[str, Any]) -> bytes:
        body = json.dumps(asked).encode() if status == 200 else ERROR
        return wire(change(body), forger.headers(body), status)

    return answer


def foreign(**others: str) -> Kind:
    """Answer, rightly signed, what another call would be answered."""
    return lambda forger, asked: wire(body := json.dumps(asked | others).encode(), forger.headers(body))


def signed(body: bytes, status: int) -> Kind:
    return lambda forger, asked: wire(body, forger.headers(body), status)


def line_moved(forger: Forger, asked: dict[str, Any]) -> bytes:
    """Let the nonce begin where the body did: the signed bytes stay the same."""
    body = b"{}\n" + json.dumps(asked).encode()
    headers = forger.headers(body)
    return wire(body.partition(b"\n")[2], {**headers, "Wechatpay-Nonce": headers["Wechatpay-Nonce"] + "\t{}"})


KINDS: Final[Mapping[str, Kind]] = {
    "genuine": genuine,
    "signed by somebody else": lambda f, a: wire(b := json.dumps(a).encode(), f.headers(b, key=f.other)),
    "signed by somebody else, under an id of theirs": lambda f, a: wire(
        b := json.dumps(a).encode(), f.headers(b, key=f.other) | {"Wechatpay-Serial": "PUB_KEY_ID_0100000000000000"}
    ),
    "a random signature": altered(
        lambda h: h.update({"Wechatpay-Signature": base64.b64encode(secrets.token_bytes(256)).decode()})
    ),
    "a probe": altered(
        lambda h: h.update({"Wechatpay-Signature": f"WECHATPAY/SIGNTEST/{h['Wechatpay-Signature'][19:]}"})
    ),
    "no signature": altered(lambda h: h.pop("Wechatpay-Signature")),
    "no nonce": altered(lambda h: h.pop("Wechatpay-Nonce")),
    "no timestamp": altered(lambda h: h.pop("Wechatpay-Timestamp")),
    "no serial": altered(lambda h: h.pop("Wechatpay-Serial")),
    "a header twice": altered(lambda h: h.update({"wechatpay-signature": h["Wechatpay-Signature"]})),
    "another kind of signature": altered(lambda h: h.update({"Wechatpay-Signature-Type": "NONE"})),
    "another timestamp": altered(
        lambda h: h.update({"Wechatpay-Timestamp": str(int(h["Wechatpay-Timestamp"]) + 1)})
    ),
    "another nonce": altered(lambda h: h.update({"Wechatpay-Nonce": secrets.token_hex(16)})),
    "five minutes old": lambda f, a: wire(b := json.dumps(a).encode(), f.headers(b, age=301)),
    "five minutes ahead": lambda f, a: wire(b := json.dumps(a).encode(), f.headers(b, age=-302)),
    "a byte of the body changed": body_altered(lambda body: body.replace(b"120344", b"120345")),
    "a blank more": body_altered(lambda body: body + b" "),
    "a byte less": body_altered(lambda body: body[:-1]),
    "a line moved from body to nonce": line_moved,
    "replayed": lambda f, a: f.captured,
    "the answer to another task": foreign(task_id="another-1"),
    "the answer to another brand": foreign(brand_id="777777"),
    "an error under 200": signed(ERROR, 200),
    "an error, forged": body_altered(lambda body: body.replace(b"slowly", b"again!"), 429),
    "an error, with a header changed": altered(lambda h: h.pop("Wechatpay-Nonce"), 503),
    "an error, unsigned": lambda f, a: wire(ERROR, {}, 429),
    "an error, genuine": signed(ERROR, 429),
    "a result under 400": lambda f, a: wire(b := json.dumps(a).encode(), f.headers(b), 400),
    "longer than allowed": lambda f, a: wire(b := json.dumps(a).encode() + b" " * LONGEST, f.headers(b)),
    "longer than allowed, an error": lambda f, a: wire(ERROR + b" " * LONGEST, f.headers(ERROR), 502),
    "a bomb": lambda f, a: wire(_BOMB, {**f.headers(b""), "Content-Encoding": "gzip"}),
    "compressed twice": lambda f, a: wire(gzip.compress(_BOMB), {"Content-Encoding": "gzip, gzip"}),
    "an encoding nobody asked for": altered(lambda h: h.update({"Content-Encoding": "br"})),
    "headers of 70 KiB": altered(lambda h: h.update({f"X-{n}": "a" * 7000 for n in range(10)})),
}  # fmt: skip
"""Each way to answer; `genuine` and `an error, genuine` are there to see that the others fail for their own reason."""
