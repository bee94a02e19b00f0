"""Those who call, and the certificates of WeChat Pay's own."""

from __future__ import annotations

import re

from wechatpay_sandbox._controls.control import does, shows
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._protocol.accounts import Brand, Merchant
from wechatpay_sandbox._protocol.certificates import LIFE_SECONDS
from wechatpay_sandbox._protocol.settings import MOST_SECONDS, instance_of, number_of, wrong


class AccountControls(Holder):
    """Merchants, brands and certificates."""

    @property
    @shows
    def merchants(self) -> tuple[Merchant, ...]:
        """Merchants (服务商) it knows, each with its newest key."""
        with self._changed:
            return tuple(self._platform.merchants.values())

    @property
    @shows
    def brands(self) -> tuple[Brand, ...]:
        """Brands (品牌) that call by themselves."""
        with self._changed:
            return tuple(self._platform.brands.values())

    @does
    def add_merchant(self) -> Merchant:
        """Let one more merchant (服务商) in, with a key and serial number of its own."""
        with self._changed:
            return self._platform.add_merchant()

    @does
    def add_brand(self, brand_id: str) -> Brand:
        """Let a brand in that calls by itself (品牌直连), under paths below `/brand/`, where nothing is played yet.

        Args:
            brand_id: Its number (品牌ID).
        """
        instance_of("brand_id", brand_id, str, "a brand id, as a str,")
        if not re.fullmatch("[0-9A-Za-z_-]{1,64}", brand_id):  # it names a folder, too
            raise wrong("brand_id", brand_id, "a brand id of letters and digits, as a str,")
        with self._changed:
            return self._platform.add_brand(brand_id)

    @does
    def renew_merchant(self, mchid: str | None = None) -> Merchant:
        """Give a merchant a new private key and certificate; the former ones stay in force.

        Args:
            mchid: Its number (商户号); None is `merchant`.

        Returns:
            The merchant with its new key.

        Raises:
            LookupError: There is no such merchant.
        """
        with self._changed:
            known = self._platform.merchants
            number = self.merchant.mchid if mchid is None else mchid
            if number not in known:
                raise LookupError(f"no merchant {number}; there are: {', '.join(known)}")
            renewed = self._platform.renew_merchant(number)
            if number == self.merchant.mchid:
                self.merchant = renewed
            return renewed

    @does
    def rotate_certificate(self, *, valid_seconds: float = LIFE_SECONDS) -> str:
        """Sign with a new platform certificate (微信支付平台证书) from now on, wherever a certificate signs.

        The former ones are listed by `GET /v3/certificates` until they end.

        Args:
            valid_seconds: How long the new one is valid.

        Returns:
            Its serial number.
        """
        number_of("valid_seconds", valid_seconds, at_least=-MOST_SECONDS, at_most=MOST_SECONDS)
        with self._changed:
            return self._platform.certificates.rotate(valid_seconds).serial_no
