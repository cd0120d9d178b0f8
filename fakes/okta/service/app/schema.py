"""Profile Editor: the attributes of people and of the app user profile."""

from __future__ import annotations

from fakes.okta.messages import TEMPLATE_CONFLICT
from fakes.okta.model import AppAttribute, Deed, Direction
from fakes.okta.rules import clashing
from fakes.okta.service.permission import require
from fakes.okta.service.state import State
from fakes.okta.validation import problem_of_attribute

from .defaults import USER_ATTRIBUTES, template_attributes, template_mappings


def user_variables(state: State) -> tuple[str, ...]:
    """Return the names of a person's attributes, those that an admin added last."""
    return (*USER_ATTRIBUTES, *state.user_attributes) if state.user_attributes else USER_ATTRIBUTES


class AppSchema:
    """Keeps the attributes of the app user profile."""

    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> tuple[AppAttribute, ...]:
        """Return the attributes, base attributes first."""
        return tuple(self._state.attributes.values())

    def add(self, attribute: AppAttribute) -> AppAttribute:
        """Add an attribute; raises ValueError naming the field that is wrong."""
        require(self._state, Deed.ATTRIBUTES)
        problem = problem_of_attribute(attribute, self._state.attributes)
        if problem:
            raise ValueError(problem)
        return self.put(attribute)

    def take_template(self) -> None:
        """F51: add once what the template of the app has; ValueError where a name is taken."""
        known, template = self._state.attributes, template_attributes()
        if all(name in known and not known[name].custom for name in template):
            return
        if clashing(known.values(), template):
            raise ValueError(TEMPLATE_CONFLICT)
        self._state.attributes = {**template, **known}
        for direction, rows in template_mappings().items():
            self._state.mappings[direction] = {**rows, **self._state.mappings[direction]}

    def put(self, attribute: AppAttribute) -> AppAttribute:
        """Add an attribute or replace the one of the same name."""
        self._state.attributes[attribute.variable_name] = attribute
        return attribute

    def remove(self, name: str) -> None:
        """Remove an attribute and the row that maps it."""
        require(self._state, Deed.ATTRIBUTES)
        del self._state.attributes[name]
        self._state.mappings[Direction.TO_APP].pop(name, None)
