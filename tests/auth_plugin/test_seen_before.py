"""Processing a notification once, on one machine and on several."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.runtime.fork import in_child, needs_fork
from wechatpay_httpx import SeenBefore, SeenInMemory, SeenInRedis
from wechatpay_httpx.errors import AuthConfigurationError, NotificationInProgressError

KEY = "EV-2018022511223320873"
DIGEST = hashlib.sha256(KEY.encode()).hexdigest()


@pytest.fixture(scope="module")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A Redis of this test's own."""
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("redis-server is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    server = subprocess.Popen([binary, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with redis.Redis(port=port) as client:
            for _ in range(200):
                try:
                    client.ping()
                    break
                except redis.ConnectionError:
                    time.sleep(0.02)
        yield port
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def clients(redis_port: int) -> Iterator[Callable[..., redis.Redis]]:
    opened: list[redis.Redis] = []

    def connect(*, decode_responses: bool = False) -> redis.Redis:
        opened.append(redis.Redis(port=redis_port, decode_responses=decode_responses))
        return opened[-1]

    connect().flushall()
    yield connect
    for client in opened:
        client.close()


@pytest.fixture(params=["memory", "redis", "redis as text"])
def seen(request: pytest.FixtureRequest) -> SeenBefore:
    if request.param == "memory":
        return SeenInMemory()
    clients = request.getfixturevalue("clients")
    return SeenInRedis(clients(decode_responses=request.param == "redis as text"))


def test_the_first_is_processed_and_a_repeat_is_not(seen: SeenBefore) -> None:
    with seen.once(KEY) as is_new:
        assert is_new
    for _ in range(2):
        with seen.once(KEY) as is_new:
            assert not is_new
    with seen.once("another") as is_new:
        assert is_new


def test_what_was_not_processed_to_the_end_is_processed_again(seen: SeenBefore) -> None:
    def fail(error: BaseException) -> None:
        with seen.once(KEY) as is_new:
            assert is_new
            raise error

    for error in ValueError("database"), KeyboardInterrupt():
        with pytest.raises(type(error)):
            fail(error)
    with seen.once(KEY) as is_new:
        assert is_new


def test_while_one_is_at_it_another_is_sent_away(seen: SeenBefore) -> None:
    with seen.once(KEY) as is_new:
        assert is_new
        with pytest.raises(NotificationInProgressError, match=DIGEST[:12]) as caught, seen.once(KEY):
            raise AssertionError
        assert caught.value.status == 503
    with seen.once(KEY) as is_new:
        assert not is_new


def together(count: int, work: Callable[[int], str]) -> list[str]:
    """Run `work` in many threads that begin at the same moment."""
    barrier, results = threading.Barrier(count), []

    def run(number: int) -> None:
        barrier.wait()
        try:
            results.append(work(number))
        except NotificationInProgressError:
            results.append("busy")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def attempt(seen: SeenBefore, key: str) -> str:
    with seen.once(key) as is_new:
        if is_new:
            time.sleep(0.01)
        return "processed" if is_new else "repeat"


@pytest.mark.parametrize("round_number", range(5))
def test_of_many_at_the_same_moment_one_processes(seen: SeenBefore, round_number: int) -> None:
    results = together(8, lambda _: attempt(seen, KEY))
    assert results.count("processed") == 1


MACHINE = """
import sys, time
import redis
from wechatpay_httpx import SeenInRedis
from wechatpay_httpx.errors import NotificationInProgressError

seen, start = SeenInRedis(redis.Redis(port=int(sys.argv[1]))), float(sys.argv[2])
processed = 0
for number in range(100):
    time.sleep(max(0, start + number * 0.005 - time.time()))
    try:
        with seen.once(f"EV-{number}") as is_new:
            processed += is_new
    except NotificationInProgressError:
        pass
print(processed)
"""


def test_two_machines_share_the_work_and_do_nothing_twice(redis_port: int, clients: Callable[..., redis.Redis]) -> None:
    command = [sys.executable, "-c", MACHINE, str(redis_port), str(time.time() + 1)]
    machines = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    processed = [int(machine.communicate(timeout=30)[0]) for machine in machines]
    assert sum(processed) == 100
    assert len(list(clients().scan_iter("wechatpay:seen:*"))) == 100


def test_the_claim_of_a_process_that_died_ends(clients: Callable[..., redis.Redis], redis_port: int) -> None:
    dying = (
        "import os, sys, redis\nfrom wechatpay_httpx import SeenInRedis\n"
        "with SeenInRedis(redis.Redis(port=int(sys.argv[1])), claim_seconds=500).once('EV-1') as is_new: os._exit(7)"
    )
    died = subprocess.run([sys.executable, "-c", dying, str(redis_port)], check=False)
    assert died.returncode == 7
    client = clients()
    seen, name = SeenInRedis(client), f"wechatpay:seen:{hashlib.sha256(b'EV-1').hexdigest()}"
    with pytest.raises(NotificationInProgressError), seen.once("EV-1"):
        raise AssertionError
    assert 0 < client.ttl(name) <= 500
    client.pexpire(name, 1)  # the same end, sooner
    while client.exists(name):
        time.sleep(0.001)
    with seen.once("EV-1") as is_new:
        assert is_new


def test_whoever_is_late_does_not_give_back_the_claim_of_another(clients: Callable[..., redis.Redis]) -> None:
    client = clients()
    late, other = SeenInRedis(client), SeenInRedis(client)
    claim = late.once(KEY)
    assert claim.__enter__()
    client.delete(f"wechatpay:seen:{DIGEST}")  # it has ended
    with other.once(KEY) as is_new:
        assert is_new
        assert not claim.__exit__(ValueError, ValueError("late"), None)
        with pytest.raises(NotificationInProgressError), late.once(KEY):
            raise AssertionError


def test_keys_in_redis_end_and_have_their_prefix(clients: Callable[..., redis.Redis]) -> None:
    client = clients()
    with SeenInRedis(client, prefix="m1:", ttl_seconds=500, claim_seconds=30).once(KEY):
        assert 0 < client.ttl(f"m1:{DIGEST}") <= 30
    assert 30 < client.ttl(f"m1:{DIGEST}") <= 500


def test_when_redis_is_gone_the_error_passes_and_nothing_is_processed() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        seen = SeenInRedis(redis.Redis(port=free.getsockname()[1], retry=None))
    with pytest.raises(redis.ConnectionError), seen.once(KEY):
        raise AssertionError


def test_when_redis_goes_the_blocks_own_error_is_the_one_told(clients: Callable[..., redis.Redis]) -> None:
    client = clients()
    claim = SeenInRedis(client).once(KEY)
    claim.__enter__()
    client.execute_command = None  # type: ignore[method-assign,assignment]
    assert not claim.__exit__(ValueError, ValueError("own"), None)


CODES = [
    f"PRODUCT_COUPON_SP.SEND:{brand}:{stock}:{code}" for brand in "12" for stock in "34" for code in ("CAFE", "券")
]


def test_a_code_counts_with_its_brand_and_stock(seen: SeenBefore) -> None:
    for key in CODES:
        with seen.once(key) as is_new:
            assert is_new


def test_a_key_shows_neither_in_redis_nor_in_errors(clients: Callable[..., redis.Redis]) -> None:
    client = clients()
    for seen in SeenInRedis(client), SeenInMemory():
        with seen.once(CODES[0]):
            with pytest.raises(NotificationInProgressError) as caught, seen.once(CODES[0]):
                raise AssertionError
            assert "CAFE" not in f"{caught.value!r} {vars(seen)}"
    assert not [name for name in client.scan_iter() if b"CAFE" in name]


@pytest.mark.parametrize("key", [None, "", 5, b"EV-1", ["EV-1"]])
def test_a_key_is_text(seen: SeenBefore, key: Any) -> None:
    with pytest.raises(AuthConfigurationError, match="key is "), seen.once(key):
        raise AssertionError


def test_memory_forgets_after_its_time() -> None:
    now = 0.0
    seen = SeenInMemory(ttl_seconds=60, clock=lambda: now)
    assert attempt(seen, KEY) == "processed"
    now = 59.9
    assert attempt(seen, KEY) == "repeat"
    now = 60.0
    assert attempt(seen, KEY) == "processed"


def test_memory_is_bounded() -> None:
    seen = SeenInMemory(max_keys=10)
    for number in range(1000):
        with seen.once(f"EV-{number}"):
            pass
    assert attempt(seen, "EV-999") == attempt(seen, "EV-991") == "repeat"
    assert attempt(seen, "EV-0") == "processed"
    assert len(vars(seen)["_processed"]) == 10
    with seen.once("held") as is_new:
        for number in range(20):
            with seen.once(f"more-{number}"):
                pass
        assert is_new
        with pytest.raises(NotificationInProgressError), seen.once("held"):
            raise AssertionError


@needs_fork
def test_a_child_that_was_forked_amid_all_of_it_processes_what_nobody_has() -> None:
    """The lock, and a claim, are those of threads that stay with the parent."""
    seen = SeenInMemory()
    assert attempt(seen, "EV-0") == "processed"
    with seen.once(KEY) as is_new:
        assert is_new
        with vars(seen)["_lock"]:
            assert in_child(lambda: [attempt(seen, key) for key in ("EV-0", KEY, KEY)]) == [
                "repeat",
                "processed",
                "repeat",
            ]
        with pytest.raises(NotificationInProgressError), seen.once(KEY):
            raise AssertionError


def test_the_plugin_does_without_redis(tmp_path: Path) -> None:
    (tmp_path / "redis.py").write_text("raise ImportError('no redis here')")
    program = "import wechatpay_httpx; wechatpay_httpx.SeenInMemory()"
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(tmp_path)}, check=True)
