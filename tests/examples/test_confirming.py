"""The example that confirms in the callback, behind a real server, with notifications and answers of the sandbox."""

from __future__ import annotations

import importlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
import uvicorn

from tests.examples.pages import ROOT
from tests.requests_of import coupon, number
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.models import CreateProductCouponResponse
from wechatpay_sandbox import Fault, Sandbox, Trick

FOLDER = ROOT / "examples/notifications"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def address(sandbox: Sandbox) -> Iterator[str]:
    """Where the example listens, its keys in the environment."""
    listening = socket.create_server(("127.0.0.1", 0))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in sandbox.environment.items():
            patch.setenv(name, value)
        patch.syspath_prepend(FOLDER)
        app = importlib.import_module("confirming_with_fastapi").app
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def made(sandbox: Sandbox, address: str) -> CreateProductCouponResponse:
    """A coupon whose events go to the example."""
    sandbox.notify_url = f"{address}/wechatpay/notify"
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        return client.product_coupons.create(coupon())


@pytest.fixture
def confirmations(sandbox: Sandbox) -> Callable[[], list[int]]:
    """Tells how every confirmation since the beginning of the test was answered."""
    before = len(sandbox.requests)
    return lambda: [exchange.status for exchange in sandbox.requests[before:] if exchange.target.endswith("/confirm")]


def statuses_of_a_sending(sandbox: Sandbox, made: CreateProductCouponResponse) -> list[int | None]:
    """Send a coupon; return what the example answered to each attempt to tell it of that."""
    before = len(sandbox.wait_for_notifications())
    assert made.stock
    sandbox.send_coupon(made.stock.stock_id, coupon_code=number())
    return [delivery.status for delivery in sandbox.wait_for_notifications()[before:]]


def test_a_coupon_that_was_sent_is_confirmed(
    sandbox: Sandbox, made: CreateProductCouponResponse, confirmations: Callable[[], list[int]]
) -> None:
    assert statuses_of_a_sending(sandbox, made) == [204]
    assert confirmations() == [200]


def test_a_notification_that_comes_twice_confirms_nothing_twice(
    sandbox: Sandbox, made: CreateProductCouponResponse, confirmations: Callable[[], list[int]]
) -> None:
    assert statuses_of_a_sending(sandbox, made) == [204]
    assert sandbox.notify_again(Trick.DUPLICATE).status == 204
    assert confirmations() == [200, 200]


def test_what_was_not_confirmed_comes_again(
    sandbox: Sandbox, made: CreateProductCouponResponse, confirmations: Callable[[], list[int]]
) -> None:
    sandbox.inject(Fault.WRONG_KEY, times=2)  # the confirmation, and its one repeat
    assert statuses_of_a_sending(sandbox, made) == [500, 204]
    assert len(confirmations()) == 3


@pytest.mark.parametrize("trick", [Trick.FORGED, Trick.STALE, Trick.PROBE])
def test_what_is_not_genuine_confirms_nothing(
    sandbox: Sandbox, made: CreateProductCouponResponse, confirmations: Callable[[], list[int]], trick: Trick
) -> None:
    assert statuses_of_a_sending(sandbox, made) == [204]
    assert sandbox.notify_again(trick).status == 401
    assert confirmations() == [200]


def test_a_request_of_the_applications_own_has_the_rules_of_the_contract(
    address: str, made: CreateProductCouponResponse
) -> None:
    refused = httpx.post(f"{address}/users/o1/coupons", json={"send_request_no": "x", "brand_id": "120344"})
    assert refused.status_code == 422
    places = {tuple(error["loc"]) for error in refused.json()["detail"]}
    assert places == {("body", name) for name in ("send_request_no", "product_coupon_id", "stock_id", "appid")}
