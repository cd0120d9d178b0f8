"""What the Users API does with people besides the directory: credentials, and the token's user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fakes.okta.messages import MANY_GROUPS, NO_CREDENTIALS
from fakes.okta.model import DataType, Deed, OktaUser, Provider, UserStatus
from fakes.okta.rules import is_checked_elsewhere
from fakes.okta.service.errors import OktaError
from fakes.okta.service.permission import require
from fakes.okta.service.state import State

from .administrator import administrator
from .credentials import UserCredentials
from .directory import UserDirectory
from .given_credentials import GivenCredentials

_MOST_GROUPS = 20
_NO_TYPES: dict[str, DataType] = {}


class UserRecord(NamedTuple):
    """A person as the API shows them, with the types of the attributes that an admin added."""

    person: OktaUser
    type_id: str
    question: str
    types: Mapping[str, DataType]


class UserRequests:
    """Creates and changes people with their credentials: all that a request says, or nothing."""

    def __init__(
        self, state: State, directory: UserDirectory, credentials: UserCredentials
    ) -> None:
        self._state = state
        self._directory = directory
        self._credentials = credentials

    def record(self, person: OktaUser) -> UserRecord:
        """Return what the API shows of a person."""
        kept = self._state.credentials
        question = kept[person.id].question if person.id in kept else ""
        types = self.types() if self._state.user_attributes else _NO_TYPES
        return UserRecord(person, self._state.user_type_id, question, types)

    def types(self) -> dict[str, DataType]:
        """Return the types of the attributes that an admin added."""
        return {name: each.data_type for name, each in self._state.user_attributes.items()}

    def read(self, key: str) -> OktaUser:
        """Return a person by id, login or short name; ``me`` is whose token it is."""
        whose = administrator(self._state)
        return whose if key in ("me", whose.id) else self._directory.resolve(key)

    def create(
        self,
        profile: Mapping[str, str],
        given: GivenCredentials,
        *,
        provider: Provider,
        activate: bool,
        expired: bool = False,
        group_ids: tuple[str, ...] = (),
    ) -> OktaUser:
        """Add a person with credentials, whose password is no longer good if it is ``expired``."""
        require(self._state, Deed.PEOPLE)
        if is_checked_elsewhere(provider) and given:
            raise OktaError("E0000001", NO_CREDENTIALS, detail="credentials")
        self._credentials.check(given, profile.get("login", ""))
        self._check_groups(group_ids)
        person = self._directory.create(
            profile, activate=activate, password=given.has_password, provider=provider
        )
        self._credentials.store(person.id, given)
        for group_id in group_ids:
            self._directory.join(group_id, person.id)
        if expired and person.status is UserStatus.ACTIVE:
            return self._directory.expire_password(person.id)
        return person

    def change(
        self, user_id: str, profile: Mapping[str, str] | None, given: GivenCredentials
    ) -> OktaUser:
        """Replace the profile, if one is given, and the credentials that are given."""
        require(self._state, Deed.PEOPLE)
        person = self._directory.user(user_id)
        if is_checked_elsewhere(person.provider) and given:
            raise OktaError("E0000001", NO_CREDENTIALS, detail="credentials")
        self._credentials.check(given, (profile or {}).get("login") or person.login, of=user_id)
        if profile is not None:
            person = self._directory.replace(user_id, profile)
        return self._credentials.change(person, given)

    def _check_groups(self, group_ids: tuple[str, ...]) -> None:
        if len(group_ids) > _MOST_GROUPS:
            raise OktaError("E0000001", MANY_GROUPS, detail="groupIds")
        for group_id in group_ids:
            self._directory.group(group_id)
