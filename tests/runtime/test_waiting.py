"""What an operation has started is waited for: asked until it ends, started once, left alone when time is over."""

from __future__ import annotations

import asyncio
import json
import math
import pickle
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.auth_plugin.platform import Answer, Platform, Received
from tests.calls import Caller
from tests.requests_of import image_task
from wechatpay_product_coupon import AsyncClient, CallOptions, RetryPolicy, call_from_dict, errors
from wechatpay_product_coupon.api.images.get_image_generation_task import OPERATION as ASKED
from wechatpay_product_coupon.api.images.submit_image_generation_task import WAITER, call
from wechatpay_product_coupon.models import ImageGenerationTask, TaskState
from wechatpay_runtime import RateLimit, Waiter
from wechatpay_runtime._waiting import Wait
from wechatpay_sandbox import Sandbox

QUICK: Waiter[ImageGenerationTask] = WAITER._replace(first_wait=0.01)
TASK = image_task()
ANSWERED = {"brand_id": TASK.brand_id, "task_id": TASK.task_id}
ASKING = {
    "path": {"task_id": TASK.task_id},
    "query": {"brand_id": TASK.brand_id, "image_generation_type": "COMBINE_IMAGE"},
}


def answering(platform: Platform, states: Iterable[str | int]) -> Callable[[Received], Answer]:
    """Answer each asking with the next state, the last one for good; a number is the status of an error."""
    left = list(states)

    def answer(request: Received) -> Answer:
        if request.method == "POST":
            return platform.signed(json.dumps(ANSWERED).encode())
        state = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(state, int):
            return platform.signed(b'{"code":"SYSTEM_ERROR","message":"busy"}', state)
        told = {**ANSWERED, "image_generation_type": "COMBINE_IMAGE", "task_state": state}
        return platform.signed(json.dumps(told).encode())

    return answer


@pytest.fixture
def wait(ask: Callable[..., Any], platform: Platform) -> Callable[..., Any]:
    """Wait for a task that is answered with some states."""

    def waits(*states: str | int, timeout: float = 30, **kwargs: Any) -> Any:
        return ask(answering(platform, states), "send_and_wait", call(TASK), ASKED, QUICK, timeout=timeout, **kwargs)

    return waits


def methods(platform: Platform) -> list[str]:
    return [request.method for request in platform.received]


def test_it_is_asked_until_it_has_ended(wait: Callable[..., Any], platform: Platform) -> None:
    seen = wait("PROCESSING", "PROCESSING", "SUCCESS")
    assert (seen.task_id, seen.task_state) == (TASK.task_id, TaskState.SUCCESS)
    assert methods(platform) == ["POST", "GET", "GET", "GET"]
    assert platform.received[1].target.endswith(
        f"/{TASK.task_id}?brand_id={TASK.brand_id}&image_generation_type=COMBINE_IMAGE"
    )


def test_a_failure_is_an_error_that_holds_the_answer(wait: Callable[..., Any]) -> None:
    with pytest.raises(errors.ImageGenerationTaskFailedError, match="ended in FAIL: Failed, final") as caught:
        wait("PROCESSING", "FAIL")
    assert caught.value.answer.task_state is TaskState.FAIL
    assert isinstance(caught.value, errors.TaskFailedError)
    assert pickle.loads(pickle.dumps(caught.value)).answer == caught.value.answer


def test_a_state_newer_than_the_contract_ends_nothing(wait: Callable[..., Any]) -> None:
    assert wait("QUEUED", "SUCCESS").task_state is TaskState.SUCCESS


def test_when_time_is_over_it_goes_on_and_can_be_asked_for(wait: Callable[..., Any], platform: Platform) -> None:
    with pytest.raises(errors.TaskRunningError, match=r"last seen: PROCESSING.*It goes on: ask again") as caught:
        wait("PROCESSING", timeout=0.3)
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.answer.task_state, error.state, error.timeout) == (TaskState.PROCESSING, "PROCESSING", 0.3)
    stored = error.call.to_dict()
    assert stored == {"operation": "getImageGenerationTask", **ASKING, "body": None}
    assert call_from_dict(stored).operation == ASKED
    assert methods(platform).count("POST") == 1


def test_what_passes_does_not_end_the_wait(wait: Callable[..., Any], platform: Platform) -> None:
    assert wait(500, "PROCESSING", 500, 500, "SUCCESS").task_state is TaskState.SUCCESS
    assert methods(platform).count("POST") == 1


