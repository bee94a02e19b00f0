# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from functools import cached_property
from typing import TYPE_CHECKING, Final

from wechatpay_runtime import AsyncClient as _AsyncClient
from wechatpay_runtime import Contract, SyncClient

from .errors import BY_CODE

if TYPE_CHECKING:
    from .api.images import AsyncImages, Images
    from .api.product_coupons import AsyncProductCoupons, ProductCoupons

SERVERS: Final = (
    "https://api.mch.weixin.qq.com",
    "https://api2.mch.weixin.qq.com",
)
"""The contract's servers, the primary one first."""

_CONTRACT: Final = Contract(__package__)


class Client(SyncClient):
    __doc__ = SyncClient.__doc__

    _contract = _CONTRACT
    _error_classes = BY_CODE
    _servers = SERVERS

    @cached_property
    def images(self) -> "Images":
        """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""
        from .api.images import Images

        return Images(self)

    @cached_property
    def product_coupons(self) -> "ProductCoupons":
        """Product coupons (商品券), their stocks (批次) and coupon codes (券Code)."""
        from .api.product_coupons import ProductCoupons

        return ProductCoupons(self)


class AsyncClient(_AsyncClient):
    __doc__ = _AsyncClient.__doc__

    _contract = _CONTRACT
    _error_classes = BY_CODE
    _servers = SERVERS

    @cached_property
    def images(self) -> "AsyncImages":
        """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""
        from .api.images import AsyncImages

        return AsyncImages(self)

    @cached_property
    def product_coupons(self) -> "AsyncProductCoupons":
        """Product coupons (商品券), their stocks (批次) and coupon codes (券Code)."""
        from .api.product_coupons import AsyncProductCoupons

        return AsyncProductCoupons(self)
