# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""The contract's schemas as classes; each is loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wechatpay_runtime import FIRST_USE

if TYPE_CHECKING:
    from .combine_image import CombineImage
    from .combine_image_result import CombineImageResult
    from .combo_package import ComboPackage
    from .combo_package_choice import ComboPackageChoice
    from .coupon_available_store_info import CouponAvailableStoreInfo
    from .coupon_code_count_info import CouponCodeCountInfo
    from .coupon_code_display_mode import CouponCodeDisplayMode
    from .coupon_code_mode import CouponCodeMode
    from .coupon_display_info import CouponDisplayInfo
    from .coupon_usage_method import CouponUsageMethod
    from .create_product_coupon_request import CreateProductCouponRequest
    from .create_product_coupon_response import CreateProductCouponResponse
    from .cut_out import CutOut
    from .cut_out_result import CutOutResult
    from .discount_coupon_usage_rule import DiscountCouponUsageRule
    from .entrance_finder import EntranceFinder
    from .entrance_mini_program import EntranceMiniProgram
    from .entrance_official_account import EntranceOfficialAccount
    from .error import Error
    from .exchange_coupon_usage_rule import ExchangeCouponUsageRule
    from .failed_coupon_code_info import FailedCouponCodeInfo
    from .fixed_week_period import FixedWeekPeriod
    from .image_generation_task import ImageGenerationTask
    from .image_generation_type import ImageGenerationType
    from .image_meta import ImageMeta
    from .normal_coupon_usage_rule import NormalCouponUsageRule
    from .notification_envelope import NotificationEnvelope
    from .notification_failure import NotificationFailure
    from .notification_resource import NotificationResource
    from .notify_config import NotifyConfig
    from .period_of_the_day import PeriodOfTheDay
    from .product_coupon_display_info import ProductCouponDisplayInfo
    from .product_coupon_scope import ProductCouponScope
    from .product_coupon_sent import ProductCouponSent
    from .product_coupon_state import ProductCouponState
    from .product_coupon_type import ProductCouponType
    from .send_channel import SendChannel
    from .sequential_coupon_available_period import SequentialCouponAvailablePeriod
    from .sequential_usage_info import SequentialUsageInfo
    from .sequential_usage_rule import SequentialUsageRule
    from .sequential_usage_type import SequentialUsageType
    from .single_coupon_available_period import SingleCouponAvailablePeriod
    from .single_usage_info import SingleUsageInfo
    from .single_usage_rule import SingleUsageRule
    from .stock_entity import StockEntity
    from .stock_for_create import StockForCreate
    from .stock_send_rule import StockSendRule
    from .stock_sent_count_info import StockSentCountInfo
    from .stock_state import StockState
    from .stock_store_scope import StockStoreScope
    from .submit_image_generation_task_request import SubmitImageGenerationTaskRequest
    from .submit_image_generation_task_response import SubmitImageGenerationTaskResponse
    from .task_state import TaskState
    from .time_period import TimePeriod
    from .upload_coupon_codes_request import UploadCouponCodesRequest
    from .upload_coupon_codes_response import UploadCouponCodesResponse
    from .upload_image_request import UploadImageRequest
    from .upload_image_response import UploadImageResponse
    from .usage_mode import UsageMode
    from .usage_rule_display_info import UsageRuleDisplayInfo
    from .week_enum import WeekEnum

