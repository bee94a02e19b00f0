"""The async twins of sending, and rows that come packed."""

from __future__ import annotations

import asyncio
import csv
import gzip
import inspect
import io
from pathlib import Path

import pytest

from tests.jobs.sending import bundle_to_send, received, stock_to_send, users
from tests.jobs.test_calls import composed
from wechatpay_jobs import CallsJob, CodesJob, Jobs, SendsJob
from wechatpay_jobs._job import Job
from wechatpay_jobs.errors import JobUnfinishedError, UnknownJobError
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_product_coupon.models import ImageGenerationTask
from wechatpay_sandbox import Sandbox


def test_coupons_and_bundles_are_sent_from_asyncio(jobs: Jobs, sandbox: Sandbox) -> None:
    stock, bundle = stock_to_send(sandbox), bundle_to_send(sandbox)

    async def send() -> tuple[int, int]:
        coupons = await jobs.asend_coupons(users(30), job_id="coupons", **stock)
        bundles = await jobs.asend_coupon_bundles(users(20), job_id="bundles", **bundle)
        return (await coupons.await_(60)).sent, (await bundles.await_(60)).sent

    assert asyncio.run(send()) == (30, 20)
    assert len(received(sandbox, stock)) == 30


def test_every_twin_does_what_its_method_does(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]) -> None:
    call = submit_image_generation_task.call(composed(1))

    async def use() -> None:
        codes = await jobs.aupload_codes(["CODE-1"], job_id="codes", **stock)
        assert (await codes.await_(60)).stored == (await codes.areport()).stored == 1
        assert (await codes.aprogress()).settled == 1
        made = await jobs.arun([call], job_id="calls")
        assert [result.is_done async for result in made.aresults()] == [True]
        pictures = await jobs.agenerate_images([composed(2)], job_id="pictures")
        ended = ImageGenerationTask.from_dict(
            {
                **{name: composed(2)[name] for name in ("brand_id", "task_id", "image_generation_type")},
                "task_state": "FAIL",
            }
        )
        assert await jobs.adeliver(ended)
        assert (await pictures.await_(60)).failed == 1
        await codes.adelete()
        with pytest.raises(UnknownJobError):
            await codes.areport()
        sandbox.failing_codes = {"CODE-2"}
        waiting = await jobs.aupload_codes(["CODE-2"], job_id="waiting", **stock)
        await waiting.acancel()
        with pytest.raises(JobUnfinishedError, match="cancelled"):
            await waiting.await_(60)
        await waiting.aresume()
        assert (await waiting.await_(60)).failed == 1
        await jobs.aclose()

    asyncio.run(use())


@pytest.mark.parametrize("held", [Jobs, Job, CodesJob, SendsJob, CallsJob])
def test_every_method_that_asks_the_database_has_a_twin(held: type) -> None:
    here = {"work", "work_if_free", "job"}  # those begin or hold what is worked on, or are quick
    public = {name for name, found in vars(held).items() if callable(found) and not name.startswith("_")} - here
    twins = {name for name in public if name[0] == "a" and inspect.iscoroutinefunction(vars(held)[name])}
    assert {"await_" if name == "wait" else f"a{name}" for name in public - twins - {"aresults"}} <= public


def test_rows_are_read_of_a_packed_table(jobs: Jobs, sandbox: Sandbox, tmp_path: Path) -> None:
    text, stock = io.StringIO(), stock_to_send(sandbox)
    writer = csv.DictWriter(text, ["openid", "attach"])
    writer.writeheader()
    writer.writerows(users(40))
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(text.getvalue().encode()))
    report = jobs.send_coupons(path, job_id="packed", **stock).wait(60)
    assert (report.state, report.lines, report.sent) == ("done", 40, 40)
    assert sorted(received(sandbox, stock)) == sorted(row["openid"] for row in users(40))
