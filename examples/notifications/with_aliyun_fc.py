"""Notifications in Aliyun Function Compute (阿里云函数计算), HTTP trigger; the handler is `handler`.

A function of FC 2.0 with a WSGI handler, or a web function, takes the Flask example instead.
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


def handler(event: bytes, context: Any) -> dict[str, Any]:
    headers, body = request_of_event(event)
    try:
        receive(headers, body)
    except NotificationError as error:
        logger.warning("%s", error)
        return {"statusCode": error.status, "headers": JSON, "body": json.dumps(error.answer)}
    return {"statusCode": 204, "body": ""}
