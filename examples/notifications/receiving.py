"""What receiving a notification (回调通知) takes in any framework; beside it, the few lines that each of them adds.

The keys come from the environment, as for the client, and WECHATPAY_APIV3_KEY with them. Try it on the sandbox:

    wechatpay-sandbox --notify-url http://127.0.0.1:8000/wechatpay/notify
"""

from __future__ import annotations

import os
from typing import Any

from wechatpay_httpx import NotificationParser, SeenInMemory, WeChatPayAuth
from wechatpay_product_coupon import events
from wechatpay_product_coupon.models import ImageGenerationTask, ProductCouponSent

PARSER = NotificationParser(WeChatPayAuth.from_env().verifier, os.environ["WECHATPAY_APIV3_KEY"])

# One process. For several processes or machines: SeenInRedis(redis.Redis(host="...")).
SEEN = SeenInMemory()

# Your database or queue. What takes longer than 5 seconds begins from there, once WeChat Pay has its answer.
INBOX: list[events.Event] = []


def receive(headers: Any, body: bytes) -> None:
    """Verify, decrypt and keep one notification; return once it is safe, raise if it is not.

    Raises:
        NotificationError: Answer with its `status` and `answer`.
        Exception: Anything else is answered with 500, and the notification comes again.
    """
    notification = PARSER.parse(headers, body)
    with SEEN.once(events.key(notification)) as is_new:
        if is_new:
            INBOX.append(events.read(notification))


def describe(event: events.Event) -> str:
    """Say what happened; an editor knows the fields of each."""
    match event:
        case ProductCouponSent():
            return f"{event.openid} got {event.coupon_code} at {event.receive_time:%H:%M}; confirm it (确认发放)"
        case ImageGenerationTask():
            return f"image task {event.task_id} ended with {event.task_state}"
        case events.UnknownEvent():
            return f"{event.event_type}, newer than this program"
