"""What the contract accepts and refuses in the life of a coupon: address, stocks, bundles, users' coupons."""

from __future__ import annotations

from typing import Final

from tests.codegen.contract_rules.bases import ABSENT, CREATE, DISCOUNT, NORMAL, Changes, changed

_RULE: Final = "stock.single_usage_rule"
_PERIOD: Final = f"{_RULE}.coupon_available_period"
_SHOWN: Final = "stock.usage_rule_display_info"
_LISTS: Final = "stock_bundle.progressive_bundle_usage_rule"
_ORDER: Final = "associated_order_info"
_SCORE: Final = "associated_pay_score_order_info"
_EXCHANGES: Final = [{"threshold": 0, "exchange_price": price} for price in (990, 990, 0)]
_STOCK: Final = changed(CREATE["official"]["stock"], {"single_usage_rule": ABSENT})
_SECONDS: Final[Changes] = {
    f"{_PERIOD}.available_seconds": 3600,
    f"{_PERIOD}.available_days": ABSENT,
    f"{_PERIOD}.weekly_available_period": ABSENT,
}
_EXCHANGE_BUNDLE: Final[Changes] = {
    "scope": "SINGLE",
    "type": "EXCHANGE",
    "display_info.original_price": 0,
    f"{_LISTS}.discount_coupon_list": ABSENT,
}
_ANY_LIMIT: Final[Changes] = {"target_max_count": 0, "current_max_count": 100_000_001}

# What passes, base, what is changed in it.
ACCEPTED: Final[list[tuple[str, str, Changes]]] = [
    ("an address", "address", {}),
    ("a soft rule refuses nothing", "address", {"notify_url": "http://www.example.com/notify"}),
    ("a new display", "new display", {}),
    ("a reason of 150 characters", "void coupon", {"deactivate_reason": "因" * 150}),
    ("a stock with its period, the offer stands in the coupon", "stock", {}),
    ("a stock with one offer, money off", "stock", {f"{_RULE}.normal_coupon": NORMAL}),
    ("a stock with one offer, percent off", "stock", {f"{_RULE}.discount_coupon": DISCOUNT}),
    (
        "a stock of sequential mode",
        "stock",
        {
            _RULE: ABSENT,
            "stock.sequential_usage_rule": {
                "coupon_available_period": {
                    "available_begin_time": "2025-08-01T00:00:00+08:00",
                    "available_end_time": "2025-08-31T23:59:59+08:00",
                }
            },
        },
    ),
    ("hours of validity", "stock", _SECONDS),
    (
        "a link to be copied",
        "stock",
        {
            f"{_SHOWN}.coupon_usage_method_list": ["APP"],
            f"{_SHOWN}.app_jump_type": "PASSCODE_LINK",
            f"{_SHOWN}.passcode_link": "passcode_link.example",
        },
    ),
    ("a soft rule refuses nothing", "stock", {"stock.coupon_display_info.code_display_mode": ABSENT}),
    ("a soft rule refuses nothing", "changed stock", {"store_scope": ABSENT}),
    ("a change of the total limit", "budget", {}),
    ("a soft rule refuses nothing", "budget", _ANY_LIMIT),
    ("a soft rule refuses nothing", "budget", {"current_max_count_per_day": 1, "target_max_count_per_day": 1}),
    (
        "a change of the daily limit",
        "budget",
        {
            "update_mode": "MAX_COUNT_PER_DAY",
            "current_max_count": ABSENT,
            "target_max_count": ABSENT,
            "current_max_count_per_day": 10,
            "target_max_count_per_day": 20,
        },
    ),
    ("a change of a bundle's total limit", "bundle budget", {}),
    (
        "a change of a bundle's daily limit",
        "bundle budget",
        {"update_mode": "MAX_COUNT_PER_DAY", "current_max_count_per_day": 10, "target_max_count_per_day": 20},
    ),
    ("a store twice", "stores", {"store_list": [{"store_id": "1"}] * 200}),
    ("a soft rule refuses nothing", "stores", {"store_list": []}),
    ("a coupon of several uses, percent off", "several uses", {}),
    (
        "a coupon of several uses, money off",
        "several uses",
        {"type": "NORMAL", f"{_LISTS}.discount_coupon_list": ABSENT, f"{_LISTS}.normal_coupon_list": [NORMAL] * 3},
    ),
    (
        "a coupon of several uses, to exchange",
        "several uses",
        {**_EXCHANGE_BUNDLE, f"{_LISTS}.exchange_coupon_list": _EXCHANGES},
    ),
    ("a soft rule refuses nothing", "several uses", {"stock": _STOCK, "progressive_bundle_usage_info.count": 15}),
    ("a bundle of one list", "bundle", {}),
    (
        "a bundle of another list",
        "bundle",
        {f"{_LISTS}.discount_coupon_list": ABSENT, f"{_LISTS}.normal_coupon_list": [NORMAL] * 15},
    ),
    ("a bundle whose codes WeChat Pay makes", "bundle", {"stock_bundle.coupon_code_mode": "WECHATPAY"}),
    ("a soft rule refuses nothing", "bundle", {"stock_bundle.stock_send_rule.max_count_per_user": ABSENT}),
    ("the member mark", "sending", {}),
    ("a soft rule refuses nothing", "sending", {"coupon_tag_info.member_tag_info": {}}),
    ("a request number of 128 characters", "sending", {"send_request_no": "n" * 128}),
    ("a soft rule refuses nothing", "bundle token", {"send_request_no": "n" * 128}),
    ("a payment order by its number", "redemption", {}),
    ("a payment order by the merchant's number", "redemption", {_ORDER: {"out_trade_no": "1", "mchid": "1900000109"}}),
    (
        "a pay score order",
        "redemption",
        {_ORDER: ABSENT, _SCORE: {"order_id": "1", "out_order_no": "a|b", "mchid": "1900000109"}},
    ),
    ("a soft rule refuses nothing", "redemption", {"saved_amount": -1}),
]

