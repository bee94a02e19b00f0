"""Certificates that outlive the process."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from tests.auth_plugin.certificates import (
    APIV3_KEY,
    LISTING,
    NEW_SERIAL,
    OLD,
    OLD_SERIAL,
    CertificatePlatform,
)
from tests.auth_plugin.keys import KEY_ID, MCHID, SERIAL_NO, certificate, private_pem, public_pem
from tests.auth_plugin.platform import signed_headers
from wechatpay_httpx import CertificateStore, PlatformCertificates, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError, CertificateError

FILE = "wechatpay_platform_certificates.pem"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "merchant" / "certificates"


@pytest.fixture
def call(
    through: Callable[..., httpx.Response], signer: Signer, certified: CertificatePlatform
) -> Callable[[CertificateStore], httpx.Response]:
    """Make one call with a store."""
    return lambda store: through(WeChatPayAuth(signer, Verifier(store)), certified.url, "GET", "/v3/x")


Call = Callable[[CertificateStore], httpx.Response]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_file_belong_to_their_owner_alone(call: Call, folder: Path) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert (mode(folder), mode(folder / FILE)) == (0o700, 0o600)


def test_nothing_but_certificates_is_kept(call: Call, folder: Path, certified: CertificatePlatform) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=str(folder)))
    kept = x509.load_pem_x509_certificates((folder / FILE).read_bytes())
    assert kept == certified.certificates
    text = (folder / FILE).read_text()
    assert text.count("-----BEGIN") == text.count("-----BEGIN CERTIFICATE-----") == 1
    assert APIV3_KEY[:8] not in text


def test_a_second_process_needs_no_network(call: Call, folder: Path, certified: CertificatePlatform) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    second = CertificateStore(APIV3_KEY, cache_dir=folder)
    Verifier(second).verify(signed_headers(certified.key, b"{}", serial=OLD_SERIAL), b"{}")
    call(second)
    assert certified.downloads == 1


def test_what_was_kept_is_refreshed_when_its_time_has_come(
    call: Call, folder: Path, certified: CertificatePlatform, new_platform_key: RSAPrivateKey
) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    certified.rotate(new_platform_key)
    old = time.time() - 7 * 3600
    os.utime(folder / FILE, (old, old))
    store = CertificateStore(APIV3_KEY, cache_dir=folder)
    call(store)
    assert list(store.serials()) == [NEW_SERIAL]
    assert list(CertificateStore(APIV3_KEY, cache_dir=folder).serials()) == [NEW_SERIAL]


def test_a_modification_time_ahead_of_the_clock_puts_no_refresh_off(
    call: Call, folder: Path, certified: CertificatePlatform
) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    ahead = time.time() + 10**6
    os.utime(folder / FILE, (ahead, ahead))
    later = 0.0
    moved = {"clock": lambda: time.time() + later, "timer": lambda: time.monotonic() + later}
    store = CertificateStore(APIV3_KEY, cache_dir=folder, **moved)
    later = 7 * 3600
    call(store)
    assert certified.downloads == 2


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda pem: b"", "damaged"),
        (lambda pem: b"\x00\xff" + pem, "can't decode"),
        (lambda pem: pem[:-40], "damaged"),
        (lambda pem: pem + pem[:100], "damaged"),
        (lambda pem: pem.replace(b"M", b"N"), "platform certificate cannot be read"),
    ],
)
def test_a_damaged_file_is_told_and_replaced(
    call: Call,
    folder: Path,
    damage: Callable[[bytes], bytes],
    told: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    file = folder / FILE
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    store = CertificateStore(APIV3_KEY, cache_dir=folder)
    assert not store.serials()
    (record,) = caplog.records
    assert told in record.getMessage()
    assert str(file) in record.getMessage()
    call(store)
    assert file.read_bytes() == whole


def test_a_file_that_others_can_write_is_not_believed(
    call: Call, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    (folder / FILE).chmod(0o660)
    assert not CertificateStore(APIV3_KEY, cache_dir=folder).serials()
    assert "others may write it" in caplog.text


def test_a_folder_that_others_can_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(AuthConfigurationError, match=r"can be written by others.*chmod 700"):
        CertificateStore(APIV3_KEY, cache_dir=tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AuthConfigurationError, match="cannot be used: "):
        CertificateStore(APIV3_KEY, cache_dir=tmp_path / "file" / "folder")


def test_a_folder_that_vanishes_stops_no_call(call: Call, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = CertificateStore(APIV3_KEY, cache_dir=folder)
    folder.rmdir()
    assert call(store).status_code == 200
    assert "could not be kept in" in caplog.text


def test_a_failed_write_leaves_the_old_file_and_no_other(
    call: Call, folder: Path, certified: CertificatePlatform, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / FILE / "in the way").mkdir(parents=True)
    folder.chmod(0o700)
    (folder / FILE).chmod(0o700)
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert "could not be kept in" in caplog.text


def test_the_environment_names_the_folder(
    certified: CertificatePlatform,
    through: Callable[..., httpx.Response],
    merchant_key: RSAPrivateKey,
    folder: Path,
    tmp_path: Path,
) -> None:
    (tmp_path / "apiclient_key.pem").write_bytes(private_pem(merchant_key))
    (tmp_path / "wxp_pub.pem").write_bytes(public_pem(certified.key.public_key()))
    environ = {
        "WECHATPAY_MCHID": MCHID,
        "WECHATPAY_SERIAL_NO": SERIAL_NO,
        "WECHATPAY_PRIVATE_KEY_PATH": str(tmp_path / "apiclient_key.pem"),
        "WECHATPAY_CERTIFICATE_DIR": str(folder),
    }
    with pytest.raises(AuthConfigurationError, match=r"^Not set: WECHATPAY_APIV3_KEY\.$"):
        WeChatPayAuth.from_env(environ)
    environ["WECHATPAY_APIV3_KEY"] = APIV3_KEY
    through(WeChatPayAuth.from_env(environ), certified.url, "GET", "/v3/x")
    assert [request.target for request in certified.received] == [LISTING, "/v3/x"]
    assert (folder / FILE).exists()
    environ["WECHATPAY_PUBLIC_KEY_ID"] = KEY_ID
    with pytest.raises(AuthConfigurationError, match="WECHATPAY_PUBLIC_KEY_PATH"):
        WeChatPayAuth.from_env(environ)
    environ["WECHATPAY_PUBLIC_KEY_PATH"] = str(tmp_path / "wxp_pub.pem")
    assert repr(WeChatPayAuth.from_env(environ).verifier) == f"Verifier({KEY_ID}, {OLD_SERIAL})"


def test_every_level_that_is_made_is_for_its_owner_alone(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    (tmp_path / "a").mkdir(mode=0o755)
    before = os.umask(0)
    try:
        CertificateStore(APIV3_KEY, cache_dir=folder)
    finally:
        os.umask(before)
    assert [mode(each) for each in (tmp_path / "a", folder.parent, folder)] == [0o755, 0o700, 0o700]


NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")


@as_root
@pytest.mark.parametrize("of_another", ["the folder", "one above it", "the link to it", "a link above it"])
def test_no_folder_or_link_of_another_user_leads_to_the_folder(tmp_path: Path, of_another: str) -> None:
    real = tmp_path / "real"
    (real / "folder").mkdir(parents=True, mode=0o700)
    (tmp_path / "above").symlink_to(real)
    (tmp_path / "link").symlink_to(real / "folder")
    given = {
        "the folder": (real / "folder", real / "folder"),
        "one above it": (real / "folder", real),
        "the link to it": (tmp_path / "link", tmp_path / "link"),
        "a link above it": (tmp_path / "above" / "folder", tmp_path / "above"),
    }[of_another]
    CertificateStore(APIV3_KEY, cache_dir=given[0])
    os.lchown(given[1], NOBODY, NOBODY)
    with pytest.raises(AuthConfigurationError, match="belongs to another user"):
        CertificateStore(APIV3_KEY, cache_dir=given[0])


@pytest.mark.parametrize("how", ["a link", pytest.param("another user's", marks=as_root), "a link to nothing"])
def test_no_link_and_no_file_of_another_user_is_believed(
    call: Call, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    file = folder / FILE
    if how == "another user's":
        os.chown(file, NOBODY, NOBODY)
    else:
        moved = file.rename(tmp_path / "elsewhere.pem")
        file.symlink_to(moved if how == "a link" else tmp_path / "nothing")
    store = CertificateStore(APIV3_KEY, cache_dir=folder)
    assert not store.serials()
    assert "are not used" in caplog.text
    call(store)
    assert file.stat().st_uid == os.geteuid()
    assert not file.is_symlink()


@pytest.mark.parametrize("how", ["a broken link", "a file"])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "folder"
    if how == "a file":
        folder.touch()
    else:
        folder.symlink_to(tmp_path / "nothing")
    with pytest.raises(AuthConfigurationError, match="cannot be used: "):
        CertificateStore(APIV3_KEY, cache_dir=folder)


@pytest.fixture(scope="session")
def root(new_platform_key: RSAPrivateKey) -> x509.Certificate:
    return certificate(new_platform_key, 7)


def test_certificates_of_the_root_are_taken(
    call: Call, folder: Path, certified: CertificatePlatform, root: x509.Certificate, new_platform_key: RSAPrivateKey
) -> None:
    certified.certificates = [certificate(certified.key, OLD, issuer=(root, new_platform_key))]
    for given in (root, root.public_bytes(Encoding.PEM)):
        assert call(CertificateStore(APIV3_KEY, cache_dir=folder, root=given)).status_code == 200
    assert certified.downloads == 1
    assert PlatformCertificates(*certified.certificates, root=root).serials()


def test_others_are_refused_downloaded_kept_or_given(
    call: Call, folder: Path, certified: CertificatePlatform, root: x509.Certificate, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(CertificateError, match="not issued by the root"):
        call(CertificateStore(APIV3_KEY, cache_dir=folder, root=root))
    call(CertificateStore(APIV3_KEY, cache_dir=folder))
    assert not CertificateStore(APIV3_KEY, cache_dir=folder, root=root).serials()
    assert "not issued by the root" in caplog.text
    with pytest.raises(AuthConfigurationError, match="not issued by the root"):
        PlatformCertificates(*certified.certificates, root=root)
    with pytest.raises(AuthConfigurationError, match="platform certificate"):
        CertificateStore(APIV3_KEY, root="no certificate")
