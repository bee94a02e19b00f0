"""Every exception of every package reaches another process whole: pickled, copied, or made again by a task queue."""

from __future__ import annotations

import copy
import importlib
import json
import logging
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import httpx
import pytest
from celery import Celery
from celery.utils.serialization import get_pickleable_exception

import wechatpay_httpx
import wechatpay_product_coupon
import wechatpay_runtime
import wechatpay_sandbox
from tests.auth_plugin.test_errors_travel import MADE as OF_THE_PLUGIN
from tests.calls import Caller
from tests.requests_of import image_task
from wechatpay_product_coupon import errors as e
from wechatpay_product_coupon import models as m
from wechatpay_product_coupon.api.user_coupons import get_user_product_coupon
from wechatpay_runtime._answer import AnotherCallsAnswerError, StatusChangedError
from wechatpay_runtime._transports.answer_body import too_long
from wechatpay_sandbox import Fault, Sandbox, SandboxSettingError
from wechatpay_sandbox._protocol.refusals import RefusedError

PACKAGES: Final = (wechatpay_httpx, wechatpay_product_coupon, wechatpay_runtime, wechatpay_sandbox)
SECRET: Final = "openid-of-somebody"
ATTEMPT: Final = e.Attempt(1, "https://a", 1.5, 0.25, "ReadTimeout: silent", outcome_unknown=True)
PROBLEM: Final = e.Problem("stock.remark", "body", "at most 20 characters", value='"x"', name="备注")
ANSWER: Final = m.UploadCouponCodesResponse.from_dict({"total_count": 1, "success_code_list": [SECRET]})
ASKING: Final = get_user_product_coupon.call(
    openid=SECRET, coupon_code=SECRET, product_coupon_id="1", stock_id="2", appid="3", brand_id="4"
)
ROW: Final = e.ErrorRow(429, "RATELIMIT_EXCEEDED", "Too often.", "Wait.", True, ("one", "two"), "after")


