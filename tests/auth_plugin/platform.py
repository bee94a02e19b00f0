"""A tiny WeChat Pay on a real socket. It signs with a few lines of its own, straight on cryptography."""

from __future__ import annotations

import base64
import secrets
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.auth_plugin.keys import KEY_ID

# Made once: it reads every authority's certificate.
TLS = ssl.create_default_context()
REQUEST_ID = "08F78DB8A60610A40218E3DE1A20A8CF6228EF6A-0"


def signed_headers(
    key: RSAPrivateKey,
    body: bytes,
    *,
    timestamp: float | None = None,
    nonce: str | None = None,
    serial: str = KEY_ID,
) -> dict[str, str]:
    stamp = str(int(time.time() if timestamp is None else timestamp))
    nonce = nonce or secrets.token_hex(16)
    message = "\n".join([stamp, nonce, ""]).encode() + body + b"\n"
    return {
        "Wechatpay-Timestamp": stamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Signature": base64.b64encode(key.sign(message, PKCS1v15(), SHA256())).decode(),
        "Wechatpay-Serial": serial,
        "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        "Request-ID": REQUEST_ID,
    }


@dataclass
class Received:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    announced_length: int | None = None  # differs from the body's when the answer is cut short


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # with fewer, a connection among many at once waits a second


class Platform:
    """Keeps what arrived, and answers what `answer` returns."""

    def __init__(self, key: RSAPrivateKey) -> None:
        self.key = key
        self.received: list[Received] = []
        self.answer: Callable[[Received], Answer] = lambda request: self.signed(b'{"name":"\xe5\x88\xb8"}')
        platform = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                request = Received(self.command, self.path, dict(self.headers.items()), body)
                platform.received.append(request)
                answer = platform.answer(request)
                self.send_response_only(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 204:
                    self.send_header("Content-Length", str(answer.announced_length or len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = answer.announced_length is not None

            do_POST = do_GET  # noqa: N815 - the name http.server looks for

            def log_message(self, *args: object) -> None: ...

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def signed(self, body: bytes, status: int = 200) -> Answer:
        return Answer(status, body, signed_headers(self.key, body))

    def __enter__(self) -> Platform:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
