"""A whole request where its headers belong: the program's mistake, told at once, and no 401 for each notification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings as django
from django.http import HttpRequest
from flask import Request as FlaskRequest
from starlette.requests import Request as StarletteRequest
from werkzeug.test import EnvironBuilder

from tests.auth_plugin.certificates import APIV3_KEY, notification
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import NotificationParser, Verifier
from wechatpay_httpx.errors import AuthConfigurationError, Reason, UnprovenNotificationError

BODY = notification({})
Headers = dict[str, str]


def scope(headers: Headers) -> dict[str, Any]:
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": pairs}


def several(headers: Headers) -> dict[str, list[str]]:
    return {name: [value] for name, value in headers.items()}


def of_django(headers: Headers) -> HttpRequest:
    if not django.configured:
        django.configure()
    return HttpRequest()


WHOLE: dict[str, Callable[[Headers], Any]] = {
    "Starlette": lambda headers: StarletteRequest(scope(headers)),
    "ASGI": scope,
    "ASGI, as lists": lambda headers: {"type": "http", "headers": [[*pair] for pair in headers.items()]},
    "aiohttp": lambda headers: make_mocked_request("POST", "/", headers=headers),
    "Flask": lambda headers: FlaskRequest(EnvironBuilder(headers=headers).get_environ()),
    "Django": of_django,
    "a function's event": lambda headers: {"headers": headers, "body": ""},
    "a load balancer's event": lambda headers: {"headers": None, "multiValueHeaders": several(headers), "body": ""},
}


@pytest.fixture
def parse(verifier: Verifier) -> Callable[[Any], Any]:
    return lambda headers: NotificationParser(verifier, APIV3_KEY).parse(headers, BODY)


@pytest.fixture
def headers(platform_key: RSAPrivateKey) -> Headers:
    return signed_headers(platform_key, BODY)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_request_is_a_mistake_of_the_program(parse: Callable[[Any], Any], headers: Headers, kind: str) -> None:
    with pytest.raises(AuthConfigurationError, match=r"request\.headers"):
        parse(WHOLE[kind](headers))


class Obliging(dict[str, str]):
    """As the headers of Sanic, which have an attribute of every name."""

    def __getattr__(self, name: str) -> str:
        return ""


@pytest.mark.parametrize("name", ["headers", "Headers", "multiValueHeaders"])
def test_a_sender_cannot_make_it_look_so(parse: Callable[[Any], Any], headers: Headers, name: str) -> None:
    for value in "x", ["x"], ["x", "y"], [], None:
        assert parse(several(headers) | {name: value}).data == {}
        with pytest.raises(UnprovenNotificationError) as caught:
            parse({name: value})
        assert caught.value.reason is Reason.MISSING_HEADER
    assert parse(Obliging(headers)).data == {}
