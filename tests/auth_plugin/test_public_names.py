from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import wechatpay_httpx
from wechatpay_httpx import errors


def test_the_public_names_are_these() -> None:
    assert wechatpay_httpx.__all__ == ["ImageUpload", "Signer", "Verifier", "WeChatPayAuth", "__version__", "errors"]
    assert errors.__all__ == [
        "ConfigurationError",
        "ImageError",
        "Reason",
        "SignatureVerificationError",
        "WeChatPayError",
    ]
    for module in wechatpay_httpx, errors:
        assert all(hasattr(module, name) for name in module.__all__)


def test_every_error_says_whether_the_outcome_is_unknown() -> None:
    assert {error.__name__: error.outcome_unknown for error in errors.WeChatPayError.__subclasses__()} == {
        "ConfigurationError": False,
        "ImageError": False,
        "SignatureVerificationError": True,
    }


def test_the_version_is_that_of_the_distribution() -> None:
    assert wechatpay_httpx.__version__ == importlib.metadata.version("wechatpay-product-coupon")


def test_the_plugin_imports_no_other_package_of_the_project() -> None:
    program = "import sys, wechatpay_httpx; print(sorted(m for m in sys.modules if m.startswith('wechatpay_')))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "wechatpay_httpx._auth" in loaded
    for other in "wechatpay_runtime", "wechatpay_product_coupon", "wechatpay_sandbox":
        assert other not in loaded
