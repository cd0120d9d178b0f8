"""What Okta maps, worked out for each of its users."""

from __future__ import annotations

from collections.abc import Callable

from fakes.okta.expressions import ExpressionError, as_text, evaluate, parse
from fakes.okta.expressions.references import references

from .tenant import OktaUser

_PLAIN: dict[str, Callable[[OktaUser], str]] = {
    "user.login": lambda user: user.login,
    "user.email": lambda user: user.email,
}


def attributes_of(expression: str) -> frozenset[str]:
    """Return the attributes of a user that an expression reads.

    Raises ExpressionError, a ValueError, for a text that is none, or that reads something else.
    """
    parsed = parse(expression)
    for reference in references(parsed.root):
        if reference.scope != "user":
            problem = f"the exports hold nothing of {reference.scope!r}: expected user.…"
            raise ExpressionError(parsed.text, reference.position, problem)
    return frozenset(reference.name for reference in references(parsed.root))


def worked_out(expression: str) -> Callable[[OktaUser], str]:
    """Return what an expression is worth for a user, empty for null.

    Raises ExpressionError for a text that is none. What is returned raises it for a user whose
    attributes are not of the kind that the expression needs.
    """
    attributes_of(expression)
    if expression in _PLAIN:
        return _PLAIN[expression]
    parsed = parse(expression)

    def value(user: OktaUser) -> str:
        known = {"login": user.login, "email": user.email, **user.attributes}
        found = evaluate(parsed, {"user": known})
        return "" if found is None else as_text(found)

    return value
