"""What a sandbox does on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wechatpay_sandbox._protocol.settings import option_of


@dataclass(kw_only=True)
class Options:
    """What a sandbox does on request. Every attribute may be changed while it runs.

    Attributes:
        rate_limits: Keep the contract's rate limits, for each merchant and operation, and answer 429 beyond them.
        already_exists_on_repeat: Answer ALREADY_EXISTS to an identical repeat of a creation, too.
        image_task_seconds: How long an image task stays PROCESSING, in seconds.
        failing_codes: Coupon codes (券Code) that cannot be stored: they come back in `failed_code_list`.
        unauthorized_brands: Brands (品牌) that have not authorised the merchant: their calls end in NO_AUTH.
        foreign_stores: Stores (门店) that are not the brand's: they come back in `failed_store_list`, and nothing is
            redeemed in them.
        has_certificates: Whether there are platform certificates (微信支付平台证书); new merchants have none, only the
            public key.
        certificate_mode: Sign with the newest platform certificate what nobody asked a key for: notifications, and
            answers to requests without Wechatpay-Serial.
        notify_url: Where notifications (回调通知) go of a merchant that has set no address on this machine; a URL
            on the loopback interface; None sends none.
        notify_hosts: Hosts beside the loopback interface that may be told too, such as a container's name.
        notify_intervals: Seconds to wait before each repeat of a notification that was not answered with 2xx; after the
            last one it is given up.

    Raises:
        SandboxSettingError: One of them cannot be used.
    """

    rate_limits: bool = False
    already_exists_on_repeat: bool = False
    image_task_seconds: float = 0.2
    failing_codes: set[str] = field(default_factory=set)
    unauthorized_brands: set[str] = field(default_factory=set)
    foreign_stores: set[str] = field(default_factory=set)
    has_certificates: bool = True
    certificate_mode: bool = False
    notify_url: str | None = None
    notify_hosts: set[str] = field(default_factory=set)
    notify_intervals: Sequence[float] = (0.2, 0.4, 0.8, 1.6, 3.2)

    def __setattr__(self, name: str, value: object) -> None:
        option_of(name, value)
        super().__setattr__(name, value)
