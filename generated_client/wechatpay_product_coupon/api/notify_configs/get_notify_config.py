# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get the address of notifications (获取商品券事件通知地址): `GET /v3/marketing/partner/product-coupon/notify-configs`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781284
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.get_notify_config_response import GetNotifyConfigResponse

if TYPE_CHECKING:
    pass


OPERATION: Final[Operation[GetNotifyConfigResponse]] = Operation(
    id="getNotifyConfig",
    method="GET",
    path="/v3/marketing/partner/product-coupon/notify-configs",
    parse=GetNotifyConfigResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call() -> Call[GetNotifyConfigResponse]:
    """Return a call, for `client.send`; its arguments are documented at `NotifyConfigs.get`."""
    return Call(
        OPERATION,
        path={},
        query={},
    )
