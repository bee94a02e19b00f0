# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.image_generation_type import ImageGenerationType

_NOT_TEXT = frozenset(
    (
        "combine_image",
        "cut_out",
    )
)


@_define(kw_only=True)
class SubmitImageGenerationTaskRequest(Model):
    """An image generation task to be submitted (提交图片生成任务)."""

    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    task_id: str
    """Number of the image generation task (图片生成的任务ID), 6 to 40 digits, letters, underscores or hyphens, unique for
    this service provider. The idempotency key."""
    image_generation_type: ImageGenerationType
    """Kind of image generation (图片生成类型), which decides whether combine_image or cut_out is required."""
    combine_image: CombineImage | None = None
    """Data of the composition (拼图数据), required when image_generation_type is COMBINE_IMAGE, tolerated otherwise."""
    cut_out: CutOut | None = None
    """Data of the cut-out (抠图数据), required when image_generation_type is CUT_OUT, tolerated otherwise."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.task_id is not None:
            fields["task_id"] = self.task_id
        if self.image_generation_type is not None:
            fields["image_generation_type"] = to_json(self.image_generation_type)
        if self.combine_image is not None:
            fields["combine_image"] = to_json(self.combine_image)
        if self.cut_out is not None:
            fields["cut_out"] = to_json(self.cut_out)
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
                brand_id=d.pop("brand_id"),
                task_id=d.pop("task_id"),
                image_generation_type=ImageGenerationType(d.pop("image_generation_type")),
                combine_image=CombineImage.from_dict(d.pop("combine_image")) if "combine_image" in d else None,
                cut_out=CutOut.from_dict(d.pop("cut_out")) if "cut_out" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.combine_image import CombineImage  # noqa: E402
from ..models.cut_out import CutOut  # noqa: E402
