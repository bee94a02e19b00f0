# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.image_generation_type import ImageGenerationType
from ..models.task_state import TaskState

_NOT_TEXT = frozenset(
    (
        "combine_image_result",
        "cut_out_result",
    )
)


@_define(kw_only=True)
class ImageGenerationTask(Model):
    """State and result of a task (图片生成任务). A result means something only when task_state is SUCCESS and
    image_generation_type is its kind; the official example shows both while the task is running."""

    brand_id: str
    """Brand id (品牌ID)."""
    task_id: str
    """Number of the image generation task (图片生成的任务ID)."""
    image_generation_type: ImageGenerationType
    """Kind of image generation (图片生成类型)."""
    task_state: TaskState
    """State of the task (任务状态)."""
    combine_image_result: CombineImageResult | None = None
    """Result of a composition (拼图结果), to be read when task_state is SUCCESS and the kind is COMBINE_IMAGE."""
    cut_out_result: CutOutResult | None = None
    """Result of a cut-out (生成商品图结果), to be read when task_state is SUCCESS and the kind is CUT_OUT."""
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
        if self.task_state is not None:
            fields["task_state"] = to_json(self.task_state)
        if self.combine_image_result is not None:
            fields["combine_image_result"] = to_json(self.combine_image_result)
        if self.cut_out_result is not None:
            fields["cut_out_result"] = to_json(self.cut_out_result)
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
                task_state=TaskState(d.pop("task_state")),
                combine_image_result=CombineImageResult.from_dict(d.pop("combine_image_result"))
                if "combine_image_result" in d
                else None,
                cut_out_result=CutOutResult.from_dict(d.pop("cut_out_result")) if "cut_out_result" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.combine_image_result import CombineImageResult  # noqa: E402
from ..models.cut_out_result import CutOutResult  # noqa: E402
