"""What the mappings make of a person, and how their rows are saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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

from .schema import user_variables

USER_NAME = "userName"
_APP = {"name": APP_NAME, "label": APP_LABEL}


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
        """A create-only name is kept; one that comes out empty changes nothing either."""
        row, sign_on = self._rows.get(USER_NAME), self._state.sign_on
        kept = current.user_name if current else ""
        if not _applies(row.apply if row else sign_on.update_on, current):
            return kept
        if row:
            return _text(row.expression, references) or kept
        if sign_on.format is UsernameFormat.CUSTOM:
            return _text(sign_on.expression, references) or kept
        return username_of(user, sign_on.format)


class MappingRows:
    """The two mappings of the app, row by row."""

    def __init__(self, state: State) -> None:
        self._state = state

    def all(self, direction: Direction) -> tuple[AttributeMapping, ...]:
        """Return the rows of a mapping."""
        return tuple(self._state.mappings[direction].values())

    def save(self, row: AttributeMapping, direction: Direction) -> None:
        """Save a row; raises ValueError at a target or an expression that makes no sense."""
        self.verify(row, direction)
        self._state.mappings[direction][row.target] = row

    def verify(self, row: AttributeMapping, direction: Direction) -> None:
        """Raise ValueError at a target or an expression that makes no sense."""
        targets = self._targets(direction)
        if row.target not in targets:
            known = ", ".join(targets)
            raise ValueError(f"no attribute {row.target!r}: expected one of {known}")
        self.check(row.expression)

    def remove(self, target: str, direction: Direction) -> None:
        """Remove a row; raises ValueError listing the mapped attributes when there is none."""
        rows = self._state.mappings[direction]
        if target not in rows:
            raise ValueError(f"{target!r} is not mapped: expected one of {', '.join(rows)}")
        del rows[target]

    def check(self, expression: str) -> None:
        """Raise ExpressionError, with the position, when an expression cannot be saved."""
        attributes = tuple(self._state.attributes)
        known: dict[str, Collection[str]] = {
            "user": user_variables(self._state),
            "appuser": attributes,
            APP_NAME: attributes,
            "app": tuple(_APP),
            "org": ("name",),
        }
        expressions.check_references(expressions.parse(expression), known)

    def _targets(self, direction: Direction) -> tuple[str, ...]:
        if direction is Direction.TO_APP:
            return tuple(self._state.attributes)
        return user_variables(self._state)


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
        "app": _APP,
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
