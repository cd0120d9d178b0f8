"""Situations in which an assumption decides, under one of its readings."""

from __future__ import annotations

import json
from collections.abc import Callable

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from fakes.company.cast import Person
from fakes.insync.assumed import MailApi
from fakes.insync.model import AccessSetting, Account, Profile, Workload
from fakes.microsoft365.model import License
from fakes.microsoft365.model import User as MicrosoftUser
from fakes.okta.model import Updates
from fakes.wire import Address

from .action import action
from .clients import create_over_scim, replace_over_scim, send_over_scim, use_rest
from .insync_settings import set_access
from .okta_app import add_the_upn
from .picking import DOMAIN, account

_BACK_UP = "insync.protection.back_up"


def read(world: World, chance: Chance, system: str, assumption: str) -> None:
    """Put one of the readings of an assumption in force."""
    options = dict(getattr(world.lab, system).readings.options())
    reading = chance.turn(options[assumption])
    world.act(f"{system}.readings.choose", assumption, reading)


def newcomer(chance: Chance, *, listed: bool = True) -> Person:
    """Return somebody who is in no system yet, most likely."""
    number = chance.number(1_000, 9_999)
    return Person(
        f"Person{number}",
        f"Surname{number}",
        upn=f"p{number}@{DOMAIN}",
        smtp=f"person.{number}@{DOMAIN}",
        upn_is_alias=listed,
    )


def enter(
    world: World, somebody: Person, licenses: tuple[License, ...] = (License.OFFICE_365_E3,)
) -> MicrosoftUser:
    """Add a newcomer to Microsoft 365."""
    user: MicrosoftUser = world.act(
        "microsoft365.directory.add_user",
        Address(somebody.upn),
        mail=Address(somebody.smtp),
        display_name=somebody.full_name,
        licenses=licenses,
        upn_is_alias=somebody.upn_is_alias,
    )
    return user


def hold(world: World, somebody: Person, email_id: str) -> int:
    """Add an account of a newcomer by hand, and return its number."""
    added: Account = world.act(
        "insync.accounts.add", email_id=Address(email_id), display_name=somebody.full_name
    )
    return added.id


def _access(world: World, access: AccessSetting) -> None:
    if world.lab.insync.settings.access_user_accounts_using() is not access:
        set_access(world, access)


def _unlisted_upn(world: World, chance: Chance) -> None:
    """A6: back up by a UPN that the mailbox does not list."""
    read(world, chance, "microsoft365", "A6")
    somebody = newcomer(chance, listed=False)
    enter(world, somebody)
    _access(world, AccessSetting.EMAIL_ID)
    world.act(_BACK_UP, hold(world, somebody, somebody.upn), Workload.EXCHANGE_ONLINE)


def _unknown_mail_user(world: World, chance: Chance) -> None:
    """A49: ask Graph for the mailbox of nobody."""
    read(world, chance, "microsoft365", "A49")
    world.act("insync.readings.choose", "A53", MailApi.GRAPH.value)
    somebody = newcomer(chance)
    _access(world, AccessSetting.EMAIL_ID)
    world.act(_BACK_UP, hold(world, somebody, somebody.smtp), Workload.EXCHANGE_ONLINE)


def _unopened_onedrive(world: World, chance: Chance) -> None:
    """A50: back up a OneDrive that was never opened."""
    read(world, chance, "microsoft365", "A50")
    somebody = newcomer(chance)
    enter(world, somebody)
    _access(world, AccessSetting.EMAIL_ID)
    world.act(_BACK_UP, hold(world, somebody, somebody.upn), Workload.ONEDRIVE)


def _unlicensed_mailbox(world: World, chance: Chance) -> None:
    """A54: back up a mailbox that has lost its license, or that never had one."""
    read(world, chance, "microsoft365", "A54")
    somebody = newcomer(chance)
    user = enter(world, somebody)
    _access(world, AccessSetting.EMAIL_ID)
    number = hold(world, somebody, somebody.smtp)
    world.act("microsoft365.directory.remove_license", user.id, License.OFFICE_365_E3)
    world.act(_BACK_UP, number, Workload.EXCHANGE_ONLINE)


def _without_mailbox(world: World, chance: Chance) -> None:
    """F09: back up mail of somebody who never had a mailbox, over either API."""
    read(world, chance, "insync", "A53")
    somebody = newcomer(chance)
    enter(world, somebody, (License.ONEDRIVE,))
    _access(world, AccessSetting.EMAIL_ID)
    world.act(_BACK_UP, hold(world, somebody, somebody.upn), Workload.EXCHANGE_ONLINE)


def _without_attribute(world: World, chance: Chance) -> None:
    """A4: back up with AD Attribute where there is none."""
    read(world, chance, "insync", "A4")
    somebody = newcomer(chance)
    _access(world, AccessSetting.AD_ATTRIBUTE)
    number = hold(world, somebody, somebody.smtp)
    world.act(_BACK_UP, number, chance.one_of(tuple(Workload)))


def _preserved(world: World, chance: Chance) -> None:
    """A29, A44: preserve an account, and restore from it."""
    read(world, chance, "insync", "A44")
    read(world, chance, "insync", "A29")
    somebody = newcomer(chance)
    enter(world, somebody)
    _access(world, AccessSetting.EMAIL_ID)
    number = hold(world, somebody, somebody.smtp)
    world.act(_BACK_UP, number, Workload.EXCHANGE_ONLINE)
    world.act("insync.accounts.preserve", number)
    read(world, chance, "insync", "A1")
    world.act("insync.protection.restore", number, Workload.EXCHANGE_ONLINE)


