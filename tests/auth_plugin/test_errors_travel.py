"""Errors on their way to another process: pickled, copied, or made again of class and args, as task queues do."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from wechatpay_httpx import errors
from wechatpay_httpx.errors import NotificationError, Reason, SignatureVerificationError, WeChatPayError

MADE: list[WeChatPayError] = [
    errors.AuthConfigurationError("mchid is None"),
    errors.ImageError("Picture 'logo.png' is empty."),
    errors.CertificateError("none"),
    errors.APIv3KeyError("not that of this merchant (APIv3密钥)"),
    *(SignatureVerificationError(reason, f"cause: {reason}", "Wechatpay-Serial", "08F7") for reason in Reason),
    SignatureVerificationError(Reason.REDIRECTED, "followed", None, None),
    *(errors.UnprovenNotificationError(reason, f"cause: {reason}") for reason in Reason),
    errors.StaleNotificationError("old"),
    errors.UndecryptableNotificationError("not under this key"),
    errors.UnsupportedAlgorithmError("AEAD_SM4_GCM"),
    errors.MalformedNotificationError("no id"),
    errors.NotificationInProgressError("busy"),
    NotificationError("base"),
    WeChatPayError("root"),
]
WAYS: dict[str, Callable[[WeChatPayError], Any]] = {
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "class and args": lambda error: type(error)(*error.args),
    "Celery's JSON": lambda error: type(error)(*json.loads(json.dumps(error.args))),
}


def all_of(error: WeChatPayError) -> dict[str, Any]:
    told = {name: getattr(error, name, "-") for name in ("reason", "cause", "header", "request_id", "status", "told")}
    return {**told, "answer": getattr(error, "answer", "-"), "text": str(error), "unknown": error.outcome_unknown}


def test_every_error_is_among_them() -> None:
    assert {type(error).__name__ for error in MADE} | {"Reason"} == set(errors.__all__)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("error", MADE, ids=repr)
def test_an_error_arrives_with_all_it_says(error: WeChatPayError, way: str) -> None:
    arrived = WAYS[way](error)
    assert type(arrived) is type(error)
    assert all_of(arrived) == all_of(error)
    assert isinstance(getattr(arrived, "reason", Reason.STALE), Reason)


def test_notes_and_attributes_of_a_program_travel_too() -> None:
    error = SignatureVerificationError(Reason.STALE, "old", None, None)
    error.add_note("call 7")
    arrived = pickle.loads(pickle.dumps(error))
    assert arrived.__notes__ == ["call 7"]


def test_nothing_is_printed_by_default() -> None:
    program = (
        "import logging, wechatpay_httpx\n"
        "logging.getLogger('wechatpay_httpx').warning('refused')\n"
        "logging.getLogger('other').warning('shown')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "shown\n")
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("wechatpay_httpx").handlers)
