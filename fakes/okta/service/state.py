"""The state of Okta in one place, with the indexes by which it is searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from fakes.okta.model import (
    AdminRole,
    AppAttribute,
    AppUser,
    AttributeMapping,
    Credentials,
    Direction,
    Group,
    ImportRow,
    Job,
    LogEvent,
    MappingDraft,
    OktaUser,
    OtherApp,
    OtherAppGroup,
    OtherAppUser,
    Provisioning,
    SignOn,
    Task,
    UserAttribute,
)
from fakes.okta.rules import folded
from fakes.store import LATER, TRANSIENT, Ids, KeyedStore, Table, Volatile

from .app.defaults import first_attributes, first_mappings
from .impossible import problems


def _users() -> Table[OktaUser]:
    return Table(
        lambda user: user.id,
        unique={"login": lambda user: (folded(user.login),)},
        grouped={
            "short name": lambda user: (folded(user.login).partition("@")[0],),
            "email": lambda user: (user.email,),
            "name": lambda user: ((user.attribute("firstName"), user.attribute("lastName")),),
        },
        spelled={"words": _words},
    )


def _words(user: OktaUser) -> tuple[str, ...]:
    """Return what a search finds a person by, where it begins so: the last name by itself too."""
    first, last = user.attribute("firstName") or "", user.attribute("lastName") or ""
    return tuple(map(folded, (user.login, user.email, f"{first} {last}", last)))


def _groups() -> Table[Group]:
    return Table(
        lambda group: group.id,
        unique={"name": lambda group: (group.name,)},
        grouped={"member": lambda group: group.members},
    )


def _app_users() -> Table[AppUser]:
    return Table(
        lambda app_user: app_user.user_id,
        unique={
            "external id": lambda app_user: (app_user.external_id,) if app_user.external_id else ()
        },
    )


def _other_app_users() -> Table[OtherAppUser]:
    return Table(
        lambda each: each.key,
        grouped={"app": lambda each: (each.app_id,), "user": lambda each: (each.user_id,)},
    )


def _other_app_groups() -> Table[OtherAppGroup]:
    return Table(
        lambda each: each.key,
        grouped={"app": lambda each: (each.app_id,), "group": lambda each: (each.group_id,)},
    )


def _import_rows() -> Table[ImportRow]:
    return Table(lambda row: row.external_id)


@dataclass
class State:
    """The whole state of the org.

    ``failed_jobs`` holds by task id what a retry sends again, ``imported_profiles`` by SCIM id what
    the last import read of each account that it does not know yet, ``tokens`` the names of the API
    tokens by their values, ``credentials`` by user id what recognizes somebody's secrets,
    ``assigned_groups`` since when each group has the app. ``rate_limit`` is how many requests a
    minute takes, 0 for any number. ``clicked`` is the way to the page that the console shows,
    ``draft`` the open mapping dialog, ``role`` who is signed in, ``client_roles`` the role of each
    API token by its value, and ``client_role`` that of the request that is being answered. ``org``,
    the name of the org, outlives it.
    """

    ids: Ids
    volatile: Volatile = field(default_factory=Volatile, metadata=TRANSIENT)
    org: str = field(default="corp", metadata=TRANSIENT)
    users: Table[OktaUser] = field(default_factory=_users)
    groups: Table[Group] = field(default_factory=_groups)
    app_users: Table[AppUser] = field(default_factory=_app_users)
    assigned_groups: dict[str, datetime] = field(default_factory=dict)
    provisioning: Provisioning = field(default_factory=Provisioning)
    sign_on: SignOn = field(default_factory=SignOn)
    attributes: dict[str, AppAttribute] = field(default_factory=first_attributes)
    mappings: dict[Direction, dict[str, AttributeMapping]] = field(default_factory=first_mappings)
    jobs: Table[Job] = field(default_factory=lambda: Table(lambda job: job.id))
    tasks: Table[Task] = field(default_factory=lambda: Table(lambda task: task.id))
    failed_jobs: KeyedStore[Job] = field(default_factory=KeyedStore)
    import_rows: Table[ImportRow] = field(default_factory=_import_rows)
    imported_profiles: KeyedStore[tuple[tuple[str, str], ...]] = field(default_factory=KeyedStore)
    events: Table[LogEvent] = field(default_factory=lambda: Table(lambda event: event.uuid))
    readings: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    user_attributes: dict[str, UserAttribute] = field(default_factory=dict)
    draft: MappingDraft | None = None
    clicked: tuple[str, ...] = ()
    role: AdminRole = AdminRole.SUPER
    client_roles: dict[str, AdminRole] = field(default_factory=dict)
    client_role: AdminRole | None = field(default=None, metadata=TRANSIENT)
    credentials: KeyedStore[Credentials] = field(default_factory=KeyedStore, metadata=LATER)
    other_apps: Table[OtherApp] = field(
        default_factory=lambda: Table(lambda app: app.id), metadata=LATER
    )
    other_app_users: Table[OtherAppUser] = field(default_factory=_other_app_users, metadata=LATER)
    other_app_groups: Table[OtherAppGroup] = field(
        default_factory=_other_app_groups, metadata=LATER
    )
    rate_limit: int = 0
    app_updated: datetime | None = None
    user_type_id: str = ""
    app_id: str = ""
    to_app_id: str = ""
    to_okta_id: str = ""

    def __post_init__(self) -> None:
        self.user_type_id = f"oty{self.ids.word('user type', 17)}"
        self.name_app()

    @staticmethod
    def problems(values: Mapping[str, Any]) -> Iterator[str]:
        """Yield what is impossible about values of the fields, each with its place."""
        return problems(values)

    def name_app(self) -> None:
        """Give the app and its two mappings new ids."""
        self.app_id = f"0oa{self.ids.word('app', 17)}"
        self.to_app_id = f"prm{self.ids.word('mapping', 17)}"
        self.to_okta_id = f"prm{self.ids.word('mapping', 17)}"


def store_app_user(state: State, now: datetime, app_user: AppUser) -> AppUser:
    """Store an assignment with the time of its change; raises Taken when a link is another's."""
    before = state.app_users.get(app_user.user_id)
    changed = before is None or before.status is not app_user.status
    stored = replace(
        app_user,
        last_updated=now,
        status_changed=now if changed else app_user.status_changed,
    )
    state.app_users.put(stored)
    return stored
