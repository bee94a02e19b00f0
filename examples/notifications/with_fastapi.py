"""Notifications in FastAPI: `uvicorn with_fastapi:app`."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from receiving import receive

from wechatpay_httpx.errors import NotificationError

app = FastAPI()
logger = logging.getLogger(__name__)


@app.post("/wechatpay/notify")
async def notify(request: Request) -> Response:
    body = await request.body()  # the bytes as they came; a Pydantic model in the signature would parse them
    try:
        # In a thread, because a database and Redis block; SEEN and PARSER do not mind.
        await run_in_threadpool(receive, request.headers, body)
    except NotificationError as error:
        logger.warning("%s", error)
        return JSONResponse(error.answer, error.status)
    return Response(status_code=204)
