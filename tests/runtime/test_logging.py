"""What the log tells of calls, and what it never tells."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import structlog

from tests.calls import Caller
from tests.requests_of import codes, image_task
from tests.runtime.work import fresh, submit, upload, upload_codes
from wechatpay_product_coupon import MemoryRateLimits, RetryPolicy, errors
from wechatpay_product_coupon import models as m
from wechatpay_runtime._log import masked
from wechatpay_sandbox import Fault, Sandbox

LOGGER = "wechatpay_product_coupon"
OURS = ("wechatpay_product_coupon", "wechatpay_httpx", "wechatpay_runtime")


@pytest.fixture
def records(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, LOGGER), caplog.at_level(logging.DEBUG, "wechatpay_httpx"):
        yield caplog


def of(caplog: pytest.LogCaptureFixture, level: int) -> list[Any]:
    return [record for record in caplog.records if record.name == LOGGER and record.levelno == level]


def test_a_call_is_one_line(mode: str, wechatpay: Sandbox, png: bytes, records: pytest.LogCaptureFixture) -> None:
    work = submit(wechatpay, png)
    work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    (line,) = of(records, logging.INFO)
    request_id = wechatpay.requests[-1].request_id
    assert re.fullmatch(
        rf"submitImageGenerationTask: 200 in \d+ ms, 1 attempt, Request-ID {request_id}", line.getMessage()
    )
    assert line.operation == "submitImageGenerationTask"
    assert line.mchid == wechatpay.merchant.mchid
    assert (line.host, line.status_code, line.request_id, line.attempts) == (wechatpay.url, 200, request_id, 1)
    assert (line.error, line.error_code) == (None, None)
    assert 0 < line.duration_ms < 60_000
    assert not of(records, logging.WARNING)


def test_a_repeat_is_one_line_more(
    mode: str, wechatpay: Sandbox, png: bytes, records: pytest.LogCaptureFixture
) -> None:
    wechatpay.inject(Fault.SYSTEM_ERROR)
    wechatpay.inject(Fault.CONNECTION_DROPPED)
    policy = RetryPolicy(wait_initial=0.01, wait_jitter=0.01)
    submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None, retry=policy)
    first, second = of(records, logging.WARNING)
    assert (first.operation, first.attempt, first.outcome_unknown) == ("submitImageGenerationTask", 1, True)
    assert first.cause.startswith("500 SYSTEM_ERROR, Request-ID ")
    assert 0.01 <= first.wait_seconds <= 0.02 <= second.wait_seconds <= 0.03
    assert f"attempt 2 on {wechatpay.url}" in second.getMessage()
    (line,) = of(records, logging.INFO)
    assert line.attempts == 3


@pytest.mark.parametrize(
    ("fault", "error", "status", "code"),
    [
        (Fault.RATELIMIT_EXCEEDED, errors.RatelimitExceededError, 429, "RATELIMIT_EXCEEDED"),
        (Fault.HTML_502, errors.ApiError, 502, None),
        (Fault.CONNECTION_DROPPED, errors.NoAnswerError, None, None),
        (Fault.WRONG_KEY, errors.UnverifiedAnswerError, None, None),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_a_call_that_fails_is_one_line_too(
    mode: str,
    wechatpay: Sandbox,
    png: bytes,
    records: pytest.LogCaptureFixture,
    *,
    fault: Fault,
    error: type[Exception],
    status: int | None,
    code: str | None,
) -> None:
    wechatpay.inject(fault)
    policy = RetryPolicy(max_attempts=1)
    with pytest.raises(error):
        submit(wechatpay, png)(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None, retry=policy)
    (line,) = of(records, logging.INFO)
    assert (line.error, line.status_code, line.error_code) == (error.__name__, status, code)
    assert line.error in line.getMessage() or str(status) in line.getMessage()
    assert not of(records, logging.WARNING)


def test_what_was_never_sent_is_no_line(mode: str, wechatpay: Sandbox, records: pytest.LogCaptureFixture) -> None:
    call = Caller(mode, wechatpay.auth(), wechatpay.url)
    with pytest.raises(errors.RequestValidationError):
        call("images.submit_generation_task", body=None)
    limits = MemoryRateLimits(clock=lambda: 0.0)
    options: dict[str, Any] = {"rate_limits": limits, "rate_limit_wait": 0}
    call("images.submit_generation_task", body=image_task(), client=options)
    with pytest.raises(errors.RateLimitWaitTimeout):
        call("images.submit_generation_task", body=image_task(), client=options)
    assert len(of(records, logging.INFO)) == 1


def test_bodies_are_seen_by_whoever_debugs(
    mode: str, wechatpay: Sandbox, png: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    work = submit(wechatpay, png)
    options = {"auth": wechatpay.auth(), "base_url": wechatpay.url, "rate_limits": None}
    with caplog.at_level(logging.DEBUG, LOGGER):
        work(mode, **options)
        upload(wechatpay, png)(mode, **options)
    sent, answered, uploaded, _ = (record.getMessage() for record in of(caplog, logging.DEBUG))
    assert sent.startswith(f"submitImageGenerationTask: POST {wechatpay.url}/v3/")
    assert '"background_color": "#ff5733"' in sent
    assert answered.startswith('submitImageGenerationTask: 200 {"')
    assert work.kwargs["body"].task_id in answered
    assert re.search(r"\(multipart/form-data, \d+ bytes\)$", uploaded)


def test_no_secret_reaches_the_log(mode: str, wechatpay: Sandbox, png: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Everything that must not be seen is planted, and everything is logged, successes and failures."""
    work = upload_codes(wechatpay, png)
    known, failing, openid = fresh("known"), fresh("failing"), fresh("openid")
    of_users: list[str] = []
    body = work.kwargs["body"]
    body.additional_properties["openid"] = openid
    body.code_list += [failing]
    wechatpay.failing_codes.add(failing)
    again, wrong = codes(body.code_list[0], known, known), codes(known)
    call, upload_codes_again = Caller(mode, wechatpay.auth(), wechatpay.url), "stocks.upload_codes"
    with caplog.at_level(logging.DEBUG):
        wechatpay.inject(Fault.TAMPERED_BODY)
        wechatpay.inject(Fault.SYSTEM_ERROR)
        work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
        call(upload_codes_again, *work.args, body=again)
        with pytest.raises(errors.ApiError):
            call(upload_codes_again, "1", "2", body=wrong)
        for name in (fresh("of-a-user"), failing):
            of_users.append(name)
            for fault in (Fault.TAMPERED_BODY, Fault.SYSTEM_ERROR, Fault.CONNECTION_DROPPED):
                wechatpay.inject(fault)
                with suppress(errors.ClientError):
                    call("user_coupons.get", openid, name, product_coupon_id="1", stock_id="2", appid="a", brand_id="3")
    wechatpay.failing_codes.clear()
    ours = [record for record in caplog.records if record.name.startswith(OURS)]
    logged = "\n".join(f"{record.getMessage()} {vars(record)}" for record in ours)
    assert {record.name for record in ours} >= {"wechatpay_product_coupon", "wechatpay_httpx"}
    assert "code_list" in logged
    key = wechatpay.merchant.private_key_pem.decode()
    secrets = {*body.code_list, *of_users, known, failing, openid, *re.findall("[A-Za-z0-9+/]{40,}", key)}
    assert not [secret for secret in secrets if secret in logged]
    assert not re.search(r"[A-Za-z0-9+/]{100,}", logged), "that looks like a signature"
    assert "Authorization" not in logged


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ({"code_list": ["A1", "B2"], "n": 1}, {"code_list": "***", "n": 1}),
        ({"a": [{"coupon_code": "A1", "code": "EXISTS"}]}, {"a": [{"coupon_code": "***", "code": "EXISTS"}]}),
        ({"coupon_code": "A1", "message": "券 A1 已存在"}, {"coupon_code": "***", "message": "券 *** 已存在"}),
        ({"openid": {"nested": ["o1"]}, "x": "o1"}, {"openid": "***", "x": "***"}),
        ([{"code_list": []}, None, 7], [{"code_list": "***"}, None, 7]),
    ],
    ids=["list", "in a list", "in a text", "nested", "no object"],
)
def test_values_are_masked_wherever_they_stand(body: Any, shown: Any) -> None:
    text = masked(json.dumps(body).encode(), {"code_list", "coupon_code", "openid"}, set())
    assert text is not None
    assert json.loads(text) == shown


