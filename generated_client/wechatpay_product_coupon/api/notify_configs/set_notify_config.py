# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Set the address of notifications (设置商品券事件通知地址): `POST /v3/marketing/partner/product-coupon/notify-configs`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781286
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.set_notify_config_response import SetNotifyConfigResponse

if TYPE_CHECKING:
    from ...models.set_notify_config_request import SetNotifyConfigRequest
    from ...params import SetNotifyConfigRequestDict

OPERATION: Final[Operation[SetNotifyConfigResponse]] = Operation(
    id="setNotifyConfig",
    method="POST",
    path="/v3/marketing/partner/product-coupon/notify-configs",
    parse=SetNotifyConfigResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    body: SetNotifyConfigRequest | SetNotifyConfigRequestDict,
) -> Call[SetNotifyConfigResponse]:
    """Return a call, for `client.send`; its arguments are documented at `NotifyConfigs.set`."""
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )
