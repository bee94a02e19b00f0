# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class DeactivateStockRequest(Model):
    """A stock to be made void (失效商品券批次)."""

    out_request_no: str
    """Request number of the deactivation (失效请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    deactivate_reason: str
    """Reason (失效原因) why the stock is made void, at most 150 characters."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.deactivate_reason is not None:
            fields["deactivate_reason"] = self.deactivate_reason
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
                deactivate_reason=d.pop("deactivate_reason"),
                brand_id=d.pop("brand_id"),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
