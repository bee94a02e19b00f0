"""The packaged contract: what the runtime reads of `openapi.yaml` while it runs."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wechatpay_runtime._checks.schema import Schemas
from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._findings import ErrorRow
from wechatpay_runtime._fork import FIRST_USE, made_once
from wechatpay_runtime._operation import Call, Operation, restored
from wechatpay_runtime.errors import ModelError

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

    from wechatpay_runtime._checks.answer import AnswerCheck
    from wechatpay_runtime._checks.model import ModelCheck
    from wechatpay_runtime._checks.request import RequestCheck
    from wechatpay_runtime._checks.request_number import RequestNumbers
    from wechatpay_runtime._findings import Problem


class Contract:
    """The contract packaged with a generated client. Everything is read and compiled on first use, and kept.

    Args:
        package: Import name of the generated package, which holds `contract.json`.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        # A program that sets up no logging gets nothing printed.
        logging.getLogger(package).addHandler(logging.NullHandler())
        self._request_checks: dict[str, RequestCheck] = {}
        self._answer_checks: dict[str, AnswerCheck] = {}
        self._event_checks: dict[str, AnswerCheck] = {}
        self._model_checks: dict[str, ModelCheck] = {}

    def request_check(self, operation: str) -> RequestCheck:
        """Return what checks requests of an operation."""
        try:
            return self._request_checks[operation]
        except KeyError:
            with FIRST_USE:
                from wechatpay_runtime._checks.request import RequestCheck

                check = RequestCheck(operation, self._operation(operation), self._schemas)
            return self._request_checks.setdefault(operation, check)

    def answer_check(self, operation: str) -> AnswerCheck:
        """Return what checks answers of an operation."""
        try:
            return self._answer_checks[operation]
        except KeyError:
            with FIRST_USE:
                from wechatpay_runtime._checks.answer import AnswerCheck

                entry = self._operation(operation)
                check = AnswerCheck(entry, entry["answer"] or {}, self._schemas)
            return self._answer_checks.setdefault(operation, check)

    def event_check(self, event_type: str) -> AnswerCheck:
        """Return what checks the data of a notification; it is read as an answer is."""
        try:
            return self._event_checks[event_type]
        except KeyError:
            with FIRST_USE:
                from wechatpay_runtime._checks.answer import AnswerCheck

                event = self.events[event_type]
                check = AnswerCheck(event, event["data"], self._schemas)
            return self._event_checks.setdefault(event_type, check)

    def model_problems(self, name: str, value: Any) -> list[Problem]:
        """Return what keeps a JSON value from being a model, by the schema of this name."""
        check = self._model_checks.get(name)
        if check is None:
            with FIRST_USE:
                from wechatpay_runtime._checks.model import ModelCheck

                made = ModelCheck(name, self._data["operations"].values(), self._schemas)
            check = self._model_checks.setdefault(name, made)
        return check.problems(value)

    def new_request_no(self, prefix: str) -> str:
        """Return a request number that begins with a prefix, never used before, and that every operation takes.

        Raises:
            TypeError: The prefix is no text.
            ValueError: The prefix is too long, or has a character that no request number may have.
        """
        return self._request_numbers.new(prefix)

    def in_common(self, name: str, template: Any) -> Any:
        """Return what of a JSON value the schema of this name knows."""
        with FIRST_USE:
            from wechatpay_runtime._templates import in_common

        return in_common(template, self._schemas.named[name], self._schemas)

    @property
    def schemas(self) -> Mapping[str, Any]:
        """The schemas, by name; they refer to each other as `#/$defs/<name>`."""
        return self._schemas.named

    @property
    def events(self) -> Mapping[str, Any]:
        """The notifications that the platform sends, by event type."""
        found: Mapping[str, Any] = self._data["events"]
        return found

    def event_meant(self, event_type: str, data: Mapping[str, Any]) -> str:
        """Return the event type, or that of the event that was seen to come under it, where the data says so."""
        for seen, when, meant in self._disguises:
            if seen == event_type and when.is_valid(data):
                return meant
        return event_type

    @discreet
    def call_from_dict(self, stored: Mapping[str, Any]) -> Call[Any]:
        """Return the call that `Call.to_dict` made.

        Raises:
            ModelError: It is none, or of an operation that the contract does not have.
        """
        try:
            entry = self._data["operations"][stored["operation"]]
            with FIRST_USE:
                operation: Operation[Any] = import_module(f"{self.package}.{entry['module']}").OPERATION
            return restored(operation, stored)
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise ModelError(f"not a call as Call.to_dict makes it: {type(exc).__name__}: {exc}") from exc

    def error_rows(self, operation: str, status: int, code: str | None, request_id: str = "") -> list[ErrorRow]:
        """Return what the catalogue says of this status and code, rows of the operation itself before public ones.

        A row without a code is for any code that the catalogue does not have at this status. Where the Request-ID ends
        in a result code of some rows, these alone are meant; where it ends in another one, none that has some.
        """
        rows = [ErrorRow(**row) for row in self._operation(operation)["errors"] if row["status"] == status]
        rows = [row for row in rows if row.code == code] or [row for row in rows if row.code is None]
        number, _ = self.result_of(request_id)
        meant = [row for row in rows if number in row.result_codes]
        return meant or [row for row in rows if not (number and row.result_codes)] or rows

    def result_of(self, request_id: str) -> tuple[int, str]:
        """Return the result code (返回码) that a Request-ID ends in, and what it means; 0 and "" for one without."""
        end = request_id.rpartition("-")[2]
        for code in self._data["result_codes"]:
            if str(code["number"]) == end:
                return code["number"], code["meaning"]
        return 0, ""

    @made_once
    def masked(self) -> frozenset[str]:
        """Names of JSON members whose values never reach a log."""
        return frozenset(self._data["masked"])

    @made_once
    def _disguises(self) -> list[tuple[str, Draft202012Validator, str]]:
        from jsonschema_rs import Draft202012Validator

        return [
            (also["event_type"], Draft202012Validator(also["when"]), event_type)
            for event_type, event in self.events.items()
            for also in event["also_sent_as"]
        ]

    def _operation(self, operation: str) -> dict[str, Any]:
        found: dict[str, Any] = self._data["operations"][operation]
        return found

    @made_once
    def _schemas(self) -> Schemas:
        from jsonschema_rs import is_valid

        is_valid({}, {})  # sets the validator up, which holds a lock of its own meanwhile
        return Schemas(self._data["schemas"], self.masked)

    @made_once
    def _request_numbers(self) -> RequestNumbers:
        from wechatpay_runtime._checks.request_number import RequestNumbers

        return RequestNumbers(self._data["operations"], self._schemas)

    @made_once
    def _data(self) -> dict[str, Any]:
        import importlib.resources

        text = importlib.resources.files(self.package).joinpath("contract.json").read_bytes()
        data: dict[str, Any] = json.loads(text)
        return data
