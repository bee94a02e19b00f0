"""What the exit status of a command says.

0 done; 1 refused or failed; 2 wrong usage; 3 outcome unknown, repeat the same command; 4 set-up; 130 Ctrl-C.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import ClassVar, Final

from wechatpay_cli._say import say

DONE: Final = 0
FAILED: Final = 1
USAGE: Final = 2
UNKNOWN: Final = 3
SET_UP: Final = 4
INTERRUPTED: Final = 130


class CommandError(Exception):
    """What ends a command with something to say to whoever typed it."""

    status: ClassVar[int] = FAILED


class WrongUsageError(CommandError):
    """The command line, or a file that it names, is not what is needed; nothing was sent."""

    status = USAGE


class SetUpError(CommandError):
    """This machine is not set up; nothing was sent."""

    status = SET_UP


def complain(text: str) -> None:
    """Tell people something that is no output; where nobody can be told, the command goes on without."""
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def reported(error: Exception) -> int:
    """Say what ended a command and what to do; return its exit status."""
    if isinstance(error, CommandError):
        complain(f"wechatpay-coupon: {error}")
        return error.status
    if isinstance(error, OSError) and error.filename:
        complain(f"wechatpay-coupon: {error.filename}: {error.strerror}")
        return FAILED
    status = _status(error)
    if status is None:
        _report_ours(error)
        return UNKNOWN
    complain(f"wechatpay-coupon: {error}")
    if status == UNKNOWN:
        complain(say("The outcome is unknown. Repeat the same command, with the same number and the same body."))
    elif getattr(error, "code", None) == "SIGN_ERROR" or _is_of_keys(error):
        complain(say("`wechatpay-coupon doctor` looks for the cause."))
    return status


def _report_ours(error: Exception) -> None:
    """Tell of an error that nobody foresaw. Whether something was sent before it is unknown."""
    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    place = f"{traceback.tb_frame.f_globals.get('__name__')}:{traceback.tb_lineno}" if traceback else ""
    told = f"{type(error).__name__}: {error}"
    complain(
        say(
            "wechatpay-coupon: a mistake of this program ended the command, at {place}: {error}",
            place=place,
            error=told,
        )
    )
    complain(say("Please report it with these lines, without secrets. The outcome of the command is unknown."))


def _is_of_keys(error: Exception) -> bool:
    from wechatpay_httpx import errors as plugin
    from wechatpay_runtime import errors as client

    return isinstance(error, client.AuthError | plugin.AuthConfigurationError | plugin.CertificateError)


def _status(error: Exception) -> int | None:
    """Return the exit status of an error of the packages below; they are loaded, as one of them raised it."""
    from wechatpay_httpx import errors as plugin
    from wechatpay_runtime import errors as client

    if getattr(error, "outcome_unknown", False) or isinstance(error, client.TaskRunningError):
        return UNKNOWN
    if isinstance(error, client.ConfigurationError | client.AuthError):
        return SET_UP
    if isinstance(error, client.RequestValidationError | client.ModelError | plugin.ImageError):
        return USAGE
    if isinstance(error, plugin.AuthConfigurationError | plugin.CertificateError):
        return SET_UP
    if isinstance(error, client.ClientError | plugin.WeChatPayError):
        return FAILED
    return _status_of_a_job(error)


def _status_of_a_job(error: Exception) -> int | None:
    if "wechatpay_jobs" not in sys.modules:
        return None
    from wechatpay_jobs import errors as jobs

    if isinstance(error, jobs.JobConflictError | jobs.UnknownJobError | jobs.SourceError | jobs.SourceChangedError):
        return USAGE
    return FAILED if isinstance(error, jobs.JobError) else None
