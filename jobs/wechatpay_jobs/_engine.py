"""The engine that runs jobs in this process. It is one a process, and so is the database it works on."""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Final

from dbos import DBOS, DBOSConfig
from dbos import error as dbos_error
from sqlalchemy.exc import DBAPIError, OperationalError

from wechatpay_jobs._claims import Claims, claims_of
from wechatpay_jobs._database import Database
from wechatpay_jobs._ledger import APPLICATION, FORMAT, QUEUES, Ledger, Row, block_queue, job_queue
from wechatpay_jobs._serializer import JsonSerializer
from wechatpay_jobs._tables import driver_reason
from wechatpay_jobs.errors import LedgerError
from wechatpay_runtime import SyncClient
from wechatpay_runtime.errors import ConfigurationError

LANES: Final = 16
"""How many calls of a merchant are under way at once: a quota of 20 a second is used where a call takes 0.8 s."""

LOGGER: Final = logging.getLogger("wechatpay_jobs")
_LOOK_SECONDS: Final = 5.0
"""How often a worker looks for the work of dead ones."""
_POLL_SECONDS: Final = 0.5
_STOP_SECONDS: Final = 40.0
"""How long the calls that are under way may take to end; a call gives up reading after 30 s."""

Workflows = Mapping[str, Callable[..., Any]]
ELSEWHERE: Final = (
    "The engine of jobs is one a process, and works on one database. Run these jobs in a worker process of their own: "
    "`Jobs(database, client).work()`; this process can observe them and hand them in with `Jobs(database)`."
)


class Interrupted(BaseException):
    """Leaves a workflow as it stands. The engine records nothing of it, as it would of an `Exception`."""


class _OurDBOS(DBOS):
    """The engine's object. The class tells it from one of the application's own, which the engine returns instead."""

    def __init__(self, *, config: DBOSConfig, **others: Any) -> None:
        if config["name"] != APPLICATION:
            raise ConfigurationError(f"This process runs jobs of wechatpay_jobs already. {ELSEWHERE}")
        super().__init__(config=config, **others)


