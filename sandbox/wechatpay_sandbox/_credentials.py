"""What a merchant's own program needs to call a sandbox, as files."""

from __future__ import annotations

import shlex
from pathlib import Path

from wechatpay_sandbox._protocol.accounts import Account, Brand


def write(
    folder: Path, url: str, account: Account, *, mode: str = "public-key", token: str | None = None
) -> dict[str, str]:
    """Write an account's keys, and files that set the variables that name them; nobody else may read what is secret.

    Args:
        folder: Where they go; made if missing.
        url: Where the sandbox listens.
        account: Whose keys they are.
        mode: What verifies answers: `public-key`, `certificate` or `both`.
        token: That of the control API, for the same program; None leaves it out.

    Returns:
        The `WECHATPAY_*` variables.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    key, public_key = folder / "apiclient_key.pem", folder / "wxp_pub.pem"
    _write(key, account.private_key_pem)
    (folder / "apiclient_cert.pem").write_bytes(account.certificate_pem)
    variables = {
        "WECHATPAY_BASE_URL": url,
        "WECHATPAY_BRAND_ID" if isinstance(account, Brand) else "WECHATPAY_MCHID": account.number,
        "WECHATPAY_SERIAL_NO": account.serial_no,
        "WECHATPAY_PRIVATE_KEY_PATH": str(key),
    }
    if mode != "certificate":
        public_key.write_bytes(account.public_key_pem)
        variables |= {"WECHATPAY_PUBLIC_KEY_ID": account.public_key_id, "WECHATPAY_PUBLIC_KEY_PATH": str(public_key)}
    if mode != "public-key":
        certificates = folder / "certificates"
        certificates.mkdir(exist_ok=True)
        variables["WECHATPAY_CERTIFICATE_DIR"] = str(certificates)
    variables["WECHATPAY_APIV3_KEY"] = account.apiv3_key
    if token:
        variables["WECHATPAY_SANDBOX_TOKEN"] = token
    _write(folder / "sandbox.env", "".join(f"{name}={value}\n" for name, value in variables.items()).encode())
    for name, line in (("sandbox.ps1", powershell), ("sandbox.cmd", cmd)):
        # PowerShell 5 takes a file for the local code page unless it begins with this mark; cmd would choke on it.
        mark = "\ufeff" if line is powershell else ""
        text = mark + "".join(f"{line(*variable)}\r\n" for variable in variables.items())
        _write(folder / name, text.encode())
    return variables


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)


def posix(name: str, value: str) -> str:
    """Set a variable in a POSIX shell."""
    return f"export {name}={shlex.quote(value)}"


def powershell(name: str, value: str) -> str:
    """Set a variable in PowerShell."""
    doubled = value.replace("'", "''")
    return f"$env:{name} = '{doubled}'"


def cmd(name: str, value: str) -> str:
    """Set a variable in cmd.exe, in a file of commands."""
    doubled = value.replace("%", "%%")
    return f'@set "{name}={doubled}"'
