"""Import from the Druva app into Okta, and the matching of what it finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Protocol

from fakes.okta.model import (
    AppUser,
    AppUserStatus,
    ImportResult,
    ImportRow,
    MatchOn,
    OktaUser,
    RowState,
    Scope,
    Severity,
    SyncState,
    UserStatus,
)
from fakes.okta.resources import Pairs, profile_in
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State, store_app_user

from .import_matching import ImportMatching
from .imported_accounts import ImportedAccount, ImportRefused, accounts_of
from .scim_client import ScimClient


class UserCreator(Protocol):
    """Creates the people for imported accounts without a match."""

    def take_in(self, *, login: str, email: str, first_name: str, last_name: str) -> OktaUser:
        """Add the person of an imported account."""


class AppImports:
    """Reads the accounts downstream and links them to people."""

    def __init__(
        self, state: State, log: SystemLog, client: ScimClient, people: UserCreator
    ) -> None:
        self._state = state
        self._log = log
        self._client = client
        self._people = people
        self._matching = ImportMatching(state)

    def import_now(
        self, *, match_on: MatchOn = MatchOn.USERNAME, allow_partial: bool = True
    ) -> ImportResult:
        """Read every account of the service provider and compare it with the directory."""
        if not self._state.provisioning.enabled:
            raise ValueError("the app is not connected; an import needs a base URL and a token")
        self._log.write("system.import.start")
        try:
            accounts = tuple(accounts_of(self._client.page))
        except ImportRefused as refusal:
            return self._broken(str(refusal))
        self._state.import_rows.clear()
        self._state.imported_profiles.clear()
        tally = Counter(self._take(account, match_on, allow_partial) for account in accounts)
        self._log.write("system.import.complete")
        return ImportResult(
            scanned=len(accounts),
            new=tally["new"],
            updated=tally["updated"],
            unchanged=tally["unchanged"],
            rows=self.rows(),
        )

    def rows(self) -> tuple[ImportRow, ...]:
        """Return the rows of the last import."""
        return tuple(self._state.import_rows)

    def confirm(self, external_id: str, *, user_id: str | None = None) -> AppUser:
        """Confirm a row: link it to its match, to the person named, or to a new person.

        A20: raises ValueError, and changes nothing, where the account or the person is linked.
        """
        row = self._pending(external_id)
        self._check_free(row)
        chosen = user_id or row.user_id
        user = self._person(chosen) if chosen else self._new_person(row)
        linked = self._link(row, user)
        self._state.import_rows.put(replace(row, user_id=user.id, state=RowState.CONFIRMED))
        outcome = "match" if chosen else "create"
        self._log.write(f"system.import.user.{outcome}", target=user.login, user_id=user.id)
        return linked

    def ignore(self, external_id: str) -> None:
        """Leave a row alone."""
        row = self._pending(external_id)
        self._state.import_rows.put(replace(row, state=RowState.IGNORED))

    def _broken(self, reason: str) -> ImportResult:
        self._log.write(
            "system.import.complete", result="FAILURE", reason=reason, severity=Severity.ERROR
        )
        return ImportResult(scanned=0, new=0, updated=0, unchanged=0, rows=(), error=reason)

    def _take(self, account: ImportedAccount, match_on: MatchOn, allow_partial: bool) -> str:
        external_id, user_name = account.external_id, account.user_name
        profile = profile_in(account.resource, self._client.places)
        known = self._state.app_users.find("external id", external_id)
        if known:
            return self._refresh(known, user_name, profile)
        candidate = self._matching.candidate(user_name, profile)
        match, user_id = self._matching.match(candidate, match_on, allow_partial=allow_partial)
        self._state.import_rows.put(
            ImportRow(
                external_id=external_id,
                user_name=user_name,
                email=candidate.email,
                first_name=candidate.first_name,
                last_name=candidate.last_name,
                match=match,
                user_id=user_id,
            )
        )
        self._state.imported_profiles[external_id] = profile
        return "new"

    def _refresh(self, known: AppUser, user_name: str, profile: Pairs) -> str:
        """Note what a linked account holds downstream; the app profile stays as computed."""
        before = dict(known.pushed)
        after = {**before, "userName": user_name, **dict(profile)}
        if before == after:
            return "unchanged"
        self._state.app_users.put(replace(known, pushed=tuple(after.items())))
        self._log.write("system.import.user.update", target=known.user_name, user_id=known.user_id)
        return "updated"

    def _check_free(self, row: ImportRow) -> None:
        """Refuse an account that was linked after the import found it."""
        holder = self._state.app_users.find("external id", row.external_id)
        if holder:
            user = self._state.users.get(holder.user_id)
            login = user.login if user else holder.user_name
            raise ValueError(
                f"the account {row.user_name} is linked to {login} already: import again"
            )

    def _link(self, row: ImportRow, user: OktaUser) -> AppUser:
        current = self._state.app_users.get(user.id)
        pushed = (
            ("userName", row.user_name),
            *self._state.imported_profiles[row.external_id],
        )
        linked = replace(
            current or self._assignment(row, user),
            external_id=row.external_id,
            status=AppUserStatus.ACTIVE,
            sync_state=SyncState.OUT_OF_SYNC if current else SyncState.SYNCHRONIZED,
            pushed=pushed,
            before_provisioning=False,
        )
        return store_app_user(self._state, self._log.now(), linked)

    def _assignment(self, row: ImportRow, user: OktaUser) -> AppUser:
        return AppUser(
            id="0ua" + self._state.ids.word("app user", 17),
            user_id=user.id,
            scope=Scope.USER,
            status=AppUserStatus.ACTIVE,
            sync_state=SyncState.SYNCHRONIZED,
            user_name=row.user_name,
            profile=self._state.imported_profiles[row.external_id],
            created=self._log.now(),
        )

    def _new_person(self, row: ImportRow) -> OktaUser:
        profile = self._state.imported_profiles[row.external_id]
        candidate = self._matching.candidate(row.user_name, profile)
        return self._people.take_in(
            login=candidate.login,
            email=candidate.email,
            first_name=candidate.first_name,
            last_name=candidate.last_name,
        )

    def _person(self, user_id: str) -> OktaUser:
        user = self._state.users.get(user_id)
        if user is None:
            raise ValueError(f"no user has the id {user_id!r}")
        if user.status is UserStatus.DEPROVISIONED:
            raise ValueError(f"{user.login} is deactivated; activate before linking an account")
        current = self._state.app_users.get(user_id)
        if current and current.external_id:
            raise ValueError(f"{user.login} is linked to another account: {current.external_id}")
        return user

    def _pending(self, external_id: str) -> ImportRow:
        row = self._state.import_rows.get(external_id)
        if row is None:
            raise ValueError(f"the last import has no row {external_id!r}")
        if row.state is not RowState.PENDING:
            raise ValueError(f"the row of {row.user_name} is {row.state.value} already")
        return row
