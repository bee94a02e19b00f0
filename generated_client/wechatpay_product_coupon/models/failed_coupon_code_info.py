# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, masked_repr, model_error, names_repr, to_json


@_define(kw_only=True)
class FailedCouponCodeInfo(Model):
    """A code that was not stored, and why (上传失败的券Code)."""

    coupon_code: str = _field(repr=masked_repr)
    """The coupon code (券Code), as sent."""
    code: str
    """Error code (错误码), such as SYSTEM_ERROR."""
    message: str
    """Reason in words (错误信息), for people."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_code is not None:
            fields["coupon_code"] = self.coupon_code
        if self.code is not None:
            fields["code"] = self.code
        if self.message is not None:
            fields["message"] = self.message
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
                coupon_code=d.pop("coupon_code"),
                code=d.pop("code"),
                message=d.pop("message"),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
