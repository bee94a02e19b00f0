"""Requests are checked against the contract before anything is signed or sent."""

from __future__ import annotations

import copy
import datetime
import hashlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.calls import Caller
from tests.codegen.contract_document import examples
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import Client, File, errors
from wechatpay_product_coupon import models as m
from wechatpay_runtime._request import Outgoing
from wechatpay_sandbox import Sandbox

CREATE = "product_coupons.create"
PAGE = "https://pay.weixin.qq.com/doc/v3/partner/"
CREATE_PAGE, UPLOAD_PAGE = f"{PAGE}4015781289", f"{PAGE}4015781275"
SEVERAL_USES_PAGE = f"{PAGE}4016434630"


@pytest.fixture
def nowhere() -> Caller:
    """A client that could reach nobody: what it raises, it raises before anything is sent."""
    return Caller("sync", None, "http://127.0.0.1:9")


def problems(caller: Caller, operation: str, *args: Any, **kwargs: Any) -> dict[str, errors.Problem]:
    with pytest.raises(errors.RequestValidationError) as caught:
        caller(operation, *args, **kwargs)
    return {problem.path: problem for problem in caught.value.problems}


def test_nothing_reaches_the_server(call: Caller, wechatpay: Sandbox) -> None:
    before = len(wechatpay.requests)
    with pytest.raises(errors.RequestValidationError):
        call(CREATE, body=coupon(brand_id=""))
    assert len(wechatpay.requests) == before


def test_all_problems_are_told_at_once(nowhere: Caller) -> None:
    body = coupon()
    body.display_info.name = "x" * 16
    body.stock.stock_send_rule.max_count = 200_000_000
    body.usage_mode = m.UsageMode.SEQUENTIAL
    body.stock.usage_rule_display_info.coupon_usage_method_list = [m.CouponUsageMethod.APP]
    found = problems(nowhere, CREATE, body=body)
    assert str(found["stock.stock_send_rule.max_count"]) == (
        f"stock.stock_send_rule.max_count (发放次数总上限): at most 100000000; got 200000000 [{CREATE_PAGE}]"
    )
    assert str(found["display_info.name"]) == (
        f'display_info.name (商品券名称): at most 15 characters; got "xxxxxxxxxxxxxxxx" [{CREATE_PAGE}]'
    )
    assert found["sequential_usage_info"].because == "usage_mode is SEQUENTIAL"
    assert found["sequential_usage_info"].value is None
    assert found["single_usage_info"].rule == "must not be sent"
    assert found["stock.usage_rule_display_info.app_path"].because == "coupon_usage_method_list contains APP"
    assert {problem.source for problem in found.values()} == {CREATE_PAGE}


def test_the_message_is_for_people(nowhere: Caller) -> None:
    body = coupon(brand_id="", out_request_no="no spaces please")
    with pytest.raises(errors.RequestValidationError) as caught:
        nowhere(CREATE, body=body)
    assert str(caught.value).splitlines() == [
        "createProductCoupon: 2 problems in the request; nothing was sent.",
        '  brand_id (品牌ID): at least 1 characters; got ""',
        "  out_request_no (创建请求单号): 6 to 40 of digits, letters, _ and -; there is U+0020 (SPACE) at character 3, "
        'which cannot be seen; got "no spaces please"',
        f"  Official page: {CREATE_PAGE}",
    ]


def test_a_page_that_only_one_problem_has_is_told_with_it() -> None:
    told = [
        errors.Problem(path, "body", "required", source=page) for path, page in [("a", "A"), ("b", "B"), ("c", "B")]
    ]
    assert str(
        errors.RequestValidationError("doThing", [*told, errors.Problem("d", "body", "a name")])
    ).splitlines() == [
        "doThing: 4 problems in the request; nothing was sent.",
        "  a: required; missing [A]",
        "  b: required; missing",
        "  c: required; missing",
        "  d: a name; missing",
        "  Official page: B",
    ]


def test_without_pages_none_is_told() -> None:
    error = errors.RequestValidationError("doThing", [errors.Problem("a", "path", "a name")])
    assert str(error).splitlines()[1:] == ["  path parameter a: a name; missing"]


