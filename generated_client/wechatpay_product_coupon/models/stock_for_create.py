# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.coupon_code_mode import CouponCodeMode
from ..models.stock_store_scope import StockStoreScope

_NOT_TEXT = frozenset(
    (
        "single_usage_rule",
        "sequential_usage_rule",
    )
)


@_define(kw_only=True)
class StockForCreate(Model):
    """A stock to be made (批次)."""

    coupon_code_mode: CouponCodeMode
    """Where the coupon codes come from (券Code分配模式). With UPLOAD, upload codes before sending."""
    stock_send_rule: StockSendRule
    """Sending limits (发放规则)."""
    usage_rule_display_info: UsageRuleDisplayInfo
    """How to use the coupon, as shown to users (券使用规则展示信息)."""
    coupon_display_info: CouponDisplayInfo
    """Look of the coupon in the user's card folder (用户商品券展示信息), with entrances of the brand."""
    notify_config: NotifyConfig
    """Notification of coupon events (事件通知配置)."""
    store_scope: StockStoreScope
    """Stores of the brand in which the stock can be used (可用门店范围)."""
    remark: str | None = None
    """Note seen only by the brand (备注), at most 20 characters."""
    single_usage_rule: SingleUsageRule | None = None
    """Usage rule of single mode (单券使用规则), required when usage_mode is SINGLE, forbidden in other modes."""
    sequential_usage_rule: SequentialUsageRule | None = None
    """Usage rule of sequential mode (多次优惠使用规则), required when usage_mode is SEQUENTIAL, forbidden in other modes."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_code_mode is not None:
            fields["coupon_code_mode"] = to_json(self.coupon_code_mode)
        if self.stock_send_rule is not None:
            fields["stock_send_rule"] = to_json(self.stock_send_rule)
        if self.usage_rule_display_info is not None:
            fields["usage_rule_display_info"] = to_json(self.usage_rule_display_info)
        if self.coupon_display_info is not None:
            fields["coupon_display_info"] = to_json(self.coupon_display_info)
        if self.notify_config is not None:
            fields["notify_config"] = to_json(self.notify_config)
        if self.store_scope is not None:
            fields["store_scope"] = to_json(self.store_scope)
        if self.remark is not None:
            fields["remark"] = self.remark
        if self.single_usage_rule is not None:
            fields["single_usage_rule"] = to_json(self.single_usage_rule)
        if self.sequential_usage_rule is not None:
            fields["sequential_usage_rule"] = to_json(self.sequential_usage_rule)
        if self.additional_properties:
            fields.update(to_json(self.additional_properties))
        return fields

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; a null is read as absent, and so is "" where no text belongs.

        Raises:
            ModelError: A required member is missing, or a member is of another type.
        """
        try:
            d = {**src_dict}
            if None in d.values() or "" in d.values():
                d = {
                    name: value
                    for name, value in d.items()
                    if value is not None and (value != "" or name not in _NOT_TEXT)
                }
            return cls(
                coupon_code_mode=CouponCodeMode(d.pop("coupon_code_mode")),
                stock_send_rule=StockSendRule.from_dict(d.pop("stock_send_rule")),
                usage_rule_display_info=UsageRuleDisplayInfo.from_dict(d.pop("usage_rule_display_info")),
                coupon_display_info=CouponDisplayInfo.from_dict(d.pop("coupon_display_info")),
                notify_config=NotifyConfig.from_dict(d.pop("notify_config")),
                store_scope=StockStoreScope(d.pop("store_scope")),
                remark=d.pop("remark", None),
                single_usage_rule=SingleUsageRule.from_dict(d.pop("single_usage_rule"))
                if "single_usage_rule" in d
                else None,
                sequential_usage_rule=SequentialUsageRule.from_dict(d.pop("sequential_usage_rule"))
                if "sequential_usage_rule" in d
                else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_display_info import CouponDisplayInfo  # noqa: E402
from ..models.notify_config import NotifyConfig  # noqa: E402
from ..models.sequential_usage_rule import SequentialUsageRule  # noqa: E402
from ..models.single_usage_rule import SingleUsageRule  # noqa: E402
from ..models.stock_send_rule import StockSendRule  # noqa: E402
from ..models.usage_rule_display_info import UsageRuleDisplayInfo  # noqa: E402
