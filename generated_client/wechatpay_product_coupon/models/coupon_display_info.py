# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.coupon_code_display_mode import CouponCodeDisplayMode

_NOT_TEXT = frozenset(
    (
        "code_display_mode",
        "entrance_mini_program",
        "entrance_official_account",
        "entrance_finder",
    )
)


@_define(kw_only=True)
class CouponDisplayInfo(Model):
    """Look of a coupon in the user's card folder (用户商品券展示信息)."""

    code_display_mode: CouponCodeDisplayMode | None = None
    """How the coupon code is shown (用户商品券Code展示模式), required for the first stock of a coupon; newer pages require it
    everywhere."""
    background_color: str | None = None
    """Colour of the card (背景颜色), one of Color010, Color020, Color030 and so on to Color090, and Color100. Absent
    means Color020."""
    entrance_mini_program: EntranceMiniProgram | None = None
    """Entrance to a mini program (小程序入口)."""
    entrance_official_account: EntranceOfficialAccount | None = None
    """Entrance to an official account (公众号入口)."""
    entrance_finder: EntranceFinder | None = None
    """Entrance to a channel (视频号入口)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.code_display_mode is not None:
            fields["code_display_mode"] = to_json(self.code_display_mode)
        if self.background_color is not None:
            fields["background_color"] = self.background_color
        if self.entrance_mini_program is not None:
            fields["entrance_mini_program"] = to_json(self.entrance_mini_program)
        if self.entrance_official_account is not None:
            fields["entrance_official_account"] = to_json(self.entrance_official_account)
        if self.entrance_finder is not None:
            fields["entrance_finder"] = to_json(self.entrance_finder)
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
                code_display_mode=CouponCodeDisplayMode(d.pop("code_display_mode"))
                if "code_display_mode" in d
                else None,
                background_color=d.pop("background_color", None),
                entrance_mini_program=EntranceMiniProgram.from_dict(d.pop("entrance_mini_program"))
                if "entrance_mini_program" in d
                else None,
                entrance_official_account=EntranceOfficialAccount.from_dict(d.pop("entrance_official_account"))
                if "entrance_official_account" in d
                else None,
                entrance_finder=EntranceFinder.from_dict(d.pop("entrance_finder")) if "entrance_finder" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.entrance_finder import EntranceFinder  # noqa: E402
from ..models.entrance_mini_program import EntranceMiniProgram  # noqa: E402
from ..models.entrance_official_account import EntranceOfficialAccount  # noqa: E402
