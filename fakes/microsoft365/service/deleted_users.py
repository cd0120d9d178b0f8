"""The users who were deleted, and can be restored for thirty days."""

from __future__ import annotations

from dataclasses import replace

from fakes.microsoft365 import rules
from fakes.microsoft365.model import Problem, User
from fakes.wire import Address

from .refusal import RequestRefused
from .register import USERS, Register
from .removal import drop_drive, drop_mailbox
from .state import State


class DeletedUsers:
    """Users > Deleted users."""

    def __init__(self, state: State, register: Register) -> None:
        self._state = state
        self._register = register

    def add(self, user: User) -> None:
        """Move a user here."""
        self._state.users.remove(user.id)
        self._state.note(USERS, user.id, "changed")
        self._state.deleted.put(replace(user, deleted_at=self._state.clock.now()))

    def everybody(self) -> tuple[User, ...]:
        """Return the users who can still be restored."""
        self._purge()
        return tuple(self._state.deleted)

    def find(self, display_name: str) -> tuple[User, ...]:
        """Return those of a display name who can still be restored, in the order they went."""
        self._purge()
        return self._state.deleted.group("display name", display_name)

    def look_up(self, key: str) -> User:
        """F07: find a deleted user who can be restored, by id; raises RequestRefused."""
        self._purge()
        user = self._state.deleted.get(key.casefold())
        if user is None:
            raise RequestRefused(Problem.NO_SUCH_USER, key)
        return user

    def restore(self, user: User, *, upn: Address | None, reconcile: bool) -> User:
        """F43, F84: bring a user back; raises NameRefused for a name of somebody else.

        ``upn`` is a new UPN. With ``reconcile`` the addresses that others have are left out.
        """
        back = replace(user, deleted_at=None)
        if upn is not None:
            back = self._register.renamed(back, upn)
        back = replace(back, mail_nickname=self._register.free_nickname(back.mail_nickname))
        if reconcile:
            back = self._register.reconciled(back)
        restored = self._register.put(back)
        self._state.deleted.remove(user.id)
        return restored

    def _purge(self) -> None:
        now = self._state.clock.now()
        for user in tuple(self._state.deleted):
            if user.deleted_at and rules.is_over(user.deleted_at, rules.RETENTION, now):
                self._state.deleted.remove(user.id)
                self._state.note(USERS, user.id, "deleted")
                drop_mailbox(self._state, user.id)
                drop_drive(self._state, user.id)
