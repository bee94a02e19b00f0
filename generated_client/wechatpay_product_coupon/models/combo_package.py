# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json


@_define(kw_only=True)
class ComboPackage(Model):
    """A set of items of which the user picks some (套餐组合)."""

    name: str
    """Name of the set (套餐名), at most 15 characters."""
    pick_count: int
    """Number of items the user may pick (可选单品数量), at least 1, and no more than the counts of choice_list add up to."""
    choice_list: list[ComboPackageChoice]
    """Items to pick from (单品列表), 1 to 99."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.name is not None:
            fields["name"] = self.name
        if self.pick_count is not None:
            fields["pick_count"] = self.pick_count
        if self.choice_list is not None:
            fields["choice_list"] = to_json(self.choice_list)
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
                pick_count=integer(d.pop("pick_count")),
                choice_list=[ComboPackageChoice.from_dict(item) for item in d.pop("choice_list")],
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.combo_package_choice import ComboPackageChoice  # noqa: E402
