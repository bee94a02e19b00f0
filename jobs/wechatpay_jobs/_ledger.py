"""The ledger as everybody sees it, workers and observers: jobs, their blocks, and what became of each call.

It launches nothing: whoever only looks, hands in, cancels or delivers needs no more than this.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dbos import DBOS, DBOSClient, EnqueueOptions, WorkflowStatus

from wechatpay_jobs._database import Database
from wechatpay_jobs._serializer import JsonSerializer, refuse_pickles
from wechatpay_jobs._shelf import Shelf

APPLICATION: Final = "wechatpay-jobs"
FORMAT: Final = "1"
"""Version of what is kept. It changes when an older worker could not go on with it, not with the package's version."""

JOB: Final = "wechatpay-job"
BLOCK: Final = "wechatpay-block"
EVENT: Final = "wechatpay-event"
EVENTS: Final = "wechatpay-events"
CALL: Final = "call"
"""Name of the steps that make calls; each returns what became of them, in a list."""

DONE: Final = "done"
REFUSED: Final = "refused"

_UNFINISHED: Final = ["ENQUEUED", "PENDING", "DELAYED"]
_ENDED: Final = ["SUCCESS", "ERROR"]
_STOPPED: Final = "stopped"
_RESUMED: Final = "resumed"
_AT_ONCE: Final = 500


class Row(NamedTuple):
    """A job in the ledger.

    Attributes:
        job_id: Its id.
        status: The engine's word for how it stands.
        spec: What it was begun with.
        stopped: Why it was stopped; empty where it was not.
        resumed: How many times it was resumed.
        totals: What it ended with; None before.
    """

    job_id: str
    status: str
    spec: Mapping[str, Any]
    stopped: str
    resumed: int
    totals: Any


class Place(NamedTuple):
    """Which block of a job.

    Attributes:
        job_id: Id of the job.
        round_number: 0 where its calls are made for the first time.
        number: Its number in the job.
    """

    job_id: str
    round_number: int
    number: int

    @property
    def workflow_id(self) -> str:
        """The engine's id of it. No job's id has a slash."""
        return f"{workflow_of(self.job_id)}/{self.round_number}/{self.number}"

    @property
    def before(self) -> Place:
        """The same block in the round before."""
        return self._replace(round_number=self.round_number - 1)


class Block(NamedTuple):
    """A block in the ledger.

    Attributes:
        place: Which one.
        status: The engine's word for how it stands.
        summary: What became of its calls; None before its end.
        error: Why the engine cannot run it; None where it can.
    """

    place: Place
    status: str
    summary: Any
    error: Exception | None


def job_queue(mchid: str) -> str:
    """Return the queue of a merchant's jobs."""
    return f"wechatpay-jobs-{mchid}"


def block_queue(mchid: str, kind: str) -> str:
    """Return the queue of the blocks of a merchant's jobs; those that wait for pictures hold up no others."""
    return f"wechatpay-{'waiting' if kind == 'images' else 'blocks'}-{mchid}"


def workflow_of(job_id: str) -> str:
    """Return the engine's id of a job."""
    return f"job:{job_id}"


