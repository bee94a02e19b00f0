# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class StockBundleEntity(Model):
    """A bundle of stocks (批次组)."""

    stock_bundle_id: str
    """Stock bundle id (批次组ID), made by WeChat Pay, at most 40 characters."""
    stock_list: list[StockEntityInBundle]
    """Stocks of the bundle (批次列表), one for each use, in their order."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.stock_bundle_id is not None:
            fields["stock_bundle_id"] = self.stock_bundle_id
        if self.stock_list is not None:
            fields["stock_list"] = to_json(self.stock_list)
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
                stock_bundle_id=d.pop("stock_bundle_id"),
                stock_list=[StockEntityInBundle.from_dict(item) for item in d.pop("stock_list")],
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.stock_entity_in_bundle import StockEntityInBundle  # noqa: E402
