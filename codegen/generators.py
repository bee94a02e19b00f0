"""Run the two generators into a staging folder, and write what neither of them makes."""

from __future__ import annotations

import contextlib
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn

import datamodel_code_generator as datamodel
import openapi_python_client as opc
from datamodel_code_generator.enums import DataModelType, StrictTypes
from jinja2 import StrictUndefined
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.schema.untrusted_string import UntrustedString

from codegen.blame import culprit
from codegen.command_line import commands, details
from codegen.contract import Contract
from codegen.escaping import FILTERS
from codegen.naming import can_be_a_name
from codegen.normal import normal_form
from codegen.operation_pages import write as write_operation_pages
from codegen.packaged import for_client, for_sandbox
from codegen.reference import write as write_reference
from codegen.rendering import TEMPLATES, environment

_HERE: Final = Path(__file__).parent
_CLIENT: Final = Path("generated_client/wechatpay_product_coupon")
_SANDBOX_MODELS: Final = Path("sandbox/wechatpay_sandbox/models.py")
_SANDBOX_CONTRACT: Final = Path("sandbox/wechatpay_sandbox/_protocol/contract.json")
_COMMANDS: Final = Path("cli/wechatpay_cli/_contract")
_REFERENCE: Final = Path("docs/en/reference")
_CHINESE_REFERENCE: Final = Path("docs/zh/reference")
_WORDS: Final = {"description", "examples", "allOf", "deprecated"}
OUTPUTS: Final = (_CLIENT, _SANDBOX_MODELS, _SANDBOX_CONTRACT, _COMMANDS, _REFERENCE, _CHINESE_REFERENCE)


class GenerationError(Exception):
    """A generator could not make code of the contract.

    Attributes:
        pointer: JSON pointer to the operation or event that it stumbled over; empty where it did not stumble over one.
        reason: Its own words.
    """

    def __init__(self, pointer: str, reason: str) -> None:
        super().__init__(reason)
        self.pointer = pointer
        self.reason = reason


def generate(document: Mapping[str, Any], source: Path, staging: Path) -> None:
    """Write every generated file below `staging`, formatted.

    Raises:
        GenerationError: A generator does not understand a part of the contract.
    """
    try:
        _generate(document, source, staging)
        _ruff("check", "--fix-only", "--unsafe-fixes", "--select", "F401,I", staging)
        _ruff("format", staging)
    except Exception as exc:
        # Whatever a generator raises, it is a part of the contract that made it do so.
        pointer = culprit(document, partial(_fails, source))
        raise GenerationError(pointer, f"{type(exc).__name__}: {exc}".partition("\n")[0]) from exc


def _generate(document: Mapping[str, Any], source: Path, staging: Path) -> None:
    document = normal_form(document)
    contract = Contract(document)
    _client(document, contract, source, staging / _CLIENT)
    _sandbox_models(document, staging / _SANDBOX_MODELS)
    _write_json(for_sandbox(contract), staging / _SANDBOX_CONTRACT)
    _write_json(commands(contract), staging / _COMMANDS / "commands.json")
    _write_json(details(contract), staging / _COMMANDS / "details.json")
    write_reference(contract, staging / _REFERENCE)
    write_operation_pages(contract, staging / _CHINESE_REFERENCE)
    for path in staging.rglob("*.py"):
        compile(path.read_bytes(), path.relative_to(staging), "exec", dont_inherit=True)


