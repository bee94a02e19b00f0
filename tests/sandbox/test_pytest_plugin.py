"""The fixture `wechatpay_sandbox`: one sandbox a session, as new in each test; it costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = """
import httpx

from wechatpay_sandbox import Fault, Sandbox

seen = []
TARGET = "/v3/marketing/partner/product-coupon/product-coupons/1?brand_id=1"


def asked(sandbox: Sandbox) -> int:
    with httpx.Client(auth=sandbox.auth(), base_url=sandbox.url) as client:
        return client.get(TARGET).status_code


def test_one(wechatpay_sandbox):
    seen.append(wechatpay_sandbox)
    assert asked(wechatpay_sandbox) == 404
    wechatpay_sandbox.failing_codes.add("a")
    wechatpay_sandbox.has_certificates = False
    wechatpay_sandbox.inject(Fault.EMPTY_500, times=9)
    wechatpay_sandbox.fail_next_image_task()
    wechatpay_sandbox.advance(10_000)
    wechatpay_sandbox.clock = lambda: 1.0


def test_two(wechatpay_sandbox):
    assert wechatpay_sandbox is seen[0]
    assert wechatpay_sandbox.requests == wechatpay_sandbox.faults == ()
    assert wechatpay_sandbox.failing_codes == set()
    assert wechatpay_sandbox.has_certificates
    assert wechatpay_sandbox.times.world < wechatpay_sandbox.times.clock + 1
    assert asked(wechatpay_sandbox) == 404
"""


def python(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def test_each_test_finds_the_one_sandbox_as_new(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    ran = python("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", str(tmp_path), cwd=tmp_path)
    assert "2 passed" in ran.stdout, ran.stdout + ran.stderr


def test_its_options_are_a_fixture_too(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "import pytest\n\n@pytest.fixture(scope='session')\ndef wechatpay_sandbox_options():\n"
        "    return {'rate_limits': True}\n"
    )
    (tmp_path / "test_it.py").write_text("def test_it(wechatpay_sandbox):\n    assert wechatpay_sandbox.rate_limits\n")
    ran = python("-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path), cwd=tmp_path)
    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr


WITHOUT = """
import sys
for missing in ("starlette", "uvicorn", "PIL", "pydantic", "jsonschema", "httpx", "cryptography"):
    sys.modules[missing] = None
import pytest
before = set(sys.modules)
import wechatpay_sandbox_pytest
new = {name for name in set(sys.modules) - before}
assert new == {"wechatpay_sandbox_pytest"}, new
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", sys.argv[1]]))
"""


def test_it_costs_nothing_until_it_is_used_with_the_extra_or_without(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n\ndef test_it():\n    assert not {n for n in sys.modules if n.startswith('wechatpay_')} - "
        "{'wechatpay_sandbox_pytest'}\n"
    )
    ran = python("-c", WITHOUT, str(tmp_path), cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout


def test_without_the_extra_the_fixture_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it(wechatpay_sandbox): ...\n")
    ran = python("-c", WITHOUT, str(tmp_path), cwd=tmp_path)
    assert "pip install wechatpay-product-coupon[sandbox]" in ran.stdout
