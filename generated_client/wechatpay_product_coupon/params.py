# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Requests as typed dicts: what a caller may give in place of a model, member by member.

An enum member takes a value's text or the enum, a time takes a `datetime` or its text, and a model may stand in a dict.
A member that is None is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

from wechatpay_runtime import File

from .models import (
    AppJumpType,
    CombineImage,
    ComboPackage,
    ComboPackageChoice,
    CouponAvailablePeriod,
    CouponAvailableStoreInfo,
    CouponCodeDisplayMode,
    CouponCodeMode,
    CouponDisplayInfo,
    CouponTagInfo,
    CouponUsageMethod,
    CutOut,
    DiscountCouponUsageRule,
    EntranceFinder,
    EntranceMiniProgram,
    EntranceOfficialAccount,
    ExchangeCouponUsageRule,
    FixedWeekPeriod,
    ImageGenerationType,
    ImageMeta,
    MemberTagInfo,
    NormalCouponUsageRule,
    NotifyConfig,
    PeriodOfTheDay,
    ProductCouponDisplayInfo,
    ProductCouponScope,
    ProductCouponType,
    ProgressiveBundleUsageInfo,
    SequentialCouponAvailablePeriod,
    SequentialUsageInfo,
    SequentialUsageRule,
    SequentialUsageType,
    SingleUsageInfo,
    SingleUsageRule,
    StockBundleForCreate,
    StockBundleUsageRule,
    StockForCreate,
    StockSendRule,
    StockSendRuleForBundle,
    StockState,
    StockStoreScope,
    StoreInfo,
    TimePeriod,
    UpdateBudgetMode,
    UsageMode,
    UsageRuleDisplayInfo,
    UserProductCouponAssociatedOrderInfo,
    UserProductCouponAssociatedPayScoreOrderInfo,
    UserProductCouponState,
    UserProductCouponTag,
    WeekEnum,
)

ImageGenerationTypeValue: TypeAlias = (
    ImageGenerationType
    | Literal[
        "COMBINE_IMAGE",
        "CUT_OUT",
    ]
)
"""Kind of image generation (图片生成类型)."""

ProductCouponScopeValue: TypeAlias = (
    ProductCouponScope
    | Literal[
        "ALL",
        "SINGLE",
        "CATEGORY",
    ]
)
"""What a coupon is good for (优惠范围)."""

ProductCouponTypeValue: TypeAlias = (
    ProductCouponType
    | Literal[
        "NORMAL",
        "DISCOUNT",
        "EXCHANGE",
    ]
)
"""What a coupon gives (商品券类型)."""

UsageModeValue: TypeAlias = (
    UsageMode
    | Literal[
        "SINGLE",
        "SEQUENTIAL",
        "PROGRESSIVE_BUNDLE",
    ]
)
"""How often a coupon can be used (使用模式)."""

SequentialUsageTypeValue: TypeAlias = (
    SequentialUsageType
    | Literal[
        "INCREMENTAL",
        "EQUAL",
    ]
)
"""Kind of sequential rule (多次优惠规则类型). The official explanation is lost; the meaning is that of the names."""

CouponCodeModeValue: TypeAlias = (
    CouponCodeMode
    | Literal[
        "WECHATPAY",
        "UPLOAD",
        "API_ASSIGN",
    ]
)
"""Where coupon codes come from (券Code分配模式)."""

CouponUsageMethodValue: TypeAlias = (
    CouponUsageMethod
    | Literal[
        "OFFLINE",
        "MINI_PROGRAM",
        "APP",
        "PAYMENT_CODE",
    ]
)
"""Way to use a coupon (券使用方式)."""

AppJumpTypeValue: TypeAlias = (
    AppJumpType
    | Literal[
        "H5",
        "PASSCODE_LINK",
        "USAGE_GUIDE",
    ]
)
"""How "use now" opens an app (APP跳转类型)."""

CouponCodeDisplayModeValue: TypeAlias = (
    CouponCodeDisplayMode
    | Literal[
        "INVISIBLE",
        "BARCODE",
        "QRCODE",
    ]
)
"""How a coupon code is shown (券Code展示模式)."""

WeekEnumValue: TypeAlias = (
    WeekEnum
    | Literal[
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
    ]
)
"""Day of the week (星期)."""

StockStoreScopeValue: TypeAlias = (
    StockStoreScope
    | Literal[
        "NONE",
        "ALL",
        "SPECIFIC",
    ]
)
"""Stores in which a stock can be used (可用门店范围)."""

StockStateValue: TypeAlias = (
    StockState
    | Literal[
        "AUDITING",
        "SENDING",
        "PAUSED",
        "STOPPED",
        "DEACTIVATED",
    ]
)
"""State of a stock (批次状态)."""

UpdateBudgetModeValue: TypeAlias = (
    UpdateBudgetMode
    | Literal[
        "MAX_COUNT",
        "MAX_COUNT_PER_DAY",
    ]
)
"""Sending limit to change (更新模式)."""

UserProductCouponStateValue: TypeAlias = (
    UserProductCouponState
    | Literal[
        "CONFIRMING",
        "PENDING",
        "EFFECTIVE",
        "USED",
        "EXPIRED",
        "DELETED",
        "DEACTIVATED",
    ]
)
"""State of a user's coupon (用户商品券状态)."""

UserProductCouponTagValue: TypeAlias = UserProductCouponTag | Literal["MEMBER",]
"""Label of a user's coupon (用户商品券标签)."""


class SubmitImageGenerationTaskRequestDict(TypedDict):
    """An image generation task to be submitted (提交图片生成任务)."""

    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    task_id: str
    """Number of the image generation task (图片生成的任务ID), 6 to 40 digits, letters, underscores or hyphens, unique for
    this service provider. The idempotency key."""
    image_generation_type: ImageGenerationTypeValue
    """Kind of image generation (图片生成类型), which decides whether combine_image or cut_out is required."""
    combine_image: NotRequired[CombineImage | CombineImageDict | None]
    """Data of the composition (拼图数据), required when image_generation_type is COMBINE_IMAGE, tolerated otherwise."""
    cut_out: NotRequired[CutOut | CutOutDict | None]
    """Data of the cut-out (抠图数据), required when image_generation_type is CUT_OUT, tolerated otherwise."""


