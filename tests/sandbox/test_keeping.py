"""What a sandbox remembers across restarts: its keys in a folder, its world in a file."""

from __future__ import annotations

import io
import os
import pickle
import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.program import PREFIX, Program, number, picture
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Fault, Sandbox, SandboxSettingError
from wechatpay_sandbox._keeping import codec
from wechatpay_sandbox._protocol.faults import FAULTS
from wechatpay_sandbox._world.exchanges import KEPT_BYTES, Exchange, Exchanges
from wechatpay_sandbox._world.state import State


def used(sandbox: Sandbox, http: httpx.Client) -> str:
    """Put something into every part of the memory; return a stock with two codes, one of them sent."""
    program = Program(sandbox, sandbox.merchant, http)
    stock = program.stock_with("vCode_1", "vCode_2")
    source = program.upload(picture("PNG"), "a.png").json()["image_url"]
    program.submit(image_generation_type="CUT_OUT", cut_out={"image_url": source})
    program.post(f"{PREFIX}/notify-configs", {"notify_url": "https://www.example.com/notify"})
    sandbox.send_coupon(stock, openid="o1")
    sandbox.advance(60)
    return stock


def test_keys_and_everything_else_outlive_a_restart(tmp_path: Path, receiver: Receiver, http: httpx.Client) -> None:
    keep: dict[str, Any] = {"state_file": tmp_path / "state.db", "credentials": tmp_path / "keys"}
    with Sandbox.start(**keep, notify_url=receiver.url) as first:
        stock = used(first, http)
        first.wait_for_notifications()
        serial = first.rotate_certificate()
        first.renew_merchant()
        first.add_merchant()
        first.add_brand("7")
        before = first._state
    with Sandbox.start(**keep, notify_url=receiver.url) as second:
        assert list(second.requests) == list(before.exchanges)
        after = second._state
        assert vars(after) == vars(before) | {"exchanges": after.exchanges}
        assert [each.serial_no for each in second.merchants] == [each.serial_no for each in first.merchants]
        assert second.merchant.private_key_pem == first.merchant.private_key_pem
        assert second.merchant.public_key_id == first.merchant.public_key_id
        assert [each.brand_id for each in second.brands] == ["7"]
        assert second._platform.certificates.newest().serial_no == serial
        old_key = Program(second, next(iter(first._platform.former_keys.values())), http)
        assert old_key.submit().status_code == 200
        second.send_coupon(stock)
        with pytest.raises(LookupError, match="no coupon code left"):
            second.send_coupon(stock)
        again = second.user_coupons[0]
        second.expire_coupon(stock, again.coupon_code)
        # One coupon stands in two places: by its code, and with its user.
        assert (
            second._state.user_coupons.by_user[second.merchant.mchid, again.brand_id, "o1"][0].state_at(
                second._world_now()
            )
            == "EXPIRED"
        )
        assert second.requests[-1].number == len(before.exchanges) + 1


def test_the_file_alone_keeps_the_keys_too(tmp_path: Path, http: httpx.Client) -> None:
    file = tmp_path / "state.db"
    with Sandbox.start(state_file=file) as first:
        Program(first, first.merchant, http).submit()
    with Sandbox.start(state_file=str(file)) as second:
        assert second.merchant.private_key_pem == first.merchant.private_key_pem
        assert len(second.tasks) == 1
        second.reset()
    with Sandbox.start(state_file=file) as third:
        assert (third.tasks, third.requests) == ((), ())
        assert third.merchant.serial_no == first.merchant.serial_no
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_faults_nonces_and_counted_calls_outlive_a_restart(tmp_path: Path, http: httpx.Client) -> None:
    now = time.time()
    keep: dict[str, Any] = {"state_file": tmp_path / "state.db", "rate_limits": True, "clock": lambda: now}
    with Sandbox.start(**keep) as first:
        program = Program(first, first.merchant, http)
        assert [program.submit(task_id=number()).status_code for _ in range(11)] == [200] * 10 + [429]
        for fault in (*FAULTS.values(), Fault.missing_header("Date"), Fault.changed_header("A", "b")):
            first.inject(fault)
        first.inject(Fault.changed_answer(lambda body: body))  # a function, which no file keeps
        armed = first.faults[:-1]
        used = set(first._state.nonces.used)
        assert len(used) == 11
    with Sandbox.start(**keep) as second:
        assert second.faults == armed
        assert second._state.nonces.used == used
        second._state.faults.clear()
        assert Program(second, second.merchant, http).submit().status_code == 429


def test_a_folder_alone_keeps_the_keys_and_no_more(tmp_path: Path, http: httpx.Client) -> None:
    with Sandbox.start(credentials=tmp_path) as first:
        Program(first, first.merchant, http).submit()
    assert stat.S_IMODE((tmp_path / "sandbox-keys.json").stat().st_mode) == 0o600
    with Sandbox.start(credentials=tmp_path) as second:
        assert second.merchant.private_key_pem == first.merchant.private_key_pem
        assert second.tasks == ()


def test_what_runs_is_saved_without_being_stopped(tmp_path: Path, http: httpx.Client) -> None:
    file = tmp_path / "state.db"
    with Sandbox.start(state_file=file) as sandbox:
        program = Program(sandbox, sandbox.merchant, http)
        program.submit()
        saved = sandbox._keeper._file
        assert saved
        for _ in range(600):
            if saved._saved_to:
                break
            sandbox._keeper._over.wait(0.1)
        assert saved._saved_to == 1


