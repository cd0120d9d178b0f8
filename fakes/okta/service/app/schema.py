"""Profile Editor: the attributes of people and of the app user profile."""

from __future__ import annotations

from fakes.okta.model import AppAttribute, Direction
from fakes.okta.service.state import State
from fakes.okta.validation import problem_of_attribute

from .defaults import USER_ATTRIBUTES


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
        problem = problem_of_attribute(attribute, self._state.attributes)
        if problem:
            raise ValueError(problem)
        return self.put(attribute)

    def put(self, attribute: AppAttribute) -> AppAttribute:
        """Add an attribute or replace the one of the same name."""
        self._state.attributes[attribute.variable_name] = attribute
        return attribute

    def remove(self, name: str) -> None:
        """Remove an attribute and the row that maps it."""
        del self._state.attributes[name]
        self._state.mappings[Direction.TO_APP].pop(name, None)
