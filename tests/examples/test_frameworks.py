"""The examples, each in its real framework behind a real server, with real notifications of the sandbox."""

from __future__ import annotations

import importlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import httpx
import pytest
import uvicorn
import werkzeug.serving

from tests.requests_of import coupon, image_task, number
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.models import ImageGenerationTask, ProductCouponSent, TaskState
from wechatpay_sandbox import Sandbox, Trick

PATH = "/wechatpay/notify"


@contextmanager
def fastapi(module: ModuleType) -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(module.app, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


@contextmanager
def serving(server: Any) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


class Quiet(werkzeug.serving.WSGIRequestHandler):
    def log(self, *args: object) -> None: ...


class QuietWsgi(WSGIRequestHandler):
    def log_message(self, *args: object) -> None: ...


FRAMEWORKS: dict[str, Callable[[ModuleType], Any]] = {
    "with_fastapi": fastapi,
    "with_flask": lambda module: serving(
        werkzeug.serving.make_server("127.0.0.1", 0, module.app, threaded=True, request_handler=Quiet)
    ),
    "with_django": lambda module: serving(make_server("127.0.0.1", 0, module.application, handler_class=QuietWsgi)),
}


@pytest.fixture(scope="module", params=FRAMEWORKS)
def address(request: pytest.FixtureRequest, receiving: ModuleType) -> Iterator[str]:
    """Where an example listens."""
    with FRAMEWORKS[request.param](importlib.import_module(request.param)) as port:
        yield f"http://127.0.0.1:{port}{PATH}"


@pytest.fixture
def sandbox(notifying: Sandbox, address: str) -> Iterator[Sandbox]:
    notifying.notify_url = address
    before = len(notifying.wait_for_notifications())
    yield notifying
    notifying.wait_for_notifications()
    notifying.notify_url = None
    assert all(delivery.seconds < 5 for delivery in notifying.wait_for_notifications()[before:])


@pytest.fixture
def inbox(receiving: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was kept, empty at first."""
    monkeypatch.setattr(receiving, "INBOX", [])
    return receiving.INBOX


@pytest.fixture(scope="session")
def stock_id(notifying: Sandbox) -> str:
    with Client(notifying.auth(), base_url=notifying.url) as client:
        made = client.product_coupons.create(body=coupon())
    assert made.stock
    return made.stock.stock_id


def test_an_image_task_is_submitted_and_its_end_arrives_typed(
    sandbox: Sandbox, receiving: ModuleType, inbox: list[Any]
) -> None:
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        task = image_task()
        client.images.submit_generation_task(body=task)
        assert sandbox.wait_for_notifications()[-1].status == 204
        (event,) = inbox
        assert isinstance(event, ImageGenerationTask)
        assert event.task_state is TaskState.SUCCESS
        assert event == client.images.get_generation_task(
            task.task_id, brand_id=task.brand_id, image_generation_type=task.image_generation_type
        )
    assert receiving.describe(event) == f"image task {task.task_id} ended with SUCCESS"


def test_a_coupon_is_sent_and_arrives_typed(
    sandbox: Sandbox, receiving: ModuleType, inbox: list[Any], stock_id: str
) -> None:
    sandbox.send_coupon(stock_id, coupon_code=number(), openid="o1", attach="券 1")
    assert sandbox.wait_for_notifications()[-1].status == 204
    (event,) = inbox
    assert isinstance(event, ProductCouponSent)
    assert (event.openid, event.attach) == ("o1", "券 1")
    assert receiving.describe(event).startswith(f"o1 got {event.coupon_code} at ")


def test_a_duplicate_is_taken_and_not_processed_again(sandbox: Sandbox, inbox: list[Any], stock_id: str) -> None:
    sandbox.send_coupon(stock_id, coupon_code=number())
    sandbox.wait_for_notifications()
    assert [sandbox.notify_again(Trick.DUPLICATE).status for _ in range(2)] == [204, 204]
    assert len(inbox) == 1


@pytest.mark.parametrize("trick", [Trick.STALE, Trick.FORGED, Trick.PROBE])
def test_what_is_not_genuine_is_refused(sandbox: Sandbox, inbox: list[Any], stock_id: str, trick: Trick) -> None:
    sandbox.send_coupon(stock_id, coupon_code=number())
    sandbox.wait_for_notifications()
    assert sandbox.notify_again(trick).status == 401
    assert len(inbox) == 1


def test_a_refusal_has_the_body_that_wechat_pay_asks_for(address: str, inbox: list[Any]) -> None:
    refused = httpx.post(address, content=b'{"id":"EV-1"}')
    assert (refused.status_code, refused.json()) == (401, {"code": "FAIL", "message": "the signature does not verify"})
    assert refused.headers["Content-Type"] == "application/json"
    assert httpx.get(address).status_code == 405
    assert inbox == []


class FullOnce(list[Any]):
    """A database that fails the first time."""

    full = True

    def append(self, event: Any) -> None:
        if self.full:
            self.full = False
            raise OSError("disk full")
        super().append(event)


def test_what_could_not_be_kept_comes_again(
    sandbox: Sandbox, receiving: ModuleType, monkeypatch: pytest.MonkeyPatch, stock_id: str
) -> None:
    monkeypatch.setattr(receiving, "INBOX", FullOnce())
    before = len(sandbox.wait_for_notifications())
    sandbox.send_coupon(stock_id, coupon_code=number())
    assert [delivery.status for delivery in sandbox.wait_for_notifications()[before:]] == [500, 204]
    assert len(receiving.INBOX) == 1


class Slow(list[Any]):
    """A database that takes its time."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def append(self, event: Any) -> None:
        self.begun.set()
        self.go_on.wait(5)
        super().append(event)


def test_of_two_at_the_same_moment_one_is_sent_away(
    sandbox: Sandbox,
    receiving: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    stock_id: str,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(receiving, "INBOX", slow := Slow())
    sandbox.send_coupon(stock_id, coupon_code=number())
    assert slow.begun.wait(5)
    threading.Timer(0.2, slow.go_on.set).start()
    second = sandbox.notify_again(Trick.DUPLICATE)
    assert sandbox.wait_for_notifications()
    # wsgiref, under Django, serves one request at a time: there the second one waited its turn.
    assert second.status == (204 if "with_django" in request.node.name else 503)
    assert len(slow) == 1
    assert sandbox.notify_again(Trick.DUPLICATE).status == 204
    assert len(slow) == 1