class CombineImageDict(TypedDict):
    """What a header image is composed from (拼图数据). Send the rule that fits type and no other; others are tolerated."""

    scope: ProductCouponScopeValue
    """Scope of the coupon (优惠范围)."""
    type: ProductCouponTypeValue
    """Type of the coupon (商品券类型), which decides which of the three rules is required."""
    usage_mode: UsageModeValue
    """Usage mode of the coupon (使用模式), here SINGLE; the page of several uses says PROGRESSIVE_BUNDLE too, but that
    only SINGLE is supported at present."""
    normal_coupon: NotRequired[NormalCouponUsageRule | NormalCouponUsageRuleDict | None]
    """Money-off rule (满减券使用规则), required when type is NORMAL."""
    discount_coupon: NotRequired[DiscountCouponUsageRule | DiscountCouponUsageRuleDict | None]
    """Percent-off rule (折扣券使用规则), required when type is DISCOUNT."""
    exchange_coupon: NotRequired[ExchangeCouponUsageRule | ExchangeCouponUsageRuleDict | None]
    """Exchange rule (兑换券使用规则), required when type is EXCHANGE."""
    background_color: NotRequired[str | None]
    """Brand colour of the picture (背景颜色色值), a number sign and six hex digits such as `#ff5733`."""


class NormalCouponUsageRuleDict(TypedDict):
    """Rule of a money-off coupon (满减券使用规则)."""

    threshold: int
    """Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no
    threshold."""
    discount_amount: int
    """Amount taken off (固定减免金额), in fen, 1/100 CNY, at least 1."""


class DiscountCouponUsageRuleDict(TypedDict):
    """Rule of a percent-off coupon (折扣券使用规则)."""

    threshold: int
    """Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no
    threshold."""
    percent_off: int
    """Percent taken off (固定减免百分比), 1 to 100, usually at most 99; 20 is 20 % off, so 80 % is paid (8折)."""


class ExchangeCouponUsageRuleDict(TypedDict):
    """Rule of an exchange coupon (兑换券使用规则)."""

    threshold: int
    """Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no
    threshold."""
    exchange_price: int
    """Price at which the item is given (固定兑换价格), in fen, 1/100 CNY; 990 is 9.90 CNY, 0 is free."""


class CutOutDict(TypedDict):
    """What a product is cut out of (抠图数据)."""

    image_url: str
    """URL of the product picture (商品图URL) to work on, on the host wxpaylogo.qpic.cn only; uploadImage returns such
    URLs."""


class UploadImageRequestDict(TypedDict):
    """The two parts of an upload form (图片上传). The meta part comes first and goes as JSON text; its exact bytes are
    what is signed."""

    meta: ImageMeta | ImageMetaDict
    """What the file is (图片文件元信息), sent as JSON text."""
    file: File
    """Bytes of the picture (图片文件二进制), JPG, BMP or PNG, at most 2 MiB (2,097,152 bytes)."""


class ImageMetaDict(TypedDict):
    """Name and digest of a picture (图片文件元信息)."""

    filename: str
    """Name of the picture file (图片文件名), chosen by the caller, at most 150 characters, ending in .jpg, .bmp or .png
    in capitals or small letters; .jpeg is not among them."""
    sha256: str
    """Digest of the picture file (图片文件摘要), the SHA-256 of its bytes as 64 hex digits, preferably small letters."""


class SetNotifyConfigRequestDict(TypedDict):
    """The address to which events are sent (设置商品券事件通知地址)."""

    notify_url: str
    """Address of notifications (通知URL地址), at most 256 characters: a full https URL with a path and without a query
    string, which can be reached from outside and asks for no login."""


class CreateProductCouponRequestDict(TypedDict):
    """A product coupon to be created together with its first stock or bundle (创建商品券). Where the offer stands depends
    on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in single_usage_info, one of scope
    SINGLE in stock.single_usage_rule. In PROGRESSIVE_BUNDLE mode the rules of all uses are in
    stock_bundle.progressive_bundle_usage_rule, and there is no stock. SEQUENTIAL is the older mode of several
    uses, with its rules in stock.sequential_usage_rule; a live server may know the newer one only."""

    out_request_no: str
    """Request number of the creation (创建请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    scope: ProductCouponScopeValue
    """Scope of the coupon (优惠范围); EXCHANGE is possible with SINGLE only."""
    type: ProductCouponTypeValue
    """Type of the coupon (商品券类型), which decides which rule is required."""
    usage_mode: UsageModeValue
    """Usage mode of the coupon (使用模式)."""
    display_info: ProductCouponDisplayInfo | ProductCouponDisplayInfoDict
    """What users see of the coupon (展示信息)."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    single_usage_info: NotRequired[SingleUsageInfo | SingleUsageInfoDict | None]
    """Rules of single mode (单券模式信息), required when usage_mode is SINGLE and scope is ALL, optional with other
    scopes, forbidden in other modes."""
    sequential_usage_info: NotRequired[SequentialUsageInfo | SequentialUsageInfoDict | None]
    """Rules of sequential mode (多次优惠模式信息), required when usage_mode is SEQUENTIAL, forbidden in other modes."""
    progressive_bundle_usage_info: NotRequired[ProgressiveBundleUsageInfo | ProgressiveBundleUsageInfoDict | None]
    """Settings of several uses (多次优惠模式信息), required when usage_mode is PROGRESSIVE_BUNDLE, forbidden in other modes."""
    out_product_no: NotRequired[str | None]
    """The caller's own product number (外部商品ID), at most 40 characters, not checked for uniqueness."""
    stock: NotRequired[StockForCreate | StockForCreateDict | None]
    """First stock of the coupon (批次), required when usage_mode is SINGLE or SEQUENTIAL."""
    stock_bundle: NotRequired[StockBundleForCreate | StockBundleForCreateDict | None]
    """First bundle of the coupon (批次组), required when usage_mode is PROGRESSIVE_BUNDLE, forbidden in other modes."""


