"""How jobs come into the ledger: read, checked against what is there under their id, kept and handed in."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from wechatpay_jobs._codes import block_size
from wechatpay_jobs._database import Database
from wechatpay_jobs._engine import LANES
from wechatpay_jobs._ledger import Ledger, Row
from wechatpay_jobs._locks import exclusively
from wechatpay_jobs._source import Layout, Prepared, Rows, Rule, SourceChangedError, SourceError, prepare, room_for
from wechatpay_jobs.errors import JobConflictError

_REVISION: Final = 2
"""Of how a job goes through its blocks. A job keeps the one it was begun with, as it may not be replayed otherwise.

Without one it notes what failed in a block under the block after, where it has more than a window of them.
"""

_JOB_ID: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")


class Lines(NamedTuple):
    """The lines of a job.

    Attributes:
        source: Where they are.
        layout: How they lie there.
        rule: What each has to be.
        per_call: How many of them are one call.
        fields: What a row consists of; none where a line is a code.
    """

    source: Rows
    layout: Layout | None
    rule: Rule
    per_call: int = 1
    fields: Sequence[str] = ()

    def __repr__(self) -> str:
        return "<Lines>"


class Intake:
    """Takes jobs in; one of the same id that is the same stays as it is.

    Args:
        ledger: Where to.
        database: Where that is.
    """

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self._ledger = ledger
        self._database = database

    def lines(self, job_id: str, of: Mapping[str, Any], lines: Lines, others: Mapping[str, Any]) -> None:
        """Take in a job of lines.

        Args:
            job_id: Its name.
            of: What it is about; another job differs in it.
            lines: Its lines.
            others: What else the ledger keeps of it.

        Raises:
            JobConflictError: There is another job of this id.
            SourceChangedError: The source is not what the job was begun with.
            SourceError: The source cannot be read, the disk is full, or the folder of sources cannot be written to.
        """
        check(job_id)
        folder = self._database.folder / job_id
        with self._alone():
            there = self._ledger.job(job_id)
            if there:
                _compare(job_id, there.spec, of)
            _discard_unless_of(folder, there)
            prepared = prepare(lines.source, folder, rule=lines.rule, layout=lines.layout, fields=lines.fields)
            spec = _spec(job_id, of, lines, others, prepared)
            with self._ledger.taking_in(job_id):
                there = self._ledger.job(job_id)  # another machine may have been faster
                if there is None:
                    self._hand_in(job_id, spec, prepared)
                elif there.spec["fingerprint"] != prepared.fingerprint:
                    shutil.rmtree(folder)
                    raise SourceChangedError(
                        f"Job {job_id!r} was begun with another source; nothing was sent of this one."
                    )
                else:
                    _compare(job_id, there.spec, of)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes of this machine from the sources, until what is prepared is handed in."""
        folder = self._database.folder
        with room_for(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = folder.with_name(f"{folder.name}.lock")
            lock.touch(0o600)
        with exclusively(lock):
            yield

    def _hand_in(self, job_id: str, spec: Mapping[str, Any], prepared: Prepared) -> None:
        if not self._database.is_sqlite:  # the folder is on this machine, and workers may be on others
            self._ledger.shelf.put(job_id, map("\n".join, prepared.chunks(spec["chunk"] * spec["block"])))
        if spec.get("confirm_after") is not None:
            self._ledger.inbox.put(awaiting(spec["key"]), {})
        self._ledger.hand_in(job_id, spec)

    def calls(self, job_id: str, of: Mapping[str, Any], texts: Sequence[str]) -> None:
        """Take in a job of calls.

        Args:
            job_id: Its name.
            of: What it is about.
            texts: What the ledger keeps of each call.

        Raises:
            JobConflictError: There is another job of this id, or its calls are others.
        """
        check(job_id)
        size = block_size(len(texts), LANES)
        of = {**of, "fingerprint": hashlib.sha256("\n".join(texts).encode()).hexdigest()}
        packed = ("\n".join(texts[first : first + size]) for first in range(0, len(texts), size))
        blocks = -(-len(texts) // size)
        with self._alone(), self._ledger.taking_in(job_id):
            there = self._ledger.job(job_id)
            if there:
                _compare(job_id, there.spec, of)
                return
            self._ledger.shelf.put(job_id, packed)
            self._ledger.hand_in(job_id, {**of, "calls": len(texts), "block": size, "blocks": blocks, "waits": []})


def _spec(
    job_id: str, of: Mapping[str, Any], lines: Lines, others: Mapping[str, Any], prepared: Prepared
) -> dict[str, Any]:
    """Return what the ledger keeps of a job of lines."""
    size = block_size(-(-prepared.accepted // lines.per_call), LANES)
    counts = {name: getattr(prepared, name) for name in ("lines", "accepted", "duplicates", "refused", "fingerprint")}
    shape = {"chunk": lines.per_call, "block": size, "blocks": -(-prepared.accepted // (lines.per_call * size))}
    return {**of, **others, "revision": _REVISION, **shape, **counts, "key": _key(job_id, of, prepared.fingerprint)}


def _discard_unless_of(folder: Path, there: Row | None) -> None:
    """Remove a folder that nobody needs: its job was never handed in, or had another source, or it is damaged.

    Whoever hands a job in prepares its folder anew then. Which of two sources a job was begun with says the ledger.
    """
    if not folder.exists():
        return
    with contextlib.suppress(SourceError):
        if there and Prepared.open(folder).fingerprint == there.spec["fingerprint"]:
            return
    with room_for(folder):
        shutil.rmtree(folder)


def check(job_id: str) -> None:
    """Refuse what is no job's name.

    Raises:
        ValueError: It is none.
    """
    if not _JOB_ID.fullmatch(job_id):
        raise ValueError(f"A job_id is 1 to 100 letters, digits, _, - and, but for the first, . - not {job_id!r}.")


def awaiting(key: str) -> str:
    """Return what says in the inbox that a job waits for the events of what it sends, by the job's key."""
    return f"awaiting:{key}"


def _key(job_id: str, of: Mapping[str, Any], fingerprint: str) -> str:
    """Return what all request numbers of a job begin with: the same for the same source of the same job."""
    # When what was sent is confirmed changes no number: a job that is begun anew would send all of it again.
    of = {name: value for name, value in of.items() if name != "confirm_after"}
    text = json.dumps([job_id, of, fingerprint], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _compare(job_id: str, there: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    differ = [f"{name} is {there.get(name)!r}, not {asked[name]!r}" for name in asked if there.get(name) != asked[name]]
    if differ:
        raise JobConflictError(f"There is a job {job_id!r} already, and it is another one: {'; '.join(differ)}.")
