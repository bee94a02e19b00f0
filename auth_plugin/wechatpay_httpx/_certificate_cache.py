"""Keeps downloaded platform certificates in a folder, so that a restart needs no network."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from errno import ENOTDIR
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

    Whoever can write it decides whom the process trusts, so that the folder and the file belong to their owner alone,
    and no link or folder of another user leads there.

    Args:
        folder: Where the file is kept; made if it is missing.
        root: What has to have issued each certificate that is kept; None trusts them as they are.

    Raises:
        AuthConfigurationError: The folder cannot be made, or others may write in it.
    """

    def __init__(self, folder: Path, root: x509.Certificate | None = None) -> None:
        self._root = root
        self._path = folder / _FILE
        try:
            _make(folder)
            others = _of_others(folder)
            open_to_others = _is_open_to_others(folder.stat())
        except (OSError, ValueError) as exc:
            # Not chained: the system's error quotes the path, which may be a key.
            told = getattr(exc, "strerror", None) or "no folder can have this name"
            raise AuthConfigurationError(f"Certificate folder {told_path(folder)} cannot be used: {told}.") from None
        if others:
            raise AuthConfigurationError(
                f"Certificate folder {told_path(folder)} cannot be used: {told_path(others)} belongs to another user, "
                "who could put other certificates in its place. Give a folder below folders of this process's user or "
                "of root alone, and without links of others."
            )
        if open_to_others:
            raise AuthConfigurationError(
                f"Certificate folder {told_path(folder)} can be written by others, who could plant a certificate "
                "there. Give a folder that belongs to this process alone (chmod 700)."
            )

    def read(self) -> tuple[CertificateSet, float]:
        """Return what was kept, and the Unix time of its download; nothing, if it cannot be used."""
        try:
            text, downloaded = _read(self._path)
            found = CertificateSet(_BLOCK.findall(text), self._root)
            # Text between the blocks was not written here, and of a file cut short a block may be missing.
            if not found.certificates or _BLOCK.sub("", text):
                raise ValueError("it is damaged")
            return found, downloaded
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


def _make(folder: Path) -> None:
    """Make a folder and what is missing above it, each for its owner alone; `mkdir` itself does so for the last one."""
    missing = []
    while not folder.exists() and not folder.is_symlink():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if missing or folder.is_dir():
        return
    raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))


def _of_others(folder: Path) -> Path | None:
    """Return the first folder or link on the way to a folder that is another user's."""
    if not _POSIX:
        return None
    absolute, real = Path(os.path.abspath(folder)), folder.resolve()  # noqa: PTH100 - resolve would follow the links
    for each in (*reversed(absolute.parents), absolute, *reversed(real.parents), real):
        if each.lstat().st_uid not in (0, os.geteuid()):
            return each
    return None


def _read(path: Path) -> tuple[str, float]:
    """Return a file's text and the time of its last change; a link is not followed, wherever it leads."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, encoding="ascii", newline="") as file:
        status = os.fstat(descriptor)
        if _is_open_to_others(status):
            raise PermissionError("others may write it")
        return file.read(), status.st_mtime


def _is_open_to_others(status: os.stat_result) -> bool:
    if not _POSIX:
        return False  # rights are another matter on Windows, and st_mode says nothing of them
    # Root may write everywhere in any case.
    return bool(status.st_mode & _OTHERS_MAY_WRITE) or status.st_uid not in (0, os.geteuid())
