"""A program is killed at any moment, again and again; every line is accounted for, and nothing is doubled."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

from tests.jobs.scene import Scene, stock_of
from tests.jobs.sending import adds_up as sends_add_up
from tests.runtime.proxy import Fault, FaultProxy
from wechatpay_jobs import Report, SendReport
from wechatpay_jobs.errors import UnknownJobError
from wechatpay_sandbox import Sandbox

LINES = 40_000


class LossyProxy(FaultProxy):
    """Spoils every tenth exchange or so."""

    chance = random.Random(17)
    spoils = (Fault.RESET_AFTER, Fault.RESET_AMID, Fault.STATUS_502, Fault.STATUS_429, Fault.RESET_BEFORE)

    def next_fault(self) -> Fault | None:
        return self.chance.choice(self.spoils) if self.chance.random() < 0.1 else None


def adds_up(report: Report) -> bool:
    ends = report.stored + report.already_existed + report.duplicates + report.refused + report.failed
    return ends + report.waiting == report.lines


def write_source(path: Path, lines: int, chance: random.Random) -> tuple[list[str], int, int]:
    """Write codes, among them repeats and lines that are none; return the codes, and how many of those there are."""
    codes = [f"KILL-{number:08}" for number in range(lines)]
    duplicates, refused = lines // 50, lines // 100
    written = codes + chance.sample(codes, duplicates) + [f"no code {number}" for number in range(refused)]
    path.write_text("\n".join(written) + "\n")
    return codes, duplicates, refused


def killed_and_exact(folder: Path, *, lines: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    with Sandbox.start() as sandbox, LossyProxy(sandbox.url) as proxy:
        source = folder / "codes.txt"
        codes, duplicates, refused = write_source(source, lines, chance)
        failing = set(chance.sample(codes, lines // 200))
        scene = Scene(sandbox, f"sqlite:///{folder}/jobs.db", source, stock_of(sandbox), url=proxy.url)
        existed = codes[:: lines // 20]
        _store_before(scene, existed)
        sandbox.failing_codes = failing
        killed(scene, kills, chance, seconds=lines / 20_000)
        last = scene.start()
        assert last.wait(600) == 0, scene.log.read_text()
        with scene.observed() as jobs:
            report = jobs.job("killed").report()
        stored = sandbox.codes(scene.stock["stock_id"])
        assert len(stored) == len(set(stored))
        assert set(stored) == (set(codes) - failing) | set(existed)
        assert report.state == "done"
        assert (report.lines, report.duplicates, report.refused) == (lines + duplicates + refused, duplicates, refused)
        assert report.failed == len(failing - set(existed))
        # An answer that was lost is given again to the same number, so what existed is what existed before.
        assert report.already_existed == len(existed)
        assert report.stored == len(set(codes) - failing - set(existed))
        assert (report.waiting, adds_up(report)) == (0, True)


def _store_before(scene: Scene, codes: list[str]) -> None:
    from wechatpay_product_coupon import Client

    with Client(scene.sandbox.auth(), base_url=scene.sandbox.url) as client:
        body = {"out_request_no": "before_1", "brand_id": scene.stock["brand_id"], "code_list": codes}
        client.stocks.upload_codes(scene.stock["product_coupon_id"], scene.stock["stock_id"], body)  # type: ignore[arg-type]


def killed(scene: Scene, kills: int, chance: random.Random, seconds: float) -> None:
    for _ in range(kills):
        program = scene.start()
        time.sleep(chance.uniform(0.3, 1.5 + seconds))
        program.kill()
        program.wait()
        with scene.observed() as jobs:
            try:
                report: Any = jobs.job("killed").report()
            except UnknownJobError:
                continue  # killed before the job was handed in
            assert sends_add_up(report) if isinstance(report, SendReport) else adds_up(report)


def test_a_job_killed_five_times_is_exact(tmp_path: Path) -> None:
    killed_and_exact(tmp_path, lines=LINES, kills=5, seed=17)
