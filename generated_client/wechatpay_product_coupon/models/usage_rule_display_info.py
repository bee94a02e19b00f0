# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.app_jump_type import AppJumpType
from ..models.coupon_usage_method import CouponUsageMethod

_NOT_TEXT = frozenset(
    (
        "coupon_available_store_info",
        "app_jump_type",
    )
)


@_define(kw_only=True)
class UsageRuleDisplayInfo(Model):
    """How to use a coupon, as shown to users (券使用规则展示信息). Coupons with OFFLINE cannot be put into delivery plans."""

    coupon_usage_method_list: list[CouponUsageMethod]
    """Ways to use the coupon (券使用方式列表), at least one."""
    usage_description: str
    """How to use the coupon, in words (券使用说明), at most 1000 characters."""
    mini_program_appid: str | None = None
    """AppID of the mini program to jump to (跳转小程序AppID), of the brand or the service provider. Required with
    MINI_PROGRAM, together with mini_program_path."""
    mini_program_path: str | None = None
    """Page of the mini program to jump to (跳转小程序路径). Required with MINI_PROGRAM, together with mini_program_appid."""
    app_path: str | None = None
    """Page of the app to jump to (APP的H5跳转路径), an H5 URL; older pages knew a bare path too. Required with APP,
    unless app_jump_type is another than H5."""
    coupon_available_store_info: CouponAvailableStoreInfo | None = None
    """Where to use the coupon (券可用门店信息)."""
    app_jump_type: AppJumpType | None = None
    """How the app is opened (APP跳转类型), with APP. Newer pages require it there."""
    passcode_link: str | None = None
    """Link to be copied (口令链接), required when app_jump_type is PASSCODE_LINK."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_usage_method_list is not None:
            fields["coupon_usage_method_list"] = to_json(self.coupon_usage_method_list)
        if self.usage_description is not None:
            fields["usage_description"] = self.usage_description
        if self.mini_program_appid is not None:
            fields["mini_program_appid"] = self.mini_program_appid
        if self.mini_program_path is not None:
            fields["mini_program_path"] = self.mini_program_path
        if self.app_path is not None:
            fields["app_path"] = self.app_path
        if self.coupon_available_store_info is not None:
            fields["coupon_available_store_info"] = to_json(self.coupon_available_store_info)
        if self.app_jump_type is not None:
            fields["app_jump_type"] = to_json(self.app_jump_type)
        if self.passcode_link is not None:
            fields["passcode_link"] = self.passcode_link
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
                coupon_usage_method_list=[CouponUsageMethod(item) for item in d.pop("coupon_usage_method_list")],
                usage_description=d.pop("usage_description"),
                mini_program_appid=d.pop("mini_program_appid", None),
                mini_program_path=d.pop("mini_program_path", None),
                app_path=d.pop("app_path", None),
                coupon_available_store_info=CouponAvailableStoreInfo.from_dict(d.pop("coupon_available_store_info"))
                if "coupon_available_store_info" in d
                else None,
                app_jump_type=AppJumpType(d.pop("app_jump_type")) if "app_jump_type" in d else None,
                passcode_link=d.pop("passcode_link", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_available_store_info import CouponAvailableStoreInfo  # noqa: E402
