"""What the contract refuses by its conditional rules, rule by rule."""

from __future__ import annotations

from typing import Final

from tests.codegen.contract_rules.bases import (
    ABSENT,
    CHOICE,
    CREATE,
    DISCOUNT,
    EXCHANGE,
    LISTS,
    NORMAL,
    PERIOD,
    RULE,
    SEQUENTIAL_PERIOD,
    SHOWN,
    TIMES,
    Changes,
    lists,
    rule,
)

# Base, what is changed in it, and what is found: the broken rules in their words, each with the path of its object.
REFUSED_BY_RULES: Final[list[tuple[str, Changes, str]]] = [
    ("composition", {"combine_image": ABSENT}, "A task of kind COMBINE_IMAGE needs combine_image."),
    ("cut-out", {"cut_out": ABSENT}, "A task of kind CUT_OUT needs cut_out."),
    ("composition", {"combine_image.normal_coupon": ABSENT}, "combine_image: A money-off coupon needs normal_coupon."),
    ("composition", {"combine_image.type": "DISCOUNT"}, "combine_image: A percent-off coupon needs discount_coupon."),
    ("composition", {"combine_image.type": "EXCHANGE"}, "combine_image: An exchange coupon needs exchange_coupon."),
    (
        "composition",
        {"combine_image.usage_mode": "SEQUENTIAL"},
        "combine_image: A header image is made for the usage modes SINGLE and PROGRESSIVE_BUNDLE only.",
    ),
    ("store-wide", {"stock": ABSENT}, "The modes SINGLE and SEQUENTIAL need stock."),
    ("sequential", {"stock": ABSENT}, "The modes SINGLE and SEQUENTIAL need stock."),
    (
        "store-wide",
        {"type": "EXCHANGE"},
        "A store-wide coupon is of type NORMAL or DISCOUNT. An exchange coupon has scope SINGLE.",
    ),
    ("category", {"type": "EXCHANGE"}, "An exchange coupon has scope SINGLE."),
    ("sequential", {"single_usage_info": {}}, "Only the mode SINGLE has single_usage_info."),
    ("several uses", {"single_usage_info": {}}, "Only the mode SINGLE has single_usage_info."),
    ("store-wide", {"single_usage_info": ABSENT}, "A store-wide coupon of single mode needs single_usage_info."),
    (
        "store-wide",
        {"single_usage_info": {}},
        "A store-wide percent-off coupon has discount_coupon in single_usage_info, and no other rule.",
    ),
    (
        "store-wide",
        {"single_usage_info.normal_coupon": NORMAL},
        "A store-wide percent-off coupon has discount_coupon in single_usage_info, and no other rule.",
    ),
    (
        "store-wide",
        {"type": "NORMAL"},
        "A store-wide money-off coupon has normal_coupon in single_usage_info, and no other rule.",
    ),
    (
        "store-wide",
        {"type": "NORMAL", "single_usage_info": {}},
        "A store-wide money-off coupon has normal_coupon in single_usage_info, and no other rule.",
    ),
    (
        "single item",
        {RULE: rule()},
        "A single-item exchange coupon has exchange_coupon in stock.single_usage_rule, and no other rule there.",
    ),
    (
        "single item",
        {f"{RULE}.normal_coupon": NORMAL},
        "A single-item exchange coupon has exchange_coupon in stock.single_usage_rule, and no other rule there.",
    ),
    (
        "single item",
        {"type": "NORMAL", RULE: rule()},
        "A single-item money-off coupon has normal_coupon in stock.single_usage_rule, and no other rule there.",
    ),
    (
        "single item",
        {"type": "NORMAL", RULE: rule(normal_coupon=NORMAL, exchange_coupon=EXCHANGE)},
        "A single-item money-off coupon has normal_coupon in stock.single_usage_rule, and no other rule there.",
    ),
    (
        "single item",
        {"type": "DISCOUNT", RULE: rule()},
        "A single-item percent-off coupon has discount_coupon in stock.single_usage_rule, and no other rule there.",
    ),
    (
        "single item",
        {"type": "DISCOUNT", RULE: rule(discount_coupon=DISCOUNT, normal_coupon=NORMAL)},
        "A single-item percent-off coupon has discount_coupon in stock.single_usage_rule, and no other rule there.",
    ),
    (
        "category",
        {"single_usage_info": ABSENT},
        "A category-wide percent-off coupon has discount_coupon in single_usage_info or in stock.single_usage_rule.",
    ),
    (
        "category",
        {"type": "NORMAL"},
        "A category-wide money-off coupon has normal_coupon in single_usage_info or in stock.single_usage_rule.",
    ),
    ("sequential", {"sequential_usage_info": ABSENT}, "The mode SEQUENTIAL needs sequential_usage_info."),
    (
        "store-wide",
        {"sequential_usage_info": CREATE["sequential"]["sequential_usage_info"]},
        "Only the mode SEQUENTIAL has sequential_usage_info.",
    ),
    ("store-wide", {RULE: ABSENT}, "The mode SINGLE needs single_usage_rule in stock."),
    ("sequential", {RULE: rule()}, "Only the mode SINGLE has single_usage_rule in stock."),
    ("sequential", {LISTS: ABSENT}, "The mode SEQUENTIAL needs sequential_usage_rule in stock."),
    ("store-wide", {LISTS: lists()}, "Only the mode SEQUENTIAL has sequential_usage_rule in stock."),
    (
        "sequential",
        {LISTS: lists()},
        "A sequential money-off coupon has normal_coupon_list in stock.sequential_usage_rule, and no other list.",
    ),
    (
        "sequential",
        {f"{LISTS}.discount_coupon_list": [DISCOUNT]},
        "A sequential money-off coupon has normal_coupon_list in stock.sequential_usage_rule, and no other list.",
    ),
    (
        "sequential",
        {"type": "DISCOUNT"},
        "A sequential percent-off coupon has discount_coupon_list in stock.sequential_usage_rule, and no other list.",
    ),
    (
        "sequential",
        {"type": "DISCOUNT", LISTS: lists()},
        "A sequential percent-off coupon has discount_coupon_list in stock.sequential_usage_rule, and no other list.",
    ),
    (
        "sequential",
        {"scope": "SINGLE", "type": "EXCHANGE", "display_info.original_price": 9900, LISTS: lists()},
        "A sequential exchange coupon has exchange_coupon_list in stock.sequential_usage_rule, and no other list.",
    ),
    (
        "single item",
        {"display_info.original_price": ABSENT, "display_info.combo_package_list": ABSENT},
        "A single-item coupon shows original_price, combo_package_list or both.",
    ),
    (
        "sequential",
        {f"{SHOWN}.coupon_usage_method_list": ["OFFLINE", "MINI_PROGRAM"]},
        f"{SHOWN}: Use in a mini program needs its AppID and its page.",
    ),
    (
        "sequential",
        {f"{SHOWN}.coupon_usage_method_list": ["APP"]},
        f"{SHOWN}: Use in an app needs app_path, unless app_jump_type says something else than H5.",
    ),
    (
        "sequential",
        {f"{SHOWN}.coupon_usage_method_list": ["APP"], f"{SHOWN}.app_jump_type": "H5"},
        f"{SHOWN}: Use in an app needs app_path, unless app_jump_type says something else than H5.",
    ),
    (
        "sequential",
        {f"{SHOWN}.mini_program_appid": "wx1234567890"},
        f"{SHOWN}: The AppID and the path of a mini program come together.",
    ),
    (
        "store-wide",
        {f"{SHOWN}.coupon_available_store_info.mini_program_appid": ABSENT},
        f"{SHOWN}.coupon_available_store_info: The AppID and the path of a mini program come together.",
    ),
    (
        "single item",
        {f"{CHOICE}.mini_program_path": "/pages/index"},
        f"{CHOICE}: The AppID and the path of a mini program come together.",
    ),
    (
        "store-wide",
        {f"{PERIOD}.irregular_available_period_list": TIMES},
        f"{PERIOD}: Irregular times exclude the other ways to narrow the period.",
    ),
    (
        "sequential",
        {
            f"{SEQUENTIAL_PERIOD}.irregular_available_period_list": TIMES,
            f"{SEQUENTIAL_PERIOD}.wait_days_after_receive": 1,
        },
        f"{SEQUENTIAL_PERIOD}: Irregular times exclude the other ways to narrow the period.",
    ),
    (
        "single item",
        {f"{PERIOD}.wait_days_after_receive": 1},
        f"{PERIOD}: A waiting time needs a number of available days.",
    ),
]
