"""The whole life of a coupon against a local WeChat Pay: `make demo`.

It goes the way of a coupon from its first picture to the end of its stock, and that of a bundle through three uses.
Then it does what goes wrong in real life, and shows what a person sees of it. It ends with status 0 only if every step
did what it says.
"""

from __future__ import annotations

import asyncio
from typing import Any

from callback import CallbackServer
from coupon import discount_coupon
from demo_bundle import use_bundle
from demo_issuing import BRAND_ID, OUTPUT, Issuing
from demo_lives import APPID, Lives
from demo_mistakes import Mistakes
from screen import Screen

from wechatpay_httpx import NotificationParser
from wechatpay_product_coupon import Client, events
from wechatpay_product_coupon.models import ProductCouponSent
from wechatpay_sandbox import Sandbox


def main() -> None:
    """Run every step; leave with status 1 at the first that does not do what it says."""
    with Sandbox.start(image_task_seconds=0.5) as sandbox:
        screen = Screen(sandbox.auth().verifier)
        screen.title(sandbox)
        with Client(
            sandbox.auth(), base_url=sandbox.url, on_soft_rule=lambda problem: screen.notes(f"a warning: {problem}")
        ) as client:
            run(sandbox, client, screen)
        summarise(sandbox, screen)


def run(sandbox: Sandbox, client: Client, screen: Screen) -> None:
    """Go the whole way."""
    inbox: list[ProductCouponSent] = []
    parser = NotificationParser(sandbox.auth().verifier, sandbox.merchant.apiv3_key)

    def receive(headers: Any, body: bytes) -> None:
        event = events.read(parser.parse(headers, body))
        if isinstance(event, ProductCouponSent):
            inbox.append(event)

    server = CallbackServer(receive)
    issuing, lives = Issuing(sandbox, client, screen), Lives(sandbox, client, screen, inbox)
    lives.set_address(server.url)
    urls = issuing.upload_pictures()
    header_url = asyncio.run(issuing.generate_images(photo_url=urls["photo.bmp"]))
    request = discount_coupon(
        out_request_no="demo_coupon_001",
        brand_id=BRAND_ID,
        appid=APPID,
        image_url=urls["logo.png"],
        background_url=header_url,
        store_scope="SPECIFIC",
    )
    coupon = issuing.create_coupon(request)
    issuing.upload_codes(coupon)
    lives.run(coupon)
    use_bundle(lives, urls["logo.png"])
    lives.end(coupon)
    mistakes = Mistakes(sandbox, client, screen, issuing)
    mistakes.show_mistakes(request)
    mistakes.show_refusals(request, coupon)
    server.close()


def summarise(sandbox: Sandbox, screen: Screen) -> None:
    """Count what reached the sandbox, and how it ended."""
    requests = sandbox.requests
    signed = [exchange for exchange in requests if exchange.mchid]
    spoilt = [exchange for exchange in signed if exchange.fault]
    told = [delivery for delivery in sandbox.wait_for_notifications() if delivery.status == 204]
    facts = [
        f"{len(requests)} requests reached WeChat Pay: {len(signed)} rightly signed, "
        f"{len(requests) - len(signed)} refused",
        f"{len(signed)} results came back: {len(signed) - len(spoilt)} verified, {len(spoilt)} refused",
        f"{len(told)} notifications came, each verified and decrypted",
        f"{len(sandbox.coupons)} coupons, with {len(sandbox.stocks)} stocks",
    ]
    screen.end(facts, OUTPUT.resolve())


if __name__ == "__main__":
    main()
