# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel, StrictBool, StrictInt, StrictStr


class NormalCouponUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    threshold: Annotated[
        StrictInt,
        Field(
            description="Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no threshold.",
            ge=0,
        ),
    ]
    discount_amount: Annotated[
        StrictInt, Field(description="Amount taken off (固定减免金额), in fen, 1/100 CNY, at least 1.", ge=1)
    ]


class DiscountCouponUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    threshold: Annotated[
        StrictInt,
        Field(
            description="Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no threshold.",
            ge=0,
        ),
    ]
    percent_off: Annotated[
        StrictInt,
        Field(
            description="Percent taken off (固定减免百分比), 1 to 100, usually at most 99; 20 is 20 % off, so 80 % is paid (8折).",
            ge=1,
            le=100,
        ),
    ]


class ExchangeCouponUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    threshold: Annotated[
        StrictInt,
        Field(
            description="Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no threshold.",
            ge=0,
        ),
    ]
    exchange_price: Annotated[
        StrictInt,
        Field(
            description="Price at which the item is given (固定兑换价格), in fen, 1/100 CNY; 990 is 9.90 CNY, 0 is free.",
            ge=0,
        ),
    ]


class CutOut(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[
        StrictStr,
        Field(
            description="URL of the product picture (商品图URL) to work on, on the host wxpaylogo.qpic.cn only; uploadImage returns such URLs.",
            pattern="^https://wxpaylogo\\.qpic\\.cn/",
        ),
    ]


class ImageMeta(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    filename: Annotated[
        StrictStr,
        Field(
            description="Name of the picture file (图片文件名), chosen by the caller, at most 150 characters, ending in .jpg, .bmp or .png in capitals or small letters; .jpeg is not among them.",
            max_length=150,
            min_length=1,
            pattern="\\.([Jj][Pp][Gg]|[Bb][Mm][Pp]|[Pp][Nn][Gg])$",
        ),
    ]
    sha256: Annotated[
        StrictStr,
        Field(
            description="Digest of the picture file (图片文件摘要), the SHA-256 of its bytes as 64 hex digits, preferably small letters.",
            pattern="^[0-9a-fA-F]{64}$",
        ),
    ]


class SingleUsageInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    normal_coupon: Annotated[
        NormalCouponUsageRule | None,
        Field(
            description="Money-off rule of all stocks (满减券使用规则), required when scope is ALL and type is NORMAL."
        ),
    ] = None
    discount_coupon: Annotated[
        DiscountCouponUsageRule | None,
        Field(
            description="Percent-off rule of all stocks (折扣券使用规则), required when scope is ALL and type is DISCOUNT."
        ),
    ] = None


class ComboPackageChoice(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    name: Annotated[StrictStr, Field(description="Item name (单品名称), at most 15 characters.", max_length=15)]
    price: Annotated[StrictInt, Field(description="Item price (单品价格), in fen, 1/100 CNY.", ge=0)]
    count: Annotated[StrictInt, Field(description="Item count (单品数量), 1 to 99.", ge=1, le=99)]
    image_url: Annotated[StrictStr | None, Field(description="Item picture (单品图片), a URL from uploadImage.")] = None
    mini_program_appid: Annotated[
        StrictStr | None,
        Field(description="AppID of the mini program to jump to (跳转小程序AppID), together with mini_program_path."),
    ] = None
    mini_program_path: Annotated[
        StrictStr | None,
        Field(description="Page of the mini program to jump to (跳转小程序路径), together with mini_program_appid."),
    ] = None


class StockSendRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    max_count: Annotated[
        StrictInt,
        Field(description="Total sendings of the stock (发放次数总上限), 1 to 100,000,000.", ge=1, le=100000000),
    ]
    max_count_per_day: Annotated[
        StrictInt | None,
        Field(
            description="Sendings of the stock per day (每日发放次数上限), 1 to 100,000,000; absent means unlimited.",
            ge=1,
            le=100000000,
        ),
    ] = None
    max_count_per_user: Annotated[
        StrictInt | None,
        Field(
            description="Sendings of the stock per user (每个用户领取次数上限), 1 to 100, unconfirmed ones included. Recommended; a newer guide lists it as required.",
            ge=1,
            le=100,
        ),
    ] = None


class PeriodOfTheDay(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    begin_time: Annotated[
        StrictInt,
        Field(
            description="Start (当天可用开始时间), the second of the day, 0 to 86399; 60 is 00:01:00.", ge=0, le=86399
        ),
    ]
    end_time: Annotated[
        StrictInt,
        Field(
            description="End (当天可用结束时间), the second of the day, 0 to 86399, after the start; 86399 is 23:59:59.",
            ge=0,
            le=86399,
        ),
    ]


class TimePeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    begin_time: Annotated[AwareDatetime, Field(description="Start (开始时间), RFC 3339 with offset.")]
    end_time: Annotated[AwareDatetime, Field(description="End (结束时间), RFC 3339 with offset, after the start.")]


class CouponAvailableStoreInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    description: Annotated[
        StrictStr, Field(description="The stores in words (券可用门店描述), at most 1000 characters.", max_length=1000)
    ]
    mini_program_appid: Annotated[
        StrictStr | None,
        Field(
            description="AppID of the mini program with the store list (跳转小程序AppID), together with mini_program_path."
        ),
    ] = None
    mini_program_path: Annotated[
        StrictStr | None,
        Field(
            description="Page of the mini program with the store list (跳转小程序路径), together with mini_program_appid."
        ),
    ] = None


class EntranceMiniProgram(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    appid: Annotated[StrictStr, Field(description="AppID of the mini program (小程序AppID).")]
    path: Annotated[StrictStr, Field(description="Page of the mini program (小程序路径).")]
    entrance_wording: Annotated[
        StrictStr, Field(description="Text of the entrance (入口文案), at most 5 characters.", max_length=5)
    ]
    guidance_wording: Annotated[
        StrictStr | None,
        Field(
            description="Guiding text (引导文案), at most 6 characters. Recommended; a newer guide lists it as required.",
            max_length=6,
        ),
    ] = None


class EntranceOfficialAccount(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    appid: Annotated[StrictStr, Field(description="AppID of the official account (公众号AppID).")]


class EntranceFinder(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    finder_id: Annotated[StrictStr, Field(description="Id of the channel (视频号ID).")]
    finder_video_id: Annotated[StrictStr | None, Field(description="Id of a video of the channel (视频号视频ID).")] = (
        None
    )
    finder_video_cover_image_url: Annotated[
        StrictStr | None, Field(description="Cover of the video (视频号封面图), a URL from uploadImage.")
    ] = None


class NotifyConfig(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    notify_appid: Annotated[
        StrictStr | None,
        Field(
            description="AppID whose openid the events carry (事件通知appid), of the brand or the service provider and associated with the brand; a mini program, service account, official account or app. Recommended; a newer guide lists it as required."
        ),
    ] = None


class CodeListItem(RootModel[StrictStr]):
    root: Annotated[StrictStr, Field(pattern="^[0-9A-Za-z_-]{1,40}$")]


class UploadCouponCodesRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[
        StrictStr,
        Field(
            description="Request number of the upload (请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand. The idempotency key.",
            pattern="^[0-9A-Za-z_-]{6,40}$",
        ),
    ]
    code_list: Annotated[
        list[CodeListItem],
        Field(
            description="Coupon codes to upload (券Code列表), 1 to 200 of 1 to 40 digits, letters, underscores or hyphens each. Repeats are allowed; the server removes them and names them in duplicate_code_list.",
            max_length=200,
            min_length=1,
        ),
    ]
    brand_id: Annotated[
        StrictStr,
        Field(
            description="Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider.",
            min_length=1,
        ),
    ]


class SubmitImageGenerationTaskResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    task_id: Annotated[StrictStr, Field(description="Number of the image generation task (图片生成的任务ID), as sent.")]
    brand_id: Annotated[StrictStr, Field(description="Brand id (品牌ID), as sent.")]


class CombineImageResult(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[
        StrictStr | None,
        Field(description="URL of the generated picture (生成的图片URL). Before SUCCESS it may be absent or empty."),
    ] = None


class CutOutResult(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[
        StrictStr | None,
        Field(description="URL of the generated picture (生成的图片URL). Before SUCCESS it may be absent or empty."),
    ] = None


class UploadImageResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[
        StrictStr,
        Field(
            description="URL of the stored picture (图片URL), at most 256 characters, valid for ever.", max_length=256
        ),
    ]


class CouponCodeCountInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(description="Number of codes uploaded (已上传的Code总数).", ge=0)]
    available_count: Annotated[StrictInt, Field(description="Number of codes left (当前可用的Code).", ge=0)]


class StockSentCountInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[StrictInt, Field(description="Number sent in all (已发放总次数).", ge=0)]
    today_count: Annotated[StrictInt, Field(description="Number sent today (当天已发放次数).", ge=0)]


class FailedCouponCodeInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_code: Annotated[StrictStr, Field(description="The coupon code (券Code), as sent.")]
    code: Annotated[StrictStr, Field(description="Error code (错误码), such as SYSTEM_ERROR.")]
    message: Annotated[StrictStr, Field(description="Reason in words (错误信息), for people.")]


class NotificationResource(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    original_type: Annotated[
        StrictStr | None,
        Field(description="Kind of the data (原始回调类型), coupon or product_coupon; not to be relied on."),
    ] = None
    algorithm: Annotated[
        StrictStr, Field(description="How it is encrypted (加密算法类型), AEAD_AES_256_GCM under the APIv3 key.")
    ]
    ciphertext: Annotated[StrictStr, Field(description="Ciphertext and tag (数据密文), Base64.")]
    nonce: Annotated[StrictStr, Field(description="Nonce of the encryption (随机串).")]
    associated_data: Annotated[
        StrictStr | None,
        Field(description="Associated data of the encryption (附加数据), product_coupon_sp; may be empty or absent."),
    ] = None


class NotificationFailure(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    code: Annotated[StrictStr, Field(description="FAIL (错误码).")]
    message: Annotated[StrictStr, Field(description="Reason in words (错误信息).")]


class Error(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    code: Annotated[StrictStr, Field(description="Error code (错误码), see `x-errors`.")]
    message: Annotated[StrictStr, Field(description="Reason in words (错误描述), for people; it may change.")]
    detail: Annotated[
        Any | None,
        Field(
            description="More about the error (错误详情), of any type. With PARAM_ERROR an object that may have field, value, issue and location (body, query, path or header). With SIGN_ERROR an object whose sign_information shows the message the server put together, as method, url, truncated_sign_message and sign_message_length."
        ),
    ] = None


class ImageGenerationType(StrEnum):
    COMBINE_IMAGE = "COMBINE_IMAGE"
    CUT_OUT = "CUT_OUT"


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


class CouponCodeMode(StrEnum):
    WECHATPAY = "WECHATPAY"
    UPLOAD = "UPLOAD"
    API_ASSIGN = "API_ASSIGN"


class StockStoreScope(StrEnum):
    NONE = "NONE"
    ALL = "ALL"
    SPECIFIC = "SPECIFIC"


class CouponUsageMethod(StrEnum):
    OFFLINE = "OFFLINE"
    MINI_PROGRAM = "MINI_PROGRAM"
    APP = "APP"
    PAYMENT_CODE = "PAYMENT_CODE"


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


class TaskState(StrEnum):
    PROCESSING = "PROCESSING"
    FAIL = "FAIL"
    SUCCESS = "SUCCESS"


class ProductCouponState(StrEnum):
    AUDITING = "AUDITING"
    EFFECTIVE = "EFFECTIVE"
    DEACTIVATED = "DEACTIVATED"


class StockState(StrEnum):
    AUDITING = "AUDITING"
    SENDING = "SENDING"
    PAUSED = "PAUSED"
    STOPPED = "STOPPED"
    DEACTIVATED = "DEACTIVATED"


class SendChannel(StrEnum):
    API = "API"
    BRAND_MANAGE = "BRAND_MANAGE"
    RECEIVE_COMPONENT = "RECEIVE_COMPONENT"
    MERCHANT_CARD = "MERCHANT_CARD"
    SMALL_ACTIVITY = "SMALL_ACTIVITY"
    MEMBER = "MEMBER"


class CombineImage(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    scope: Annotated[ProductCouponScope, Field(description="Scope of the coupon (优惠范围).")]
    type: Annotated[
        ProductCouponType,
        Field(description="Type of the coupon (商品券类型), which decides which of the three rules is required."),
    ]
    usage_mode: Annotated[
        UsageMode, Field(description="Usage mode of the coupon (使用模式), here SINGLE or PROGRESSIVE_BUNDLE.")
    ]
    normal_coupon: Annotated[
        NormalCouponUsageRule | None,
        Field(description="Money-off rule (满减券使用规则), required when type is NORMAL."),
    ] = None
    discount_coupon: Annotated[
        DiscountCouponUsageRule | None,
        Field(description="Percent-off rule (折扣券使用规则), required when type is DISCOUNT."),
    ] = None
    exchange_coupon: Annotated[
        ExchangeCouponUsageRule | None,
        Field(description="Exchange rule (兑换券使用规则), required when type is EXCHANGE."),
    ] = None
    background_color: Annotated[
        StrictStr | None,
        Field(
            description="Brand colour of the picture (背景颜色色值), a number sign and six hex digits such as `#ff5733`.",
            pattern="^#[0-9A-Fa-f]{6}$",
        ),
    ] = None


class UploadImageRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    meta: Annotated[ImageMeta, Field(description="What the file is (图片文件元信息), sent as JSON text.")]
    file: Annotated[
        bytes,
        Field(
            description="Bytes of the picture (图片文件二进制), JPG, BMP or PNG, at most 2 MiB (2,097,152 bytes).",
            max_length=2097152,
        ),
    ]


class SequentialUsageInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    type: Annotated[SequentialUsageType, Field(description="Kind of sequential rule (多次优惠规则类型).")]
    count: Annotated[
        StrictInt,
        Field(description="Number of uses (可使用次数), 1 to 15; newer pages ask for at least 3.", ge=1, le=15),
    ]
    available_days: Annotated[
        StrictInt, Field(description="Days of validity once in effect (多次优惠有效天数), 3 to 365.", ge=3, le=365)
    ]
    interval_days: Annotated[
        StrictInt | None,
        Field(
            description="Days between two uses (多次优惠使用间隔天数), 0 to 7. Absent means 0, no interval; 1 is from 00:00:00 of the next day, 2 from that of the third day.",
            ge=0,
            le=7,
        ),
    ] = None


class ComboPackage(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    name: Annotated[StrictStr, Field(description="Name of the set (套餐名), at most 15 characters.", max_length=15)]
    pick_count: Annotated[
        StrictInt,
        Field(
            description="Number of items the user may pick (可选单品数量), at least 1, and no more than the counts of choice_list add up to.",
            ge=1,
        ),
    ]
    choice_list: Annotated[
        list[ComboPackageChoice],
        Field(description="Items to pick from (单品列表), 1 to 99.", max_length=99, min_length=1),
    ]


class FixedWeekPeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    day_list: Annotated[
        list[WeekEnum] | None,
        Field(
            description="Weekdays (每周可用星期数), at most 7, each once. Recommended; a newer guide lists it as required.",
            max_length=7,
        ),
    ] = None
    day_period_list: Annotated[
        list[PeriodOfTheDay] | None,
        Field(description="Times of these days (当天可用时间段), not overlapping; absent means the whole day."),
    ] = None


class SequentialCouponAvailablePeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    available_begin_time: Annotated[AwareDatetime, Field(description="Start (开始时间), RFC 3339 with offset.")]
    available_end_time: Annotated[
        AwareDatetime,
        Field(description="End (结束时间), RFC 3339 with offset, after the start and at most 365 days after it."),
    ]
    wait_days_after_receive: Annotated[
        StrictInt | None,
        Field(
            description="Takes effect N days after receipt (领取后N天开始生效), 0 to 30 days, 0 is at once.",
            ge=0,
            le=30,
        ),
    ] = None
    weekly_available_period: Annotated[
        FixedWeekPeriod | None, Field(description="Fixed weekly times (每周固定可用时间).")
    ] = None
    irregular_available_period_list: Annotated[
        list[TimePeriod] | None,
        Field(
            description="Irregular times (无规律的可用时间段), at most 2, not overlapping. Excludes wait_days_after_receive and weekly_available_period.",
            max_length=2,
        ),
    ] = None


class UsageRuleDisplayInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_usage_method_list: Annotated[
        list[CouponUsageMethod],
        Field(description="Ways to use the coupon (券使用方式列表), at least one.", min_length=1),
    ]
    mini_program_appid: Annotated[
        StrictStr | None,
        Field(
            description="AppID of the mini program to jump to (跳转小程序AppID), of the brand or the service provider. Required with MINI_PROGRAM, together with mini_program_path."
        ),
    ] = None
    mini_program_path: Annotated[
        StrictStr | None,
        Field(
            description="Page of the mini program to jump to (跳转小程序路径). Required with MINI_PROGRAM, together with mini_program_appid."
        ),
    ] = None
    app_path: Annotated[
        StrictStr | None,
        Field(description="Page of the app to jump to (APP跳转路径), a URL or a bare path. Required with APP."),
    ] = None
    usage_description: Annotated[
        StrictStr,
        Field(description="How to use the coupon, in words (券使用说明), at most 1000 characters.", max_length=1000),
    ]
    coupon_available_store_info: Annotated[
        CouponAvailableStoreInfo | None, Field(description="Where to use the coupon (券可用门店信息).")
    ] = None


class CouponDisplayInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    code_display_mode: Annotated[
        CouponCodeDisplayMode, Field(description="How the coupon code is shown (券Code展示模式).")
    ]
    background_color: Annotated[
        StrictStr | None,
        Field(
            description="Colour of the card (背景颜色), one of Color010, Color020, Color030 and so on to Color090, and Color100. Absent means Color020.",
            pattern="^Color(0[1-9]0|100)$",
        ),
    ] = None
    entrance_mini_program: Annotated[
        EntranceMiniProgram | None, Field(description="Entrance to a mini program (小程序入口).")
    ] = None
    entrance_official_account: Annotated[
        EntranceOfficialAccount | None, Field(description="Entrance to an official account (公众号入口).")
    ] = None
    entrance_finder: Annotated[EntranceFinder | None, Field(description="Entrance to a channel (视频号入口).")] = None


class ImageGenerationTask(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    brand_id: Annotated[StrictStr, Field(description="Brand id (品牌ID).")]
    task_id: Annotated[StrictStr, Field(description="Number of the image generation task (图片生成的任务ID).")]
    image_generation_type: Annotated[ImageGenerationType, Field(description="Kind of image generation (图片生成类型).")]
    task_state: Annotated[TaskState, Field(description="State of the task (任务状态).")]
    combine_image_result: Annotated[
        CombineImageResult | None,
        Field(
            description="Result of a composition (拼图结果), to be read when task_state is SUCCESS and the kind is COMBINE_IMAGE."
        ),
    ] = None
    cut_out_result: Annotated[
        CutOutResult | None,
        Field(
            description="Result of a cut-out (生成商品图结果), to be read when task_state is SUCCESS and the kind is CUT_OUT."
        ),
    ] = None


class UploadCouponCodesResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    total_count: Annotated[
        StrictInt, Field(description="Number of codes after removing repeats (去重后券Code总数).", ge=0)
    ]
    success_code_list: Annotated[list[StrictStr] | None, Field(description="Codes stored (上传成功的券Code列表).")] = (
        None
    )
    failed_code_list: Annotated[
        list[FailedCouponCodeInfo] | None,
        Field(
            description="Codes not stored, with the reason (上传失败的券Code列表). Send them again under a new out_request_no."
        ),
    ] = None
    already_exist_code_list: Annotated[
        list[StrictStr] | None,
        Field(description="Codes that were in the system before, not stored again (已经存在的券Code列表)."),
    ] = None
    duplicate_code_list: Annotated[
        list[StrictStr] | None,
        Field(description="Codes that occurred more than once in this request (重复的券Code列表)."),
    ] = None


class ProductCouponSent(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    brand_id: Annotated[StrictStr, Field(description="Brand id (品牌ID).")]
    coupon_code: Annotated[StrictStr, Field(description="The coupon code (券Code) that the user got.")]
    product_coupon_id: Annotated[StrictStr, Field(description="Product coupon id (商品券ID).")]
    stock_id: Annotated[StrictStr, Field(description="Stock id (批次ID).")]
    stock_bundle_id: Annotated[
        StrictStr | None, Field(description="Stock bundle id (批次组ID), for coupons of several uses.")
    ] = None
    user_coupon_bundle_id: Annotated[
        StrictStr | None, Field(description="Id of the user's bundle (用户商品券组ID), for coupons of several uses.")
    ] = None
    appid: Annotated[
        StrictStr, Field(description="AppID (公众账号AppID) that openid belongs to; the notify_appid of the stock.")
    ]
    openid: Annotated[StrictStr, Field(description="The user under this AppID (用户OpenID).")]
    unionid: Annotated[
        StrictStr | None, Field(description="The user under the whole open platform account (用户UnionID).")
    ] = None
    receive_time: Annotated[
        AwareDatetime, Field(description="When the user got it (领取时间); a validity counted in days begins here.")
    ]
    send_request_no: Annotated[
        StrictStr, Field(description="Request number of the sending (发放请求单号).", max_length=128)
    ]
    send_channel: Annotated[SendChannel, Field(description="How the user got it (发放渠道).")]
    valid_begin_time: Annotated[AwareDatetime, Field(description="From when it can be used (有效期开始时间).")]
    valid_end_time: Annotated[AwareDatetime, Field(description="Until when it can be used (有效期结束时间).")]
    phone_number: Annotated[StrictStr | None, Field(description="The user's telephone number (手机号).")] = None
    country_code: Annotated[
        StrictStr | None, Field(description="Country code of the telephone number (手机号国家码).")
    ] = None
    attach: Annotated[
        StrictStr | None, Field(description="Data of the caller who sent it (附加信息), unchanged.", max_length=150)
    ] = None
    channel_custom_info: Annotated[StrictStr | None, Field(description="Data of the channel (渠道自定义信息).")] = None


class NotificationEnvelope(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    id: Annotated[StrictStr, Field(description="Notification id (通知ID), the same for a repeat.")]
    create_time: Annotated[AwareDatetime, Field(description="When it was made (通知创建时间).")]
    event_type: Annotated[
        StrictStr, Field(description="What happened (通知类型), the keys of `webhooks`; an open list, of any length.")
    ]
    resource_type: Annotated[StrictStr, Field(description="Kind of the resource (通知数据类型), encrypt-resource.")]
    summary: Annotated[StrictStr, Field(description="What happened in a few Chinese words (回调摘要).")]
    resource: Annotated[NotificationResource, Field(description="What happened in full, encrypted (通知数据).")]


class SubmitImageGenerationTaskRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    brand_id: Annotated[
        StrictStr,
        Field(
            description="Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider.",
            min_length=1,
        ),
    ]
    task_id: Annotated[
        StrictStr,
        Field(
            description="Number of the image generation task (图片生成的任务ID), 6 to 40 digits, letters, underscores or hyphens, unique for this service provider. The idempotency key.",
            pattern="^[0-9A-Za-z_-]{6,40}$",
        ),
    ]
    image_generation_type: Annotated[
        ImageGenerationType,
        Field(
            description="Kind of image generation (图片生成类型), which decides whether combine_image or cut_out is required."
        ),
    ]
    combine_image: Annotated[
        CombineImage | None,
        Field(
            description="Data of the composition (拼图数据), required when image_generation_type is COMBINE_IMAGE, tolerated otherwise."
        ),
    ] = None
    cut_out: Annotated[
        CutOut | None,
        Field(
            description="Data of the cut-out (抠图数据), required when image_generation_type is CUT_OUT, tolerated otherwise."
        ),
    ] = None


class ProductCouponDisplayInfo(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    name: Annotated[
        StrictStr,
        Field(
            description="Coupon name (商品券名称), at most 15 characters; newer pages ask for at least 3.",
            max_length=15,
        ),
    ]
    image_url: Annotated[
        StrictStr,
        Field(
            description="Coupon picture (商品券图片), a URL from uploadImage. The picture is square, 1080 by 1080 pixels, best a transparent PNG with a margin of 120 pixels."
        ),
    ]
    background_url: Annotated[
        StrictStr,
        Field(
            description="Background picture (商品券背景图), a URL from uploadImage. The picture is 65 to 77, 1170 by 1326 pixels."
        ),
    ]
    detail_image_url_list: Annotated[
        list[StrictStr] | None,
        Field(description="Detail pictures (商品券详情图列表), at most 8 URLs from uploadImage.", max_length=8),
    ] = None
    original_price: Annotated[
        StrictInt | None,
        Field(
            description="Original price of the product (商品原价), in fen, 1/100 CNY. With scope SINGLE this or combo_package_list is required, and sending both is recommended.",
            ge=0,
        ),
    ] = None
    combo_package_list: Annotated[
        list[ComboPackage] | None,
        Field(
            description="Set menus (套餐组合), at most 50. With scope SINGLE this or original_price is required, and sending both is recommended.",
            max_length=50,
        ),
    ] = None


class SingleCouponAvailablePeriod(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    available_begin_time: Annotated[AwareDatetime, Field(description="Start (开始时间), RFC 3339 with offset.")]
    available_end_time: Annotated[
        AwareDatetime,
        Field(description="End (结束时间), RFC 3339 with offset, after the start and at most 365 days after it."),
    ]
    available_days: Annotated[
        StrictInt | None,
        Field(description="Valid for N days once in effect (生效后N天内有效), 1 to 365 days.", ge=1, le=365),
    ] = None
    wait_days_after_receive: Annotated[
        StrictInt | None,
        Field(
            description="Takes effect N days after receipt (领取后N天开始生效), 0 to 30 days, 0 is at once. Needs available_days.",
            ge=0,
            le=30,
        ),
    ] = None
    weekly_available_period: Annotated[
        FixedWeekPeriod | None, Field(description="Fixed weekly times (每周固定可用时间).")
    ] = None
    irregular_available_period_list: Annotated[
        list[TimePeriod] | None,
        Field(
            description="Irregular times (无规律的可用时间段), at most 2, not overlapping. Excludes available_days, wait_days_after_receive and weekly_available_period.",
            max_length=2,
        ),
    ] = None


class SequentialUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_available_period: Annotated[
        SequentialCouponAvailablePeriod, Field(description="When the coupon can be used (券可核销时间).")
    ]
    normal_coupon_list: Annotated[
        list[NormalCouponUsageRule] | None,
        Field(
            description="Money-off rule of each use (满减券使用规则列表), 1 to 15, required when type is NORMAL.",
            max_length=15,
            min_length=1,
        ),
    ] = None
    discount_coupon_list: Annotated[
        list[DiscountCouponUsageRule] | None,
        Field(
            description="Percent-off rule of each use (折扣券使用规则列表), 1 to 15, required when type is DISCOUNT.",
            max_length=15,
            min_length=1,
        ),
    ] = None
    exchange_coupon_list: Annotated[
        list[ExchangeCouponUsageRule] | None,
        Field(
            description="Exchange rule of each use (兑换券使用规则列表), 1 to 15, required when type is EXCHANGE.",
            max_length=15,
            min_length=1,
        ),
    ] = None
    special_first: Annotated[
        StrictBool | None, Field(description="Whether the first use carries a special offer (是否提供首笔特惠).")
    ] = None


class SingleUsageRule(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    coupon_available_period: Annotated[
        SingleCouponAvailablePeriod, Field(description="When the coupon can be used (券可核销时间).")
    ]
    normal_coupon: Annotated[
        NormalCouponUsageRule | None,
        Field(
            description="Money-off rule of this stock (满减券使用规则), required when scope is SINGLE and type is NORMAL."
        ),
    ] = None
    discount_coupon: Annotated[
        DiscountCouponUsageRule | None,
        Field(
            description="Percent-off rule of this stock (折扣券使用规则), required when scope is SINGLE and type is DISCOUNT."
        ),
    ] = None
    exchange_coupon: Annotated[
        ExchangeCouponUsageRule | None,
        Field(description="Exchange rule of this stock (兑换券使用规则), required when type is EXCHANGE."),
    ] = None


class StockEntity(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: Annotated[
        StrictStr, Field(description="Product coupon id (商品券ID), at most 40 characters.", max_length=40)
    ]
    stock_id: Annotated[
        StrictStr, Field(description="Stock id (批次ID), made by WeChat Pay, at most 40 characters.", max_length=40)
    ]
    remark: Annotated[
        StrictStr | None, Field(description="Note seen only by the brand (备注), at most 20 characters.", max_length=20)
    ] = None
    coupon_code_mode: Annotated[CouponCodeMode, Field(description="Where the coupon codes come from (券Code分配模式).")]
    coupon_code_count_info: Annotated[
        CouponCodeCountInfo | None,
        Field(
            description="Counts of the uploaded codes (品牌方预上传的券Code数量信息), only when coupon_code_mode is UPLOAD."
        ),
    ] = None
    stock_send_rule: Annotated[StockSendRule, Field(description="Sending limits (发放规则).")]
    single_usage_rule: Annotated[
        SingleUsageRule | None,
        Field(description="Usage rule of single mode (单券使用规则), only when usage_mode is SINGLE."),
    ] = None
    sequential_usage_rule: Annotated[
        SequentialUsageRule | None,
        Field(description="Usage rule of sequential mode (多次优惠使用规则), only when usage_mode is SEQUENTIAL."),
    ] = None
    usage_rule_display_info: Annotated[
        UsageRuleDisplayInfo, Field(description="How to use the coupon, as shown to users (券使用规则展示信息).")
    ]
    coupon_display_info: Annotated[
        CouponDisplayInfo, Field(description="Look of the coupon in the user's card folder (用户商品券展示信息).")
    ]
    notify_config: Annotated[NotifyConfig, Field(description="Notification of coupon events (事件通知配置).")]
    store_scope: Annotated[
        StockStoreScope, Field(description="Stores of the brand in which the stock can be used (可用门店范围).")
    ]
    sent_count_info: Annotated[StockSentCountInfo, Field(description="How many were sent so far (已发放次数).")]
    state: Annotated[StockState, Field(description="State of the stock (批次状态).")]
    deactivate_request_no: Annotated[
        StrictStr | None,
        Field(description="Request number of the deactivation (失效请求单号), only when state is DEACTIVATED."),
    ] = None
    deactivate_time: Annotated[
        AwareDatetime | None,
        Field(description="Time of the deactivation (失效时间), RFC 3339 with offset, only when state is DEACTIVATED."),
    ] = None
    deactivate_reason: Annotated[
        StrictStr | None, Field(description="Reason of the deactivation (失效原因), only when state is DEACTIVATED.")
    ] = None
    brand_id: Annotated[StrictStr, Field(description="Brand id (品牌ID).")]


class StockForCreate(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    remark: Annotated[
        StrictStr | None, Field(description="Note seen only by the brand (备注), at most 20 characters.", max_length=20)
    ] = None
    coupon_code_mode: Annotated[
        CouponCodeMode,
        Field(
            description="Where the coupon codes come from (券Code分配模式). With UPLOAD, upload codes before sending."
        ),
    ]
    stock_send_rule: Annotated[StockSendRule, Field(description="Sending limits (发放规则).")]
    single_usage_rule: Annotated[
        SingleUsageRule | None,
        Field(
            description="Usage rule of single mode (单券使用规则), required when usage_mode is SINGLE, forbidden in other modes."
        ),
    ] = None
    sequential_usage_rule: Annotated[
        SequentialUsageRule | None,
        Field(
            description="Usage rule of sequential mode (多次优惠使用规则), required when usage_mode is SEQUENTIAL, forbidden in other modes."
        ),
    ] = None
    usage_rule_display_info: Annotated[
        UsageRuleDisplayInfo, Field(description="How to use the coupon, as shown to users (券使用规则展示信息).")
    ]
    coupon_display_info: Annotated[
        CouponDisplayInfo,
        Field(
            description="Look of the coupon in the user's card folder (用户商品券展示信息), with entrances of the brand."
        ),
    ]
    notify_config: Annotated[NotifyConfig, Field(description="Notification of coupon events (事件通知配置).")]
    store_scope: Annotated[
        StockStoreScope, Field(description="Stores of the brand in which the stock can be used (可用门店范围).")
    ]


class CreateProductCouponResponse(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    product_coupon_id: Annotated[
        StrictStr,
        Field(description="Product coupon id (商品券ID), made by WeChat Pay, at most 40 characters.", max_length=40),
    ]
    scope: Annotated[ProductCouponScope, Field(description="Scope of the coupon (优惠范围).")]
    type: Annotated[ProductCouponType, Field(description="Type of the coupon (商品券类型).")]
    usage_mode: Annotated[UsageMode, Field(description="Usage mode of the coupon (使用模式).")]
    single_usage_info: Annotated[
        SingleUsageInfo | None,
        Field(description="Rules of single mode (单券模式信息), only when usage_mode is SINGLE."),
    ] = None
    sequential_usage_info: Annotated[
        SequentialUsageInfo | None,
        Field(description="Rules of sequential mode (多次优惠模式信息), only when usage_mode is SEQUENTIAL."),
    ] = None
    display_info: Annotated[ProductCouponDisplayInfo, Field(description="What users see of the coupon (展示信息).")]
    out_product_no: Annotated[
        StrictStr | None, Field(description="The caller's own product number (外部商品ID), as sent.")
    ] = None
    state: Annotated[ProductCouponState, Field(description="State of the coupon (商品券状态).")]
    stock: Annotated[StockEntity, Field(description="First stock of the coupon (批次).")]
    brand_id: Annotated[StrictStr, Field(description="Brand id (品牌ID).")]


class CreateProductCouponRequest(BaseModel):
    model_config = ConfigDict(
        extra="allow",
    )
    out_request_no: Annotated[
        StrictStr,
        Field(
            description="Request number of the creation (创建请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand. The idempotency key.",
            pattern="^[0-9A-Za-z_-]{6,40}$",
        ),
    ]
    scope: Annotated[
        ProductCouponScope, Field(description="Scope of the coupon (优惠范围); EXCHANGE is possible with SINGLE only.")
    ]
    type: Annotated[
        ProductCouponType, Field(description="Type of the coupon (商品券类型), which decides which rule is required.")
    ]
    usage_mode: Annotated[UsageMode, Field(description="Usage mode of the coupon (使用模式).")]
    single_usage_info: Annotated[
        SingleUsageInfo | None,
        Field(
            description="Rules of single mode (单券模式信息), required when usage_mode is SINGLE and scope is ALL, optional with other scopes, forbidden in other modes."
        ),
    ] = None
    sequential_usage_info: Annotated[
        SequentialUsageInfo | None,
        Field(
            description="Rules of sequential mode (多次优惠模式信息), required when usage_mode is SEQUENTIAL, forbidden in other modes."
        ),
    ] = None
    display_info: Annotated[ProductCouponDisplayInfo, Field(description="What users see of the coupon (展示信息).")]
    out_product_no: Annotated[
        StrictStr | None,
        Field(
            description="The caller's own product number (外部商品ID), at most 40 characters, not checked for uniqueness.",
            max_length=40,
        ),
    ] = None
    stock: Annotated[
        StockForCreate | None,
        Field(description="First stock of the coupon (批次), required when usage_mode is SINGLE or SEQUENTIAL."),
    ] = None
    brand_id: Annotated[
        StrictStr,
        Field(
            description="Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider.",
            min_length=1,
        ),
    ]
