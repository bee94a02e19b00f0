# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.user_product_coupon_tag import UserProductCouponTag

_NOT_TEXT = frozenset(
    (
        "coupon_tag_list",
        "member_tag_info",
    )
)


@_define(kw_only=True)
class CouponTagInfo(Model):
    """Labels of a user's coupon (用户商品券标签信息)."""

    coupon_tag_list: list[UserProductCouponTag] | None = None
    """Labels (用户商品券标签列表)."""
    member_tag_info: MemberTagInfo | None = None
    """The member card (会员标签信息), required when coupon_tag_list has MEMBER."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_tag_list is not None:
            fields["coupon_tag_list"] = to_json(self.coupon_tag_list)
        if self.member_tag_info is not None:
            fields["member_tag_info"] = to_json(self.member_tag_info)
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
                coupon_tag_list=[UserProductCouponTag(item) for item in d.pop("coupon_tag_list")]
                if "coupon_tag_list" in d
                else None,
                member_tag_info=MemberTagInfo.from_dict(d.pop("member_tag_info")) if "member_tag_info" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.member_tag_info import MemberTagInfo  # noqa: E402
