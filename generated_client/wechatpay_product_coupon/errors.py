# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""What a call can raise: the runtime's errors, and one class for each error code of the contract.

The tree stands in `wechatpay_runtime.errors`; what the plugin raises, in `wechatpay_httpx.errors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from wechatpay_runtime.errors import *  # noqa: F403
from wechatpay_runtime.errors import ApiError, TaskFailedError
from wechatpay_runtime.errors import __all__ as _runtime_errors

if TYPE_CHECKING:
    from .models import ImageGenerationTask


class AlreadyExistsError(ApiError):
    """ALREADY_EXISTS: The coupon exists already, its out_request_no was used before (商品券已存在). Or: The stock exists
    already, its out_request_no was used before (批次已存在). Or: The bundle exists already, its out_request_no was
    used before (批次组已存在). Or: The send_request_no was used before (send_request_no 已被使用). Or: The coupon_code is
    taken (券Code已存在). Or: A coupon_code is taken; so the official table, although a bundle is sent without one
    (券Code已存在)."""

    CODE = "ALREADY_EXISTS"


class InvalidRequestError(ApiError):
    """INVALID_REQUEST: The values break a business rule (传入参数不符合业务规则). Or: The HTTP request breaks the rules of
    APIv3 interfaces (HTTP 请求不符合微信支付 APIv3 接口规则). Or: The stock has expired, its budget cannot change
    (已过期的批次不可调整预算). Or: The stock has expired, no stores can be tied (已过期的批次不可关联门店). Or: The store_scope is not
    SPECIFIC, no stores can be tied (批次的可用门店范围不是指定门店, 不可关联门店). Or: The stock has expired, its stores cannot be
    listed (已过期的批次不可查询关联门店). Or: The store_scope is not SPECIFIC, it has no list of stores (批次的可用门店范围不是指定门店,
    没有门店列表). Or: The stock has expired, no stores can be untied (已过期的批次不可取消关联门店). Or: The store_scope is not
    SPECIFIC, no stores can be untied (批次的可用门店范围不是指定门店, 不可取消关联门店). Or: The stock has expired, no more codes can be
    uploaded (已过期的批次不可预上传券Code). Or: The coupon_code_mode of the stock is not UPLOAD (只有 coupon_code_mode 为 UPLOAD
    的批次可以预上传券Code). Or: The bundle has expired, its budget cannot change (已过期的批次组不可调整预算). Or: The bundle has
    expired, no stores can be tied (已过期的批次组不可关联门店). Or: The bundle has expired, no stores can be untied
    (已过期的批次组不可取消关联门店). Or: The user has reached the limit per user (用户领取数量已达上限). Or: The stock is not SENDING
    (批次不在发放中). Or: A stock of the bundle is not SENDING (批次组中有批次不在发放中)."""

    CODE = "INVALID_REQUEST"


class NotEnoughError(ApiError):
    """NOT_ENOUGH: The sending budget of the stock is used up, in all or for the day (批次发放额度不足). Or: Too few uploaded
    codes are left (预上传的券Code不足). Or: The user's coupon cannot be used now, it is not confirmed, expired, deleted,
    void, or used already (用户商品券当前状态不可核销)."""

    CODE = "NOT_ENOUGH"


class NotFoundError(ApiError):
    """NOT_FOUND: No task with this task_id, brand_id and image_generation_type is known; the answer is not
    documented, a 400 is possible (未找到 task_id 对应的图片生成任务). Or: No address of notifications is set yet
    (尚未设置回调通知地址). Or: No coupon with this product_coupon_id is known (未找到 product_coupon_id 对应的商品券). Or: No stock
    with this stock_id is known (未找到 stock_id 对应的商品券批次). Or: No bundle with this stock_bundle_id is known; the
    official table speaks of its stocks (未找到 stock_bundle_id 对应的批次组). Or: No coupon of this user with this
    coupon_code is known (未找到 coupon_code 对应的用户商品券). Or: No bundle of this user with this user_coupon_bundle_id is
    known; the official table speaks of its coupons."""

    CODE = "NOT_FOUND"


class NoAuthError(ApiError):
    """NO_AUTH: The permission for product coupons is missing, the brand has not authorised this service provider
    (缺少业务相关权限)."""

    CODE = "NO_AUTH"


class ParamError(ApiError):
    """PARAM_ERROR: A parameter is wrong (参数错误)."""

    CODE = "PARAM_ERROR"


class RatelimitExceededError(ApiError):
    """RATELIMIT_EXCEEDED: The rate limit is exceeded (请求超过接口频率限制)."""

    CODE = "RATELIMIT_EXCEEDED"


class SignError(ApiError):
    """SIGN_ERROR: The signature of the request did not verify (验证不通过)."""

    CODE = "SIGN_ERROR"


class ApiSystemError(ApiError):
    """SYSTEM_ERROR: The system has a fault (系统异常)."""

    CODE = "SYSTEM_ERROR"


class ImageGenerationTaskFailedError(TaskFailedError):
    """A wait for `task_state` has ended in FAIL."""

    answer: ImageGenerationTask


BY_CODE: Final[Mapping[str, type[ApiError]]] = {
    "ALREADY_EXISTS": AlreadyExistsError,
    "INVALID_REQUEST": InvalidRequestError,
    "NOT_ENOUGH": NotEnoughError,
    "NOT_FOUND": NotFoundError,
    "NO_AUTH": NoAuthError,
    "PARAM_ERROR": ParamError,
    "RATELIMIT_EXCEEDED": RatelimitExceededError,
    "SIGN_ERROR": SignError,
    "SYSTEM_ERROR": ApiSystemError,
}

__all__ = [
    *_runtime_errors,
    "BY_CODE",
    "AlreadyExistsError",
    "InvalidRequestError",
    "NotEnoughError",
    "NotFoundError",
    "NoAuthError",
    "ParamError",
    "RatelimitExceededError",
    "SignError",
    "ApiSystemError",
    "ImageGenerationTaskFailedError",
]
