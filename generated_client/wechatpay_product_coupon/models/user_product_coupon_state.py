# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class UserProductCouponState(OpenEnum):
    """State of a user's coupon (用户商品券状态).

    A value newer than this list is a member too; its `is_known` is False.
    """

    CONFIRMING = "CONFIRMING"
    """Sent, not usable until it is confirmed (待确认)"""
    PENDING = "PENDING"
    """Confirmed, the start of the validity is not reached (已发放待生效)"""
    EFFECTIVE = "EFFECTIVE"
    """Usable (已生效)"""
    USED = "USED"
    """Redeemed; a return makes it EFFECTIVE again (已核销)"""
    EXPIRED = "EXPIRED"
    """Past its validity, final (已过期)"""
    DELETED = "DELETED"
    """Deleted by the user, final; no event tells of it (已删除)"""
    DEACTIVATED = "DEACTIVATED"
    """Made void, final (已失效)"""
