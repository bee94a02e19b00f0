"""schemathesis reads the contract and tries the sandbox by it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import httpx
import pytest

from tests.contract.signing_gateway import AUTHORIZATION
from tests.contract.tools import CONTRACT, SCHEMATHESIS, document, operation, run, written
from wechatpay_sandbox import Sandbox

# What a valid request may still break are rules of the business: an object that is not there, a digest that is none.
_NOT_TO_BE_EXPECTED: Final = "positive_data_acceptance"
_OPERATIONS: Final = [name for item in document()["paths"].values() for name in item]


def tried(
    contract: Path, url: str, folder: Path, *options: str, authorization: str = AUTHORIZATION
) -> subprocess.CompletedProcess[str]:
    return run(
        SCHEMATHESIS, "run", contract, "--url", url, "--header", f"Authorization: {authorization}", "--no-color",
        "--checks", "all", "--exclude-checks", _NOT_TO_BE_EXPECTED, "--generation-database", "none", "--seed", "1",
        "--workers", "1", "--warnings", "off", *options,
        cwd=folder,  # where it keeps what it finds
    )  # fmt: skip


def test_every_example_is_answered_as_the_contract_says(gateway: str, tmp_path: Path) -> None:
    ran = tried(CONTRACT, gateway, tmp_path, "--phases", "examples")
    assert ran.returncode == 0, ran.stdout
    assert "✅ Examples" in ran.stdout


def test_made_up_requests_are_answered_as_the_contract_says(gateway: str, tmp_path: Path) -> None:
    """Of every operation, a few."""
    ran = tried(CONTRACT, gateway, tmp_path, "--phases", "fuzzing", "--max-examples", "3")
    assert ran.returncode == 0, ran.stdout
    assert f"{len(_OPERATIONS)} passed" in ran.stdout


def test_made_up_controls_are_answered_as_their_own_document_says(tmp_path: Path) -> None:
    with Sandbox.start() as sandbox:
        document = tmp_path / "openapi.json"
        document.write_bytes(httpx.get(f"{sandbox.control_url}/openapi.json").content)
        ran = tried(
            document, sandbox.url, tmp_path, "--phases", "fuzzing", "--max-examples", "10",
            "--exclude-path-regex", "/wait", authorization=f"Bearer {sandbox.control_token}",
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout
        assert "✅ Fuzzing" in ran.stdout
        assert sandbox.times.clock  # it still serves


@pytest.mark.parametrize("phase", ["examples", "fuzzing"])
def test_a_fault_is_found(gateway: str, tmp_path: Path, phase: str) -> None:
    changed = document()
    if phase == "examples":  # a member that no answer has
        changed["components"]["schemas"]["SubmitImageGenerationTaskResponse"]["required"].append("queue")
    else:  # answers that are not documented
        del operation(changed, "submitImageGenerationTask")["responses"]["4XX"]
    options = ("--phases", phase, "--include-operation-id", "submitImageGenerationTask", "--max-examples", "20")
    ran = tried(written(changed, tmp_path), gateway, tmp_path, *options)
    assert ran.returncode != 0, ran.stdout
    assert "Failures" in ran.stdout
