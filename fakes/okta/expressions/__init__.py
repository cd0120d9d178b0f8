"""Okta's Expression Language, as far as mappings and username formats need it.

``parse`` reads a text once, ``check_references`` says at saving time what does not exist, and
``evaluate`` works it out for one person.
"""

from __future__ import annotations

from .errors import ExpressionError
from .evaluator import INTERNAL, References, evaluate
from .function import Lookups
from .functions import asks_the_org
from .nodes import Call, Expression, Value
from .parser import parse
from .references import Known, check_references, nodes_of
from .values import as_text

__all__ = [
    "INTERNAL",
    "Call",
    "Expression",
    "ExpressionError",
    "Known",
    "Lookups",
    "References",
    "Value",
    "as_text",
    "asks_the_org",
    "check_references",
    "evaluate",
    "nodes_of",
    "parse",
]
