"""Opens what WeChat Pay encrypts under the APIv3 key: notifications, and the certificates it lists."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wechatpay_httpx._settings import described, unseen_character, wrong
from wechatpay_httpx.errors import AuthConfigurationError

ALGORITHM: Final = "AEAD_AES_256_GCM"

_KEY: Final = re.compile(rb"[0-9A-Za-z]{32}")


class WrongKeyError(Exception):
    """A ciphertext does not open: it is for another key, or was changed. Never leaves this package."""


class APIv3Key:
    """The APIv3 key (APIv3密钥), ready for use; it cannot be read back.

    Args:
        key: Its 32 characters.

    Raises:
        AuthConfigurationError: It has another form.
    """

    def __init__(self, key: str | bytes) -> None:
        # "replace", so that what UTF-8 cannot hold is refused by its form, and not quoted in an error of the codec.
        raw = key.encode("utf-8", "replace") if isinstance(key, str) else key
        if not isinstance(raw, bytes):
            raise wrong("apiv3_key", key, "the APIv3 key (APIv3密钥), 32 characters as a str or bytes,")
        if not _KEY.fullmatch(raw):
            unseen = unseen_character(key) if isinstance(key, str) else ""
            raise AuthConfigurationError(
                f"apiv3_key is {described(key)}; the APIv3 key (APIv3密钥) has 32 characters of [0-9A-Za-z]. "
                f"{f'It holds {unseen}, which cannot be seen. ' if unseen else ''}Set it on the merchant platform, "
                "under account centre, API security (账户中心, API安全)."
            )
        self._cipher = AESGCM(raw)

    def open(self, resource: Mapping[str, Any]) -> bytes:
        """Decrypt an object with `ciphertext`, `nonce` and perhaps `associated_data`.

        Raises:
            WrongKeyError: It was not encrypted under this key, with this nonce and associated data.
            KeyError, TypeError: A member is missing or no text.
        """
        nonce, associated_data = resource["nonce"], resource.get("associated_data") or ""
        ciphertext = resource["ciphertext"]
        if not (isinstance(ciphertext, str) and isinstance(nonce, str) and isinstance(associated_data, str)):
            raise TypeError("ciphertext, nonce and associated_data are texts")
        try:
            # Strict: a lenient decoder skips what is no Base64, so that two different texts would be one ciphertext.
            encrypted = a2b_base64(ciphertext, strict_mode=True)
            return self._cipher.decrypt(nonce.encode(), encrypted, associated_data.encode())
        except (ValueError, InvalidTag) as exc:
            raise WrongKeyError from exc
