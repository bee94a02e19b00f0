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
    CombineImage,
    ComboPackage,
    ComboPackageChoice,
    CouponAvailableStoreInfo,
    CouponCodeDisplayMode,
    CouponCodeMode,
    CouponDisplayInfo,
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
    NormalCouponUsageRule,
    NotifyConfig,
    PeriodOfTheDay,
    ProductCouponDisplayInfo,
    ProductCouponScope,
    ProductCouponType,
    SequentialCouponAvailablePeriod,
    SequentialUsageInfo,
    SequentialUsageRule,
    SequentialUsageType,
    SingleCouponAvailablePeriod,
    SingleUsageInfo,
    SingleUsageRule,
    StockForCreate,
    StockSendRule,
    StockStoreScope,
    TimePeriod,
    UsageMode,
    UsageRuleDisplayInfo,
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

StockStoreScopeValue: TypeAlias = (
    StockStoreScope
    | Literal[
        "NONE",
        "ALL",
        "SPECIFIC",
    ]
)
"""Stores in which a stock can be used (可用门店范围)."""

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
    """Usage mode of the coupon (使用模式), here SINGLE or PROGRESSIVE_BUNDLE."""
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


class CreateProductCouponRequestDict(TypedDict):
    """A product coupon to be created together with its first stock (创建商品券). Where the offer stands depends on
    usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in single_usage_info, one of scope
    SINGLE in stock.single_usage_rule; in SEQUENTIAL mode the rules of all uses are in
    stock.sequential_usage_rule. Newer pages replace SEQUENTIAL by PROGRESSIVE_BUNDLE, which has members of its
    own and no stock."""

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
    out_product_no: NotRequired[str | None]
    """The caller's own product number (外部商品ID), at most 40 characters, not checked for uniqueness."""
    stock: NotRequired[StockForCreate | StockForCreateDict | None]
    """First stock of the coupon (批次), required when usage_mode is SINGLE or SEQUENTIAL."""


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
    """Original price of the product (商品原价), in fen, 1/100 CNY. With scope SINGLE this or combo_package_list is
    required, and sending both is recommended."""
    combo_package_list: NotRequired[Sequence[ComboPackage | ComboPackageDict] | None]
    """Set menus (套餐组合), at most 50. With scope SINGLE this or original_price is required, and sending both is
    recommended."""


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


class StockForCreateDict(TypedDict):
    """The first stock of a coupon (批次)."""

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

    coupon_available_period: SingleCouponAvailablePeriod | SingleCouponAvailablePeriodDict
    """When the coupon can be used (券可核销时间)."""
    normal_coupon: NotRequired[NormalCouponUsageRule | NormalCouponUsageRuleDict | None]
    """Money-off rule of this stock (满减券使用规则), required when scope is SINGLE and type is NORMAL."""
    discount_coupon: NotRequired[DiscountCouponUsageRule | DiscountCouponUsageRuleDict | None]
    """Percent-off rule of this stock (折扣券使用规则), required when scope is SINGLE and type is DISCOUNT."""
    exchange_coupon: NotRequired[ExchangeCouponUsageRule | ExchangeCouponUsageRuleDict | None]
    """Exchange rule of this stock (兑换券使用规则), required when type is EXCHANGE."""


class SingleCouponAvailablePeriodDict(TypedDict):
    """When a coupon of single mode can be used (券可核销时间), the intersection of all that is given. A coupon received
    before the start counts from the start, and its validity is cut at the end. For delivery plans the span must
    exceed five days."""

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
    """Irregular times (无规律的可用时间段), at most 2, not overlapping. Excludes available_days, wait_days_after_receive and
    weekly_available_period."""


class FixedWeekPeriodDict(TypedDict):
    """Times of the week in which a coupon can be used (每周固定可用时间)."""

    day_list: NotRequired[Sequence[WeekEnumValue] | None]
    """Weekdays (每周可用星期数), at most 7, each once. Recommended; a newer guide lists it as required."""
    day_period_list: NotRequired[Sequence[PeriodOfTheDay | PeriodOfTheDayDict] | None]
    """Times of these days (当天可用时间段), not overlapping; absent means the whole day."""


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
    """Page of the app to jump to (APP跳转路径), a URL or a bare path. Required with APP."""
    coupon_available_store_info: NotRequired[CouponAvailableStoreInfo | CouponAvailableStoreInfoDict | None]
    """Where to use the coupon (券可用门店信息)."""


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

    code_display_mode: CouponCodeDisplayModeValue
    """How the coupon code is shown (券Code展示模式)."""
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
    """Cover of the video (视频号封面图), a URL from uploadImage."""


class NotifyConfigDict(TypedDict):
    """Notification of coupon events (事件通知配置)."""

    notify_appid: NotRequired[str | None]
    """AppID whose openid the events carry (事件通知appid), of the brand or the service provider and associated with the
    brand; a mini program, service account, official account or app. Recommended; a newer guide lists it as
    required."""


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


__all__ = [
    "SubmitImageGenerationTaskRequestDict",
    "CombineImageDict",
    "NormalCouponUsageRuleDict",
    "DiscountCouponUsageRuleDict",
    "ExchangeCouponUsageRuleDict",
    "CutOutDict",
    "UploadImageRequestDict",
    "ImageMetaDict",
    "CreateProductCouponRequestDict",
    "SingleUsageInfoDict",
    "SequentialUsageInfoDict",
    "ProductCouponDisplayInfoDict",
    "ComboPackageDict",
    "ComboPackageChoiceDict",
    "StockForCreateDict",
    "StockSendRuleDict",
    "SingleUsageRuleDict",
    "SingleCouponAvailablePeriodDict",
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
    "UploadCouponCodesRequestDict",
    "ImageGenerationTypeValue",
    "ProductCouponScopeValue",
    "ProductCouponTypeValue",
    "UsageModeValue",
    "SequentialUsageTypeValue",
    "CouponCodeModeValue",
    "StockStoreScopeValue",
    "CouponUsageMethodValue",
    "CouponCodeDisplayModeValue",
    "WeekEnumValue",
]
