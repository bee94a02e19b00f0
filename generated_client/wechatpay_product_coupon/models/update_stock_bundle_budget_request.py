# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

from ..models.update_budget_mode import UpdateBudgetMode

_NOT_TEXT = frozenset(
    (
        "current_max_count",
        "target_max_count",
        "current_max_count_per_day",
        "target_max_count_per_day",
    )
)


@_define(kw_only=True)
class UpdateStockBundleBudgetRequest(Model):
    """One sending limit of all stocks of a bundle, as it is and as it shall be (修改商品券批次组发放预算). The present value is
    compared with the server's. A daily limit can neither be introduced nor removed, and concerns the first stock
    only."""

    out_request_no: str
    """Request number of the change (修改请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the brand.
    The idempotency key."""
    update_mode: UpdateBudgetMode
    """Limit to change (更新模式), one in a call."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    current_max_count: int | None = None
    """Present total limit (当前批次组发放次数总上限), as the server has it, required when update_mode is MAX_COUNT."""
    target_max_count: int | None = None
    """New total limit (目标批次组发放次数总上限), which may be lower but not below what is sent, required when update_mode is
    MAX_COUNT."""
    current_max_count_per_day: int | None = None
    """Present daily limit (当前批次组每日发放次数上限), as the server has it, required when update_mode is MAX_COUNT_PER_DAY."""
    target_max_count_per_day: int | None = None
    """New daily limit (目标批次组每日发放次数上限), which may be lower, required when update_mode is MAX_COUNT_PER_DAY."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.update_mode is not None:
            fields["update_mode"] = to_json(self.update_mode)
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.current_max_count is not None:
            fields["current_max_count"] = self.current_max_count
        if self.target_max_count is not None:
            fields["target_max_count"] = self.target_max_count
        if self.current_max_count_per_day is not None:
            fields["current_max_count_per_day"] = self.current_max_count_per_day
        if self.target_max_count_per_day is not None:
            fields["target_max_count_per_day"] = self.target_max_count_per_day
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
                out_request_no=d.pop("out_request_no"),
                update_mode=UpdateBudgetMode(d.pop("update_mode")),
                brand_id=d.pop("brand_id"),
                current_max_count=integer(d.pop("current_max_count")) if "current_max_count" in d else None,
                target_max_count=integer(d.pop("target_max_count")) if "target_max_count" in d else None,
                current_max_count_per_day=integer(d.pop("current_max_count_per_day"))
                if "current_max_count_per_day" in d
                else None,
                target_max_count_per_day=integer(d.pop("target_max_count_per_day"))
                if "target_max_count_per_day" in d
                else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
