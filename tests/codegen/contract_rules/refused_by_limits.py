"""What the contract refuses by the keywords of a member, limit by limit."""

from __future__ import annotations

from typing import Final

from tests.codegen.contract_rules.bases import (
    ABSENT,
    CHOICE,
    LISTS,
    LOOK,
    NORMAL,
    PERIOD,
    TIMES,
    Changes,
    copies,
)

# What is refused, base, what is changed in it, and what is found: path and keyword.
REFUSED_BY_LIMITS: Final[list[tuple[str, str, Changes, str]]] = [
    ("a kind of image that is none", "composition", {"image_generation_type": "PAINT"}, "image_generation_type enum"),
    (
        "a colour of 5 digits",
        "composition",
        {"combine_image.background_color": "#ff573"},
        "combine_image.background_color pattern",
    ),
    (
        "a colour without its sign",
        "composition",
        {"combine_image.background_color": "ff5733"},
        "combine_image.background_color pattern",
    ),
    ("a picture on another host", "cut-out", {"cut_out.image_url": "https://qpic.cn/xxx"}, "cut_out.image_url pattern"),
    (
        "a picture on a host that looks alike",
        "cut-out",
        {"cut_out.image_url": "https://wxpaylogo.qpic.cn.evil/x"},
        "cut_out.image_url pattern",
    ),
    ("a digest of 8 digits", "upload", {"meta.sha256": "6aa6c99c"}, "meta.sha256 pattern"),
    ("a suffix of no kind", "upload", {"meta.filename": "header.jpeg"}, "meta.filename pattern"),
    ("a name of 151 characters", "upload", {"meta.filename": "图" * 147 + ".bmp"}, "meta.filename maxLength"),
    ("a picture over 2 MiB", "upload", {"file": "x" * 2097153}, "file maxLength"),
    *(
        (f"no {name}", "store-wide", {name: ABSENT}, f"{name} required")
        for name in ("out_request_no", "scope", "type", "usage_mode", "display_info", "brand_id")
    ),
    ("no rules", "sequential", {f"{LISTS}.normal_coupon_list": []}, f"{LISTS}.normal_coupon_list minItems"),
    ("16 rules", "sequential", {f"{LISTS}.normal_coupon_list": [NORMAL] * 16}, f"{LISTS}.normal_coupon_list maxItems"),
    ("16 uses", "sequential", {"sequential_usage_info.count": 16}, "sequential_usage_info.count maximum"),
    (
        "valid for 2 days",
        "sequential",
        {"sequential_usage_info.available_days": 2},
        "sequential_usage_info.available_days minimum",
    ),
    (
        "valid for 366 days",
        "sequential",
        {"sequential_usage_info.available_days": 366},
        "sequential_usage_info.available_days maximum",
    ),
    (
        "8 days between two uses",
        "sequential",
        {"sequential_usage_info.interval_days": 8},
        "sequential_usage_info.interval_days maximum",
    ),
    (
        "9 detail pictures",
        "store-wide",
        {"display_info.detail_image_url_list": ["https://qpic.cn/a"] * 9},
        "display_info.detail_image_url_list maxItems",
    ),
    (
        "51 sets",
        "single item",
        {"display_info.combo_package_list": copies("display_info.combo_package_list.0", 51)},
        "display_info.combo_package_list maxItems",
    ),
    (
        "100 items in a set",
        "single item",
        {"display_info.combo_package_list.0.choice_list": copies(CHOICE, 100)},
        "display_info.combo_package_list.0.choice_list maxItems",
    ),
    ("100 of an item", "single item", {f"{CHOICE}.count": 100}, f"{CHOICE}.count maximum"),
    (
        "three irregular times",
        "single item",
        {f"{PERIOD}.irregular_available_period_list": TIMES * 3},
        f"{PERIOD}.irregular_available_period_list maxItems",
    ),
    ("201 codes", "codes", {"code_list": [f"code_{number}" for number in range(201)]}, "code_list maxItems"),
    ("no codes", "codes", {"code_list": []}, "code_list minItems"),
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
