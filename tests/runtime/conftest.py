from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis as redis_library
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO
from tests.auth_plugin.platform import Answer, Platform
from tests.calls import Caller
from tests.peer import Peer, answers
from tests.redis_server import Redis, running_redis
from tests.runtime.exchanges import OK
from tests.runtime.proxy import FaultProxy
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_sandbox import Sandbox


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> str:
    """Which kind of client."""
    return str(request.param)


@pytest.fixture
def proxy(wechatpay: Sandbox) -> Iterator[FaultProxy]:
    """A proxy before the running sandbox."""
    with FaultProxy(wechatpay.url) as running:
        yield running


@pytest.fixture(scope="session")
def keys() -> tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]:
    """The platform's key and the merchant's."""
    platform, merchant = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    return platform, merchant


@pytest.fixture
def platform(keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]) -> Iterator[Platform]:
    """A server on a real socket that signs whatever a test has it answer."""
    with Platform(keys[0]) as running:
        yield running


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server of raw sockets that answers every request with an empty object."""
    peer = Peer(answers(OK))
    yield peer
    peer.close()


@pytest.fixture(params=["sync", "async"])
def ask(
    request: pytest.FixtureRequest, platform: Platform, keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]
) -> Callable[..., Any]:
    """Call an operation with an answer of the test's: JSON, bytes or a function; `ask(answer, operation, ...)`."""
    verifier = Verifier({KEY_ID: keys[0].public_key()})
    caller = Caller(request.param, WeChatPayAuth(Signer(MCHID, SERIAL_NO, keys[1]), verifier), platform.url)

    def ask(answer: Any, operation: str, *args: Any, status: int = 200, **kwargs: Any) -> Any:
        if callable(answer):
            platform.answer = answer
        else:
            body = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
            signed: Answer = platform.signed(body, status)
            platform.answer = lambda request: signed
        return caller(operation, *args, **kwargs)

    return ask


@pytest.fixture(scope="module")
def server() -> Iterator[Redis]:
    """A Redis for the tests of one file."""
    with running_redis() as redis:
        yield redis


@pytest.fixture
def database(server: Redis) -> Iterator[redis_library.Redis]:
    """Its data, of which there is none."""
    with redis_library.Redis.from_url(server.url) as client:
        client.flushall()
        yield client
