"""Signatures beside asyncio's event loop: one in each of its turns, and the others in a thread meanwhile."""

from __future__ import annotations

import os
from collections import deque
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
        self._asked: deque[tuple[asyncio.Future[None], Callable[[], None]]] = deque()
        self._signed: deque[tuple[asyncio.Future[None], BaseException | None]] = deque()
        # Waking the thread, and the loop, takes longer than all else here: neither is done while it is awake.
        self._thread_works = False
        self._loop_is_called = False

    async def run(self, loop: asyncio.AbstractEventLoop, sign: Callable[[], None]) -> None:
        """Return when `sign` has returned, or raise what it raises."""
        if self._is_free:
            self._is_free = False
            loop.call_soon(self._begin_turn)
            sign()
            return
        signed = loop.create_future()
        self._asked.append((signed, sign))
        if not self._thread_works:
            self._thread_works = True
            try:
                self._thread.submit(self._sign_all, loop)
            except RuntimeError:  # the interpreter is ending, and takes no more work for threads
                self._sign_all(loop)
        await signed

    def _sign_all(self, loop: asyncio.AbstractEventLoop) -> None:
        while True:
            while self._asked:
                signed, sign = self._asked.popleft()
                if not signed.cancelled():
                    self._signed.append((signed, _error_of(sign)))
                    if not self._loop_is_called:
                        self._loop_is_called = True
                        loop.call_soon_threadsafe(self._tell)
            self._thread_works = False
            # Whoever asked before that line relies on this thread; whoever asked after it has started another round.
            if not self._asked or self._thread_works:
                return
            self._thread_works = True

    def _tell(self) -> None:
        self._loop_is_called = False  # before looking: what is signed from here on calls again
        while self._signed:
            signed, error = self._signed.popleft()
            if signed.done():  # the call was cancelled meanwhile
                continue
            if error is None:
                signed.set_result(None)
            else:
                signed.set_exception(error)

    def _begin_turn(self) -> None:
        self._is_free = True

    def end(self) -> None:
        """Let the thread go, once what it signs is signed."""
        self._thread.shutdown(wait=False)


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
        _let_closed_ones_go()
        turns = _OF_LOOP[loop] = SigningTurns()
    await turns.run(loop, sign)


def _let_closed_ones_go() -> None:
    """Forget the loops that ended amid signatures: what is left of those holds the loop, and so keeps it here."""
    for reference in _OF_LOOP.keyrefs():  # a list made in one step, since other threads have loops as well
        loop = reference()
        if loop is not None and loop.is_closed() and (turns := _OF_LOOP.pop(loop, None)):
            turns.end()


async def beside_loop(work: Callable[[], None]) -> None:
    """Work in a thread; on the spot where the loop is not asyncio's (trio)."""
    import asyncio  # as in `in_turn`

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        work()
        return
    await asyncio.to_thread(work)


def _error_of(sign: Callable[[], None]) -> BaseException | None:
    """Return what signing ends in: whatever it is, the call that waits must hear of it."""
    try:
        sign()
    except BaseException as exc:
        return exc
    return None
