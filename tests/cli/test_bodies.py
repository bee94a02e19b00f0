"""Bodies of JSON and YAML: what they may hold, and what is refused before anything is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import body
from tests.cli.terminal import Shop
from wechatpay_sandbox import Sandbox

DEACTIVATE: Final = ("product-coupons", "deactivate", "1")


def test_yaml_keeps_texts_that_look_like_numbers(shop: Shop) -> None:
    text = "brand_id: 120344\nout_request_no: 0012345\ndeactivate_reason: 2026-01-01\n"
    ran = shop.run("product-coupons", "deactivate", "1", "--body", "-", "--dry-run", given=text)
    sent = {"brand_id": "120344", "out_request_no": "0012345", "deactivate_reason": "2026-01-01"}
    assert json.loads(ran.out)["body"] == sent
    cyclic = shop.run("product-coupons", "deactivate", "1", "--body", "-", "--dry-run", given="a: &x [*x]\n")
    assert (cyclic.status, "no YAML" in cyclic.err) == (2, True)


def test_a_misspelt_member_is_answered_with_the_one_that_is_meant(shop: Shop) -> None:
    made = body()
    made["stock"]["remrk"] = made["stock"].pop("remark", "x")
    ran = shop.run("product-coupons", "create", "--body", "-", "--dry-run", given=json.dumps(made))
    assert "did you mean remark?" in ran.err
    command = ("product-coupons", "deactivate", "1", "--set", "brand_id=1", "--set", "deactivate_reason=x")
    ran = shop.run(*command, "--set", "out_requst_no=deact_0001")
    assert ran.status == 2
    assert "not as out_requst_no" in ran.err


def _bomb() -> str:
    """Return a YAML of a few lines that stands for ten thousand million values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("deep.json", "[" * 100_000, "no JSON: maximum recursion depth"),
        ("deep.json", "[" * 500 + "]" * 500, "no JSON: it is nested more than 64 deep"),
        ("deep.yaml", "- " * 3000, "no YAML: maximum recursion depth"),
        ("deep.yaml", "- " * 80 + "x", "no YAML: it is nested more than 64 deep"),
        ("bomb.yaml", _bomb(), "no YAML: it is nested more than 64 deep, or too much"),
        ("twice.json", '{"stock": {"max_count": 1, "max_count": 100000}}', "no JSON: max_count stands twice"),
        ("twice.yaml", "stock:\n  max_count: 1\n  max_count: 100000\n", "no YAML: max_count stands twice"),
        ("constant.json", '{"brand_id": NaN}', "no JSON: NaN is no number of JSON"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused_in_words(
    shop: Shop, sandbox: Sandbox, name: str, content: str, told: str
) -> None:
    Path(shop.folder, name).write_text(content)
    ran = shop.run(*DEACTIVATE, "--body", name)
    assert ran.status == 2
    assert told in ran.err
    assert sandbox.requests == ()


def test_an_alias_may_repeat_what_it_stands_for(shop: Shop) -> None:
    text = "brand_id: &id '120344'\nout_request_no: deactivate_0001\ndeactivate_reason: *id\n"
    ran = shop.run(*DEACTIVATE, "--body", "-", "--dry-run", given=text)
    assert json.loads(ran.out)["body"]["deactivate_reason"] == "120344"


@pytest.mark.parametrize(
    "command",
    [
        (*DEACTIVATE, "--set", f"{'a.' * 3000}b=1"),
        (*DEACTIVATE, "--set", f"brand_id={'[' * 3000}"),
        (*DEACTIVATE, "--set", "brand_id=\udcff"),
        ("verify", "--headers", "deep.json", "--body", "deep.json"),
        ("images", "generate", "deep.jsonl", "--job", "pictures"),
        ("jobs", "show", "\udcff"),
        ("codes", "report", "\udcff"),
    ],
)
def test_no_argument_ends_in_a_traceback(shop: Shop, command: tuple[str, ...]) -> None:
    for name in ("deep.json", "deep.jsonl"):
        Path(shop.folder, name).write_text("[" * 100_000)
    ran = shop.run(*command)
    assert ran.status == 2
    assert "a mistake of this program" not in ran.err
