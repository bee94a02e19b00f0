"""The one way in which merchants, brands and WeChat Pay sign: SHA-256 with RSA, under two names."""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

SCHEME: Final = "WECHATPAY2-SHA256-RSA2048"
BRAND_SCHEME: Final = "WECHATPAY-BRAND-SHA256-RSA2048"
PADDING: Final = padding.PKCS1v15()
DIGEST: Final = hashes.SHA256()
