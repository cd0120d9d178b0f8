"""The provisioning flow: which SCIM requests a job sends, and what each answer leads to.

A job names one assignment and one action. The flow reads the assignment when the job runs, not
when it was queued, so a job always sends the newest stored values (F23). A job whose assignment is
gone or inactive sends nothing. Only a deactivation outlives its assignment, so it carries the id
and the username it needs.

Provision is the longest action, and every account is created or linked in it::

    linked? ──yes──────────────────────────┐
      │ no                                 │
    GET /Users?filter=userName eq "…"      │
      │ found ─────────── link ────────────┤
      │ not found                          ├─ GET /Users/{id}
    Create Users on? ──no── task           │    inactive ── reactivate, then push (F02)
      │ yes                                │    active ──── push
    POST /Users ── link                    ┘

The look-up by userName is the only way in which Okta finds an account it has no link to. It asks
for the app username as stored now. This is why a changed username leads to a second account on the
paths that look up again (P2, P3, P5) and to a renamed one on the path that keeps the link (P1).
Someone assigned before provisioning was on comes here only by *Provision User* (P4). A create-only
username is never recomputed for a linked account, so nothing comes here for it (P6).

The flow stops at the first answer it cannot use. It does not repeat a step or undo one:

- an HTTP error, or no answer, raises ``StepFailed`` with the step and the reason. A conflict (409)
  on creating is one of these: there is no second look-up and no link (F24);
- an answer that cannot be kept, or has a member of another type than SCIM gives it, raises
  ``StepFailed`` with what came, before anything of it is used;
- an answer that is no SCIM at all raises ``UnreadableResponse`` (F25).

What had succeeded before stays, since it has happened at the service provider. A link is
stored as soon as it is known, before the push that follows may fail.

How an update is written depends on the app, not on the job: an app built with the wizard reads the
resource and replaces it, a catalog app sends PATCH for activity or for everything (``ScimStyle``).
A push sends the whole app profile, not only what changed. What it does with a value that Okta no
longer has is open (A12).

This module must not know why a job was queued, when it runs, or what becomes of a failure. That is
in `assignment_changes`, `job_queue` and `job_outcomes`. It must not know inSync: it sees answers.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Protocol

from fakes.okta import messages
from fakes.okta.model import (
    Action,
    AppUser,
    AppUserStatus,
    Job,
    OnClearedValue,
    ScimStyle,
    SyncState,
)
from fakes.okta.resources import Resource, changes, clear, merged, new_resource
from fakes.okta.rules import is_number, may_push
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State, store_app_user
from fakes.store import Taken

from .scim_client import ScimClient
from .scim_responses import (
    CREATE,
    DEACTIVATE,
    PUSH,
    REACTIVATE,
    VERIFY,
    CreatedUser,
    FlowStep,
    FoundUsers,
    StepFailed,
    UnreadableResponse,
    UserState,
    answer_of,
    part_of,
    resource_of,
    success_of,
)


class Done(Enum):
    """What was done downstream, as the counts of a run name it."""

    CREATED = "created"
    LINKED = "linked"
    UPDATED = "updated"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"


class LinkedUser(Protocol):
    """The user of a linked account: an assignment, or a job that outlives it."""

    @property
    def user_id(self) -> str:
        """The id of the person."""

    @property
    def user_name(self) -> str:
        """The app username."""

    @property
    def external_id(self) -> str | None:
        """The SCIM id of the account."""


class ProvisioningFlow:
    """Carries out jobs against the service provider."""

    def __init__(self, state: State, log: SystemLog, client: ScimClient) -> None:
        self._state = state
        self._log = log
        self._client = client

    def carry_out(self, job: Job) -> tuple[Done, ...]:
        """Send the requests of a job and return what it did; raises what scim_responses names."""
        if job.action is Action.DEACTIVATE:
            return self._deactivate(job)
        app_user = self._state.app_users.get(job.user_id)
        if app_user is None or app_user.id != job.app_user_id:
            return ()
        if app_user.status is AppUserStatus.INACTIVE:
            return ()
        if job.action is Action.PROVISION:
            return self._provision(app_user)
        return (
            self._reactivate(app_user) if job.action is Action.REACTIVATE else self._push(app_user)
        )

    def _provision(self, app_user: AppUser) -> tuple[Done, ...]:
        if app_user.external_id:
            return self._take_over(app_user)
        found = self._look_up(app_user)
        if found:
            self._written(VERIFY, app_user.user_name, app_user.user_id)
            return self._take_over(self._link(app_user, found, VERIFY))
        if not self._state.provisioning.create_users:
            raise StepFailed(VERIFY, app_user.user_name, messages.NO_MATCH)
        return self._create(app_user)

    def _look_up(self, app_user: AppUser) -> str:
        """Return the SCIM id of the account of the app username, or "" when there is none."""
        answer = answer_of(VERIFY, app_user.user_name, self._client.find, app_user.user_name)
        if answer.status == 404:
            return ""
        listed = resource_of(VERIFY, app_user.user_name, answer)
        if not all(is_number(listed[name]) for name in _COUNTERS if name in listed):
            raise UnreadableResponse
        if "totalResults" not in listed:
            raise UnreadableResponse
        if not listed["totalResults"]:
            return ""
        found = part_of(VERIFY, app_user.user_name, answer, listed, FoundUsers)
        return found.resources[0].id

    def _create(self, app_user: AppUser) -> tuple[Done, ...]:
        name = app_user.user_name
        password = self._state.volatile.secret(self._state.ids, "password", 8)
        body = new_resource(app_user, self._client.places, password)
        answer = success_of(CREATE, name, self._client.create, body)
        resource = resource_of(CREATE, name, answer) if answer.body.strip() else {}
        created = part_of(CREATE, name, answer, resource, CreatedUser)
        if not created.id:
            raise StepFailed(CREATE, name, messages.EMPTY_USER)
        self._pushed(self._link(app_user, created.id, CREATE))
        self._written(CREATE, name, app_user.user_id)
        self._log.write(
            "app.user_management.push_new_user_success", target=name, user_id=app_user.user_id
        )
        return (Done.CREATED,)

    def _link(self, app_user: AppUser, external_id: str, step: FlowStep) -> AppUser:
        linked = replace(
            app_user,
            external_id=external_id,
            status=AppUserStatus.PROVISIONED,
            before_provisioning=False,
        )
        try:
            return store_app_user(self._state, self._log.now(), linked)
        except Taken:
            text = messages.LINKED_ELSEWHERE.format(external_id=external_id)
            raise StepFailed(step, app_user.user_name, text) from None

    def _take_over(self, app_user: AppUser) -> tuple[Done, ...]:
        """Reactivate a linked account if it is inactive, and push the profile to it."""
        current = self._read(PUSH, app_user.user_name, str(app_user.external_id))
        if current.get("active") is False:
            self._activity(REACTIVATE, app_user, current, active=True)
            self._push(app_user)
            return (Done.LINKED, Done.REACTIVATED)
        if may_push(self._state.provisioning, app_user):
            self._write(app_user, current)
        return (Done.LINKED,)

    def _push(self, app_user: AppUser) -> tuple[Done, ...]:
        if not may_push(self._state.provisioning, app_user):
            return ()
        self._write(app_user, self._read(PUSH, app_user.user_name, str(app_user.external_id)))
        return (Done.UPDATED,)

    def _write(self, app_user: AppUser, current: Resource) -> None:
        name, external_id, where = (
            app_user.user_name,
            str(app_user.external_id),
            self._client.places,
        )
        patches = self._state.provisioning.style is ScimStyle.CATALOG_PATCH
        body = changes(app_user, where) if patches else merged(current, app_user, where)
        if self._state.readings.get("A12") == OnClearedValue.CLEAR.value:
            clear(body, app_user, where)
        send = self._client.patch if patches else self._client.replace
        success_of(PUSH, name, send, external_id, body)
        self._pushed(app_user)
        self._written(PUSH, name, app_user.user_id)

    def _deactivate(self, job: Job) -> tuple[Done, ...]:
        self._set_activity(DEACTIVATE, job, active=False)
        return (Done.DEACTIVATED,)

    def _reactivate(self, app_user: AppUser) -> tuple[Done, ...]:
        if not app_user.external_id:
            return ()
        self._set_activity(REACTIVATE, app_user, active=True)
        return (Done.REACTIVATED,)

    def _set_activity(self, step: FlowStep, who: LinkedUser, *, active: bool) -> None:
        """A wizard-built app reads before it replaces; a catalog app only sends PATCH."""
        current: Resource = {"id": str(who.external_id)}
        if self._state.provisioning.style is ScimStyle.WIZARD:
            current = self._read(step, who.user_name, str(who.external_id))
        self._activity(step, who, current, active=active)

    def _activity(
        self, step: FlowStep, who: LinkedUser, current: Resource, *, active: bool
    ) -> None:
        name = who.user_name
        external_id = str(current["id"])
        if self._state.provisioning.style is ScimStyle.WIZARD:
            body = {**current, "active": active}
            success_of(step, name, self._client.replace, external_id, body)
        else:
            success_of(step, name, self._client.patch, external_id, {"active": active})
        self._written(step, name, who.user_id)

    def _pushed(self, app_user: AppUser) -> None:
        pushed = (("userName", app_user.user_name), *app_user.profile)
        now = self._log.now()
        synchronized = replace(
            app_user, sync_state=SyncState.SYNCHRONIZED, pushed=pushed, last_sync=now
        )
        store_app_user(self._state, now, synchronized)

    def _read(self, step: FlowStep, name: str, external_id: str) -> Resource:
        answer = answer_of(step, name, self._client.get, external_id)
        if answer.status == 404:
            reason = messages.NO_USER.format(external_id=external_id)
            raise StepFailed(step, name, reason, answer)
        resource = resource_of(step, name, answer)
        part_of(step, name, answer, resource, UserState)
        return {**resource, "id": external_id}

    def _written(self, step: FlowStep, name: str, user_id: str) -> None:
        self._log.write(step.event_type, target=name, user_id=user_id)


_COUNTERS = ("totalResults", "startIndex", "itemsPerPage")
