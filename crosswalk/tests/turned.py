"""What the statements of the article rest on, turned round: the words of the page, and a patch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytest_bdd.parser import Step

from fakes.insync import rules as insync
from fakes.insync.model import AccessSetting, Account, Cause
from fakes.insync.service import accounts, settings
from fakes.insync.service.accounts import AccountsService
from fakes.insync.service.settings import SettingsService
from fakes.menus import Menu
from fakes.microsoft365 import rules as microsoft365
from fakes.microsoft365.service.state import State
from fakes.okta.model import AttributeMapping, Direction, OnApplyUpdates
from fakes.okta.service.app import app_profiles
from fakes.okta.service.app.app import DruvaAppService
from fakes.okta.service.assignments import assignment_changes

Patch = pytest.MonkeyPatch
Turn = Callable[[Patch], None]


class TurnedRound:
    """A plugin that turns something round once a scenario is prepared, and sees where it fails.

    What a Given does is done as ever, unless it is itself what is turned round.
    """

    def __init__(self, turn: Turn, *, from_the_start: bool) -> None:
        self.failed_at: list[str] = []
        self._turn = turn
        self._from_the_start = from_the_start
        self._patch: Patch | None = None

    def pytest_bdd_before_step(self, step: Step) -> None:
        """Turn it round before the first step that acts or checks."""
        if self._patch is None and (self._from_the_start or step.type != "given"):
            self._patch = Patch()
            self._turn(self._patch)

    def pytest_bdd_step_error(self, step: Step) -> None:
        """Note the kind of the step that failed."""
        self.failed_at.append(step.type)

    def pytest_bdd_after_scenario(self) -> None:
        """Turn it back."""
        if self._patch is not None:
            self._patch.undo()
        self._patch = None


def opposite(place: Any, name: str) -> Turn:
    """Say no where a rule says yes."""
    fair = getattr(place, name)
    return lambda patch: patch.setattr(place, name, lambda *args, **named: not fair(*args, **named))


def always(place: Any, name: str, said: Any) -> Turn:
    """Answer everything alike."""
    return lambda patch: patch.setattr(place, name, lambda *_args, **_named: said)


def opened_to_all(patch: Patch) -> None:
    """Let any address open the first mailbox."""
    patch.setattr(State, "holders", lambda self, _key: tuple(self.users))
    patch.setattr(microsoft365, "opens_mailbox", lambda *_args, **_named: True)


def other_setting(patch: Patch) -> None:
    """Present what the other value of the setting presents."""
    fair = insync.presented_for_backup

    def turned(account: Account, access: AccessSetting, without: Any) -> insync.Presented:
        by_mail = access is AccessSetting.EMAIL_ID
        other = AccessSetting.AD_ATTRIBUTE if by_mail else AccessSetting.EMAIL_ID
        return fair(account, other, without)

    patch.setattr(insync, "presented_for_backup", turned)


def writable_attribute(patch: Patch) -> None:
    """Let whoever edits an account write its AD attribute."""
    fair = AccountsService.edit

    def turned(self: AccountsService, account_id: int, **edited: Any) -> Account:
        account = fair(self, account_id, **edited)
        return self._put(replace(account, ad_attribute=account.email_id.text))

    patch.setattr(AccountsService, "edit", turned)


def moved_setting(patch: Patch) -> None:
    """Put the settings of Microsoft 365 beside its overview."""
    menu: Menu = {"Microsoft 365": {"Settings": {"Access user accounts using": {}}}}
    patch.setattr(settings, "_MENU", {"Global Navigation": {"SaaS Apps": menu}})


def mapped_display_name(patch: Patch) -> None:
    """Let the override of userName take the display name along."""
    fair = DruvaAppService.save_mapping

    def turned(self: DruvaAppService, row: AttributeMapping, direction: Direction) -> None:
        fair(self, row, direction)
        if row.target == "userName":
            fair(self, replace(row, target="displayName"), direction)

    patch.setattr(DruvaAppService, "save_mapping", turned)


def swapped_addresses(patch: Patch) -> None:
    """Let mappings read the email where they ask for the login, and the other way round."""
    fair = app_profiles._references

    def turned(org: str, user: Any, current: Any) -> Any:
        read = dict(fair(org, user, current))
        told = dict(read["user"])
        read["user"] = {**told, "login": told["email"], "email": told["login"]}
        return read

    patch.setattr(app_profiles, "_references", turned)


TURNED: dict[str, Turn] = {
    "OneDrive opens to every address but the UPN": opposite(microsoft365, "opens_drive"),
    "A mailbox opens to every address but its own": opposite(microsoft365, "opens_mailbox"),
    "A mailbox opens to every address": opened_to_all,
    "A mailbox is written to under every address but the primary one": opposite(
        microsoft365, "accepts_restore"
    ),
    "Each value of the setting presents what the other one presents": other_setting,
    "The setting is one level higher in the console": moved_setting,
    "A chosen setting is not saved": always(SettingsService, "save", None),
    "What provisioning sends for the AD attribute is not stored": always(
        insync, "stored_attribute", None
    ),
    "An edit in the console writes the email ID into the AD attribute": writable_attribute,
    "A user whom Microsoft 365 does not find has another error code": always(
        insync, "meaning_of_graph", (None, Cause.OTHER)
    ),
    "An update of all assignments renames linked accounts": always(
        assignment_changes, "on_rename", OnApplyUpdates.UPDATE_IN_PLACE
    ),
    "A changed email ID is not stored": lambda patch: patch.setattr(
        accounts, "_with_email_id", lambda account, _email_id: account
    ),
    "The display name is mapped to the email": mapped_display_name,
    "user.login and user.email have each other's values": swapped_addresses,
}
FROM_THE_START = frozenset({"A changed email ID is not stored"})
"""What a Given of its examples does."""