# What is refused, base, what is changed in it, and what is found: path and keyword.
REFUSED_BY_LIMITS: Final[list[tuple[str, str, Changes, str]]] = [
    ("an address with a query", "address", {"notify_url": "https://www.example.com/a?b=c"}, "notify_url pattern"),
    ("an address of 257 characters", "address", {"notify_url": "https://a.b/" + "c" * 245}, "notify_url maxLength"),
    (
        "a display without a picture",
        "new display",
        {"display_info.image_url": ABSENT},
        "display_info.image_url required",
    ),
    ("a reason of 151 characters", "void coupon", {"deactivate_reason": "因" * 151}, "deactivate_reason maxLength"),
    (
        "half an hour more",
        "stock",
        _SECONDS | {f"{_PERIOD}.available_seconds": 5400},
        f"{_PERIOD}.available_seconds multipleOf",
    ),
    (
        "more than a day",
        "stock",
        _SECONDS | {f"{_PERIOD}.available_seconds": 90000},
        f"{_PERIOD}.available_seconds maximum",
    ),
    ("201 stores", "stores", {"store_list": [{"store_id": "1"}] * 201}, "store_list maxItems"),
    (
        "two uses",
        "several uses",
        {"progressive_bundle_usage_info.count": 2},
        "progressive_bundle_usage_info.count minimum",
    ),
    (
        "eight days between two uses",
        "several uses",
        {"progressive_bundle_usage_info.interval_days": 8},
        "progressive_bundle_usage_info.interval_days maximum",
    ),
    (
        "a bundle of two offers",
        "bundle",
        {f"{_LISTS}.discount_coupon_list": [DISCOUNT] * 2},
        f"{_LISTS}.discount_coupon_list minItems",
    ),
    (
        "a bundle without a usage rule",
        "bundle",
        {_LISTS: ABSENT},
        "stock_bundle.progressive_bundle_usage_rule required",
    ),
    ("a request number of 129 characters", "sending", {"send_request_no": "n" * 129}, "send_request_no pattern"),
    ("a code of 41 characters", "sending", {"coupon_code": "c" * 41}, "coupon_code pattern"),
    ("data of 151 characters", "sending", {"attach": "a" * 151}, "attach maxLength"),
    ("a time without its offset", "redemption", {"use_time": 1}, "use_time type"),
    (
        "an order number with a space",
        "redemption",
        {_ORDER: ABSENT, _SCORE: {"out_order_no": "a b", "mchid": "1"}},
        f"{_SCORE}.out_order_no pattern",
    ),
]

