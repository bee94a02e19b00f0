"""A gateway that signs: other people's tools know OpenAPI, but not WeChat Pay's signatures."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

import httpx

from wechatpay_httpx.errors import AuthConfigurationError
from wechatpay_sandbox import Sandbox

AUTHORIZATION: Final = "WECHATPAY2-SHA256-RSA2048 signed-by-the-gateway"
"""What a tool sends as `Authorization` to have its request signed; without it the request goes on as it is."""

_METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "QUERY")
_PASSED_ON: Final = ("Accept", "Content-Type", "User-Agent")
_PASSED_BACK: Final = ("Allow", "Content-Type", "Request-ID", "Retry-After")


@contextlib.contextmanager
def signing_gateway(sandbox: Sandbox) -> Iterator[str]:
    """Stand before a sandbox: sign each request that asks for it, verify its answer, and hand that on.

    Yields:
        The gateway's URL on the loopback interface.
    """
    with httpx.Client(auth=sandbox.auth(), base_url=sandbox.url, timeout=30) as client:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(client))
        thread = threading.Thread(target=server.serve_forever, name="signing-gateway")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(client: httpx.Client) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            # The target goes out as it came: what is signed is what the tool wrote.
            url = httpx.URL(client.base_url).copy_with(raw_path=self.path.encode("latin-1"))
            headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
            request = httpx.Request(self.command, url, headers=headers, content=body)
            answer = self._sent(request)
            self.send_response(answer.status_code)
            for name in _PASSED_BACK:
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.content)

        def _sent(self, request: httpx.Request) -> httpx.Response:
            if self._is_to_be_signed():
                with contextlib.suppress(AuthConfigurationError):  # a form in which there is nothing to sign
                    return client.send(request)
            return client.send(request, auth=None)

        def _is_to_be_signed(self) -> bool:
            return self.headers.get("Authorization") == AUTHORIZATION

        def log_message(self, *args: object) -> None:
            """Keep the tools' own output readable."""

    for method in _METHODS:
        setattr(Handler, f"do_{method}", Handler.handle_any)
    return Handler
