# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class SetNotifyConfigResponse(Model):
    """The address that was set (设置商品券事件通知地址)."""

    notify_url: str
    """Address of notifications (通知URL地址), as sent."""
    update_time: datetime.datetime
    """Time of the change (更新时间), RFC 3339 with offset; it was seen without seconds."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.notify_url is not None:
            fields["notify_url"] = self.notify_url
        if self.update_time is not None:
            fields["update_time"] = to_json(self.update_time)
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
                notify_url=d.pop("notify_url"),
                update_time=datetime.datetime.fromisoformat(d.pop("update_time")),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
