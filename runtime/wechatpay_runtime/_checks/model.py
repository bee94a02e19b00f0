"""Check a JSON object against the schema of one model, by itself: no call is made of it yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wechatpay_runtime._checks.answer import AnswerCheck
from wechatpay_runtime._checks.request import RequestCheck
from wechatpay_runtime._checks.schema import Schemas
from wechatpay_runtime._findings import Problem
from wechatpay_runtime.errors import RequestValidationError


class ModelCheck:
    """What a model asks of a JSON object. What is sent keeps every rule; what was answered can be read, as in a call.

    Args:
        name: The schema's name.
        operations: The entries of the operations in the packaged contract.
        schemas: The contract's schemas.
    """

    def __init__(self, name: str, operations: Iterable[Mapping[str, Any]], schemas: Schemas) -> None:
        schema = {"$ref": f"#/$defs/{name}"}
        sent = schemas.reachable([operation["body"] and operation["body"]["schema"] for operation in operations])
        self._request: RequestCheck | None = None
        if name in sent:
            body = {"media_type": "application/json", "schema": schema}
            entry = {"page": "", "path_parameters": {}, "query_parameters": {}, "body": body}
            self._request = RequestCheck(name, entry, schemas)
        self._answer = AnswerCheck({"page": ""}, schema, schemas)

    def problems(self, value: Any) -> list[Problem]:
        """Return what keeps a JSON value from being such a model."""
        if self._request is None:
            return [problem for problem, is_breach in self._answer.findings(value) if is_breach]
        try:
            self._request.check({}, {}, value)
        except RequestValidationError as error:
            return list(error.problems)
        return []
