"""Notifications in AWS Lambda: behind API Gateway, a load balancer or a function URL; the handler is `handler`."""

from __future__ import annotations

import json
import logging
from typing import Any

from receiving import receive

from wechatpay_httpx import request_of_event
from wechatpay_httpx.errors import NotificationError

logger = logging.getLogger(__name__)
JSON = {"Content-Type": "application/json"}


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    headers, body = request_of_event(event)
    try:
        receive(headers, body)
    except NotificationError as error:
        logger.warning("%s", error)
        return {"statusCode": error.status, "headers": JSON, "body": json.dumps(error.answer)}
    return {"statusCode": 204}
