"""What a merchant's own program would call for, done without one: no request is made, and nothing is signed."""

from __future__ import annotations

import secrets

from wechatpay_sandbox._controls.control import does
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._operations.playing import Call, Players
from wechatpay_sandbox._protocol.contract import load
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._world.calendar import written


class MerchantControls(Holder):
    """The way of one coupon, by hand."""

    @does
    def confirm_coupon(self, stock_id: str, coupon_code: str) -> None:
        """Confirm a coupon that was sent (确认发放), as its merchant would.

        Args:
            stock_id: The stock (批次) it is of.
            coupon_code: Its code (用户商品券Code).

        Raises:
            LookupError: No such coupon was sent.
            ValueError: It is not CONFIRMING.
        """
        self._call("confirmSendUserProductCoupon", stock_id, coupon_code)

    @does
    def use_coupon(self, stock_id: str, coupon_code: str, store_id: str | None = None) -> None:
        """Redeem a coupon (核销), as its merchant would; of a bundle (批次组) the next round follows.

        Args:
            stock_id: The stock (批次) it is of.
            coupon_code: Its code (用户商品券Code).
            store_id: The store (门店) it is used in; None names none.

        Raises:
            LookupError: No such coupon was sent.
            ValueError: It cannot be used now, or not in this store.
        """
        with self._changed:
            used = {"use_time": written(self._world_now()), **({"store_id": store_id} if store_id else {})}
            self._call("useUserProductCoupon", stock_id, coupon_code, **used)

    @does
    def return_coupon(self, stock_id: str, coupon_code: str) -> None:
        """Take a redemption back (退券), as the coupon's merchant would.

        Args:
            stock_id: The stock (批次) it is of.
            coupon_code: Its code (用户商品券Code).

        Raises:
            LookupError: No such coupon was sent.
            ValueError: It is not USED.
        """
        self._call("returnUserProductCoupon", stock_id, coupon_code)

    def _call(self, operation_id: str, stock_id: str, coupon_code: str, **members: str) -> None:
        contract = load()
        with self._changed:
            coupon = self._state.user_coupons.by_code.get((stock_id, coupon_code))
            if coupon is None:
                raise LookupError(f"no coupon of stock {stock_id} with this code was sent")
            named = {name: getattr(coupon, name) for name in ("product_coupon_id", "stock_id", "appid", "brand_id")}
            call = Call(
                contract.operations[operation_id],
                coupon.mchid,
                path={"openid": coupon.openid, "coupon_code": coupon_code},
                query={},
                body={"out_request_no": secrets.token_hex(10), **named, **members},
                now=self._world_now(),
            )
            try:
                Players(contract).play(self._state, call)
            except RefusedError as exc:
                raise ValueError(exc.issue or exc.code) from exc
            for event in call.events:
                self._notifier.tell(event)
