"""Profile Editor: the attributes of the app user profile."""

from __future__ import annotations

from fakes.okta.model import AppAttribute
from fakes.okta.validation import problem_of_attribute

from .state import State


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
        self._state.attributes[attribute.variable_name] = attribute
        return attribute
