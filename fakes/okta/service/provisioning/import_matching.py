"""Matching of imported accounts with people of the directory (F16)."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.okta import expressions
from fakes.okta.model import Direction, Match, MatchOn, OktaUser, UserStatus
from fakes.okta.resources import Pairs
from fakes.okta.rules import folded, match_of
from fakes.okta.service.app.profiles_to_read import of_account
from fakes.okta.service.state import State


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the mapping *Druva 2.0 to Okta User* makes of an account."""

    login: str
    email: str
    first_name: str
    last_name: str


class ImportMatching:
    """Compares accounts with people, by index."""

    def __init__(self, state: State) -> None:
        self._state = state

    def candidate(self, user_name: str, profile: Pairs) -> Candidate:
        """Return the person that an account would be."""
        app_user: dict[str, expressions.Value] = {"userName": user_name, **dict(profile)}
        references = of_account(self._state, app_user)
        return Candidate(
            login=self._mapped("login", references),
            email=self._mapped("email", references),
            first_name=self._mapped("firstName", references),
            last_name=self._mapped("lastName", references),
        )

    def match(
        self, candidate: Candidate, match_on: MatchOn, *, allow_partial: bool
    ) -> tuple[Match, str | None]:
        """Return how an account matches and whom, an exact match before a partial one."""
        partial = self._partial(candidate) if allow_partial else None
        return match_of(self._exact(candidate, match_on), partial)

    def _exact(self, candidate: Candidate, match_on: MatchOn) -> str | None:
        """Usernames compare as Okta's do, without case; an attribute compares with it."""
        if match_on is MatchOn.USERNAME:
            user = self._state.users.find("login", folded(candidate.login))
            return _first((user,) if user else ())
        email = candidate.email
        return _first(self._state.users.group("email", email)) if email else None

    def _partial(self, candidate: Candidate) -> str | None:
        names = (candidate.first_name, candidate.last_name)
        return _first(self._state.users.group("name", names)) if all(names) else None

    def _mapped(self, attribute: str, references: expressions.References) -> str:
        row = self._state.mappings[Direction.TO_OKTA].get(attribute)
        if row is None:
            return ""
        try:
            value = expressions.evaluate(expressions.parse(row.expression), references)
        except expressions.ExpressionError:
            return ""
        return expressions.as_text(value)


def _first(users: tuple[OktaUser, ...]) -> str | None:
    return next((user.id for user in users if user.status is not UserStatus.DEPROVISIONED), None)
