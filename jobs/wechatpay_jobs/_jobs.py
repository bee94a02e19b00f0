"""Jobs as their users hold them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

from wechatpay_jobs import _calls, _codes, _confirms, _images, _sends
from wechatpay_jobs._clients import Clients, Merchants
from wechatpay_jobs._database import Database
from wechatpay_jobs._engine import Engine
from wechatpay_jobs._intake import Intake, Lines
from wechatpay_jobs._job import CallsJob, CodesJob, SendsJob
from wechatpay_jobs._ledger import Ledger, Row
from wechatpay_jobs._sending_jobs import SendingJobs
from wechatpay_jobs._signals import asked_to_end
from wechatpay_jobs._source import Layout, Source
from wechatpay_jobs._twins import on_thread
from wechatpay_jobs._workflows import ENGINES
from wechatpay_jobs.errors import UnknownJobError
from wechatpay_product_coupon.models import (
    ImageGenerationTask,
    ProductCouponSent,
    SubmitImageGenerationTaskRequest,
    TaskState,
)
from wechatpay_product_coupon.params import SubmitImageGenerationTaskRequestDict
from wechatpay_runtime import Call
from wechatpay_runtime.errors import ConfigurationError

WAITS: Final = (10.0, 60.0, 300.0)
"""Seconds before failed codes are sent again, under new numbers; a raised budget takes minutes to be seen."""

_LOOK_SECONDS: Final = 0.2
AnyJob = CodesJob | SendsJob | CallsJob


class Jobs(SendingJobs):
    """Work of many calls that finishes, exactly accounted, whatever dies in the meantime.

    With SQLite one process works on a file, and others observe and hand in. With PostgreSQL any number of workers on
    any number of machines share the work.

    Args:
        database: `sqlite:///jobs.db`, or `postgresql://user@host/name`.
        client: Makes the calls: a client, several of them (one for each merchant), or a function that makes one. None
            observes and hands in only.
        waits: Seconds before codes that failed are sent again under new request numbers, and before a confirmation that
            did not hold is made again, for each time.

    Raises:
        ConfigurationError: The database cannot be used, or this process works on another one, or has a DBOS of its own.
    """

    def __init__(self, database: str, client: Clients | None = None, *, waits: Sequence[float] = WAITS) -> None:
        self.database = Database.at(database)
        self._waits = list(waits)
        self._merchants = Merchants(client, self.database)
        self._engine: Engine | None = None
        self._own: Ledger | None = None
        try:
            if self._merchants.clients:
                self._engine = ENGINES.join(self.database, self._merchants.clients)
            else:
                self._own = Ledger(self.database)
        except BaseException:
            self._merchants.close()
            raise

    @property
    def _intake(self) -> Intake:
        return Intake(self.ledger, self.database)

    @property
    def ledger(self) -> Ledger:
        """What is written down of all jobs."""
        ledger = self._engine.ledger if self._engine else self._own
        if ledger is None:
            raise ConfigurationError("These Jobs are closed.")
        return ledger

    def upload_codes(
        self,
        source: Source,
        *,
        job_id: str,
        brand_id: str,
        product_coupon_id: str,
        stock_id: str,
        layout: Layout | None = None,
        mchid: str | None = None,
    ) -> CodesJob:
        """Upload the coupon codes (券Code) of a source into a stock (批次).

        Nothing is sent before the whole source was read and checked. The same id again is the same job, which goes on
        where it is.

        Args:
            source: A file with one code a line (`.csv` and `.parquet` with a `layout`; `.gz` of either), several
                files, or the codes themselves.
            job_id: Name of the job, chosen by the caller: letters, digits, `_`, `.` and `-`, up to 100.
            brand_id: Brand id (品牌ID).
            product_coupon_id: Product coupon id (商品券ID).
            stock_id: Stock id (批次ID).
            layout: How the codes lie in the files.
            mchid: Merchant number (商户号); may be left out where there is one client.

        Raises:
            JobConflictError: There is another job of this id.
            SourceChangedError: The source is not what the job was begun with.
            SourceError: The source cannot be read, the disk is full, or the folder of sources cannot be written to.
            ValueError: The `job_id` is none.
            ConfigurationError: It is not said for which merchant.
            LedgerError: The database cannot be used now; the job was begun or not, and may be handed in again.
        """
        of = {"brand_id": brand_id, "product_coupon_id": product_coupon_id, "stock_id": stock_id}
        of |= {"kind": _codes.KIND, "mchid": self._merchants.one(mchid)}
        lines = Lines(source, layout, _codes.rule(), _codes.codes_per_call())
        self._intake.lines(job_id, of, lines, {"waits": self._waits})
        self.work_if_free()
        return CodesJob(self, job_id)

    def run(self, calls: Iterable[Call[Any]], *, job_id: str, mchid: str | None = None) -> CallsJob:
        """Make calls of operations that have a request number (`Operation.idempotency_key`), each until it is settled.

        Args:
            calls: What the `call` functions of operations return.
            job_id: Name of the job, as in `upload_codes`.
            mchid: Merchant number (商户号); may be left out where there is one client.

        Raises:
            JobConflictError: There is another job of this id, or its calls are others.
            ValueError: An operation has no request number, or the `job_id` is none.
            ConfigurationError: It is not said for which merchant.
            LedgerError: The database cannot be used now; the job was begun or not, and may be handed in again.
        """
        return self._run(job_id, _calls.KIND, mchid, _calls.stored(calls))

    def generate_images(
        self,
        requests: Iterable[SubmitImageGenerationTaskRequest | SubmitImageGenerationTaskRequestDict],
        *,
        job_id: str,
        mchid: str | None = None,
    ) -> CallsJob:
        """Submit image generation tasks (图片生成任务) and wait for the end of each, by event or by asking.

        Events come by `deliver`; without them a task is asked for after 5 s, and ever less often, within the quota.

        Args:
            requests: Tasks, each with a `task_id` of its own.
            job_id: Name of the job, as in `upload_codes`.
            mchid: Merchant number (商户号); may be left out where there is one client.

        Raises:
            JobConflictError: There is another job of this id, or its tasks are others.
            ValueError: The `job_id` is none.
            ConfigurationError: It is not said for which merchant.
            LedgerError: The database cannot be used now; the job was begun or not, and may be handed in again.
        """
        return self._run(job_id, _images.KIND, mchid, _images.stored(requests))

    def deliver(self, event: object) -> bool:
        """Hand an event over to the job that waits for it, in whatever process that runs; it may come before it waits.

        Args:
            event: What `wechatpay_product_coupon.events.read` returned of a verified notification.

        Returns:
            Whether it is one that a job can wait for: the end of an image generation task, or the sending of a coupon
            that a job of ours sent and confirms.

        Raises:
            LedgerError: The database cannot be used now: answer the notification with 500, and it comes again.
        """
        kept = None
        if isinstance(event, ProductCouponSent):
            kept = _confirms.kept_of(event, self.ledger)
        elif isinstance(event, ImageGenerationTask) and event.task_state != TaskState.PROCESSING:
            kept = _images.key_of(data := event.to_dict()), data
        if kept is None:
            return False
        self.ledger.inbox.put(*kept)
        return True

    def _take_in_rows(self, job_id: str, of: Mapping[str, Any], lines: Lines, mchid: str | None) -> SendsJob:
        of = {**of, "mchid": self._merchants.one(mchid)}
        self._intake.lines(job_id, of, lines, {"waits": [], "confirm_waits": self._waits})
        self.work_if_free()
        return SendsJob(self, job_id, of["kind"])

    def _run(self, job_id: str, kind: str, mchid: str | None, texts: list[str]) -> CallsJob:
        self._intake.calls(job_id, {"kind": kind, "mchid": self._merchants.one(mchid)}, texts)
        self.work_if_free()
        return CallsJob(self, job_id)

    def job(self, job_id: str) -> AnyJob:
        """Return a job that is there.

        Raises:
            UnknownJobError: There is none of this id.
            LedgerError: The database cannot be used now.
        """
        row = self.ledger.job(job_id)
        if row is None:
            raise UnknownJobError(f"There is no job {job_id!r} in {self.database}.")
        self.work_if_free()
        return self._handle(row)

    def __iter__(self) -> Iterator[AnyJob]:
        return map(self._handle, self.ledger.jobs())

    def _handle(self, row: Row) -> AnyJob:
        kind = row.spec["kind"]
        if kind in _sends.SENDINGS:
            return SendsJob(self, row.job_id, kind)
        return CodesJob(self, row.job_id) if kind == _codes.KIND else CallsJob(self, row.job_id)

    def work_if_free(self) -> bool:
        """Work in this process, on threads of its own, unless another process works on the file, or there is no client.

        Returns:
            Whether this process works.
        """
        return bool(self._engine) and ENGINES.start(self._engine)  # type: ignore[arg-type]

    def work(self, *, stop: threading.Event | None = None) -> None:
        """Work until SIGTERM or SIGINT comes, or `stop` is set, and hand over to other workers at once.

        Args:
            stop: Ends the work.

        Raises:
            ConfigurationError: There is no client.
        """
        if not self._engine:
            raise ConfigurationError("Work needs a client: Jobs(database, client).work().")
        stop = stop or threading.Event()
        with asked_to_end() as is_asked:
            while not (stop.is_set() or is_asked()):
                self.work_if_free()
                stop.wait(_LOOK_SECONDS)
            self.close()

    def close(self) -> None:
        """Let the calls under way end, and hand what is left over to other workers; it goes on when somebody works."""
        if self._engine:
            self._engine = None
            ENGINES.leave(self._merchants.clients)
        if self._own:
            self._own.close()
            self._own = None
        self._merchants.close()

    aupload_codes = on_thread(upload_codes)
    arun = on_thread(run)
    agenerate_images = on_thread(generate_images)
    adeliver = on_thread(deliver)
    aclose = on_thread(close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Jobs({str(self.database)!r})"
