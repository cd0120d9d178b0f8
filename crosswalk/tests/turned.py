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
from fakes.okta import resources
from fakes.okta.model import (
    APP_LABEL,
    CORE_USER_NAMESPACE,
    AppAttribute,
    AttributeMapping,
    Direction,
    OnApplyUpdates,
)
from fakes.okta.service import console
from fakes.okta.service.app import app_profiles, mapping_dialog, profiles_to_read
from fakes.okta.service.app.app import DruvaAppService
from fakes.okta.service.app.mapping_dialog import MappingDialogService
from fakes.okta.service.app.schema import AppSchema
from fakes.okta.service.assignments import assignment_changes

Patch = pytest.MonkeyPatch
PROFILE = ("Directory", "Profile Editor", APP_LABEL)
PANEL = ("Global Navigation",)
SAAS = (*PANEL, "SaaS Apps", "Microsoft 365")
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


def without(console: Any, *way: str) -> Turn:
    """Take the last label of a way out of the menu of a console."""

    def less(menu: Menu, label: str, *further: str) -> Menu:
        if not further:
            return {each: below for each, below in menu.items() if each != label}
        return {**menu, label: less(menu[label], *further)}

    return lambda patch: patch.setattr(console, "_MENU", less(console._MENU, *way))


def stored_otherwise(**fields: str) -> Turn:
    """Let a saved attribute lose the values of some fields."""
    fair = AppSchema.put

    def turned(self: AppSchema, attribute: AppAttribute) -> AppAttribute:
        return fair(self, replace(attribute, **fields))  # type: ignore[arg-type] # all are texts

    return lambda patch: patch.setattr(AppSchema, "put", turned)


def sent_under_variable_name(patch: Patch) -> None:
    """Send what an admin added under its variable name."""
    fair = AppSchema.put
    patch.setattr(
        AppSchema,
        "put",
        lambda self, each: fair(self, replace(each, external_name=each.variable_name)),
    )


def sent_under_display_name(patch: Patch) -> None:
    """Send what an admin added under its display name."""
    fair = AppSchema.put
    patch.setattr(
        AppSchema,
        "put",
        lambda self, each: fair(self, replace(each, external_name=each.display_name)),
    )


def saved_at_once(patch: Patch) -> None:
    """Let a value count once it is chosen."""
    fair = SettingsService.choose

    def turned(self: SettingsService, *, name: str, value: str) -> None:
        fair(self, name=name, value=value)
        self.save()

    patch.setattr(SettingsService, "choose", turned)


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
    fair = profiles_to_read.of_user

    def turned(state: Any, user: Any, app_user: Any) -> Any:
        read = dict(fair(state, user, app_user))
        told = dict(read["user"])
        read["user"] = {**told, "login": told["email"], "email": told["login"]}
        return read

    patch.setattr(app_profiles, "of_user", turned)


TURNED: dict[str, Turn] = {
    "OneDrive opens to every address but the UPN": opposite(microsoft365, "opens_drive"),
    "A mailbox opens to every address but its own": opposite(microsoft365, "opens_mailbox"),
    "A mailbox opens to every address": opened_to_all,
    "A mailbox is written to under every address but the primary one": opposite(
        microsoft365, "accepts_restore"
    ),
    "Each value of the setting presents what the other one presents": other_setting,
    "The setting is one level higher in the console": moved_setting,
    "What is chosen is not kept until Save": always(SettingsService, "choose", None),
    "What is chosen counts without Save": saved_at_once,
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
    "The menu of the Admin Console has no Directory": without(console, "Directory"),
    "Directory has no Profile Editor": without(console, "Directory", "Profile Editor"),
    "The Profile Editor has no Druva app": without(console, *PROFILE),
    "The profile of the app has no Add Attribute": without(console, *PROFILE, "Add Attribute"),
    "The profile of the app has no Mappings": without(console, *PROFILE, "Mappings"),
    "The mapping dialog has no tab for Druva": without(
        console, *PROFILE, "Mappings", Direction.TO_APP.value
    ),
    "Every data type is sent as a text": lambda patch: patch.setattr(resources, "_TYPED", {}),
    "An attribute is sent under its display name": sent_under_display_name,
    "An attribute is sent under its variable name": sent_under_variable_name,
    "Every attribute that an admin adds is sent as userPrincipalName in the core namespace": (
        stored_otherwise(external_name="userPrincipalName", external_namespace=CORE_USER_NAMESPACE)
    ),
    "A saved attribute is not stored": always(AppSchema, "put", None),
    "A saved attribute loses its external namespace": stored_otherwise(external_namespace=""),
    "A variable name stays as it was typed": lambda patch: patch.setattr(
        AppAttribute, "variable", property(lambda self: self.variable_name)
    ),
    "Saving a mapping sends it to everybody": always(mapping_dialog, "applies_at_once", True),
    "Override with mapping does nothing": always(MappingDialogService, "override", None),
    "A row that is chosen in the dialog is not kept": always(MappingDialogService, "_put", None),
    "The console has no navigation panel": without(settings, *PANEL),
    "The navigation panel has no SaaS Apps": without(settings, *PANEL, "SaaS Apps"),
    "SaaS Apps has no Microsoft 365": without(settings, *SAAS),
    "Microsoft 365 has no Overview": without(settings, *SAAS, "Overview"),
    "Overview has no More": without(settings, *SAAS, "Overview", "More"),
    "More has no Settings": without(settings, *SAAS, "Overview", "More", "Settings"),
    "user.login and user.email have each other's values": swapped_addresses,
}
FROM_THE_START = frozenset(
    {
        "A changed email ID is not stored",
        "An attribute is sent under its display name",
        "An attribute is sent under its variable name",
        "The display name is mapped to the email",
        "Every attribute that an admin adds is sent as userPrincipalName in the core namespace",
    }
)
"""What a Given of its examples does."""