class SingleUsageInfoDict(TypedDict):
    """Rules of single mode that all stocks of the coupon share (单券模式信息). Exchange coupons have their rule in the
    stock."""

    normal_coupon: NotRequired[NormalCouponUsageRule | NormalCouponUsageRuleDict | None]
    """Money-off rule of all stocks (满减券使用规则), required when scope is ALL and type is NORMAL."""
    discount_coupon: NotRequired[DiscountCouponUsageRule | DiscountCouponUsageRuleDict | None]
    """Percent-off rule of all stocks (折扣券使用规则), required when scope is ALL and type is DISCOUNT."""


class SequentialUsageInfoDict(TypedDict):
    """Rules of sequential mode (多次优惠模式信息), in which each redemption opens the next use."""

    type: SequentialUsageTypeValue
    """Kind of sequential rule (多次优惠规则类型)."""
    count: int
    """Number of uses (可使用次数), 1 to 15; newer pages ask for at least 3."""
    available_days: int
    """Days of validity once in effect (多次优惠有效天数), 3 to 365."""
    interval_days: NotRequired[int | None]
    """Days between two uses (多次优惠使用间隔天数), 0 to 7. Absent means 0, no interval; 1 is from 00:00:00 of the next day, 2
    from that of the third day."""


class ProgressiveBundleUsageInfoDict(TypedDict):
    """Settings of a coupon of several uses (多次优惠模式信息), in which each redemption sends the next coupon. interval_days
    limits the time between two uses; it does not move the validity."""

    count: int
    """Number of uses (可使用次数), 3 to 15."""
    interval_days: NotRequired[int | None]
    """Days between two uses (多次优惠使用间隔天数), 0 to 7. Absent means 0, possible on the same day; 1 is from 00:00:00 of
    the next day, 2 from that of the third day."""


class ProductCouponDisplayInfoDict(TypedDict):
    """What users see of a coupon (展示信息). Every picture URL comes from uploadImage."""

    name: str
    """Coupon name (商品券名称), at most 15 characters; newer pages ask for at least 3."""
    image_url: str
    """Coupon picture (商品券图片), a URL from uploadImage. The picture is square, 1080 by 1080 pixels, best a transparent
    PNG with a margin of 120 pixels."""
    background_url: str
    """Background picture (商品券背景图), a URL from uploadImage. The picture is 65 to 77, 1170 by 1326 pixels."""
    detail_image_url_list: NotRequired[list[str] | None]
    """Detail pictures (商品券详情图列表), at most 8 URLs from uploadImage."""
    original_price: NotRequired[int | None]
    """Original price of the product (商品原价), in fen, 1/100 CNY, 0 to 10,000,000; absent means 0. With scope SINGLE
    this or combo_package_list is required, and sending both is recommended."""
    combo_package_list: NotRequired[Sequence[ComboPackage | ComboPackageDict] | None]
    """Goods that the coupon is for (适用商品组合), in sets, at most 50. With scope SINGLE newer pages require it, older
    ones this or original_price."""


class ComboPackageDict(TypedDict):
    """A set of items of which the user picks some (套餐组合)."""

    name: str
    """Name of the set (套餐名), at most 15 characters."""
    pick_count: int
    """Number of items the user may pick (可选单品数量), at least 1, and no more than the counts of choice_list add up to."""
    choice_list: Sequence[ComboPackageChoice | ComboPackageChoiceDict]
    """Items to pick from (单品列表), 1 to 99."""


class ComboPackageChoiceDict(TypedDict):
    """An item of a set (单品)."""

    name: str
    """Item name (单品名称), at most 15 characters."""
    price: int
    """Item price (单品价格), in fen, 1/100 CNY."""
    count: int
    """Item count (单品数量), 1 to 99."""
    image_url: NotRequired[str | None]
    """Item picture (单品图片), a URL from uploadImage."""
    mini_program_appid: NotRequired[str | None]
    """AppID of the mini program to jump to (跳转小程序AppID), together with mini_program_path."""
    mini_program_path: NotRequired[str | None]
    """Page of the mini program to jump to (跳转小程序路径), together with mini_program_appid."""


class UpdateProductCouponRequestDict(TypedDict):
    """The new display of a coupon (修改商品券), whole; it is no merge, so send what shall stay. With scope SINGLE,
    display_info.combo_package_list is required."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    display_info: ProductCouponDisplayInfo | ProductCouponDisplayInfoDict
    """The new display (展示信息), whole."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class DeactivateProductCouponRequestDict(TypedDict):
    """A coupon to be made void (失效商品券)."""

    out_request_no: str
    """Request number of the deactivation (失效请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    deactivate_reason: str
    """Reason (失效原因) why the coupon is made void, at most 150 characters."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class CreateStockRequestDict(TypedDict):
    """A stock to be added to a coupon of single-use mode (添加商品券批次). When the coupon has scope SINGLE,
    stock.single_usage_rule holds the rule that fits its type; when it has scope ALL, only the period, since the
    offer stands in the coupon."""

    out_request_no: str
    """Request number of the creation (创建请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    stock: StockForCreate | StockForCreateDict
    """The stock (批次)."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class StockForCreateDict(TypedDict):
    """A stock to be made (批次)."""

    coupon_code_mode: CouponCodeModeValue
    """Where the coupon codes come from (券Code分配模式). With UPLOAD, upload codes before sending."""
    stock_send_rule: StockSendRule | StockSendRuleDict
    """Sending limits (发放规则)."""
    usage_rule_display_info: UsageRuleDisplayInfo | UsageRuleDisplayInfoDict
    """How to use the coupon, as shown to users (券使用规则展示信息)."""
    coupon_display_info: CouponDisplayInfo | CouponDisplayInfoDict
    """Look of the coupon in the user's card folder (用户商品券展示信息), with entrances of the brand."""
    notify_config: NotifyConfig | NotifyConfigDict
    """Notification of coupon events (事件通知配置)."""
    store_scope: StockStoreScopeValue
    """Stores of the brand in which the stock can be used (可用门店范围)."""
    remark: NotRequired[str | None]
    """Note seen only by the brand (备注), at most 20 characters."""
    single_usage_rule: NotRequired[SingleUsageRule | SingleUsageRuleDict | None]
    """Usage rule of single mode (单券使用规则), required when usage_mode is SINGLE, forbidden in other modes."""
    sequential_usage_rule: NotRequired[SequentialUsageRule | SequentialUsageRuleDict | None]
    """Usage rule of sequential mode (多次优惠使用规则), required when usage_mode is SEQUENTIAL, forbidden in other modes."""