def test_a_file_in_use_or_of_somebody_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Sandbox.start(state_file=file), pytest.raises(SandboxSettingError, match=r"state_file .* needed"):
        Sandbox.start(state_file=file)
    other = tmp_path / "other.db"
    other.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(SandboxSettingError, match="state_file"):
        Sandbox.start(state_file=other)
    (tmp_path / "sandbox-keys.json").write_text('{"key": 1}')
    with pytest.raises(SandboxSettingError, match=r"credentials .* needed"):
        Sandbox.start(credentials=tmp_path)
    with Sandbox.start(state_file=file):
        """The refusals left the file free."""


def damaged(file: Path, part: str, content: bytes) -> None:
    with Sandbox.start(state_file=file):
        """It is as a sandbox leaves it."""
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE parts SET content = ? WHERE name = ?", (content, part))


@pytest.mark.parametrize(
    "content",
    [
        b"\x80\x04\x8c\x04\xff\xfe\xfd\xfc.",
        b"\x80\x04X\xff\xff\xff\xff",
        codec.written([1]),
        codec.written({"faults": [("no_such",)]}),
        codec.written({"faults": 7}),
        pickle.dumps(b"x" * 100)[:20],
    ],
)
def test_a_world_that_is_damaged_is_refused(tmp_path: Path, content: bytes) -> None:
    damaged(tmp_path / "state.db", "world", content)
    with pytest.raises(SandboxSettingError, match=r"state_file .*damaged.* needed"):
        Sandbox.start(state_file=tmp_path / "state.db")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b'"\xff"', b'{"key": 1}', b'[{"certificates": 1}]'])
def test_keys_that_are_damaged_are_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    damaged(tmp_path / "state.db", "keys", content)
    with pytest.raises(SandboxSettingError, match=r"state_file holds keys .* needed"):
        Sandbox.start(state_file=tmp_path / "state.db")
    file = tmp_path / "sandbox-keys.json"
    file.write_bytes(content)
    with pytest.raises(SandboxSettingError, match=r"credentials holds a sandbox-keys.json .* needed"):
        Sandbox.start(credentials=tmp_path)
    assert file.read_bytes() == content


def test_a_folder_that_is_none_is_said_and_no_port_left_open(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    running = threading.active_count()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SandboxSettingError, match=r"credentials is .* needed"):
            Sandbox.start(credentials=folder)
    assert threading.active_count() == running


@pytest.mark.parametrize(("name", "what"), [("credentials", "a folder"), ("state_file", "a file")])
def test_a_path_that_is_none_says_of_what(name: str, what: str) -> None:
    empty: dict[str, Any] = {name: ""}
    with pytest.raises(SandboxSettingError, match=f"{name} is .* the path of {what}"):
        Sandbox.start(**empty)


class _Evil:
    def __reduce__(self) -> Any:
        return os.getcwd, ()


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(_Evil()),
        pickle.dumps(os.getcwd),
        b"\x80\x04\x8c\x21wechatpay_sandbox._world.pictures\x8c\x07io.open\x93.",
        b"\x80\x04\x8c\x21wechatpay_sandbox._world.pictures\x8c\x0dmedia_type_of\x93.",
        b"\x80\x04\x8c\x08builtins\x8c\x04eval\x93.",
    ],
)
def test_nothing_but_records_is_read(content: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no record"):
        codec.read(content)


def test_a_record_of_another_version_is_read() -> None:
    """Members that are new get their usual values, and those that are gone are left out."""
    held = {"method": "GET", "target": "/", "mchid": None, "status": 200, "request_id": "", "code": None}
    made = codec.record(Exchange, held | {"fault": None, "from_example": False, "gone": 1})
    assert (made.method, made.checks) == ("GET", ())
    assert codec.read(codec.written(State())) == State()


def heavy(size: int) -> Exchange:
    return Exchange("POST", "/", None, 200, "", None, None, from_example=False, body=bytes(size))


def test_the_history_is_bounded_in_bytes(tmp_path: Path) -> None:
    exchanges = Exchanges()
    for _ in range(200):
        exchanges.add(heavy(1024 * 1024))
    assert len(exchanges) == 200
    assert exchanges.bytes_held <= KEPT_BYTES
    assert exchanges.bytes_held == sum(each.weight for each in exchanges)
    assert [each.number for each in exchanges.page(198, 10)] == [199, 200]
    assert not exchanges.page(0, 1)[0].body
    assert exchanges.add(heavy(5 * 1024 * 1024)).weight == 1024 * 1024


def test_the_history_is_bounded_in_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wechatpay_sandbox._world.exchanges.KEPT", 3)
    exchanges = Exchanges()
    for _ in range(7):
        exchanges.add(heavy(10))
    assert [each.number for each in exchanges] == [5, 6, 7]
    assert [each.number for each in exchanges.page(0, 2)] == [5, 6]
    assert exchanges.bytes_held == 30
    assert list(exchanges.weighty) == [5, 6, 7]


def test_the_file_keeps_no_more_than_the_sandbox(
    tmp_path: Path, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wechatpay_sandbox._world.exchanges.KEPT_BYTES", 20_000)
    file = tmp_path / "state.db"
    for _ in range(2):
        with Sandbox.start(state_file=file) as sandbox:
            program = Program(sandbox, sandbox.merchant, http)
            for _ in range(20):
                program.submit(task_id=f"task_{number()}")
            kept = sandbox.requests
    rows = sqlite3.connect(file).execute("SELECT sum(length(content)), count(*) FROM exchanges").fetchone()
    assert rows[1] == len(kept) == 40
    assert rows[0] < 60_000
    with Sandbox.start(state_file=file) as sandbox:
        assert sandbox.requests == kept
    assert io.BytesIO(file.read_bytes()).read(6) == b"SQLite"
