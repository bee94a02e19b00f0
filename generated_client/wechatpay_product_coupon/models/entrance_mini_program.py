# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class EntranceMiniProgram(Model):
    """Entrance to a mini program (小程序入口)."""

    appid: str
    """AppID of the mini program (小程序AppID)."""
    path: str
    """Page of the mini program (小程序路径)."""
    entrance_wording: str
    """Text of the entrance (入口文案), at most 5 characters."""
    guidance_wording: str | None = None
    """Guiding text (引导文案), at most 6 characters. Recommended; a newer guide lists it as required."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.appid is not None:
            fields["appid"] = self.appid
        if self.path is not None:
            fields["path"] = self.path
        if self.entrance_wording is not None:
            fields["entrance_wording"] = self.entrance_wording
        if self.guidance_wording is not None:
            fields["guidance_wording"] = self.guidance_wording
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
                appid=d.pop("appid"),
                path=d.pop("path"),
                entrance_wording=d.pop("entrance_wording"),
                guidance_wording=d.pop("guidance_wording", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