def test_a_code_of_the_request_is_masked_in_the_answer() -> None:
    seen: set[str] = set()
    masked(b'{"code_list": ["SECRET1"]}', {"code_list"}, seen)
    text = masked('{"message": "券Code SECRET1 不可用"}'.encode(), {"code_list"}, seen)
    assert text == '{"message": "券Code *** 不可用"}'
    assert masked(b"<html>SECRET1</html>", {"code_list"}, seen) is None


def test_every_code_field_of_the_contract_is_masked() -> None:
    """By the names of the models: a list of codes, and a code of a coupon."""
    from wechatpay_product_coupon import Client

    fields = {
        field.name
        for model in (m.UploadCouponCodesRequest, m.UploadCouponCodesResponse, m.FailedCouponCodeInfo)
        for field in model.__attrs_attrs__
    }
    named = {name for name in fields if "code" in name and name not in ("code", "failed_code_list")}
    assert named
    assert named <= Client(auth=None)._contract.masked


def test_structlog_renders_the_fields(wechatpay: Sandbox, png: bytes) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), structlog.stdlib.add_log_level],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        wechatpay.inject(Fault.SYSTEM_ERROR)
        submit(wechatpay, png)("sync", auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    warning, info = map(json.loads, stream.getvalue().splitlines())
    assert (warning["level"], warning["attempt"], warning["cause"][:16]) == ("warning", 1, "500 SYSTEM_ERROR")
    assert (info["level"], info["operation"], info["attempts"]) == ("info", "submitImageGenerationTask", 2)
    assert info["request_id"] == wechatpay.requests[-1].request_id


def test_a_plain_json_formatter_needs_nothing_special(
    wechatpay: Sandbox, png: bytes, records: pytest.LogCaptureFixture
) -> None:
    submit(wechatpay, png)("sync", auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=None)
    (line,) = of(records, logging.INFO)
    standard = set(vars(logging.makeLogRecord({})))
    extra = {name: value for name, value in vars(line).items() if name not in standard | {"message", "asctime"}}
    assert set(json.loads(json.dumps(extra))) == {
        "operation", "mchid", "host", "status_code", "error_code", "error", "request_id", "attempts", "duration_ms",
    }  # fmt: skip
