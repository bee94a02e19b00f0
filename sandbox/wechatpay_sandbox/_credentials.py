"""What a merchant's own program needs to call a sandbox, as files."""

from __future__ import annotations

from pathlib import Path

from wechatpay_sandbox._protocol.accounts import Merchant


def write(folder: Path, url: str, merchant: Merchant) -> dict[str, str]:
    """Write a merchant's keys, and an environment file that names them; nobody else may read what is secret.

    Args:
        folder: Where they go; made if missing.
        url: Where the sandbox listens.
        merchant: Whose keys they are.

    Returns:
        The `WECHATPAY_*` variables.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    key, public_key = folder / "apiclient_key.pem", folder / "wxp_pub.pem"
    key.unlink(missing_ok=True)
    key.touch(mode=0o600)
    key.write_bytes(merchant.private_key_pem)
    public_key.write_bytes(merchant.public_key_pem)
    (folder / "apiclient_cert.pem").write_bytes(merchant.certificate_pem)
    variables = {
        "WECHATPAY_BASE_URL": url,
        "WECHATPAY_MCHID": merchant.mchid,
        "WECHATPAY_SERIAL_NO": merchant.serial_no,
        "WECHATPAY_PRIVATE_KEY_PATH": str(key),
        "WECHATPAY_PUBLIC_KEY_ID": merchant.public_key_id,
        "WECHATPAY_PUBLIC_KEY_PATH": str(public_key),
        "WECHATPAY_APIV3_KEY": merchant.apiv3_key,
    }
    environment = folder / "sandbox.env"
    environment.touch(mode=0o600)
    environment.write_text("".join(f"{name}={value}\n" for name, value in variables.items()))
    return variables
