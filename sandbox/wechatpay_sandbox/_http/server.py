"""A uvicorn server in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

_IDLE_SECONDS: Final = 8  # how long WeChat Pay keeps an idle connection


class _Protocol(H11Protocol):
    """HTTP/1.1 that shows the application its transport, so that an answer can be broken off, and the target as sent.

    ASGI takes a target apart, and forgets a question mark that nothing follows; signatures are of all of it.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        next_event = self.conn.next_event

        def noted() -> Any:
            event = next_event()
            self.app_state["target"] = getattr(event, "target", self.app_state.get("target"))
            return event

        self.conn.next_event = noted  # type: ignore[method-assign]
        super().connection_made(transport)


class _Uvicorn(uvicorn.Server):
    """A uvicorn server that says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


def _listening(host: str, port: int) -> socket.socket:
    # The protocol is named because asyncio sets TCP_NODELAY only then; without it each answer takes 40 ms longer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Elsewhere the option lets a port be taken again at once; on Windows it would let two programs share it.
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listening.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


class Server:
    """Serves an ASGI application until told to stop; `url` is where this machine finds it.

    Args:
        app: The application.
        host: Address to listen on.
        port: TCP port; 0 takes a free one.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, app: Any, host: str, port: int) -> None:
        self._socket = _listening(host, port)
        here = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared
        self.url = f"http://{here}:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,  # `SpelledHeaders` writes it
            proxy_headers=False,  # who calls is who is connected
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._serve, name="wechatpay-sandbox", daemon=True)
        self._thread.start()
        self._uvicorn.up.wait()

    def _serve(self) -> None:
        try:
            self._uvicorn.run([self._socket])
        finally:
            self._uvicorn.up.set()

    def stop(self) -> None:
        """Close the port and every connection."""
        self._uvicorn.should_exit = True
        self._thread.join()
        self._socket.close()
