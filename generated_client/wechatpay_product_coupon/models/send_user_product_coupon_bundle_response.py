# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class SendUserProductCouponBundleResponse(Model):
    """The user's bundle, with the coupons sent so far (向用户发放商品券批次组). The first sending has one; the next comes after
    each redemption."""

    user_coupon_bundle_id: str
    """Id of the user's bundle (用户券组ID), made by WeChat Pay, at most 40 characters."""
    user_product_coupon_list: list[UserProductCouponEntity]
    """Coupons sent so far (用户商品券列表), in the order of the stocks."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.user_coupon_bundle_id is not None:
            fields["user_coupon_bundle_id"] = self.user_coupon_bundle_id
        if self.user_product_coupon_list is not None:
            fields["user_product_coupon_list"] = to_json(self.user_product_coupon_list)
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
                user_product_coupon_list=[
                    UserProductCouponEntity.from_dict(item) for item in d.pop("user_product_coupon_list")
                ],
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.user_product_coupon_entity import UserProductCouponEntity  # noqa: E402
