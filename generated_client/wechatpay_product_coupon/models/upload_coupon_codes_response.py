# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, masked_repr, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "success_code_list",
        "failed_code_list",
        "already_exist_code_list",
        "duplicate_code_list",
    )
)


@_define(kw_only=True)
class UploadCouponCodesResponse(Model):
    """What became of each code (预上传券Code). Possibly a partial success; absent lists mean empty, and nothing may be
    concluded from total_count about the lists."""

    total_count: int
    """Number of codes after removing repeats (去重后券Code总数)."""
    success_code_list: list[str] = _field(factory=list, repr=masked_repr)
    """Codes stored (上传成功的券Code列表)."""
    failed_code_list: list[FailedCouponCodeInfo] = _field(factory=list)
    """Codes not stored, with the reason (上传失败的券Code列表). Send them again under a new out_request_no."""
    already_exist_code_list: list[str] = _field(factory=list, repr=masked_repr)
    """Codes that were in the system before, not stored again (已经存在的券Code列表)."""
    duplicate_code_list: list[str] = _field(factory=list, repr=masked_repr)
    """Codes that occurred more than once in this request (重复的券Code列表)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.total_count is not None:
            fields["total_count"] = self.total_count
        if self.success_code_list:
            fields["success_code_list"] = self.success_code_list
        if self.failed_code_list:
            fields["failed_code_list"] = to_json(self.failed_code_list)
        if self.already_exist_code_list:
            fields["already_exist_code_list"] = self.already_exist_code_list
        if self.duplicate_code_list:
            fields["duplicate_code_list"] = self.duplicate_code_list
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
                success_code_list=d.pop("success_code_list", []),
                failed_code_list=[FailedCouponCodeInfo.from_dict(item) for item in d.pop("failed_code_list", [])],
                already_exist_code_list=d.pop("already_exist_code_list", []),
                duplicate_code_list=d.pop("duplicate_code_list", []),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.failed_coupon_code_info import FailedCouponCodeInfo  # noqa: E402
