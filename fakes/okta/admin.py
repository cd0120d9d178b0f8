"""The admin API of Okta: what an admin can do and see, page by page of the console.

Steps and remote clients know Okta by these protocols only. Misuse raises ValueError with a
sentence; what happens downstream later is seen in jobs, tasks and events.
"""

from __future__ import annotations

from typing import Protocol

from .admin_app import DruvaApp as DruvaApp
from .admin_app import MappingDialog as MappingDialog
from .model import (
    BY_OKTA,
    AdminRole,
    AppUser,
    Group,
    ImportResult,
    ImportRow,
    LogEvent,
    MatchOn,
    OktaUser,
    Provider,
    RunResult,
    Task,
)


class Directory(Protocol):
    """Directory: people and groups."""

    def users(self) -> tuple[OktaUser, ...]:
        """Return everyone, oldest first."""

    def user(self, user_id: str) -> OktaUser:
        """Return a person by id; raises ValueError when there is none."""

    def find(self, login: str) -> OktaUser | None:
        """Return the person of a login, compared without case, or None."""

    def search(self, text: str) -> tuple[OktaUser, ...]:
        """Return of whom the login, the email, the whole name or the last one begins with a text.

        Case and diacritics do not count. Nobody is found by "".
        """

    def attributes(self) -> tuple[str, ...]:
        """Return the names of the attributes of a person's profile, login first."""

    def add(
        self,
        *,
        login: str,
        email: str,
        first_name: str,
        last_name: str,
        further: tuple[tuple[str, str], ...] = (),
        activate: bool = True,
        provider: Provider = BY_OKTA,
    ) -> OktaUser:
        """Add a person; raises ValueError with Okta's validation text, e.g. for a taken login."""

    def update(self, user_id: str, *changes: tuple[str, str]) -> OktaUser:
        """Change attributes of a profile, given as (attribute, value); "" removes one."""

    def activate(self, user_id: str) -> OktaUser:
        """Activate a staged or deactivated person."""

    def deactivate(self, user_id: str) -> OktaUser:
        """Deactivate a person, which removes their assignments."""

    def suspend(self, user_id: str) -> OktaUser:
        """Suspend an active person; nothing is sent downstream."""

    def unsuspend(self, user_id: str) -> OktaUser:
        """Unsuspend a suspended person."""

    def delete(self, user_id: str) -> None:
        """Delete a deactivated person."""

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, oldest first."""

    def group(self, group_id: str) -> Group:
        """Return a group by id; raises ValueError when there is none."""

    def groups_of(self, user_id: str) -> tuple[Group, ...]:
        """Return the groups that a person is in, oldest first."""

    def add_group(self, name: str) -> Group:
        """Add an empty group."""

    def join(self, group_id: str, user_id: str) -> Group:
        """Put a person into a group."""

    def leave(self, group_id: str, user_id: str) -> Group:
        """Take a person out of a group."""


class Console(Protocol):
    """The pages of the console, reached by clicking."""

    def click(self, label: str) -> tuple[str, ...]:
        """Click what the page offers and return what the next one does; ValueError if it does not.

        The entries of the menu are on every page. A tab of the mapping dialog opens the dialog.
        """


class Session(Protocol):
    """Who is signed in."""

    def role(self) -> AdminRole:
        """Return the role of the administrator who is signed in."""

    def sign_in(self, role: AdminRole) -> None:
        """Sign in as an administrator of another role."""


class Assignments(Protocol):
    """The Assignments tab of the app, and the pushes that start from it."""

    def all(self) -> tuple[AppUser, ...]:
        """Return the assignments, oldest first."""

    def of(self, user_id: str) -> AppUser | None:
        """Return the assignment of a person, or None."""

    def groups(self) -> tuple[str, ...]:
        """Return the ids of the groups that have the app, in the order in which they got it."""

    def assign(self, user_id: str) -> AppUser:
        """Assign the app to a person."""

    def unassign(self, user_id: str) -> None:
        """Take the app from a person, which forgets the link."""

    def assign_group(self, group_id: str) -> tuple[AppUser, ...]:
        """Assign the app to a group: to its members now and later."""

    def unassign_group(self, group_id: str) -> None:
        """Take the app from a group."""

    def edit_username(self, user_id: str, user_name: str) -> AppUser:
        """Edit Username on the assignment itself."""

    def provision_user(self, user_id: str) -> None:
        """Provision someone who was assigned before provisioning was on."""

    def apply_updates_now(self) -> None:
        """Re-apply the mappings to every assignment and push (Profile Editor)."""

    def force_sync(self) -> None:
        """Re-apply the mappings and push those that differ from their last push."""

    def update_usernames_now(self) -> None:
        """Recompute the app usernames after the Sign On tab changed (*Update now*)."""


class Jobs(Protocol):
    """The queue of provisioning jobs and the tasks of those that failed."""

    def pending(self) -> int:
        """Return how many jobs wait."""

    def run(self) -> RunResult:
        """Run every job whose time has come and say what it did downstream."""

    def tasks(self) -> tuple[Task, ...]:
        """Return the failed jobs that wait for an admin, oldest first."""

    def retry(self, task_id: str) -> None:
        """Queue a failed job again; it sends the app profile as stored."""


class Imports(Protocol):
    """Import from the app into Okta."""

    def import_now(
        self, *, match_on: MatchOn = MatchOn.USERNAME, allow_partial: bool = True
    ) -> ImportResult:
        """Read every account of the service provider and compare it with the directory."""

    def rows(self) -> tuple[ImportRow, ...]:
        """Return the rows of the last import."""

    def confirm(self, external_id: str, *, user_id: str | None = None) -> AppUser:
        """Confirm a row: link it to its match, to the person named, or to a new person."""

    def ignore(self, external_id: str) -> None:
        """Leave a row alone."""


class Log(Protocol):
    """The System Log."""

    def events(self, event_type: str = "") -> tuple[LogEvent, ...]:
        """Return the events, or those of one type, oldest first."""


class Tokens(Protocol):
    """Security, API, Tokens."""

    def create(self, name: str) -> str:
        """Create an API token and return its value, which is shown this once."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the tokens, oldest first."""

    def revoke(self, name: str) -> None:
        """Revoke a token; raises ValueError listing the names there are."""


