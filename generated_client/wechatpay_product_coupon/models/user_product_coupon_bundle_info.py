# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json


@_define(kw_only=True)
class UserProductCouponBundleInfo(Model):
    """Place of a coupon in the user's bundle (用户券组信息)."""

    user_coupon_bundle_id: str
    """Id of the user's bundle (用户券组ID), at most 40 characters."""
    user_coupon_bundle_index: int
    """Position in the user's bundle (用户券组内索引), from 0."""
    total_count: int
    """Number of uses in all (总可使用次数)."""
    used_count: int
    """Number of uses so far (已使用次数)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.user_coupon_bundle_id is not None:
            fields["user_coupon_bundle_id"] = self.user_coupon_bundle_id
        if self.user_coupon_bundle_index is not None:
            fields["user_coupon_bundle_index"] = self.user_coupon_bundle_index
        if self.total_count is not None:
            fields["total_count"] = self.total_count
        if self.used_count is not None:
            fields["used_count"] = self.used_count
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
                user_coupon_bundle_id=d.pop("user_coupon_bundle_id"),
                user_coupon_bundle_index=integer(d.pop("user_coupon_bundle_index")),
                total_count=integer(d.pop("total_count")),
                used_count=integer(d.pop("used_count")),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
