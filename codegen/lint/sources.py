"""Rules for sources: whoever is told a rule can read it on an official page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from codegen.lint.wording import OFFICIAL_PAGE


def _operations_and_events_have_their_official_page(spec: Places) -> Iterator[Finding]:
    for pointer, told in [*spec.operations, *spec.events]:
        if "externalDocs" not in told:
            yield Finding(pointer, "externalDocs is missing; give the official page, {description: ..., url: ...}")
        elif not re.match(OFFICIAL_PAGE, told["externalDocs"]["url"]):
            yield Finding(
                at(pointer, "externalDocs", "url"),
                "not a page of WeChat Pay's documents; give https://pay.weixin.qq.com/doc/v3/partner/<its number>",
            )


RULES: Final[Sequence[Rule]] = (_operations_and_events_have_their_official_page,)