class Limits(Protocol):
    """How many requests a minute the Management API answers."""

    def limit(self) -> int:
        """Return how many requests a minute takes, 0 for any number."""

    def set_limit(self, a_minute: int) -> None:
        """Answer only so many requests a minute from now on, or any number with 0."""


class Readings(Protocol):
    """Assumptions that can be read otherwise."""

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each assumption id with its readings, the one in force at first being first."""

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Return each assumption id with the reading that is in force."""

    def choose(self, assumption: str, reading: str) -> None:
        """Put a reading in force; raises ValueError listing the ids or readings there are."""


class OktaAdmin(Protocol):
    """The whole admin console."""

    @property
    def directory(self) -> Directory:
        """Directory."""

    @property
    def app(self) -> DruvaApp:
        """Applications, Druva 2.0."""

    @property
    def mapping(self) -> MappingDialog:
        """Directory, Profile Editor, Druva 2.0, Mappings."""

    @property
    def console(self) -> Console:
        """The pages of the console."""

    @property
    def session(self) -> Session:
        """Who is signed in."""

    @property
    def assignments(self) -> Assignments:
        """Applications, Druva 2.0, Assignments."""

    @property
    def jobs(self) -> Jobs:
        """The queue and the tasks."""

    @property
    def imports(self) -> Imports:
        """Applications, Druva 2.0, Import."""

    @property
    def log(self) -> Log:
        """Reports, System Log."""

    @property
    def tokens(self) -> Tokens:
        """Security, API, Tokens."""

    @property
    def limits(self) -> Limits:
        """The rate limit of the Management API."""

    @property
    def readings(self) -> Readings:
        """Assumptions that can be read otherwise."""
