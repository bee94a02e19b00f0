# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "total_count",
        "stock_list",
    )
)


@_define(kw_only=True)
class ListStocksResponse(Model):
    """A page of the stocks of a coupon (查询商品券批次列表)."""

    total_count: int | None = None
    """Number of stocks that match (总个数), on the first page only."""
    stock_list: list[StockEntity] = _field(factory=list)
    """Stocks of this page (批次列表)."""
    next_page_token: str | None = None
    """Token of the next page (下一页Token), absent on the last page."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.total_count is not None:
            fields["total_count"] = self.total_count
        if self.stock_list:
            fields["stock_list"] = to_json(self.stock_list)
        if self.next_page_token is not None:
            fields["next_page_token"] = self.next_page_token
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
                total_count=integer(d.pop("total_count")) if "total_count" in d else None,
                stock_list=[StockEntity.from_dict(item) for item in d.pop("stock_list", [])],
                next_page_token=d.pop("next_page_token", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.stock_entity import StockEntity  # noqa: E402
