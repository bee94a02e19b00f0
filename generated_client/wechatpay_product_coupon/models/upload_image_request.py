# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import File, Model, model_error, names_repr, to_json


@_define(kw_only=True)
class UploadImageRequest(Model):
    """The two parts of an upload form (图片上传). The meta part comes first and goes as JSON text; its exact bytes are
    what is signed."""

    meta: ImageMeta
    """What the file is (图片文件元信息), sent as JSON text."""
    file: File
    """Bytes of the picture (图片文件二进制), JPG, BMP or PNG, at most 2 MiB (2,097,152 bytes)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.meta is not None:
            fields["meta"] = to_json(self.meta)
        if self.file is not None:
            fields["file"] = self.file
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
                meta=ImageMeta.from_dict(d.pop("meta")),
                file=d.pop("file"),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.image_meta import ImageMeta  # noqa: E402
