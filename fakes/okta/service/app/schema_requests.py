"""What the Schemas API changes: custom properties of people and of the app user profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fakes.okta.messages import BASE_PROPERTY, BLANK, NO_TYPE_CHANGE
from fakes.okta.model import (
    AppAttribute,
    AttributeScope,
    DataType,
    Deed,
    Direction,
    UserAttribute,
)
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.permission import require
from fakes.okta.service.state import State
from fakes.okta.validation import problem_of_variable

from .defaults import USER_ATTRIBUTES, schema_id_of
from .schema import AppSchema, user_variables


@dataclass(frozen=True, slots=True)
class Property:
    """What a request says about a property; None is what it does not mention."""

    title: str | None = None
    data_type: DataType | None = None
    description: str | None = None
    scope: AttributeScope | None = None
    external_name: str | None = None
    external_namespace: str | None = None
    min_length: int | None = None
    max_length: int | None = None


Changes = Mapping[str, Property | None]


class SchemaRequests:
    """Adds, changes and removes custom properties: all that a request names, or nothing."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._app = AppSchema(state)

    def of_app(self) -> tuple[AppAttribute, ...]:
        """Return the properties of the app user profile, base properties first."""
        return self._app.all()

    def of_users(self) -> tuple[UserAttribute, ...]:
        """Return the custom properties of people."""
        return tuple(self._state.user_attributes.values())

    def check_users(self, schema_id: str) -> None:
        """Raise OktaError when no schema of people has an id; the only one is also the default."""
        if schema_id not in ("default", schema_id_of(self._state.user_type_id)):
            raise not_found(schema_id, "UserSchema")

    def check_type(self, type_id: str) -> None:
        """Raise OktaError when there is no such user type; the only one is also the default."""
        if type_id not in ("default", self._state.user_type_id):
            raise not_found(type_id, "UserType")

    def change_app(self, changes: Changes) -> None:
        """Change the app user profile; raises OktaError naming the property that is wrong."""
        require(self._state, Deed.ATTRIBUTES)
        known = self._state.attributes
        base = [name for name, attribute in known.items() if not attribute.custom]
        self._check(changes, base, known)
        changed = {name: _app_attribute(known.get(name), name, changes[name]) for name in changes}
        for name, attribute in changed.items():
            if attribute:
                self._app.put(attribute)
            elif name in known:
                self._app.remove(name)

    def change_users(self, changes: Changes) -> None:
        """Change the profile of people; raises OktaError naming the property that is wrong."""
        require(self._state, Deed.ATTRIBUTES)
        known = self._state.user_attributes
        self._check(changes, USER_ATTRIBUTES, user_variables(self._state))
        changed = {
            name: _user_attribute(known.get(name), name, each)
            for name, each in changes.items()
            if each
        }
        for name in changes:
            if name in changed:
                known[name] = changed[name]
            elif known.pop(name, None):
                self._state.mappings[Direction.TO_OKTA].pop(name, None)

    def _check(self, changes: Changes, base: Collection[str], known: Collection[str]) -> None:
        for name, property_ in changes.items():
            if name in base:
                raise _wrong(name, BASE_PROPERTY.format(field=name))
            if property_ and name not in known:
                _check_new(name, property_, known)


def _check_new(name: str, property_: Property, known: Collection[str]) -> None:
    problem = problem_of_variable(name, known)
    if problem:
        raise _wrong(name, f"{name}: {problem}")
    if not property_.title:
        raise _wrong(name, BLANK.format(field="title"))
    if property_.data_type is None:
        raise _wrong(name, BLANK.format(field="type"))


def _app_attribute(
    before: AppAttribute | None, name: str, change: Property | None
) -> AppAttribute | None:
    if change is None:
        return None
    _check_type(before, name, change)
    base = before or AppAttribute(display_name="", variable_name=name)
    given: dict[str, Any] = {
        "external_name": change.external_name,
        "external_namespace": change.external_namespace,
        **_common(change),
    }
    return replace(base, **{key: value for key, value in given.items() if value is not None})


def _check_type(before: AppAttribute | UserAttribute | None, name: str, change: Property) -> None:
    if before and change.data_type not in (None, before.data_type):
        raise _wrong(name, NO_TYPE_CHANGE.format(field=name))


def _user_attribute(before: UserAttribute | None, name: str, change: Property) -> UserAttribute:
    _check_type(before, name, change)
    base = before or UserAttribute(display_name="", variable_name=name)
    given = _common(change)
    return replace(base, **{key: value for key, value in given.items() if value is not None})


def _common(change: Property) -> dict[str, Any]:
    return {
        "data_type": change.data_type,
        "display_name": change.title,
        "description": change.description,
        "scope": change.scope,
        "min_length": change.min_length,
        "max_length": change.max_length,
    }


def _wrong(name: str, cause: str) -> OktaError:
    return OktaError("E0000001", cause, detail=name)