class StockSendRuleDict(TypedDict):
    """How many coupons of a stock may be sent (发放规则)."""

    max_count: int
    """Total sendings of the stock (发放次数总上限), 1 to 100,000,000."""
    max_count_per_day: NotRequired[int | None]
    """Sendings of the stock per day (每日发放次数上限), 1 to 100,000,000; absent means unlimited."""
    max_count_per_user: NotRequired[int | None]
    """Sendings of the stock per user (每个用户领取次数上限), 1 to 100, unconfirmed ones included. Recommended; a newer guide
    lists it as required."""


class SingleUsageRuleDict(TypedDict):
    """When and how a coupon of single mode can be used (单券使用规则)."""

    coupon_available_period: CouponAvailablePeriod | CouponAvailablePeriodDict
    """When the coupon can be used (券可核销时间)."""
    normal_coupon: NotRequired[NormalCouponUsageRule | NormalCouponUsageRuleDict | None]
    """Money-off rule of this stock (满减券使用规则), required when scope is SINGLE and type is NORMAL."""
    discount_coupon: NotRequired[DiscountCouponUsageRule | DiscountCouponUsageRuleDict | None]
    """Percent-off rule of this stock (折扣券使用规则), required when scope is SINGLE and type is DISCOUNT."""
    exchange_coupon: NotRequired[ExchangeCouponUsageRule | ExchangeCouponUsageRuleDict | None]
    """Exchange rule of this stock (兑换券使用规则), required when type is EXCHANGE."""


class CouponAvailablePeriodDict(TypedDict):
    """When a coupon can be used (券可核销时间), the intersection of all that is given. A coupon received before the start
    counts from the start, and its validity is cut at the end. For delivery plans the span must exceed five days."""

    available_begin_time: datetime.datetime | str
    """Start (开始时间), RFC 3339 with offset."""
    available_end_time: datetime.datetime | str
    """End (结束时间), RFC 3339 with offset, after the start and at most 365 days after it."""
    available_days: NotRequired[int | None]
    """Valid for N days once in effect (生效后N天内有效), 1 to 365 days."""
    wait_days_after_receive: NotRequired[int | None]
    """Takes effect N days after receipt (领取后N天开始生效), 0 to 30 days, 0 is at once. Needs available_days."""
    weekly_available_period: NotRequired[FixedWeekPeriod | FixedWeekPeriodDict | None]
    """Fixed weekly times (每周固定可用时间)."""
    irregular_available_period_list: NotRequired[Sequence[TimePeriod | TimePeriodDict] | None]
    """Irregular times (无规律的可用时间段), at most 2, not overlapping. Excludes available_days, wait_days_after_receive,
    weekly_available_period and available_seconds."""
    available_seconds: NotRequired[int | None]
    """Valid for N seconds after receipt (领取后N秒内有效), 3600 to 86400, whole hours. In effect at once, to the second.
    Excludes the four settings above."""


class FixedWeekPeriodDict(TypedDict):
    """Times of the week in which a coupon can be used (每周固定可用时间)."""

    day_list: NotRequired[Sequence[WeekEnumValue] | None]
    """Weekdays (每周可用星期数), at most 7, each once. Recommended; a newer guide lists it as required."""
    day_period_list: NotRequired[Sequence[PeriodOfTheDay | PeriodOfTheDayDict] | None]
    """Times of these days (当天可用时间段), at most 3, not overlapping; absent means the whole day."""


class PeriodOfTheDayDict(TypedDict):
    """A period of a day, in seconds since midnight (当天可用时间段)."""

    begin_time: int
    """Start (当天可用开始时间), the second of the day, 0 to 86399; 60 is 00:01:00."""
    end_time: int
    """End (当天可用结束时间), the second of the day, 0 to 86399, after the start; 86399 is 23:59:59."""


class TimePeriodDict(TypedDict):
    """A period between two points in time (时间段)."""

    begin_time: datetime.datetime | str
    """Start (开始时间), RFC 3339 with offset."""
    end_time: datetime.datetime | str
    """End (结束时间), RFC 3339 with offset, after the start."""


class SequentialUsageRuleDict(TypedDict):
    """When and how a coupon of sequential mode can be used (多次优惠使用规则). The list that fits the coupon's type holds
    the rule of each use, 1 to 15; whether their number must equal count is not documented."""

    coupon_available_period: SequentialCouponAvailablePeriod | SequentialCouponAvailablePeriodDict
    """When the coupon can be used (券可核销时间)."""
    normal_coupon_list: NotRequired[Sequence[NormalCouponUsageRule | NormalCouponUsageRuleDict] | None]
    """Money-off rule of each use (满减券使用规则列表), 1 to 15, required when type is NORMAL."""
    discount_coupon_list: NotRequired[Sequence[DiscountCouponUsageRule | DiscountCouponUsageRuleDict] | None]
    """Percent-off rule of each use (折扣券使用规则列表), 1 to 15, required when type is DISCOUNT."""
    exchange_coupon_list: NotRequired[Sequence[ExchangeCouponUsageRule | ExchangeCouponUsageRuleDict] | None]
    """Exchange rule of each use (兑换券使用规则列表), 1 to 15, required when type is EXCHANGE."""
    special_first: NotRequired[bool | None]
    """Whether the first use carries a special offer (是否提供首笔特惠)."""


class SequentialCouponAvailablePeriodDict(TypedDict):
    """When a coupon of sequential mode can be used (券可核销时间), the intersection of all that is given. The days of
    validity stand in sequential_usage_info."""

    available_begin_time: datetime.datetime | str
    """Start (开始时间), RFC 3339 with offset."""
    available_end_time: datetime.datetime | str
    """End (结束时间), RFC 3339 with offset, after the start and at most 365 days after it."""
    wait_days_after_receive: NotRequired[int | None]
    """Takes effect N days after receipt (领取后N天开始生效), 0 to 30 days, 0 is at once."""
    weekly_available_period: NotRequired[FixedWeekPeriod | FixedWeekPeriodDict | None]
    """Fixed weekly times (每周固定可用时间)."""
    irregular_available_period_list: NotRequired[Sequence[TimePeriod | TimePeriodDict] | None]
    """Irregular times (无规律的可用时间段), at most 2, not overlapping. Excludes wait_days_after_receive and
    weekly_available_period."""


