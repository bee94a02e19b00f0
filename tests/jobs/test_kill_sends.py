"""A program that sends is killed at any moment; every row is accounted for, and nobody has a coupon twice."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from tests.jobs.scene import Scene
from tests.jobs.sending import adds_up, events_to, received, stock_to_send, users
from tests.jobs.test_kill import LossyProxy, killed
from wechatpay_sandbox import Sandbox

ROWS = 600


def write_rows(path: Path, rows: int, chance: random.Random) -> tuple[int, int, int]:
    """Write rows; return how many are repeats, how many break the contract, how many are beyond a user's limit."""
    each = users(rows)
    again = chance.sample(each, rows // 50)
    wrong = [{"openid": f"wrong-{number}", "attach": "x" * 151} for number in range(rows // 100)]
    beyond = [{**row, "attach": "once more"} for row in each[:: rows // 10]]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["openid", "attach"])
        writer.writeheader()
        writer.writerows([*each, *again, *wrong, *beyond])
    return len(again), len(wrong), len(beyond)


def sent_and_exact(folder: Path, *, rows: int, kills: int, seed: int) -> None:
    """Answers are lost, a number that was used is refused, and events are lost or come twice."""
    chance = random.Random(seed)
    with Sandbox.start(already_exists_on_repeat=True) as sandbox, LossyProxy(sandbox.url) as proxy:
        source = folder / "rows.csv"
        again, wrong, beyond = write_rows(source, rows, chance)
        stock = stock_to_send(sandbox, max_count_per_user=1)
        spec = {**stock, "confirm_after": 5}
        scene = Scene(sandbox, f"sqlite:///{folder}/jobs.db", source, spec, url=proxy.url, does="send")
        with scene.observed() as jobs, events_to(sandbox, jobs.deliver, chance=chance):
            killed(scene, kills, chance, seconds=rows / 500)
            last = scene.start()
            assert last.wait(900) == 0, scene.log.read_text()
            sandbox.wait_for_notifications(60)
            report = jobs.job("killed").report()
        has = received(sandbox, stock)
        assert len(has) == rows
        assert all(len(coupons) == 1 for coupons in has.values())
        assert (report.state, report.lines) == ("done", rows + again + wrong + beyond)
        assert (report.duplicates, report.refused, report.failed) == (again, wrong, beyond)
        assert (report.sent, report.unknown, report.waiting) == (rows, 0, 0)
        assert (report.confirmed, report.not_confirmed) == (rows, 0)
        assert adds_up(report)  # type: ignore[arg-type]
        assert all(coupon.confirmation for (coupon,) in has.values())


def test_a_job_that_sends_is_killed_three_times_and_exact(tmp_path: Path) -> None:
    sent_and_exact(tmp_path, rows=ROWS, kills=3, seed=18)
