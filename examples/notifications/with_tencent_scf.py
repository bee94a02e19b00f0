"""Notifications in Tencent SCF (腾讯云云函数): API Gateway with integrated response (集成响应), or a function URL.

The handler is `main_handler`. Behind a load balancer (CLB), let it pass the body on in Base64: one that parses JSON
loses the bytes that were signed.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from receiving import receive

from wechatpay_httpx import request_of_event
from wechatpay_httpx.errors import NotificationError

logger = logging.getLogger(__name__)
JSON = {"Content-Type": "application/json"}


def main_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    headers, body = request_of_event(event)
    try:
        receive(headers, body)
    except NotificationError as error:
        logger.warning("%s", error)
        answer = json.dumps(error.answer)
        return {"isBase64Encoded": False, "statusCode": error.status, "headers": JSON, "body": answer}
    return {"isBase64Encoded": False, "statusCode": 204, "headers": {}, "body": ""}