class UsageRuleDisplayInfoDict(TypedDict):
    """How to use a coupon, as shown to users (券使用规则展示信息). Coupons with OFFLINE cannot be put into delivery plans."""

    coupon_usage_method_list: Sequence[CouponUsageMethodValue]
    """Ways to use the coupon (券使用方式列表), at least one."""
    usage_description: str
    """How to use the coupon, in words (券使用说明), at most 1000 characters."""
    mini_program_appid: NotRequired[str | None]
    """AppID of the mini program to jump to (跳转小程序AppID), of the brand or the service provider. Required with
    MINI_PROGRAM, together with mini_program_path."""
    mini_program_path: NotRequired[str | None]
    """Page of the mini program to jump to (跳转小程序路径). Required with MINI_PROGRAM, together with mini_program_appid."""
    app_path: NotRequired[str | None]
    """Page of the app to jump to (APP的H5跳转路径), an H5 URL; older pages knew a bare path too. Required with APP,
    unless app_jump_type is another than H5."""
    coupon_available_store_info: NotRequired[CouponAvailableStoreInfo | CouponAvailableStoreInfoDict | None]
    """Where to use the coupon (券可用门店信息)."""
    app_jump_type: NotRequired[AppJumpTypeValue | None]
    """How the app is opened (APP跳转类型), with APP. Newer pages require it there."""
    passcode_link: NotRequired[str | None]
    """Link to be copied (口令链接), required when app_jump_type is PASSCODE_LINK."""


class CouponAvailableStoreInfoDict(TypedDict):
    """Stores in which a coupon can be used, as shown to users (券可用门店信息)."""

    description: str
    """The stores in words (券可用门店描述), at most 1000 characters."""
    mini_program_appid: NotRequired[str | None]
    """AppID of the mini program with the store list (跳转小程序AppID), together with mini_program_path."""
    mini_program_path: NotRequired[str | None]
    """Page of the mini program with the store list (跳转小程序路径), together with mini_program_appid."""


class CouponDisplayInfoDict(TypedDict):
    """Look of a coupon in the user's card folder (用户商品券展示信息)."""

    code_display_mode: NotRequired[CouponCodeDisplayModeValue | None]
    """How the coupon code is shown (用户商品券Code展示模式), required for the first stock of a coupon; newer pages require it
    everywhere."""
    background_color: NotRequired[str | None]
    """Colour of the card (背景颜色), one of Color010, Color020, Color030 and so on to Color090, and Color100. Absent
    means Color020."""
    entrance_mini_program: NotRequired[EntranceMiniProgram | EntranceMiniProgramDict | None]
    """Entrance to a mini program (小程序入口)."""
    entrance_official_account: NotRequired[EntranceOfficialAccount | EntranceOfficialAccountDict | None]
    """Entrance to an official account (公众号入口)."""
    entrance_finder: NotRequired[EntranceFinder | EntranceFinderDict | None]
    """Entrance to a channel (视频号入口)."""


class EntranceMiniProgramDict(TypedDict):
    """Entrance to a mini program (小程序入口)."""

    appid: str
    """AppID of the mini program (小程序AppID)."""
    path: str
    """Page of the mini program (小程序路径)."""
    entrance_wording: str
    """Text of the entrance (入口文案), at most 5 characters."""
    guidance_wording: NotRequired[str | None]
    """Guiding text (引导文案), at most 6 characters. Recommended; a newer guide lists it as required."""


class EntranceOfficialAccountDict(TypedDict):
    """Entrance to an official account (公众号入口)."""

    appid: str
    """AppID of the official account (公众号AppID)."""


class EntranceFinderDict(TypedDict):
    """Entrance to a channel (视频号入口)."""

    finder_id: str
    """Id of the channel (视频号ID)."""
    finder_video_id: NotRequired[str | None]
    """Id of a video of the channel (视频号视频ID)."""
    finder_video_cover_image_url: NotRequired[str | None]
    """Cover of the video (视频号封面图), a URL from uploadImage, 716 by 402 pixels, at most 2 MiB."""


class NotifyConfigDict(TypedDict):
    """Notification of coupon events (事件通知配置)."""

    notify_appid: NotRequired[str | None]
    """AppID whose openid the events carry (事件通知appid), of the brand or the service provider and associated with the
    brand; a mini program, service account, official account or app. Recommended; a newer guide lists it as
    required."""


class UpdateStockRequestDict(TypedDict):
    """What shall change of a stock (修改商品券批次). Always send the present store_scope - the official page says that it
    is set to NONE when absent. What becomes of other members left out is not documented. Amounts and validity
    never change."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    remark: NotRequired[str | None]
    """Note seen only by the brand (备注), at most 20 characters."""
    usage_rule_display_info: NotRequired[UsageRuleDisplayInfo | UsageRuleDisplayInfoDict | None]
    """How to use the coupon, as shown to users (券使用规则展示信息), whole."""
    coupon_display_info: NotRequired[CouponDisplayInfo | CouponDisplayInfoDict | None]
    """Look of the coupon in the user's card folder (用户商品券展示信息), whole."""
    notify_config: NotRequired[NotifyConfig | NotifyConfigDict | None]
    """Notification of coupon events (事件通知配置)."""
    store_scope: NotRequired[StockStoreScopeValue | None]
    """Stores of the brand (可用门店范围). Send the present one each time - when it is absent, the official page says, it
    is set to NONE, and all stores are untied. SPECIFIC becomes ALL without untying first."""


class UpdateStockBudgetRequestDict(TypedDict):
    """One sending limit of a stock, as it is and as it shall be (修改商品券批次发放预算). The present value is compared with
    the server's. A daily limit can neither be introduced nor removed."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    update_mode: UpdateBudgetModeValue
    """Limit to change (更新模式), one in a call."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    current_max_count: NotRequired[int | None]
    """Present total limit (当前批次发放次数总上限), as the server has it, required when update_mode is MAX_COUNT."""
    target_max_count: NotRequired[int | None]
    """New total limit (目标批次发放次数总上限), which may be lower but not below what is sent, required when update_mode is
    MAX_COUNT."""
    current_max_count_per_day: NotRequired[int | None]
    """Present daily limit (当前批次每日发放次数上限), as the server has it, required when update_mode is MAX_COUNT_PER_DAY."""
    target_max_count_per_day: NotRequired[int | None]
    """New daily limit (目标批次每日发放次数上限), which may be lower, required when update_mode is MAX_COUNT_PER_DAY."""


