"""The demo, run once as a person runs it, its output going to a file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from tests.examples.pages import ROOT

# Status, the end of the key's id, and a Request-ID with its result code.
_ANSWER: Final = re.compile(r"  (\d{3})   ✓ …(\d{6})  [0-9A-F]{40}-(\d+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def output(folder: Path) -> str:
    with (folder / "output.txt").open("w") as file:
        ran = subprocess.run(
            [sys.executable, ROOT / "examples" / "demo.py"],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("WECHATPAY_")},
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    return (folder / "output.txt").read_text(encoding="utf-8")


def test_the_whole_way_is_gone(output: str) -> None:
    called = re.findall(r"^   (\w+) +HTTP  verified   Request-ID$", output, re.MULTILINE)
    assert list(dict.fromkeys(called)) == [
        "setNotifyConfig",
        "uploadImage",
        "submitImageGenerationTask",
        "getImageGenerationTask",
        "createProductCoupon",
        "uploadCouponCodes",
        "associateStores",
        "listAssociatedStores",
        "sendUserProductCoupon",
        "confirmSendUserProductCoupon",
        "getUserProductCoupon",
        "listUserProductCoupons",
        "useUserProductCoupon",
        "returnUserProductCoupon",
        "sendUserProductCouponBundle",
        "updateStockBudget",
        "deactivateStock",
    ]


def test_each_coupon_is_told_of_confirmed_and_used(output: str) -> None:
    told = re.findall(r"→ callback: coupon (\w+) was sent, by API$", output, re.MULTILINE)
    assert len(told) == 1 + 3
    for state, times in (("CONFIRMING", 1), ("EFFECTIVE", 1 + 1 + 1 + 3), ("USED", 1 + 3)):
        assert len(re.findall(rf"^   \S.* {state} +200 ", output, re.MULTILINE)) == times, state
    assert "used 3 of 3 times" in output
    assert "6 notifications came, each verified and decrypted" in output  # two of them of pictures


def test_every_answer_is_shown_verified_under_the_key_of_this_run(output: str) -> None:
    key = re.search(r"PUB_KEY_ID_\d+(\d{6})\b", output)
    assert key
    answers = _ANSWER.findall(output)
    assert len(answers) >= 3 + 2 + 4 + 1 + 4 + 1 + 20
    assert set(answers) == {("200", key[1], "0")}


def test_three_kinds_of_files_are_uploaded(output: str) -> None:
    rows = re.findall(r"^   \w+\.(png|jpg|bmp) +[\d,]+ bytes +200 ", output, re.MULTILINE)
    assert rows == ["png", "jpg", "bmp"]


def test_the_images_are_saved_in_the_folder_it_names(output: str, folder: Path) -> None:
    named = re.search(r"The generated images are in (.+)$", output, re.MULTILINE)
    assert named
    assert Path(named[1]) == folder / "demo_output"
    with Image.open(folder / "demo_output" / "header.png") as header:
        header.load()
        assert header.size == (1170, 1326)
    with Image.open(folder / "demo_output" / "cut_out.png") as cut_out:
        assert cut_out.getchannel("A").getextrema() == (0, 255)


def test_the_report_of_the_codes_adds_up(output: str) -> None:
    (together,) = re.findall(r"^ *together +(.+)$", output, re.MULTILINE)
    sent, distinct, stored, existing, repeated, failed = map(int, together.split())
    assert sent > 400
    assert distinct == sent - repeated == stored + existing + failed
    assert repeated
    assert existing
    assert f"the stock holds {stored} codes" in output


def test_each_refusal_shows_the_error_that_a_person_would_see(output: str) -> None:
    text = " ".join(re.sub("[│╭╮╰╯─]", "", output).split())
    assert re.findall(r"✗ (\w+)", text) == [
        "RequestValidationError",
        "UnverifiedAnswerError",
        "UnverifiedAnswerError",
        "SignError",
    ]
    assert "3 problems in the request; nothing was sent." in text
    assert "required, because coupon_usage_method_list contains APP; missing" in text
    assert "Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781289" in text
    assert "the answer is not proven to be WeChat Pay's, wrong signature" in text
    assert "the answer is not proven to be WeChat Pay's, stale" in text
    assert "401 SIGN_ERROR" in text
    assert "1. serial_no is not the serial number" in text


def test_a_file_gets_plain_lines_of_a_hundred_columns(output: str) -> None:
    assert "\x1b" not in output
    assert max(len(line) for line in output.splitlines() if "demo_output" not in line) <= 100
