"""Requests that the contract accepts, and how the cases change them."""

from __future__ import annotations

import copy
from typing import Any, Final, TypeAlias

from tests.codegen.contract_document import examples

ABSENT: Final = object()

SUBMIT: Final = examples("submitImageGenerationTask", "request")
_UPLOAD: Final = examples("uploadImage", "request")
CREATE: Final = examples("createProductCoupon", "request")
_CODES: Final = examples("uploadCouponCodes", "request")

NORMAL: Final = {"threshold": 10000, "discount_amount": 100}
DISCOUNT: Final = {"threshold": 10000, "percent_off": 20}
EXCHANGE: Final = {"threshold": 0, "exchange_price": 990}
RULE: Final = "stock.single_usage_rule"
LISTS: Final = "stock.sequential_usage_rule"
PERIOD: Final = f"{RULE}.coupon_available_period"
SEQUENTIAL_PERIOD: Final = f"{LISTS}.coupon_available_period"
SHOWN: Final = "stock.usage_rule_display_info"
CHOICE: Final = "display_info.combo_package_list.0.choice_list.0"
LOOK: Final = "stock.coupon_display_info"
TIMES: Final = [{"begin_time": "2025-08-01T08:00:00+08:00", "end_time": "2025-08-01T10:00:00+08:00"}]

Changes: TypeAlias = dict[str, Any]


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


def rule(**rules: Any) -> dict[str, Any]:
    period = CREATE["exchange"]["stock"]["single_usage_rule"]["coupon_available_period"]
    return {"coupon_available_period": period, **rules}


def lists(**lists: Any) -> dict[str, Any]:
    period = CREATE["sequential"]["stock"]["sequential_usage_rule"]["coupon_available_period"]
    return {"coupon_available_period": period, **lists}


def _first(operation: str) -> Any:
    return next(iter(examples(operation, "request").values()))


def copies(path: str, count: int) -> list[Any]:
    node: Any = CREATE["exchange"]
    for step in path.split("."):
        node = node[int(step)] if isinstance(node, list) else node[step]
    return [node] * count


# The names of the bases below: the schema, and an instance that it accepts.
BASES: Final[dict[str, tuple[str, Any]]] = {
    "composition": ("SubmitImageGenerationTaskRequest", SUBMIT["combine_image"]),
    "cut-out": ("SubmitImageGenerationTaskRequest", SUBMIT["cut_out"]),
    "upload": ("UploadImageRequest", _UPLOAD["official"]),
    "store-wide": ("CreateProductCouponRequest", CREATE["official"]),
    "single item": ("CreateProductCouponRequest", CREATE["exchange"]),
    "sequential": ("CreateProductCouponRequest", CREATE["sequential"]),
    "category": (
        "CreateProductCouponRequest",
        changed(CREATE["official"], {"scope": "CATEGORY"}),
    ),
    "several uses": ("CreateProductCouponRequest", CREATE["progressive_bundle"]),
    "codes": ("UploadCouponCodesRequest", _CODES["official"]),
    "address": ("SetNotifyConfigRequest", _first("setNotifyConfig")),
    "new display": ("UpdateProductCouponRequest", _first("updateProductCoupon")),
    "void coupon": ("DeactivateProductCouponRequest", _first("deactivateProductCoupon")),
    "stock": ("CreateStockRequest", _first("createStock")),
    "changed stock": ("UpdateStockRequest", _first("updateStock")),
    "budget": ("UpdateStockBudgetRequest", _first("updateStockBudget")),
    "stores": ("AssociateStoresRequest", _first("associateStores")),
    "bundle": ("CreateStockBundleRequest", _first("createStockBundle")),
    "bundle budget": ("UpdateStockBundleBudgetRequest", _first("updateStockBundleBudget")),
    "sending": ("SendUserProductCouponRequest", _first("sendUserProductCoupon")),
    "bundle token": ("PreSendUserProductCouponBundleRequest", _first("preSendUserProductCouponBundle")),
    "redemption": ("UseUserProductCouponRequest", _first("useUserProductCoupon")),
}
