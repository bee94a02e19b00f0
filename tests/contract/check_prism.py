"""Prism serves the contract's examples, and our own client talks to it: one calls as the other expects.

Prism knows nothing of WeChat Pay's signatures, so this client neither signs nor verifies.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from codegen.normal import resolve
from tests.contract.tools import CONTRACT, binary, document, operation, written
from wechatpay_product_coupon import Client, RetryPolicy, call_from_dict, errors

_STARTS_WITHIN: Final = 60  # seconds
_ONCE: Final = RetryPolicy(max_attempts=1)


@contextlib.contextmanager
def prism(contract: Path, log: Path) -> Iterator[str]:
    """Serve a contract; yield the URL."""
    with log.open("w") as output:
        served = subprocess.Popen(
            [binary("prism"), "mock", "--host", "127.0.0.1", "--port", "0", contract],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _url(served, log)
        finally:
            served.terminate()
            served.wait(30)


def _url(served: subprocess.Popen[bytes], log: Path) -> str:
    ends = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < ends and served.poll() is None:
        if found := re.search(r"listening on (http://127\.0\.0\.1:\d+)", log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("prism")
    with prism(CONTRACT, folder / "log.txt") as url:
        yield url


def operations() -> list[str]:
    """Return the ids of all operations but uploads: Prism takes the JSON in a part of a form for a text."""
    return [
        found["operationId"]
        for item in document()["paths"].values()
        for found in item.values()
        if "multipart/form-data" not in found.get("requestBody", {}).get("content", {})
    ]


def stored(contract: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return the call that the examples of an operation make, identifiers and all."""
    body = next(iter(examples(contract, found.get("requestBody", {}))), None)
    answer: Any = next(iter(examples(contract, _success(found))), {})
    echoed = {
        asked.removeprefix("$request."): _member(answer, answered)
        for answered, asked in found.get("x-echoes", {}).items()
    }
    call: dict[str, Any] = {"operation": found["operationId"], "path": {}, "query": {}, "body": body}
    for parameter in (resolve(contract, parameter) for parameter in found.get("parameters", [])):
        place, name = parameter["in"], parameter["name"]
        own = next((resolve(contract, e)["value"] for e in parameter.get("examples", {}).values()), None)
        value = echoed.get(f"{place}.{name}") or own
        if value is not None or parameter.get("required"):
            call[place][name] = value
    return call


def _member(answer: Any, expression: str) -> Any:
    """Return the member of an answer that an expression of `x-echoes` names; None where the answer has none."""
    for step in expression.removeprefix("$response.body#/").split("/"):
        answer = next(iter(answer[int(step) :]), {}) if isinstance(answer, list) else answer.get(step, {})
    return answer or None


def _success(found: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(answer for status, answer in found["responses"].items() if status.startswith("2"))


def examples(contract: dict[str, Any], body: Mapping[str, Any]) -> list[Any]:
    """Return the values of a body's examples."""
    return [
        resolve(contract, example)["value"]
        for content in body.get("content", {}).values()
        for example in content["examples"].values()
    ]


@pytest.mark.parametrize("operation_id", operations())
def test_our_client_calls_it_with_the_identifiers_of_the_example(server: str, operation_id: str) -> None:
    contract = document()
    found = operation(contract, operation_id)
    with Client(None, base_url=server, retry=_ONCE, rate_limits=None) as client:
        response = client.send(call_from_dict(stored(contract, found)))
    assert response.status_code == 200
    assert response.parsed.to_dict() == examples(contract, _success(found))[0]


def test_it_refuses_what_the_contract_does_not_allow(server: str) -> None:
    contract = document()
    call = stored(contract, operation(contract, "createProductCoupon"))
    del call["body"]["brand_id"]
    with (
        Client(None, base_url=server, retry=_ONCE, rate_limits=None, validate=False) as client,
        pytest.raises(errors.ParamError) as caught,
    ):
        client.send(call_from_dict(call))
    assert caught.value.status_code == 422


def test_our_client_finds_an_example_about_another_object(tmp_path: Path) -> None:
    changed = document()
    found = operation(changed, "submitImageGenerationTask")
    call = stored(changed, found)
    examples(changed, _success(found))[0]["task_id"] = "image_generation_task_9"
    with (
        prism(written(changed, tmp_path), tmp_path / "log.txt") as url,
        Client(None, base_url=url, retry=_ONCE, rate_limits=None) as client,
        pytest.raises(errors.ClientError, match="task_id"),
    ):
        client.send(call_from_dict(call))


def test_prism_is_gone_afterwards(tmp_path: Path) -> None:
    with prism(CONTRACT, tmp_path / "log.txt") as url:
        assert httpx.get(url).status_code == 404
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)
