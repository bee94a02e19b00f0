"""From decrypted data to a typed event; the data comes from the contract's own examples."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.codegen.contract_document import contract, examples
from wechatpay_httpx import Notification
from wechatpay_product_coupon import events
from wechatpay_product_coupon.errors import EventContractError
from wechatpay_product_coupon.models import (
    ImageGenerationTask,
    ImageGenerationType,
    ProductCouponSent,
    TaskState,
    UserProductCouponSendChannel,
)

SEND, IMAGE = "PRODUCT_COUPON_SP.SEND", "PRODUCT_COUPON_SP.IMAGE_GENERATION"


@pytest.fixture
def sent() -> dict[str, Any]:
    return copy.deepcopy(contract()["components"]["schemas"]["ProductCouponSent"]["examples"][0])


@pytest.fixture
def image() -> dict[str, Any]:
    return examples("getImageGenerationTask", "answer")["success"]


def notification(event_type: str, data: dict[str, Any]) -> Notification:
    return Notification("EV-1", event_type, datetime.now(UTC), "encrypt-resource", "", data)


def test_a_coupon_sent_is_read_to_the_leaves(sent: dict[str, Any]) -> None:
    sent |= {
        "stock_bundle_id": "7",
        "unionid": "u",
        "phone_number": "13812345678",
        "country_code": "86",
        "attach": "{}",
    }
    event = events.read(notification(SEND, sent))
    assert isinstance(event, ProductCouponSent)
    assert event.send_channel is UserProductCouponSendChannel.API
    assert event.receive_time == datetime(2026, 1, 31, 8, tzinfo=timezone(timedelta(hours=8)))
    assert (event.coupon_code, event.phone_number, event.channel_custom_info) == (
        "vCode_1234567890",
        "13812345678",
        None,
    )
    assert event.to_dict() == sent


def test_an_image_result_is_the_task_that_polling_returns(image: dict[str, Any]) -> None:
    event = events.read(notification(IMAGE, image))
    assert isinstance(event, ImageGenerationTask)
    assert (event.task_state, event.image_generation_type) == (TaskState.SUCCESS, ImageGenerationType.COMBINE_IMAGE)
    assert event.combine_image_result
    assert event.combine_image_result.image_url == image["combine_image_result"]["image_url"]


def test_an_image_result_under_the_event_type_of_a_coupon_is_an_image_result(
    image: dict[str, Any], sent: dict[str, Any]
) -> None:
    """As in the sample of the official page; a coupon with a task_id in it is a coupon all the same."""
    misnamed = notification(SEND, image)
    assert isinstance(events.read(misnamed), ImageGenerationTask)
    assert events.key(misnamed) == events.key(notification(IMAGE, image)) == f"{IMAGE}:120344:image_generation_task_2"
    assert isinstance(events.read(notification(SEND, sent | {"task_id": "x"})), ProductCouponSent)


def test_an_unknown_event_is_no_error(sent: dict[str, Any]) -> None:
    unknown = notification("PRODUCT_COUPON_SP.RETURN", sent)
    event = events.read(unknown)
    assert isinstance(event, events.UnknownEvent)
    assert (event.event_type, event.data) == ("PRODUCT_COUPON_SP.RETURN", sent)
    assert repr(event) == "UnknownEvent(event_type='PRODUCT_COUPON_SP.RETURN')"
    assert events.key(unknown) == "EV-1"


def test_notifications_of_one_event_share_a_key(sent: dict[str, Any]) -> None:
    first = notification(SEND, sent)
    again = replace(first, id="EV-2")
    assert events.key(first) == events.key(again) == f"{SEND}:120344:123456789:vCode_1234567890"
    del sent["coupon_code"]
    assert events.key(notification(SEND, sent)) == "EV-1"


@pytest.mark.parametrize("scope", ["brand_id", "stock_id", "coupon_code"])
def test_a_key_has_its_whole_scope(sent: dict[str, Any], scope: str) -> None:
    """Two brands may have the same code, and so may two stocks of one."""
    assert events.key(notification(SEND, sent)) != events.key(notification(SEND, sent | {scope: "another"}))


def test_a_coupon_sent_may_come_under_the_name_of_brands(sent: dict[str, Any]) -> None:
    listed = notification("PRODUCT_COUPON.SEND", sent)
    assert isinstance(events.read(listed), ProductCouponSent)
    assert events.key(listed) == events.key(notification(SEND, sent))


def test_what_is_newer_than_the_contract_is_kept_and_told_without_its_value(
    sent: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    newer = sent | {"invented_by_a_test": "13812345678", "send_channel": "CHANNEL_OF_A_TEST"}
    for _ in range(2):
        event = events.read(notification(SEND, newer))
        assert isinstance(event, ProductCouponSent)
        assert event.additional_properties == {"invented_by_a_test": "13812345678"}
        assert not event.send_channel.is_known
    told = sorted(record.getMessage() for record in caplog.records)
    assert len(told) == 2
    assert told[0].startswith(f"{SEND}: the event differs from the contract at invented_by_a_test: ")
    assert "at send_channel: one of API, " in told[1]
    assert "13812345678" not in caplog.text


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"coupon_code": ...}, "coupon_code", "required"),
        ({"receive_time": "13812345678"}, "receive_time", "a time such as"),
        ({"openid": 13812345678}, "openid", "a string"),
    ],
)
def test_what_no_model_can_hold_is_told_by_path_alone(
    sent: dict[str, Any], change: dict[str, Any], path: str, problem: str
) -> None:
    broken = {name: value for name, value in (sent | change).items() if value is not ...}
    with pytest.raises(EventContractError, match="It is genuine: keep it, or answer 500") as caught:
        events.read(notification(SEND, broken))
    error = caught.value
    assert (error.event_type, error.notification_id, error.path) == (SEND, "EV-1", path)
    assert problem in error.problem
    assert "13812345678" not in f"{error} {error!r} {vars(error)}"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


PROGRAM = """
from typing import assert_never

from wechatpay_httpx import NotificationParser, Verifier
from wechatpay_product_coupon import events
from wechatpay_product_coupon.models import ImageGenerationTask, ProductCouponSent


def handle(parser: NotificationParser, body: bytes) -> str:
    event = events.read(parser.parse({}, body))
    match event:
        case ProductCouponSent():
            return event.coupon_code
        case ImageGenerationTask():
            return event.task_id
        case events.UnknownEvent():
            return event.event_type
        case _:
            assert_never(event)
"""


def test_a_checker_knows_every_event_and_fits_the_two_packages_together(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    root = Path(__file__).parents[2]
    rooms = ":".join(str(root / room) for room in ("auth_plugin", "runtime", "generated_client"))
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "program.py"],
        cwd=tmp_path,
        env={"MYPYPATH": rooms},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout


def test_neither_package_imports_the_other() -> None:
    for package, other in (
        ("wechatpay_product_coupon.events", "wechatpay_httpx"),
        (
            "wechatpay_httpx",
            "wechatpay_runtime",
        ),
    ):
        program = f"import sys, {package}; print([name for name in sys.modules if name.startswith({other!r})])"
        assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[]\n"