def test_either_of_two_members_would_do(nowhere: Caller) -> None:
    body = coupon("exchange")
    body.display_info.original_price = body.display_info.combo_package_list = None
    problem = problems(nowhere, CREATE, body=body)["display_info"]
    assert problem.rule == "at least one of original_price, combo_package_list is required"
    assert problem.because == "scope is SINGLE"


def test_path_and_query_are_checked(nowhere: Caller) -> None:
    found = problems(nowhere, "images.get_generation_task", "x", brand_id="", image_generation_type="CUT")
    assert {path: problem.place for path, problem in found.items()} == {
        "task_id": "path",
        "brand_id": "query",
        "image_generation_type": "query",
    }
    assert str(found["image_generation_type"]) == (
        'query parameter image_generation_type (图片生成类型): one of COMBINE_IMAGE, CUT_OUT; got "CUT" '
        f"[{PAGE}4017327739]"
    )


def test_the_two_hundred_and_first_code_is_one_too_many(nowhere: Caller) -> None:
    where = ("1000000001", "1000000001001")
    found = problems(
        nowhere,
        "stocks.upload_codes",
        *where,
        body=codes(
            *(f"c{i}" for i in range(201)),
        ),
    )
    assert found["code_list"].rule == "at most 200 elements"
    body = codes("fine", "not fine", "x" * 41)
    found = problems(nowhere, "stocks.upload_codes", *where, body=body)
    assert set(found) == {"code_list[1]", "code_list[2]"}


def test_a_long_value_is_shortened(nowhere: Caller) -> None:
    problem = problems(nowhere, CREATE, body=coupon(out_request_no="x" * 10_000))["out_request_no"]
    assert len(problem.value or "") == 60


# What JSON Schema has no word for: x-cross-rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime.datetime(2026, 1, 31, 12, tzinfo=SHANGHAI)
HOUR = datetime.timedelta(hours=1)
ORDERED = "The period begins before it ends"


def period(begin: datetime.datetime, end: datetime.datetime) -> m.TimePeriod:
    return m.TimePeriod(begin_time=begin, end_time=end)


def single(body: m.CreateProductCouponRequest) -> m.CouponAvailablePeriod:
    return body.stock.single_usage_rule.coupon_available_period


def only(body: m.CreateProductCouponRequest, **members: Any) -> None:
    """Leave nothing but these members, and begin and end, in the period of a coupon of single mode."""
    was = single(body)
    body.stock.single_usage_rule.coupon_available_period = m.CouponAvailablePeriod(
        available_begin_time=was.available_begin_time, available_end_time=was.available_end_time, **members
    )


def weekly(*periods: tuple[int, int]) -> m.FixedWeekPeriod:
    return m.FixedWeekPeriod(
        day_list=[m.WeekEnum.MONDAY],
        day_period_list=[m.PeriodOfTheDay(begin_time=begin, end_time=end) for begin, end in periods],
    )


CROSS_RULES: dict[str, tuple[Callable[[m.CreateProductCouponRequest], None], Callable[..., None], str, str]] = {
    "begin before end": (
        lambda body: setattr(single(body), "available_begin_time", single(body).available_end_time - HOUR),
        lambda body: setattr(single(body), "available_begin_time", single(body).available_end_time),
        "available_end_time",
        ORDERED,
    ),
    "begin before end, other offsets": (
        lambda body: setattr(
            single(body), "available_begin_time", (single(body).available_end_time - HOUR).astimezone(SHANGHAI)
        ),
        lambda body: setattr(
            single(body), "available_begin_time", (single(body).available_end_time + HOUR).astimezone(datetime.UTC)
        ),
        "available_end_time",
        ORDERED,
    ),
    "begin before end in a list": (
        lambda body: only(body, irregular_available_period_list=[period(NOON, NOON + HOUR)]),
        lambda body: only(body, irregular_available_period_list=[period(NOON, NOON - HOUR)]),
        "irregular_available_period_list[0].end_time",
        ORDERED,
    ),
    "irregular periods that do not overlap": (
        lambda body: only(
            body, irregular_available_period_list=[period(NOON, NOON + HOUR), period(NOON + HOUR, NOON + 2 * HOUR)]
        ),
        lambda body: only(
            body, irregular_available_period_list=[period(NOON, NOON + HOUR), period(NOON - HOUR, NOON + HOUR)]
        ),
        "irregular_available_period_list[0]",
        "The irregular periods do not overlap",
    ),
    "seconds of the day in order": (
        lambda body: only(body, weekly_available_period=weekly((0, 86399))),
        lambda body: only(body, weekly_available_period=weekly((60, 60))),
        "weekly_available_period.day_period_list[0].end_time",
        ORDERED,
    ),
    "times of a day that do not overlap": (
        lambda body: only(body, weekly_available_period=weekly((0, 60), (120, 180))),
        lambda body: only(body, weekly_available_period=weekly((0, 121), (120, 180))),
        "weekly_available_period.day_period_list[1]",
        "The times of a day do not overlap",
    ),
}


