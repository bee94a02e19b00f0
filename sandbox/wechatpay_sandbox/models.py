# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel, StrictBool, StrictInt, StrictStr


class NormalCouponUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    threshold: Annotated[StrictInt, Field(ge=0)]
    discount_amount: Annotated[StrictInt, Field(ge=1)]


class DiscountCouponUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    threshold: Annotated[StrictInt, Field(ge=0)]
    percent_off: Annotated[StrictInt, Field(ge=1, le=100)]


class ExchangeCouponUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    threshold: Annotated[StrictInt, Field(ge=0)]
    exchange_price: Annotated[StrictInt, Field(ge=0)]


class CutOut(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[StrictStr, Field(pattern="^https://wxpaylogo\\.qpic\\.cn/")]


class SubmitImageGenerationTaskResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    task_id: StrictStr
    brand_id: StrictStr


class CombineImageResult(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: StrictStr | None = None


class CutOutResult(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: StrictStr | None = None


class ImageMeta(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    filename: Annotated[
        StrictStr, Field(max_length=150, min_length=1, pattern="\\.([Jj][Pp][Gg]|[Bb][Mm][Pp]|[Pp][Nn][Gg])$")
    ]
    sha256: Annotated[StrictStr, Field(pattern="^[0-9a-fA-F]{64}$")]


class UploadImageResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[StrictStr, Field(max_length=256)]


class SetNotifyConfigRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    notify_url: Annotated[StrictStr, Field(max_length=256, pattern="^https?://[^?]+$")]


class SetNotifyConfigResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    notify_url: StrictStr
    update_time: AwareDatetime


class GetNotifyConfigResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    notify_url: StrictStr
    update_time: AwareDatetime


class SingleUsageInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    normal_coupon: NormalCouponUsageRule | None = None
    discount_coupon: DiscountCouponUsageRule | None = None


class ProgressiveBundleUsageInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    count: Annotated[StrictInt, Field(ge=3, le=15)]
    interval_days: Annotated[StrictInt | None, Field(ge=0, le=7)] = None


class ComboPackageChoice(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    name: Annotated[StrictStr, Field(max_length=15)]
    price: Annotated[StrictInt, Field(ge=0)]
    count: Annotated[StrictInt, Field(ge=1, le=99)]
    image_url: StrictStr | None = None
    mini_program_appid: StrictStr | None = None
    mini_program_path: StrictStr | None = None


class DeactivateProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    deactivate_reason: Annotated[StrictStr, Field(max_length=150)]
    brand_id: StrictStr


class StockSendRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    max_count: Annotated[StrictInt, Field(ge=1, le=100000000)]
    max_count_per_day: Annotated[StrictInt | None, Field(ge=1, le=100000000)] = None
    max_count_per_user: Annotated[StrictInt | None, Field(ge=1, le=100)] = None


class PeriodOfTheDay(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    begin_time: Annotated[StrictInt, Field(ge=0, le=86399)]
    end_time: Annotated[StrictInt, Field(ge=0, le=86399)]


class TimePeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    begin_time: AwareDatetime
    end_time: AwareDatetime


class CouponAvailableStoreInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    description: Annotated[StrictStr, Field(max_length=1000)]
    mini_program_appid: StrictStr | None = None
    mini_program_path: StrictStr | None = None


class EntranceMiniProgram(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    appid: StrictStr
    path: StrictStr
    entrance_wording: Annotated[StrictStr, Field(max_length=5)]
    guidance_wording: Annotated[StrictStr | None, Field(max_length=6)] = None


class EntranceOfficialAccount(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    appid: StrictStr


class EntranceFinder(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    finder_id: StrictStr
    finder_video_id: StrictStr | None = None
    finder_video_cover_image_url: StrictStr | None = None


class NotifyConfig(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    notify_appid: StrictStr | None = None


class StockBundleInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    stock_bundle_id: Annotated[StrictStr, Field(max_length=40)]
    stock_bundle_index: Annotated[StrictInt, Field(ge=0)]


class CouponCodeCountInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(ge=0)]
    available_count: Annotated[StrictInt, Field(ge=0)]


class StockSentCountInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(ge=0)]
    today_count: Annotated[StrictInt, Field(ge=0)]


class DeactivateStockRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    deactivate_reason: Annotated[StrictStr, Field(max_length=150)]
    brand_id: StrictStr


class StoreInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    store_id: StrictStr


class FailedStoreInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    store_id: StrictStr
    code: Annotated[StrictStr, Field(max_length=40)]
    message: Annotated[StrictStr, Field(max_length=200)]


class CodeListItem(RootModel[StrictStr]):
    root: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{1,40}$")]


class UploadCouponCodesRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    code_list: Annotated[list[CodeListItem], Field(max_length=200, min_length=1)]
    brand_id: Annotated[StrictStr, Field(min_length=1)]


class FailedCouponCodeInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_code: StrictStr
    code: StrictStr
    message: StrictStr


class StockSendRuleForBundle(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    max_count: Annotated[StrictInt, Field(ge=1, le=100000000)]
    max_count_per_day: Annotated[StrictInt | None, Field(ge=1, le=100000000)] = None
    max_count_per_user: Annotated[StrictInt | None, Field(ge=1, le=100)] = None


class AssociateStoresForStockBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    store_list: Annotated[list[StoreInfo], Field(max_length=200)]
    brand_id: StrictStr


class DisassociateStoresForStockBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    store_list: Annotated[list[StoreInfo], Field(max_length=200)]
    brand_id: StrictStr


class PreSendUserProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_id: StrictStr
    coupon_code: Annotated[StrictStr | None, Field(pattern="^[0-9A-Za-z_-]{1,40}$")] = None
    appid: StrictStr
    send_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,128}$")]
    attach: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr


class PreSendUserProductCouponResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    token: Annotated[StrictStr, Field(max_length=1024)]


class PreSendUserProductCouponBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_bundle_id: StrictStr
    appid: StrictStr
    send_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,128}$")]
    attach: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr


class PreSendUserProductCouponBundleResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    token: Annotated[StrictStr, Field(max_length=1024)]


class ConfirmSendUserProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_id: StrictStr
    appid: StrictStr
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    brand_id: StrictStr


class ReturnUserProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_id: StrictStr
    appid: StrictStr
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    brand_id: StrictStr


class DeactivateUserProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_id: StrictStr
    appid: StrictStr
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    deactivate_reason: Annotated[StrictStr, Field(max_length=150)]
    brand_id: StrictStr


class DeactivateUserProductCouponBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_bundle_id: StrictStr
    appid: StrictStr
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    deactivate_reason: Annotated[StrictStr, Field(max_length=150)]
    brand_id: StrictStr


class UserProductCouponBundleInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    user_coupon_bundle_id: Annotated[StrictStr, Field(max_length=40)]
    user_coupon_bundle_index: Annotated[StrictInt, Field(ge=0)]
    total_count: Annotated[StrictInt, Field(ge=0)]
    used_count: Annotated[StrictInt, Field(ge=0)]


class MemberTagInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    member_card_id: StrictStr | None = None


class UserProductCouponAssociatedOrderInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    transaction_id: StrictStr | None = None
    out_trade_no: StrictStr | None = None
    mchid: StrictStr | None = None
    sub_mchid: StrictStr | None = None


class UserProductCouponAssociatedPayScoreOrderInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    order_id: StrictStr | None = None
    out_order_no: Annotated[StrictStr | None, Field(pattern="^[0-9A-Za-z_|-]{1,32}$")] = None
    mchid: StrictStr | None = None
    sub_mchid: StrictStr | None = None


class NotificationResource(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    original_type: StrictStr | None = None
    algorithm: StrictStr
    ciphertext: StrictStr
    nonce: StrictStr
    associated_data: StrictStr | None = None


class NotificationFailure(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    code: StrictStr
    message: StrictStr


class Error(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    code: StrictStr
    message: StrictStr
    detail: Any | None = None


class ImageGenerationType(StrEnum):
    COMBINE_IMAGE = "COMBINE_IMAGE"
    CUT_OUT = "CUT_OUT"


class TaskState(StrEnum):
    PROCESSING = "PROCESSING"
    FAIL = "FAIL"
    SUCCESS = "SUCCESS"


class ProductCouponScope(StrEnum):
    ALL = "ALL"
    SINGLE = "SINGLE"
    CATEGORY = "CATEGORY"


class ProductCouponType(StrEnum):
    NORMAL = "NORMAL"
    DISCOUNT = "DISCOUNT"
    EXCHANGE = "EXCHANGE"


class UsageMode(StrEnum):
    SINGLE = "SINGLE"
    SEQUENTIAL = "SEQUENTIAL"
    PROGRESSIVE_BUNDLE = "PROGRESSIVE_BUNDLE"


class SequentialUsageType(StrEnum):
    INCREMENTAL = "INCREMENTAL"
    EQUAL = "EQUAL"


class ProductCouponState(StrEnum):
    AUDITING = "AUDITING"
    EFFECTIVE = "EFFECTIVE"
    DEACTIVATED = "DEACTIVATED"


class CouponCodeMode(StrEnum):
    WECHATPAY = "WECHATPAY"
    UPLOAD = "UPLOAD"
    API_ASSIGN = "API_ASSIGN"


class CouponUsageMethod(StrEnum):
    OFFLINE = "OFFLINE"
    MINI_PROGRAM = "MINI_PROGRAM"
    APP = "APP"
    PAYMENT_CODE = "PAYMENT_CODE"


class AppJumpType(StrEnum):
    H5 = "H5"
    PASSCODE_LINK = "PASSCODE_LINK"
    USAGE_GUIDE = "USAGE_GUIDE"


class CouponCodeDisplayMode(StrEnum):
    INVISIBLE = "INVISIBLE"
    BARCODE = "BARCODE"
    QRCODE = "QRCODE"


class WeekEnum(StrEnum):
    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


class StockStoreScope(StrEnum):
    NONE = "NONE"
    ALL = "ALL"
    SPECIFIC = "SPECIFIC"


class StockState(StrEnum):
    AUDITING = "AUDITING"
    SENDING = "SENDING"
    PAUSED = "PAUSED"
    STOPPED = "STOPPED"
    DEACTIVATED = "DEACTIVATED"


class UpdateBudgetMode(StrEnum):
    MAX_COUNT = "MAX_COUNT"
    MAX_COUNT_PER_DAY = "MAX_COUNT_PER_DAY"


class UserProductCouponState(StrEnum):
    CONFIRMING = "CONFIRMING"
    PENDING = "PENDING"
    EFFECTIVE = "EFFECTIVE"
    USED = "USED"
    EXPIRED = "EXPIRED"
    DELETED = "DELETED"
    DEACTIVATED = "DEACTIVATED"


class UserProductCouponSendChannel(StrEnum):
    API = "API"
    BRAND_MANAGE = "BRAND_MANAGE"
    RECEIVE_COMPONENT = "RECEIVE_COMPONENT"
    MERCHANT_CARD = "MERCHANT_CARD"
    SMALL_ACTIVITY = "SMALL_ACTIVITY"
    MEMBER = "MEMBER"


class UserProductCouponTag(StrEnum):
    MEMBER = "MEMBER"


class CombineImage(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    scope: ProductCouponScope
    type: ProductCouponType
    usage_mode: UsageMode
    normal_coupon: NormalCouponUsageRule | None = None
    discount_coupon: DiscountCouponUsageRule | None = None
    exchange_coupon: ExchangeCouponUsageRule | None = None
    background_color: Annotated[StrictStr | None, Field(pattern="^#[0-9A-Fa-f]{6}$")] = None


class ImageGenerationTask(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    brand_id: StrictStr
    task_id: StrictStr
    image_generation_type: ImageGenerationType
    task_state: TaskState
    combine_image_result: CombineImageResult | None = None
    cut_out_result: CutOutResult | None = None


class UploadImageRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    meta: ImageMeta
    file: Annotated[bytes, Field(max_length=2097152)]


class SequentialUsageInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    type: SequentialUsageType
    count: Annotated[StrictInt, Field(ge=1, le=15)]
    available_days: Annotated[StrictInt, Field(ge=3, le=365)]
    interval_days: Annotated[StrictInt | None, Field(ge=0, le=7)] = None


class ComboPackage(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    name: Annotated[StrictStr, Field(max_length=15)]
    pick_count: Annotated[StrictInt, Field(ge=1)]
    choice_list: Annotated[list[ComboPackageChoice], Field(max_length=99, min_length=1)]


class FixedWeekPeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    day_list: Annotated[list[WeekEnum] | None, Field(max_length=7)] = None
    day_period_list: list[PeriodOfTheDay] | None = None


class SequentialCouponAvailablePeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    available_begin_time: AwareDatetime
    available_end_time: AwareDatetime
    wait_days_after_receive: Annotated[StrictInt | None, Field(ge=0, le=30)] = None
    weekly_available_period: FixedWeekPeriod | None = None
    irregular_available_period_list: Annotated[list[TimePeriod] | None, Field(max_length=2)] = None


class UsageRuleDisplayInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_usage_method_list: Annotated[list[CouponUsageMethod], Field(min_length=1)]
    mini_program_appid: StrictStr | None = None
    mini_program_path: StrictStr | None = None
    app_path: StrictStr | None = None
    usage_description: Annotated[StrictStr, Field(max_length=1000)]
    coupon_available_store_info: CouponAvailableStoreInfo | None = None
    app_jump_type: AppJumpType | None = None
    passcode_link: StrictStr | None = None


class CouponDisplayInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    code_display_mode: CouponCodeDisplayMode | None = None
    background_color: Annotated[StrictStr | None, Field(pattern="^Color(0[1-9]0|100)$")] = None
    entrance_mini_program: EntranceMiniProgram | None = None
    entrance_official_account: EntranceOfficialAccount | None = None
    entrance_finder: EntranceFinder | None = None


class UpdateStockRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    remark: Annotated[StrictStr | None, Field(max_length=20)] = None
    usage_rule_display_info: UsageRuleDisplayInfo | None = None
    coupon_display_info: CouponDisplayInfo | None = None
    notify_config: NotifyConfig | None = None
    store_scope: StockStoreScope | None = None
    brand_id: StrictStr


class UpdateStockBudgetRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    update_mode: UpdateBudgetMode
    current_max_count: StrictInt | None = None
    target_max_count: StrictInt | None = None
    current_max_count_per_day: StrictInt | None = None
    target_max_count_per_day: StrictInt | None = None
    brand_id: StrictStr


class AssociateStoresRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    store_list: Annotated[list[StoreInfo], Field(max_length=200)]
    brand_id: StrictStr


class AssociateStoresResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(ge=0)]
    success_store_list: list[StoreInfo] | None = None
    failed_store_list: list[FailedStoreInfo] | None = None


class ListAssociatedStoresResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt | None, Field(ge=0)] = None
    store_list: list[StoreInfo] | None = None
    next_page_token: Annotated[StrictStr | None, Field(max_length=100)] = None


class DisassociateStoresRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    store_list: Annotated[list[StoreInfo], Field(max_length=200)]
    brand_id: StrictStr


class DisassociateStoresResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(ge=0)]
    success_store_list: list[StoreInfo] | None = None
    failed_store_list: list[FailedStoreInfo] | None = None


class UploadCouponCodesResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(ge=0)]
    success_code_list: list[StrictStr] | None = None
    failed_code_list: list[FailedCouponCodeInfo] | None = None
    already_exist_code_list: list[StrictStr] | None = None
    duplicate_code_list: list[StrictStr] | None = None


class UpdateStockBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    remark: Annotated[StrictStr | None, Field(max_length=20)] = None
    usage_rule_display_info: UsageRuleDisplayInfo | None = None
    coupon_display_info: CouponDisplayInfo | None = None
    notify_config: NotifyConfig | None = None
    store_scope: StockStoreScope | None = None
    brand_id: StrictStr


class UpdateStockBundleBudgetRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    update_mode: UpdateBudgetMode
    current_max_count: StrictInt | None = None
    target_max_count: StrictInt | None = None
    current_max_count_per_day: StrictInt | None = None
    target_max_count_per_day: StrictInt | None = None
    brand_id: StrictStr


class UseUserProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_id: StrictStr
    appid: StrictStr
    use_time: AwareDatetime
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    brand_id: StrictStr
    store_id: StrictStr | None = None
    associated_order_info: UserProductCouponAssociatedOrderInfo | None = None
    associated_pay_score_order_info: UserProductCouponAssociatedPayScoreOrderInfo | None = None
    saved_amount: StrictInt | None = None


class CouponUsageDetail(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    use_request_no: StrictStr | None = None
    use_time: AwareDatetime | None = None
    return_request_no: StrictStr | None = None
    return_time: AwareDatetime | None = None
    associated_order_info: UserProductCouponAssociatedOrderInfo | None = None
    associated_pay_score_order_info: UserProductCouponAssociatedPayScoreOrderInfo | None = None
    saved_amount: Annotated[StrictInt | None, Field(ge=0)] = None


class CouponTagInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_tag_list: list[UserProductCouponTag] | None = None
    member_tag_info: MemberTagInfo | None = None


class ProductCouponSent(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    brand_id: StrictStr
    coupon_code: StrictStr
    product_coupon_id: StrictStr
    stock_id: StrictStr
    stock_bundle_id: StrictStr | None = None
    user_coupon_bundle_id: StrictStr | None = None
    appid: StrictStr
    openid: StrictStr
    unionid: StrictStr | None = None
    receive_time: AwareDatetime
    send_request_no: Annotated[StrictStr, Field(max_length=128)]
    send_channel: UserProductCouponSendChannel
    valid_begin_time: AwareDatetime
    valid_end_time: AwareDatetime
    phone_number: StrictStr | None = None
    country_code: StrictStr | None = None
    attach: Annotated[StrictStr | None, Field(max_length=150)] = None
    channel_custom_info: StrictStr | None = None


class NotificationEnvelope(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    id: StrictStr
    create_time: AwareDatetime
    event_type: StrictStr
    resource_type: StrictStr
    summary: StrictStr
    resource: NotificationResource


class SubmitImageGenerationTaskRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    brand_id: Annotated[StrictStr, Field(min_length=1)]
    task_id: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    image_generation_type: ImageGenerationType
    combine_image: CombineImage | None = None
    cut_out: CutOut | None = None


class ProductCouponDisplayInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    name: Annotated[StrictStr, Field(max_length=15)]
    image_url: StrictStr
    background_url: StrictStr
    detail_image_url_list: Annotated[list[StrictStr] | None, Field(max_length=8)] = None
    original_price: Annotated[StrictInt | None, Field(ge=0)] = None
    combo_package_list: Annotated[list[ComboPackage] | None, Field(max_length=50)] = None


class UpdateProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    display_info: ProductCouponDisplayInfo
    brand_id: StrictStr


class ProductCouponEntity(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: Annotated[StrictStr, Field(max_length=40)]
    scope: ProductCouponScope
    type: ProductCouponType
    usage_mode: UsageMode
    single_usage_info: SingleUsageInfo | None = None
    progressive_bundle_usage_info: ProgressiveBundleUsageInfo | None = None
    display_info: ProductCouponDisplayInfo
    out_product_no: StrictStr | None = None
    state: ProductCouponState
    deactivate_request_no: Annotated[StrictStr | None, Field(max_length=128)] = None
    deactivate_time: AwareDatetime | None = None
    deactivate_reason: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr


class CouponAvailablePeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    available_begin_time: AwareDatetime
    available_end_time: AwareDatetime
    available_days: Annotated[StrictInt | None, Field(ge=1, le=365)] = None
    wait_days_after_receive: Annotated[StrictInt | None, Field(ge=0, le=30)] = None
    weekly_available_period: FixedWeekPeriod | None = None
    irregular_available_period_list: Annotated[list[TimePeriod] | None, Field(max_length=2)] = None
    available_seconds: Annotated[StrictInt | None, Field(ge=3600, le=86400, multiple_of=3600)] = None


class SequentialUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_available_period: SequentialCouponAvailablePeriod
    normal_coupon_list: Annotated[list[NormalCouponUsageRule] | None, Field(max_length=15, min_length=1)] = None
    discount_coupon_list: Annotated[list[DiscountCouponUsageRule] | None, Field(max_length=15, min_length=1)] = None
    exchange_coupon_list: Annotated[list[ExchangeCouponUsageRule] | None, Field(max_length=15, min_length=1)] = None
    special_first: StrictBool | None = None


class StockUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_available_period: CouponAvailablePeriod
    normal_coupon: NormalCouponUsageRule | None = None
    discount_coupon: DiscountCouponUsageRule | None = None
    exchange_coupon: ExchangeCouponUsageRule | None = None


class StockBundleUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_available_period: CouponAvailablePeriod
    normal_coupon_list: Annotated[list[NormalCouponUsageRule] | None, Field(max_length=15, min_length=3)] = None
    discount_coupon_list: Annotated[list[DiscountCouponUsageRule] | None, Field(max_length=15, min_length=3)] = None
    exchange_coupon_list: Annotated[list[ExchangeCouponUsageRule] | None, Field(max_length=15, min_length=3)] = None


class StockEntityInBundle(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: Annotated[StrictStr, Field(max_length=40)]
    stock_id: Annotated[StrictStr, Field(max_length=40)]
    remark: Annotated[StrictStr | None, Field(max_length=20)] = None
    coupon_code_mode: CouponCodeMode
    coupon_code_count_info: CouponCodeCountInfo | None = None
    stock_send_rule: StockSendRule
    progressive_bundle_usage_rule: StockUsageRule | None = None
    stock_bundle_info: StockBundleInfo
    usage_rule_display_info: UsageRuleDisplayInfo
    coupon_display_info: CouponDisplayInfo
    notify_config: NotifyConfig
    store_scope: StockStoreScope
    sent_count_info: StockSentCountInfo
    state: StockState
    deactivate_request_no: Annotated[StrictStr | None, Field(max_length=128)] = None
    deactivate_time: AwareDatetime | None = None
    deactivate_reason: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr


class SendUserProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_id: StrictStr
    coupon_code: Annotated[StrictStr | None, Field(pattern="^[0-9A-Za-z_-]{1,40}$")] = None
    appid: StrictStr
    send_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,128}$")]
    attach: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr
    coupon_tag_info: CouponTagInfo | None = None


class SendUserProductCouponBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: StrictStr
    stock_bundle_id: StrictStr
    appid: StrictStr
    send_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,128}$")]
    attach: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr
    coupon_tag_info: CouponTagInfo | None = None


class SingleUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_available_period: CouponAvailablePeriod
    normal_coupon: NormalCouponUsageRule | None = None
    discount_coupon: DiscountCouponUsageRule | None = None
    exchange_coupon: ExchangeCouponUsageRule | None = None


class StockEntity(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: Annotated[StrictStr, Field(max_length=40)]
    stock_id: Annotated[StrictStr, Field(max_length=40)]
    remark: Annotated[StrictStr | None, Field(max_length=20)] = None
    coupon_code_mode: CouponCodeMode
    coupon_code_count_info: CouponCodeCountInfo | None = None
    stock_send_rule: StockSendRule
    single_usage_rule: SingleUsageRule | None = None
    sequential_usage_rule: SequentialUsageRule | None = None
    progressive_bundle_usage_rule: StockUsageRule | None = None
    stock_bundle_info: StockBundleInfo | None = None
    usage_rule_display_info: UsageRuleDisplayInfo
    coupon_display_info: CouponDisplayInfo
    notify_config: NotifyConfig
    store_scope: StockStoreScope
    sent_count_info: StockSentCountInfo
    state: StockState
    deactivate_request_no: Annotated[StrictStr | None, Field(max_length=128)] = None
    deactivate_time: AwareDatetime | None = None
    deactivate_reason: Annotated[StrictStr | None, Field(max_length=150)] = None
    brand_id: StrictStr


class ListStocksResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt | None, Field(ge=0)] = None
    stock_list: list[StockEntity] | None = None
    next_page_token: Annotated[StrictStr | None, Field(max_length=100)] = None


class StockBundleForCreate(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    remark: Annotated[StrictStr | None, Field(max_length=20)] = None
    coupon_code_mode: CouponCodeMode
    stock_send_rule: StockSendRuleForBundle
    progressive_bundle_usage_rule: StockBundleUsageRule
    usage_rule_display_info: UsageRuleDisplayInfo
    coupon_display_info: CouponDisplayInfo
    notify_config: NotifyConfig
    store_scope: StockStoreScope


class StockBundleEntity(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    stock_bundle_id: Annotated[StrictStr, Field(max_length=40)]
    stock_list: list[StockEntityInBundle]


class UserProductCouponEntity(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_code: Annotated[StrictStr, Field(max_length=40)]
    coupon_state: UserProductCouponState
    valid_begin_time: AwareDatetime
    valid_end_time: AwareDatetime
    receive_time: AwareDatetime
    send_request_no: Annotated[StrictStr, Field(max_length=128)]
    send_channel: UserProductCouponSendChannel
    confirm_request_no: StrictStr | None = None
    confirm_time: AwareDatetime | None = None
    deactivate_request_no: Annotated[StrictStr | None, Field(max_length=128)] = None
    deactivate_time: AwareDatetime | None = None
    deactivate_reason: Annotated[StrictStr | None, Field(max_length=150)] = None
    single_usage_detail: CouponUsageDetail | None = None
    progressive_bundle_usage_detail: CouponUsageDetail | None = None
    user_product_coupon_bundle_info: UserProductCouponBundleInfo | None = None
    product_coupon: ProductCouponEntity
    stock: StockEntity
    attach: Annotated[StrictStr | None, Field(max_length=150)] = None
    channel_custom_info: Annotated[StrictStr | None, Field(max_length=1000)] = None
    coupon_tag_info: CouponTagInfo | None = None
    brand_id: StrictStr | None = None


class CreateProductCouponResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: Annotated[StrictStr, Field(max_length=40)]
    scope: ProductCouponScope
    type: ProductCouponType
    usage_mode: UsageMode
    single_usage_info: SingleUsageInfo | None = None
    sequential_usage_info: SequentialUsageInfo | None = None
    progressive_bundle_usage_info: ProgressiveBundleUsageInfo | None = None
    display_info: ProductCouponDisplayInfo
    out_product_no: StrictStr | None = None
    state: ProductCouponState
    stock: StockEntity | None = None
    stock_bundle: StockBundleEntity | None = None
    brand_id: StrictStr


class StockForCreate(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    remark: Annotated[StrictStr | None, Field(max_length=20)] = None
    coupon_code_mode: CouponCodeMode
    stock_send_rule: StockSendRule
    single_usage_rule: SingleUsageRule | None = None
    sequential_usage_rule: SequentialUsageRule | None = None
    usage_rule_display_info: UsageRuleDisplayInfo
    coupon_display_info: CouponDisplayInfo
    notify_config: NotifyConfig
    store_scope: StockStoreScope


class CreateStockBundleRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    stock_bundle: StockBundleForCreate
    brand_id: StrictStr


class SendUserProductCouponBundleResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    user_coupon_bundle_id: Annotated[StrictStr, Field(max_length=40)]
    user_product_coupon_list: list[UserProductCouponEntity]


class ListUserProductCouponsResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt | None, Field(ge=0)] = None
    user_coupon_list: list[UserProductCouponEntity] | None = None
    next_page_token: Annotated[StrictStr | None, Field(max_length=100)] = None


class DeactivateUserProductCouponBundleResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    user_coupon_bundle_id: Annotated[StrictStr, Field(max_length=40)]
    user_product_coupon_list: list[UserProductCouponEntity]


class CreateProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    scope: ProductCouponScope
    type: ProductCouponType
    usage_mode: UsageMode
    single_usage_info: SingleUsageInfo | None = None
    sequential_usage_info: SequentialUsageInfo | None = None
    progressive_bundle_usage_info: ProgressiveBundleUsageInfo | None = None
    display_info: ProductCouponDisplayInfo
    out_product_no: Annotated[StrictStr | None, Field(max_length=40)] = None
    stock: StockForCreate | None = None
    stock_bundle: StockBundleForCreate | None = None
    brand_id: Annotated[StrictStr, Field(min_length=1)]


class CreateStockRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{6,40}$")]
    stock: StockForCreate
    brand_id: StrictStr
