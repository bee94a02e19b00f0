"""A download of certificates that takes without end: calls end in time, and say what has become of their request."""

from __future__ import annotations

import asyncio
import threading
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import httpx
import pytest

from tests.requests_of import image_task
from tests.runtime.proxy import Fault, FaultProxy, Message
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import CertificateError
from wechatpay_product_coupon import AsyncClient, Client, RetryPolicy, errors
from wechatpay_sandbox import Sandbox

DEADLINE: Final = 0.6
SLACK: Final = 2.0  # far above what a loaded machine is late by, far below how long a download takes here
modes = pytest.mark.parametrize("mode", ["sync", "async"])


class Network(FaultProxy):
    """Lets no listing of certificates through, once it is told to."""

    holds = True

    def __post_init__(self) -> None:
        self.asked = threading.Event()
        super().__post_init__()

    async def _exchange(
        self, request: Message, fault: Fault | None, reader: StreamReader, writer: StreamWriter
    ) -> bool:
        if self.holds and request.head.startswith(b"GET /v3/certificates"):
            self.asked.set()
            fault = Fault.STALL
        return await super()._exchange(request, fault, reader, writer)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0) as running:
        yield running


@pytest.fixture
def network(sandbox: Sandbox) -> Iterator[Network]:
    with Network(sandbox.url) as running:
        yield running


@pytest.fixture
def auth(sandbox: Sandbox) -> WeChatPayAuth:
    merchant = sandbox.merchant
    signer = Signer(merchant.mchid, merchant.serial_no, merchant.private_key)
    return WeChatPayAuth(signer, Verifier(CertificateStore(merchant.apiv3_key)))


def call(mode: str, auth: WeChatPayAuth, network: Network, **options: float) -> None:
    """Make a call once, in a client of its own."""
    retry = RetryPolicy(max_attempts=1, deadline=options.pop("deadline", DEADLINE))

    async def in_task() -> None:
        async with AsyncClient(auth, base_url=network.url, retry=retry, rate_limits=None, **options) as client:
            await client.images.submit_generation_task(body=image_task())

    if mode == "async":
        asyncio.run(in_task())
        return
    with Client(auth, base_url=network.url, retry=retry, rate_limits=None, **options) as client:
        client.images.submit_generation_task(body=image_task())


@modes
def test_who_waits_for_the_download_of_another_call_waits_until_its_own_deadline(
    mode: str, auth: WeChatPayAuth, network: Network, sandbox: Sandbox
) -> None:
    def download() -> None:
        with suppress(errors.ClientError):
            call("sync", auth, network, deadline=DEADLINE + SLACK + 1)

    other = threading.Thread(target=download)
    other.start()
    assert network.asked.wait(30)
    begun = time.monotonic()
    with pytest.raises(errors.AuthError) as caught:
        call(mode, auth, network)
    assert time.monotonic() - begun < DEADLINE + SLACK
    assert isinstance(caught.value.cause, CertificateError | TimeoutError)
    assert not caught.value.outcome_unknown
    assert not sandbox.tasks
    other.join()


@modes
@pytest.mark.parametrize("bounds", [{"deadline": DEADLINE}, {"deadline": 30.0, "timeout": DEADLINE}])
def test_a_call_whose_certificates_do_not_come_has_sent_nothing(
    mode: str, bounds: dict[str, float], auth: WeChatPayAuth, network: Network, sandbox: Sandbox
) -> None:
    with pytest.raises(errors.NoAnswerError, match="Nothing was sent") as caught:
        call(mode, auth, network, **bounds)
    assert isinstance(caught.value.cause, httpx.ReadTimeout)
    assert not caught.value.outcome_unknown
    assert [attempt.outcome_unknown for attempt in caught.value.attempts] == [False]
    assert not sandbox.tasks


@modes
def test_an_answer_whose_certificate_does_not_come_is_an_unknown_outcome(
    mode: str, auth: WeChatPayAuth, network: Network, sandbox: Sandbox
) -> None:
    network.holds = False
    call(mode, auth, network, deadline=30)
    sandbox.rotate_certificate()
    network.holds = True
    begun = time.monotonic()
    with pytest.raises(errors.UnverifiedAnswerError) as caught:
        call(mode, auth, network)
    assert time.monotonic() - begun < DEADLINE + SLACK
    assert caught.value.outcome_unknown
    assert len(sandbox.tasks) == 2


def test_a_call_whose_download_was_lost_is_made_again(auth: WeChatPayAuth, network: Network, sandbox: Sandbox) -> None:
    """The first download is lost; the second attempt makes another one."""
    network.holds = False
    network.faults.append(Fault.RESET_BEFORE)
    retry = RetryPolicy(wait_initial=0, wait_jitter=0)
    with Client(auth, base_url=network.url, retry=retry, rate_limits=None) as client:
        client.images.submit_generation_task(body=image_task())
    assert len(sandbox.tasks) == 1
