# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class EntranceFinder(Model):
    """Entrance to a channel (视频号入口)."""

    finder_id: str
    """Id of the channel (视频号ID)."""
    finder_video_id: str | None = None
    """Id of a video of the channel (视频号视频ID)."""
    finder_video_cover_image_url: str | None = None
    """Cover of the video (视频号封面图), a URL from uploadImage, 716 by 402 pixels, at most 2 MiB."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.finder_id is not None:
            fields["finder_id"] = self.finder_id
        if self.finder_video_id is not None:
            fields["finder_video_id"] = self.finder_video_id
        if self.finder_video_cover_image_url is not None:
            fields["finder_video_cover_image_url"] = self.finder_video_cover_image_url
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
                finder_id=d.pop("finder_id"),
                finder_video_id=d.pop("finder_video_id", None),
                finder_video_cover_image_url=d.pop("finder_video_cover_image_url", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
