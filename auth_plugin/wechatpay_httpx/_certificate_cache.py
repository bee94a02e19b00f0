"""Keeps downloaded platform certificates in a folder, so that a restart needs no network."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from wechatpay_httpx._settings import told_path
from wechatpay_httpx._verification_keys import CertificateSet
from wechatpay_httpx.errors import AuthConfigurationError

_FILE: Final = "wechatpay_platform_certificates.pem"
_BLOCK: Final = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\n", re.DOTALL)
_OTHERS_MAY_WRITE: Final = 0o022
_POSIX: Final = os.name == "posix"

_logger = logging.getLogger("wechatpay_httpx")


class CertificateCache:
    """One PEM file; its modification time is that of the download.

    Whoever can write it decides whom the process trusts, so that the folder and the file belong to their owner alone.

    Args:
        folder: Where the file is kept; made if it is missing.

    Raises:
        AuthConfigurationError: The folder cannot be made, or others may write in it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            open_to_others = _is_open_to_others(folder)
        except (OSError, ValueError) as exc:
            # Not chained: the system's error quotes the path, which may be a key.
            told = getattr(exc, "strerror", None) or "no folder can have this name"
            raise AuthConfigurationError(f"Certificate folder {told_path(folder)} cannot be used: {told}.") from None
        if open_to_others:
            raise AuthConfigurationError(
                f"Certificate folder {told_path(folder)} can be written by others, who could plant a certificate "
                "there. Give a folder that belongs to this process alone (chmod 700)."
            )

    def read(self) -> tuple[CertificateSet, float]:
        """Return what was kept, and the Unix time of its download; nothing, if it cannot be used."""
        try:
            if _is_open_to_others(self._path):
                raise PermissionError("others may write it")
            text = self._path.read_text("ascii")
            found = CertificateSet(_BLOCK.findall(text))
            # Text between the blocks was not written here, and of a file cut short a block may be missing.
            if not found.certificates or _BLOCK.sub("", text):
                raise ValueError("it is damaged")
            return found, self._path.stat().st_mtime
        except FileNotFoundError:
            pass
        except (OSError, ValueError, AuthConfigurationError) as exc:
            _logger.warning(
                "Kept platform certificates %s are not used, %s; they are downloaded anew.", told_path(self._path), exc
            )
        return CertificateSet(), 0.0

    def write(self, certificates: Iterable[x509.Certificate], now: float) -> None:
        """Replace the file in one step; a failure is logged, since the certificates are in memory."""
        temporary = None
        try:
            # mkstemp makes the file readable and writable by its owner alone.
            descriptor, temporary = tempfile.mkstemp(prefix=f".{_FILE}.", dir=self._path.parent)
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(certificate.public_bytes(Encoding.PEM) for certificate in certificates)
                file.flush()
                os.fsync(file.fileno())  # or a crash could leave the new name on an empty file
            os.utime(temporary, (now, now))
            Path(temporary).replace(self._path)
        except OSError as exc:
            _logger.warning("Platform certificates could not be kept in %s: %s.", told_path(self._path), exc.strerror)
            if temporary:
                with suppress(OSError):
                    Path(temporary).unlink()


def _is_open_to_others(path: Path) -> bool:
    if not _POSIX:
        return False  # rights are another matter on Windows, and st_mode says nothing of them
    status = path.stat()
    # Root may write everywhere in any case.
    return bool(status.st_mode & _OTHERS_MAY_WRITE) or status.st_uid not in (0, os.geteuid())
