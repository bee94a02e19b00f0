"""What both transports for asyncio have in common: one event loop at a time, and so many connections in use."""

from __future__ import annotations

import asyncio
import sys

import httpx

from wechatpay_runtime._transports.deadline import WAITS
from wechatpay_runtime.errors import ConfigurationError


async def tell(request: httpx.Request, event: str) -> None:
    """Tell whoever made a request how far it has come."""
    if trace := request.extensions.get("trace"):
        await trace(event, {})


class Slots:
    """The connections that may be in use at once, in the event loop that runs now.

    Args:
        number: How many; None for any number.
    """

    def __init__(self, number: int | None) -> None:
        self.loop = asyncio.get_running_loop()
        self._free = asyncio.Semaphore(number or sys.maxsize)
        self._closed = False

    def serve(self, kind: str) -> bool:
        """Whether these are of the event loop that runs now; those of one that has ended serve nobody any more.

        Args:
            kind: The transport's class.

        Raises:
            ConfigurationError: Their event loop runs as well, so that two would share connections.
        """
        if self.loop is asyncio.get_running_loop():
            return True
        if self.loop.is_running():
            raise ConfigurationError(f"An {kind} serves one event loop at a time: open one for each.")
        return False

    def close(self) -> None:
        """Turn away who waits."""
        self._closed = True

    async def take(self, request: httpx.Request) -> None:
        """Take one of them, for one request; whoever does so releases it.

        Raises:
            httpx.PoolTimeout: None was free in time, or before the transport was closed.
        """
        if self._free.locked():
            await self._wait(request, request.extensions.get("timeout", {}).get("pool"))
        else:
            await self._free.acquire()

    def release(self) -> None:
        """Leave it to the next."""
        self._free.release()

    async def _wait(self, request: httpx.Request, seconds: float | None) -> None:
        await tell(request, WAITS)
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError as exc:
            raise httpx.PoolTimeout(f"no free connection within {seconds:.3g} s") from exc
        if self._closed:
            self._free.release()
            raise httpx.PoolTimeout("the transport was closed before a connection was free")