class DeactivateStockRequestDict(TypedDict):
    """A stock to be made void (失效商品券批次)."""

    out_request_no: str
    """Request number of the deactivation (失效请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    deactivate_reason: str
    """Reason (失效原因) why the stock is made void, at most 150 characters."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class AssociateStoresRequestDict(TypedDict):
    """Stores to be tied to a stock (批次关联门店)."""

    store_list: Sequence[StoreInfo | StoreInfoDict]
    """Stores (门店列表), 1 to 200. Repeats are allowed; the server removes them."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class DisassociateStoresRequestDict(TypedDict):
    """Stores to be untied from a stock (批次取消关联门店)."""

    store_list: Sequence[StoreInfo | StoreInfoDict]
    """Stores (门店列表), 1 to 200. Repeats are allowed; the server removes them."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class StoreInfoDict(TypedDict):
    """A store of the brand (门店)."""

    store_id: str
    """Store id (门店ID), made by the operation that creates brand stores (创建品牌门店)."""


class UploadCouponCodesRequestDict(TypedDict):
    """Coupon codes for a stock (预上传券Code)."""

    out_request_no: str
    """Request number of the upload (请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    code_list: list[str]
    """Coupon codes to upload (券Code列表), 1 to 200 of 1 to 40 digits, letters, underscores or hyphens each. Repeats
    are allowed; the server removes them and names them in duplicate_code_list."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class CreateStockBundleRequestDict(TypedDict):
    """A bundle to be added to a coupon of several uses (添加商品券批次组)."""

    out_request_no: str
    """Request number of the creation (创建请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    stock_bundle: StockBundleForCreate | StockBundleForCreateDict
    """The bundle (批次组)."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class StockBundleForCreateDict(TypedDict):
    """A bundle of stocks to be made, one for each use of the coupon (批次组). What is given here is set on every stock
    of it."""

    coupon_code_mode: CouponCodeModeValue
    """Where the coupon codes come from (券Code分配模式), WECHATPAY or UPLOAD. With UPLOAD, upload codes to each stock of
    the bundle before sending."""
    stock_send_rule: StockSendRuleForBundle | StockSendRuleForBundleDict
    """Sending limits (批次组发放规则)."""
    progressive_bundle_usage_rule: StockBundleUsageRule | StockBundleUsageRuleDict
    """Usage rule (多次优惠批次组使用规则)."""
    usage_rule_display_info: UsageRuleDisplayInfo | UsageRuleDisplayInfoDict
    """How to use the coupon, as shown to users (券使用规则展示信息)."""
    coupon_display_info: CouponDisplayInfo | CouponDisplayInfoDict
    """Look of the coupon in the user's card folder (用户商品券展示信息), with entrances of the brand."""
    notify_config: NotifyConfig | NotifyConfigDict
    """Notification of coupon events (事件通知配置)."""
    store_scope: StockStoreScopeValue
    """Stores of the brand in which the stocks can be used (可用门店范围)."""
    remark: NotRequired[str | None]
    """Note seen only by the brand (备注), at most 20 characters."""


class StockSendRuleForBundleDict(TypedDict):
    """How many coupons of a bundle may be sent (批次组发放规则)."""

    max_count: int
    """Total sendings of the bundle (批次组发放次数总上限), 1 to 100,000,000; every stock inherits it."""
    max_count_per_day: NotRequired[int | None]
    """Sendings of the bundle per day (批次组每日发放次数上限), 1 to 100,000,000; absent means unlimited. The first stock
    inherits it, the others stay unlimited."""
    max_count_per_user: NotRequired[int | None]
    """Sendings of the bundle per user (每个用户领取批次组次数上限), 1 to 100, unconfirmed ones included; every stock inherits it.
    Required by the official page."""


class StockBundleUsageRuleDict(TypedDict):
    """When and how the coupons of a bundle can be used (多次优惠批次组使用规则). The list that fits the coupon's type holds the
    offer of each use, 3 to 15; one stock is made for each element, in order. From the second use on, no offer is
    weaker than the one before; the first is free."""

    coupon_available_period: CouponAvailablePeriod | CouponAvailablePeriodDict
    """When the coupons can be used (券可核销时间), all of them, counted from the receipt of the bundle."""
    normal_coupon_list: NotRequired[Sequence[NormalCouponUsageRule | NormalCouponUsageRuleDict] | None]
    """Money-off rule of each use (满减券使用规则), 3 to 15, required when type is NORMAL."""
    discount_coupon_list: NotRequired[Sequence[DiscountCouponUsageRule | DiscountCouponUsageRuleDict] | None]
    """Percent-off rule of each use (折扣券使用规则), 3 to 15, required when type is DISCOUNT."""
    exchange_coupon_list: NotRequired[Sequence[ExchangeCouponUsageRule | ExchangeCouponUsageRuleDict] | None]
    """Exchange rule of each use (兑换券使用规则), 3 to 15, required when type is EXCHANGE."""


class UpdateStockBundleRequestDict(TypedDict):
    """What shall change of all stocks of a bundle (修改商品券批次组). Always send the present store_scope - the official
    page says that it is set to NONE when absent. What becomes of other members left out is not documented.
    Amounts and validity never change."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    remark: NotRequired[str | None]
    """Note seen only by the brand (备注), at most 20 characters."""
    usage_rule_display_info: NotRequired[UsageRuleDisplayInfo | UsageRuleDisplayInfoDict | None]
    """How to use the coupon, as shown to users (券使用规则展示信息), whole."""
    coupon_display_info: NotRequired[CouponDisplayInfo | CouponDisplayInfoDict | None]
    """Look of the coupon in the user's card folder (用户商品券展示信息), whole."""
    notify_config: NotRequired[NotifyConfig | NotifyConfigDict | None]
    """Notification of coupon events (事件通知配置)."""
    store_scope: NotRequired[StockStoreScopeValue | None]
    """Stores of the brand (可用门店范围). Send the present one each time - when it is absent, the official page says, it
    is set to NONE, and all stores are untied. SPECIFIC becomes ALL without untying first."""


