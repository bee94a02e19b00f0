# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import JSON_NAME, Model, model_error, names_repr, to_json

from ..models.product_coupon_scope import ProductCouponScope
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
class CreateProductCouponRequest(Model):
    """A product coupon to be created together with its first stock or bundle (创建商品券). Where the offer stands depends
    on usage_mode and scope. In SINGLE mode a coupon of scope ALL has its rule in single_usage_info, one of scope
    SINGLE in stock.single_usage_rule. In PROGRESSIVE_BUNDLE mode the rules of all uses are in
    stock_bundle.progressive_bundle_usage_rule, and there is no stock. SEQUENTIAL is the older mode of several
    uses, with its rules in stock.sequential_usage_rule; a live server may know the newer one only."""

    out_request_no: str
    """Request number of the creation (创建请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    scope: ProductCouponScope
    """Scope of the coupon (优惠范围); EXCHANGE is possible with SINGLE only."""
    type_: ProductCouponType = _field(metadata={JSON_NAME: "type"})
    """Type of the coupon (商品券类型), which decides which rule is required."""
    usage_mode: UsageMode
    """Usage mode of the coupon (使用模式)."""
    display_info: ProductCouponDisplayInfo
    """What users see of the coupon (展示信息)."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    single_usage_info: SingleUsageInfo | None = None
    """Rules of single mode (单券模式信息), required when usage_mode is SINGLE and scope is ALL, optional with other
    scopes, forbidden in other modes."""
    sequential_usage_info: SequentialUsageInfo | None = None
    """Rules of sequential mode (多次优惠模式信息), required when usage_mode is SEQUENTIAL, forbidden in other modes."""
    progressive_bundle_usage_info: ProgressiveBundleUsageInfo | None = None
    """Settings of several uses (多次优惠模式信息), required when usage_mode is PROGRESSIVE_BUNDLE, forbidden in other modes."""
    out_product_no: str | None = None
    """The caller's own product number (外部商品ID), at most 40 characters, not checked for uniqueness."""
    stock: StockForCreate | None = None
    """First stock of the coupon (批次), required when usage_mode is SINGLE or SEQUENTIAL."""
    stock_bundle: StockBundleForCreate | None = None
    """First bundle of the coupon (批次组), required when usage_mode is PROGRESSIVE_BUNDLE, forbidden in other modes."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.scope is not None:
            fields["scope"] = to_json(self.scope)
        if self.type_ is not None:
            fields["type"] = to_json(self.type_)
        if self.usage_mode is not None:
            fields["usage_mode"] = to_json(self.usage_mode)
        if self.display_info is not None:
            fields["display_info"] = to_json(self.display_info)
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
                out_request_no=d.pop("out_request_no"),
                scope=ProductCouponScope(d.pop("scope")),
                type_=ProductCouponType(d.pop("type")),
                usage_mode=UsageMode(d.pop("usage_mode")),
                display_info=ProductCouponDisplayInfo.from_dict(d.pop("display_info")),
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
                stock=StockForCreate.from_dict(d.pop("stock")) if "stock" in d else None,
                stock_bundle=StockBundleForCreate.from_dict(d.pop("stock_bundle")) if "stock_bundle" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.product_coupon_display_info import ProductCouponDisplayInfo  # noqa: E402
from ..models.progressive_bundle_usage_info import ProgressiveBundleUsageInfo  # noqa: E402
from ..models.sequential_usage_info import SequentialUsageInfo  # noqa: E402
from ..models.single_usage_info import SingleUsageInfo  # noqa: E402
from ..models.stock_bundle_for_create import StockBundleForCreate  # noqa: E402
from ..models.stock_for_create import StockForCreate  # noqa: E402
