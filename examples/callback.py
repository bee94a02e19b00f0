"""A server for notifications (回调通知) in the standard library alone, for the demo and the guide.

A real one speaks HTTPS and has more than one thread: see the examples in `notifications`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from wechatpay_httpx.errors import NotificationError


class CallbackServer:
    """Listens on this machine, in a thread of its own, and hands on what arrives.

    Args:
        receive: Takes headers and body of a notification; returns once it is safe, and raises if it is not.
    """

    def __init__(self, receive: Callable[[Any, bytes], None]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                try:
                    receive(self.headers, body)
                except NotificationError as error:
                    self.answer(error.status, json.dumps(error.answer).encode())
                except Exception:
                    self.answer(500, b'{"code": "FAIL"}')  # it comes again
                else:
                    self.answer(204, b"")

            def answer(self, status: int, content: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 - as it is called there

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/wechatpay/notify"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()
