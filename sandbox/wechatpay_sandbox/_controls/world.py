"""What the sandbox remembers, and what happens to it without a call of the API."""

from __future__ import annotations

from wechatpay_sandbox._controls.control import does, shows
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._operations.giving import sent_coupon, stock_named
from wechatpay_sandbox._operations.images import StoredImage, stored_images
from wechatpay_sandbox._operations.sending import SENT
from wechatpay_sandbox._protocol.settings import MOST_TIMES, number_of
from wechatpay_sandbox._world.records import Coupon, ImageTask, SentCoupon, Stock


class WorldControls(Holder):
    """Coupons, stocks, codes, pictures and image tasks."""

    @property
    @shows
    def coupons(self) -> tuple[Coupon, ...]:
        """Product coupons (商品券), in the order they were created."""
        with self._changed:
            return tuple(self._state.coupons.values())

    @property
    @shows
    def stocks(self) -> tuple[Stock, ...]:
        """Stocks (批次), in the order they were created."""
        with self._changed:
            return tuple(self._state.stocks.values())

    @shows
    def codes(self, stock_id: str) -> tuple[str, ...]:
        """Coupon codes (券Code) uploaded to a stock, in the order they came.

        Args:
            stock_id: The stock (批次).
        """
        with self._changed:
            return tuple(self._state.codes.get(stock_id, ()))

    @property
    @shows
    def user_coupons(self) -> tuple[SentCoupon, ...]:
        """Coupons of users (用户商品券) as they stand now, in the order they were sent."""
        with self._changed:
            now = self._world_now()
            return tuple(coupon.seen_at(now) for coupon in self._state.user_coupons.by_code.values())

    @property
    @shows
    def images(self) -> tuple[StoredImage, ...]:
        """Pictures, uploaded and generated, in the order they came."""
        with self._changed:
            return stored_images(self._state)

    @property
    @shows
    def tasks(self) -> tuple[ImageTask, ...]:
        """Image generation tasks (图片生成任务) as they stand now, in the order they were submitted."""
        with self._changed:
            return tuple(task.seen_at(self._world_now()) for task in self._state.tasks.values())

    @does
    def send_coupon(self, stock_id: str, **members: str) -> str | None:
        """Send a coupon of a stock to a user (向用户发放商品券), and notify the merchant.

        The limits of the stock are not kept, so that any user can have as many coupons as a test needs.

        Args:
            stock_id: The stock (批次); the first one of a bundle (批次组) sends the bundle. In UPLOAD mode the next
                uploaded code is taken.
            members: Members of the notification's data that shall be so, such as `openid` or `attach`. A
                `coupon_code` is one that was not sent yet; in UPLOAD mode it counts as uploaded, if it was not.

        Returns:
            Id of the notification; None when there is no address to notify.

        Raises:
            LookupError: There is no such stock, or it has no code left.
            ValueError: A member breaks the contract or was used before, the stock is not SENDING or is a later round
                of a bundle, or `notify_url` is neither on the loopback interface nor at one of `notify_hosts`.
        """
        with self._changed:
            merchant = self._platform.merchants[stock_named(self._state, stock_id).mchid]
            self._notifier.address(merchant.number)
            data = sent_coupon(self._state, stock_id, members, self._world_now())
        notification = self._notifier.announce(merchant, SENT, data)
        return notification.id if notification else None

    @does
    def expire_coupon(self, stock_id: str, coupon_code: str) -> None:
        """Let the validity of one user's coupon end now.

        Args:
            stock_id: The stock (批次) it is of.
            coupon_code: Its code (券Code).

        Raises:
            LookupError: No such coupon was sent.
        """
        with self._changed:
            coupon = self._state.user_coupons.by_code.get((stock_id, coupon_code))
            if coupon is None:
                raise LookupError(f"no coupon of stock {stock_id} with this code was sent")
            # A coupon still lives in the second in which it ends.
            coupon.valid_end_time = min(coupon.valid_end_time, self._world_now() - 1)

    @does
    def fail_next_image_task(self, *, times: int = 1) -> None:
        """Let the next image task that is submitted end in FAIL; so does the cut-out of a picture never uploaded.

        Args:
            times: How many tasks.
        """
        number_of("times", times, at_least=0, at_most=MOST_TIMES, whole=True)
        with self._changed:
            self._state.image_tasks_to_fail += times
