"""Whoever receives notifications: a real server that verifies and decrypts by hand."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def is_signed(headers: Mapping[str, str], body: bytes, key: RSAPublicKey) -> bool:
    """Whether three lines of headers and body are signed by a key."""
    message = f"{headers['Wechatpay-Timestamp']}\n{headers['Wechatpay-Nonce']}\n".encode() + body + b"\n"
    try:
        signature = base64.b64decode(headers["Wechatpay-Signature"], validate=True)
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except (ValueError, InvalidSignature):
        return False
    return True


def decrypted(resource: Mapping[str, str], apiv3_key: str) -> bytes:
    assert resource["algorithm"] == "AEAD_AES_256_GCM"
    ciphertext = base64.b64decode(resource["ciphertext"], validate=True)
    associated_data = resource["associated_data"].encode()
    return AESGCM(apiv3_key.encode()).decrypt(resource["nonce"].encode(), ciphertext, associated_data)


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def envelope(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    def data(self, apiv3_key: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(decrypted(self.envelope["resource"], apiv3_key))
        return found


class Receiver:
    """Keeps what arrives; answers the statuses it was given, and then 200."""

    def __init__(self, *statuses: int) -> None:
        self.received: list[Received] = []
        self.hold = threading.Event()
        self.hold.set()
        left = list(statuses)
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(Received(dict(self.headers.items()), body, time.time()))
                receiver.hold.wait(10)
                self.send_response(left.pop(0) if left else 200)
                self.end_headers()

            def log_message(self, *args: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/wechatpay/notify"

    def __enter__(self) -> Receiver:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.hold.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