def _fails(source: Path, document: Mapping[str, Any]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            _generate(document, source, Path(folder))
        except Exception:
            return True
    return False


def _client(document: Mapping[str, Any], contract: Contract, source: Path, target: Path) -> None:
    config = Config.from_sources(
        ConfigFile.load_from_path(_HERE / "config.yaml"),
        MetaType.NONE,
        document_source=source,
        file_encoding="utf-8",
        overwrite=True,
        output_path=target,
    )
    data = GeneratorData.from_dict(_with_described_references(document), config=config)
    if isinstance(data, GeneratorError):
        raise ValueError(_sentence(data))
    data.models, data.enums = list(data.models), list(data.enums)
    project = opc.Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    # A mistyped template field must fail, not render as nothing.
    project.env.undefined = StrictUndefined
    project.env.filters.update(
        FILTERS, names=_names, are_names=_are_names, unquoted=UntrustedString.get_untrusted_value
    )
    project.env.globals.update(contract=contract, unsupported=_unsupported)
    target.parent.mkdir(parents=True)
    with contextlib.redirect_stdout(io.StringIO()):
        errors = project.build()
    if errors:
        raise ValueError("; ".join(_sentence(error) for error in errors))
    for name in ["async_client.py", "params.py", *(["events.py"] if contract.events else [])]:
        text = project.env.get_template(f"{name}.jinja").render(
            models=[model for model in data.models if model.class_info.name in contract.request_schemas],
            enums=[enum for enum in data.enums if enum.class_info.name in contract.request_schemas],
        )
        (target / name).write_text(text, encoding="utf-8")
    (target / "py.typed").touch()
    _write_json(for_client(contract), target / "contract.json")


def _write_json(data: Any, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _with_described_references(node: Any) -> Any:
    """Return `$ref` and its siblings as a one-element `allOf`, which is how the generator reads both."""
    if isinstance(node, list):
        return [_with_described_references(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node and len(node) > 1:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return {"allOf": [{"$ref": node["$ref"]}], **rest}
    return {key: _with_described_references(value) for key, value in node.items()}


def _structure(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a generator of models needs of the document: its schemas, without words.

    It reads some of our extensions in a way of its own, and what it is not given it cannot write into code.
    """
    return {
        "openapi": document["openapi"],
        "info": {"title": "", "version": ""},
        "paths": {},
        "components": {
            "schemas": {name: _wordless(schema) for name, schema in document["components"]["schemas"].items()}
        },
    }


def _wordless(node: Any) -> Any:
    if isinstance(node, list):
        return [_wordless(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    return {
        key: {name: _wordless(member) for name, member in value.items()} if key == "properties" else _wordless(value)
        for key, value in node.items()
        if key not in _WORDS and (not key.startswith("x-") or key == "x-enum-varnames")
    }


def _names(code: str, name: str) -> bool:
    """Whether code has a name in it, as a whole word."""
    return re.search(rf"\b{re.escape(name)}\b", code) is not None


def _are_names(names: Iterable[UntrustedString]) -> bool:
    """Whether members can be written as those of a class, which would mangle names of two underscores."""
    found = [name.get_untrusted_value() for name in names]
    return all(can_be_a_name(name) and not name.startswith("__") for name in found)


def _unsupported(prop: Any) -> NoReturn:
    kind = prop.template.removesuffix("_property.py.jinja")
    raise ValueError(f"no template prints members of the kind {kind}, such as {prop.name.get_untrusted_value()}")


def _sentence(error: GeneratorError) -> str:
    return f"{error.header} {error.detail or ''}".strip()


def _sandbox_models(document: Mapping[str, Any], target: Path) -> None:
    target.parent.mkdir(parents=True)
    datamodel.generate(
        json.dumps(_structure(document), ensure_ascii=False),
        input_file_type=datamodel.InputFileType.OpenAPI,
        input_filename="openapi.yaml",
        output=target,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=datamodel.PythonVersion.PY_311,
        strict_types=[StrictTypes.str, StrictTypes.int, StrictTypes.bool],
        custom_file_header=_header(),
        type_mappings=["uri=string"],
        extra_fields="allow",
        field_constraints=True,
        use_annotated=True,
        use_standard_collections=True,
        use_union_operator=True,
        disable_timestamp=True,
        formatters=[],
    )


def _header() -> str:
    return environment().get_template("_header.jinja").module.header().strip()  # type: ignore[attr-defined,no-any-return]


def _ruff(command: str, *arguments: str | Path) -> None:
    config = _HERE.parent / "pyproject.toml"
    done = subprocess.run(
        [sys.executable, "-m", "ruff", command, "--no-cache", "--config", config, *arguments],
        cwd=_HERE.parent,  # what counts as first-party depends on it
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(f"ruff {command}: {done.stdout}{done.stderr}")
