"""How the contract writes official names."""

from __future__ import annotations

from typing import Final

CHINESE_NAME: Final = r"\([^()]*[\u4e00-\u9fff][^()]*\)"
"""A regular expression for brackets that hold Chinese, as in `Brand (品牌)`."""
