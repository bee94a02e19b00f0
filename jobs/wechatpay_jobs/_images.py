"""Image generation tasks (图片生成任务): submitted, waited for by event or by asking, and their results."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from wechatpay_jobs._engine import LOGGER
from wechatpay_jobs._lane import ONCE, STOP, Ask, Lane, asking, judged
from wechatpay_jobs._ledger import DONE, REFUSED, Ledger, Place
from wechatpay_product_coupon.api.images.get_image_generation_task import call as get_task
from wechatpay_product_coupon.api.images.submit_image_generation_task import call as submit
from wechatpay_product_coupon.models import TaskState
from wechatpay_runtime import Response, to_json
from wechatpay_runtime.errors import ClientError

KIND: Final = "images"
LOOK: Final = "look"
"""Name of the steps that find tasks ended."""

_ASK_AFTER_SECONDS: Final = 5.0
_ASK_AT_MOST_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 1.0
_RUNNING: Final = str(TaskState.PROCESSING.value)


def stored(requests: Iterable[Any]) -> list[str]:
    """Return what the ledger keeps of the requests."""
    return [json.dumps(to_json(request), ensure_ascii=False) for request in requests]


def key_of(task: Mapping[str, Any]) -> str:
    """Return what an event has in common with the task that it is about."""
    return f"task:{task['brand_id']}:{task['task_id']}"


def keys(ledger: Ledger, job_id: str, spec: Mapping[str, Any]) -> Iterator[str]:
    """Go through what the events of a job's tasks have in common with them."""
    for number in range(spec["blocks"]):
        yield from (key_of(json.loads(text)) for text in ledger.shelf.get(job_id, number).split("\n"))


def run_block(lane: Lane, place: Place, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Submit the tasks of a block, then wait for the end of each."""
    requests = [json.loads(text) for text in lane.engine.ledger.shelf.get(place.job_id, place.number).split("\n")]
    makes = (partial(submit, request) for request in requests)
    submitted = lane.settle([Ask(spec["mchid"], asking(make, _submitted)) for make in makes])
    running = {offset: request for offset, request in enumerate(requests) if submitted[offset].kind == DONE}
    ask_at, interval = time.monotonic() + _ASK_AFTER_SECONDS, _ASK_AFTER_SECONDS
    failures, done = Counter[int](), 0
    while running:
        found = lane.step(LOOK, partial(_look, lane, spec["mchid"], running, ask_at, failures))
        for offset, task in found.items():
            del running[int(offset)]
            done += _is_done(task)
        if ask_at <= time.monotonic():
            interval = min(2 * interval, _ASK_AT_MOST_SECONDS)
            ask_at = time.monotonic() + interval
    return {DONE: done, REFUSED: len(requests) - done, "counts": [0]}


def _submitted(answer: Response[Any], lost: bool) -> None:
    return None


def _is_done(task: Any) -> bool:
    """Tell whether a task that ended, or the refusal to tell of it, did what it was to do."""
    return isinstance(task, dict) and task["task_state"] == TaskState.SUCCESS


def _look(lane: Lane, mchid: str, running: Mapping[int, Any], ask_at: float, failures: Counter[int]) -> dict[str, Any]:
    """Wait for events of running tasks, until it is time to ask; return the tasks that ended, by number.

    Of a task that WeChat Pay refuses to tell of, the refusal is returned.

    Raises:
        Interrupted: The job was cancelled, or has to stop, as no repeat mends what came.
    """
    keys = {key_of(request): offset for offset, request in running.items()}
    while True:
        ended = {str(keys[key]): task for key, task in lane.engine.ledger.inbox.get(keys).items()}
        if ended:
            return ended
        if time.monotonic() >= ask_at:
            return {str(offset): task for offset, task in _asked(lane, mchid, running, failures)}
        lane.running_job()
        lane.engine.pause(_LOOK_SECONDS)


def _asked(lane: Lane, mchid: str, running: Mapping[int, Any], failures: Counter[int]) -> Iterator[tuple[int, Any]]:
    """Ask for each running task, within the quota; what cannot be asked for now is asked for the next time."""
    for offset, request in running.items():
        kind = request["image_generation_type"]
        call = get_task(request["task_id"], brand_id=request["brand_id"], image_generation_type=kind)
        try:
            task = to_json(lane.engine.clients[mchid].send(call, options=ONCE).parsed)
        except ClientError as exc:
            kind, *value = judged(exc, failures[offset], lost=True)
            failures[offset] += 1
            if kind == REFUSED:
                yield offset, value
            elif kind == STOP:
                lane.halt(value[-1])
            else:
                LOGGER.warning("an image task could not be asked for: %s", value[-1])
            continue
        if task["task_state"] != _RUNNING:
            yield offset, task


def results(ledger: Ledger, place: Place) -> Iterator[tuple[int, str, Any]]:
    """Go through the tasks of a block that ended: number in the block, how it ended, and the task or the refusal."""
    for offset, (kind, *value) in enumerate(ledger.calls(place)):
        if kind == REFUSED:
            yield offset, kind, value
    for found in ledger.steps(place, LOOK):
        for offset, task in found.items():
            yield int(offset), DONE if _is_done(task) else REFUSED, task
