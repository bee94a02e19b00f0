"""The pipeline as a whole: same input same bytes, drift shown, nothing stale, a broken contract harms nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest
import yaml

from codegen.__main__ import main
from tests.codegen.contract_document import CONTRACT, operation
from tests.codegen.small_contract import small_contract, small_copy, without_unused

_PACKAGE: Final = Path("generated_client/wechatpay_product_coupon")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small contract, generated once."""
    return _generated(tmp_path_factory.mktemp("root"), small_contract())


def _generated(root: Path, text: str) -> Path:
    (root / "openapi.yaml").write_text(text, encoding="utf-8")
    assert main(["--root", str(root)]) == 0
    return root


@pytest.fixture
def root(generated: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to change."""
    return Path(shutil.copytree(generated, tmp_path / "root"))


def _files(root: Path) -> dict[Path, bytes]:
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_contract_gives_the_same_bytes(generated: Path, tmp_path: Path) -> None:
    assert _files(_generated(tmp_path, small_contract())) == _files(generated)


def test_a_second_run_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root)]) == 0
    assert capsys.readouterr().out == ""


def test_what_is_committed_is_what_the_contract_gives(tmp_path: Path) -> None:
    committed = CONTRACT.parent
    for path, content in _files(_generated(tmp_path, CONTRACT.read_text(encoding="utf-8"))).items():
        assert (committed / path).read_bytes() == content, f"{path} is stale: run `make`"


def test_check_shows_a_hand_edit_and_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    client = root / _PACKAGE / "client.py"
    client.write_text(client.read_text().replace("SERVERS: Final", "SERVERS_: Final"))
    before = _files(root)
    assert main(["--root", str(root), "--check"]) == 1
    told = capsys.readouterr()
    assert "-SERVERS_: Final" in told.out
    assert "+SERVERS: Final" in told.out
    assert "run `make`" in told.err
    assert _files(root) == before


def test_check_is_silent_where_all_matches(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "--check"]) == 0
    assert capsys.readouterr().out == ""


def test_the_working_directory_does_not_matter(
    generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert _files(_generated(tmp_path, small_contract())) == _files(generated)


def test_text_may_end_in_a_quote(root: Path) -> None:
    text = small_contract()
    old = "description: Sending limits (发放规则)."
    assert old in text
    (root / "openapi.yaml").write_text(
        text.replace(old, """description: 'Limits (发放规则) "so called"'""", 1), "utf-8"
    )
    assert main(["--root", str(root)]) == 0


def test_what_leaves_the_contract_leaves_the_code(root: Path) -> None:
    document = small_copy()
    gone = operation(document, "uploadCouponCodes")
    document["paths"] = {path: item for path, item in document["paths"].items() if item.get("post") is not gone}
    for name in ("UploadCouponCodesRequest", "UploadCouponCodesResponse", "FailedCouponCodeInfo"):
        del document["components"]["schemas"][name]
    (root / "openapi.yaml").write_text(yaml.safe_dump(without_unused(document), allow_unicode=True, sort_keys=False))
    before = _files(root)
    assert main(["--root", str(root)]) == 0
    removed = before.keys() - _files(root).keys()
    assert removed == {
        _PACKAGE / "api/stocks/upload_coupon_codes.py",
        _PACKAGE / "models/failed_coupon_code_info.py",
        _PACKAGE / "models/upload_coupon_codes_request.py",
        _PACKAGE / "models/upload_coupon_codes_response.py",
        Path("docs/zh/reference/stocks/upload_codes.md"),
    }
    for path, content in _files(root).items():
        if path.suffix in (".py", ".json", ".md"):
            assert b"UploadCouponCodes" not in content, path


def test_a_tag_that_goes_leaves_no_folder(root: Path) -> None:
    document = small_copy()
    document["paths"] = {path: item for path, item in document["paths"].items() if "/product-coupons" not in path}
    schemas = document["components"]["schemas"]
    used = {"Error"}
    document = without_unused(document)
    rest = {name: part for name, part in document["components"].items() if name != "schemas"}
    text = json.dumps([document["paths"], document["webhooks"], rest])
    while found := {name for name in schemas if f'schemas/{name}"' in text} - used:
        used |= found
        text += json.dumps([schemas[name] for name in found])
    document["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in used}
    (root / "openapi.yaml").write_text(yaml.safe_dump(without_unused(document), allow_unicode=True, sort_keys=False))
    assert main(["--root", str(root)]) == 0
    assert not (root / _PACKAGE / "api/product_coupons").exists()
    assert "product_coupons" not in (root / _PACKAGE / "client.py").read_text()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("paths:\n", "paths:\n  - [\n", "expected", id="no YAML"),
        pytest.param("\ntags:\n", "\ninfo: {}\ntags:\n", "'info' stands here twice", id="a key twice"),
        pytest.param("operationId: uploadImage\n", "operationId: 7\n", "the number 7", id="no OpenAPI"),
        pytest.param(
            "operationId: uploadImage\n", "operationId: uploadImage\n      x-speed: 1\n", "unknown extension", id="lint"
        ),
        pytest.param("#/components/schemas/CutOut'", "#/components/schemas/CutUp'", "CutUp", id="a dead reference"),
    ],
)
def test_a_broken_contract_is_told_by_line_and_leaves_the_last_output(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    text = small_contract()
    assert old in text
    (root / "openapi.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    before = _files(root)
    assert main(["--root", str(root)]) == 1
    message = capsys.readouterr().err
    assert told in message
    name, line, _ = message.split(":", 2)
    assert name == "openapi.yaml"
    changed = text[: text.index(old)].count("\n") + 1
    assert abs(int(line) - changed) <= 3
    assert _files(root) == before


def test_a_schema_our_templates_cannot_print_is_refused_by_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = small_contract()
    old = "        channel_custom_info:\n          type: string\n"
    assert old in text
    text = text.replace(old, f"{old}          format: date\n", 1)
    (root / "openapi.yaml").write_text(text, encoding="utf-8")
    before = _files(root)
    assert main(["--root", str(root)]) == 1
    message = capsys.readouterr().err
    assert "/properties/channel_custom_info/format: `date` is not carried" in message
    assert _files(root) == before
