"""Every setting of every public name refuses what it cannot use: it says which one, what came and what is needed."""

from __future__ import annotations

import asyncio
import inspect
import io
import math
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Final

import httpx
import pytest
import redis

import wechatpay_httpx
import wechatpay_product_coupon
import wechatpay_sandbox
from tests.auth_plugin.certificates import APIV3_KEY
from tests.requests_of import image_task
from wechatpay_httpx import CertificateStore, ImageUpload, NotificationParser, SeenInMemory, SeenInRedis
from wechatpay_httpx.errors import AuthConfigurationError, ImageError
from wechatpay_product_coupon import (
    AiohttpTransport,
    AsyncClient,
    AsyncTransport,
    CallOptions,
    Client,
    CurlTransport,
    MemoryRateLimits,
    PostgresRateLimits,
    RedisRateLimits,
    RetryPolicy,
    Transport,
    events,
)
from wechatpay_product_coupon.api.images import (
    AsyncImages,
    Images,
    get_image_generation_task,
    submit_image_generation_task,
)
from wechatpay_product_coupon.api.product_coupons import AsyncProductCoupons, ProductCoupons
from wechatpay_product_coupon.api.stocks import AsyncStocks, Stocks, list_associated_stores
from wechatpay_product_coupon.errors import ConfigurationError
from wechatpay_runtime import Group
from wechatpay_sandbox import Fault, Sandbox, SandboxSettingError, Trick

HEADERS: Final = dict.fromkeys(
    ("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"), "1"
)
REFUSALS: Final = (ConfigurationError, AuthConfigurationError, ImageError, SandboxSettingError)
SECRET: Final = "c0rrect-horse-battery"
PNG: Final = b"\x89PNG\r\n\x1a\n" + bytes(40)


async def _awaited(_: object) -> None: ...


VALUES: Final[dict[str, Any]] = {
    "None": None,
    "True": True,
    "5": 5,
    "1.5": 1.5,
    "0": 0,
    "-1": -1,
    "nan": math.nan,
    "inf": math.inf,
    "text": SECRET,
    "empty": "",
    "bytes": SECRET.encode(),
    "list": [SECRET],
    "dict": {"a": SECRET},
    "object": object(),
    "class": Exception,
    "function": len,
    "coroutine": _awaited,
}
NUMBERS: Final = {"5", "1.5"}
COUNTS: Final = {"5", "1.5", "0"}
CALLED: Final = {"class", "function"}

GROUPS: Final[tuple[type[Group], ...]] = (
    *(Images, AsyncImages, ProductCoupons, AsyncProductCoupons, Stocks, AsyncStocks),
)

