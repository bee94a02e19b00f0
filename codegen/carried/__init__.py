"""What is carried: all of OpenAPI that templates, runtime and sandbox have code for, as plain data.

`codegen.lint` refuses whatever is not in these tables. An object of the contract has a kind, such as `parameter`; a
shape says what stands under one of its keys:

- a word such as `text` or `count`: a plain value, see `codegen.lint.structure`;
- `<kind>`: an object of that kind, and `<kind>!` one that may be a `$ref` instead;
- `list of <shape>` and `map of <shape>`;
- `false or <shape>`, `flag or <shape>`, and `null or <shape>`, which takes `{type: 'null'}` too.
"""

from codegen.carried.objects import KEYS, NEEDED, REFUSED, SECTIONS
from codegen.carried.values import (
    ANSWERS,
    APPLIES_TO,
    BESIDE_NULL,
    BESIDE_REFERENCE,
    CHOICES,
    FORMATS_OF,
    NOT_CHOSEN,
    PARAMETERS,
    REQUEST_BODIES,
    SIGNED_AS,
    SUCCESSES,
)

__all__ = [
    "ANSWERS",
    "APPLIES_TO",
    "BESIDE_NULL",
    "BESIDE_REFERENCE",
    "CHOICES",
    "FORMATS_OF",
    "KEYS",
    "NEEDED",
    "NOT_CHOSEN",
    "PARAMETERS",
    "REFUSED",
    "REQUEST_BODIES",
    "SECTIONS",
    "SIGNED_AS",
    "SUCCESSES",
]
