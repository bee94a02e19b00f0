"""The demo's second part: what becomes of a coupon once it is sent."""

from __future__ import annotations

from datetime import datetime

from demo_issuing import BRAND_ID
from screen import Screen

from wechatpay_product_coupon import BEIJING, Client, yuan
from wechatpay_product_coupon.api.notify_configs import set_notify_config
from wechatpay_product_coupon.api.stocks import (
    associate_stores,
    deactivate_stock,
    list_associated_stores,
    update_stock_budget,
)
from wechatpay_product_coupon.api.user_coupons import (
    confirm_send_user_product_coupon,
    get_user_product_coupon,
    list_user_product_coupons,
    return_user_product_coupon,
    send_user_product_coupon,
    use_user_product_coupon,
)
from wechatpay_product_coupon.models import (
    ConfirmSendUserProductCouponRequest,
    CreateProductCouponResponse,
    ProductCouponSent,
    ReturnUserProductCouponRequest,
    SendUserProductCouponRequest,
    StockEntity,
    StockState,
    UserProductCouponEntity,
    UserProductCouponState,
    UseUserProductCouponRequest,
)
from wechatpay_sandbox import Sandbox

APPID = "wx4fd12345678"
OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
NOTIFY_URL = "https://shop.example.com/wechatpay/notify"