@pytest.mark.parametrize("name", CROSS_RULES)
def test_a_rule_across_fields_accepts_and_refuses(call: Caller, nowhere: Caller, name: str) -> None:
    keep, breach, where, words = CROSS_RULES[name]
    good, bad = coupon(), coupon()
    keep(good)
    call(CREATE, body=good)
    breach(bad)
    (problem,) = problems(nowhere, CREATE, body=bad).values()
    assert problem.path == f"stock.single_usage_rule.coupon_available_period.{where}"
    assert problem.rule == words
    assert problem.source == CREATE_PAGE
    # The sandbox, which reads the contract with other engines, refuses it as well.
    with pytest.raises(errors.ApiError) as caught:
        call(CREATE, body=bad, client={"validate": False})
    assert caught.value.status_code == 400


# Times


def test_a_time_without_offset_is_refused_and_the_cure_is_told(nowhere: Caller) -> None:
    body = coupon()
    single(body).available_end_time = datetime.datetime(2030, 1, 1)
    (problem,) = problems(nowhere, CREATE, body=body).values()
    assert problem.path.endswith("available_end_time")
    assert "give the datetime a tzinfo" in problem.rule
    assert problem.value == '"2030-01-01T00:00:00"'


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime.datetime(2026, 1, 31, 8, 0, 0, 987654, tzinfo=SHANGHAI), "2026-01-31T08:00:00+08:00"),
        (datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC), "2026-01-31T00:00:00+00:00"),
        (
            datetime.datetime(2026, 1, 31, tzinfo=datetime.timezone(-datetime.timedelta(hours=3, minutes=30))),
            "2026-01-31T00:00:00-03:30",
        ),
    ],
)
def test_a_time_goes_out_with_seconds_and_its_own_offset(moment: datetime.datetime, text: str) -> None:
    assert period(moment, moment).to_dict()["begin_time"] == text


# Multipart


def upload(content: bytes, filename: str = "a.png", digest: str | None = None) -> m.UploadImageRequest:
    sha256 = hashlib.sha256(content).hexdigest() if digest is None else digest
    return m.UploadImageRequest(
        meta=m.ImageMeta(filename=filename, sha256=sha256), file=File(content, filename, "image/png")
    )


def test_an_upload_is_checked_too(nowhere: Caller, png: bytes) -> None:
    found = problems(nowhere, "images.upload", body=upload(png, "a.gif", "0" * 64))
    assert set(found) == {"meta.filename", "meta.sha256"}
    assert found["meta.filename"].rule == "a name that ends in .jpg, .bmp or .png"
    assert found["meta.sha256"].rule == "The digest in meta is the SHA-256 of the bytes of file"
    assert {problem.source for problem in found.values()} == {UPLOAD_PAGE}
    found = problems(nowhere, "images.upload", body=upload(bytes((2 << 20) + 1)))
    assert found["file"].rule == "at most 2097152 bytes"
    assert found["file"].source == UPLOAD_PAGE


def test_a_digest_in_capitals_is_a_digest(call: Caller, png: bytes) -> None:
    call("images.upload", body=upload(png, digest=hashlib.sha256(png).hexdigest().upper()))


def test_an_image_upload_is_checked_by_its_meta(nowhere: Caller, png: bytes) -> None:
    class Forged(ImageUpload):
        def to_multipart(self) -> list[Any]:
            (_, (_, _, kind)), file = super().to_multipart()
            return [("meta", (None, b'{"filename":"a.png"}', kind)), file]

    assert set(problems(nowhere, "images.upload", body=Forged.from_bytes(png, "a.png"))) == {"meta.sha256"}


