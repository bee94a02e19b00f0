"""Notifications in Flask: `flask --app with_flask run --port 8000`."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue
from receiving import receive

from wechatpay_httpx.errors import NotificationError

app = Flask(__name__)


@app.post("/wechatpay/notify")
def notify() -> ResponseReturnValue:
    try:
        receive(request.headers, request.get_data())  # not request.json: the signature covers the bytes
    except NotificationError as error:
        app.logger.warning("%s", error)
        return error.answer, error.status
    return "", 204
