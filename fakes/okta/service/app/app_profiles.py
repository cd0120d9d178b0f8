"""The app username and app profile that Sign On and mappings compute for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fakes.okta import expressions
from fakes.okta.expressions import INTERNAL, ExpressionError, References, Value
from fakes.okta.model import (
    APP_LABEL,
    APP_NAME,
    Apply,
    AppUser,
    AttributeMapping,
    Direction,
    OktaUser,
    UsernameFormat,
)
from fakes.okta.rules import username_of
from fakes.okta.service.state import State

USER_NAME = "userName"
APP_VARIABLES = {"name": APP_NAME, "label": APP_LABEL}


@dataclass(frozen=True, slots=True)
class ComputedProfile:
    """What an assignment should hold; ``profile`` leaves unset variables out."""

    user_name: str
    profile: tuple[tuple[str, str], ...]


class AppProfiles:
    """Evaluates the Sign On format and the mapping *Okta User to Druva 2.0*."""

    def __init__(self, state: State) -> None:
        self._state = state

    def compute(self, user: OktaUser, current: AppUser | None) -> ComputedProfile:
        """Return what an assignment should hold now; without ``current`` it is being created."""
        references = _references(self._state.org, user, current)
        values = dict(current.profile) if current else {}
        for row in self._rows.values():
            if row.target != USER_NAME and _applies(row.apply, current):
                _assign(values, row.target, _text(row.expression, references))
        ordered = ((name, values[name]) for name in self._state.attributes if name in values)
        return ComputedProfile(self._user_name(user, current, references), tuple(ordered))

    @property
    def _rows(self) -> dict[str, AttributeMapping]:
        return self._state.mappings[Direction.TO_APP]

    def _user_name(self, user: OktaUser, current: AppUser | None, references: References) -> str:
        """P6: a create-only name stays as stored; so does one whose expression yields nothing."""
        row, sign_on = self._rows.get(USER_NAME), self._state.sign_on
        stored = current.user_name if current else ""
        if not _applies(row.apply if row else sign_on.update_on, current):
            return stored
        if row:
            return _text(row.expression, references) or stored
        if sign_on.format is UsernameFormat.CUSTOM:
            return _text(sign_on.expression, references) or stored
        return username_of(user, sign_on.format)


def _applies(apply: Apply, current: AppUser | None) -> bool:
    """A row that is create only applies while the assignment is being created."""
    return current is None or apply is Apply.CREATE_AND_UPDATE


def _references(org: str, user: OktaUser, current: AppUser | None) -> References:
    app_user: Mapping[str, Value] = {}
    if current:
        app_user = {USER_NAME: current.user_name, **dict(current.profile)}
    return {
        "user": dict(user.profile),
        "appuser": app_user,
        APP_NAME: app_user,
        "app": APP_VARIABLES,
        "org": {"name": org},
        INTERNAL: {"id": user.id, "status": user.status.value},
    }


def _assign(values: dict[str, str], name: str, value: str) -> None:
    if value:
        values[name] = value
    else:
        values.pop(name, None)


def _text(expression: str, references: References) -> str:
    """Return what an expression yields as text; one that cannot be worked out yields nothing."""
    try:
        value = expressions.evaluate(expressions.parse(expression), references)
    except ExpressionError:
        return ""
    return expressions.as_text(value)