# Base, what is changed in it, and what is found: the broken rules in their words, each with the path of its object.
REFUSED_BY_RULES: Final[list[tuple[str, Changes, str]]] = [
    (
        "stock",
        {_RULE: ABSENT},
        "A stock needs its usage rule, single_usage_rule, or sequential_usage_rule for a coupon of sequential mode.",
    ),
    (
        "stock",
        {f"{_RULE}.normal_coupon": NORMAL, f"{_RULE}.discount_coupon": DISCOUNT},
        "A usage rule holds one offer, so normal_coupon goes without the other two.",
    ),
    (
        "stock",
        {f"{_RULE}.discount_coupon": DISCOUNT, f"{_RULE}.exchange_coupon": _EXCHANGES[0]},
        "A usage rule holds one offer, so discount_coupon goes without exchange_coupon.",
    ),
    (
        "stock",
        {f"{_PERIOD}.available_seconds": 3600},
        f"{_PERIOD}: Seconds of validity exclude the other ways to narrow the period.",
    ),
    (
        "stock",
        {f"{_SHOWN}.app_jump_type": "PASSCODE_LINK"},
        f"{_SHOWN}: A link to be copied is needed when app_jump_type is PASSCODE_LINK.",
    ),
    (
        "store-wide",
        {"stock.coupon_display_info.code_display_mode": ABSENT},
        "The first stock tells how its coupon codes are shown.",
    ),
    *(
        (
            base,
            {"target_max_count": ABSENT},
            "A change of the total limit needs current_max_count and target_max_count.",
        )
        for base in ("budget", "bundle budget")
    ),
    *(
        (
            base,
            {"update_mode": "MAX_COUNT_PER_DAY"},
            "A change of the daily limit needs current_max_count_per_day and target_max_count_per_day.",
        )
        for base in ("budget", "bundle budget")
    ),
    (
        "several uses",
        {"stock_bundle": ABSENT},
        "The mode PROGRESSIVE_BUNDLE needs progressive_bundle_usage_info and stock_bundle.",
    ),
    (
        "store-wide",
        {"progressive_bundle_usage_info": {"count": 3}},
        "Only the mode PROGRESSIVE_BUNDLE has progressive_bundle_usage_info and stock_bundle.",
    ),
    (
        "several uses",
        {"type": "NORMAL"},
        "A money-off coupon of several uses has normal_coupon_list in its bundle.",
    ),
    (
        "several uses",
        {f"{_LISTS}.discount_coupon_list": ABSENT},
        "A percent-off coupon of several uses has discount_coupon_list in its bundle.",
    ),
    (
        "several uses",
        _EXCHANGE_BUNDLE,
        "An exchange coupon of several uses has exchange_coupon_list in its bundle.",
    ),
    (
        "bundle",
        {f"{_LISTS}.normal_coupon_list": [NORMAL] * 3},
        f"{_LISTS}: A bundle has one list of offers, so normal_coupon_list goes without the other two.",
    ),
    (
        "bundle",
        {f"{_LISTS}.exchange_coupon_list": _EXCHANGES},
        f"{_LISTS}: A bundle has one list of offers, so discount_coupon_list goes without exchange_coupon_list.",
    ),
    (
        "bundle",
        {"stock_bundle.coupon_code_mode": "API_ASSIGN"},
        "stock_bundle: The codes of a bundle come from WeChat Pay or from an upload.",
    ),
    (
        "sending",
        {"coupon_tag_info.member_tag_info": ABSENT},
        "coupon_tag_info: The label MEMBER needs member_tag_info.",
    ),
    *(
        (
            "redemption",
            change,
            "A redemption names its order in associated_order_info or in associated_pay_score_order_info, not in both.",
        )
        for change in ({_ORDER: ABSENT}, {_SCORE: {"order_id": "1"}})
    ),
    ("redemption", {_ORDER: {}}, "A payment order is named by transaction_id, out_trade_no or both."),
    (
        "redemption",
        {_ORDER: ABSENT, _SCORE: {"mchid": "1900000109"}},
        "A pay score order is named by order_id, out_order_no or both.",
    ),
    (
        "redemption",
        {_ORDER: {"out_trade_no": "1"}},
        f"{_ORDER}: A merchant order number needs the merchant number.",
    ),
    (
        "redemption",
        {_ORDER: ABSENT, _SCORE: {"out_order_no": "1"}},
        f"{_SCORE}: A merchant service order number needs the merchant number.",
    ),
]
