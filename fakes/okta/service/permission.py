"""Who acts, and whether their role is enough for what they are about to do."""

from __future__ import annotations

from fakes.okta.model import AdminRole, Deed
from fakes.okta.rules import may

from .errors import OktaError
from .state import State


def require(state: State, deed: Deed) -> None:
    """Raise OktaError E0000006 where the role of whoever acts is not enough."""
    if not may(state.client_role or state.role, deed):
        raise OktaError("E0000006")


class AdminSession:
    """Who is signed in at the Admin Console."""

    def __init__(self, state: State) -> None:
        self._state = state

    def role(self) -> AdminRole:
        """Return the role of the administrator who is signed in."""
        return self._state.role

    def sign_in(self, role: AdminRole) -> None:
        """Sign in as an administrator of another role."""
        self._state.role = role
