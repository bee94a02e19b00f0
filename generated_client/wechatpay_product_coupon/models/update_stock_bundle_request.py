# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.stock_store_scope import StockStoreScope

_NOT_TEXT = frozenset(
    (
        "usage_rule_display_info",
        "coupon_display_info",
        "notify_config",
        "store_scope",
    )
)


@_define(kw_only=True)
class UpdateStockBundleRequest(Model):
    """What shall change of all stocks of a bundle (修改商品券批次组). Always send the present store_scope - the official
    page says that it is set to NONE when absent. What becomes of other members left out is not documented.
    Amounts and validity never change."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    remark: str | None = None
    """Note seen only by the brand (备注), at most 20 characters."""
    usage_rule_display_info: UsageRuleDisplayInfo | None = None
    """How to use the coupon, as shown to users (券使用规则展示信息), whole."""
    coupon_display_info: CouponDisplayInfo | None = None
    """Look of the coupon in the user's card folder (用户商品券展示信息), whole."""
    notify_config: NotifyConfig | None = None
    """Notification of coupon events (事件通知配置)."""
    store_scope: StockStoreScope | None = None
    """Stores of the brand (可用门店范围). Send the present one each time - when it is absent, the official page says, it
    is set to NONE, and all stores are untied. SPECIFIC becomes ALL without untying first."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.remark is not None:
            fields["remark"] = self.remark
        if self.usage_rule_display_info is not None:
            fields["usage_rule_display_info"] = to_json(self.usage_rule_display_info)
        if self.coupon_display_info is not None:
            fields["coupon_display_info"] = to_json(self.coupon_display_info)
        if self.notify_config is not None:
            fields["notify_config"] = to_json(self.notify_config)
        if self.store_scope is not None:
            fields["store_scope"] = to_json(self.store_scope)
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
                out_request_no=d.pop("out_request_no"),
                brand_id=d.pop("brand_id"),
                remark=d.pop("remark", None),
                usage_rule_display_info=UsageRuleDisplayInfo.from_dict(d.pop("usage_rule_display_info"))
                if "usage_rule_display_info" in d
                else None,
                coupon_display_info=CouponDisplayInfo.from_dict(d.pop("coupon_display_info"))
                if "coupon_display_info" in d
                else None,
                notify_config=NotifyConfig.from_dict(d.pop("notify_config")) if "notify_config" in d else None,
                store_scope=StockStoreScope(d.pop("store_scope")) if "store_scope" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_display_info import CouponDisplayInfo  # noqa: E402
from ..models.notify_config import NotifyConfig  # noqa: E402
from ..models.usage_rule_display_info import UsageRuleDisplayInfo  # noqa: E402
