"""The apps of the org besides Druva 2.0, which are records: they provision nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from fakes.okta.messages import BLANK, NOT_MODELED, STILL_ACTIVE, TOO_LONG
from fakes.okta.model import AppStatus, OtherApp, UsernameFormat
from fakes.okta.rules import may_delete, shown_details
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State

from .app_kinds import check_settings, key_of, mode_of
from .username_templates import FORMATS, USUAL

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class AppDraft:
    """What a request says of an app; ``details`` are its objects, by their names."""

    label: str
    name: str
    mode: str | None
    details: Mapping[str, Any]


class OtherApps:
    """Creates, changes, activates, deactivates and deletes apps."""

    def __init__(self, state: State, log: SystemLog) -> None:
        self._state = state
        self._log = log

    def get(self, app_id: str) -> OtherApp:
        """Return an app; raises OktaError when there is none."""
        found = self._state.other_apps.get(app_id)
        if found is None:
            raise not_found(app_id, "AppInstance")
        return found

    def create(self, draft: AppDraft, *, activate: bool) -> OtherApp:
        """Add an app; raises OktaError where something that it needs is missing."""
        mode = mode_of(draft.mode, draft.name)
        _check_label(draft.label)
        number = self._state.ids.drawn.get("custom app", 0) + 1
        name = key_of(draft.name, mode, draft.label, self._state.org, number)
        check_settings(name, mode, _settings(draft))
        _check_template(draft)
        if name.endswith(f"_{number}"):
            self._state.ids.number("custom app")
        now = self._log.now()
        app = OtherApp(
            id=f"0oa{self._state.ids.word('other app', 17)}",
            name=name,
            label=draft.label,
            mode=mode,
            status=AppStatus.ACTIVE if activate else AppStatus.INACTIVE,
            details=_written(draft.details),
            created=now,
            last_updated=now,
        )
        return self._put(app, "create")

    def replace(self, app_id: str, draft: AppDraft) -> OtherApp:
        """Change label and details as a whole; key and status stay as they are."""
        app = self.get(app_id)
        if draft.mode and draft.mode != app.mode.value:
            raise OktaError("E0000060", NOT_MODELED.format(what="Another sign-on mode of an app"))
        _check_label(draft.label)
        check_settings(app.name, app.mode, _settings(draft))
        _check_template(draft)
        changed = replace(
            app,
            label=draft.label,
            details=_written(draft.details),
            last_updated=self._log.now(),
        )
        return self._put(changed, "update")

    def activate(self, app_id: str) -> None:
        """Activate an app, unless it is active."""
        self._move(self.get(app_id), AppStatus.ACTIVE, "activate")

    def deactivate(self, app_id: str) -> None:
        """Deactivate an app, unless it is inactive; its assignments stay."""
        self._move(self.get(app_id), AppStatus.INACTIVE, "deactivate")

    def delete(self, app_id: str) -> None:
        """Delete an inactive app with its assignments; raises OktaError for an active one."""
        app, state = self.get(app_id), self._state
        if not may_delete(app):
            raise OktaError("E0000056", STILL_ACTIVE)
        for app_user in state.other_app_users.group("app", app_id):
            state.other_app_users.remove(app_user.key)
        for granted in state.other_app_groups.group("app", app_id):
            state.other_app_groups.remove(granted.key)
        state.other_apps.remove(app_id)
        self._log.write("application.lifecycle.delete", target=app.label, app=app)

    def _move(self, app: OtherApp, status: AppStatus, verb: str) -> None:
        if app.status is not status:
            self._put(replace(app, status=status, last_updated=self._log.now()), verb)

    def _put(self, app: OtherApp, verb: str) -> OtherApp:
        self._state.other_apps.put(app)
        self._log.write(f"application.lifecycle.{verb}", target=app.label, app=app)
        return app


def details_of(app: OtherApp) -> dict[str, Any]:
    """Return the objects that a request said of an app."""
    found: dict[str, Any] = msgspec.json.decode(app.details)
    return found


def format_of(app: OtherApp) -> UsernameFormat:
    """Return what fills the username of an app."""
    return FORMATS[_template(details_of(app)) or USUAL]


def _written(details: Mapping[str, Any]) -> str:
    return msgspec.json.encode(shown_details(details)).decode()


def _settings(draft: AppDraft) -> Mapping[str, Any]:
    found: Mapping[str, Any] = draft.details.get("settings") or {}
    return found


def _template(details: Mapping[str, Any]) -> str | None:
    said = (details.get("credentials") or {}).get("userNameTemplate") or {}
    template: str | None = said.get("template")
    return template


def _check_template(draft: AppDraft) -> None:
    template = _template(draft.details)
    if template is not None and template not in FORMATS:
        raise OktaError("E0000060", NOT_MODELED.format(what=f"The username {template!r}"))


def _check_label(label: str) -> None:
    if not label.strip():
        raise OktaError("E0000001", BLANK.format(field="label"), detail="label")
    if len(label) > _LONGEST:
        raise OktaError("E0000001", TOO_LONG.format(field="label"), detail="label")
