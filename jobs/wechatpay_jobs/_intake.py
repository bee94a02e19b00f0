"""How jobs come into the ledger: read, checked against what is there under their id, kept and handed in."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from wechatpay_jobs._codes import block_size
from wechatpay_jobs._database import Database
from wechatpay_jobs._engine import LANES
from wechatpay_jobs._ledger import REVISION, Ledger
from wechatpay_jobs._locks import exclusively
from wechatpay_jobs._source import Layout, Rows, Rule, SourceChangedError, prepare
from wechatpay_jobs.errors import JobConflictError

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
            SourceError: The source cannot be read, or the disk is full.
        """
        check(job_id)
        there = self._ledger.job(job_id)
        if there:
            _compare(job_id, there.spec, of)
        folder = self._database.folder / job_id
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with exclusively(folder.parent.with_name(f"{folder.parent.name}.lock")):
            prepared = prepare(lines.source, folder, rule=lines.rule, layout=lines.layout, fields=lines.fields)
        if there and prepared.fingerprint != there.spec["fingerprint"]:  # it was prepared on this machine just now
            shutil.rmtree(folder)
            raise SourceChangedError(f"Job {job_id!r} was begun with another source; nothing was sent of this one.")
        if there:
            return
        size = block_size(-(-prepared.accepted // lines.per_call), LANES)
        per_block = lines.per_call * size
        spec = {
            **of,
            **others,
            "revision": REVISION,
            "chunk": lines.per_call,
            "block": size,
            "blocks": -(-prepared.accepted // per_block),
        }
        spec |= {
            name: getattr(prepared, name) for name in ("lines", "accepted", "duplicates", "refused", "fingerprint")
        }
        spec["key"] = _key(job_id, of, prepared.fingerprint)
        if not self._database.is_sqlite:  # the folder is on this machine, and workers may be on others
            self._ledger.shelf.put(job_id, map("\n".join, prepared.chunks(per_block)))
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
        there = self._ledger.job(job_id)
        if there:
            _compare(job_id, there.spec, of)
            return
        packed = ("\n".join(texts[first : first + size]) for first in range(0, len(texts), size))
        self._ledger.shelf.put(job_id, packed)
        blocks = -(-len(texts) // size)
        self._ledger.hand_in(job_id, {**of, "calls": len(texts), "block": size, "blocks": blocks, "waits": []})


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
