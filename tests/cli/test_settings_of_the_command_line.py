"""Profiles, files of variables and the environment: one of them, read in private."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import BRAND
from tests.cli.terminal import Shop, found
from wechatpay_sandbox import Sandbox

CALL = ("stocks", "get", "1000000001", "1000000001001", "--brand-id", BRAND)
SIGN = ("sign", "GET", "/v3/certificates")


def _config(shop: Shop, sandbox: Sandbox, **more: str) -> Path:
    """Write a profile `shop1` for another merchant than the one of the environment."""
    merchant = sandbox.add_merchant()
    path = shop.folder / "config/wechatpay-coupon/config.toml"
    path.parent.mkdir(parents=True)
    (path.parent / "key.pem").write_bytes(merchant.private_key_pem)
    (path.parent / "wxp_pub.pem").write_bytes(merchant.public_key_pem)
    settings = {
        "base_url": sandbox.url,
        "mchid": merchant.mchid,
        "serial_no": merchant.serial_no,
        "private_key_path": "key.pem",
        "public_key_id": merchant.public_key_id,
        "public_key_path": "wxp_pub.pem",
        **more,
    }
    path.write_text("[shop1]\n" + "".join(f'{name} = "{value}"\n' for name, value in settings.items()))
    path.chmod(0o600)
    return path


def test_a_profile_is_a_merchant_of_its_own(shop: Shop, sandbox: Sandbox) -> None:
    _config(shop, sandbox)
    mchid = sandbox.merchant.mchid
    assert f'mchid=\\"{mchid}\\"' in shop.run(*SIGN).out
    for command in (("--profile", "shop1", *SIGN), (*SIGN, "--profile=shop1")):
        ran = shop.run(*command)
        assert "mchid=" in ran.out, ran.err
        assert f'mchid=\\"{mchid}\\"' not in ran.out
    assert shop.run(*CALL, "--profile", "shop1").status == 1  # it got through, to a refusal
    assert sandbox.requests[-1].status == 404


@pytest.mark.parametrize("is_absolute", [False, True], ids=["relative", "absolute"])
def test_the_ledger_of_a_profile_is_seen_from_its_file(shop: Shop, sandbox: Sandbox, is_absolute: bool) -> None:
    ledger = shop.folder / ("elsewhere.db" if is_absolute else "config/wechatpay-coupon/jobs.db")
    _config(shop, sandbox, jobs_database=f"sqlite:///{ledger if is_absolute else ledger.name}")
    ran = shop.run("jobs", "list", "--profile", "shop1", "--json")
    assert ran.status == 0, ran.err
    assert sorted(shop.folder.rglob("*.db")) == [ledger]


def test_the_environment_fills_no_gap_of_a_profile(shop: Shop, sandbox: Sandbox) -> None:
    path = _config(shop, sandbox)
    path.write_text("\n".join(line for line in path.read_text().splitlines() if not line.startswith("serial_no")))
    ran = shop.run(*SIGN, "--profile", "shop1")
    assert ran.status == 4
    assert "serial_no" in ran.err


def test_what_a_profile_cannot_be_is_said(shop: Shop, sandbox: Sandbox) -> None:
    path = _config(shop, sandbox, mch_id="1900000001")
    assert "mch_id, which is no setting; did you mean mchid?" in shop.run(*SIGN, "--profile", "shop1").err
    unknown = shop.run(*SIGN, "--profile", "shop2")
    assert unknown.status == 4
    assert "it has: shop1" in unknown.err
    path.write_text("[shop1\n")
    assert "no TOML" in shop.run(*SIGN, "--profile", "shop1").err
    assert shop.run(*SIGN, "--profile", "shop1", "--env-file", "x").status == 2


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
@pytest.mark.parametrize("way", ["--profile", "--env-file"])
def test_a_file_that_others_may_read_is_refused(shop: Shop, sandbox: Sandbox, way: str) -> None:
    if way == "--profile":
        path, chosen = _config(shop, sandbox), "shop1"
    else:
        sandbox.write_credentials(shop.folder / "keys")
        path = shop.folder / "keys/sandbox.env"
        chosen = str(path)
    assert shop.run(*SIGN, way, chosen).status == 0
    path.chmod(0o640)
    ran = shop.run(*SIGN, way, chosen)
    assert ran.status == 4
    assert f"chmod 600 {path}" in ran.err


@pytest.mark.parametrize("way", ["--profile", "--env-file"])
@pytest.mark.parametrize("address", ["", " "])
def test_an_address_that_is_set_and_empty_does_not_mean_production(
    shop: Shop, sandbox: Sandbox, way: str, address: str
) -> None:
    if way == "--profile":
        _config(shop, sandbox, base_url=address)
        chosen = "shop1"
    else:
        sandbox.write_credentials(shop.folder / "keys")
        path = shop.folder / "keys/sandbox.env"
        path.write_text(path.read_text().replace(sandbox.url, address))
        chosen = str(path)
    ran = shop.run(way, chosen, "notify-configs", "get", "--dry-run")
    assert (ran.status, ran.out) == (4, "")
    assert "base_url is an empty str" in ran.err
    told = found(shop.run(way, chosen, "doctor", "--json"))
    assert "base_url is an empty str" in told["host"]["text"]
    assert told["signed_call"]["text"] == "not made, as no host can be called"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("BASEURL", "WECHATPAY_BASEURL, which is no setting; did you mean WECHATPAY_BASE_URL?"),
        ("MCH_ID", "WECHATPAY_MCH_ID, which is no setting; did you mean WECHATPAY_MCHID?"),
        ("SHOP1_BASE_URL", "WECHATPAY_SHOP1_BASE_URL, which is no setting"),
        ("SHOP1_MCHID", None),  # of another merchant, for `from_env(prefix=...)`
        ("SANDBOX_TOKEN", None),
    ],
)
def test_a_misspelt_name_in_a_file_of_variables_is_refused(
    shop: Shop, sandbox: Sandbox, name: str, told: str | None
) -> None:
    sandbox.write_credentials(shop.folder / "keys")
    path = shop.folder / "keys/sandbox.env"
    path.write_text(f"{path.read_text()}WECHATPAY_{name}=1\n")
    ran = shop.run(*SIGN, "--env-file", str(path))
    assert ran.status == (4 if told else 0)
    assert told is None or told in ran.err


def test_a_file_of_variables_may_hold_keys_over_several_lines(stranger: Shop, sandbox: Sandbox) -> None:
    merchant = sandbox.merchant
    path = stranger.folder / "shop.env"
    path.write_text(
        f"# a merchant\nexport WECHATPAY_MCHID={merchant.mchid}\nWECHATPAY_SERIAL_NO='{merchant.serial_no}'\n"
        f'WECHATPAY_PRIVATE_KEY="{merchant.private_key_pem.decode()}"\n'
        f"WECHATPAY_PUBLIC_KEY_ID={merchant.public_key_id}\nWECHATPAY_PUBLIC_KEY='{merchant.public_key_pem.decode()}'\n"
        f"WECHATPAY_BASE_URL={sandbox.url}\nOTHER=1\n"
    )
    path.chmod(0o600)
    ran = stranger.run("doctor", "--env-file", str(path))
    assert "and the answer is verified" in ran.out
    assert "OTHER" not in ran.out


def test_no_secret_is_ever_shown(shop: Shop, sandbox: Sandbox) -> None:
    merchant = sandbox.merchant
    key = merchant.private_key_pem.decode()
    planted = {"WECHATPAY_PRIVATE_KEY": key, "WECHATPAY_PRIVATE_KEY_PATH": "", "WECHATPAY_MCHID": merchant.apiv3_key}
    secrets = [merchant.apiv3_key, key.splitlines()[1], key.splitlines()[-2]]
    for command in (("doctor",), CALL, SIGN, (*CALL, "--dry-run", "--show-secrets")):
        ran = shop.run(*command, **planted)
        assert ran.status == 4
        for secret in secrets:
            assert secret not in ran.out + ran.err, command


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://jobs:hunter2@127.0.0.1:9/jobs",
        "postgresql://jobs:hunter2@127.0.0.1:9",
        "postgresql://jobs@127.0.0.1:9/jobs?password=hunter2",
        "postgresql:///jobs?host=127.0.0.1&port=9&pass%77ord=hunter2",
        "postgresql://jobs@127.0.0.1:9/jobs?sslmode=prefer&sslpassword=hunter2",
    ],
)
def test_a_password_is_no_argument(shop: Shop, address: str) -> None:
    told = shop.run("jobs", "list", WECHATPAY_JOBS_DATABASE=address)
    assert (told.status, "Connection refused" in told.err) == (4, True)
    assert "hunter2" not in told.out + told.err
    ran = shop.run("jobs", "list", "--database", address)
    assert ran.status == 2
    assert "WECHATPAY_JOBS_DATABASE" in ran.err
    assert "hunter2" not in ran.err
