# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "detail_image_url_list",
        "original_price",
        "combo_package_list",
    )
)


@_define(kw_only=True)
class ProductCouponDisplayInfo(Model):
    """What users see of a coupon (展示信息). Every picture URL comes from uploadImage."""

    name: str
    """Coupon name (商品券名称), at most 15 characters; newer pages ask for at least 3."""
    image_url: str
    """Coupon picture (商品券图片), a URL from uploadImage. The picture is square, 1080 by 1080 pixels, best a transparent
    PNG with a margin of 120 pixels."""
    background_url: str
    """Background picture (商品券背景图), a URL from uploadImage. The picture is 65 to 77, 1170 by 1326 pixels."""
    detail_image_url_list: list[str] | None = None
    """Detail pictures (商品券详情图列表), at most 8 URLs from uploadImage."""
    original_price: int | None = None
    """Original price of the product (商品原价), in fen, 1/100 CNY, 0 to 10,000,000; absent means 0. With scope SINGLE
    this or combo_package_list is required, and sending both is recommended."""
    combo_package_list: list[ComboPackage] | None = None
    """Goods that the coupon is for (适用商品组合), in sets, at most 50. With scope SINGLE newer pages require it, older
    ones this or original_price."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.name is not None:
            fields["name"] = self.name
        if self.image_url is not None:
            fields["image_url"] = self.image_url
        if self.background_url is not None:
            fields["background_url"] = self.background_url
        if self.detail_image_url_list is not None:
            fields["detail_image_url_list"] = self.detail_image_url_list
        if self.original_price is not None:
            fields["original_price"] = self.original_price
        if self.combo_package_list is not None:
            fields["combo_package_list"] = to_json(self.combo_package_list)
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
                name=d.pop("name"),
                image_url=d.pop("image_url"),
                background_url=d.pop("background_url"),
                detail_image_url_list=d.pop("detail_image_url_list", None),
                original_price=integer(d.pop("original_price")) if "original_price" in d else None,
                combo_package_list=[ComboPackage.from_dict(item) for item in d.pop("combo_package_list")]
                if "combo_package_list" in d
                else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.combo_package import ComboPackage  # noqa: E402
