# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "success_store_list",
        "failed_store_list",
    )
)


@_define(kw_only=True)
class DisassociateStoresResponse(Model):
    """What became of each store (批次取消关联门店). Possibly a partial success; absent lists mean empty, and nothing may be
    concluded from total_count about the lists."""

    total_count: int
    """Number of stores in the request after removing repeats (去重后门店总数)."""
    success_store_list: list[StoreInfo] = _field(factory=list)
    """Stores untied (取消关联成功的门店列表)."""
    failed_store_list: list[FailedStoreInfo] = _field(factory=list)
    """Stores not untied, with the reason (取消关联失败的门店列表)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.total_count is not None:
            fields["total_count"] = self.total_count
        if self.success_store_list:
            fields["success_store_list"] = to_json(self.success_store_list)
        if self.failed_store_list:
            fields["failed_store_list"] = to_json(self.failed_store_list)
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
                total_count=integer(d.pop("total_count")),
                success_store_list=[StoreInfo.from_dict(item) for item in d.pop("success_store_list", [])],
                failed_store_list=[FailedStoreInfo.from_dict(item) for item in d.pop("failed_store_list", [])],
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.failed_store_info import FailedStoreInfo  # noqa: E402
from ..models.store_info import StoreInfo  # noqa: E402
