# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class NotificationEnvelope(Model):
    """What a notification looks like before it is decrypted (回调通知)."""

    id: str
    """Notification id (通知ID), the same for a repeat."""
    create_time: datetime.datetime
    """When it was made (通知创建时间)."""
    event_type: str
    """What happened (通知类型), the keys of `webhooks`; an open list, of any length."""
    resource_type: str
    """Kind of the resource (通知数据类型), encrypt-resource."""
    summary: str
    """What happened in a few Chinese words (回调摘要)."""
    resource: NotificationResource
    """What happened in full, encrypted (通知数据)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.id is not None:
            fields["id"] = self.id
        if self.create_time is not None:
            fields["create_time"] = to_json(self.create_time)
        if self.event_type is not None:
            fields["event_type"] = self.event_type
        if self.resource_type is not None:
            fields["resource_type"] = self.resource_type
        if self.summary is not None:
            fields["summary"] = self.summary
        if self.resource is not None:
            fields["resource"] = to_json(self.resource)
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
                id=d.pop("id"),
                create_time=datetime.datetime.fromisoformat(d.pop("create_time")),
                event_type=d.pop("event_type"),
                resource_type=d.pop("resource_type"),
                summary=d.pop("summary"),
                resource=NotificationResource.from_dict(d.pop("resource")),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.notification_resource import NotificationResource  # noqa: E402
