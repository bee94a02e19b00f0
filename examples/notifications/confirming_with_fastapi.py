"""Coupons confirmed (确认发放) in the callback, in FastAPI: `uvicorn confirming_with_fastapi:app`.

A coupon that was sent becomes usable when it is confirmed. Nothing is kept here: the request number of a confirmation
is made of the event, so the same event, however often it comes and after whatever crash, is the same confirmation.

The keys come from the environment, as for the client, and WECHATPAY_APIV3_KEY with them.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Body, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from wechatpay_httpx import NotificationParser, WeChatPayAuth
from wechatpay_httpx.errors import NotificationError
from wechatpay_product_coupon import AsyncClient, CallOptions, RetryPolicy, events
from wechatpay_product_coupon.errors import ClientError
from wechatpay_product_coupon.models import (
    ConfirmSendUserProductCouponRequest,
    ProductCouponSent,
    SendUserProductCouponRequest,
    UserProductCouponEntity,
)

AUTH = WeChatPayAuth.from_env()
PARSER = NotificationParser(AUTH.verifier, os.environ["WECHATPAY_APIV3_KEY"])
IN_TIME = CallOptions(retry=RetryPolicy(deadline=4))  # WeChat Pay waits 5 s for the answer to its notification
logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncClient(AUTH) as app.state.client:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/wechatpay/notify")
async def notify(request: Request) -> Response:
    try:
        notification = PARSER.parse(request.headers, await request.body())
        event = events.read(notification)
        if isinstance(event, ProductCouponSent):
            await confirm(request.app.state.client, event, events.key(notification))
    except NotificationError as error:
        logger.warning("%s", error)
        return JSONResponse(error.answer, error.status)
    except ClientError as error:  # not confirmed, or not known to be: let the notification come again
        logger.error("%s", error)
        return JSONResponse({"code": "FAIL", "message": "not processed"}, 500)
    return Response(status_code=204)


async def confirm(client: AsyncClient, sent: ProductCouponSent, key: str) -> None:
    """Make a coupon usable, under the appid and openid that the event tells."""
    number = f"confirm_{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    await client.user_coupons.confirm(
        sent.openid,
        sent.coupon_code,
        ConfirmSendUserProductCouponRequest.like(sent, out_request_no=number),
        options=IN_TIME,
    )


@app.post("/users/{openid}/coupons")
async def send(
    request: Request, openid: str, body: Annotated[SendUserProductCouponRequest, Body()]
) -> UserProductCouponEntity:
    """Send a coupon; models are body and answer. Who may call this, your own application decides."""
    client: AsyncClient = request.app.state.client
    return await client.user_coupons.send(openid, body)
