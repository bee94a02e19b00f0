"""The address of notifications (回调通知地址): kept, shown, and told where it is on this machine."""

from __future__ import annotations

from wechatpay_sandbox._operations.playing import Call, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._world.calendar import written
from wechatpay_sandbox._world.state import State


@plays("setNotifyConfig")
def set_notify_config(state: State, call: Call) -> JSON:
    """Keep the merchant's address."""
    state.notify_configs[call.mchid] = {"notify_url": call.body["notify_url"], "update_time": written(call.now)}
    return state.notify_configs[call.mchid]


@plays("getNotifyConfig")
def get_notify_config(state: State, call: Call) -> JSON:
    """Show the merchant's address."""
    if call.mchid not in state.notify_configs:
        raise RefusedError("NOT_FOUND", about="address of notifications")
    return state.notify_configs[call.mchid]
