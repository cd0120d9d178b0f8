"""Security > API > Tokens, and what is the lab's own: the rate limit and the assumptions."""

from __future__ import annotations

from fakes.okta.admin import Limits, Readings, Tokens
from fakes.screens import Next, Screen, Values, Visit, assumptions_screen

TOKENS = "/security/api/tokens"
RATE_LIMIT = "/lab/rate-limit"


def security_screens(tokens: Tokens, limits: Limits, readings: Readings) -> tuple[Screen, ...]:
    """Return the screens of tokens, of the rate limit and of assumptions."""
    page, limit = ApiTokens(tokens), RateLimit(limits)
    return (
        Screen(TOKENS, "tokens.html", page.show),
        Screen(
            f"{TOKENS}/create",
            "create_token.html",
            page.show,
            {"create": page.create},
            {"": "name"},
        ),
        Screen(f"{TOKENS}/revoke", "revoke_token.html", page.show_one, {"revoke": page.revoke}),
        Screen(RATE_LIMIT, "rate_limit.html", limit.show, {"save": limit.save}, {"": "a_minute"}),
        assumptions_screen(readings),
    )


class ApiTokens:
    """The API tokens by their names."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def show(self, _visit: Visit) -> Values:
        """Show their names."""
        return {"names": self._tokens.names()}

    def show_one(self, visit: Visit) -> Values:
        """Show the question before one is revoked."""
        name = visit.query.get("name", "") or visit.form.text("name")
        if name not in self._tokens.names():
            raise ValueError(f"There is no token {name!r}.")
        return {"name": name}

    def create(self, visit: Visit) -> Next:
        """Create a token, and show it once."""
        value = self._tokens.create(visit.form.text("name"))
        return Next(TOKENS, "The token was created.", secret=value)

    def revoke(self, visit: Visit) -> Next:
        """Revoke a token."""
        self._tokens.revoke(visit.form.text("name"))
        return Next(TOKENS, "The token was revoked.")


class RateLimit:
    """How many requests a minute the Management API answers."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def show(self, _visit: Visit) -> Values:
        """Show the limit."""
        return {"limit": self._limits.limit()}

    def save(self, visit: Visit) -> Next:
        """Set the limit."""
        self._limits.set_limit(visit.form.number("a_minute"))
        return Next(said="The limit was saved.")