def test_what_did_not_pass_in_time_is_told(wait: Callable[..., Any]) -> None:
    with pytest.raises(errors.TaskRunningError, match="no answer came") as caught:
        wait(500, timeout=0.3)
    # The last asking may have been cut off by the end.
    assert isinstance(caught.value.__cause__, errors.ApiError | errors.NoAnswerError)


def test_what_does_not_pass_ends_the_wait(wait: Callable[..., Any]) -> None:
    with pytest.raises(errors.ApiError) as caught:
        wait("PROCESSING", 404)
    assert caught.value.__notes__ == ["submitImageGenerationTask had worked: what it started goes on."]


def test_a_start_that_failed_is_not_waited_for(ask: Callable[..., Any], platform: Platform) -> None:
    refused = platform.signed(b'{"code":"NO_AUTH","message":"no"}', 403)
    with pytest.raises(errors.NoAuthError):
        ask(lambda request: refused, "send_and_wait", call(TASK), ASKED, QUICK, timeout=30)
    assert methods(platform) == ["POST"]


def test_the_end_bounds_each_asking_too(ask: Callable[..., Any], platform: Platform) -> None:
    answer = answering(platform, ["PROCESSING"])

    def silent(request: Received) -> Answer:
        if request.method == "GET":
            time.sleep(2)  # longer than all of it
        return answer(request)

    begun = time.monotonic()
    with pytest.raises(errors.TaskRunningError) as caught:
        ask(silent, "send_and_wait", call(TASK), ASKED, QUICK, timeout=0.5)
    assert isinstance(caught.value.__cause__, errors.NoAnswerError)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("timeout", [0, -1, math.nan])
def test_a_time_that_makes_no_sense_starts_nothing(
    wait: Callable[..., Any], platform: Platform, timeout: float
) -> None:
    with pytest.raises(errors.ConfigurationError, match="timeout is"):
        wait("SUCCESS", timeout=timeout)
    assert platform.received == []


def test_there_may_be_no_bound(wait: Callable[..., Any]) -> None:
    options = CallOptions(retry=RetryPolicy(deadline=math.inf))
    assert wait("PROCESSING", "SUCCESS", timeout=math.inf, options=options).task_state is TaskState.SUCCESS


def test_a_wait_that_is_cancelled_leaves_nothing_behind(platform: Platform) -> None:
    platform.answer = answering(platform, ["PROCESSING"])

    async def run() -> set[asyncio.Task[Any]]:
        async with AsyncClient(None, base_url=platform.url) as client:
            waiting = asyncio.create_task(client.send_and_wait(call(TASK), ASKED, QUICK, timeout=60))
            while "GET" not in methods(platform):  # noqa: ASYNC110 - a thread answers
                await asyncio.sleep(0.01)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        return asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[arg-type]

    assert asyncio.run(run()) == set()
    assert methods(platform).count("POST") == 1


def test_the_method_waits_in_both_clients(wechatpay: Sandbox, mode: str) -> None:
    caller = Caller(mode, wechatpay.auth(), wechatpay.url)
    seen = caller("images.submit_generation_task_and_wait", body=image_task(), timeout=60)
    assert seen.task_state is TaskState.SUCCESS
    assert seen.combine_image_result.image_url.startswith("https://wxpaylogo.qpic.cn/")


def test_it_is_asked_less_and_less_often_and_within_the_rate_limit() -> None:
    once_in_five_seconds = ASKED._replace(rate_limits=(RateLimit(requests=1, per_seconds=5, scope="merchant"),))
    for asked, first in ((ASKED, 1), (once_in_five_seconds, 5)):
        wait = Wait(call(TASK), asked, WAITER, timeout=math.inf, options=None, retry=RetryPolicy())
        waits = [wait.seconds() for _ in range(20)]
        assert waits[:3] == [first, first * 1.5, first * 1.5**2]
        assert waits[-1] == 30
        assert waits == sorted(waits)


def test_the_last_asking_comes_before_the_end() -> None:
    wait = Wait(call(TASK), ASKED, WAITER, timeout=3, options=None, retry=RetryPolicy())
    wait.started(ANSWERED)
    assert wait.seconds() == 1
    assert wait.seconds() == 1.5
    # As long as passed before the first asking is left for the last one.
    assert wait.seconds() <= 3 - WAITER.first_wait
