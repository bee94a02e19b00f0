"""What users (用户) do with their coupons in WeChat, where no merchant calls."""

from __future__ import annotations

from wechatpay_sandbox._controls.control import does
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._operations.pre_sending import take
from wechatpay_sandbox._protocol.contract import load


class UserControls(Holder):
    """What users do."""

    @does
    def receive_coupon(self, token: str) -> str:
        """Let the user take a pre-sent coupon in the receive component (领券组件), and notify the merchant.

        What was taken once is taken again without another coupon or notification, by any token for it.

        Args:
            token: The answer to a pre-sending (预发券token). It is valid for 300 s of the sandbox's time.

        Returns:
            The code of the user's coupon (用户商品券Code); of a bundle (批次组), that of its first round.

        Raises:
            LookupError: No such token was given out.
            ValueError: It has expired, or the stock has ended or reached a limit since.
        """
        with self._changed:
            code, events = take(self._state, load(), token, self._world_now())
            for event in events:
                self._notifier.tell(event)
            return code

    @does
    def delete_coupon(self, stock_id: str, coupon_code: str) -> None:
        """Let a user delete a coupon in WeChat (用户删除券): it is DELETED for good, and nobody is told.

        Args:
            stock_id: The stock (批次) it was sent from.
            coupon_code: Its code (用户商品券Code).

        Raises:
            LookupError: No such coupon was sent.
            ValueError: It is not EFFECTIVE; the platform knows of no deletion in another state.
        """
        with self._changed:
            coupon = self._state.user_coupons.by_code.get((stock_id, coupon_code))
            if coupon is None:
                raise LookupError(f"no coupon of stock {stock_id} with this code was sent")
            coupon.delete(self._world_now())
