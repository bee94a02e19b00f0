"""What the doctor finds on this machine: settings, files and keys, and whether they belong together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wechatpay_cli._doctor_causes import where_the_mchid_is
from wechatpay_cli._finding import Finding, unseen, well, wrong
from wechatpay_cli._say import say
from wechatpay_cli._session import auth_of
from wechatpay_cli._sources import PREFIX, Source

if TYPE_CHECKING:
    from wechatpay_httpx import Signer, WeChatPayAuth

_FILES: Final = ("PRIVATE_KEY_PATH", "CERTIFICATE_PATH", "PUBLIC_KEY_PATH")
_PRIVATE: Final = "PRIVATE_KEY_PATH"


class Keys:
    """The keys of a merchant, looked at one by one.

    Args:
        source: The merchant's settings.

    Attributes:
        auth: What signs and verifies with them; None where they cannot, which is found by `findings`.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.auth: WeChatPayAuth | None = None

    def findings(self) -> Iterator[Finding]:
        """Look at everything."""
        yield self._settings()
        for name in _FILES:
            if path := self._source.get(name):
                yield from _file(name, Path(path))
        signer = None
        for finding, made in self._signer():
            signer = made or signer
            yield finding
        yield from self._certificate()
        yield from self._verifier(signer)
        yield self._apiv3_key()

    def _settings(self) -> Finding:
        names = self._source.names
        label = say("Settings")
        if names:
            return well("settings", label, say("{source}: {names}", source=self._source.name, names=", ".join(names)))
        return wrong(
            "settings",
            label,
            say("{source} has no {prefix}* variable", source=self._source.name, prefix=PREFIX),
            say("Set WECHATPAY_MCHID and the others, or choose --profile NAME or --env-file FILE."),
        )

    def _signer(self) -> Iterator[tuple[Finding, Signer | None]]:
        from wechatpay_httpx import Signer
        from wechatpay_httpx.errors import AuthConfigurationError

        check, label = "private_key", say("Merchant private key")
        source = self._source
        key = source.key("PRIVATE_KEY")
        missing = [
            name for name in ("MCHID", "PRIVATE_KEY_PATH") if not (source.get(name) or (name != "MCHID" and key))
        ]
        if missing or key is None:
            names = ", ".join(PREFIX + name for name in missing)
            where = [where_the_mchid_is()] if "MCHID" in missing else []
            where += [say("apiclient_key.pem is the file.")] if _PRIVATE in missing else []
            yield wrong(check, label, say("{names} not set", names=names), " ".join(where)), None
            return
        try:
            signer = Signer(
                source.get("MCHID"),
                source.get("SERIAL_NO") or None,
                key,
                certificate=source.key("CERTIFICATE"),
                private_key_password=source.get("PRIVATE_KEY_PASSWORD") or None,
            )
        except AuthConfigurationError as exc:
            to_do = say(
                "Correct the setting that this is about. WECHATPAY_PRIVATE_KEY_PASSWORD opens an encrypted key."
            )
            yield wrong(check, label, str(exc), to_do), None
            return
        text = say("signs for merchant {mchid}, serial number {serial}", mchid=signer.mchid, serial=signer.serial_no)
        yield well(check, label, text), signer

    def _certificate(self) -> Iterator[Finding]:
        """Look at the merchant certificate, where it is given: whose it is, and until when."""
        from cryptography import x509
        from cryptography.x509.oid import NameOID

        given = self._source.key("CERTIFICATE")
        if given is None:
            return
        check, label = "certificate", say("Merchant certificate")
        try:
            certificate = x509.load_pem_x509_certificate(
                given.read_bytes() if isinstance(given, Path) else given.encode()
            )
        except (OSError, ValueError):
            yield unseen(check, label, say("in a form that only the signer reads"))
            return
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        owner = str(names[0].value) if names else say("nobody")
        ends = certificate.not_valid_after_utc
        text = say("of {owner}, valid until {day}", owner=owner, day=ends.date())
        if ends <= datetime.now(UTC):
            yield wrong(check, label, text, say("It has ended: apply for a new one on the merchant platform."))
        elif owner != (mchid := self._source.get("MCHID")):
            yield wrong(
                check, label, text, say("WECHATPAY_MCHID is {mchid}: one of the two is another's.", mchid=mchid)
            )
        else:
            yield well(check, label, text)

    def _verifier(self, signer: Signer | None) -> Iterator[Finding]:
        from wechatpay_httpx.errors import AuthConfigurationError

        check, label = "public_key", say("WeChat Pay's key")
        if signer is None:
            yield unseen(check, label, say("not looked at, as nothing can be signed"))
            return
        try:
            self.auth = auth_of(self._source)
        except AuthConfigurationError as exc:
            yield wrong(check, label, str(exc), say("wxp_pub.pem is the file, PUB_KEY_ID_... its id."))
            return
        serials = [key.serial for key in self.auth.verifier.verification_keys()]
        text = ", ".join(serials) or say("platform certificates, downloaded when they are needed")
        yield well(check, label, say("verifies with {keys}; it is not the merchant's own", keys=text))

    def _apiv3_key(self) -> Finding:
        from wechatpay_httpx import NotificationParser
        from wechatpay_httpx.errors import AuthConfigurationError

        check, label, key = "apiv3_key", say("APIv3 key"), self._source.get("APIV3_KEY")
        if not key:
            return unseen(check, label, say("WECHATPAY_APIV3_KEY not set; without it no notification can be opened"))
        if self.auth is None:
            return unseen(check, label, say("not looked at, as nothing can be signed"))
        try:
            NotificationParser(self.auth.verifier, key)
        except AuthConfigurationError as exc:
            return wrong(
                check, label, str(exc), say("It is set on the merchant platform, account centre, API security.")
            )
        return well(check, label, say("has the form of one"))


def _file(name: str, path: Path) -> Iterator[Finding]:
    check, label = name.lower(), PREFIX + name
    try:
        mode = path.stat().st_mode
        path.open("rb").close()
    except OSError as exc:
        yield wrong(check, label, f"{path}: {exc.strerror}", say("Correct the path, or the rights of this user."))
        return
    if name == _PRIVATE and os.name != "nt" and mode & 0o077:
        yield wrong(check, label, say("{path} may be read by others", path=path), f"chmod 600 {path}")
    else:
        yield well(check, label, str(path))
