"""Reads the settings of an auth from environment variables, in the dress that files of variables leave them in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wechatpay_httpx._certificate_store import CertificateStore
from wechatpay_httpx._key_text import cleaned
from wechatpay_httpx._settings import is_like_apiv3_key, text_of, wrong
from wechatpay_httpx._signer import Signer
from wechatpay_httpx._verifier import Keys, Verifier
from wechatpay_httpx.errors import AuthConfigurationError

PREFIX: Final = "WECHATPAY_"

_NEEDED: Final = "the beginning of the variables' names, such as WECHATPAY_SHOP1_, 64 letters, digits and _ at most,"
_PREFIX: Final = re.compile(r"[\w.-]{0,64}")

# What an editor on Windows writes before the first name of a file.
_BOM: Final = "\ufeff"


class Environment:
    """The variables of one merchant. Its repr shows none of them; it is no mapping, which tools would print.

    Args:
        environ: All variables; None takes the process's own.
        prefix: Begins the names of the merchant's.

    Raises:
        AuthConfigurationError: One of them is of another type, or the prefix begins no names.
    """

    def __init__(self, environ: Mapping[str, str] | None, prefix: str) -> None:
        # It is shown as it is, and a key is easily given in its place.
        if not _PREFIX.fullmatch(text_of("prefix", prefix, _NEEDED)) or is_like_apiv3_key(prefix):
            raise wrong("prefix", prefix, _NEEDED)
        given = os.environ if environ is None else environ
        if not isinstance(given, Mapping):
            raise wrong("environ", given, "a mapping of names to texts, such as os.environ,")
        self._given = given
        self._prefix = prefix

    def name(self, name: str) -> str:
        """Return the whole name of a variable."""
        return self._prefix + name

    def get(self, name: str) -> str:
        """Return a value without blanks, line ends and quotes around it; "" when it is not set.

        Raises:
            AuthConfigurationError: It is no text.
        """
        whole = self.name(name)
        value = self._given.get(whole, self._given.get(_BOM + whole))
        if value is None:
            return ""
        if not isinstance(value, str):
            hint = " In YAML, numbers in quotes are texts." if isinstance(value, int) else ""
            raise wrong(whole, value, "a text", hint)
        return cleaned(value)

    def key(self, name: str) -> str | Path | None:
        """Return what a variable holds, or the path that the variable with _PATH after its name holds.

        Raises:
            AuthConfigurationError: Both are set.
        """
        text, path = self.get(name), self.get(f"{name}_PATH")
        if text and path:
            raise AuthConfigurationError(
                f"{self.name(name)} and {self.name(name)}_PATH are both set: give the key itself, or the path of its "
                "file."
            )
        return text or (Path(path) if path else None)

    def __repr__(self) -> str:
        return f"Environment({self._prefix!r})"


def keys_in(settings: Environment) -> tuple[Signer, Verifier]:
    """Load the keys that a merchant's variables hold, or lead to; which ones these are, `WeChatPayAuth.from_env` says.

    Raises:
        AuthConfigurationError: A variable is not set, or its value cannot be used.
    """
    folder, key_id = settings.get("CERTIFICATE_DIR"), settings.get("PUBLIC_KEY_ID")
    private_key, public_key = settings.key("PRIVATE_KEY"), settings.key("PUBLIC_KEY")
    needed: dict[str, object] = {"MCHID": settings.get("MCHID"), "PRIVATE_KEY_PATH": private_key}
    if key_id or public_key or not folder:
        needed |= {"PUBLIC_KEY_ID": key_id, "PUBLIC_KEY_PATH": public_key}
    if folder:
        needed["APIV3_KEY"] = settings.get("APIV3_KEY")
    if missing := [settings.name(name) for name, value in needed.items() if not value]:
        raise AuthConfigurationError(f"Not set: {', '.join(missing)}.")
    keys: list[Keys] = [{key_id: public_key}] if public_key else []
    if folder:
        keys.append(CertificateStore(settings.get("APIV3_KEY"), cache_dir=folder))
    signer = Signer(
        settings.get("MCHID"),
        settings.get("SERIAL_NO") or None,
        private_key or "",
        certificate=settings.key("CERTIFICATE"),
        private_key_password=settings.get("PRIVATE_KEY_PASSWORD") or None,
    )
    return signer, Verifier(*keys)
