"""Works out what an expression is worth for one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import values
from .errors import TOO_DEEP, ExpressionError
from .function import NOTHING_TO_ASK, Lookups
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
    Property,
    Reference,
    Value,
)
from .operators import OPERATORS

# What each scope holds: {"user": {"login": ...}, "org": {"name": ...}, ...}.
References = Mapping[str, Mapping[str, Value]]
# The scope that user.getInternalProperty reads.
INTERNAL = "user.internal"


def evaluate(
    expression: Expression, references: References, lookups: Lookups = NOTHING_TO_ASK
) -> Value:
    """Return what an expression is worth; an attribute that is not there is null.

    Raises ExpressionError when a value is not of the kind that an operator or function needs.
    """
    try:
        return _Evaluation(expression.text, references, lookups).value(expression.root)
    except RecursionError:
        raise ExpressionError(expression.text, 0, TOO_DEEP) from None


class _Evaluation:
    """One evaluation of one expression."""

    def __init__(self, text: str, references: References, lookups: Lookups) -> None:
        self._text = text
        self._references = references
        self._lookups = lookups

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
        try:
            return OPERATORS[node.operator](*operands)
        except ValueError as error:
            raise self._wrong(node.position, error) from None

    def call(self, node: Call) -> Value:
        arguments = [self.value(argument) for argument in node.arguments]
        if node.function == INTERNAL_PROPERTY:
            return self._references.get(INTERNAL, {}).get(values.text(arguments[0]))
        function = FUNCTIONS[node.function]
        try:
            return function.call(arguments, self._lookups)
        except ValueError as error:
            raise self._wrong(node.position, error) from None

    def property(self, node: Property) -> Value:
        """Nothing that is found here is a profile: the functions that find one find null."""
        self.value(node.of)
        found_null = ValueError(f"expected a profile with {node.name!r} but found null")
        raise self._wrong(node.position, found_null)

    def _truth(self, node: Node, position: int) -> bool:
        value = self.value(node)
        try:
            return values.truth(value)
        except ValueError as error:
            raise self._wrong(position, error) from None

    def _wrong(self, position: int, error: ValueError) -> ExpressionError:
        return ExpressionError(self._text, position, str(error))


_READERS: dict[type, Callable[[_Evaluation, Any], Value]] = {
    Literal: _Evaluation.literal,
    Array: _Evaluation.array,
    Reference: _Evaluation.reference,
    Not: _Evaluation.negation,
    Conditional: _Evaluation.conditional,
    Elvis: _Evaluation.elvis,
    Binary: _Evaluation.binary,
    Call: _Evaluation.call,
    Property: _Evaluation.property,
}
