"""What no text of a kind may be, whichever member holds it: an id that cannot be seen whole, a time of no zone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from wechatpay_runtime._checks.schema import Schemas

_ID: Final = re.compile(r"(^|_)(appid|code|code_list|id|mchid|no|number|openid|unionid)$")
"""Names of members that hold an id or a number of somebody's, and no text for people."""

SEEN: Final = r"^[^\p{C}\p{Z}！-～]*$"
"""No control, format or private characters, no blanks, no full-width forms, which pass for the common ones."""

OF_A_ZONE: Final = r"([Zz]|[+-](0[0-9]|1[0-4]):(00|15|30|45))$"
"""Every zone of today is some quarters of an hour off; the local mean times of before 1901 are not."""

_NAIVE: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$")
_ODD: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt][\d:.]+(?P<offset>[+-]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)$")
_EXAMPLE: Final = 'datetime(2026, 1, 31, 8, tzinfo=ZoneInfo("Asia/Shanghai"))'
A_DATETIME: Final = f"a datetime with its offset, such as {_EXAMPLE}, or its text"


def with_rules_of_texts(schema: Any, schemas: Schemas, name: str = "") -> Any:
    """Return a schema that keeps its ids and times to what they can be, in it and below it.

    Args:
        schema: Of a value, or anything that stands in one.
        schemas: The contract's schemas.
        name: The member that it is of; empty where it is of none.
    """
    if isinstance(schema, list):
        return [with_rules_of_texts(each, schemas, name) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    changed = {key: _below(key, value, schemas, name) for key, value in schema.items()}
    kind = schemas.resolve(schema)
    if kind.get("type") != "string" or "pattern" in {**kind, **schema} or "enum" in kind:
        return changed
    if kind.get("format") == "date-time":
        return {**changed, "pattern": OF_A_ZONE}
    return {**changed, "pattern": SEEN} if is_id(name) else changed


def _below(key: str, value: Any, schemas: Schemas, name: str) -> Any:
    if key == "properties" and isinstance(value, Mapping):
        return {each: with_rules_of_texts(member, schemas, each) for each, member in value.items()}
    return with_rules_of_texts(value, schemas, name) if key == "items" else value


def is_id(name: str) -> bool:
    """Whether a member of this name holds an id or a number of somebody's."""
    return bool(_ID.search(name))


def unseen(value: object) -> str:
    """Name the first character of an id that cannot be seen, or passes for another one; "" where there is none."""
    for place, character in enumerate(value if isinstance(value, str) else "", 1):
        called = f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character')}) at character {place}"
        if unicodedata.category(character)[0] in "CZ":
            return f"; there is {called}, which cannot be seen"
        if "！" <= character <= "～":
            return f"; there is {called}, which is not {unicodedata.normalize('NFKC', character)!r}"
    return ""


def time_words(value: object) -> str:
    """Say what is expected of a time, and what is wrong with this one."""
    text = value if isinstance(value, str) else ""
    if _NAIVE.match(text):
        return f"a time with its offset; this one has none: give the datetime a tzinfo, such as {_EXAMPLE}"
    if (odd := _ODD.match(text)) and not re.search(OF_A_ZONE, text):
        return (
            f"a time with the offset of a zone of today; {odd['offset']} is that of none, but a local mean time of "
            f"before 1901, as pytz gives where its zone is passed as tzinfo: use tz.localize(...), or {_EXAMPLE}"
        )
    return "a time such as 2026-01-31T08:00:00+08:00"
