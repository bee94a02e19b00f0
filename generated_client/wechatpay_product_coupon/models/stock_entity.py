# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.coupon_code_mode import CouponCodeMode
from ..models.stock_state import StockState
from ..models.stock_store_scope import StockStoreScope

_NOT_TEXT = frozenset(
    (
        "coupon_code_count_info",
        "single_usage_rule",
        "sequential_usage_rule",
        "progressive_bundle_usage_rule",
        "stock_bundle_info",
        "deactivate_time",
    )
)


@_define(kw_only=True)
class StockEntity(Model):
    """A stock of a coupon (批次)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), at most 40 characters."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay, at most 40 characters."""
    coupon_code_mode: CouponCodeMode
    """Where the coupon codes come from (券Code分配模式)."""
    stock_send_rule: StockSendRule
    """Sending limits (发放规则)."""
    usage_rule_display_info: UsageRuleDisplayInfo
    """How to use the coupon, as shown to users (券使用规则展示信息)."""
    coupon_display_info: CouponDisplayInfo
    """Look of the coupon in the user's card folder (用户商品券展示信息)."""
    notify_config: NotifyConfig
    """Notification of coupon events (事件通知配置)."""
    store_scope: StockStoreScope
    """Stores of the brand in which the stock can be used (可用门店范围)."""
    sent_count_info: StockSentCountInfo
    """How many were sent so far (已发放次数)."""
    state: StockState
    """State of the stock (批次状态)."""
    brand_id: str
    """Brand id (品牌ID)."""
    remark: str | None = None
    """Note seen only by the brand (备注), at most 20 characters."""
    coupon_code_count_info: CouponCodeCountInfo | None = None
    """Counts of the uploaded codes (品牌方预上传的券Code数量信息), only when coupon_code_mode is UPLOAD."""
    single_usage_rule: SingleUsageRule | None = None
    """Usage rule of single mode (单券使用规则), only when usage_mode is SINGLE."""
    sequential_usage_rule: SequentialUsageRule | None = None
    """Usage rule of sequential mode (多次优惠使用规则), only when usage_mode is SEQUENTIAL."""
    progressive_bundle_usage_rule: StockUsageRule | None = None
    """Usage rule of this use (多次优惠使用规则), only when usage_mode is PROGRESSIVE_BUNDLE."""
    stock_bundle_info: StockBundleInfo | None = None
    """The bundle and the place in it (批次组信息), only when usage_mode is PROGRESSIVE_BUNDLE."""
    deactivate_request_no: str | None = None
    """Request number of the deactivation (失效请求单号), only when state is DEACTIVATED."""
    deactivate_time: datetime.datetime | None = None
    """Time of the deactivation (失效时间), RFC 3339 with offset, only when state is DEACTIVATED."""
    deactivate_reason: str | None = None
    """Reason of the deactivation (失效原因), only when state is DEACTIVATED."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.product_coupon_id is not None:
            fields["product_coupon_id"] = self.product_coupon_id
        if self.stock_id is not None:
            fields["stock_id"] = self.stock_id
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
        if self.sent_count_info is not None:
            fields["sent_count_info"] = to_json(self.sent_count_info)
        if self.state is not None:
            fields["state"] = to_json(self.state)
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.remark is not None:
            fields["remark"] = self.remark
        if self.coupon_code_count_info is not None:
            fields["coupon_code_count_info"] = to_json(self.coupon_code_count_info)
        if self.single_usage_rule is not None:
            fields["single_usage_rule"] = to_json(self.single_usage_rule)
        if self.sequential_usage_rule is not None:
            fields["sequential_usage_rule"] = to_json(self.sequential_usage_rule)
        if self.progressive_bundle_usage_rule is not None:
            fields["progressive_bundle_usage_rule"] = to_json(self.progressive_bundle_usage_rule)
        if self.stock_bundle_info is not None:
            fields["stock_bundle_info"] = to_json(self.stock_bundle_info)
        if self.deactivate_request_no is not None:
            fields["deactivate_request_no"] = self.deactivate_request_no
        if self.deactivate_time is not None:
            fields["deactivate_time"] = to_json(self.deactivate_time)
        if self.deactivate_reason is not None:
            fields["deactivate_reason"] = self.deactivate_reason
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
                product_coupon_id=d.pop("product_coupon_id"),
                stock_id=d.pop("stock_id"),
                coupon_code_mode=CouponCodeMode(d.pop("coupon_code_mode")),
                stock_send_rule=StockSendRule.from_dict(d.pop("stock_send_rule")),
                usage_rule_display_info=UsageRuleDisplayInfo.from_dict(d.pop("usage_rule_display_info")),
                coupon_display_info=CouponDisplayInfo.from_dict(d.pop("coupon_display_info")),
                notify_config=NotifyConfig.from_dict(d.pop("notify_config")),
                store_scope=StockStoreScope(d.pop("store_scope")),
                sent_count_info=StockSentCountInfo.from_dict(d.pop("sent_count_info")),
                state=StockState(d.pop("state")),
                brand_id=d.pop("brand_id"),
                remark=d.pop("remark", None),
                coupon_code_count_info=CouponCodeCountInfo.from_dict(d.pop("coupon_code_count_info"))
                if "coupon_code_count_info" in d
                else None,
                single_usage_rule=SingleUsageRule.from_dict(d.pop("single_usage_rule"))
                if "single_usage_rule" in d
                else None,
                sequential_usage_rule=SequentialUsageRule.from_dict(d.pop("sequential_usage_rule"))
                if "sequential_usage_rule" in d
                else None,
                progressive_bundle_usage_rule=StockUsageRule.from_dict(d.pop("progressive_bundle_usage_rule"))
                if "progressive_bundle_usage_rule" in d
                else None,
                stock_bundle_info=StockBundleInfo.from_dict(d.pop("stock_bundle_info"))
                if "stock_bundle_info" in d
                else None,
                deactivate_request_no=d.pop("deactivate_request_no", None),
                deactivate_time=datetime.datetime.fromisoformat(d.pop("deactivate_time"))
                if "deactivate_time" in d
                else None,
                deactivate_reason=d.pop("deactivate_reason", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_code_count_info import CouponCodeCountInfo  # noqa: E402
from ..models.coupon_display_info import CouponDisplayInfo  # noqa: E402
from ..models.notify_config import NotifyConfig  # noqa: E402
from ..models.sequential_usage_rule import SequentialUsageRule  # noqa: E402
from ..models.single_usage_rule import SingleUsageRule  # noqa: E402
from ..models.stock_bundle_info import StockBundleInfo  # noqa: E402
from ..models.stock_send_rule import StockSendRule  # noqa: E402
from ..models.stock_sent_count_info import StockSentCountInfo  # noqa: E402
from ..models.stock_usage_rule import StockUsageRule  # noqa: E402
from ..models.usage_rule_display_info import UsageRuleDisplayInfo  # noqa: E402