class NotPickledError(Exception):
    """Like some of other libraries: it cannot be made again of its `args`."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def answered(status: int) -> httpx.Response:
    headers = {"Request-ID": "08F7-0", "Wechatpay-Signature": "x"}
    return httpx.Response(status, headers=headers, content=SECRET, request=httpx.Request("POST", "https://a"))


def refusal(kind: type[e.ApiError], status: int = 429) -> e.ApiError:
    return kind("op", answered(status), code=kind.CODE, message="busy", detail={"value": SECRET}, rows=[ROW])


def _made() -> Iterator[Exception]:
    yield e.ClientError("root")
    yield e.ConfigurationError("timeout is None")
    yield e.ModelError("no model")
    yield e.RateLimitWaitTimeout("op", 3.0, 1.0, "20 requests in 1 s")
    yield e.RequestValidationError("op", [PROBLEM, PROBLEM._replace(path="brand_id")])
    yield e.AuthError("op", NotPickledError("a", "b"))
    yield e.UnverifiedAnswerError("op", OF_THE_PLUGIN[4], "08F7-0")
    yield e.NoAnswerError("op", httpx.ReadTimeout("silent"), "https://a", outcome_unknown=True)
    yield e.NoAnswerError("op", httpx.ConnectError("refused"), "https://a", outcome_unknown=False)
    yield e.ResponseContractError("op", path="a.b", problem="missing", request_id="1", content=SECRET.encode())
    yield e.EventContractError("T", "id", path="a", problem="required")
    yield refusal(e.ApiError, 500)
    for kind in vars(e).values():
        if isinstance(kind, type) and issubclass(kind, e.ApiError) and kind is not e.ApiError:
            yield refusal(kind)
    yield from OF_THE_PLUGIN
    yield AnotherCallsAnswerError("task_id")
    yield StatusChangedError()
    yield too_long(5)
    for failed in (e.TaskFailedError, e.ImageGenerationTaskFailedError):
        yield failed("op", started_by="start", state="FAIL", meaning="it failed", answer=ANSWER)
    yield e.TaskRunningError("op", started_by="start", timeout=5, state=None, answer=ANSWER, call=ASKING)
    yield SandboxSettingError("port is None; a whole number from 0 up to 65535 is needed.")
    yield RefusedError("PARAM_ERROR")


MADE: Final = list(_made())
for error in MADE:
    if isinstance(error, e.ClientError):
        error.attempts = (ATTEMPT, ATTEMPT._replace(number=2))
        if isinstance(error, e.RateLimitWaitTimeout | e.ConfigurationError):
            error.outcome_unknown = True  # an earlier attempt of the call may have taken effect

BACKEND: Any = Celery("test", backend="cache+memory://", broker="memory://").backend
AS_JSON: Final[dict[str, Callable[[Any], Any]]] = {
    "class and args": lambda error: type(error)(*error.args),
    "class and args as JSON": lambda error: type(error)(*json.loads(json.dumps(error.args))),
    "Celery's JSON": lambda error: BACKEND.exception_to_python(
        json.loads(json.dumps(BACKEND.prepare_exception(error, serializer="json")))
    ),
}
WHOLE: Final[dict[str, Callable[[Any], Any]]] = {
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "Celery's pickle": lambda error: pickle.loads(pickle.dumps(get_pickleable_exception(error))),
}


def classes() -> set[type[Exception]]:
    """Return every exception class of the packages, of the private modules too."""
    found = set()
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                found |= {
                    value
                    for value in vars(importlib.import_module(module.name)).values()
                    if isinstance(value, type)
                    and issubclass(value, Exception)
                    and value.__module__.startswith(package.__name__)
                }
    return found


def test_every_class_is_among_them() -> None:
    seen_as_parents = {"WrongKeyError"}  # never leaves the function that catches it
    assert {kind.__name__ for kind in classes()} - {type(error).__name__ for error in MADE} == seen_as_parents


def facts(error: Exception, *, whole: bool) -> dict[str, Any]:
    kept = {name: value for name, value in vars(error).items() if name != "cause"}
    if not whole:
        kept = {
            name: value
            for name, value in kept.items()
            if name not in ("content", "headers", "detail", "answer", "call")
        }
    # JSON has lists.
    as_json = json.loads(json.dumps(kept, default=str))
    return {**as_json, "text": str(error), "unknown": getattr(error, "outcome_unknown", None)}


@pytest.mark.parametrize("way", [*WHOLE, *AS_JSON])
@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_an_error_arrives_with_all_it_says(error: Exception, way: str) -> None:
    arrived = {**WHOLE, **AS_JSON}[way](error)
    assert type(arrived) is type(error)
    before, after = (facts(each, whole=way in WHOLE) for each in (error, arrived))
    assert after == {**before, **{name: after[name] for name in after.keys() - before.keys()}}
    if isinstance(error, e.ClientError):
        assert arrived.attempts == error.attempts
        assert all(isinstance(attempt, e.Attempt) for attempt in arrived.attempts)
        if hasattr(error, "cause"):
            assert isinstance(arrived.cause, Exception)
            assert str(error.cause).strip(".") in str(arrived.cause)


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_what_a_store_of_results_gets_holds_nothing_secret(error: Exception) -> None:
    told = repr(error.args) + repr(error) + str(error)
    assert SECRET not in told
    assert "Wechatpay-Signature" not in told


def test_it_travels_more_than_once() -> None:
    error: Any = refusal(e.SignError)
    for way in (*AS_JSON, *WHOLE, *AS_JSON):
        error = {**WHOLE, **AS_JSON}[way](error)
    assert isinstance(error, e.ApiError)
    assert (error.rows, error.status_code, error.content) == (
        (ROW._replace(causes=["one", "two"], result_codes=[]),),
        429,
        b"",
    )
    assert error.retryable


FAULTS = (
    *(Fault.TAMPERED_BODY, Fault.EMPTY_500, Fault.RATELIMIT_EXCEEDED, Fault.CONNECTION_DROPPED),
    Fault.changed_answer(lambda _: b"{}"),
)


@pytest.mark.parametrize("way", [*WHOLE, *AS_JSON])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_a_call_ends_in_travels(call: Caller, wechatpay: Sandbox, fault: Fault, way: str) -> None:
    wechatpay.inject(fault)
    with pytest.raises(e.ClientError) as caught:
        call("images.submit_generation_task", image_task())
    arrived = {**WHOLE, **AS_JSON}[way](caught.value)
    assert type(arrived) is type(caught.value)
    assert (arrived.outcome_unknown, str(arrived)) == (caught.value.outcome_unknown, str(caught.value))


def test_nothing_is_printed_by_default() -> None:
    program = (
        "import logging, wechatpay_httpx, wechatpay_product_coupon, wechatpay_sandbox\n"
        "for name in ('wechatpay_httpx', 'wechatpay_product_coupon', 'wechatpay_runtime', 'wechatpay_sandbox'):\n"
        "    logging.getLogger(name).warning('one of ours')\n"
        "logging.getLogger('other').warning('shown')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "shown\n")
    for package in PACKAGES:
        handlers = logging.getLogger(package.__name__).handlers
        assert any(isinstance(handler, logging.NullHandler) for handler in handlers)
