"""The ledger as everybody sees it, workers and observers: jobs, their blocks, and what became of each call.

It launches nothing: whoever only looks, hands in, cancels or delivers needs no more than this.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, Final, NamedTuple

from dbos import DBOS, DBOSClient, EnqueueOptions, WorkflowStatus

from wechatpay_jobs._database import Database
from wechatpay_jobs._inbox import Inbox
from wechatpay_jobs._serializer import JsonSerializer, refuse_pickles
from wechatpay_jobs._shelf import Shelf
from wechatpay_jobs._tables import bounded, connections, exclusively_of, make_tables, telling, usable

APPLICATION: Final = "wechatpay-jobs"
FORMAT: Final = "1"
"""Version of what is kept. It changes when an older worker could not go on with it, not with the package's version."""

JOB: Final = "wechatpay-job"
BLOCK: Final = "wechatpay-block"
CALL: Final = "call"
"""Name of the steps that make calls; each returns what became of them, in a list."""

DONE: Final = "done"
REFUSED: Final = "refused"

_UNFINISHED: Final = ["ENQUEUED", "PENDING", "DELAYED"]
_ENDED: Final = ["SUCCESS", "ERROR"]
QUEUES: Final = ("blocks", "confirming", "waiting")
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
    """

    job_id: str
    status: str
    spec: Mapping[str, Any]
    stopped: str
    resumed: int


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


def block_queue(mchid: str, name: str) -> str:
    """Return one of the `QUEUES` of a merchant's blocks; those that wait for something hold up no others."""
    return f"wechatpay-{name}-{mchid}"


def queue_of(place: Place, spec: Mapping[str, Any]) -> str:
    """Return the queue of a block."""
    if is_confirming(place, spec):
        return block_queue(spec["mchid"], "confirming")
    return block_queue(spec["mchid"], "waiting" if spec["kind"] == "images" else "blocks")


def is_confirming(place: Place, spec: Mapping[str, Any]) -> bool:
    """Tell whether a block confirms what the one before it sends; both run at the same time."""
    return place.round_number > 0 and spec.get("confirm_after") is not None


def rounds_of(spec: Mapping[str, Any]) -> int:
    """Return how many times each block of a job is begun at most."""
    return 2 if spec.get("confirm_after") is not None else len(spec["waits"]) + 1


def workflow_of(job_id: str) -> str:
    """Return the engine's id of a job."""
    return f"job:{job_id}"


