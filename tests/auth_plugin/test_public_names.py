from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import wechatpay_httpx
from wechatpay_httpx import errors


def test_the_public_names_are_these() -> None:
    assert wechatpay_httpx.__all__ == [
        "UNSIGNED_ANSWER",
        "CertificateStore",
        "ImageUpload",
        "Notification",
        "NotificationParser",
        "PlatformCertificates",
        "SeenBefore",
        "SeenInMemory",
        "SeenInRedis",
        "Signer",
        "Verifier",
        "WeChatPayAuth",
        "__version__",
        "errors",
        "request_of_event",
    ]
    assert errors.__all__ == [
        "APIv3KeyError",
        "AuthConfigurationError",
        "CertificateError",
        "ImageError",
        "MalformedNotificationError",
        "NotificationError",
        "NotificationInProgressError",
        "Reason",
        "SignatureVerificationError",
        "StaleNotificationError",
        "UndecryptableNotificationError",
        "UnprovenNotificationError",
        "UnsupportedAlgorithmError",
        "WeChatPayError",
    ]
    for module in wechatpay_httpx, errors:
        assert all(hasattr(module, name) for name in module.__all__)


def test_every_error_says_whether_the_outcome_is_unknown() -> None:
    classes = {getattr(errors, name) for name in errors.__all__ if name.endswith("Error")}
    assert all(issubclass(error, errors.WeChatPayError) for error in classes)
    assert {error for error in classes if error.outcome_unknown} == {errors.SignatureVerificationError}


def test_every_error_of_a_notification_says_what_to_answer() -> None:
    told = {error.__name__: (error.status, error.reply) for error in errors.NotificationError.__subclasses__()}
    assert {name: status for name, (status, _) in told.items()} == {
        "UnprovenNotificationError": 401,
        "StaleNotificationError": 401,
        "UndecryptableNotificationError": 400,
        "UnsupportedAlgorithmError": 400,
        "MalformedNotificationError": 400,
        "NotificationInProgressError": 503,
    }
    assert len({text for _, text in told.values()}) == len(told)


def test_the_version_is_that_of_the_distribution() -> None:
    assert wechatpay_httpx.__version__ == importlib.metadata.version("wechatpay-product-coupon")


def test_no_two_modules_import_each_other_by_any_way_round() -> None:
    """Imports for the type checker alone count as well."""
    paths = Path(wechatpay_httpx.__file__).parent.glob("*.py")
    imports = {
        f"wechatpay_httpx.{path.stem}": {
            node.module
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        for path in paths
    }
    assert "wechatpay_httpx._certificate_store" in imports["wechatpay_httpx._verifier"]
    TopologicalSorter(imports).prepare()  # raises, and names the circle, if there is one


def test_the_plugin_imports_no_other_package_of_the_project() -> None:
    program = "import sys, wechatpay_httpx; print(sorted(m for m in sys.modules if m.startswith('wechatpay_')))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "wechatpay_httpx._auth" in loaded
    for other in "wechatpay_runtime", "wechatpay_product_coupon", "wechatpay_sandbox":
        assert other not in loaded