# Which of the values a setting can use; every other one must be refused.
TAKES: Final[dict[str, set[str]]] = {
    **{
        f"{client}.{name}": takes
        for client in ("Client", "AsyncClient")
        for name, takes in {
            "auth": {"None"},
            "base_url": {"None"},
            "timeout": {*NUMBERS, "inf"},
            "retry": set[str](),
            "rate_limits": {"None"},
            "rate_limit_wait": {*COUNTS, "inf"},
            "transport": {"None"},
            "max_answer_bytes": {"5"},
            "validate": {"True"},
            "on_soft_rule": {"None", *CALLED},
            "on_drift": {"None", *CALLED},
        }.items()
    },
    **{
        f"{transport}.{name}": takes
        for transport in ("Transport", "AsyncTransport", "AiohttpTransport", "CurlTransport")
        for name, takes in {
            "verify": {"None"},
            "proxy": {"None"},
            "limits": set[str](),
            "trust_env": {"True"},
        }.items()
    },
    "CallOptions.timeout": {"None", *NUMBERS, "inf"},
    "CallOptions.retry": {"None"},
    "CallOptions.rate_limit_wait": {"None", *COUNTS, "inf"},
    "RetryPolicy.max_attempts": {"5"},
    "RetryPolicy.wait_initial": COUNTS,
    "RetryPolicy.wait_max": {*COUNTS, "inf"},
    "RetryPolicy.wait_jitter": COUNTS,
    "RetryPolicy.deadline": {*NUMBERS, "inf"},
    "MemoryRateLimits.share": set(),
    "MemoryRateLimits.clock": {*CALLED, "coroutine"},
    "PostgresRateLimits.url": {"text", "empty"},
    "RedisRateLimits.redis": set(),
    "RedisRateLimits.local_share": {"None"},
    "RedisRateLimits.prefix": {"text", "empty"},
    **{
        f"{group.__name__}.client": set()
        for group in (Images, AsyncImages, ProductCoupons, AsyncProductCoupons, Stocks)
    },
    "AsyncStocks.client": set(),
    **{
        f"{client}.{name}": takes
        for client in ("Client", "AsyncClient")
        for name, takes in {
            "send.call": set[str](),
            "send.timeout": {"None", *NUMBERS, "inf"},
            "send.options": {"None"},
            "send_and_wait.call": set[str](),
            "send_and_wait.asked": set[str](),
            "send_and_wait.waiter": set[str](),
            "send_and_wait.timeout": {*NUMBERS, "inf"},
            "send_and_wait.options": {"None"},
            "with_rate_limits.limits": set[str](),
            "iterate.call": set[str](),
            "iterate.pagination": set[str](),
            "iterate.timeout": {"None", *NUMBERS, "inf"},
            "iterate.options": {"None"},
        }.items()
    },
    "events.read.notification": set(),
    "events.key.notification": set(),
    "ImageUpload.filename": set(),
    "ImageUpload.content": set(),
    "ImageUpload.from_path.path": set(),
    "ImageUpload.from_path.filename": {"None"},
    "ImageUpload.from_bytes.content": set(),
    "ImageUpload.from_bytes.filename": set(),
    "ImageUpload.from_file.fileobj": set(),
    "ImageUpload.from_file.filename": set(),  # None as well: a file in memory has no name of its own
    "CertificateStore.apiv3_key": set(),
    "CertificateStore.cache_dir": {"None", "text"},
    "CertificateStore.root": {"None"},
    "CertificateStore.clock": {*CALLED, "coroutine"},
    "CertificateStore.timer": {*CALLED, "coroutine"},
    "NotificationParser.verifier": set(),
    "NotificationParser.apiv3_key": set(),
    "NotificationParser.parse.now": {"None", *NUMBERS, "inf"},
    "SeenInMemory.ttl_seconds": {*NUMBERS, "inf"},
    "SeenInMemory.max_keys": {"5"},
    "SeenInMemory.clock": {*CALLED, "coroutine"},
    "SeenInMemory.once.key": {"text"},
    "SeenInRedis.redis": set(),
    "SeenInRedis.prefix": {"text", "empty"},
    "SeenInRedis.ttl_seconds": {"5"},
    "SeenInRedis.claim_seconds": {"5"},
    "Sandbox.start.port": {"5", "0"},
    "Sandbox.start.rate_limits": {"True"},
    "Sandbox.start.already_exists_on_repeat": {"True"},
    "Sandbox.start.image_task_seconds": COUNTS,
    "Sandbox.start.clock": {*CALLED, "coroutine"},
    "Sandbox.start.notify_url": {"None"},
    "Sandbox.start.host": {"text", "empty"},
    **{f"Sandbox.start.{name}": {"None"} for name in ("failing_codes", "unauthorized_brands", "foreign_stores")},
    "Sandbox.start.notify_hosts": {"None"},
    **{f"Sandbox.start.{name}": {"True"} for name in ("has_certificates", "certificate_mode")},
    "Sandbox.start.notify_intervals": set(),
    **{f"Sandbox.start.{name}": {"None", "text"} for name in ("credentials", "state_file")},
    "Sandbox.set_clock.unix_time": {"None", *COUNTS},
    "Sandbox.fail_next_image_task.times": {"5", "0"},
    "Sandbox.wait_for_request.after": {"5", "0"},
    "Sandbox.wait_for_request.seconds": COUNTS,
    "Sandbox.add_brand.brand_id": {"text"},
    "Sandbox.rotate_certificate.valid_seconds": {*COUNTS, "-1"},
    "Sandbox.notify_again.trick": set(),
    "Sandbox.wait_for_notifications.seconds": COUNTS,
    "Sandbox.advance.seconds": COUNTS,
    "Sandbox.inject.fault": set(),
    "Sandbox.inject.times": {"5", "0"},
    "Sandbox.write_credentials.folder": {"text"},
    "Fault.missing_header.header": {"text"},
    "Fault.changed_header.header": {"text"},
    "Fault.changed_header.value": {"text", "empty"},
    "Fault.changed_answer.change": {*CALLED, "coroutine"},
    "Fault.clock_off.seconds": {"5", "0", "-1"},
}