def _full_profile(world: World, chance: Chance) -> None:
    """A82: bring back somebody whose place in the profile is taken."""
    read(world, chance, "insync", "A82")
    somebody = newcomer(chance)
    number = hold(world, somebody, somebody.smtp)
    world.act("insync.accounts.preserve", number)
    accounts = world.lab.insync.accounts.all()
    users = sum(each.profile == "Default" and each.preserved_by is None for each in accounts)
    world.act("insync.profiles.save", Profile("Default", max_users=max(users, 1)))
    world.attempt("insync.accounts.activate", number)


def _comes_back_over_scim(world: World, chance: Chance) -> None:
    """A26: let an identity provider activate what an administrator preserved."""
    read(world, chance, "insync", "A26")
    somebody = newcomer(chance)
    number = hold(world, somebody, somebody.smtp)
    world.act("insync.accounts.preserve", number)
    held = world.lab.insync.accounts.account(number)
    send_over_scim(world, "PATCH", held, {"active": True})


def _attribute_left_out(world: World, chance: Chance) -> None:
    """A33: replace somebody with the UPN, and then without it."""
    read(world, chance, "insync", "A33")
    somebody = newcomer(chance)
    number = hold(world, somebody, somebody.smtp)
    chosen = world.lab.insync.accounts.account(number)
    replace_over_scim(world, chosen, {"userPrincipalName": somebody.upn})
    replace_over_scim(world, chosen, {})


def _no_mapping(world: World, chance: Chance) -> None:
    """A27: create somebody over SCIM where there is no SCIM mapping."""
    read(world, chance, "insync", "A27")
    before = world.lab.insync.provisioning.mappings()
    world.act("insync.provisioning.save_mappings", ())
    create_over_scim(world, newcomer(chance).smtp)
    world.act("insync.provisioning.save_mappings", before)


def _never_sent(world: World, chance: Chance) -> None:
    """A96: import an account into Okta that no identity provider has sent."""
    read(world, chance, "insync", "A96")
    somebody = newcomer(chance)
    hold(world, somebody, somebody.smtp)
    world.act("okta.imports.import_now")


def _deleted_over_scim(world: World, chance: Chance) -> None:
    """A55: delete somebody over SCIM, and create them again."""
    read(world, chance, "insync", "A55")
    chosen = account(world, chance)
    send_over_scim(world, "DELETE", chosen, None)
    create_over_scim(world, str(chosen.email_id))


def _session_over(world: World, chance: Chance) -> None:
    """A56: use the REST API when its half hour is over, or with a token of nobody."""
    read(world, chance, "insync", "A56")
    use_rest(world, chance, late=True)


def _email_over_rest(world: World, chance: Chance) -> None:
    """A57: change somebody over the REST API and name an email ID as well."""
    read(world, chance, "insync", "A57")
    change = {"userName": "By Script", "emailID": newcomer(chance).smtp}
    use_rest(world, chance, about=account(world, chance), body=json.dumps(change).encode())


def _bulk(world: World, chance: Chance) -> None:
    """A2, A58, A61: map userName to the other address, save, and apply updates."""
    for assumption in ("A2", "A58", "A61"):
        read(world, chance, "okta", assumption)
    rows = {each.target: each.expression for each in world.lab.okta.app.mappings()}
    other = "user.email" if rows.get("userName") != "user.email" else "user.login"
    world.act("okta.mapping.show")
    world.act("okta.mapping.override")
    world.act("okta.mapping.choose", target="userName", expression=other)
    world.act("okta.mapping.save", Updates.DO_NOT_APPLY)
    world.act("okta.jobs.run")
    world.act("okta.assignments.apply_updates_now")
    world.act("okta.jobs.run")


def _new_row(world: World, chance: Chance) -> None:
    """A58: map an attribute that was not mapped, without saying when it applies."""
    read(world, chance, "okta", "A58")
    add_the_upn(world)
    world.act("okta.mapping.show")
    world.act("okta.mapping.do_not_map", "userPrincipalName")
    world.act("okta.mapping.save", Updates.DO_NOT_APPLY)
    world.act("okta.mapping.show")
    world.act("okta.mapping.choose", target="userPrincipalName", expression="user.login")
    world.act("okta.mapping.save", Updates.DO_NOT_APPLY)


_SITUATIONS: tuple[Callable[[World, Chance], None], ...] = (
    *(_unlisted_upn, _unknown_mail_user, _unopened_onedrive, _unlicensed_mailbox),
    *(_without_mailbox, _without_attribute, _preserved, _full_profile),
    _comes_back_over_scim,
    *(_attribute_left_out, _no_mapping, _never_sent, _deleted_over_scim),
    *(_session_over, _email_over_rest),
    *(_bulk, _new_row),
)


@action(
    13,
    _BACK_UP,
    "insync.accounts.add",
    "insync.accounts.preserve",
    "insync.profiles.save",
    "okta.imports.import_now",
    always=True,
)
def an_assumption_decides(world: World, chance: Chance) -> None:
    """Bring about a situation in which an assumption decides."""
    chance.turn(_SITUATIONS)(world, chance)
