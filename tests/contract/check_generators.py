"""Two stock generators for Python read the contract as it is, and lose nothing of it."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from codegen.normal import resolve
from tests.contract.signing_gateway import AUTHORIZATION
from tests.contract.tools import CONTRACT, ROOT, document, run, written

_BIN = ROOT / ".venv/bin"


def models(contract: Path, folder: Path) -> ModuleType:
    """Return the module of pydantic models that stock datamodel-codegen makes of a contract."""
    output = folder / "stock_models.py"
    ran = run(
        _BIN / "datamodel-codegen", "--input", contract, "--input-file-type", "openapi", "--output", output,
        "--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    spec = importlib.util.spec_from_file_location(f"stock_models_{folder.name}", output)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # pydantic looks there for names in annotations
    spec.loader.exec_module(module)
    return module


def lost(made: ModuleType) -> Iterator[str]:
    """Yield each member and each enum value of the contract that the models do not have."""
    for name, schema in document()["components"]["schemas"].items():
        model = getattr(made, name, None)
        if "properties" in schema:
            fields = {field.alias or key for key, field in getattr(model, "model_fields", {}).items()}
            yield from (f"{name}.{member}" for member in schema["properties"] if member not in fields)
        elif "enum" in schema:
            values = {member.value for member in model} if model else set()
            yield from (f"{name}: {value}" for value in schema["enum"] if value not in values)


def media(found: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield the model, the name and the value of each example of a body in JSON."""
    for content in (body for kind, body in found.get("content", {}).items() if kind == "application/json"):
        for name, example in content.get("examples", {}).items():
            yield content["schema"]["$ref"].rpartition("/")[2], name, resolve(document(), example)["value"]


def test_datamodel_codegen_makes_every_member_and_value(tmp_path: Path) -> None:
    made = models(CONTRACT, tmp_path)
    assert list(lost(made)) == []
    bodies = [
        body
        for item in document()["paths"].values()
        for operation in item.values()
        for body in (operation.get("requestBody", {}), operation["responses"].get("200", {}))
    ]
    examples = [example for body in bodies for example in media(body)]
    assert examples
    for model, name, value in examples:
        assert getattr(made, model).model_validate_json(json.dumps(value)), name


def test_a_member_that_it_loses_is_found(tmp_path: Path) -> None:
    changed = document()
    # Beside `properties`, `oneOf` makes generators drop the members.
    changed["components"]["schemas"]["CutOut"]["oneOf"] = [{"required": ["image_url"]}]
    assert list(lost(models(written(changed, tmp_path), tmp_path))) == ["CutOut.image_url"]


PROGRAM = """
import sys
from {package} import Client
from {package}.api.images import get_image_generation_task, submit_image_generation_task
from {package}.models import (
    Error, ImageGenerationTask, ImageGenerationType, SubmitImageGenerationTaskRequest,
    SubmitImageGenerationTaskResponse,
)

url, authorization = sys.argv[1:]
client = Client(base_url=url, headers={{"Authorization": authorization}})
body = SubmitImageGenerationTaskRequest.from_dict({body})
submitted = submit_image_generation_task.sync(client=client, body=body)
assert isinstance(submitted, SubmitImageGenerationTaskResponse), submitted
asked = get_image_generation_task.sync(
    submitted.task_id, client=client, brand_id=submitted.brand_id,
    image_generation_type=ImageGenerationType.COMBINE_IMAGE,
)
assert isinstance(asked, ImageGenerationTask), asked
refused = get_image_generation_task.sync(
    "nobody_knows_it", client=client, brand_id="120344", image_generation_type=ImageGenerationType.CUT_OUT
)
assert isinstance(refused, Error), refused
print(asked.task_state.value, refused.code)
"""


@pytest.mark.parametrize("fault", [False, True])
def test_openapi_python_client_makes_a_client_that_works(tmp_path: Path, gateway: str, fault: bool) -> None:
    contract = CONTRACT
    if fault:  # errors that nobody documents have no type
        changed = document()
        for item in changed["paths"].values():
            for operation in item.values():
                del operation["responses"]["4XX"]
        contract = written(changed, tmp_path)
    (tmp_path / "config.yaml").write_text("package_name_override: stock_client\npost_hooks: []\n")
    ran = run(
        _BIN / "openapi-python-client", "generate", "--path", contract, "--meta", "none", "--fail-on-warning",
        "--config", tmp_path / "config.yaml", "--output-path", tmp_path / "stock_client",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    posted = document()["paths"]["/v3/marketing/partner/product-coupon/image-generation-tasks"]["post"]
    body = posted["requestBody"]["content"]["application/json"]["examples"]["combine_image"]["value"]
    (tmp_path / "program.py").write_text(PROGRAM.format(package="stock_client", body=repr(body)))
    ran = run(_BIN / "python", "program.py", gateway, AUTHORIZATION, cwd=tmp_path)
    assert (ran.returncode != 0) is fault, ran.stderr
    assert ran.stdout == ("" if fault else "SUCCESS NOT_FOUND\n")
