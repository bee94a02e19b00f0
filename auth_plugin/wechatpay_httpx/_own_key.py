"""The commonest mistake: the merchant's own key in place of WeChat Pay's."""

from __future__ import annotations

from wechatpay_httpx._signer import Signer
from wechatpay_httpx._verifier import Verifier
from wechatpay_httpx.errors import AuthConfigurationError


def refuse_own_key(signer: Signer, verifier: Verifier) -> None:
    """Notice the merchant's own key or certificate given in place of WeChat Pay's.

    Raises:
        AuthConfigurationError: It was.
    """
    for key in verifier.verification_keys():
        if signer.signs_for(key.public_key):
            raise AuthConfigurationError(
                f"{key.serial} was given as WeChat Pay's key, but is the merchant's own (商户API证书, "
                "apiclient_cert.pem, or the public half of apiclient_key.pem). WeChat Pay's public key (微信支付公钥, "
                "wxp_pub.pem) is downloaded on the merchant platform, under account centre, API security (账户中心, "
                "API安全)."
            )