def test_a_file_that_is_none_is_refused_by_name(nowhere: Caller, png: bytes) -> None:
    body = upload(png)
    body.file = png  # type: ignore[assignment]
    (problem,) = problems(nowhere, "images.upload", body=body).values()
    assert (problem.path, problem.value) == ("file", "<bytes>")
    assert problem.rule.startswith("a File of bytes")


# Wrong types, and the ways around


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "required"),
        ("1", "an integer"),
        (1.5, "an integer"),
        (1.0, "an integer, without a fraction"),
        (True, "an integer"),
        (float("nan"), "an integer"),
        ({1}, "a value that JSON can hold"),
        (b"1", "a value that JSON can hold"),
    ],
    ids=repr,
)
def test_a_value_of_another_type_is_told_by_its_path(nowhere: Caller, value: Any, expected: str) -> None:
    body = coupon()
    body.stock.stock_send_rule.max_count = value
    (problem,) = problems(nowhere, CREATE, body=body).values()
    assert problem.path == "stock.stock_send_rule.max_count"
    assert problem.rule.startswith(expected)


@pytest.mark.parametrize("body", [None, [], "text", 7], ids=repr)
def test_a_body_that_is_no_object_is_refused(nowhere: Caller, body: Any) -> None:
    (problem,) = problems(nowhere, CREATE, body=body).values()
    assert str(problem).startswith("the body: an object; got")


def test_strings_and_dicts_do_where_they_mean_the_same(call: Caller) -> None:
    body = coupon().to_dict()
    body["out_request_no"] += "_as_dict_" + call.mode
    assert call(CREATE, body=body).state is m.ProductCouponState.EFFECTIVE


def test_validation_can_be_left_to_wechat_pay(call: Caller, wechatpay: Sandbox) -> None:
    body = coupon()
    body.display_info.name = "x" * 16
    with pytest.raises(errors.ParamError) as caught:
        call(CREATE, body=body, client={"validate": False})
    assert "/display_info/name" in str(caught.value)
    assert wechatpay.requests[-1].status == 400


def test_members_newer_than_the_contract_are_sent_along(call: Caller) -> None:
    body = coupon()
    single(body).additional_properties["available_moons"] = 3
    answer = call(CREATE, body=body)
    assert answer.stock.single_usage_rule.coupon_available_period.additional_properties == {"available_moons": 3}


def test_soft_rules_are_told_on_request_only(call: Caller) -> None:
    body = coupon()
    body.single_usage_info.discount_coupon = None
    body.type_ = m.ProductCouponType.NORMAL
    body.single_usage_info.normal_coupon = m.NormalCouponUsageRule(threshold=100, discount_amount=101)
    body.display_info.name = "券"
    call(CREATE, body=body)
    advice: list[errors.Problem] = []
    call(CREATE, body=body, client={"on_soft_rule": advice.append})
    told = {problem.path: problem for problem in advice}
    assert told["single_usage_info.normal_coupon.discount_amount"].rule == (
        "The amount taken off should not exceed the threshold, unless there is no threshold"
    )
    assert told["display_info.name"].rule == "at least 3 characters"
    assert {problem.source for problem in advice} == {CREATE_PAGE}


def test_a_rule_that_stands_on_another_page_names_that_page(call: Caller) -> None:
    body = coupon("sequential")
    body.sequential_usage_info.count = 2
    advice: list[errors.Problem] = []
    call(CREATE, body=body, client={"on_soft_rule": advice.append})
    (problem,) = (problem for problem in advice if problem.path == "sequential_usage_info.count")
    assert (problem.rule, problem.source) == ("at least 3", SEVERAL_USES_PAGE)


def test_a_conditional_soft_rule_names_its_page_too(call: Caller) -> None:
    task = image_task()
    task.combine_image.scope = m.ProductCouponScope.ALL
    task.combine_image.type_ = m.ProductCouponType.EXCHANGE
    task.combine_image.exchange_coupon = m.ExchangeCouponUsageRule(threshold=0, exchange_price=990)
    advice: list[errors.Problem] = []
    call("images.submit_generation_task", body=task, client={"on_soft_rule": advice.append})
    (problem,) = advice
    assert (problem.path, problem.because) == ("combine_image.scope", "type is EXCHANGE")
    # What holds for the coupon is told where coupons are made, not on the page of its picture.
    assert problem.source == CREATE_PAGE


