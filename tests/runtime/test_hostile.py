"""Values and answers that nobody means well with: each ends in an error of ours that says what and where."""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.calls import Caller
from tests.codegen.contract_document import examples
from tests.requests_of import codes, coupon, image_task
from wechatpay_product_coupon import Client, File, errors
from wechatpay_product_coupon import models as m

CREATE = "product_coupons.create"
SUBMIT = "images.submit_generation_task"
Ask = Callable[..., Any]


class Text(str):
    """A string that may print as something else, as those of template engines do."""


@pytest.fixture
def nowhere() -> Caller:
    return Caller("sync", None, "http://127.0.0.1:9")


@pytest.mark.parametrize(
    "value", [Text("1"), Decimal(5), datetime.date(2026, 1, 31), {1: 2}, "\ud800", b"1"], ids=lambda v: type(v).__name__
)
def test_a_foreign_value_is_named_and_hides_no_other_problem(nowhere: Caller, value: Any) -> None:
    body = coupon(brand_id=value, out_request_no="!!")
    with pytest.raises(errors.RequestValidationError) as caught:
        nowhere(CREATE, body=body)
    assert {problem.path.partition(".")[0] for problem in caught.value.problems} == {"brand_id", "out_request_no"}


@pytest.mark.parametrize("validate", [True, False])
@pytest.mark.parametrize("value", [Decimal(5), {1}, b"1", float("nan"), "\ud800"], ids=lambda v: type(v).__name__)
def test_what_json_cannot_hold_is_refused_beside_the_contract_too(nowhere: Caller, value: Any, validate: bool) -> None:
    body = coupon()
    body.additional_properties["newer"] = value
    with pytest.raises(errors.RequestValidationError):
        nowhere(CREATE, body=body, client={"validate": validate})


def test_members_newer_than_the_contract_may_be_times_and_models(call: Caller) -> None:
    body = coupon()
    moment = datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)
    body.additional_properties["newer"] = {"at": moment, "rule": m.StockSendRule(max_count=1)}
    answer = call(CREATE, body=body)
    assert answer.product_coupon_id
    assert body.to_dict()["newer"] == {"at": "2026-01-31T00:00:00+00:00", "rule": {"max_count": 1}}


@pytest.mark.parametrize("validate", [True, False])
@pytest.mark.parametrize("segment", ["..", ".", ""])
def test_a_path_parameter_cannot_lead_to_another_path(nowhere: Caller, segment: str, validate: bool) -> None:
    with pytest.raises(errors.RequestValidationError, match="path parameter stock_id"):
        nowhere("stocks.upload_codes", "1", segment, body=codes("a"), client={"validate": validate})


@pytest.mark.parametrize("parameter", ["a/b", "a?b=c", "a%2Fb", "a#b", "券"])
def test_a_path_parameter_stays_in_its_place(call: Caller, wechatpay: Any, parameter: str) -> None:
    with pytest.raises(errors.ApiError):
        call("stocks.upload_codes", parameter, "1", body=codes("a"))
    assert wechatpay.requests[-1].target.endswith("/stocks/1/upload-coupon-codes")
    assert wechatpay.requests[-1].status == 404


def _within_itself() -> dict[str, Any]:
    body: dict[str, Any] = {}
    body["body"] = [body]
    return body


def _deep() -> dict[str, Any]:
    body: dict[str, Any] = {}
    for _ in range(5_000):
        body = {"body": body}
    return body


@pytest.mark.parametrize("validate", [True, False])
def test_a_name_that_utf_8_cannot_write_is_refused(nowhere: Caller, png: bytes, validate: bool) -> None:
    meta = {"filename": "a.png", "sha256": hashlib.sha256(png).hexdigest()}
    picture = {"meta": meta, "file": File(png, "a.png", "image/png")}
    for operation, body in [("images.upload", picture), ("images.submit_generation_task", {})]:
        with pytest.raises(errors.RequestValidationError, match="half of a surrogate pair"):
            nowhere(operation, body={**body, "\ud800": 1}, client={"validate": validate})


@pytest.mark.parametrize("body", [_within_itself(), _deep()], ids=["within itself", "deep"])
@pytest.mark.parametrize("validate", [True, False])
def test_a_body_without_end_is_refused(nowhere: Caller, body: dict[str, Any], validate: bool) -> None:
    with pytest.raises(errors.RequestValidationError, match="does not contain itself"):
        nowhere("images.submit_generation_task", body=body, client={"validate": validate})


@pytest.mark.parametrize(
    "file",
    [File(bytearray(b"x"), "a.png", "image/png"), File(b"x", "a.png", "image/png\r\nEvil: 1"), File(b"x", "", "x")],  # type: ignore[arg-type]
    ids=["bytearray", "a header in the media type", "no name"],
)
@pytest.mark.parametrize("validate", [True, False])
def test_a_file_is_bytes_with_a_name_and_a_type(nowhere: Caller, file: File, validate: bool) -> None:
    body = m.UploadImageRequest(meta=m.ImageMeta(filename="a.png", sha256="0" * 64), file=file)
    with pytest.raises(errors.RequestValidationError, match=r"file.*a File of bytes"):
        nowhere("images.upload", body=body, client={"validate": validate})


