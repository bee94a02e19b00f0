# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""The contract's schemas as classes; each is loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wechatpay_runtime import FIRST_USE

if TYPE_CHECKING:
    from .app_jump_type import AppJumpType
    from .associate_stores_for_stock_bundle_request import AssociateStoresForStockBundleRequest
    from .associate_stores_request import AssociateStoresRequest
    from .associate_stores_response import AssociateStoresResponse
    from .combine_image import CombineImage
    from .combine_image_result import CombineImageResult
    from .combo_package import ComboPackage
    from .combo_package_choice import ComboPackageChoice
    from .confirm_send_user_product_coupon_request import ConfirmSendUserProductCouponRequest
    from .coupon_available_period import CouponAvailablePeriod
    from .coupon_available_store_info import CouponAvailableStoreInfo
    from .coupon_code_count_info import CouponCodeCountInfo
    from .coupon_code_display_mode import CouponCodeDisplayMode
    from .coupon_code_mode import CouponCodeMode
    from .coupon_display_info import CouponDisplayInfo
    from .coupon_tag_info import CouponTagInfo
    from .coupon_usage_detail import CouponUsageDetail
    from .coupon_usage_method import CouponUsageMethod
    from .create_product_coupon_request import CreateProductCouponRequest
    from .create_product_coupon_response import CreateProductCouponResponse
    from .create_stock_bundle_request import CreateStockBundleRequest
    from .create_stock_request import CreateStockRequest
    from .cut_out import CutOut
    from .cut_out_result import CutOutResult
    from .deactivate_product_coupon_request import DeactivateProductCouponRequest
    from .deactivate_stock_request import DeactivateStockRequest
    from .deactivate_user_product_coupon_bundle_request import DeactivateUserProductCouponBundleRequest
    from .deactivate_user_product_coupon_bundle_response import DeactivateUserProductCouponBundleResponse
    from .deactivate_user_product_coupon_request import DeactivateUserProductCouponRequest
    from .disassociate_stores_for_stock_bundle_request import DisassociateStoresForStockBundleRequest
    from .disassociate_stores_request import DisassociateStoresRequest
    from .disassociate_stores_response import DisassociateStoresResponse
    from .discount_coupon_usage_rule import DiscountCouponUsageRule
    from .entrance_finder import EntranceFinder
    from .entrance_mini_program import EntranceMiniProgram
    from .entrance_official_account import EntranceOfficialAccount
    from .error import Error
    from .exchange_coupon_usage_rule import ExchangeCouponUsageRule
    from .failed_coupon_code_info import FailedCouponCodeInfo
    from .failed_store_info import FailedStoreInfo
    from .fixed_week_period import FixedWeekPeriod
    from .get_notify_config_response import GetNotifyConfigResponse
    from .image_generation_task import ImageGenerationTask
    from .image_generation_type import ImageGenerationType
    from .image_meta import ImageMeta
    from .list_associated_stores_response import ListAssociatedStoresResponse
    from .list_stocks_response import ListStocksResponse
    from .list_user_product_coupons_response import ListUserProductCouponsResponse
    from .member_tag_info import MemberTagInfo
    from .normal_coupon_usage_rule import NormalCouponUsageRule
    from .notification_envelope import NotificationEnvelope
    from .notification_failure import NotificationFailure
    from .notification_resource import NotificationResource
    from .notify_config import NotifyConfig
    from .period_of_the_day import PeriodOfTheDay
    from .pre_send_user_product_coupon_bundle_request import PreSendUserProductCouponBundleRequest
    from .pre_send_user_product_coupon_bundle_response import PreSendUserProductCouponBundleResponse
    from .pre_send_user_product_coupon_request import PreSendUserProductCouponRequest
    from .pre_send_user_product_coupon_response import PreSendUserProductCouponResponse
    from .product_coupon_display_info import ProductCouponDisplayInfo
    from .product_coupon_entity import ProductCouponEntity
    from .product_coupon_scope import ProductCouponScope
    from .product_coupon_sent import ProductCouponSent
    from .product_coupon_state import ProductCouponState
    from .product_coupon_type import ProductCouponType
    from .progressive_bundle_usage_info import ProgressiveBundleUsageInfo
    from .return_user_product_coupon_request import ReturnUserProductCouponRequest
    from .send_user_product_coupon_bundle_request import SendUserProductCouponBundleRequest
    from .send_user_product_coupon_bundle_response import SendUserProductCouponBundleResponse
    from .send_user_product_coupon_request import SendUserProductCouponRequest
    from .sequential_coupon_available_period import SequentialCouponAvailablePeriod
    from .sequential_usage_info import SequentialUsageInfo
    from .sequential_usage_rule import SequentialUsageRule
    from .sequential_usage_type import SequentialUsageType
    from .set_notify_config_request import SetNotifyConfigRequest
    from .set_notify_config_response import SetNotifyConfigResponse
    from .single_usage_info import SingleUsageInfo
    from .single_usage_rule import SingleUsageRule
    from .stock_bundle_entity import StockBundleEntity
    from .stock_bundle_for_create import StockBundleForCreate
    from .stock_bundle_info import StockBundleInfo
    from .stock_bundle_usage_rule import StockBundleUsageRule
    from .stock_entity import StockEntity
    from .stock_entity_in_bundle import StockEntityInBundle
    from .stock_for_create import StockForCreate
    from .stock_send_rule import StockSendRule
    from .stock_send_rule_for_bundle import StockSendRuleForBundle
    from .stock_sent_count_info import StockSentCountInfo
    from .stock_state import StockState
    from .stock_store_scope import StockStoreScope
    from .stock_usage_rule import StockUsageRule
    from .store_info import StoreInfo
    from .submit_image_generation_task_request import SubmitImageGenerationTaskRequest
    from .submit_image_generation_task_response import SubmitImageGenerationTaskResponse
    from .task_state import TaskState
    from .time_period import TimePeriod
    from .update_budget_mode import UpdateBudgetMode
    from .update_product_coupon_request import UpdateProductCouponRequest
    from .update_stock_budget_request import UpdateStockBudgetRequest
    from .update_stock_bundle_budget_request import UpdateStockBundleBudgetRequest
    from .update_stock_bundle_request import UpdateStockBundleRequest
    from .update_stock_request import UpdateStockRequest
    from .upload_coupon_codes_request import UploadCouponCodesRequest
    from .upload_coupon_codes_response import UploadCouponCodesResponse
    from .upload_image_request import UploadImageRequest
    from .upload_image_response import UploadImageResponse
    from .usage_mode import UsageMode
    from .usage_rule_display_info import UsageRuleDisplayInfo
    from .use_user_product_coupon_request import UseUserProductCouponRequest
    from .user_product_coupon_associated_order_info import UserProductCouponAssociatedOrderInfo
    from .user_product_coupon_associated_pay_score_order_info import UserProductCouponAssociatedPayScoreOrderInfo
    from .user_product_coupon_bundle_info import UserProductCouponBundleInfo
    from .user_product_coupon_entity import UserProductCouponEntity
    from .user_product_coupon_send_channel import UserProductCouponSendChannel
    from .user_product_coupon_state import UserProductCouponState
    from .user_product_coupon_tag import UserProductCouponTag
    from .week_enum import WeekEnum

