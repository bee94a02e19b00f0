# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class CreateStockBundleRequest(Model):
    """A bundle to be added to a coupon of several uses (添加商品券批次组)."""

    out_request_no: str
    """Request number of the creation (创建请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    stock_bundle: StockBundleForCreate
    """The bundle (批次组)."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.stock_bundle is not None:
            fields["stock_bundle"] = to_json(self.stock_bundle)
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.additional_properties:
            fields.update(to_json(self.additional_properties))
        return fields

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; a null is read as absent.

        Raises:
            ModelError: A required member is missing, or a member is of another type.
        """
        try:
            d = {**src_dict}
            if None in d.values():
                d = {name: value for name, value in d.items() if value is not None}
            return cls(
                out_request_no=d.pop("out_request_no"),
                stock_bundle=StockBundleForCreate.from_dict(d.pop("stock_bundle")),
                brand_id=d.pop("brand_id"),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.stock_bundle_for_create import StockBundleForCreate  # noqa: E402
