"""What the Mappings API reads and changes: rows of the two mappings; nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping

from fakes.okta.model import AttributeMapping, Deed, Direction
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.permission import require
from fakes.okta.service.state import State

from .app import DruvaAppService

Rows = Mapping[str, AttributeMapping | None]


class MappingRequests:
    """Finds the mappings by their ids and changes them: every row that is named, or none."""

    def __init__(self, state: State, app: DruvaAppService) -> None:
        self._state = state
        self._app = app

    def ids(self) -> tuple[tuple[str, Direction], ...]:
        """Return the mappings that there are, by id."""
        return (
            (self._state.to_okta_id, Direction.TO_OKTA),
            (self._state.to_app_id, Direction.TO_APP),
        )

    def direction(self, mapping_id: str) -> Direction:
        """Return which mapping an id names; raises OktaError when none."""
        found = dict(self.ids()).get(mapping_id)
        if found is None:
            raise not_found(mapping_id, "ProfileMapping")
        return found

    def rows(self, direction: Direction) -> tuple[AttributeMapping, ...]:
        """Return the rows of a mapping."""
        return self._app.mappings(direction)

    def change(self, direction: Direction, rows: Rows) -> None:
        """Save the rows of a mapping that are named, and remove those that are None."""
        require(self._state, Deed.MAPPINGS)
        try:
            for row in rows.values():
                if row:
                    self._app.verify_mapping(row, direction)
        except ValueError as error:
            raise OktaError("E0000001", str(error), detail="updateMapping") from None
        for target, row in rows.items():
            self._put(target, row, direction)

    def _put(self, target: str, row: AttributeMapping | None, direction: Direction) -> None:
        if row:
            self._app.save_mapping(row, direction)
        elif target in self._state.mappings[direction]:
            self._app.remove_mapping(target, direction=direction)
