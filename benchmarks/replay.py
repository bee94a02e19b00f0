"""A server that answers at once, in a process of its own, so that its own work does not count."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import time
from multiprocessing.connection import Connection
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

KEY_ID: Final = "PUB_KEY_ID_0114232134912410000000000000"


class Answers:
    """Signed answers, each signed anew: one that comes twice is refused.

    Args:
        key: WeChat Pay's.
        bodies: The answers' bodies by the end of the request's path.
    """

    def __init__(self, key: RSAPrivateKey, bodies: dict[str, Any]) -> None:
        self._key = key
        self._bodies = {path.encode(): json.dumps(body, ensure_ascii=False).encode() for path, body in bodies.items()}

    def of(self, path: bytes) -> bytes:
        """Return the whole answer to a request."""
        return self._sign(next(body for end, body in self._bodies.items() if path.endswith(end)))

    def _sign(self, body: bytes) -> bytes:
        stamp, nonce = str(int(time.time())), secrets.token_hex(16)
        signature = self._key.sign(f"{stamp}\n{nonce}\n".encode() + body + b"\n", PKCS1v15(), SHA256())
        head = (
            "HTTP/1.1 200 OK\r\n"
            "Content-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n"
            "Request-ID: 08F78DB8A60610A40218E3DE1A20A8CF6228EF6A-0\r\n"
            f"Wechatpay-Timestamp: {stamp}\r\n"
            f"Wechatpay-Nonce: {nonce}\r\n"
            f"Wechatpay-Serial: {KEY_ID}\r\n"
            "Wechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048\r\n"
            f"Wechatpay-Signature: {base64.b64encode(signature).decode()}\r\n\r\n"
        )
        return head.encode() + body


class Replay(asyncio.Protocol):
    """Reads requests only as far as their length.

    Args:
        answers: What is answered.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._head = b""
        self._missing = 0
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if not self._missing:
            head, blank, body = (self._head + data).partition(b"\r\n\r\n")
            if not blank:
                self._head = head
                return
            lines = head.split(b"\r\n")
            lengths = [line for line in lines if line[:15].lower() == b"content-length:"]
            self._missing = int(lengths[0][15:]) if lengths else 0
            self._answer = self._answers.of(lines[0].split(b" ")[1].partition(b"?")[0])
            self._head, data = b"", body
        self._missing -= len(data)
        if not self._missing:
            self._transport.write(self._answer)


def serve(pipe: Connection, key: bytes, bodies: dict[str, Any]) -> None:
    """Serve on a free loopback port, told through the pipe, until the pipe closes."""
    private_key = load_pem_private_key(key, None)
    assert isinstance(private_key, RSAPrivateKey)
    answers = Answers(private_key, bodies)

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Replay(answers), "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        stopped = asyncio.Event()
        loop.add_reader(pipe.fileno(), stopped.set)
        await stopped.wait()
        server.close()

    asyncio.run(run())
