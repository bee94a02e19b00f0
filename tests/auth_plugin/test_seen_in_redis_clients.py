"""Clients that claim nothing at once: everything would look new, and be processed twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import redis
import redis.asyncio
import redis.asyncio.client
import redis.client

from wechatpay_httpx import SeenInRedis
from wechatpay_httpx.errors import AuthConfigurationError


class Own(redis.asyncio.Redis):
    """As programs make one, to count commands for example."""


class OwnPipeline(redis.client.Pipeline): ...


class Wrapping:
    """A client that does not say that it is one for asyncio."""

    async def set(self, *args: object, **options: object) -> bool:
        return True


class Promising:
    """The same, by another kind of awaitable."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def set(self, *args: object, **options: object) -> asyncio.Future[bool]:
        return self.loop.create_future()


@pytest.mark.parametrize("client", [redis.asyncio.Redis, Own, lambda: redis.asyncio.Redis().pipeline()])
def test_a_client_for_asyncio_is_refused(client: Any) -> None:
    with pytest.raises(AuthConfigurationError, match="not one for asyncio"):
        SeenInRedis(client())


@pytest.mark.filterwarnings("error")
def test_one_that_shows_only_when_it_is_asked_claims_nothing() -> None:
    promising = Promising()
    client: Any
    for client in Wrapping(), promising:
        seen = SeenInRedis(client)
        with pytest.raises(AuthConfigurationError, match="not one for asyncio"), seen.once("EV-1"):
            raise AssertionError("processed")
    promising.loop.close()


def test_a_pipeline_or_a_class_is_refused() -> None:
    pool = redis.ConnectionPool()
    pipelines = redis.Redis().pipeline(), OwnPipeline(pool, {}, True, None)
    for client in pipelines:
        with pytest.raises(AuthConfigurationError, match=r"Pipeline; the client that makes pipelines"):
            SeenInRedis(client)
    wrong: Any
    for wrong in redis.Redis, Wrapping, "redis://127.0.0.1", None:
        with pytest.raises(AuthConfigurationError, match=r"redis is .*; a redis\.Redis is needed\. .*from_url"):
            SeenInRedis(wrong)
