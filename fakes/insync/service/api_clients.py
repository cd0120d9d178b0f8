"""API credentials, and the access tokens that are issued for them."""

from __future__ import annotations

import hashlib
import hmac
import re

from fakes.insync import rules
from fakes.insync.credentials import Admission, ApiClient, ApiCredentials, ApiTokenOver
from fakes.wire import Clock

from .state import State

_DIGITS = re.compile("[0-9]{1,11}")


class ApiClients:
    """Creates API credentials and recognizes the tokens that were given for them."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def create(self, name: str) -> ApiCredentials:
        """Create API credentials; the secret is shown this once."""
        if not name.strip() or name in self.names():
            taken = ", ".join(self.names()) or "none"
            raise ValueError(f"{name!r} cannot name credentials: expected a new name, not {taken}")
        ids = self._state.ids
        secret = self._state.volatile.secret(ids, "API secret", 32)
        credentials = ApiCredentials(ids.word("API client", 32), secret)
        digest = _digest(credentials.client_secret)
        self._state.api_clients.put(ApiClient(credentials.client_id, name, digest))
        return credentials

    def names(self) -> tuple[str, ...]:
        """Return the names of the credentials, oldest first."""
        return tuple(client.name for client in self._state.api_clients)

    def revoke(self, name: str) -> None:
        """Revoke credentials and their tokens; raises ValueError listing the names there are."""
        ids = [client.client_id for client in self._state.api_clients if client.name == name]
        if not ids:
            known = ", ".join(self.names()) or "none"
            raise ValueError(f"no API credentials {name!r}: expected one of {known}")
        self._state.api_clients.remove(ids[0])

    def recognizes(self, credentials: ApiCredentials) -> bool:
        """Tell whether credentials are in force."""
        client = self._state.api_clients.get(credentials.client_id)
        digest = _digest(credentials.client_secret)
        return client is not None and hmac.compare_digest(client.digest, digest)

    def token_for(self, credentials: ApiCredentials) -> str | None:
        """Trade credentials for a token of 30 minutes, or None when they are not in force."""
        client = self._state.api_clients.get(credentials.client_id)
        if client is None or not self.recognizes(credentials):
            return None
        ends = int((self._clock.now() + rules.API_TOKEN_LIFE).timestamp())
        return _sealed(client, ends, self._state.ids.number("API token"))

    def admission(self, token: str) -> Admission:
        """A56: tell what a bearer token is worth now.

        A token holds its expiry, signed for its client, so that no token has to be stored.
        """
        client_id, *numbers = token.split(".")[:3]
        client = self._state.api_clients.get(client_id)
        if client is None or len(numbers) != 2 or not all(map(_DIGITS.fullmatch, numbers)):
            return Admission.UNKNOWN
        ends, number = (int(each) for each in numbers)
        if not hmac.compare_digest(_sealed(client, ends, number).encode(), token.encode()):
            return Admission.UNKNOWN
        if self._clock.now().timestamp() < ends:
            return Admission.GRANTED
        unknown = self._state.readings.get("A56") == ApiTokenOver.BAD_CREDENTIALS.value
        return Admission.UNKNOWN if unknown else Admission.EXPIRED


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _sealed(client: ApiClient, ends: int, number: int) -> str:
    text = f"{client.client_id}.{ends}.{number}"
    seal = hmac.new(client.digest.encode(), text.encode(), hashlib.sha256)
    return f"{text}.{seal.hexdigest()}"
