# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

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
        "sequential_usage_info",
        "progressive_bundle_usage_info",
        "stock",
        "stock_bundle",
    )
)


@_define(kw_only=True)
class CreateProductCouponResponse(Model):
    """The coupon that was created, with its first stock or bundle (创建商品券)."""

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
    sequential_usage_info: SequentialUsageInfo | None = None
    """Rules of sequential mode (多次优惠模式信息), only when usage_mode is SEQUENTIAL."""
    progressive_bundle_usage_info: ProgressiveBundleUsageInfo | None = None
    """Settings of several uses (多次优惠模式信息), only when usage_mode is PROGRESSIVE_BUNDLE."""
    out_product_no: str | None = None
    """The caller's own product number (外部商品ID), as sent."""
    stock: StockEntity | None = None
    """First stock of the coupon (批次), when usage_mode is SINGLE or SEQUENTIAL."""
    stock_bundle: StockBundleEntity | None = None
    """First bundle of the coupon (批次组), only when usage_mode is PROGRESSIVE_BUNDLE."""
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
        if self.sequential_usage_info is not None:
            fields["sequential_usage_info"] = to_json(self.sequential_usage_info)
        if self.progressive_bundle_usage_info is not None:
            fields["progressive_bundle_usage_info"] = to_json(self.progressive_bundle_usage_info)
        if self.out_product_no is not None:
            fields["out_product_no"] = self.out_product_no
        if self.stock is not None:
            fields["stock"] = to_json(self.stock)
        if self.stock_bundle is not None:
            fields["stock_bundle"] = to_json(self.stock_bundle)
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
                sequential_usage_info=SequentialUsageInfo.from_dict(d.pop("sequential_usage_info"))
                if "sequential_usage_info" in d
                else None,
                progressive_bundle_usage_info=ProgressiveBundleUsageInfo.from_dict(
                    d.pop("progressive_bundle_usage_info")
                )
                if "progressive_bundle_usage_info" in d
                else None,
                out_product_no=d.pop("out_product_no", None),
                stock=StockEntity.from_dict(d.pop("stock")) if "stock" in d else None,
                stock_bundle=StockBundleEntity.from_dict(d.pop("stock_bundle")) if "stock_bundle" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.product_coupon_display_info import ProductCouponDisplayInfo  # noqa: E402
from ..models.progressive_bundle_usage_info import ProgressiveBundleUsageInfo  # noqa: E402
from ..models.sequential_usage_info import SequentialUsageInfo  # noqa: E402
from ..models.single_usage_info import SingleUsageInfo  # noqa: E402
from ..models.stock_bundle_entity import StockBundleEntity  # noqa: E402
from ..models.stock_entity import StockEntity  # noqa: E402
