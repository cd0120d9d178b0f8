"""What Okta maps, worked out for each of its users."""

from __future__ import annotations

from collections.abc import Callable

from fakes.okta.expressions import (
    Call,
    ExpressionError,
    as_text,
    asks_the_org,
    evaluate,
    nodes_of,
    parse,
)

from .tenant import OktaUser

# Both name the Okta user, who is on the left of the mapping to the app.
_USER = ("user", "source")
_PLAIN: dict[str, Callable[[OktaUser], str]] = {
    **dict.fromkeys((f"{scope}.login" for scope in _USER), lambda user: user.login),
    **dict.fromkeys((f"{scope}.email" for scope in _USER), lambda user: user.email),
}


def attributes_of(expression: str) -> frozenset[str]:
    """Return the attributes of a user that an expression reads.

    Raises ExpressionError, a ValueError, for a text that is none, or that reads something else.
    """
    parsed = parse(expression)
    attributes = set()
    for node in nodes_of(parsed):
        if isinstance(node, Call):
            if asks_the_org(node.function):
                problem = f"the exports do not tell what {node.function} finds: expected user.…"
                raise ExpressionError(parsed.text, node.position, problem)
        elif node.scope in _USER:
            attributes.add(node.name)
        else:
            problem = f"the exports hold nothing of {node.scope!r}: expected user.… or source.…"
            raise ExpressionError(parsed.text, node.position, problem)
    return frozenset(attributes)


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
        found = evaluate(parsed, {"user": known, "source": known})
        return "" if found is None else as_text(found)

    return value