class UpdateStockBundleBudgetRequestDict(TypedDict):
    """One sending limit of all stocks of a bundle, as it is and as it shall be (修改商品券批次组发放预算). The present value is
    compared with the server's. A daily limit can neither be introduced nor removed, and concerns the first stock
    only."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    update_mode: UpdateBudgetModeValue
    """Limit to change (更新模式), one in a call."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    current_max_count: NotRequired[int | None]
    """Present total limit (当前批次组发放次数总上限), as the server has it, required when update_mode is MAX_COUNT."""
    target_max_count: NotRequired[int | None]
    """New total limit (目标批次组发放次数总上限), which may be lower but not below what is sent, required when update_mode is
    MAX_COUNT."""
    current_max_count_per_day: NotRequired[int | None]
    """Present daily limit (当前批次组每日发放次数上限), as the server has it, required when update_mode is MAX_COUNT_PER_DAY."""
    target_max_count_per_day: NotRequired[int | None]
    """New daily limit (目标批次组每日发放次数上限), which may be lower, required when update_mode is MAX_COUNT_PER_DAY."""


class AssociateStoresForStockBundleRequestDict(TypedDict):
    """Stores to be tied to all stocks of a bundle (批次组批量关联门店)."""

    store_list: Sequence[StoreInfo | StoreInfoDict]
    """Stores (门店列表), 1 to 200. Repeats are allowed; the server removes them."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class DisassociateStoresForStockBundleRequestDict(TypedDict):
    """Stores to be untied from all stocks of a bundle (批次组批量取消关联门店)."""

    store_list: Sequence[StoreInfo | StoreInfoDict]
    """Stores (门店列表), 1 to 200. Repeats are allowed; the server removes them."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class SendUserProductCouponRequestDict(TypedDict):
    """A coupon to be sent to a user (向用户发放商品券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    send_request_no: str
    """Request number of the sending (发券请求单号), 6 to 128 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key; at most 40 characters fit every sending operation."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    coupon_code: NotRequired[str | None]
    """Code for this user (用户商品券Code), 1 to 40 digits, letters, underscores or hyphens. Required when
    coupon_code_mode of the stock is API_ASSIGN, forbidden otherwise."""
    attach: NotRequired[str | None]
    """Data of the caller (自定义附加信息), at most 150 characters, given back by queries and by the event."""
    coupon_tag_info: NotRequired[CouponTagInfo | CouponTagInfoDict | None]
    """Labels of the coupon (用户商品券标签信息), such as the member mark that members of a card see."""


