"""The source of a job: read, decoded, checked, freed of repeats, and the outcome of each of its lines.

`prepare` makes a `Prepared` of files or codes and sends nothing; the engine takes chunks of codes out of it by position
and hands what became of them to `write_outcomes`. Codes are secrets: no error, no repr and no log line has one.
"""

from __future__ import annotations

from wechatpay_jobs._source.decoding import is_undecodable
from wechatpay_jobs._source.errors import SourceChangedError, SourceError
from wechatpay_jobs._source.layout import Layout, Rows, Source
from wechatpay_jobs._source.outcomes import Span, write_outcomes, write_table
from wechatpay_jobs._source.prepared import Prepared, Refusal
from wechatpay_jobs._source.preparing import prepare
from wechatpay_jobs._source.rows import row_of
from wechatpay_jobs._source.rule import CodeRule, Rule
from wechatpay_jobs._source.storage import room_for

__all__ = [
    "CodeRule", "Layout", "Prepared", "Refusal", "Rows", "Rule", "Source", "SourceChangedError", "SourceError", "Span",
    "is_undecodable", "prepare", "room_for", "row_of", "write_outcomes", "write_table",
]  # fmt: skip