class Ledger:
    """Reads the ledger and hands in what workers shall do.

    Args:
        database: Where it is; made if it is not there.

    Raises:
        ConfigurationError: The file cannot be made or is no database, or the server cannot be used.

    Whatever else it does raises a `LedgerError` where the database cannot be used at the time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        refuse_pickles()
        # What the engine logs may hold what it was given, and it would write to the console.
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        self._tables = connections(database)
        with ExitStack() as failed, usable(database), database.being_made():
            failed.callback(self._tables.dispose)
            make_tables(self._tables)
            DBOS.migrate(database.address)
            failed.pop_all()
        # Whoever asks is told at once that the database is away; only the engine waits for it.
        self._client = DBOSClient(
            system_database_url=database.address if database.is_sqlite else bounded(database.url),
            serializer=JsonSerializer(),
            application_name=APPLICATION,
            retry_connection_errors=False,
        )
        telling(self._client._sys_db.engine)
        self.shelf, self.inbox = Shelf(self._tables), Inbox(self._tables)

    def close(self) -> None:
        """Close the connections."""
        self._client.destroy()
        self._tables.dispose()

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
            yield Row(job_id, status.status, status.input["args"][0], stopped, attributes.get(_RESUMED, 0))

    @contextmanager
    def taking_in(self, job_id: str) -> Iterator[None]:
        """Keep other machines from taking in a job of this id; those of this one are kept out by a file."""
        if self._database.is_sqlite:
            yield
            return
        with exclusively_of(self._tables, f"wechatpay-jobs-intake:{job_id}"):
            yield

    def hand_in(self, job_id: str, spec: Mapping[str, Any]) -> None:
        """Enqueue a job; one of this id that is there already stays as it is."""
        options: EnqueueOptions = {
            "workflow_name": JOB,
            "queue_name": job_queue(spec["mchid"]),
            "workflow_id": workflow_of(job_id),
            "app_version": FORMAT,
        }
        self._client.enqueue(options, spec)

    def blocks(self, row: Row) -> Iterator[Block]:
        """Go through the blocks of a job that were handed in, round by round, each once."""
        for round_number in range(rounds_of(row.spec)):
            handed_in = False
            for block in self.blocks_of_round(row, round_number):
                handed_in = True
                yield block
            if not handed_in:
                return

    def blocks_of_round(self, row: Row, round_number: int) -> Iterator[Block]:
        """Go through the blocks of one round of a job that were handed in, each once."""
        # Asked for by their ids: pages of a list that grows meanwhile would have some twice, and others not.
        for first in range(0, row.spec["blocks"], _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, row.spec["blocks"]))
            ids = [Place(row.job_id, round_number, number).workflow_id for number in numbers]
            yield from map(_block, self._client.list_workflows(workflow_ids=ids, load_input=False))

    def is_winding_up(self, row: Row) -> bool:
        """Tell whether blocks of a stopped job still write down what they sent, or confirm it."""
        return "confirm_after" in row.spec and any(block.status in _UNFINISHED for block in self.blocks(row))

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
        return (output for output, _ in self.timed_steps(place, name))

    def timed_steps(self, place: Place, name: str) -> Iterator[tuple[Any, float]]:
        """Go through the same, each with the Unix time when it was done."""
        for step in self._client.list_workflow_steps(place.workflow_id):
            if step["function_name"] == name:
                yield step["output"], (step["completed_at_epoch_ms"] or 0) / 1000

    def cancel(self, job_id: str, because: str = "") -> None:
        """Begin no more calls of a job; what a stopped one has sent is confirmed all the same.

        Args:
            job_id: Which one.
            because: Why it was stopped; empty where its owner cancels it.
        """
        workflow_id = workflow_of(job_id)
        self._client.update_workflow_attributes(workflow_id, {_STOPPED: because}, merge=True)
        row = self.job(job_id)
        # Blocks that send see for themselves that their job was stopped, once they have written down what they sent.
        is_lenient = bool(because and row and "confirm_after" in row.spec)
        self._client.cancel_workflow(workflow_id, cancel_children=not is_lenient)

    def resume(self, row: Row) -> None:
        """Let a job go on that was cancelled or stopped."""
        job_id, mchid = row.job_id, row.spec["mchid"]
        halted = [block for block in self.blocks(row) if block.status not in (*_UNFINISHED, *_ENDED)]
        self._client.update_workflow_attributes(workflow_of(job_id), {_RESUMED: row.resumed + 1})
        # The job first: a block that sees its job cancelled takes itself out.
        self._client.resume_workflow(workflow_of(job_id), queue_name=job_queue(mchid))
        queues: dict[str, list[str]] = {}
        for block in halted:
            queues.setdefault(queue_of(block.place, row.spec), []).append(block.place.workflow_id)
        for queue, ids in queues.items():
            self._client.resume_workflows(ids, queue_name=queue)

    def resume_block(self, place: Place, spec: Mapping[str, Any]) -> None:
        """Let a block go on that was cancelled."""
        self._client.resume_workflow(place.workflow_id, queue_name=queue_of(place, spec))

    def cancel_workflow(self, workflow_id: str) -> None:
        """Take a block along that its job's cancelling passed by."""
        self._client.cancel_workflow(workflow_id)

    def under_way(self, worker: str | None = None) -> list[WorkflowStatus]:
        """Return what a worker, or any worker, has begun and not finished."""
        return self._client.list_workflows(
            status="PENDING", app_version=FORMAT, executor_id=worker, load_input=False, load_output=False
        )

    def begin_again(self, status: WorkflowStatus) -> None:
        """Put back into its queue what a worker had begun; should that worker still live, it can record no more."""
        self._client.resume_workflow(status.workflow_id, queue_name=status.queue_name)

    def delete(self, job_id: str) -> None:
        """Remove a job and all of its calls."""
        self.shelf.remove(job_id)
        self._client.delete_workflow(workflow_of(job_id), delete_children=True)


def _block(status: WorkflowStatus) -> Block:
    job, round_number, number = status.workflow_id.rsplit("/", 2)
    place = Place(job.removeprefix("job:"), int(round_number), int(number))
    return Block(place, status.status, status.output, status.error)
