"""What a job can end in or be refused with.

JobError
├─ JobConflictError     a job of this id is there already, and it is another one
├─ UnknownJobError      there is no job of this id
├─ LedgerError          the database of jobs cannot be used now: out of reach, locked, or its disk is full
└─ JobUnfinishedError   `wait` is over before the job is: it was cancelled or stopped, or the time is up

A source that cannot be read is a `SourceError`. A `Jobs` that cannot work as it is set up is the client's own
`ConfigurationError`.
"""

from __future__ import annotations

from wechatpay_jobs._source.errors import SourceChangedError, SourceError


class JobError(Exception):
    """Base class of the errors of jobs."""


class JobConflictError(JobError, ValueError):
    """A job of this id is there already, and it is another one; nothing was changed."""


class UnknownJobError(JobError, LookupError):
    """There is no job of this id in this database."""


class LedgerError(JobError):
    """The database of jobs cannot be used now: out of reach, locked, or its disk is full. Nothing of a job is lost.

    Do the same again once it can: handing a job in twice begins it once.
    """


class JobUnfinishedError(JobError):
    """The waiting for a job is over before the job is: it was cancelled or stopped, or the time is up."""


__all__ = [
    "JobConflictError",
    "JobError",
    "JobUnfinishedError",
    "LedgerError",
    "SourceChangedError",
    "SourceError",
    "UnknownJobError",
]