class Lives:
    """The steps. `inbox` is what the callback has received; it is confirmed here, so that the answers can be shown."""

    def __init__(self, sandbox: Sandbox, client: Client, screen: Screen, inbox: list[ProductCouponSent]) -> None:
        self.sandbox = sandbox
        self.client = client
        self.screen = screen
        self.inbox = inbox

    def set_address(self, callback: str) -> None:
        """Say where notifications go."""
        what = "Without notifications no coupon is confirmed, and so none becomes usable."
        self.screen.step("Say where notifications go", "设置商品券事件通知地址", what)
        self.screen.call(set_notify_config.OPERATION)
        response = self.client.send(set_notify_config.call({"notify_url": NOTIFY_URL}))
        self.screen.answer("notify_url", "set", response)
        assert response.parsed.notify_url == NOTIFY_URL, "it is the address that was set"
        self.sandbox.notify_url = callback
        self.screen.notes(f"{NOTIFY_URL}, which leads to {callback} here")

    def run(self, coupon: CreateProductCouponResponse) -> None:
        """Go the whole way of one coupon, until it is used and given back."""
        assert coupon.stock, "it is of single use"
        self.tie_stores(coupon.stock)
        sent = self.send(coupon.stock)
        self.look_up(sent)
        self.use_and_return(sent)

    def tie_stores(self, stock: StockEntity) -> None:
        """Say in which stores the coupons of a stock can be used."""
        what = "Calls add up; a store that is named twice is tied once."
        self.screen.step("Tie stores to the stock", "批次关联门店", what)
        self.screen.call(associate_stores.OPERATION)
        tie = associate_stores.call(
            stock.product_coupon_id,
            stock.stock_id,
            {"brand_id": BRAND_ID, "store_list": [{"store_id": "1001"}, {"store_id": "1002"}]},
        )
        response = self.client.send(tie)
        self.screen.answer("1001, 1002", f"{len(response.parsed.success_store_list)} tied", response)
        self.screen.call(list_associated_stores.OPERATION)
        listing = list_associated_stores.call(stock.product_coupon_id, stock.stock_id, brand_id=BRAND_ID)
        listed = self.client.send(listing)
        self.screen.answer("the stock", f"{listed.parsed.total_count} stores", listed)
        assert listed.parsed.total_count == 2, "both are tied"

    def send(self, stock: StockEntity) -> ProductCouponSent:
        """Send one coupon; take the notification, and confirm."""
        what = "It is CONFIRMING until the notification has come and is confirmed (确认发放)."
        self.screen.step("Send a coupon to a user", "向用户发放商品券", what)
        self.screen.call(send_user_product_coupon.OPERATION)
        request = SendUserProductCouponRequest.like(stock, appid=APPID, send_request_no="demo_send_001")
        response = self.client.send(send_user_product_coupon.call(OPENID, request))
        self.screen.answer("one coupon", response.parsed.coupon_state, response)
        assert response.parsed.coupon_state is UserProductCouponState.CONFIRMING, "it waits to be confirmed"
        (sent,) = self.confirm_all()
        assert sent.coupon_code == response.parsed.coupon_code, "the event tells of this coupon"
        return sent

    def confirm_all(self) -> list[ProductCouponSent]:
        """Confirm what the callback was told of since the last time."""
        self.sandbox.wait_for_notifications()
        events, self.inbox[:] = list(self.inbox), []
        self.screen.notes(
            *(f"callback: coupon {event.coupon_code[-6:]} was sent, by {event.send_channel}" for event in events)
        )
        self.screen.call(confirm_send_user_product_coupon.OPERATION)
        for event in events:
            number = f"confirm_{event.coupon_code[-32:]}"
            request = ConfirmSendUserProductCouponRequest.like(event, out_request_no=number)
            call = confirm_send_user_product_coupon.call(event.openid, event.coupon_code, request)
            response = self.client.send(call)
            self.screen.answer(event.coupon_code[-6:], response.parsed.coupon_state, response)
            assert response.parsed.coupon_state is UserProductCouponState.EFFECTIVE, "it can be used now"
        return events

    def look_up(self, sent: ProductCouponSent) -> None:
        """Read one coupon, and all of the user's."""
        what = "No event tells of a redemption, an expiry or a deletion: the state is read."
        self.screen.step("Look it up", "查询用户商品券", what)
        self.screen.call(get_user_product_coupon.OPERATION)
        response = self.client.send(
            get_user_product_coupon.call(
                OPENID,
                sent.coupon_code,
                product_coupon_id=sent.product_coupon_id,
                stock_id=sent.stock_id,
                appid=APPID,
                brand_id=BRAND_ID,
            )
        )
        self.screen.answer(sent.coupon_code[-6:], response.parsed.coupon_state, response)
        self.screen.call(list_user_product_coupons.OPERATION)
        listed = self.client.send(list_user_product_coupons.call(OPENID, appid=APPID, brand_id=BRAND_ID))
        coupons = listed.parsed.user_coupon_list
        self.screen.answer("the user", f"{len(coupons)} coupon", listed)
        assert [coupon.coupon_code for coupon in coupons] == [sent.coupon_code], "the user has this coupon"

    def use_and_return(self, sent: ProductCouponSent) -> None:
        """Redeem a coupon, and give it back."""
        what = "A redemption names its order; when that is refunded, the coupon is given back."
        self.screen.step("Use it, and give it back", "核销, 退券", what)
        used = self.use(sent, number="demo_use_001")
        assert used.coupon_state is UserProductCouponState.USED, "it is redeemed"
        self.screen.call(return_user_product_coupon.OPERATION)
        request = ReturnUserProductCouponRequest.like(sent, appid=APPID, out_request_no="demo_return_001")
        response = self.client.send(return_user_product_coupon.call(OPENID, sent.coupon_code, request))
        self.screen.answer(sent.coupon_code[-6:], response.parsed.coupon_state, response)
        assert response.parsed.coupon_state is UserProductCouponState.EFFECTIVE, "it can be used again"

    def use(self, sent: ProductCouponSent, *, number: str) -> UserProductCouponEntity:
        """Redeem a coupon on an order."""
        self.screen.call(use_user_product_coupon.OPERATION)
        request = UseUserProductCouponRequest.like(
            sent,
            appid=APPID,
            out_request_no=number,
            use_time=datetime.now(BEIJING),
            store_id="1001",
            associated_order_info={"transaction_id": "4200000000202601011234567890"},
            saved_amount=yuan("9.90"),
        )
        response = self.client.send(use_user_product_coupon.call(OPENID, sent.coupon_code, request))
        self.screen.answer(sent.coupon_code[-6:], response.parsed.coupon_state, response)
        return response.parsed

    def end(self, coupon: CreateProductCouponResponse) -> None:
        """Raise a budget, then end the stock."""
        assert coupon.stock, "it is of single use"
        what = "From what it is to what it shall be, so that nobody raises it twice; then no more."
        self.screen.step("Raise the budget, end the stock", "修改批次预算, 失效批次", what)
        ids = coupon.product_coupon_id, coupon.stock.stock_id
        self.screen.call(update_stock_budget.OPERATION)
        raised = self.client.send(
            update_stock_budget.call(
                *ids,
                {
                    "out_request_no": "demo_budget_001",
                    "brand_id": BRAND_ID,
                    "update_mode": "MAX_COUNT",
                    "current_max_count": 10_000,
                    "target_max_count": 20_000,
                },
            )
        )
        self.screen.answer("10,000 → 20,000", f"{raised.parsed.stock_send_rule.max_count:,}", raised)
        assert raised.parsed.stock_send_rule.max_count == 20_000, "the budget is raised"
        self.screen.call(deactivate_stock.OPERATION)
        ended = self.client.send(
            deactivate_stock.call(
                *ids, {"out_request_no": "demo_end_001", "brand_id": BRAND_ID, "deactivate_reason": "活动结束"}
            )
        )
        self.screen.answer("the stock", ended.parsed.state, ended)
        assert ended.parsed.state is StockState.DEACTIVATED, "it sends nothing any more"
