"""Signatures beside asyncio's event loop: one in each of its turns, and the others in a thread meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import asyncio


class SigningTurns:
    """Runs the signatures of one event loop, so that many calls ready at once do not hold it up.

    Handing a signature to a thread costs about half of a fast one, so a call that is alone signs where it is. OpenSSL
    works without the interpreter's lock: the loop goes on while the thread signs.
    """

    def __init__(self) -> None:
        self._is_free = True
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="wechatpay-signing")

    async def run(self, loop: asyncio.AbstractEventLoop, sign: Callable[[], None]) -> None:
        """Return when `sign` has returned, or raise what it raises."""
        if self._is_free:
            self._is_free = False
            loop.call_soon(self._begin_turn)
            sign()
            return
        signed = loop.create_future()
        try:
            handed_over = self._thread.submit(_sign_for, loop, signed, sign)
        except RuntimeError:  # the interpreter is ending, and takes no more work for threads
            sign()
            return
        try:
            await signed
        finally:
            handed_over.cancel()

    def _begin_turn(self) -> None:
        self._is_free = True


_OF_LOOP: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, SigningTurns]] = WeakKeyDictionary()

if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_OF_LOOP.clear)  # threads stay with the parent


async def in_turn(sign: Callable[[], None]) -> None:
    """Sign in a turn of the running event loop, or beside it; on the spot where the loop is not asyncio's (trio)."""
    # It takes longer to import than this package, and many programs have no event loop; those that do have it already.
    import asyncio

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        sign()
        return
    if (turns := _OF_LOOP.get(loop)) is None:
        turns = _OF_LOOP[loop] = SigningTurns()
    await turns.run(loop, sign)


async def beside_loop(work: Callable[[], None]) -> None:
    """Work in a thread; on the spot where the loop is not asyncio's (trio)."""
    import asyncio  # as in `in_turn`

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        work()
        return
    await asyncio.to_thread(work)


def _sign_for(loop: asyncio.AbstractEventLoop, signed: asyncio.Future[None], sign: Callable[[], None]) -> None:
    try:
        sign()
    except BaseException as exc:  # whatever it is, the call that waits must hear of it
        loop.call_soon_threadsafe(_end, signed, exc)
    else:
        loop.call_soon_threadsafe(_end, signed, None)


def _end(signed: asyncio.Future[None], error: BaseException | None) -> None:
    if signed.done():
        return  # the call was cancelled meanwhile
    if error is not None:
        signed.set_exception(error)
    else:
        signed.set_result(None)
