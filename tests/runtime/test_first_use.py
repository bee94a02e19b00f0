"""What a process does once, on first use: where a fork waits for it, and before others wait behind it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest

from tests.runtime.fork import in_child, needs_fork
from wechatpay_runtime import FIRST_USE, made_once
from wechatpay_runtime._fork import ForkGuard
from wechatpay_sandbox import Sandbox

# Every module that is looked for outside of a `FIRST_USE` block once the client is there, in a first call.
IMPORTS = """
import asyncio, os, sys
from wechatpay_httpx import WeChatPayAuth
import wechatpay_product_coupon as w
from wechatpay_runtime import FIRST_USE
async def in_task(transport):
    async with w.AsyncClient(auth, transport=transport and transport()) as client:
        found.clear()
        await client.images.submit_generation_task(task)
def in_thread():
    with w.Client(auth) as client:
        found.clear()
        client.images.submit_generation_task(task)
found, auth = [], WeChatPayAuth.from_env()
task = {"brand_id": "120344", "task_id": "first_use", "image_generation_type": "CUT_OUT",
        "cut_out": {"image_url": "https://wxpaylogo.qpic.cn/x"}}
def hook(event, args):
    # What is None there is known not to be installed; nothing is locked to say so.
    if event == "import" and not FIRST_USE.is_inside and args[0] not in sys.modules:
        found.append(args[0])
sys.addaudithook(hook)
mode = sys.argv[1]
if mode == "sync":
    in_thread()
else:
    asyncio.run(in_task(w.AiohttpTransport if mode == "aiohttp" else None))
print(*sorted(set(found)))
"""

# One process that forks while another thread makes its first call; the child makes a call, and is given up after 20 s.
FORK = """
import asyncio, faulthandler, os, sys, threading, time
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import AiohttpTransport, AsyncClient, Client
auth = WeChatPayAuth.from_env()
task, rest = "task_000001", {"brand_id": "120344", "image_generation_type": "CUT_OUT"}
async def in_task(transport):
    async with AsyncClient(auth, transport=transport and transport()) as client:
        await client.images.get_generation_task(task, **rest)
def in_thread():
    with Client(auth) as client:
        client.images.get_generation_task(task, **rest)
def call():
    try:
        in_thread() if MODE == "sync" else asyncio.run(in_task(AiohttpTransport if MODE == "aiohttp" else None))
    except Exception as exc:
        return type(exc).__name__
threading.Thread(target=call, daemon=True).start()
time.sleep(float(sys.argv[1]) / 1000)
child = os.fork()
if not child:
    faulthandler.dump_traceback_later(20, exit=True)
    print(call(), flush=True)
    os._exit(0)
_, status = os.waitpid(child, 0)
os._exit(os.waitstatus_to_exitcode(status) != 0)
"""


# Says whether the answer's rules were compiled when the first turn was taken, and what was imported after it.
TURN = """
import sys
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import Client, MemoryRateLimits
told = []
class Limits(MemoryRateLimits):
    def ask(self, *args):
        told.append("compiled" if "submitImageGenerationTask" in client._contract._answer_checks else "not compiled")
        return super().ask(*args)
sys.addaudithook(lambda event, args: event == "import" and told and told.append(args[0]))
client = Client(WeChatPayAuth.from_env(), rate_limits=Limits())
client.images.submit_generation_task({"brand_id": "120344", "task_id": "burst_001", "image_generation_type": "CUT_OUT",
    "cut_out": {"image_url": "https://wxpaylogo.qpic.cn/x"}})
print(*told)
"""


def run(program: str, argument: str, sandbox: Sandbox) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, argument],
        env={**os.environ, **sandbox.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("mode", ["sync", "async", "aiohttp"])
def test_a_first_call_imports_nothing_but_where_a_fork_waits(mode: str, wechatpay: Sandbox) -> None:
    done = run(IMPORTS, mode, wechatpay)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "\n"


@needs_fork
@pytest.mark.parametrize("mode", ["sync", "async", "aiohttp"])
@pytest.mark.parametrize("milliseconds", [0, 10, 25, 50, 100, 200])
def test_a_child_makes_a_call_though_a_thread_was_in_its_first_one(
    mode: str, milliseconds: int, wechatpay: Sandbox
) -> None:
    done = run(FORK.replace("MODE", repr(mode)), str(milliseconds), wechatpay)
    assert (done.returncode, done.stdout) == (0, "NotFoundError\n"), done.stderr


@needs_fork
def test_a_fork_waits_for_what_another_thread_does_for_the_first_time() -> None:
    inside, over = threading.Event(), threading.Event()
    seen: list[str] = []

    def work() -> None:
        with FIRST_USE, FIRST_USE:
            inside.set()
            over.wait(5)
            seen.append("worked")

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait()
    threading.Timer(0.1, over.set).start()
    with FIRST_USE:  # one's own is not waited for
        assert in_child(lambda: [*seen, FIRST_USE.is_inside]) == ["worked", True]
    thread.join()
    assert not FIRST_USE.is_inside
    assert in_child(lambda: FIRST_USE.is_inside) is False


def test_those_in_it_do_not_wait_for_each_other() -> None:
    """Else two of them that need each other's import lock would."""
    first_use, both = ForkGuard(), threading.Barrier(2, timeout=30)
    met: list[int] = []

    def work() -> None:
        with first_use:
            met.append(both.wait())

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(met) == [0, 1]


def test_a_value_made_by_two_threads_at_once_is_one_value() -> None:
    both = threading.Barrier(2, timeout=30)

    class Holder:
        @made_once
        def value(self) -> object:
            """What it is."""
            both.wait()
            return object()

    holder, found = Holder(), list[object]()
    threads = [threading.Thread(target=lambda: found.append(holder.value)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] is found[1] is holder.value
    assert Holder.value.__doc__ == "What it is."


def test_all_that_an_answer_needs_is_there_before_a_turn_is_taken(wechatpay: Sandbox) -> None:
    """Else the first call of a burst goes late, and with those that go on time is one too many in a second."""
    done = run(TURN, "", wechatpay)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "compiled\n"


def test_a_package_imports_a_module_when_it_is_asked_for() -> None:
    program = """
import sys
from wechatpay_product_coupon.api import images
module = "wechatpay_product_coupon.api.images.upload_image"
assert module not in sys.modules
assert images.upload_image is sys.modules[module] is vars(images)["upload_image"]
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_what_a_package_has_not_is_no_attribute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lazy_parts").mkdir()
    (tmp_path / "lazy_parts/__init__.py").write_text(
        "from wechatpay_runtime import imported_when_used\n__getattr__ = imported_when_used(__name__)\n"
    )
    (tmp_path / "lazy_parts/broken.py").write_text("import no_such_module_anywhere\n")
    (tmp_path / "lazy_parts/_own.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    package = import_module("lazy_parts")
    for name in ("absent", "_own", "__wrapped__", "broken.part", ".."):
        with pytest.raises(AttributeError, match=f"module 'lazy_parts' has no attribute '{name}'"):
            getattr(package, name)
    with pytest.raises(ModuleNotFoundError, match="no_such_module_anywhere"):
        package.broken  # noqa: B018
    assert not FIRST_USE.is_inside
