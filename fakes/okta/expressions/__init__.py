"""Okta's Expression Language, as far as mappings and username formats need it.

``parse`` reads a text once, ``check_references`` says at saving time what does not exist, and
``evaluate`` works it out for one person.
"""

from __future__ import annotations

from .errors import ExpressionError
from .evaluator import INTERNAL, References, evaluate
from .nodes import Expression, Value
from .parser import parse
from .references import check_references
from .values import as_text

__all__ = [
    "INTERNAL",
    "Expression",
    "ExpressionError",
    "References",
    "Value",
    "as_text",
    "check_references",
    "evaluate",
    "parse",
]