_MODULES = {
    "CombineImage": ".combine_image",
    "CombineImageResult": ".combine_image_result",
    "ComboPackage": ".combo_package",
    "ComboPackageChoice": ".combo_package_choice",
    "CouponAvailableStoreInfo": ".coupon_available_store_info",
    "CouponCodeCountInfo": ".coupon_code_count_info",
    "CouponCodeDisplayMode": ".coupon_code_display_mode",
    "CouponCodeMode": ".coupon_code_mode",
    "CouponDisplayInfo": ".coupon_display_info",
    "CouponUsageMethod": ".coupon_usage_method",
    "CreateProductCouponRequest": ".create_product_coupon_request",
    "CreateProductCouponResponse": ".create_product_coupon_response",
    "CutOut": ".cut_out",
    "CutOutResult": ".cut_out_result",
    "DiscountCouponUsageRule": ".discount_coupon_usage_rule",
    "EntranceFinder": ".entrance_finder",
    "EntranceMiniProgram": ".entrance_mini_program",
    "EntranceOfficialAccount": ".entrance_official_account",
    "Error": ".error",
    "ExchangeCouponUsageRule": ".exchange_coupon_usage_rule",
    "FailedCouponCodeInfo": ".failed_coupon_code_info",
    "FixedWeekPeriod": ".fixed_week_period",
    "ImageGenerationTask": ".image_generation_task",
    "ImageGenerationType": ".image_generation_type",
    "ImageMeta": ".image_meta",
    "NormalCouponUsageRule": ".normal_coupon_usage_rule",
    "NotificationEnvelope": ".notification_envelope",
    "NotificationFailure": ".notification_failure",
    "NotificationResource": ".notification_resource",
    "NotifyConfig": ".notify_config",
    "PeriodOfTheDay": ".period_of_the_day",
    "ProductCouponDisplayInfo": ".product_coupon_display_info",
    "ProductCouponScope": ".product_coupon_scope",
    "ProductCouponSent": ".product_coupon_sent",
    "ProductCouponState": ".product_coupon_state",
    "ProductCouponType": ".product_coupon_type",
    "SendChannel": ".send_channel",
    "SequentialCouponAvailablePeriod": ".sequential_coupon_available_period",
    "SequentialUsageInfo": ".sequential_usage_info",
    "SequentialUsageRule": ".sequential_usage_rule",
    "SequentialUsageType": ".sequential_usage_type",
    "SingleCouponAvailablePeriod": ".single_coupon_available_period",
    "SingleUsageInfo": ".single_usage_info",
    "SingleUsageRule": ".single_usage_rule",
    "StockEntity": ".stock_entity",
    "StockForCreate": ".stock_for_create",
    "StockSendRule": ".stock_send_rule",
    "StockSentCountInfo": ".stock_sent_count_info",
    "StockState": ".stock_state",
    "StockStoreScope": ".stock_store_scope",
    "SubmitImageGenerationTaskRequest": ".submit_image_generation_task_request",
    "SubmitImageGenerationTaskResponse": ".submit_image_generation_task_response",
    "TaskState": ".task_state",
    "TimePeriod": ".time_period",
    "UploadCouponCodesRequest": ".upload_coupon_codes_request",
    "UploadCouponCodesResponse": ".upload_coupon_codes_response",
    "UploadImageRequest": ".upload_image_request",
    "UploadImageResponse": ".upload_image_response",
    "UsageMode": ".usage_mode",
    "UsageRuleDisplayInfo": ".usage_rule_display_info",
    "WeekEnum": ".week_enum",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with FIRST_USE:
        value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(_MODULES)


__all__ = [
    "CombineImage",
    "CombineImageResult",
    "ComboPackage",
    "ComboPackageChoice",
    "CouponAvailableStoreInfo",
    "CouponCodeCountInfo",
    "CouponCodeDisplayMode",
    "CouponCodeMode",
    "CouponDisplayInfo",
    "CouponUsageMethod",
    "CreateProductCouponRequest",
    "CreateProductCouponResponse",
    "CutOut",
    "CutOutResult",
    "DiscountCouponUsageRule",
    "EntranceFinder",
    "EntranceMiniProgram",
    "EntranceOfficialAccount",
    "Error",
    "ExchangeCouponUsageRule",
    "FailedCouponCodeInfo",
    "FixedWeekPeriod",
    "ImageGenerationTask",
    "ImageGenerationType",
    "ImageMeta",
    "NormalCouponUsageRule",
    "NotificationEnvelope",
    "NotificationFailure",
    "NotificationResource",
    "NotifyConfig",
    "PeriodOfTheDay",
    "ProductCouponDisplayInfo",
    "ProductCouponScope",
    "ProductCouponSent",
    "ProductCouponState",
    "ProductCouponType",
    "SendChannel",
    "SequentialCouponAvailablePeriod",
    "SequentialUsageInfo",
    "SequentialUsageRule",
    "SequentialUsageType",
    "SingleCouponAvailablePeriod",
    "SingleUsageInfo",
    "SingleUsageRule",
    "StockEntity",
    "StockForCreate",
    "StockSendRule",
    "StockSentCountInfo",
    "StockState",
    "StockStoreScope",
    "SubmitImageGenerationTaskRequest",
    "SubmitImageGenerationTaskResponse",
    "TaskState",
    "TimePeriod",
    "UploadCouponCodesRequest",
    "UploadCouponCodesResponse",
    "UploadImageRequest",
    "UploadImageResponse",
    "UsageMode",
    "UsageRuleDisplayInfo",
    "WeekEnum",
]
