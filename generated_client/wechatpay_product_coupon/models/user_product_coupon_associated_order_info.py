# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class UserProductCouponAssociatedOrderInfo(Model):
    """A payment order of WeChat Pay (关联微信支付订单信息), by its own number, the merchant's or both. For an order made in
    partner mode mchid is the service provider and sub_mchid the sub-merchant; for an order of a direct merchant
    mchid is that merchant, and there is no sub_mchid."""

    transaction_id: str | None = None
    """WeChat Pay order number (微信支付单号)."""
    out_trade_no: str | None = None
    """Merchant order number (商户订单号), together with mchid."""
    mchid: str | None = None
    """Merchant number (商户号) that made the order, with out_trade_no."""
    sub_mchid: str | None = None
    """Sub-merchant number (子商户号), with out_trade_no of an order made in partner mode."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.transaction_id is not None:
            fields["transaction_id"] = self.transaction_id
        if self.out_trade_no is not None:
            fields["out_trade_no"] = self.out_trade_no
        if self.mchid is not None:
            fields["mchid"] = self.mchid
        if self.sub_mchid is not None:
            fields["sub_mchid"] = self.sub_mchid
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
                transaction_id=d.pop("transaction_id", None),
                out_trade_no=d.pop("out_trade_no", None),
                mchid=d.pop("mchid", None),
                sub_mchid=d.pop("sub_mchid", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