SEEN_ELSEWHERE: Final = "tests/auth_plugin/test_settings.py"
RECORD: Final = "this package makes it, a program reads it"
WIRE: Final = "httpx or the client calls it"
ARGUMENT: Final = "an argument and no setting: what is wrong with it is told where it is used"
NOT_HERE: Final[dict[str, str]] = {
    "Signer": SEEN_ELSEWHERE,
    "Verifier": SEEN_ELSEWHERE,
    "PlatformCertificates": SEEN_ELSEWHERE,
    "WeChatPayAuth": SEEN_ELSEWHERE,
    "NotificationParser.parse.headers": "tests/auth_plugin/test_header_values.py",
    "NotificationParser.parse.body": "tests/auth_plugin/test_notifications.py",
    "request_of_event": "tests/examples/test_functions.py",
    **dict.fromkeys(("yuan", "beijing", "new_request_no"), "tests/runtime/test_values.py"),
    **dict.fromkeys(("Notification", "Response", "Brand", "Merchant", "Coupon", "Delivery", "Exchange"), RECORD),
    **dict.fromkeys(("ImageTask", "Stock", "StoredImage", "Trick", "Fault.spoil", "SandboxSettingError"), RECORD),
    "Fault": "made by its class methods and constants",
    "Sandbox": "made by Sandbox.start",
    **dict.fromkeys(("CertificateStore.find", "CertificateStore.preferred", "CertificateStore.join"), WIRE),
    **dict.fromkeys(("CertificateStore.take", "CertificateStore.failed", "CertificateStore.end"), WIRE),
    **dict.fromkeys(("Transport.handle_request", "CurlTransport.handle_request"), WIRE),
    "AsyncTransport.handle_async_request": WIRE,
    **dict.fromkeys(("AiohttpTransport.handle_async_request", "RetryPolicy.wait"), WIRE),
    **{
        f"{limits}.{name}": WIRE
        for limits in ("MemoryRateLimits", "PostgresRateLimits", "RedisRateLimits")
        for name in ("ask", "wait", "wait_async")
    },
    "SeenBefore": "a protocol",
    "SeenInRedis.once": "as SeenInMemory.once",
    **dict.fromkeys(("Call", "File", "call_from_dict", "Sandbox.send_coupon", "Sandbox.codes"), ARGUMENT),
    **dict.fromkeys(("Sandbox.receive_coupon", "Sandbox.delete_coupon"), ARGUMENT),
    **dict.fromkeys(("Sandbox.confirm_coupon", "Sandbox.use_coupon", "Sandbox.return_coupon"), ARGUMENT),
    **dict.fromkeys(("Sandbox.notify_again.notification_id", "Sandbox.resend_notification"), ARGUMENT),
    **dict.fromkeys((f"Sandbox.wait_for_request.{name}" for name in ("operation", "path", "status")), ARGUMENT),
    **dict.fromkeys(("Sandbox.renew_merchant", "Sandbox.expire_coupon"), ARGUMENT),
    "Sandbox.set_options": "tests/sandbox/test_control_api.py",
}


