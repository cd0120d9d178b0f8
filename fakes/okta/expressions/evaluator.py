"""Works out what an expression is worth for one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from . import values
from .errors import ExpressionError
from .functions import FUNCTIONS, INTERNAL_PROPERTY
from .nodes import (
    Array,
    Binary,
    Call,
    Conditional,
    Elvis,
    Expression,
    Literal,
    Node,
    Not,
    Reference,
    Value,
)

# What each scope holds: {"user": {"login": ...}, "org": {"name": ...}, ...}.
References = Mapping[str, Mapping[str, Value]]
# The scope that user.getInternalProperty reads.
INTERNAL = "user.internal"


def evaluate(expression: Expression, references: References) -> Value:
    """Return what an expression is worth; an attribute that is not there is null.

    Raises ExpressionError when a value is not of the kind that an operator or function needs.
    """
    return _Evaluation(expression.text, references).value(expression.root)


class _Evaluation:
    """One evaluation of one expression."""

    def __init__(self, text: str, references: References) -> None:
        self._text = text
        self._references = references

    def value(self, node: Node) -> Value:
        return _READERS[type(node)](self, node)

    def literal(self, node: Literal) -> Value:
        return node.value

    def array(self, node: Array) -> Value:
        return tuple(self.value(item) for item in node.items)

    def reference(self, node: Reference) -> Value:
        return self._references.get(node.scope, {}).get(node.name)

    def negation(self, node: Not) -> Value:
        return not self._truth(node.operand, node.position)

    def conditional(self, node: Conditional) -> Value:
        return self.value(node.then if self._truth(node.test, node.position) else node.otherwise)

    def elvis(self, node: Elvis) -> Value:
        value = self.value(node.value)
        return self.value(node.otherwise) if value in (None, "") else value

    def binary(self, node: Binary) -> Value:
        if node.operator == "&&":
            return self._truth(node.left, node.position) and self._truth(node.right, node.position)
        if node.operator == "||":
            return self._truth(node.left, node.position) or self._truth(node.right, node.position)
        operands = [self.value(node.left), self.value(node.right)]
        return self._sensible(node.position, lambda: _OPERATORS[node.operator](*operands))

    def call(self, node: Call) -> Value:
        arguments = [self.value(argument) for argument in node.arguments]
        if node.function == INTERNAL_PROPERTY:
            return self._references.get(INTERNAL, {}).get(values.text(arguments[0]))
        return self._sensible(node.position, lambda: FUNCTIONS[node.function].call(arguments))

    def _truth(self, node: Node, position: int) -> bool:
        value = self.value(node)
        return bool(self._sensible(position, lambda: values.truth(value)))

    def _sensible(self, position: int, result: Callable[[], Value]) -> Value:
        try:
            return result()
        except ExpressionError:
            raise
        except ValueError as error:
            raise ExpressionError(self._text, position, str(error)) from None


_READERS: dict[type, Callable[[_Evaluation, Any], Value]] = {
    Literal: _Evaluation.literal,
    Array: _Evaluation.array,
    Reference: _Evaluation.reference,
    Not: _Evaluation.negation,
    Conditional: _Evaluation.conditional,
    Elvis: _Evaluation.elvis,
    Binary: _Evaluation.binary,
    Call: _Evaluation.call,
}


def _plus(left: Value, right: Value) -> Value:
    """Join two texts, to which null adds nothing; two numbers are added."""
    if _is_number(left) and _is_number(right):
        return values.number(left) + values.number(right)
    if left is None and right is None:
        return None
    return values.text(left) + values.text(right)


def _equal(left: Value, right: Value) -> bool:
    """Compare as written; a number also equals the text that spells it."""
    if _is_number(left) != _is_number(right) and None not in (left, right):
        return values.text(left) == values.text(right)
    return left == right


def _less(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return values.number(left) < values.number(right)


def _matches(left: Value, right: Value) -> bool:
    try:
        return re.fullmatch(values.text(right), values.text(left)) is not None
    except re.error as error:
        raise ValueError(f"{right!r} is not a regular expression: {error}") from None


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "+": _plus,
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _less,
    ">": lambda left, right: _less(right, left),
    "<=": lambda left, right: not _less(right, left),
    ">=": lambda left, right: not _less(left, right),
    "matches": _matches,
}
