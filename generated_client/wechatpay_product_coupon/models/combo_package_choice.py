# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json


@_define(kw_only=True)
class ComboPackageChoice(Model):
    """An item of a set (单品)."""

    name: str
    """Item name (单品名称), at most 15 characters."""
    price: int
    """Item price (单品价格), in fen, 1/100 CNY."""
    count: int
    """Item count (单品数量), 1 to 99."""
    image_url: str | None = None
    """Item picture (单品图片), a URL from uploadImage."""
    mini_program_appid: str | None = None
    """AppID of the mini program to jump to (跳转小程序AppID), together with mini_program_path."""
    mini_program_path: str | None = None
    """Page of the mini program to jump to (跳转小程序路径), together with mini_program_appid."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.name is not None:
            fields["name"] = self.name
        if self.price is not None:
            fields["price"] = self.price
        if self.count is not None:
            fields["count"] = self.count
        if self.image_url is not None:
            fields["image_url"] = self.image_url
        if self.mini_program_appid is not None:
            fields["mini_program_appid"] = self.mini_program_appid
        if self.mini_program_path is not None:
            fields["mini_program_path"] = self.mini_program_path
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
                name=d.pop("name"),
                price=integer(d.pop("price")),
                count=integer(d.pop("count")),
                image_url=d.pop("image_url", None),
                mini_program_appid=d.pop("mini_program_appid", None),
                mini_program_path=d.pop("mini_program_path", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