class Ledger:
    """Reads the ledger and hands in what workers shall do.

    Args:
        database: Where it is; made if it is not there.

    Raises:
        ConfigurationError: The file cannot be made or is no database.
    """

    def __init__(self, database: Database) -> None:
        refuse_pickles()
        # What the engine logs may hold what it was given, and it would write to the console.
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        with database.being_made():
            self.shelf = Shelf(database)
            DBOS.migrate(database.address)
        self._client = DBOSClient(
            system_database_url=database.address, serializer=JsonSerializer(), application_name=APPLICATION
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.destroy()
        self.shelf.close()

    def job(self, job_id: str) -> Row | None:
        """Return a job, None where there is none."""
        return next(self._rows([workflow_of(job_id)]), None)

    def jobs(self) -> Iterator[Row]:
        """Go through all jobs, the oldest first."""
        return self._rows(None)

    def _rows(self, ids: list[str] | None) -> Iterator[Row]:
        for status in self._client.list_workflows(workflow_ids=ids, name=JOB):
            assert status.input
            attributes = status.attributes or {}
            stopped = str(attributes.get(_STOPPED) or status.error or "")
            job_id = status.workflow_id.removeprefix("job:")
            yield Row(
                job_id, status.status, status.input["args"][0], stopped, attributes.get(_RESUMED, 0), status.output
            )

    def hand_in(self, job_id: str, spec: Mapping[str, Any]) -> None:
        """Enqueue a job; one of this id that is there already stays as it is."""
        options: EnqueueOptions = {
            "workflow_name": JOB,
            "queue_name": job_queue(spec["mchid"]),
            "workflow_id": workflow_of(job_id),
            "app_version": FORMAT,
        }
        self._client.enqueue(options, spec)

    def deliver(self, key: str, data: Mapping[str, Any]) -> None:
        """Keep an event for whichever job waits for it, now or later; one of this key that is there already stays."""
        options: EnqueueOptions = {
            "workflow_name": EVENT,
            "queue_name": EVENTS,
            "workflow_id": f"event:{key}",
            "app_version": FORMAT,
        }
        self._client.enqueue(options, data)

    def delivered(self, keys: Sequence[str]) -> dict[str, Any]:
        """Return the events of these keys that are there, by key."""
        found = self._client.list_workflows(workflow_ids=[f"event:{key}" for key in keys], load_output=False)
        return {event.workflow_id.removeprefix("event:"): event.input["args"][0] for event in found if event.input}

    def blocks(self, row: Row) -> Iterator[Block]:
        """Go through the blocks of a job that were handed in, round by round, each once."""
        for round_number in range(len(row.spec["waits"]) + 1):
            handed_in = False
            # Asked for by their ids: pages of a list that grows meanwhile would have some twice, and others not.
            for first in range(0, row.spec["blocks"], _AT_ONCE):
                numbers = range(first, min(first + _AT_ONCE, row.spec["blocks"]))
                ids = [Place(row.job_id, round_number, number).workflow_id for number in numbers]
                for status in self._client.list_workflows(workflow_ids=ids, load_input=False):
                    handed_in = True
                    yield _block(status)
            if not handed_in:
                return

    def block(self, place: Place) -> Block | None:
        """Return a block, None where it was not begun."""
        found = self._client.list_workflows(workflow_ids=[place.workflow_id], load_input=False)
        return next(map(_block, found), None)

    def calls(self, place: Place) -> Iterator[Any]:
        """Go through what became of the calls of a block that are settled, in their order."""
        made = (attempt for step in self.steps(place, CALL) for attempt in step)
        return (attempt for attempt in made if attempt[0] in (DONE, REFUSED))

    def steps(self, place: Place, name: str) -> Iterator[Any]:
        """Go through what the steps of a block returned that have a name, in their order."""
        for step in self._client.list_workflow_steps(place.workflow_id):
            if step["function_name"] == name:
                yield step["output"]

    def cancel(self, job_id: str, because: str = "") -> None:
        """Begin no more calls of a job.

        Args:
            job_id: Which one.
            because: Why it was stopped; empty where its owner cancels it.
        """
        workflow_id = workflow_of(job_id)
        self._client.update_workflow_attributes(workflow_id, {_STOPPED: because}, merge=True)
        self._client.cancel_workflow(workflow_id, cancel_children=True)

    def resume(self, row: Row) -> None:
        """Let a job go on that was cancelled or stopped."""
        job_id, mchid, kind = row.job_id, row.spec["mchid"], row.spec["kind"]
        halted = [block for block in self.blocks(row) if block.status not in (*_UNFINISHED, *_ENDED)]
        self._client.update_workflow_attributes(workflow_of(job_id), {_RESUMED: row.resumed + 1})
        # The job first: a block that sees its job cancelled takes itself out.
        self._client.resume_workflow(workflow_of(job_id), queue_name=job_queue(mchid))
        if halted:
            ids = [block.place.workflow_id for block in halted]
            self._client.resume_workflows(ids, queue_name=block_queue(mchid, kind))

    def resume_block(self, place: Place, spec: Mapping[str, Any]) -> None:
        """Let a block go on that was cancelled."""
        self._client.resume_workflow(place.workflow_id, queue_name=block_queue(spec["mchid"], spec["kind"]))

    def cancel_block(self, place: Place) -> None:
        """Take a block along that its job's cancelling passed by."""
        self._client.cancel_workflow(place.workflow_id)

    def under_way(self, worker: str | None = None) -> list[WorkflowStatus]:
        """Return what a worker, or any worker, has begun and not finished."""
        return self._client.list_workflows(
            status="PENDING", app_version=FORMAT, executor_id=worker, load_input=False, load_output=False
        )

    def begin_again(self, status: WorkflowStatus) -> None:
        """Put back into its queue what a worker had begun; should that worker still live, it can record no more."""
        self._client.resume_workflow(status.workflow_id, queue_name=status.queue_name)

    def delete(self, job_id: str, events: Sequence[str] = ()) -> None:
        """Remove a job, all of its calls, and what it waited for."""
        self.shelf.remove(job_id)
        self._client.delete_workflow(workflow_of(job_id), delete_children=True)
        self._client.delete_workflows([f"event:{key}" for key in events])


def _block(status: WorkflowStatus) -> Block:
    job, round_number, number = status.workflow_id.rsplit("/", 2)
    place = Place(job.removeprefix("job:"), int(round_number), int(number))
    return Block(place, status.status, status.output, status.error)
