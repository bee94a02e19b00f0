"""What the engine keeps is JSON: its default is pickle, by which whoever writes the database runs code in a worker."""

from __future__ import annotations

import json
from typing import Any, Final

from dbos import Serializer
from dbos._serialization import DefaultSerializer

from wechatpay_jobs.errors import JobError

_ERROR: Final = "error of the engine"


class JsonSerializer(Serializer):
    """Keeps values as compact JSON, and errors as their text."""

    def name(self) -> str:
        """Name that the engine writes beside each value."""
        return "wechatpay_json"

    def serialize(self, data: Any) -> str:
        """Return a value as JSON."""
        if isinstance(data, BaseException):
            data = {_ERROR: f"{type(data).__name__}: {data}"}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, serialized_data: str) -> Any:
        """Return the value of a JSON text."""
        value = json.loads(serialized_data)
        return JobError(value[_ERROR]) if isinstance(value, dict) and _ERROR in value else value


def _refuse(_: DefaultSerializer, serialized_data: str) -> Any:
    raise JobError("the ledger holds a pickle, which is not of this package and is not opened")


def refuse_pickles() -> None:
    """Let the engine open no pickle: it does, whatever its serialiser is, where a row of its tables says to."""
    DefaultSerializer.deserialize = _refuse  # type: ignore[method-assign, assignment]
