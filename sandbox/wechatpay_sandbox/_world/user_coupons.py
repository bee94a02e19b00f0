"""User coupons (用户商品券): what was sent to whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox.models import UserProductCouponSendChannel, UserProductCouponState


@dataclass
class UserCoupon:
    """One coupon of one user. Its state follows from what was done with it and from the time.

    Attributes:
        receive_time: Unix time, as are `valid_begin_time` and `valid_end_time`.
        display_info: The product coupon's, as it was when the coupon was sent: later changes do not reach it.
        extras: Members that came with the sending: `attach`, `coupon_tag_info`.
        confirmation: Members of the answer once it is confirmed.
        usage: Use and return, as an answer shows them.
        deactivation: Members of the answer once it is void.
    """

    mchid: str
    brand_id: str
    product_coupon_id: str
    stock_id: str
    coupon_code: str
    openid: str = field(repr=False)
    appid: str
    send_request_no: str
    send_channel: UserProductCouponSendChannel
    receive_time: float
    valid_begin_time: float
    valid_end_time: float
    display_info: JSON = field(repr=False)
    extras: JSON = field(default_factory=dict, repr=False)
    confirmation: JSON = field(default_factory=dict, repr=False)
    usage: JSON = field(default_factory=dict, repr=False)
    deactivation: JSON = field(default_factory=dict, repr=False)
    used: bool = False
    deleted: bool = False

    def state_at(self, now: float) -> UserProductCouponState:
        """Tell its state at Unix time `now`."""
        if self.deleted:
            return UserProductCouponState.DELETED
        if self.deactivation:
            return UserProductCouponState.DEACTIVATED
        if self.used:
            return UserProductCouponState.USED
        if now > self.valid_end_time:
            return UserProductCouponState.EXPIRED
        if not self.confirmation:
            return UserProductCouponState.CONFIRMING
        return UserProductCouponState.PENDING if now < self.valid_begin_time else UserProductCouponState.EFFECTIVE


@dataclass
class UserCoupons:
    """User coupons by stock_id and code, found by user, too, and counted: nothing walks through all of them.

    Attributes:
        by_code: By stock_id and coupon_code.
        by_user: By mchid, brand_id and openid, in the order they were received.
        counts: How many were sent, by stock_id alone, with the day (`day 2026-01-31`), and with the user (`user …`).
    """

    by_code: dict[tuple[str, str], UserCoupon] = field(default_factory=dict)
    by_user: dict[tuple[str, str, str], list[UserCoupon]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, coupon: UserCoupon, day: str) -> None:
        """Keep a coupon that was sent on a day (`2026-01-31`) in Beijing."""
        self.by_code[coupon.stock_id, coupon.coupon_code] = coupon
        self.by_user.setdefault((coupon.mchid, coupon.brand_id, coupon.openid), []).append(coupon)
        for what in ("", f"day {day}", f"user {coupon.openid}"):
            self.counts[coupon.stock_id, what] = self.sent(coupon.stock_id, what) + 1

    def sent(self, stock_id: str, what: str = "") -> int:
        """Count what was sent of a stock: in all, or of a `day …` or to a `user …`."""
        return self.counts.get((stock_id, what), 0)
