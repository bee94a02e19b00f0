"""The source of a job: read, decoded, checked, freed of repeats, and the outcome of each of its lines.

`prepare` makes a `Prepared` of files or codes and sends nothing; the engine takes chunks of codes out of it by position
and hands what became of them to `write_outcomes`. Codes are secrets: no error, no repr and no log line has one.
"""

from __future__ import annotations

from wechatpay_jobs._source.errors import SourceChangedError, SourceError
from wechatpay_jobs._source.layout import Layout, Source
from wechatpay_jobs._source.outcomes import Span, write_outcomes
from wechatpay_jobs._source.prepared import Prepared, Refusal
from wechatpay_jobs._source.preparing import prepare
from wechatpay_jobs._source.rule import CodeRule

__all__ = [
    "CodeRule", "Layout", "Prepared", "Refusal", "Source", "SourceChangedError", "SourceError", "Span",
    "prepare", "write_outcomes",
]  # fmt: skip
