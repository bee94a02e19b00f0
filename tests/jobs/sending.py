"""A stock to send from, whoever hands its events over, and what came of a job in the sandbox."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from examples.coupon import discount_coupon
from tests.jobs.scene import BRAND, PICTURE
from tests.sandbox.program import example
from wechatpay_httpx import NotificationParser
from wechatpay_jobs import SendReport
from wechatpay_product_coupon import BEIJING, Client, events
from wechatpay_sandbox import Sandbox

APPID = "wx4fd12345678"


def stock_to_send(sandbox: Sandbox, *, mode: str = "WECHATPAY", **send_rule: int) -> dict[str, Any]:
    """Make a stock, and return what `send_coupons` needs of it."""
    body: Any = discount_coupon(
        out_request_no=f"coupon_{len(sandbox.coupons):05}",
        brand_id=BRAND,
        appid=APPID,
        image_url=PICTURE,
        background_url=PICTURE,
    )
    body["stock"]["coupon_code_mode"] = mode
    body["stock"]["stock_send_rule"] = {"max_count": 1_000_000, "max_count_per_user": 10, **send_rule}
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        coupon = client.product_coupons.create(body)
    assert coupon.stock
    ids = {"product_coupon_id": coupon.product_coupon_id, "stock_id": coupon.stock.stock_id}
    return {"brand_id": BRAND, "appid": APPID, **ids}


def users(count: int, prefix: str = "user") -> list[dict[str, str]]:
    return [{"openid": f"{prefix}-{number:05}", "attach": f"row {number}"} for number in range(count)]


def received(sandbox: Sandbox, stock: dict[str, Any]) -> dict[str, list[Any]]:
    """What the users have of a stock, by openid."""
    found: dict[str, list[Any]] = {}
    for coupon in list(sandbox._state.user_coupons.by_code.values()):
        if coupon.stock_id == stock["stock_id"]:
            found.setdefault(coupon.openid, []).append(coupon)
    return found


def adds_up(report: SendReport) -> bool:
    ends = report.sent + report.duplicates + report.refused + report.failed + report.unknown + report.waiting
    parts = (report.sent, report.confirmed, report.not_confirmed, report.confirming, report.unknown, report.waiting)
    return ends == report.lines and report.confirmed + report.not_confirmed == report.sent and min(parts) >= 0


@contextlib.contextmanager
def events_to(
    sandbox: Sandbox, take: Callable[[object], object], *, chance: random.Random | None = None
) -> Iterator[Counter[str]]:
    """Receive the notifications of a sandbox and hand them over; by chance some are lost, and some come twice."""
    parser = NotificationParser(sandbox.auth().verifier, sandbox.merchant.apiv3_key)
    counts: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            what = chance.random() if chance else 0.5
            for _ in range(0 if what < 0.2 else 2 if what > 0.7 else 1):
                take(events.read(parser.parse(dict(self.headers.items()), body)))
                counts["taken"] += 1
            counts["lost"] += what < 0.2
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    sandbox.notify_url = f"http://127.0.0.1:{server.server_port}/wechatpay/notify"
    try:
        yield counts
    finally:
        sandbox.notify_url = None
        server.shutdown()
        thread.join()
        server.server_close()


def bundle_to_send(sandbox: Sandbox, **send_rule: int) -> dict[str, Any]:
    """Make a bundle, and return what `send_coupon_bundles` needs of it."""
    body = {**example("createProductCoupon", "progressive_bundle"), "brand_id": BRAND}
    bundle: Any = body["stock_bundle"]
    bundle["coupon_code_mode"] = "WECHATPAY"
    bundle["stock_send_rule"] = {"max_count": 1_000_000, "max_count_per_user": 10, **send_rule}
    period = bundle["progressive_bundle_usage_rule"]["coupon_available_period"]
    today = datetime.now(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    period |= {"available_begin_time": today.isoformat(), "available_end_time": (today + timedelta(60)).isoformat()}
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        coupon = client.product_coupons.create(body)  # type: ignore[arg-type]
    assert coupon.stock_bundle
    ids = {"product_coupon_id": coupon.product_coupon_id, "stock_bundle_id": coupon.stock_bundle.stock_bundle_id}
    return {"brand_id": BRAND, "appid": APPID, **ids}
