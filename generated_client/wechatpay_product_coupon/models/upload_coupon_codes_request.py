# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, masked_repr, model_error, names_repr, to_json


@_define(kw_only=True)
class UploadCouponCodesRequest(Model):
    """Coupon codes for a stock (预上传券Code)."""

    out_request_no: str
    """Request number of the upload (请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    code_list: list[str] = _field(repr=masked_repr)
    """Coupon codes to upload (券Code列表), 1 to 200 of 1 to 40 digits, letters, underscores or hyphens each. Repeats
    are allowed; the server removes them and names them in duplicate_code_list."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.code_list is not None:
            fields["code_list"] = self.code_list
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
                code_list=d.pop("code_list"),
                brand_id=d.pop("brand_id"),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
