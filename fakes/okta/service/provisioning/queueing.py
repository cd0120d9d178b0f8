"""What is put into the queue: jobs, where provisioning allows them."""

from __future__ import annotations

from fakes.okta.model import Action, AppUser
from fakes.okta.rules import is_provisioned, may_deactivate, may_push
from fakes.okta.service.state import Job, State


class Queueing:
    """Queues jobs for assignments; what is not allowed now is not made up for later."""

    def __init__(self, state: State) -> None:
        self._state = state

    def provision(self, app_user: AppUser) -> None:
        """Queue the look-up of an account by the app username."""
        if is_provisioned(self._state.provisioning):
            self._queue(app_user, Action.PROVISION)

    def push(self, app_user: AppUser) -> None:
        """Queue a push of the whole app profile to the linked account."""
        if may_push(self._state.provisioning, app_user):
            self._queue(app_user, Action.PUSH_PROFILE)

    def reactivate(self, app_user: AppUser) -> None:
        """Queue the reactivation of the linked account."""
        if self._state.provisioning.enabled and app_user.external_id:
            self._queue(app_user, Action.REACTIVATE)

    def deactivate(self, app_user: AppUser, user_name: str) -> None:
        """Queue the deactivation of the linked account, known downstream by a user name."""
        if may_deactivate(self._state.provisioning, app_user.external_id):
            self._state.jobs.put(
                Job(
                    id=self._new_id(),
                    user_id=app_user.user_id,
                    action=Action.DEACTIVATE,
                    external_id=app_user.external_id,
                    user_name=user_name,
                )
            )

    def _queue(self, app_user: AppUser, action: Action) -> None:
        self._state.jobs.put(
            Job(
                id=self._new_id(),
                user_id=app_user.user_id,
                action=action,
                app_user_id=app_user.id,
            )
        )

    def _new_id(self) -> str:
        return str(self._state.ids.number("job"))
