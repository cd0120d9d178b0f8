"""The rows of the two profile mappings: what may be saved, and saving it; nothing is sent."""

from __future__ import annotations

from fakes.okta import expressions
from fakes.okta.model import AttributeMapping, Direction
from fakes.okta.service.state import State

from .profiles_to_read import elsewhere, readable
from .schema import user_variables


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
        self.check(row.expression, direction)

    def remove(self, target: str, direction: Direction) -> None:
        """Remove a row; raises ValueError listing the mapped attributes when there is none."""
        rows = self._state.mappings[direction]
        if target not in rows:
            raise ValueError(f"{target!r} is not mapped: expected one of {', '.join(rows)}")
        del rows[target]

    def check(self, expression: str, direction: Direction) -> None:
        """F92: raise ExpressionError, with the position, when an expression cannot be saved."""
        known = readable(self._state, direction)
        reasons = elsewhere(self._state, direction)
        expressions.check_references(expressions.parse(expression), known, reasons)

    def _targets(self, direction: Direction) -> tuple[str, ...]:
        if direction is Direction.TO_APP:
            return tuple(self._state.attributes)
        return user_variables(self._state)
