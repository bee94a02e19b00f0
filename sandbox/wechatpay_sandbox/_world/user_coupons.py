"""User coupons (用户商品券): what was sent to whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.records import SentCoupon
from wechatpay_sandbox.models import UserProductCouponSendChannel, UserProductCouponState


@dataclass
class UserCoupon:
    """One coupon of one user. Its state follows from what was done with it and from the time.

    Attributes:
        receive_time: Unix time, as are `valid_begin_time` and `valid_end_time`.
        display_info: The product coupon's, as it was when the coupon was sent: later changes do not reach it.
        stock_display: Of the stock, likewise.
        told_appid: The AppID in its SEND event: the one that its stock named for notifications when it was sent.
        extras: Members that came with the sending: `attach`, `coupon_tag_info`.
        confirmation: Members of the answer once it is confirmed.
        usage: Use and return, as an answer shows them.
        deactivation: Members of the answer once it is void.
        user_coupon_bundle_id: The group (用户券组) it is one round of; None for one sent by itself.
        round: Its place in the group, from 0.
        rests_until: Unix time before which it cannot be used, for the days between two rounds.
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
    stock_display: JSON = field(default_factory=dict, repr=False)
    told_appid: str = ""
    extras: JSON = field(default_factory=dict, repr=False)
    confirmation: JSON = field(default_factory=dict, repr=False)
    usage: JSON = field(default_factory=dict, repr=False)
    deactivation: JSON = field(default_factory=dict, repr=False)
    used: bool = False
    deleted: bool = False
    user_coupon_bundle_id: str | None = None
    round: int = 0
    rests_until: float = 0.0

    def delete(self, now: float) -> None:
        """Let its user delete it at Unix time `now`.

        Raises:
            ValueError: It is not EFFECTIVE.
        """
        stands = self.state_at(now)
        if stands is not UserProductCouponState.EFFECTIVE:
            raise ValueError(f"the coupon is {stands}, not EFFECTIVE")
        self.deleted = True

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

    def seen_at(self, now: float) -> SentCoupon:
        """Show it as it stands at Unix time `now`."""
        return SentCoupon(
            mchid=self.mchid,
            brand_id=self.brand_id,
            product_coupon_id=self.product_coupon_id,
            stock_id=self.stock_id,
            coupon_code=self.coupon_code,
            openid=self.openid,
            state=self.state_at(now),
            send_request_no=self.send_request_no,
            receive_time=self.receive_time,
            valid_begin_time=self.valid_begin_time,
            valid_end_time=self.valid_end_time,
        )


@dataclass
class UserCoupons:
    """User coupons by stock_id and code, found by user, too, and counted: nothing walks through all of them.

    Attributes:
        by_code: By stock_id and coupon_code.
        in_order: All, in the order they were sent.
        of_stock: Those of a stock, by stock_id, in the same order.
        by_number: By stock_id, openid and send_request_no.
        bundles: The coupons of a group sent so far, by user_coupon_bundle_id, in the order of their rounds.
        by_user: By mchid, brand_id and openid, in the order they were received.
        counts: How many were sent, by stock_id alone, with the day (`day 2026-01-31`), and with the user (`user …`).
    """

    by_code: dict[tuple[str, str], UserCoupon] = field(default_factory=dict)
    in_order: list[UserCoupon] = field(default_factory=list)
    of_stock: dict[str, list[UserCoupon]] = field(default_factory=dict)
    by_number: dict[tuple[str, str, str], UserCoupon] = field(default_factory=dict)
    bundles: dict[str, list[UserCoupon]] = field(default_factory=dict)
    by_user: dict[tuple[str, str, str], list[UserCoupon]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, coupon: UserCoupon, day: str) -> None:
        """Keep a coupon that was sent on a day (`2026-01-31`) in Beijing."""
        self.by_code[coupon.stock_id, coupon.coupon_code] = coupon
        self.in_order.append(coupon)
        self.of_stock.setdefault(coupon.stock_id, []).append(coupon)
        self.by_number[coupon.stock_id, coupon.openid, coupon.send_request_no] = coupon
        if coupon.user_coupon_bundle_id:
            self.bundles.setdefault(coupon.user_coupon_bundle_id, []).append(coupon)
        self.by_user.setdefault((coupon.mchid, coupon.brand_id, coupon.openid), []).append(coupon)
        for what in ("", f"day {day}", f"user {coupon.openid}"):
            self.counts[coupon.stock_id, what] = self.sent(coupon.stock_id, what) + 1

    def sent(self, stock_id: str, what: str = "") -> int:
        """Count what was sent of a stock: in all, or of a `day …` or to a `user …`."""
        return self.counts.get((stock_id, what), 0)
