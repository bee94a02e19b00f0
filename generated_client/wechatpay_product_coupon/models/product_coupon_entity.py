# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import JSON_NAME, Model, model_error, names_repr, to_json

from ..models.product_coupon_scope import ProductCouponScope
from ..models.product_coupon_state import ProductCouponState
from ..models.product_coupon_type import ProductCouponType
from ..models.usage_mode import UsageMode

_NOT_TEXT = frozenset(
    (
        "single_usage_info",
        "progressive_bundle_usage_info",
        "deactivate_time",
    )
)


@_define(kw_only=True)
class ProductCouponEntity(Model):
    """A product coupon (商品券), without its stocks. The members of a deactivation are there if and only if state is
    DEACTIVATED."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay, at most 40 characters."""
    scope: ProductCouponScope
    """Scope of the coupon (优惠范围)."""
    type_: ProductCouponType = _field(metadata={JSON_NAME: "type"})
    """Type of the coupon (商品券类型)."""
    usage_mode: UsageMode
    """Usage mode of the coupon (使用模式)."""
    display_info: ProductCouponDisplayInfo
    """What users see of the coupon (展示信息)."""
    state: ProductCouponState
    """State of the coupon (商品券状态)."""
    brand_id: str
    """Brand id (品牌ID)."""
    single_usage_info: SingleUsageInfo | None = None
    """Rules of single mode (单券模式信息), only when usage_mode is SINGLE."""
    progressive_bundle_usage_info: ProgressiveBundleUsageInfo | None = None
    """Settings of several uses (多次优惠模式信息), only when usage_mode is PROGRESSIVE_BUNDLE."""
    out_product_no: str | None = None
    """The caller's own product number (外部商品ID), as sent."""
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
        if self.scope is not None:
            fields["scope"] = to_json(self.scope)
        if self.type_ is not None:
            fields["type"] = to_json(self.type_)
        if self.usage_mode is not None:
            fields["usage_mode"] = to_json(self.usage_mode)
        if self.display_info is not None:
            fields["display_info"] = to_json(self.display_info)
        if self.state is not None:
            fields["state"] = to_json(self.state)
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.single_usage_info is not None:
            fields["single_usage_info"] = to_json(self.single_usage_info)
        if self.progressive_bundle_usage_info is not None:
            fields["progressive_bundle_usage_info"] = to_json(self.progressive_bundle_usage_info)
        if self.out_product_no is not None:
            fields["out_product_no"] = self.out_product_no
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
                scope=ProductCouponScope(d.pop("scope")),
                type_=ProductCouponType(d.pop("type")),
                usage_mode=UsageMode(d.pop("usage_mode")),
                display_info=ProductCouponDisplayInfo.from_dict(d.pop("display_info")),
                state=ProductCouponState(d.pop("state")),
                brand_id=d.pop("brand_id"),
                single_usage_info=SingleUsageInfo.from_dict(d.pop("single_usage_info"))
                if "single_usage_info" in d
                else None,
                progressive_bundle_usage_info=ProgressiveBundleUsageInfo.from_dict(
                    d.pop("progressive_bundle_usage_info")
                )
                if "progressive_bundle_usage_info" in d
                else None,
                out_product_no=d.pop("out_product_no", None),
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
from ..models.product_coupon_display_info import ProductCouponDisplayInfo  # noqa: E402
from ..models.progressive_bundle_usage_info import ProgressiveBundleUsageInfo  # noqa: E402
from ..models.single_usage_info import SingleUsageInfo  # noqa: E402