_MODULES = {
    "AppJumpType": ".app_jump_type",
    "AssociateStoresForStockBundleRequest": ".associate_stores_for_stock_bundle_request",
    "AssociateStoresRequest": ".associate_stores_request",
    "AssociateStoresResponse": ".associate_stores_response",
    "CombineImage": ".combine_image",
    "CombineImageResult": ".combine_image_result",
    "ComboPackage": ".combo_package",
    "ComboPackageChoice": ".combo_package_choice",
    "ConfirmSendUserProductCouponRequest": ".confirm_send_user_product_coupon_request",
    "CouponAvailablePeriod": ".coupon_available_period",
    "CouponAvailableStoreInfo": ".coupon_available_store_info",
    "CouponCodeCountInfo": ".coupon_code_count_info",
    "CouponCodeDisplayMode": ".coupon_code_display_mode",
    "CouponCodeMode": ".coupon_code_mode",
    "CouponDisplayInfo": ".coupon_display_info",
    "CouponTagInfo": ".coupon_tag_info",
    "CouponUsageDetail": ".coupon_usage_detail",
    "CouponUsageMethod": ".coupon_usage_method",
    "CreateProductCouponRequest": ".create_product_coupon_request",
    "CreateProductCouponResponse": ".create_product_coupon_response",
    "CreateStockBundleRequest": ".create_stock_bundle_request",
    "CreateStockRequest": ".create_stock_request",
    "CutOut": ".cut_out",
    "CutOutResult": ".cut_out_result",
    "DeactivateProductCouponRequest": ".deactivate_product_coupon_request",
    "DeactivateStockRequest": ".deactivate_stock_request",
    "DeactivateUserProductCouponBundleRequest": ".deactivate_user_product_coupon_bundle_request",
    "DeactivateUserProductCouponBundleResponse": ".deactivate_user_product_coupon_bundle_response",
    "DeactivateUserProductCouponRequest": ".deactivate_user_product_coupon_request",
    "DisassociateStoresForStockBundleRequest": ".disassociate_stores_for_stock_bundle_request",
    "DisassociateStoresRequest": ".disassociate_stores_request",
    "DisassociateStoresResponse": ".disassociate_stores_response",
    "DiscountCouponUsageRule": ".discount_coupon_usage_rule",
    "EntranceFinder": ".entrance_finder",
    "EntranceMiniProgram": ".entrance_mini_program",
    "EntranceOfficialAccount": ".entrance_official_account",
    "Error": ".error",
    "ExchangeCouponUsageRule": ".exchange_coupon_usage_rule",
    "FailedCouponCodeInfo": ".failed_coupon_code_info",
    "FailedStoreInfo": ".failed_store_info",
    "FixedWeekPeriod": ".fixed_week_period",
    "GetNotifyConfigResponse": ".get_notify_config_response",
    "ImageGenerationTask": ".image_generation_task",
    "ImageGenerationType": ".image_generation_type",
    "ImageMeta": ".image_meta",
    "ListAssociatedStoresResponse": ".list_associated_stores_response",
    "ListStocksResponse": ".list_stocks_response",
    "ListUserProductCouponsResponse": ".list_user_product_coupons_response",
    "MemberTagInfo": ".member_tag_info",
    "NormalCouponUsageRule": ".normal_coupon_usage_rule",
    "NotificationEnvelope": ".notification_envelope",
    "NotificationFailure": ".notification_failure",
    "NotificationResource": ".notification_resource",
    "NotifyConfig": ".notify_config",
    "PeriodOfTheDay": ".period_of_the_day",
    "PreSendUserProductCouponBundleRequest": ".pre_send_user_product_coupon_bundle_request",
    "PreSendUserProductCouponBundleResponse": ".pre_send_user_product_coupon_bundle_response",
    "PreSendUserProductCouponRequest": ".pre_send_user_product_coupon_request",
    "PreSendUserProductCouponResponse": ".pre_send_user_product_coupon_response",
    "ProductCouponDisplayInfo": ".product_coupon_display_info",
    "ProductCouponEntity": ".product_coupon_entity",
    "ProductCouponScope": ".product_coupon_scope",
    "ProductCouponSent": ".product_coupon_sent",
    "ProductCouponState": ".product_coupon_state",
    "ProductCouponType": ".product_coupon_type",
    "ProgressiveBundleUsageInfo": ".progressive_bundle_usage_info",
    "ReturnUserProductCouponRequest": ".return_user_product_coupon_request",
    "SendUserProductCouponBundleRequest": ".send_user_product_coupon_bundle_request",
    "SendUserProductCouponBundleResponse": ".send_user_product_coupon_bundle_response",
    "SendUserProductCouponRequest": ".send_user_product_coupon_request",
    "SequentialCouponAvailablePeriod": ".sequential_coupon_available_period",
    "SequentialUsageInfo": ".sequential_usage_info",
    "SequentialUsageRule": ".sequential_usage_rule",
    "SequentialUsageType": ".sequential_usage_type",
    "SetNotifyConfigRequest": ".set_notify_config_request",
    "SetNotifyConfigResponse": ".set_notify_config_response",
    "SingleUsageInfo": ".single_usage_info",
    "SingleUsageRule": ".single_usage_rule",
    "StockBundleEntity": ".stock_bundle_entity",
    "StockBundleForCreate": ".stock_bundle_for_create",
    "StockBundleInfo": ".stock_bundle_info",
    "StockBundleUsageRule": ".stock_bundle_usage_rule",
    "StockEntity": ".stock_entity",
    "StockEntityInBundle": ".stock_entity_in_bundle",
    "StockForCreate": ".stock_for_create",
    "StockSendRule": ".stock_send_rule",
    "StockSendRuleForBundle": ".stock_send_rule_for_bundle",
    "StockSentCountInfo": ".stock_sent_count_info",
    "StockState": ".stock_state",
    "StockStoreScope": ".stock_store_scope",
    "StockUsageRule": ".stock_usage_rule",
    "StoreInfo": ".store_info",
    "SubmitImageGenerationTaskRequest": ".submit_image_generation_task_request",
    "SubmitImageGenerationTaskResponse": ".submit_image_generation_task_response",
    "TaskState": ".task_state",
    "TimePeriod": ".time_period",
    "UpdateBudgetMode": ".update_budget_mode",
    "UpdateProductCouponRequest": ".update_product_coupon_request",
    "UpdateStockBudgetRequest": ".update_stock_budget_request",
    "UpdateStockBundleBudgetRequest": ".update_stock_bundle_budget_request",
    "UpdateStockBundleRequest": ".update_stock_bundle_request",
    "UpdateStockRequest": ".update_stock_request",
    "UploadCouponCodesRequest": ".upload_coupon_codes_request",
    "UploadCouponCodesResponse": ".upload_coupon_codes_response",
    "UploadImageRequest": ".upload_image_request",
    "UploadImageResponse": ".upload_image_response",
    "UsageMode": ".usage_mode",
    "UsageRuleDisplayInfo": ".usage_rule_display_info",
    "UseUserProductCouponRequest": ".use_user_product_coupon_request",
    "UserProductCouponAssociatedOrderInfo": ".user_product_coupon_associated_order_info",
    "UserProductCouponAssociatedPayScoreOrderInfo": ".user_product_coupon_associated_pay_score_order_info",
    "UserProductCouponBundleInfo": ".user_product_coupon_bundle_info",
    "UserProductCouponEntity": ".user_product_coupon_entity",
    "UserProductCouponSendChannel": ".user_product_coupon_send_channel",
    "UserProductCouponState": ".user_product_coupon_state",
    "UserProductCouponTag": ".user_product_coupon_tag",
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
    "AppJumpType",
    "AssociateStoresForStockBundleRequest",
    "AssociateStoresRequest",
    "AssociateStoresResponse",
    "CombineImage",
    "CombineImageResult",
    "ComboPackage",
    "ComboPackageChoice",
    "ConfirmSendUserProductCouponRequest",
    "CouponAvailablePeriod",
    "CouponAvailableStoreInfo",
    "CouponCodeCountInfo",
    "CouponCodeDisplayMode",
    "CouponCodeMode",
    "CouponDisplayInfo",
    "CouponTagInfo",
    "CouponUsageDetail",
    "CouponUsageMethod",
    "CreateProductCouponRequest",
    "CreateProductCouponResponse",
    "CreateStockBundleRequest",
    "CreateStockRequest",
    "CutOut",
    "CutOutResult",
    "DeactivateProductCouponRequest",
    "DeactivateStockRequest",
    "DeactivateUserProductCouponBundleRequest",
    "DeactivateUserProductCouponBundleResponse",
    "DeactivateUserProductCouponRequest",
    "DisassociateStoresForStockBundleRequest",
    "DisassociateStoresRequest",
    "DisassociateStoresResponse",
    "DiscountCouponUsageRule",
    "EntranceFinder",
    "EntranceMiniProgram",
    "EntranceOfficialAccount",
    "Error",
    "ExchangeCouponUsageRule",
    "FailedCouponCodeInfo",
    "FailedStoreInfo",
    "FixedWeekPeriod",
    "GetNotifyConfigResponse",
    "ImageGenerationTask",
    "ImageGenerationType",
    "ImageMeta",
    "ListAssociatedStoresResponse",
    "ListStocksResponse",
    "ListUserProductCouponsResponse",
    "MemberTagInfo",
    "NormalCouponUsageRule",
    "NotificationEnvelope",
    "NotificationFailure",
    "NotificationResource",
    "NotifyConfig",
    "PeriodOfTheDay",
    "PreSendUserProductCouponBundleRequest",
    "PreSendUserProductCouponBundleResponse",
    "PreSendUserProductCouponRequest",
    "PreSendUserProductCouponResponse",
    "ProductCouponDisplayInfo",
    "ProductCouponEntity",
    "ProductCouponScope",
    "ProductCouponSent",
    "ProductCouponState",
    "ProductCouponType",
    "ProgressiveBundleUsageInfo",
    "ReturnUserProductCouponRequest",
    "SendUserProductCouponBundleRequest",
    "SendUserProductCouponBundleResponse",
    "SendUserProductCouponRequest",
    "SequentialCouponAvailablePeriod",
    "SequentialUsageInfo",
    "SequentialUsageRule",
    "SequentialUsageType",
    "SetNotifyConfigRequest",
    "SetNotifyConfigResponse",
    "SingleUsageInfo",
    "SingleUsageRule",
    "StockBundleEntity",
    "StockBundleForCreate",
    "StockBundleInfo",
    "StockBundleUsageRule",
    "StockEntity",
    "StockEntityInBundle",
    "StockForCreate",
    "StockSendRule",
    "StockSendRuleForBundle",
    "StockSentCountInfo",
    "StockState",
    "StockStoreScope",
    "StockUsageRule",
    "StoreInfo",
    "SubmitImageGenerationTaskRequest",
    "SubmitImageGenerationTaskResponse",
    "TaskState",
    "TimePeriod",
    "UpdateBudgetMode",
    "UpdateProductCouponRequest",
    "UpdateStockBudgetRequest",
    "UpdateStockBundleBudgetRequest",
    "UpdateStockBundleRequest",
    "UpdateStockRequest",
    "UploadCouponCodesRequest",
    "UploadCouponCodesResponse",
    "UploadImageRequest",
    "UploadImageResponse",
    "UsageMode",
    "UsageRuleDisplayInfo",
    "UserProductCouponAssociatedOrderInfo",
    "UserProductCouponAssociatedPayScoreOrderInfo",
    "UserProductCouponBundleInfo",
    "UserProductCouponEntity",
    "UserProductCouponSendChannel",
    "UserProductCouponState",
    "UserProductCouponTag",
    "UseUserProductCouponRequest",
    "WeekEnum",
]
