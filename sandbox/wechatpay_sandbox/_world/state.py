"""Everything a running sandbox remembers but keys, which are the protocol's. Whoever touches it holds the lock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.faults import Fault
from wechatpay_sandbox._protocol.limits import RateLimits
from wechatpay_sandbox._protocol.nonces import Nonces
from wechatpay_sandbox._world.exchanges import Exchanges
from wechatpay_sandbox._world.options import Options
from wechatpay_sandbox._world.pictures import Pictures
from wechatpay_sandbox._world.records import (
    Coupon,
    Delivery,
    Event,
    Notification,
    PreSending,
    Stock,
    StockBundle,
    Task,
)
from wechatpay_sandbox._world.user_coupons import UserCoupons


@dataclass
class State:
    """Objects by id, answers given, and what was told and will be.

    Attributes:
        options: What is done on request.
        coupons: By product_coupon_id.
        stocks: By stock_id, those of bundles among them.
        stock_bundles: By stock_bundle_id.
        codes: Codes uploaded to a stock, by stock_id, in the order they came.
        known_codes: Codes of a brand, by mchid and brand_id: none is taken twice.
        stocks_of: stock_ids of a coupon, by product_coupon_id, in the order they were created.
        next_code: How many codes of a stock need not be looked at again, by stock_id.
        user_coupons: What was sent to users.
        pre_sendings: What users may take, by token.
        notify_configs: The address that was set, as an answer, by mchid.
        seconds_ahead: How far the world's time runs before the clock that signs.
        pictures: Uploaded and generated.
        tasks: By mchid and task_id.
        image_tasks_to_fail: How many of the next tasks end in FAIL.
        answers: By operation, merchant, scope and number: the digest of the first request, and its answer.
        exchanges: Requests and how they were answered, the newest last.
        events: What a merchant has still to be told.
        notifications: What was told, by id.
        deliveries: Attempts to tell it, the newest last.
        deliveries_of: Those of one notification, by its id.
        faults: Those to come, the next one first.
        nonces: Those that were used.
        limits: Counts the calls.
    """

    options: Options = field(default_factory=Options)
    coupons: dict[str, Coupon] = field(default_factory=dict)
    stocks: dict[str, Stock] = field(default_factory=dict)
    stock_bundles: dict[str, StockBundle] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)
    known_codes: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    stocks_of: dict[str, list[str]] = field(default_factory=dict)
    next_code: dict[str, int] = field(default_factory=dict)
    user_coupons: UserCoupons = field(default_factory=UserCoupons)
    pre_sendings: dict[str, PreSending] = field(default_factory=dict)
    notify_configs: dict[str, JSON] = field(default_factory=dict)
    seconds_ahead: float = 0.0
    pictures: Pictures = field(default_factory=Pictures)
    tasks: dict[tuple[str, str], Task] = field(default_factory=dict)
    image_tasks_to_fail: int = 0
    answers: dict[tuple[str, ...], tuple[bytes, JSON]] = field(default_factory=dict)
    exchanges: Exchanges = field(default_factory=Exchanges)
    events: list[Event] = field(default_factory=list)
    notifications: dict[str, Notification] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    deliveries_of: dict[str, list[Delivery]] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    nonces: Nonces = field(default_factory=Nonces)
    limits: RateLimits = field(default_factory=RateLimits)
