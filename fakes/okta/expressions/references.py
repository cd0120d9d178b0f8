"""Checks, when an expression is saved, that what it refers to exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .errors import ExpressionError
from .nodes import Array, Binary, Call, Conditional, Elvis, Expression, Node, Not, Reference


def check_references(expression: Expression, known: Mapping[str, Collection[str]]) -> None:
    """Raise ExpressionError at the first attribute that no scope in ``known`` has."""
    for reference in references(expression.root):
        problem = _problem(reference, known)
        if problem:
            raise ExpressionError(expression.text, reference.position, problem)


def references(node: Node) -> Iterator[Reference]:
    """Yield every attribute an expression refers to, from left to right."""
    if isinstance(node, Reference):
        yield node
    for part in _parts(node):
        yield from references(part)


def _problem(reference: Reference, known: Mapping[str, Collection[str]]) -> str:
    if reference.scope not in known:
        return f"nothing is called {reference.scope!r}: expected one of {', '.join(known)}"
    names = known[reference.scope]
    if reference.name in names:
        return ""
    return f"{reference.scope} has no attribute {reference.name!r}: it has {', '.join(names)}"


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Array(items):
            return items
        case Call(_, arguments, _):
            return arguments
        case Not(operand, _):
            return (operand,)
        case _:
            return _pairs(node)


def _pairs(node: Node) -> tuple[Node, ...]:
    match node:
        case Binary(_, left, right, _) | Elvis(left, right):
            return (left, right)
        case Conditional(test, then, otherwise, _):
            return (test, then, otherwise)
        case _:
            return ()
