"""Edits of the contract that work, each with a program that shows it."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.worked_answers import ANSWERS
from tests.codegen.edits.worked_exchanges import EXCHANGES
from tests.codegen.edits.worked_following import FOLLOWING
from tests.codegen.edits.worked_parameters import PARAMETERS
from tests.codegen.edits.worked_rules import RULES
from tests.codegen.edits.worked_schemas import SCHEMAS
from tests.codegen.edits.worked_values import VALUES

WORKED: Final = (*PARAMETERS, *ANSWERS, *SCHEMAS, *EXCHANGES, *FOLLOWING, *RULES, *VALUES)
