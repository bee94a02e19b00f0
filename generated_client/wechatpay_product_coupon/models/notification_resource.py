# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class NotificationResource(Model):
    """Encrypted data (通知数据)."""

    algorithm: str
    """How it is encrypted (加密算法类型), AEAD_AES_256_GCM under the APIv3 key."""
    ciphertext: str
    """Ciphertext and tag (数据密文), Base64."""
    nonce: str
    """Nonce of the encryption (随机串)."""
    original_type: str | None = None
    """Kind of the data (原始回调类型), coupon or product_coupon; not to be relied on."""
    associated_data: str | None = None
    """Associated data of the encryption (附加数据), product_coupon_sp; may be empty or absent."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.algorithm is not None:
            fields["algorithm"] = self.algorithm
        if self.ciphertext is not None:
            fields["ciphertext"] = self.ciphertext
        if self.nonce is not None:
            fields["nonce"] = self.nonce
        if self.original_type is not None:
            fields["original_type"] = self.original_type
        if self.associated_data is not None:
            fields["associated_data"] = self.associated_data
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
                algorithm=d.pop("algorithm"),
                ciphertext=d.pop("ciphertext"),
                nonce=d.pop("nonce"),
                original_type=d.pop("original_type", None),
                associated_data=d.pop("associated_data", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
