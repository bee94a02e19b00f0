"""Running something in a forked child process."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

CHILD_SECONDS = 30


def needs_fork(test: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a test that forks while threads run, which is what it is about."""
    warned = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
    return pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")(warned(test))


def in_child(work: Callable[[], Any]) -> Any:
    """Run something in a forked child process and return what it returns, or the text of what it raises."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(CHILD_SECONDS)  # a child that hangs ends, and the test fails
        try:
            answer = work()
        except BaseException as exc:
            answer = f"{type(exc).__name__}: {exc}"
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    return json.loads(content)
