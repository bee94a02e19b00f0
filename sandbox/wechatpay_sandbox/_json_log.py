"""Log lines as JSON, for programs that read them."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Final

_OWN: Final = ("method", "target", "status", "request_id", "operation", "mchid", "remark")


class JsonLines(logging.Formatter):
    """One object a line: when, how grave, what, and for a request its members."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _OWN if getattr(record, name, None) is not None},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