class SendUserProductCouponBundleRequestDict(TypedDict):
    """A bundle to be sent to a user (向用户发放商品券批次组)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_bundle_id: str
    """Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created; the bundle must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    send_request_no: str
    """Request number of the sending (发券请求单号), 6 to 128 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key; at most 40 characters fit every sending operation."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    attach: NotRequired[str | None]
    """Data of the caller (自定义附加信息), at most 150 characters, given back by queries and by the event."""
    coupon_tag_info: NotRequired[CouponTagInfo | CouponTagInfoDict | None]
    """Labels of the coupons (用户商品券标签信息), such as the member mark that members of a card see."""


class PreSendUserProductCouponRequestDict(TypedDict):
    """A coupon that a user shall take in the receive component (向用户预发放商品券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    send_request_no: str
    """Request number of the sending (发券请求单号), 6 to 128 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key; at most 40 characters fit every sending operation."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    coupon_code: NotRequired[str | None]
    """Code for this user (用户商品券Code), 1 to 40 digits, letters, underscores or hyphens. Required when
    coupon_code_mode of the stock is API_ASSIGN, forbidden otherwise."""
    attach: NotRequired[str | None]
    """Data of the caller (自定义附加信息), at most 150 characters, given back by queries and by the event."""


class PreSendUserProductCouponBundleRequestDict(TypedDict):
    """A bundle that a user shall take in the receive component (向用户预发放商品券批次组)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_bundle_id: str
    """Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created; the bundle must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    send_request_no: str
    """Request number of the sending (发券请求单号), 6 to 128 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key; at most 40 characters fit every sending operation."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    attach: NotRequired[str | None]
    """Data of the caller (自定义附加信息), at most 150 characters, given back by queries and by the event."""


class ConfirmSendUserProductCouponRequestDict(TypedDict):
    """A coupon of a user to be confirmed (确认发放用户商品券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    out_request_no: str
    """Request number of the confirmation (确认发放请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class UseUserProductCouponRequestDict(TypedDict):
    """A redemption, with the order it belongs to (核销用户商品券). It names a payment order or a pay score order, never
    both."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    use_time: datetime.datetime | str
    """Time of the redemption (核销时间), RFC 3339 with offset."""
    out_request_no: str
    """Request number of the redemption (核销请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand and never used for another coupon. The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    store_id: NotRequired[str | None]
    """Store of the redemption (核销门店ID), of the same brand, open for business and within the stock's stores."""
    associated_order_info: NotRequired[
        UserProductCouponAssociatedOrderInfo | UserProductCouponAssociatedOrderInfoDict | None
    ]
    """The payment order (关联微信支付订单信息), unless it is a pay score order."""
    associated_pay_score_order_info: NotRequired[
        UserProductCouponAssociatedPayScoreOrderInfo | UserProductCouponAssociatedPayScoreOrderInfoDict | None
    ]
    """The pay score order (关联微信支付分订单信息), unless it is a payment order."""
    saved_amount: NotRequired[int | None]
    """Amount that this coupon saved (优惠金额), in fen, 1/100 CNY. Money off - the amount taken off. Exchange - original
    price less exchange price. Percent off of scope SINGLE - original price times percent, of scope ALL - what was
    really saved on the order."""


class ReturnUserProductCouponRequestDict(TypedDict):
    """A redeemed coupon to be given back (退券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    out_request_no: str
    """Request number of the return (退券请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class DeactivateUserProductCouponRequestDict(TypedDict):
    """A coupon of a user to be made void (失效用户商品券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    out_request_no: str
    """Request number of the deactivation (失效请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    deactivate_reason: str
    """Reason (失效原因) why the user's coupon is made void, at most 150 characters."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class DeactivateUserProductCouponBundleRequestDict(TypedDict):
    """A bundle of a user to be made void (失效用户商品券组)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_bundle_id: str
    """Stock bundle id (批次组ID), made by WeChat Pay when the bundle was created; the bundle must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    out_request_no: str
    """Request number of the deactivation (失效请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    deactivate_reason: str
    """Reason (失效原因) why the user's bundle is made void, at most 150 characters."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""


class CouponTagInfoDict(TypedDict):
    """Labels of a user's coupon (用户商品券标签信息)."""

    coupon_tag_list: NotRequired[Sequence[UserProductCouponTagValue] | None]
    """Labels (用户商品券标签列表)."""
    member_tag_info: NotRequired[MemberTagInfo | MemberTagInfoDict | None]
    """The member card (会员标签信息), required when coupon_tag_list has MEMBER."""


class MemberTagInfoDict(TypedDict):
    """The card whose members see the member mark (会员标签信息)."""

    member_card_id: NotRequired[str | None]
    """Member card template id (会员卡模板ID), made by the operation that creates member cards. Required by the official
    page."""


class UserProductCouponAssociatedOrderInfoDict(TypedDict):
    """A payment order of WeChat Pay (关联微信支付订单信息), by its own number, the merchant's or both. For an order made in
    partner mode mchid is the service provider and sub_mchid the sub-merchant; for an order of a direct merchant
    mchid is that merchant, and there is no sub_mchid."""

    transaction_id: NotRequired[str | None]
    """WeChat Pay order number (微信支付单号)."""
    out_trade_no: NotRequired[str | None]
    """Merchant order number (商户订单号), together with mchid."""
    mchid: NotRequired[str | None]
    """Merchant number (商户号) that made the order, with out_trade_no."""
    sub_mchid: NotRequired[str | None]
    """Sub-merchant number (子商户号), with out_trade_no of an order made in partner mode."""


class UserProductCouponAssociatedPayScoreOrderInfoDict(TypedDict):
    """A service order of WeChat Pay score (关联微信支付分订单信息), by its own number, the merchant's or both. mchid and
    sub_mchid are those of UserProductCouponAssociatedOrderInfo."""

    order_id: NotRequired[str | None]
    """WeChat Pay service order number (微信支付服务订单号)."""
    out_order_no: NotRequired[str | None]
    """Merchant service order number (商户服务订单号), 1 to 32 digits, letters, underscores, vertical bars or hyphens,
    together with mchid."""
    mchid: NotRequired[str | None]
    """Merchant number (商户号) that made the order, with out_order_no."""
    sub_mchid: NotRequired[str | None]
    """Sub-merchant number (子商户号), with out_order_no of an order made in partner mode."""


__all__ = [
    "SubmitImageGenerationTaskRequestDict",
    "CombineImageDict",
    "NormalCouponUsageRuleDict",
    "DiscountCouponUsageRuleDict",
    "ExchangeCouponUsageRuleDict",
    "CutOutDict",
    "UploadImageRequestDict",
    "ImageMetaDict",
    "SetNotifyConfigRequestDict",
    "CreateProductCouponRequestDict",
    "SingleUsageInfoDict",
    "SequentialUsageInfoDict",
    "ProgressiveBundleUsageInfoDict",
    "ProductCouponDisplayInfoDict",
    "ComboPackageDict",
    "ComboPackageChoiceDict",
    "UpdateProductCouponRequestDict",
    "DeactivateProductCouponRequestDict",
    "CreateStockRequestDict",
    "StockForCreateDict",
    "StockSendRuleDict",
    "SingleUsageRuleDict",
    "CouponAvailablePeriodDict",
    "FixedWeekPeriodDict",
    "PeriodOfTheDayDict",
    "TimePeriodDict",
    "SequentialUsageRuleDict",
    "SequentialCouponAvailablePeriodDict",
    "UsageRuleDisplayInfoDict",
    "CouponAvailableStoreInfoDict",
    "CouponDisplayInfoDict",
    "EntranceMiniProgramDict",
    "EntranceOfficialAccountDict",
    "EntranceFinderDict",
    "NotifyConfigDict",
    "UpdateStockRequestDict",
    "UpdateStockBudgetRequestDict",
    "DeactivateStockRequestDict",
    "AssociateStoresRequestDict",
    "DisassociateStoresRequestDict",
    "StoreInfoDict",
    "UploadCouponCodesRequestDict",
    "CreateStockBundleRequestDict",
    "StockBundleForCreateDict",
    "StockSendRuleForBundleDict",
    "StockBundleUsageRuleDict",
    "UpdateStockBundleRequestDict",
    "UpdateStockBundleBudgetRequestDict",
    "AssociateStoresForStockBundleRequestDict",
    "DisassociateStoresForStockBundleRequestDict",
    "SendUserProductCouponRequestDict",
    "SendUserProductCouponBundleRequestDict",
    "PreSendUserProductCouponRequestDict",
    "PreSendUserProductCouponBundleRequestDict",
    "ConfirmSendUserProductCouponRequestDict",
    "UseUserProductCouponRequestDict",
    "ReturnUserProductCouponRequestDict",
    "DeactivateUserProductCouponRequestDict",
    "DeactivateUserProductCouponBundleRequestDict",
    "CouponTagInfoDict",
    "MemberTagInfoDict",
    "UserProductCouponAssociatedOrderInfoDict",
    "UserProductCouponAssociatedPayScoreOrderInfoDict",
    "ImageGenerationTypeValue",
    "ProductCouponScopeValue",
    "ProductCouponTypeValue",
    "UsageModeValue",
    "SequentialUsageTypeValue",
    "CouponCodeModeValue",
    "CouponUsageMethodValue",
    "AppJumpTypeValue",
    "CouponCodeDisplayModeValue",
    "WeekEnumValue",
    "StockStoreScopeValue",
    "StockStateValue",
    "UpdateBudgetModeValue",
    "UserProductCouponStateValue",
    "UserProductCouponTagValue",
]