class Engine:
    """Runs the jobs of a database for the merchants it has clients of.

    Args:
        database: Where the ledger is.
        workflows: The functions that the engine calls, by name.
    """

    _at_work: ClassVar[Engine | None] = None
    _registered: ClassVar[set[str]] = set()

    def __init__(self, database: Database, workflows: Workflows) -> None:
        self.database = database
        self.ledger = Ledger(database)
        self.clients: dict[str, SyncClient] = {}
        self.stopping = threading.Event()
        self.worker = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.is_working = False
        self._workflows = workflows
        self._claims: Claims = claims_of(database)
        self._active: Counter[str] = Counter()
        self._lost: set[str] = set()
        self._halting = threading.Lock()
        self._changed = threading.Condition()
        self._looker: threading.Thread | None = None

    def start(self) -> bool:
        """Begin to work, unless another process does on this file.

        Returns:
            Whether this process works.

        Raises:
            ConfigurationError: The application has a DBOS of its own.
        """
        if self.is_working:
            return True
        if not self.clients or not self._claims.hold(self.worker):
            return False
        self.stopping.clear()
        try:
            self._launch()
        except BaseException:
            self._claims.release()
            raise
        self.is_working = True
        self._looker = threading.Thread(target=self._look_after, name="wechatpay-jobs", daemon=True)
        self._looker.start()
        return True

    def _launch(self) -> None:
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self.database.address,
            "serializer": JsonSerializer(),
            "executor_id": self.worker,
            "application_version": FORMAT,
            "enable_otlp": False,
            "log_level": "CRITICAL",
            "console_log_level": "CRITICAL",
            "sys_db_pool_size": LANES + 8,
        }
        if not isinstance(_OurDBOS(config=config), _OurDBOS):
            raise ConfigurationError(f"This application has a DBOS of its own. {ELSEWHERE}")
        self._register()
        # Jobs only wait for their blocks: any number of them may.
        queues: dict[str, int | None] = dict.fromkeys(map(job_queue, self.clients))
        queues |= {block_queue(mchid, name): LANES for mchid in self.clients for name in QUEUES}
        DBOS.listen_queues(list(queues))
        DBOS.launch()
        for name, lanes in queues.items():
            DBOS.register_queue(
                name, worker_concurrency=lanes, polling_interval_sec=_POLL_SECONDS, on_conflict="always_update"
            )

    def _register(self) -> None:
        """Tell the engine its functions, once a process: an application's own may stand among them, and stay."""
        Engine._at_work = self
        for name in self._workflows.keys() - Engine._registered:
            DBOS.workflow(name=name, max_recovery_attempts=None)(_watched(self._workflows[name]))
            Engine._registered.add(name)

    def stop(self) -> None:
        """Let the calls under way end, begin no others, and hand what is left over to other workers at once."""
        if not self.is_working:
            return
        self.stopping.set()
        with self._changed:
            self._changed.notify_all()
            self._changed.wait_for(lambda: not +self._active, _STOP_SECONDS)
        if self._looker:
            self._looker.join()
        DBOS.destroy()  # first of all, or its queues would take back what is handed over
        try:
            for status in self.ledger.under_way(self.worker):
                self.ledger.begin_again(status)
        except (LedgerError, DBAPIError) as exc:
            LOGGER.warning("What is left could not be handed over, and is adopted later: %s", reason_of(exc))
        self.is_working = False
        self._claims.release()

    def pause(self, seconds: float) -> None:
        """Wait, unless this engine stops.

        Raises:
            Interrupted: It stops.
        """
        if self.stopping.wait(seconds):
            raise Interrupted

    def running_job(self, job_id: str, *, even_if_stopped: bool = False) -> Row:
        """Return a job that is to go on.

        Args:
            job_id: Its id.
            even_if_stopped: Whether to return it although it was stopped: what was sent must still be recorded or
                confirmed.

        Raises:
            Interrupted: It was cancelled, or this engine stops.
        """
        row = self.ledger.job(job_id)
        is_over = row is None or (row.status == "CANCELLED" and not (even_if_stopped and row.stopped))
        if self.stopping.is_set() or row is None or is_over:
            raise Interrupted
        return row

    def halt(self, job_id: str, turn: int, because: str) -> None:
        """Stop a job, unless it was stopped already, or was resumed since `turn`: then it was mended meanwhile."""
        with self._halting:
            row = self.ledger.job(job_id)
            if row and row.resumed == turn and row.status != "CANCELLED":
                # The reason may quote what was sent: it is for the job's owner, in its report.
                LOGGER.error("job %s is stopped, its report says why", job_id)
                self.ledger.cancel(job_id, because)

    @contextmanager
    def running(self, workflow_id: str) -> Iterator[None]:
        """Count a workflow as one that runs in this process."""
        with self._changed:
            self._active[workflow_id] += 1
        try:
            yield
        finally:
            with self._changed:
                self._active[workflow_id] -= 1
                self._changed.notify_all()

    def await_change(self, seconds: float) -> None:
        """Wait until a workflow ends in this process, or that long."""
        with self._changed:
            self._changed.wait(seconds)

    def _look_after(self) -> None:
        """Adopt, now and then, what dead workers had begun and what this one lost."""
        while True:
            try:
                self._claims.hold(self.worker)
                self._adopt()
            except (LedgerError, DBAPIError) as exc:
                LOGGER.warning("The database of jobs is waited for: %s", reason_of(exc))
            if self.stopping.wait(_LOOK_SECONDS):
                return

    def _adopt(self) -> None:
        under_way = self.ledger.under_way()
        mine = {status.workflow_id for status in under_way if status.executor_id == self.worker}
        with self._changed:
            lost = {workflow_id for workflow_id in mine if not self._active[workflow_id]}
        for status in under_way:
            # Twice in a row: what was just taken out of the queue has not come to its function yet.
            if status.workflow_id in lost & self._lost:
                self.ledger.begin_again(status)
        self._lost = lost
        for worker in {str(status.executor_id) for status in under_way} - {self.worker}:
            with self._claims.of_dead(worker) as is_dead:
                # Asked for anew: another worker may have adopted them meanwhile.
                for status in self.ledger.under_way(worker) if is_dead else ():
                    LOGGER.info("%s is adopted from %s", status.workflow_id, worker)
                    self.ledger.begin_again(status)


def reason_of(error: BaseException) -> str:
    """Return what a database says, without the statement and its values."""
    if isinstance(error, LedgerError):
        return str(error)
    return driver_reason(error.orig) if isinstance(error, OperationalError) and error.orig else type(error).__name__


def _watched(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what the engine calls: a function of the `Engine` at work, which leaves its workflow as it stands."""

    def watched(*args: Any) -> Any:
        engine = Engine._at_work
        assert engine
        workflow_id = DBOS.workflow_id or ""
        with engine.running(workflow_id):
            try:
                return function(engine, *args)
            except Interrupted:
                raise
            except dbos_error.DBOSBaseException as exc:  # cancelled, or somebody else's by now
                raise Interrupted from exc
            except BaseException as exc:
                # Without its database, mostly: whoever comes next finds it as it stands.
                LOGGER.warning("%s is left as it stands: %s", workflow_id, reason_of(exc))
                raise Interrupted from exc

    return watched