def test_the_callers_objects_are_left_as_they_were(call: Caller) -> None:
    body = coupon()
    before = copy.deepcopy(body)
    call(CREATE, body=body)
    assert body == before


def test_importing_loads_what_grows_with_the_contract_not_at_all() -> None:
    program = (
        "import sys, wechatpay_product_coupon as w\n"
        "grown = 'wechatpay_product_coupon.models.', 'wechatpay_product_coupon.api'\n"
        "few = 'wechatpay_runtime._rate_limits_redis', 'wechatpay_runtime._rate_limits_postgres'\n"
        "early = [name for name in sys.modules if name.startswith(grown) or name in few]\n"
        "assert not early, early\n"
        "assert w.RedisRateLimits and 'RedisRateLimits' in dir(w)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)


def test_importing_and_making_a_client_does_not_load_the_validator() -> None:
    program = (
        "import sys, wechatpay_product_coupon as w\n"
        "w.Client(auth=None, base_url='http://127.0.0.1:9').close()\n"
        "late = {'jsonschema_rs', 'attrs', 'wechatpay_product_coupon.api.images'} & set(sys.modules)\n"
        "assert not late, late\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)


@pytest.mark.parametrize("operation", ["createProductCoupon", "submitImageGenerationTask", "uploadCouponCodes"])
def test_every_example_of_the_contract_passes_its_check(operation: str) -> None:
    check = Client(auth=None)._contract.request_check(operation)
    path = {"product_coupon_id": "200000001", "stock_id": "123456789"} if operation == "uploadCouponCodes" else {}
    for example in examples(operation, "request").values():
        check.check(path, {}, example)


def test_image_tasks_of_both_kinds_need_their_own_object(nowhere: Caller) -> None:
    body = image_task()
    body.image_generation_type = m.ImageGenerationType.CUT_OUT
    problem = problems(nowhere, "images.submit_generation_task", body=body)["cut_out"]
    assert (problem.rule, problem.because) == ("required", "image_generation_type is CUT_OUT")


@pytest.mark.parametrize("host", ["https://api.mch.weixin.qq.com", "http://127.0.0.1:8080"])
def test_a_request_is_what_httpx_would_make_of_its_content(host: str) -> None:
    ours = Outgoing("POST", "/v3/x?a=b", b'{"a":1}', "application/json").addressed_to(host)
    theirs = httpx.Request("POST", f"{host}/v3/x?a=b", content=b'{"a":1}', headers={"Content-Type": "application/json"})
    assert sorted(ours.headers.raw) == sorted(theirs.headers.raw)
    assert (ours.method, ours.url, ours.content) == (theirs.method, theirs.url, theirs.content)


def test_only_the_schemas_that_an_operation_reaches_are_compiled() -> None:
    contract = Client(auth=None)._contract
    named = contract._schemas.named
    assert set(contract.request_check("getImageGenerationTask")._root["$defs"]) == {"ImageGenerationType"}
    assert set(contract.answer_check("uploadCouponCodes")._root["$defs"]) == {
        "UploadCouponCodesResponse",
        "FailedCouponCodeInfo",
    }
    create = set(contract.request_check("createProductCoupon")._root["$defs"])
    assert {"CreateProductCouponRequest", "StockForCreate", "SingleUsageRule", "WeekEnum"} <= create < set(named)


def test_soft_rules_are_logged_once_by_default(call: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with Client(call.auth, base_url=call.url) as client, caplog.at_level("WARNING", "wechatpay_product_coupon"):
        for _ in range(2):
            body = coupon()
            body.display_info.name = "券"
            client.product_coupons.create(body)
    (told,) = [record.getMessage() for record in caplog.records if "display_info.name" in record.getMessage()]
    assert told.startswith("createProductCoupon: not all of WeChat Pay's documents allow what the request has at")


def test_what_no_log_may_hold_is_not_shown_by_an_error(nowhere: Caller) -> None:
    wrong = [*(f"SECRET{number}" for number in range(201)), "SECRET€", 7]
    with pytest.raises(errors.RequestValidationError) as caught:
        nowhere("stocks.upload_codes", "1", "2", body=codes(*wrong))  # type: ignore[arg-type]
    told = str(caught.value)
    assert "code_list[202]" in told
    assert "SECRET" not in told
