"""Checks, when an expression is saved, that what it refers to exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from .errors import TOO_DEEP, ExpressionError
from .functions import INTERNAL_PROPERTY
from .left_out import why_no_profile
from .nodes import (
    Array,
    Binary,
    Call,
    Conditional,
    Elvis,
    Expression,
    Node,
    Not,
    Property,
    Reference,
)

Known = Mapping[str, Collection[str]]


def check_references(
    expression: Expression, known: Known, elsewhere: Mapping[str, str] | None = None
) -> None:
    """Raise ExpressionError at the first attribute that no profile in ``known`` has.

    ``elsewhere`` says of profiles that Okta knows why they cannot be read here.
    """
    for node in nodes_of(expression):
        problem = _problem(node, known, elsewhere or {})
        if problem:
            raise ExpressionError(expression.text, node.position, problem)


def nodes_of(expression: Expression) -> tuple[Reference | Call, ...]:
    """Return every attribute and every call of an expression, from left to right."""
    try:
        return tuple(_found(expression.root))
    except RecursionError:
        raise ExpressionError(expression.text, 0, TOO_DEEP) from None


def _found(node: Node) -> Iterator[Reference | Call]:
    if isinstance(node, Reference | Call):
        yield node
    for part in _parts(node):
        yield from _found(part)


def _problem(node: Reference | Call, known: Known, elsewhere: Mapping[str, str]) -> str:
    if isinstance(node, Call):
        unknown = node.function == INTERNAL_PROPERTY and "user" not in known
        return _no_profile("user", known, elsewhere) if unknown else ""
    if node.scope not in known:
        return _no_profile(node.scope, known, elsewhere)
    names = known[node.scope]
    if node.name in names:
        return ""
    problem = f"{node.scope} has no attribute {node.name!r}: "
    return f"{problem}{_nearest(node.name, names)}it has {', '.join(names)}"


def _no_profile(name: str, known: Known, elsewhere: Mapping[str, str]) -> str:
    why = elsewhere.get(name) or why_no_profile(name) or f"this org has no app {name!r}"
    return f"{why}: {_nearest(name, known)}expected one of {', '.join(known)}"


def _nearest(name: str, names: Collection[str]) -> str:
    """Return what was probably meant, where a name comes close to one that exists."""
    lower = {each.lower(): each for each in names}
    near = get_close_matches(name.lower(), lower, n=1, cutoff=0.8)
    return f"did you mean {lower[near[0]]!r}? " if near else ""


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Array(items):
            return items
        case Call(_, arguments, _):
            return arguments
        case Not(operand, _) | Property(operand, _, _):
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
