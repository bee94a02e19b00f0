"""Every rule that the contract enforces: what it accepts, what it refuses, and what it must not refuse."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import ValidationError

from codegen.places import Places, at
from tests.codegen.contract_document import contract, examples

SPEC = Places(contract())
ABSENT = object()

SUBMIT = examples("submitImageGenerationTask", "request")
UPLOAD = examples("uploadImage", "request")
CREATE = examples("createProductCoupon", "request")
CODES = examples("uploadCouponCodes", "request")
TASK = examples("getImageGenerationTask", "answer")["seed"]
COUPON = examples("createProductCoupon", "answer")["seed"]

NORMAL = {"threshold": 10000, "discount_amount": 100}
DISCOUNT = {"threshold": 10000, "percent_off": 20}
EXCHANGE = {"threshold": 0, "exchange_price": 990}
RULE = "stock.single_usage_rule"
LISTS = "stock.sequential_usage_rule"
PERIOD = f"{RULE}.coupon_available_period"
SEQUENTIAL_PERIOD = f"{LISTS}.coupon_available_period"
SHOWN = "stock.usage_rule_display_info"
CHOICE = "display_info.combo_package_list.0.choice_list.0"
LOOK = "stock.coupon_display_info"
TIMES = [{"begin_time": "2025-08-01T08:00:00+08:00", "end_time": "2025-08-01T10:00:00+08:00"}]

Changes = dict[str, Any]


def changed(base: Any, changes: Changes) -> Any:
    """Return a copy with the values at some dotted paths set, or taken away where they are ABSENT."""
    result = copy.deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.split(".")
        node = result
        for step in parents:
            node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
        if value is ABSENT:
            node.pop(last, None)
        else:
            node[last] = value
    return result


def _rule(**rules: Any) -> dict[str, Any]:
    period = CREATE["exchange"]["stock"]["single_usage_rule"]["coupon_available_period"]
    return {"coupon_available_period": period, **rules}


def _lists(**lists: Any) -> dict[str, Any]:
    period = CREATE["sequential"]["stock"]["sequential_usage_rule"]["coupon_available_period"]
    return {"coupon_available_period": period, **lists}


def _copies(path: str, count: int) -> list[Any]:
    node: Any = CREATE["exchange"]
    for step in path.split("."):
        node = node[int(step)] if isinstance(node, list) else node[step]
    return [node] * count


# The names of the bases below: the schema, and an instance that it accepts.
BASES: dict[str, tuple[str, Any]] = {
    "composition": ("SubmitImageGenerationTaskRequest", SUBMIT["combine_image"]),
    "cut-out": ("SubmitImageGenerationTaskRequest", SUBMIT["cut_out"]),
    "upload": ("UploadImageRequest", UPLOAD["seed"]),
    "store-wide": ("CreateProductCouponRequest", CREATE["seed"]),
    "single item": ("CreateProductCouponRequest", CREATE["exchange"]),
    "sequential": ("CreateProductCouponRequest", CREATE["sequential"]),
    "category": (
        "CreateProductCouponRequest",
        changed(CREATE["seed"], {"scope": "CATEGORY"}),
    ),
    "bundle": (
        "CreateProductCouponRequest",
        changed(
            CREATE["seed"],
            {
                "usage_mode": "PROGRESSIVE_BUNDLE",
                "single_usage_info": ABSENT,
                "stock": ABSENT,
                "progressive_bundle_usage_info": {"count": 3},
                "stock_bundle": {},
            },
        ),
    ),
    "codes": ("UploadCouponCodesRequest", CODES["seed"]),
}


def breaches(schema: str, instance: Any) -> set[str]:
    """Return the number of each conditional rule that is broken, and the path and keyword of each other breach."""
    pointer = at("/components/schemas", schema)
    return {_breach(error, SPEC.named[schema]) for error in SPEC.validator(pointer).iter_errors(instance)}


def _breach(error: ValidationError, schema: Any) -> str:
    for step in error.absolute_schema_path:
        schema = SPEC.resolve(schema)[step]
        if isinstance(schema, dict) and "$comment" in schema:
            return str(schema["$comment"])
    missing = [error.message.split("'")[1]] if error.validator == "required" else []
    return f"{'.'.join([*map(str, error.absolute_path), *missing])} {error.validator}"


# Rule or reading, base, what is changed in it. The base itself is the accepted case of every rule that it obeys.
ACCEPTED: list[tuple[str, str, Changes]] = [
    ("R101", "composition", {}),
    ("R101", "cut-out", {}),
    ("R102", "composition", {}),
    ("R103", "cut-out", {}),
    ("R104 the object of the other kind is tolerated", "composition", {"cut_out": SUBMIT["cut_out"]["cut_out"]}),
    ("R104 both ways", "cut-out", {"combine_image": SUBMIT["combine_image"]["combine_image"]}),
    ("R105", "composition", {}),
    ("R105", "composition", {"combine_image.type": "DISCOUNT", "combine_image.discount_coupon": DISCOUNT}),
    ("R105", "composition", {"combine_image.type": "EXCHANGE", "combine_image.exchange_coupon": EXCHANGE}),
    (
        "R106 rules of other types are tolerated",
        "composition",
        {"combine_image.discount_coupon": DISCOUNT, "combine_image.exchange_coupon": EXCHANGE},
    ),
    (
        "R107 a soft rule refuses nothing",
        "composition",
        {"combine_image.type": "EXCHANGE", "combine_image.exchange_coupon": EXCHANGE, "combine_image.scope": "ALL"},
    ),
    ("R108", "composition", {"combine_image.usage_mode": "PROGRESSIVE_BUNDLE"}),
    ("R109", "composition", {"combine_image.background_color": "#0aF9e1"}),
    ("R109 no colour", "composition", {"combine_image.background_color": ABSENT}),
    ("R110", "cut-out", {"cut_out.image_url": "https://wxpaylogo.qpic.cn/a.png?size=1"}),
    ("R303", "upload", {"meta.sha256": "0123456789ABCDEFabcdef" + "0" * 42}),
    ("R304", "upload", {"meta.filename": "头图.PnG"}),
    ("R304 150 characters", "upload", {"meta.filename": "图" * 146 + ".bmp"}),
    ("R305", "upload", {"file": "x" * 2097152}),
    ("R401", "store-wide", {}),
    ("R401", "sequential", {}),
    ("R402", "store-wide", {}),
    ("R403", "single item", {}),
    ("R404 a single item may be money off", "single item", {"type": "NORMAL", RULE: _rule(normal_coupon=NORMAL)}),
    (
        "R404 a single item may be percent off",
        "single item",
        {"type": "DISCOUNT", RULE: _rule(discount_coupon=DISCOUNT)},
    ),
    ("R405 the newer scope passes", "category", {}),
    ("R406 the newer mode passes without stock", "bundle", {}),
    ("R407", "store-wide", {}),
    ("R408", "store-wide", {}),
    ("R408", "store-wide", {"type": "NORMAL", "single_usage_info": {"normal_coupon": NORMAL}}),
    ("R409", "single item", {}),
    (
        "R409 b a category's rule in the coupon",
        "category",
        {"type": "NORMAL", "single_usage_info.normal_coupon": NORMAL},
    ),
    (
        "R409 b a category's rule in the stock",
        "category",
        {"single_usage_info": ABSENT, f"{RULE}.discount_coupon": DISCOUNT},
    ),
    ("R409 c an empty single_usage_info", "single item", {"single_usage_info": {}}),
    ("R409 c a filled single_usage_info", "single item", {"single_usage_info": {"normal_coupon": NORMAL}}),
    ("R409 d a soft rule refuses nothing", "store-wide", {f"{RULE}.discount_coupon": DISCOUNT}),
    ("R410", "sequential", {}),
    ("R411", "store-wide", {}),
    ("R412", "sequential", {}),
    ("R413", "sequential", {}),
    ("R413 percent off", "sequential", {"type": "DISCOUNT", LISTS: _lists(discount_coupon_list=[DISCOUNT])}),
    (
        "R413 a single item to exchange",
        "sequential",
        {
            "scope": "SINGLE",
            "type": "EXCHANGE",
            "display_info.original_price": 9900,
            LISTS: _lists(exchange_coupon_list=[EXCHANGE]),
        },
    ),
    ("R413 15 rules", "sequential", {f"{LISTS}.normal_coupon_list": [NORMAL] * 15}),
    ("R414 fewer rules than uses", "sequential", {f"{LISTS}.normal_coupon_list": [NORMAL]}),
    (
        "R415",
        "sequential",
        {
            "sequential_usage_info.count": 15,
            "sequential_usage_info.available_days": 365,
            "sequential_usage_info.interval_days": 7,
        },
    ),
    (
        "R415 the least",
        "sequential",
        {
            "sequential_usage_info.count": 1,
            "sequential_usage_info.available_days": 3,
            "sequential_usage_info.interval_days": 0,
        },
    ),
    ("R415 no interval", "sequential", {"sequential_usage_info.interval_days": ABSENT}),
    ("R416", "single item", {"display_info.original_price": ABSENT}),
    ("R416", "single item", {"display_info.combo_package_list": ABSENT}),
    ("R416 never refused for other scopes", "store-wide", {"display_info.original_price": 9900}),
    ("R417", "store-wide", {"display_info.detail_image_url_list": ["https://qpic.cn/a"] * 8}),
    ("R418", "single item", {"display_info.combo_package_list": _copies("display_info.combo_package_list.0", 50)}),
    ("R418", "single item", {"display_info.combo_package_list.0.choice_list": _copies(CHOICE, 99)}),
    ("R418", "single item", {f"{CHOICE}.count": 99}),
    ("R419 no host is pinned", "store-wide", {"display_info.image_url": "http://example.com/a.png"}),
    ("R420", "store-wide", {}),
    ("R420 not needed otherwise", "sequential", {f"{SHOWN}.coupon_usage_method_list": ["OFFLINE", "PAYMENT_CODE"]}),
    ("R421", "sequential", {f"{SHOWN}.coupon_usage_method_list": ["APP"], f"{SHOWN}.app_path": "pages/index"}),
    (
        "R421 the newer way into an app",
        "sequential",
        {f"{SHOWN}.coupon_usage_method_list": ["APP"], f"{SHOWN}.app_jump_type": "PASSCODE_LINK"},
    ),
    ("R422", "single item", {f"{CHOICE}.mini_program_appid": "wx1", f"{CHOICE}.mini_program_path": "/a"}),
    (
        "R422 neither is needed",
        "store-wide",
        {f"{SHOWN}.coupon_available_store_info": {"description": "所有门店可用"}},
    ),
    ("R424", "single item", {f"{PERIOD}.irregular_available_period_list": TIMES}),
    ("R424", "sequential", {f"{SEQUENTIAL_PERIOD}.irregular_available_period_list": TIMES * 2}),
    ("R425", "store-wide", {f"{PERIOD}.wait_days_after_receive": 30}),
    ("R425 only in single mode", "sequential", {f"{SEQUENTIAL_PERIOD}.wait_days_after_receive": 0}),
    ("R426 a soft rule refuses nothing", "store-wide", {f"{PERIOD}.weekly_available_period": {"day_period_list": []}}),
    ("R430 a soft rule refuses nothing", "sequential", {f"{LISTS}.normal_coupon_list.0.discount_amount": 2000}),
    ("R431 a soft rule refuses nothing", "store-wide", {"display_info.name": "券"}),
    ("C16 a soft rule refuses nothing", "store-wide", {"stock.stock_send_rule.max_count_per_user": ABSENT}),
    ("C17 a soft rule refuses nothing", "store-wide", {"stock.notify_config": {}}),
    ("C18 a soft rule refuses nothing", "store-wide", {f"{LOOK}.entrance_mini_program.guidance_wording": ABSENT}),
    ("C19 the video of a channel is optional", "store-wide", {f"{LOOK}.entrance_finder": {"finder_id": "gh_1"}}),
    ("C27 an emoji is one character", "store-wide", {"display_info.name": "🎁" * 15}),
    ("R501", "codes", {"code_list": [f"code_{number}" for number in range(200)]}),
    ("R502 repeated codes", "codes", {"code_list": ["code_1", "code_1"]}),
    ("newer members of any object", "store-wide", {"newer": 1, f"{PERIOD}.available_seconds": 60, f"{LOOK}.newer": {}}),
    ("times with any offset", "store-wide", {f"{PERIOD}.available_begin_time": "2025-07-31T16:00:00Z"}),
    ("colours of the card", "store-wide", {f"{LOOK}.background_color": "Color100"}),
    ("no colour of the card", "store-wide", {f"{LOOK}.background_color": ABSENT}),
]

# Rule, base, what is changed in it, and what is found: the number of a conditional rule, or path and keyword.
REFUSED: list[tuple[str, str, Changes, str]] = [
    ("R101", "composition", {"image_generation_type": "PAINT"}, "image_generation_type enum"),
    ("R102", "composition", {"combine_image": ABSENT}, "R102"),
    ("R103", "cut-out", {"cut_out": ABSENT}, "R103"),
    ("R105", "composition", {"combine_image.normal_coupon": ABSENT}, "R105"),
    ("R105", "composition", {"combine_image.type": "DISCOUNT"}, "R105"),
    ("R105", "composition", {"combine_image.type": "EXCHANGE"}, "R105"),
    ("R108", "composition", {"combine_image.usage_mode": "SEQUENTIAL"}, "R108"),
    ("R109", "composition", {"combine_image.background_color": "#ff573"}, "combine_image.background_color pattern"),
    ("R109", "composition", {"combine_image.background_color": "ff5733"}, "combine_image.background_color pattern"),
    ("R110", "cut-out", {"cut_out.image_url": "https://qpic.cn/xxx"}, "cut_out.image_url pattern"),
    ("R110", "cut-out", {"cut_out.image_url": "https://wxpaylogo.qpic.cn.evil/x"}, "cut_out.image_url pattern"),
    ("R303", "upload", {"meta.sha256": "6aa6c99c"}, "meta.sha256 pattern"),
    ("R304", "upload", {"meta.filename": "header.jpeg"}, "meta.filename pattern"),
    ("R304", "upload", {"meta.filename": "图" * 147 + ".bmp"}, "meta.filename maxLength"),
    ("R305", "upload", {"file": "x" * 2097153}, "file maxLength"),
    *(
        ("R401", "store-wide", {name: ABSENT}, f"{name} required")
        for name in ("out_request_no", "scope", "type", "usage_mode", "display_info", "brand_id")
    ),
    ("R401", "store-wide", {"stock": ABSENT}, "R401"),
    ("R401", "sequential", {"stock": ABSENT}, "R401"),
    ("R402", "store-wide", {"type": "EXCHANGE"}, "R402 R403"),
    ("R403", "category", {"type": "EXCHANGE"}, "R403"),
    ("R407", "sequential", {"single_usage_info": {}}, "R407"),
    ("R407", "bundle", {"single_usage_info": {}}, "R407"),
    ("R408", "store-wide", {"single_usage_info": ABSENT}, "R408"),
    ("R408", "store-wide", {"single_usage_info": {}}, "R408"),
    ("R408", "store-wide", {"single_usage_info.normal_coupon": NORMAL}, "R408"),
    ("R408", "store-wide", {"type": "NORMAL"}, "R408"),
    ("R408", "store-wide", {"type": "NORMAL", "single_usage_info": {}}, "R408"),
    ("R409", "single item", {RULE: _rule()}, "R409"),
    ("R409", "single item", {f"{RULE}.normal_coupon": NORMAL}, "R409"),
    ("R409", "single item", {"type": "NORMAL", RULE: _rule()}, "R409"),
    ("R409", "single item", {"type": "NORMAL", RULE: _rule(normal_coupon=NORMAL, exchange_coupon=EXCHANGE)}, "R409"),
    ("R409", "single item", {"type": "DISCOUNT", RULE: _rule()}, "R409"),
    ("R409", "single item", {"type": "DISCOUNT", RULE: _rule(discount_coupon=DISCOUNT, normal_coupon=NORMAL)}, "R409"),
    ("R409 b", "category", {"single_usage_info": ABSENT}, "R409"),
    ("R409 b", "category", {"type": "NORMAL"}, "R409"),
    ("R410", "sequential", {"sequential_usage_info": ABSENT}, "R410"),
    ("R410", "store-wide", {"sequential_usage_info": CREATE["sequential"]["sequential_usage_info"]}, "R410"),
    ("R411", "store-wide", {RULE: ABSENT}, "R411"),
    ("R411", "sequential", {RULE: _rule()}, "R411"),
    ("R412", "sequential", {LISTS: ABSENT}, "R412"),
    ("R412", "store-wide", {LISTS: _lists()}, "R412"),
    ("R413", "sequential", {LISTS: _lists()}, "R413"),
    ("R413", "sequential", {f"{LISTS}.discount_coupon_list": [DISCOUNT]}, "R413"),
    ("R413", "sequential", {"type": "DISCOUNT"}, "R413"),
    ("R413", "sequential", {"type": "DISCOUNT", LISTS: _lists()}, "R413"),
    (
        "R413",
        "sequential",
        {"scope": "SINGLE", "type": "EXCHANGE", "display_info.original_price": 9900, LISTS: _lists()},
        "R413",
    ),
    ("R413", "sequential", {f"{LISTS}.normal_coupon_list": []}, f"{LISTS}.normal_coupon_list minItems"),
    ("R413", "sequential", {f"{LISTS}.normal_coupon_list": [NORMAL] * 16}, f"{LISTS}.normal_coupon_list maxItems"),
    ("R415", "sequential", {"sequential_usage_info.count": 16}, "sequential_usage_info.count maximum"),
    ("R415", "sequential", {"sequential_usage_info.available_days": 2}, "sequential_usage_info.available_days minimum"),
    (
        "R415",
        "sequential",
        {"sequential_usage_info.available_days": 366},
        "sequential_usage_info.available_days maximum",
    ),
    ("R415", "sequential", {"sequential_usage_info.interval_days": 8}, "sequential_usage_info.interval_days maximum"),
    ("R416", "single item", {"display_info.original_price": ABSENT, "display_info.combo_package_list": ABSENT}, "R416"),
    (
        "R417",
        "store-wide",
        {"display_info.detail_image_url_list": ["https://qpic.cn/a"] * 9},
        "display_info.detail_image_url_list maxItems",
    ),
    (
        "R418",
        "single item",
        {"display_info.combo_package_list": _copies("display_info.combo_package_list.0", 51)},
        "display_info.combo_package_list maxItems",
    ),
    (
        "R418",
        "single item",
        {"display_info.combo_package_list.0.choice_list": _copies(CHOICE, 100)},
        "display_info.combo_package_list.0.choice_list maxItems",
    ),
    ("R418", "single item", {f"{CHOICE}.count": 100}, f"{CHOICE}.count maximum"),
    ("R420", "sequential", {f"{SHOWN}.coupon_usage_method_list": ["OFFLINE", "MINI_PROGRAM"]}, "R420"),
    ("R421", "sequential", {f"{SHOWN}.coupon_usage_method_list": ["APP"]}, "R421"),
    ("R421", "sequential", {f"{SHOWN}.coupon_usage_method_list": ["APP"], f"{SHOWN}.app_jump_type": "H5"}, "R421"),
    ("R422", "sequential", {f"{SHOWN}.mini_program_appid": "wx1234567890"}, "R422"),
    ("R422", "store-wide", {f"{SHOWN}.coupon_available_store_info.mini_program_appid": ABSENT}, "R422"),
    ("R422", "single item", {f"{CHOICE}.mini_program_path": "/pages/index"}, "R422"),
    ("R424", "store-wide", {f"{PERIOD}.irregular_available_period_list": TIMES}, "R424"),
    (
        "R424",
        "sequential",
        {
            f"{SEQUENTIAL_PERIOD}.irregular_available_period_list": TIMES,
            f"{SEQUENTIAL_PERIOD}.wait_days_after_receive": 1,
        },
        "R424",
    ),
    (
        "R424 at most two",
        "single item",
        {f"{PERIOD}.irregular_available_period_list": TIMES * 3},
        f"{PERIOD}.irregular_available_period_list maxItems",
    ),
    ("R425", "single item", {f"{PERIOD}.wait_days_after_receive": 1}, "R425"),
    ("R501", "codes", {"code_list": [f"code_{number}" for number in range(201)]}, "code_list maxItems"),
    ("R501", "codes", {"code_list": []}, "code_list minItems"),
    ("a code of 41 characters", "codes", {"code_list": ["c" * 41]}, "code_list.0 pattern"),
    ("a request number of 5 characters", "codes", {"out_request_no": "12345"}, "out_request_no pattern"),
    ("a request number of 41 characters", "store-wide", {"out_request_no": "1" * 41}, "out_request_no pattern"),
    ("a task number with a space", "cut-out", {"task_id": "task number"}, "task_id pattern"),
    ("an empty brand id", "codes", {"brand_id": ""}, "brand_id minLength"),
    ("a brand id that is a number", "codes", {"brand_id": 120344}, "brand_id type"),
    ("a name of 16 characters", "store-wide", {"display_info.name": "券" * 16}, "display_info.name maxLength"),
    ("a remark of 21 characters", "store-wide", {"stock.remark": "注" * 21}, "stock.remark maxLength"),
    ("no sendings", "store-wide", {"stock.stock_send_rule.max_count": 0}, "stock.stock_send_rule.max_count minimum"),
    (
        "too many sendings",
        "store-wide",
        {"stock.stock_send_rule.max_count": 100000001},
        "stock.stock_send_rule.max_count maximum",
    ),
    (
        "101 sendings per user",
        "store-wide",
        {"stock.stock_send_rule.max_count_per_user": 101},
        "stock.stock_send_rule.max_count_per_user maximum",
    ),
    ("a colour of no card", "store-wide", {f"{LOOK}.background_color": "Color015"}, f"{LOOK}.background_color pattern"),
    (
        "a weekday twice",
        "store-wide",
        {f"{PERIOD}.weekly_available_period.day_list": ["MONDAY", "MONDAY"]},
        f"{PERIOD}.weekly_available_period.day_list uniqueItems",
    ),
    (
        "a time without offset",
        "store-wide",
        {f"{PERIOD}.available_begin_time": "2025-08-01T00:00:00"},
        f"{PERIOD}.available_begin_time format",
    ),
    ("null for absent", "store-wide", {"out_product_no": None}, "out_product_no type"),
]


@pytest.mark.parametrize(("base", "changes"), [pytest.param(*case[1:], id=f"{case[0]}-{case[1]}") for case in ACCEPTED])
def test_the_contract_accepts(base: str, changes: Changes) -> None:
    schema, instance = BASES[base]
    assert breaches(schema, changed(instance, changes)) == set()


@pytest.mark.parametrize(
    ("base", "changes", "expected"), [pytest.param(*case[1:], id=f"{case[0]}-{case[3]}") for case in REFUSED]
)
def test_the_contract_refuses(base: str, changes: Changes, expected: str) -> None:
    schema, instance = BASES[base]
    found = breaches(schema, changed(instance, changes))
    assert " ".join(sorted(found)) == expected


def test_every_conditional_rule_of_the_contract_has_an_accepted_and_a_refused_case() -> None:
    rules = {entry["$comment"] for _, schema in SPEC.schemas for entry in schema.get("allOf", [])}
    assert rules - {case[0].split()[0] for case in ACCEPTED} == set()
    assert rules - {found for case in REFUSED for found in case[3].split()} == set()


@pytest.mark.parametrize(
    ("operation", "name", "value", "accepted"),
    [
        ("getImageGenerationTask", "task_id", "task_1", True),
        ("getImageGenerationTask", "task_id", "task/1", False),
        ("getImageGenerationTask", "brand_id", "", False),
        ("getImageGenerationTask", "image_generation_type", "CUT_OUT", True),
        ("getImageGenerationTask", "image_generation_type", "PAINT", False),
        ("uploadCouponCodes", "product_coupon_id", "1" * 40, True),
        ("uploadCouponCodes", "product_coupon_id", "1" * 41, False),
        ("uploadCouponCodes", "stock_id", "", False),
    ],
)
def test_parameters_are_checked(operation: str, name: str, value: str, accepted: bool) -> None:
    (owner,) = [pointer for pointer, found in SPEC.operations if found["operationId"] == operation]
    (place,) = [p for p, found in SPEC.parameters if p.startswith(f"{owner}/") and found["name"] == name]
    assert SPEC.validator(at(place, "schema")).is_valid(value) is accepted


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        ("ImageGenerationTask", changed(TASK, {"combine_image_result": {}})),
        ("ImageGenerationTask", changed(TASK, {"cut_out_result": {"image_url": ""}})),
        ("UploadCouponCodesResponse", {"total_count": 0}),
        ("CreateProductCouponResponse", changed(COUPON, {"single_usage_info": ABSENT, "newer": 1})),
    ],
)
def test_answers_may_lack_what_is_optional(schema: str, answer: Any) -> None:
    """R202 pictures before SUCCESS, R503 absent lists, echoes that do not apply."""
    assert breaches(schema, answer) == set()