def public() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public constructor, class method, method and function, with its name."""
    for package in (wechatpay_httpx, wechatpay_product_coupon, wechatpay_sandbox):
        for name in package.__all__:
            value = getattr(package, name)
            if isinstance(value, ModuleType) or not callable(value):
                continue
            yield name, value
            for below in [n for n in dir(value) if not n.startswith("_")] if isinstance(value, type) else ():
                member = inspect.getattr_static(value, below)
                member = getattr(value, below) if isinstance(member, classmethod | staticmethod) else member
                if callable(member) and str(getattr(member, "__module__", "")).startswith("wechatpay_"):
                    yield f"{name}.{below}", member


def parameters() -> Iterator[str]:
    for name, function in public():
        if name in NOT_HERE or NOT_HERE.get(name.partition(".")[0]) in (SEEN_ELSEWHERE, "a protocol"):
            continue
        names = inspect.signature(function).parameters
        yield from (f"{name}.{each}" for each in names if each != "self")


def test_no_setting_is_forgotten() -> None:
    found = set(parameters())
    assert found - TAKES.keys() - NOT_HERE.keys() == set()
    beyond = (
        "events",
        "Images",
        "AsyncImages",
        "ProductCoupons",
        "AsyncProductCoupons",
        "Stocks",
        "AsyncStocks",
    )
    assert {each for each in TAKES.keys() - found if not set(each.split(".")) & set(beyond)} == set()


Usual = dict[str, tuple[Callable[..., object], dict[str, Any]]]
SAY_WHAT_IS_NEEDED: Final = (
    " needed",
    "Needed: ",
    "give filename",
    "does not end in",
    " has 32 ",
    "has 1 to",
    "leading bytes",
)


@pytest.fixture(scope="module")
def usual(
    wechatpay: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Callable[..., object], dict[str, Any]]]:
    """What takes the settings, with the arguments that it cannot do without."""
    call = get_image_generation_task.call("cup_0001", brand_id="1", image_generation_type="CUT_OUT")
    client = Client(wechatpay.auth(), base_url=wechatpay.url, transport=httpx.MockTransport(_ok))
    asynchronous = AsyncClient(wechatpay.auth(), base_url=wechatpay.url, transport=httpx.MockTransport(_ok))
    waiting = {
        "call": submit_image_generation_task.call(image_task()),
        "asked": get_image_generation_task.OPERATION,
        "waiter": submit_image_generation_task.WAITER,
        "timeout": 5,
    }
    pages = list_associated_stores
    reading = {"call": pages.call("1", "2", brand_id="3"), "pagination": pages.PAGINATION}
    verifier = wechatpay.auth().verifier
    picture = tmp_path_factory.mktemp("pictures") / "a.png"
    picture.write_bytes(PNG)
    return {
        "Client": (Client, {"auth": None}),
        "AsyncClient": (AsyncClient, {"auth": None}),
        "Transport": (Transport, {}),
        "AsyncTransport": (AsyncTransport, {}),
        "AiohttpTransport": (AiohttpTransport, {}),
        "CurlTransport": (CurlTransport, {}),
        "CallOptions": (CallOptions, {}),
        "RetryPolicy": (RetryPolicy, {}),
        "MemoryRateLimits": (MemoryRateLimits, {}),
        "PostgresRateLimits": (PostgresRateLimits, {"url": "postgresql://127.0.0.1:9/none"}),
        "RedisRateLimits": (RedisRateLimits, {"redis": "redis://127.0.0.1:9/0"}),
        **{group.__name__: (group, {}) for group in GROUPS},
        "Client.send": (client.send, {"call": call}),
        "AsyncClient.send": (lambda **given: asyncio.run(asynchronous.send(**given)), {"call": call}),
        "Client.with_rate_limits": (client.with_rate_limits, {}),
        "AsyncClient.with_rate_limits": (asynchronous.with_rate_limits, {}),
        "Client.send_and_wait": (client.send_and_wait, waiting),
        "AsyncClient.send_and_wait": (lambda **given: asyncio.run(asynchronous.send_and_wait(**given)), waiting),
        "Client.iterate": (lambda **given: next(client.iterate(**given)), reading),
        "AsyncClient.iterate": (lambda **given: asyncio.run(anext(asynchronous.iterate(**given))), reading),
        "events.read": (events.read, {}),
        "events.key": (events.key, {}),
        "ImageUpload": (ImageUpload, {"filename": "a.png", "content": PNG}),
        "ImageUpload.from_path": (ImageUpload.from_path, {"path": picture}),
        "ImageUpload.from_bytes": (ImageUpload.from_bytes, {"filename": "a.png", "content": PNG}),
        "ImageUpload.from_file": (ImageUpload.from_file, {"fileobj": io.BytesIO(PNG)}),
        "CertificateStore": (CertificateStore, {"apiv3_key": APIV3_KEY}),
        "NotificationParser": (NotificationParser, {"verifier": verifier, "apiv3_key": APIV3_KEY}),
        "NotificationParser.parse": (
            NotificationParser(verifier, APIV3_KEY).parse,
            {"headers": HEADERS, "body": b"{}"},
        ),
        "SeenInMemory": (SeenInMemory, {}),
        "SeenInMemory.once": (lambda key: SeenInMemory().once(key).__enter__(), {}),
        "SeenInRedis": (SeenInRedis, {"redis": redis.Redis(port=9)}),
        "Sandbox.start": (Sandbox.start, {}),
        "Sandbox.add_brand": (wechatpay.add_brand, {}),
        "Sandbox.rotate_certificate": (wechatpay.rotate_certificate, {}),
        "Sandbox.notify_again": (wechatpay.notify_again, {"trick": Trick.DUPLICATE}),
        "Sandbox.advance": (wechatpay.advance, {}),
        "Sandbox.set_clock": (wechatpay.set_clock, {}),
        "Sandbox.fail_next_image_task": (wechatpay.fail_next_image_task, {}),
        "Sandbox.wait_for_request": (wechatpay.wait_for_request, {}),
        "Sandbox.wait_for_notifications": (wechatpay.wait_for_notifications, {}),
        "Sandbox.inject": (wechatpay.inject, {"fault": Fault.EMPTY_500}),
        "Sandbox.write_credentials": (wechatpay.write_credentials, {}),
        "Fault.missing_header": (Fault.missing_header, {}),
        "Fault.changed_header": (Fault.changed_header, {"header": "a", "value": "b"}),
        "Fault.changed_answer": (Fault.changed_answer, {}),
        "Fault.clock_off": (Fault.clock_off, {}),
    }


def _ok(_: httpx.Request) -> httpx.Response:
    raise AssertionError("nothing is sent")


REFUSED: Final = [(setting, value) for setting, takes in TAKES.items() for value in VALUES if value not in takes]


@pytest.mark.parametrize(("setting", "value"), REFUSED)
def test_what_a_setting_cannot_use_is_refused_by_name(usual: Usual, setting: str, value: str) -> None:
    name, _, parameter = setting.rpartition(".")
    take, others = usual[name]
    with pytest.raises(REFUSALS) as caught:
        take(**{**others, parameter: VALUES[value]})
    told = str(caught.value)
    assert CALLED_OTHERWISE.get(setting, parameter) in told
    assert any(words in told for words in SAY_WHAT_IS_NEEDED)
    assert SECRET not in told
    assert told.isprintable()


CALLED_OTHERWISE: Final = {
    "ImageUpload.filename": "icture",
    "ImageUpload.content": "icture",
    "ImageUpload.from_bytes.content": "icture",
    "ImageUpload.from_path.path": "icture",
    "ImageUpload.from_path.filename": "icture",
    "ImageUpload.from_bytes.filename": "icture",
    "ImageUpload.from_file.fileobj": "file",
    "ImageUpload.from_file.filename": "",
}

TAKEN: Final = [
    (setting, value)
    for setting, takes in TAKES.items()
    for value in sorted(takes)
    if setting.partition(".")[0] in ("Client", "AsyncClient", "CallOptions", "RetryPolicy") and setting.count(".") == 1
]


@pytest.mark.parametrize(("setting", "value"), TAKEN)
def test_what_a_setting_can_use_is_taken(usual: Usual, setting: str, value: str) -> None:
    name, _, parameter = setting.rpartition(".")
    take, others = usual[name]
    assert take(**{**others, parameter: VALUES[value]})


@pytest.mark.parametrize("phase", ["connect", "read", "write", "pool"])
@pytest.mark.parametrize("value", ["30", -1, math.nan, True, 0])
def test_each_phase_of_a_time_out_is_looked_at(phase: str, value: Any) -> None:
    timeout = httpx.Timeout(**{**dict.fromkeys(("connect", "read", "write", "pool"), 1.0), phase: value})
    for make in (lambda: Client(None, timeout=timeout), lambda: CallOptions(timeout=timeout)):
        with pytest.raises(ConfigurationError, match=rf"timeout\.{phase} is .* needed"):
            make()


@pytest.mark.parametrize("value", [None, "soon", True, 5])
def test_options_of_a_running_sandbox_are_checked_too(wechatpay: Sandbox, value: Any) -> None:
    for name in (
        "clock",
        "failing_codes",
        "unauthorized_brands",
        "foreign_stores",
        "notify_intervals",
        "has_certificates",
        "certificate_mode",
    ):
        if name in ("has_certificates", "certificate_mode") and value is True:
            continue
        with pytest.raises(SandboxSettingError, match=rf"{name} is .* needed"):
            setattr(wechatpay, name, value)
