"""Security, API, Tokens: the API tokens of clients of the Management API."""

from __future__ import annotations

from .log.system_log import SystemLog
from .state import State


class ApiTokens:
    """Creates tokens and recognizes them."""

    def __init__(self, state: State, log: SystemLog) -> None:
        self._state = state
        self._log = log

    def create(self, name: str) -> str:
        """F49: create an API token, which has the role of its creator; its value is shown once."""
        if not name.strip() or name in self.names():
            taken = ", ".join(self.names()) or "none"
            raise ValueError(f"{name!r} cannot name a token: expected a new name, taken: {taken}")
        value = f"00{self._state.volatile.secret(self._state.ids, 'token', 40)}"
        self._state.tokens[value] = name
        self._state.client_roles[value] = self._state.role
        self._log.write("system.api_token.create", target=name)
        return value

    def names(self) -> tuple[str, ...]:
        """Return the names of the tokens, oldest first."""
        return tuple(self._state.tokens.values())

    def revoke(self, name: str) -> None:
        """Revoke a token; raises ValueError listing the names there are."""
        values = [value for value, each in self._state.tokens.items() if each == name]
        if not values:
            raise ValueError(f"no token {name!r}: expected one of {', '.join(self.names())}")
        del self._state.tokens[values[0]]
        del self._state.client_roles[values[0]]
        self._log.write("system.api_token.revoke", target=name)

    def act_as(self, value: str) -> None:
        """Let what follows be done in the role of a token, or, for "", of who is signed in."""
        self._state.client_role = self._state.client_roles.get(value)

    def recognizes(self, value: str) -> bool:
        """Tell whether a value is one of a token that is not revoked."""
        return value in self._state.tokens
