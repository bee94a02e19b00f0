"""Workers on one PostgreSQL: they share the work and the quota, and a dead one's work is adopted."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.jobs.scene import Scene, stock_of
from tests.jobs.sending import events_to, received, stock_to_send, users
from tests.jobs.test_calls import cut_out
from tests.jobs.test_kill import adds_up
from tests.postgres_server import Postgres, needs_postgres, running_postgres
from wechatpay_jobs import Jobs, PostgresRateLimits, Report
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_product_coupon.errors import ConfigurationError
from wechatpay_runtime import RateLimit
from wechatpay_runtime._line import Turn
from wechatpay_sandbox import Sandbox

pytestmark = needs_postgres


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def scene(postgres: Postgres, sandbox: Sandbox, tmp_path: Path) -> Scene:
    source = tmp_path / "codes.txt"
    lines = [f"CODE-{number:06}" for number in range(60_000)]
    source.write_text("\n".join([*lines, *lines[:100], "no code"]))
    sandbox.failing_codes = set(lines[7::997])
    return Scene(sandbox, postgres.url, source, stock_of(sandbox))


def exact(scene: Scene, report: Report) -> None:
    stored = scene.sandbox.codes(scene.stock["stock_id"])
    failing = len(scene.sandbox.failing_codes)
    assert len(stored) == len(set(stored)) == 60_000 - failing
    assert (report.lines, report.duplicates, report.refused) == (60_101, 100, 1)
    assert (report.failed, report.stored, report.already_existed) == (failing, 60_000 - failing, 0)
    assert adds_up(report)
    assert report.waiting == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_two_workers_share_a_job_and_one_finishes_what_the_other_leaves(how: signal.Signals, scene: Scene) -> None:
    workers = [scene.start("work"), scene.start("work")]
    try:
        with Jobs(scene.database, waits=scene.waits) as jobs:
            job = jobs.upload_codes(
                scene.source, job_id=f"two-{how.name}", mchid=scene.sandbox.merchant.mchid, **scene.stock
            )
            while not job.report().stored:
                assert workers[0].poll() is None, scene.log.read_text()
            time.sleep(1)
            workers[0].send_signal(how)
            exact(scene, job.wait(150))
        assert workers[0].wait(60) == (-how if how == signal.SIGKILL else 0)
        workers[1].terminate()
        assert workers[1].wait(60) == 0
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def test_the_turns_of_all_workers_are_taken_in_the_database(
    postgres: Postgres, sandbox: Sandbox, tmp_path: Path
) -> None:
    """How many of them the sandbox refuses under its own limit depends on the machine; `make bench-jobs` tells."""
    sandbox.rate_limits = True
    scene = Scene(sandbox, postgres.url, tmp_path / "none", {})
    calls = [submit_image_generation_task.call(cut_out(number)) for number in range(40)]
    workers = [scene.start("work"), scene.start("work")]
    try:
        with Jobs(scene.database) as jobs:
            report = jobs.run(calls, job_id="submitted", mchid=sandbox.merchant.mchid).wait(100)
        assert (report.done, report.failed) == (40, 0)
        with psycopg.connect(postgres.url) as connection:
            kept = [name for (name,) in connection.execute("SELECT name FROM wechatpay_turns")]
        assert f"{sandbox.url}:{sandbox.merchant.mchid}:submitImageGenerationTask" in kept
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def test_a_turn_that_one_process_takes_is_not_anothers(postgres: Postgres) -> None:
    limit = RateLimit(requests=1, per_seconds=5, scope="merchant")
    one, other = PostgresRateLimits(postgres.url), PostgresRateLimits(postgres.url)
    try:
        assert one.ask("key", limit, 60) == Turn(0.0, taken=True)
        second = other.ask("key", limit, 60)
        assert second.taken
        assert 0 < second.wait <= 5.2
        late = one.ask("key", limit, 1)
        assert not late.taken
        assert late.wait > second.wait
    finally:
        one.close()
        other.close()


def test_a_database_that_cannot_be_reached_is_said_without_its_password() -> None:
    with pytest.raises(ConfigurationError, match="cannot be used") as raised:
        PostgresRateLimits("postgresql://tests:secret@127.0.0.1:1/none")
    assert "secret" not in str(raised.value)


def test_a_restart_of_postgres_in_the_middle_is_waited_for(scene: Scene, client: Client, postgres: Postgres) -> None:
    with Jobs(scene.database, client, waits=(0.1,)) as jobs:
        job = jobs.upload_codes(scene.source, job_id="restarted", **scene.stock)
        while not job.report().stored:
            pass
        postgres.stop()
        time.sleep(1)
        postgres.start()
        report = job.wait(150)
        stored = scene.sandbox.codes(scene.stock["stock_id"])
        assert len(stored) == len(set(stored)) == report.stored + report.perhaps_ours
        assert adds_up(report)


def test_two_workers_share_what_is_sent_and_one_confirms_what_the_other_left(
    postgres: Postgres, sandbox: Sandbox, tmp_path: Path
) -> None:
    stock = stock_to_send(sandbox, max_count_per_user=1)
    scene = Scene(sandbox, postgres.url, tmp_path / "none", {})
    workers = [scene.start("work"), scene.start("work")]
    try:
        with Jobs(scene.database) as jobs, events_to(sandbox, jobs.deliver):
            mchid = sandbox.merchant.mchid
            job = jobs.send_coupons(users(400), job_id="sent", mchid=mchid, **stock, confirm_after=10)
            while not job.report().sent:
                assert workers[0].poll() is None, scene.log.read_text()
            workers[0].kill()
            report = job.wait(150)
        has = received(sandbox, stock)
        assert (report.sent, report.confirmed, report.unknown, report.waiting) == (400, 400, 0, 0)
        assert len(has) == 400
        assert all(len(coupons) == 1 and coupons[0].confirmation for coupons in has.values())
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
