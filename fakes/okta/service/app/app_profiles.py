"""The app username and app profile that Sign On and mappings compute for a person."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.okta import expressions
from fakes.okta.expressions import ExpressionError, Lookups, References
from fakes.okta.model import (
    Apply,
    AppUser,
    AttributeMapping,
    Direction,
    OktaUser,
    UsernameFormat,
)
from fakes.okta.rules import username_of
from fakes.okta.service.state import State

from .defaults import USER_NAME
from .profiles_to_read import Now, app_user_profile, lookups, of_user


@dataclass(frozen=True, slots=True)
class ComputedProfile:
    """What an assignment should hold; ``profile`` leaves unset variables out."""

    user_name: str
    profile: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the expressions of one person may read and ask."""

    references: References
    lookups: Lookups

    def text(self, expression: str) -> str:
        """Return what an expression yields; one that cannot be worked out yields nothing."""
        try:
            parsed = expressions.parse(expression)
            return expressions.as_text(expressions.evaluate(parsed, self.references, self.lookups))
        except ExpressionError:
            return ""


class AppProfiles:
    """Evaluates the Sign On format and the mapping *Okta User to Druva 2.0*."""

    def __init__(self, state: State, now: Now) -> None:
        self._state = state
        self._now = now

    def compute(self, user: OktaUser, current: AppUser | None) -> ComputedProfile:
        """Return what an assignment should hold now; without ``current`` it is being created."""
        reads = of_user(self._state, user, app_user_profile(current))
        known = _Known(reads, lookups(self._state, self._now, user))
        values = dict(current.profile) if current else {}
        for row in self._rows.values():
            if row.target != USER_NAME and _applies(row.apply, current):
                _assign(values, row.target, known.text(row.expression))
        ordered = ((name, values[name]) for name in self._state.attributes if name in values)
        return ComputedProfile(self._user_name(user, current, known), tuple(ordered))

    @property
    def _rows(self) -> dict[str, AttributeMapping]:
        return self._state.mappings[Direction.TO_APP]

    def _user_name(self, user: OktaUser, current: AppUser | None, known: _Known) -> str:
        """P6: a create-only name stays as stored; so does one whose expression yields nothing."""
        row, sign_on = self._rows.get(USER_NAME), self._state.sign_on
        stored = current.user_name if current else ""
        if not _applies(row.apply if row else sign_on.update_on, current):
            return stored
        if row:
            return known.text(row.expression) or stored
        if sign_on.format is UsernameFormat.CUSTOM:
            return known.text(sign_on.expression) or stored
        return username_of(user, sign_on.format)


def _applies(apply: Apply, current: AppUser | None) -> bool:
    """A row that is create only applies while the assignment is being created."""
    return current is None or apply is Apply.CREATE_AND_UPDATE


def _assign(values: dict[str, str], name: str, value: str) -> None:
    if value:
        values[name] = value
    else:
        values.pop(name, None)