@pytest.mark.parametrize(
    "extra", [r'"x":"\ud800"', '"x":' + "[" * 900 + "]" * 900, '"x":' + "[" * 100_000 + "]" * 100_000],
    ids=["half a surrogate pair", "deep", "deeper"],
)  # fmt: skip
def test_a_verified_answer_that_cannot_be_read_is_handed_over_whole(ask: Ask, extra: str) -> None:
    answer = json.dumps(examples("createProductCoupon", "answer")["official"])[:-1] + f",{extra}}}"
    with pytest.raises(errors.ResponseContractError) as caught:
        ask(answer.encode(), CREATE, body=coupon())
    assert caught.value.content == answer.encode()
    assert caught.value.request_id


def test_an_error_body_of_brackets_is_an_api_error(ask: Ask) -> None:
    with pytest.raises(errors.ApiError, match="502"):
        ask(b"[" * 100_000, SUBMIT, body=image_task(), status=502)


def test_what_an_unverified_answer_says_is_shown_short_and_in_plain_characters(ask: Ask) -> None:
    hostile = "\x1b[2J\r\nfaked line\u202e" + "x" * 100_000
    body = {"code": "X\x1b", "message": hostile, "detail": {"issue": hostile, "field": hostile}}
    with pytest.raises(errors.ApiError) as caught:
        ask(body, SUBMIT, body=image_task(), status=400)
    assert caught.value.message == hostile
    told = str(caught.value)
    assert len(told) < 5_000
    assert all(line.isprintable() for line in told.split("\n"))


def test_elements_of_a_list_drift_once_and_show_no_value(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    failed = [{"coupon_code": f"c{i}", "code": "X", "message": "x", "new": f"SECRET{i}"} for i in range(50)]
    answer = {"total_count": 0, "failed_code_list": failed}
    with caplog.at_level(logging.WARNING, "wechatpay_product_coupon"):
        ask(answer, "stocks.upload_codes", "1", "2", body=codes("a"))
    told = [record.getMessage() for record in caplog.records if "differs from the contract" in record.getMessage()]
    assert len(told) == 1
    assert "failed_code_list[*].new" in told[0]
    assert "SECRET" not in told[0]


@pytest.mark.parametrize(
    "url", ["https://user:hunter2@host", "ftp://host", "host", "http://127.0.0.1:1/a?b=hunter2", "http://127.0.0.1:abc"]
)
def test_a_base_url_is_scheme_and_host(url: str) -> None:
    with pytest.raises(errors.ConfigurationError, match="base_url") as caught:
        Client(auth=None, base_url=url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("http://127.0.0.1:3338/api-weixin", "has a path, which would be signed"),
        ("https://api.mch.weixin.qq.com/v3", "has a path"),
        ("https://a.example.cn,https://b.example.cn", "has a comma in it"),
        ("", "is an empty str"),
        ([], "is an empty list"),
        (["https://a.example.cn", ""], r"base_url\[1\] is an empty str"),
        (["https://a.example.cn", None], r"base_url\[1\] is NoneType"),
        (b"https://a.example.cn", "is bytes"),
        (7, "is int"),
    ],
    ids=repr,
)
def test_a_base_url_that_cannot_be_meant_is_refused_with_the_reason(given: Any, told: str) -> None:
    with pytest.raises(errors.ConfigurationError, match=f"base_url.*{told}|{told}"):
        Client(auth=None, base_url=given)


@pytest.mark.parametrize("given", ["", "https://a.example.cn/v3"])
def test_the_environment_is_held_to_the_same(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """A variable that was never filled in must not mean production."""
    monkeypatch.setenv("WECHATPAY_BASE_URL", given)
    with pytest.raises(errors.ConfigurationError, match="WECHATPAY_BASE_URL"):
        Client(auth=None)
    monkeypatch.delenv("WECHATPAY_BASE_URL")
    assert Client(auth=None).base_url == "https://api.mch.weixin.qq.com"


def test_no_record_of_the_log_has_a_line_of_an_attackers(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    forged = {"code": "X\r\nforged line\x1b[2J\u202e", "message": "\nforged", "detail": None}
    with caplog.at_level(logging.DEBUG), pytest.raises(errors.ApiError):
        ask(forged, SUBMIT, body=image_task(), status=500)
    ours = [record for record in caplog.records if record.name.startswith("wechatpay_product_coupon")]
    assert {record.levelname for record in ours} == {"DEBUG", "INFO"}
    for record in ours:
        extras = (value for value in vars(record).values() if isinstance(value, str))
        assert all(text.isprintable() for text in (record.getMessage(), *extras)), vars(record)


@pytest.mark.parametrize("level", [logging.DEBUG, logging.WARNING])
def test_an_error_500_deep_is_an_api_error_at_every_level_of_the_log(
    ask: Ask, caplog: pytest.LogCaptureFixture, level: int
) -> None:
    deep = b'{"code":"PARAM_ERROR","detail":' + b'{"detail":' * 5_000 + b"1" + b"}" * 5_000 + b"}"
    with caplog.at_level(level), pytest.raises(errors.ApiError):
        ask(deep, SUBMIT, body=image_task(), status=400)


@pytest.mark.parametrize("nothing", [{"message": None}, {"detail": {"issue": None, "field": None}}], ids=json.dumps)
def test_nulls_of_an_error_body_do_not_show(ask: Ask, nothing: dict[str, Any]) -> None:
    with pytest.raises(errors.ApiError) as caught:
        ask({"code": "PARAM_ERROR", **nothing}, SUBMIT, body=image_task(), status=400)
    assert "None" not in str(caught.value)
