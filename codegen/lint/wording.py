"""How the contract writes official names and addresses."""

from __future__ import annotations

from typing import Final

CHINESE_NAME: Final = r"\([^()]*[\u4e00-\u9fff][^()]*\)"
"""A regular expression for brackets that hold Chinese, as in `Brand (品牌)`."""

OFFICIAL_PAGE: Final = r"^https://pay\.weixin\.qq\.com/doc/v3/[A-Za-z0-9/_.-]+\Z"
"""A regular expression for the address of a page of WeChat Pay's documents."""
