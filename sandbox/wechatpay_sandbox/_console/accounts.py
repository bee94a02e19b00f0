"""Merchants, brands and keys."""

from __future__ import annotations

from wechatpay_sandbox._console.actions import action
from wechatpay_sandbox._console.desk import Asked, Cell, Desk, Page, paged, pretty
from wechatpay_sandbox._console.sheets import Table, link, listing, sheet
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._protocol.accounts import Account, Brand
from wechatpay_sandbox._protocol.certificates import PlatformCertificate


def accounts(desk: Desk, asked: Asked) -> Page:
    """List who may call, and what WeChat Pay signs with."""
    platform = desk.holder._platform
    everybody, pager = paged([*platform.merchants.values(), *platform.brands.values()], asked)
    columns = (text("Number"), text("Kind"), text("Serial number of the certificate"))
    rows = [
        [Cell(one.number, link("accounts", one.number)), Cell(_kind(one, asked)), Cell(one.serial_no, look="code")]
        for one in everybody
    ]
    signing = [[Cell(asked.say(text("public key"))), Cell(platform.public_key_id, look="code"), Cell("–"), Cell("–")]]
    signing += [_certificate_row(one, asked) for one in platform.certificates.all]
    of_platform = Table(
        (text("Kind"), text("Id or serial number"), text("Valid from"), text("Valid until")),
        signing,
        text("What WeChat Pay signs with here"),
    )
    actions = [action(desk, name) for name in ("add_merchant", "add_brand", "rotate_certificate")]
    return listing(text("Merchants and keys"), Table(columns, rows), pager, more=[of_platform], actions=actions)


def _kind(account: Account, asked: Asked) -> str:
    return asked.say(text("brand")) if isinstance(account, Brand) else asked.say(text("merchant"))


def _certificate_row(one: PlatformCertificate, asked: Asked) -> list[Cell]:
    begins, ends = one.certificate.not_valid_before_utc, one.certificate.not_valid_after_utc
    cells = (begins.isoformat(timespec="seconds"), ends.isoformat(timespec="seconds"))
    return [Cell(asked.say(text("certificate"))), Cell(one.serial_no, look="code"), *map(Cell, cells)]


def account(desk: Desk, asked: Asked) -> Page:
    """Show a merchant or a brand; what is secret of it, only on request."""
    platform, number = desk.holder._platform, asked.path["id"]
    found: Account = platform.merchants[number] if number in platform.merchants else platform.brands[number]
    former = [one for (mchid, _), one in platform.former_keys.items() if mchid == number]
    shown = desk.shower.shown(found, reveal=True)
    secret = {name: shown[name] if asked.reveals else "***" for name in ("apiv3_key", "private_key")}
    documents = {
        text("Certificate (apiclient_cert.pem)"): shown["certificate"],
        text("Private key (apiclient_key.pem)"): secret["private_key"],
        text("WeChat Pay's public key (wxp_pub.pem)"): shown["public_key"],
    }
    if config := desk.state.notify_configs.get(number):
        documents[text("Address of notifications, as answers show it")] = pretty(config)
    facts = {
        text("Kind"): Cell(_kind(found, asked)),
        text("Serial number of the certificate"): Cell(found.serial_no, look="code"),
        text("Id of WeChat Pay's public key"): Cell(found.public_key_id, look="code"),
        text("APIv3 key"): Cell(secret["apiv3_key"], look="code"),
    }
    old = Table((text("Former certificates"),), [[Cell(one.serial_no, look="code")] for one in former])
    renew = [] if isinstance(found, Brand) else [action(desk, "renew_merchant", mchid=number)]
    return sheet(
        _title(found),
        number,
        facts,
        tables=[old] if former else [],
        documents=documents,
        actions=renew,
        hidden=not asked.reveals,
    )


def _title(found: Account) -> str:
    return text("Brand") if isinstance(found, Brand) else text("Merchant")
