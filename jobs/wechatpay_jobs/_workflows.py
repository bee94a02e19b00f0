"""The functions that the engine calls: a job, and a block of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from dbos import DBOS, EnqueueOptions
from dbos import error as dbos_error
from sqlalchemy.exc import SQLAlchemyError

from wechatpay_jobs import _calls, _codes, _confirms, _images, _sends
from wechatpay_jobs._engine import LANES, Engine, Interrupted
from wechatpay_jobs._engines import Engines
from wechatpay_jobs._lane import Lane
from wechatpay_jobs._ledger import BLOCK, FORMAT, JOB, Place, is_confirming, queue_of
from wechatpay_jobs.errors import LedgerError

_WINDOW: Final = 2 * LANES
"""How many blocks of a job are begun at once: a small job beside a big one has its turn soon."""

_POLL_SECONDS: Final = 0.5
_KINDS: Final[Mapping[str, Callable[[Lane, Place, Mapping[str, Any]], Mapping[str, Any]]]] = {
    _codes.KIND: _codes.run_block,
    _calls.KIND: _calls.run_block,
    _images.KIND: _images.run_block,
    **dict.fromkeys(_sends.SENDINGS, _sends.run_block),
}


def _job(engine: Engine, spec: Mapping[str, Any]) -> list[int]:
    """Run the blocks of a job, and those again in which something failed, after a while each time.

    Returns:
        How many failed after each round.
    """
    job_id = (DBOS.workflow_id or "").removeprefix("job:")
    lane = Lane(engine)
    blocks: Iterable[int] = range(spec["blocks"])
    left = []
    for round_number, seconds in enumerate([0, *spec["waits"]]):
        if round_number:
            lane.wait(seconds)
        failed = _round(lane, job_id, spec, round_number, blocks)
        blocks = list(failed)
        left.append(sum(failed.values()))
        if not blocks:
            break
    if spec.get("confirm_after") is not None:
        for number in range(spec["blocks"]):
            _join(lane, Place(job_id, 1, number))
    return left


def _round(
    lane: Lane, job_id: str, spec: Mapping[str, Any], round_number: int, blocks: Iterable[int]
) -> dict[int, int]:
    """Run blocks, a window of them at a time, and return how many failed in which."""
    failed, begun = dict[int, int](), deque[int]()
    for number in blocks:
        if len(begun) == _WINDOW:
            first = begun.popleft()
            count = _join(lane, Place(job_id, round_number, first))
            # Jobs without a revision noted it under the block after, and may not be replayed in another way.
            failed[first if spec.get("revision") else begun[0]] = count
        _begin(Place(job_id, round_number, number), spec)
        if spec.get("confirm_after") is not None:
            _begin(Place(job_id, round_number + 1, number), spec)
        begun.append(number)
    failed |= {number: _join(lane, Place(job_id, round_number, number)) for number in begun}
    return {number: count for number, count in failed.items() if count}


def _begin(place: Place, spec: Mapping[str, Any]) -> None:
    options: EnqueueOptions = {
        "workflow_name": BLOCK,
        "queue_name": queue_of(place, spec),
        "workflow_id": place.workflow_id,
        "app_version": FORMAT,
    }
    DBOS.enqueue_workflow_with_options(options, *place)


def _join(lane: Lane, place: Place) -> int:
    """Wait for a block, and return how many failed in it."""

    def wait() -> int:
        engine = lane.engine
        while True:
            block = engine.ledger.block(place)
            if block and block.status == "SUCCESS":
                return int(block.summary["counts"][-1])
            if block and block.status == "ERROR":
                engine.ledger.cancel(place.job_id, f"block {place.number} cannot be run: {block.error}")
            row = engine.running_job(place.job_id)
            if block and block.status == "CANCELLED":  # by a cancelling that was not over when the job was resumed
                engine.ledger.resume_block(place, row.spec)
            engine.await_change(_POLL_SECONDS)

    return int(lane.step("join", wait))


def _block(engine: Engine, *of: Any) -> dict[str, Any]:
    """Make the calls of a block."""
    place = Place(*of)
    try:
        return _run(engine, place)
    except Interrupted:
        row = None if engine.stopping.is_set() else engine.ledger.job(place.job_id)
        if row and row.status == "CANCELLED":  # and passed this block by
            engine.ledger.cancel_workflow(place.workflow_id)
        raise


def _run(engine: Engine, place: Place) -> dict[str, Any]:
    row = engine.running_job(place.job_id, even_if_stopped=True)
    run = _KINDS[row.spec["kind"]]
    if is_confirming(place, row.spec):
        run = _confirms.run_block
    else:
        row = engine.running_job(place.job_id)
    try:
        return dict(run(Lane(engine, row.resumed), place, row.spec))
    except (LedgerError, SQLAlchemyError, dbos_error.DBOSException):
        raise  # the database: it is waited for
    except Exception as exc:  # a source that is gone, mostly
        engine.halt(place.job_id, row.resumed, f"block {place.number} cannot be run: {type(exc).__name__}: {exc}")
        raise Interrupted from exc


ENGINES: Final = Engines({JOB: _job, BLOCK: _block})
