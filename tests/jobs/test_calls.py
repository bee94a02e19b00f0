"""Jobs of calls and of pictures: each is made until it is settled, and what became of it is told as it comes."""

from __future__ import annotations

import asyncio
from math import inf
from typing import Any

import pytest

from wechatpay_jobs import Jobs, _lane
from wechatpay_jobs.errors import JobConflictError
from wechatpay_product_coupon import Client, events
from wechatpay_product_coupon.api.images import get_image_generation_task, submit_image_generation_task
from wechatpay_product_coupon.api.stocks import upload_coupon_codes
from wechatpay_sandbox import Fault, Sandbox

PICTURE = "https://wxpaylogo.qpic.cn/wxpaylogo/cup.jpg"


def cut_out(number: int) -> Any:
    return {
        "brand_id": "120344",
        "task_id": f"cup_{number:04}",
        "image_generation_type": "CUT_OUT",
        "cut_out": {"image_url": PICTURE},
    }


def composed(number: int) -> Any:
    normal = {"threshold": 0, "discount_amount": 100 + number}
    combined = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE", "normal_coupon": normal}
    task = {"brand_id": "120344", "task_id": f"head_{number:04}", "image_generation_type": "COMBINE_IMAGE"}
    return {**task, "combine_image": combined}


def test_calls_are_made_until_each_is_settled(jobs: Jobs, sandbox: Sandbox, stock: dict[str, str]) -> None:
    sandbox.inject(Fault.CONNECTION_DROPPED)
    numbers = [f"number_{number:03}" for number in range(150)]
    calls = [
        upload_coupon_codes.call(
            stock["product_coupon_id"],
            stock["stock_id"],
            {"brand_id": stock["brand_id"], "out_request_no": number, "code_list": [f"CODE-{number}"]},
        )
        for number in numbers
    ]
    # Another brand's request under a number that was used already: refused for good.
    job = jobs.run(calls, job_id="uploads")
    results = {result.number: result for result in job.results()}
    report = job.wait(60)
    assert (report.calls, report.done, report.failed, report.waiting) == (150, 150, 0, 0)
    assert sorted(results) == list(range(150))
    assert all(result.is_done and result.answer == {"total_count": 1, "success_code_list": [f"CODE-{numbers[n]}"]}
               for n, result in results.items())  # fmt: skip
    assert len(sandbox.codes(stock["stock_id"])) == 150
    assert jobs.run(calls, job_id="uploads").wait(60).done == 150
    with pytest.raises(JobConflictError):
        jobs.run(calls[1:], job_id="uploads")


def test_the_wait_before_a_repeat_bounds_no_later_step(
    jobs: Jobs, sandbox: Sandbox, stock: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = []

    class Watched(_lane._Attempts):
        def __init__(self, *args: Any, seconds: float, **kwargs: Any) -> None:
            bounds.append(seconds)
            super().__init__(*args, seconds=seconds, **kwargs)

    monkeypatch.setattr(_lane, "_Attempts", Watched)
    sandbox.inject(Fault.CONNECTION_DROPPED)
    ids, brand_id = (stock["product_coupon_id"], stock["stock_id"]), stock["brand_id"]
    bodies = [{"brand_id": brand_id, "out_request_no": f"number_{n:03}", "code_list": [f"CODE-{n}"]} for n in range(6)]
    assert jobs.run([upload_coupon_codes.call(*ids, body) for body in bodies], job_id="uploads").wait(60).done == 6
    assert len(bounds) > 2
    assert set(bounds) == {inf}


def test_a_refused_call_is_told_and_holds_up_no_other(jobs: Jobs) -> None:
    requests = [cut_out(1), {**cut_out(1), "cut_out": {"image_url": f"{PICTURE}?other"}}, cut_out(2)]
    job = jobs.run([submit_image_generation_task.call(request) for request in requests], job_id="tasks")
    report = job.wait(60)
    assert (report.done, report.failed) == (2, 1)
    (refused,) = [result for result in job.results() if not result.is_done]
    assert (refused.number, refused.answer) == (1, None)
    assert refused.code in {"INVALID_REQUEST", "ALREADY_EXISTS"}


def test_a_call_without_a_request_number_is_not_taken(jobs: Jobs) -> None:
    call = get_image_generation_task.call("cup_0001", brand_id="120344", image_generation_type="CUT_OUT")
    with pytest.raises(ValueError, match="getImageGenerationTask has no request number"):
        jobs.run([call], job_id="asked")


def test_pictures_are_asked_for_until_each_task_has_ended(jobs: Jobs, sandbox: Sandbox) -> None:
    requests = [composed(number) for number in range(60)]
    sandbox.fail_next_image_task()
    job = jobs.generate_images(requests, job_id="pictures")
    results = {result.number: result for result in job.results()}
    report = job.wait(60)
    assert (report.calls, report.done, report.failed, report.waiting) == (60, 59, 1, 0)
    assert sorted(results) == list(range(60))
    for number, result in results.items():
        assert result.answer
        assert result.answer["task_id"] == requests[number]["task_id"]
        assert ("combine_image_result" in result.answer) == result.is_done


def test_an_event_ends_the_wait_for_a_picture_with_no_asking(jobs: Jobs, client: Client, sandbox: Sandbox) -> None:
    sandbox.image_task_seconds = 0
    early = cut_out(7)
    client.images.submit_generation_task(early)
    ended = client.images.get_generation_task("cup_0007", brand_id="120344", image_generation_type="CUT_OUT")
    assert jobs.deliver(ended)  # before the job is there
    asked = len(sandbox.requests)
    report = jobs.generate_images([early], job_id="early").wait(4)  # it would be asked for after 5 s
    assert report.done + report.failed == 1
    assert len(sandbox.requests) == asked + 1  # the submission, repeated
    assert not jobs.deliver(events.UnknownEvent("SOMETHING.ELSE", {}))


def test_async_twins_leave_the_event_loop_free(jobs: Jobs, stock: dict[str, str]) -> None:
    async def upload() -> tuple[int, int, int]:
        ticking = asyncio.create_task(_tick(ticks := []))
        job = await jobs.aupload_codes(["CODE-1", "CODE-2"], job_id="async", **stock)
        report = await job.await_(60)
        ticking.cancel()
        return report.stored, (await job.aprogress()).settled, len(ticks)

    stored, settled, ticks = asyncio.run(upload())
    assert (stored, settled) == (2, 2)
    assert ticks > 10


async def _tick(ticks: list[None]) -> None:
    while True:
        ticks.append(None)
        await asyncio.sleep(0.01)
