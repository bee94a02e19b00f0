"""The folder of a prepared source: there as a whole or not at all, private, quick to open, and known again."""

from __future__ import annotations

import os
import random
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.sources import RULE, rows
from wechatpay_jobs._source import Layout, Prepared, SourceChangedError, SourceError, prepare, write_outcomes
from wechatpay_jobs._source.files import opened

ROOT = Path(__file__).parents[2]


def codes(count: int) -> list[str]:
    return [f"{number * 0x9E3779B97F4A7C15 % (1 << 64):016X}" for number in range(count)]


def in_a_child(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_any_codes_are_found_by_their_positions(tmp_path: Path) -> None:
    source = codes(5_432)
    prepare(source, tmp_path / "job", rule=RULE)
    prepared = Prepared.open(tmp_path / "job")
    for first, count in [(0, 200), (900, 200), (999, 1), (1_000, 1_000), (5_400, 200), (5_432, 9), (0, 9_999), (7, 0)]:
        assert prepared.codes(first, count) == source[first : first + count]
    assert [code for chunk in prepared.chunks(200) for code in chunk] == source


def test_repeats_are_found_among_many_lines_as_by_a_set(tmp_path: Path) -> None:
    chance = random.Random(17)
    known = codes(150_000)
    source = [chance.choice(["no code", chance.choice(known), chance.choice(known)]) for _ in range(300_000)]
    prepared = prepare(source, tmp_path / "job", rule=RULE)
    expected = [code for code in dict.fromkeys(source) if code != "no code"]
    assert prepared.codes(0, len(source)) == expected
    assert prepared.refused == source.count("no code")
    assert prepared.duplicates == len(source) - len(expected) - prepared.refused
    size = sum(path.stat().st_size for path in prepared.folder.iterdir())
    assert size < 1.5 * sum(len(line) + 1 for line in source)


def test_lines_that_are_all_the_same_are_one_code(tmp_path: Path) -> None:
    prepared = prepare((["A"] * 100_000), tmp_path / "job", rule=RULE)
    assert (prepared.lines, prepared.accepted, prepared.duplicates) == (100_000, 1, 99_999)


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_only_the_owner_sees_the_codes(tmp_path: Path) -> None:
    prepared = prepare(["A", "A", "secret code"], tmp_path / "job", rule=RULE)
    rows(prepared, tmp_path / "outcomes.csv")
    assert stat.S_IMODE(prepared.folder.stat().st_mode) == 0o700
    for path in [*prepared.folder.iterdir(), tmp_path / "outcomes.csv"]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_no_code_is_shown(tmp_path: Path) -> None:
    prepared = prepare(["SECRET_1", "SECRET 2", "SECRET_1"], tmp_path / "job", rule=RULE)
    shown = repr(prepared) + repr(list(prepared.refusals())) + repr(list(prepared.asides()))
    with pytest.raises(SourceChangedError) as caught:
        prepare(["SECRET_3"], tmp_path / "job", rule=RULE)
    assert "SECRET" not in shown + str(caught.value)


def test_the_same_source_again_is_the_same_folder_in_whatever_encoding(tmp_path: Path) -> None:
    text = "A\n\n券码\nB\nA\nC,D\n"
    prepared = prepare(text.splitlines(), tmp_path / "job", rule=RULE)
    for name, data in [
        ("a", text.encode()),
        ("b", text.replace("\n", "\r\n").encode("utf-16")),
        ("c", text.encode("gbk")),
    ]:
        (tmp_path / name).write_bytes(data)
        assert prepare(tmp_path / name, tmp_path / "job", rule=RULE) == prepared
    for other in (["A"], ["A", "券码", "A", "B", "C,D"], [*text.splitlines(), "E"], []):
        with pytest.raises(SourceChangedError, match="was made of another source: 5 lines"):
            prepare(other, tmp_path / "job", rule=RULE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c", "job"]


def test_a_file_is_read_again_only_if_it_was_touched(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("A\nB\n")
    os.utime(path, (1_000_000, 1_000_000))
    prepared = prepare(path, tmp_path / "job", rule=RULE)
    path.write_text("A\nC\n")
    os.utime(path, (1_000_000, 1_000_000))
    assert prepared.is_of(path, Layout())
    os.utime(path, (1_000_001, 1_000_001))
    assert not prepared.is_of(path, Layout())


def test_a_file_touched_just_now_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("A\nB\n")
    now = path.stat().st_mtime_ns
    prepared = prepare(path, tmp_path / "job", rule=RULE)
    path.write_text("A\nC\n")
    os.utime(path, ns=(now, now))
    assert not prepared.is_of(path, Layout())


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("A\n")

    def grown() -> None:
        with opened(path) as stream, path.open("a") as more:
            stream.read()
            more.write("B\n")
            more.flush()

    with pytest.raises(SourceError, match="was written to while it was read"):
        grown()


KILLED = """
import sys, time
from pathlib import Path
from tests.jobs.sources import RULE
from wechatpay_jobs._source import prepare
def endless():
    for number in range(10**9):
        if number == 50_000:
            print("going", flush=True)
        if number > 50_000:
            time.sleep(0.001)
        yield f"CODE_{number}"
prepare(endless(), Path(sys.argv[1]), rule=RULE)
"""


def test_what_a_killed_process_left_is_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "job"
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "going\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert not folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == [".job.partial"]
    with pytest.raises(SourceError, match="has no prepared source"):
        Prepared.open(tmp_path / ".job.partial")
    assert prepare(["A"], folder, rule=RULE).codes(0, 9) == ["A"]
    assert [path.name for path in tmp_path.iterdir()] == ["job"]


def test_a_name_that_looks_unfinished_is_a_name_like_others(tmp_path: Path) -> None:
    other = prepare(["OTHER"], tmp_path / "job.partial", rule=RULE)
    prepare(["A"], tmp_path / "job", rule=RULE)
    with pytest.raises(SourceChangedError):
        prepare(["B"], tmp_path / "job", rule=RULE)
    assert other.codes(0, 9) == ["OTHER"]


def test_a_folder_of_somebodys_beside_the_outcomes_stays(tmp_path: Path) -> None:
    kept = [tmp_path / name / "kept.txt" for name in ("y.csv.partial", ".y.csv.partial")]
    for path in kept:
        path.parent.mkdir()
        path.write_text("mine")
    prepared = prepare(["A"], tmp_path / "job", rule=RULE)
    write_outcomes(prepared, tmp_path / "y.csv", [])
    assert [path.read_text() for path in kept] == ["mine", "mine"]
    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match=r"job cannot be written: .*Let this user write there"):
        prepare(["A"], tmp_path / "file" / "job", rule=RULE)
    prepared = prepare(["A"], tmp_path / "job", rule=RULE)
    with pytest.raises(SourceError, match=r"y\.csv cannot be written: .*No such file"):
        write_outcomes(prepared, tmp_path / "none" / "y.csv", [])


def test_an_iterable_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[str]:
        yield "A"
        raise TimeoutError

    with pytest.raises(TimeoutError):
        prepare(failing(), tmp_path / "job", rule=RULE)
    assert list(tmp_path.iterdir()) == []


FULL = """
import resource, sys
from pathlib import Path
from tests.jobs.sources import RULE
from wechatpay_jobs._source import SourceError, prepare
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    prepare((f"SECRET_{number:09}" for number in range(int(sys.argv[3]))), Path(sys.argv[1]), rule=RULE)
except SourceError as error:
    print(error, error.__cause__)
"""


def test_a_file_that_may_not_grow_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    ran = in_a_child(FULL, tmp_path / "job", 1_000_000, 200_000)
    assert ran.stdout.startswith(f"no room for {tmp_path / 'job'}: "), ran.stderr
    assert "SECRET" not in ran.stdout + ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting a small disk takes root")
    try:
        for count in (150_000, 300_000):  # full in another step each
            ran = in_a_child(FULL, disk / "job", resource.RLIM_INFINITY, count)
            assert ran.stdout.startswith(f"no room for {disk / 'job'}"), ran.stdout + ran.stderr
            assert "SECRET" not in ran.stdout + ran.stderr
            assert list(disk.iterdir()) == []
        assert prepare(["A"], disk / "job", rule=RULE).accepted == 1
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("name", "damage", "words"),
    [
        ("source.json", b"", "source.json is damaged"),
        ("source.json", b"[]", "source.json is damaged"),
        ("source.json", b'{"format": 99}', "prepared by another version"),
        ("codes", b"A\n", "codes is damaged"),
        ("offsets", b"", "codes is damaged"),
        ("codes", None, "not all of it"),
        ("source.json", None, "has no prepared source"),
    ],
)
def test_a_damaged_folder_is_told(tmp_path: Path, name: str, damage: bytes | None, words: str) -> None:
    folder = prepare(["A", "B"], tmp_path / "job", rule=RULE).folder
    (folder / name).unlink()
    if damage is not None:
        (folder / name).write_bytes(damage)
    with pytest.raises(SourceError, match=words):
        Prepared.open(folder)


MEMORY = """
import sys
from pathlib import Path
from tests.jobs.sources import RULE
from wechatpay_jobs._source import Span, prepare, write_outcomes
count, folder = int(sys.argv[2]), Path(sys.argv[1])
codes = (f"{n % (count * 2 // 3) * 0x9E3779B97F4A7C15 % (1 << 64):016X}" for n in range(count))
prepared = prepare(codes, folder, rule=RULE)
write_outcomes(prepared, folder.with_suffix(".parquet"), [])
# Not ru_maxrss: it begins with that of the process which this one was forked from.
peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(prepared.lines, prepared.duplicates, peak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc has the peak")
def test_memory_stays_within_400_mebibytes(tmp_path: Path) -> None:
    ran = in_a_child(MEMORY, tmp_path / "job", 1_500_000)
    lines, duplicates, kibibytes = map(int, ran.stdout.split())
    assert (lines, duplicates) == (1_500_000, 500_000)
    assert kibibytes < 400 * 1024
