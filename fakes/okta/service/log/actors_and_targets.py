"""The actor and the targets of an event of the System Log."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.okta.model import APP_LABEL, LogEvent
from fakes.okta.service.people.administrator import administrator
from fakes.okta.service.state import State

_OF_THE_APP = ("application.", "app.", "system.import.", "group.application_assignment.")
_BY_ITSELF = (
    "application.provision.user.",
    "application.integration.",
    "app.user_management.",
    "system.import.",
)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or a target as the log names it."""

    id: str | None
    type: str
    alternate_id: str
    display_name: str


def actor_of(state: State, event: LogEvent) -> Party:
    """Return who did it: provisioning is Okta's own doing, everything else an admin's."""
    if event.event_type.startswith(_BY_ITSELF):
        return Party("unknown", "SystemPrincipal", "system@okta.example", "Okta System")
    admin = administrator(state)
    return Party(admin.id, "User", admin.login, "Okta Admin")


def targets_of(state: State, event: LogEvent) -> tuple[Party, ...]:
    """Return the assignment, the person, the group and the app that an event is about."""
    if event.event_type.startswith("system.api_token."):
        return (Party(None, "Token", event.target, event.target),)
    found = (_app_user(state, event), _user(state, event), _group(state, event), _app(state, event))
    return tuple(party for party in found if party)


def _app_user(state: State, event: LogEvent) -> Party | None:
    if not event.user_id or not event.event_type.startswith(("application.", "app.")):
        return None
    name = _name(state, event.user_id) or event.target
    return Party(event.app_user_id or None, "AppUser", event.target, name)


def _user(state: State, event: LogEvent) -> Party | None:
    if not event.user_id:
        return None
    person = state.users.get(event.user_id)
    login = person.login if person else event.target
    return Party(event.user_id, "User", login, _name(state, event.user_id) or login)


def _group(state: State, event: LogEvent) -> Party | None:
    if not event.group_id:
        return None
    group = state.groups.get(event.group_id)
    return Party(event.group_id, "UserGroup", "unknown", group.name if group else event.target)


def _app(state: State, event: LogEvent) -> Party | None:
    if not event.event_type.startswith(_OF_THE_APP):
        return None
    label = event.app_label or APP_LABEL
    return Party(event.app_id or state.app_id, "AppInstance", label, label)


def _name(state: State, user_id: str) -> str:
    person = state.users.get(user_id)
    names = (person.attribute("firstName"), person.attribute("lastName")) if person else ()
    return " ".join(name for name in names if name)
