"""How every history ends: retries end while the trouble lasts, and then everything succeeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from crosswalk.procedure.procedure import BOTH
from fakes.insync.model import (
    EVERYONE,
    AccessSetting,
    Account,
    AccountStatus,
    BackupStatus,
    Destination,
    Profile,
    RestoreStatus,
    Workload,
)
from fakes.microsoft365.model import License, User
from fakes.okta.model import AdminRole, Apply, OktaUser, Updates, UserStatus
from fakes.wire import Address

from .actions.insync_protection import authorize
from .actions.insync_settings import set_access
from .actions.okta_app import add_the_upn, choose
from .kinds import SCIM, Kind, Trouble, fault_of
from .laws import ENDING, LIVELY
from .setting_up import connect_okta
from .world import World

_RUN = "okta.jobs.run"
_LOOKED_AT = 3
"""For how many people every job is run: more of the same would tell no more."""
_ATTEMPTS = 10
_DEFAULTS = (("insync", "A1"), ("insync", "A44"), ("microsoft365", "A6"))


@dataclass(frozen=True, slots=True)
class Whole:
    """Somebody whose addresses in Okta and Microsoft 365 agree."""

    person: OktaUser
    user: User


Found = tuple[str, str] | None


def end(world: World) -> Found:
    """Let retries end, end the trouble, apply the remedy; return the law that is broken, if any."""
    waiting = _let_retries_end(world)
    if waiting:
        return ENDING, waiting
    world.clear_faults()
    _give_back_what_is_needed(world)
    whole = [*_made_whole(world)]
    _send(world)
    if _failed(world, whole):
        world.act("okta.app.add_anew")
        connect_okta(world)
        _send(world)
    failed = _failed(world, whole)
    if failed:
        return LIVELY, failed
    said = next(_jobs_of(world, whole[:_LOOKED_AT]), None)
    return (LIVELY, said) if said else None


def _let_retries_end(world: World) -> str:
    """Answer whatever Okta sends with 429; return what waits in the end, "" for nothing."""
    world.clear_faults()
    for kind in (Kind.LOOK_UP, Kind.CREATE, Kind.REPLACE, Kind.PATCH):
        fault = fault_of(kind, Trouble.TOO_MANY, odd=b"", wait=1, times=1_000_000)
        world.arm(fault)
    world.pass_by(timedelta(days=4))
    rounds = _ATTEMPTS * world.lab.okta.jobs.pending()
    for _ in range(rounds):
        if not world.lab.okta.jobs.pending():
            return ""
        world.act(_RUN)
        world.pass_by(timedelta(minutes=10))
    waiting = world.lab.okta.jobs.pending()
    return f"{waiting} jobs wait still after {rounds} attempts at {SCIM}" if waiting else ""


def _give_back_what_is_needed(world: World) -> None:
    """Undo whatever an admin or time took away: rights, licenses, access, room, readings."""
    world.act("okta.session.sign_in", AdminRole.SUPER)
    world.act("okta.limits.set_limit", 0)
    for system, assumption in _DEFAULTS:
        options = dict(getattr(world.lab, system).readings.options())
        world.act(f"{system}.readings.choose", assumption, options[assumption][0])
    for profile in world.lab.insync.profiles.all():
        world.act("insync.profiles.save", Profile(profile.name))
    world.act("insync.profiles.buy_licenses", 1_000_000)
    world.act("insync.profiles.buy_preserved_licenses", 1_000)
    world.act("insync.provisioning.save_mappings", (EVERYONE,))
    for account in world.lab.insync.accounts.all():
        if account.status is AccountStatus.PRESERVED:
            world.act("insync.accounts.activate", account.id)
    # An account that comes back without a license gets one of those that are bought then.
    world.act("insync.profiles.buy_licenses", 1_000_001)
    world.act("microsoft365.throttling.lift")
    world.act("microsoft365.onedrive.switch_sharepoint", True)
    world.act("microsoft365.exchange.switch_ews", True)
    authorize(world)
    world.act("microsoft365.exchange.allow_ews_to", (world.lab.insync.protection.connected_as(),))
    connect_okta(world)


def _made_whole(world: World) -> Iterator[Whole]:
    """Yield the people whose addresses agree, or can be made to."""
    people = [each for each in world.lab.okta.directory.users() if _can_be_sent(each)]
    for person in people:
        if person.status is UserStatus.SUSPENDED:
            world.act("okta.directory.unsuspend", person.id)
    emails = Counter(each.email.casefold() for each in people)
    logins = Counter(each.login.casefold() for each in people)
    for person in people:
        shared = logins[person.email.casefold()] - (person.login.lower() == person.email.lower())
        if emails[person.email.casefold()] == 1 and not shared:
            user = _aligned(world, person)
            if user:
                yield Whole(person, user)


def _can_be_sent(person: OktaUser) -> bool:
    return person.status not in (UserStatus.STAGED, UserStatus.DEPROVISIONED)


def _aligned(world: World, person: OktaUser) -> User | None:
    """Give somebody in Microsoft 365 the addresses that Okta has; None where others have them."""
    directory = world.lab.microsoft365.directory
    found = directory.find_user(person.login)
    if found is None or found.user_principal_name != Address(person.login):
        return None
    if found.mail != Address(person.email):
        verb = "microsoft365.directory.set_primary_address"
        if world.attempt(verb, found.id, Address(person.email)) is None:
            return None
    # With a mailbox they get their UPN as an address, which somebody else can have.
    if world.attempt("microsoft365.directory.assign_license", found.id, License.OFFICE_365_E3):
        world.attempt("microsoft365.onedrive.provision", found.id)
    user = directory.get_user(found.id)
    agree = user and user.mail == Address(person.email)
    return user if agree and not _also_of_others(world, person, found) else None


def _also_of_others(world: World, person: OktaUser, user: User) -> bool:
    """Tell whether a login leads to the mailbox of somebody else, who has it as an address."""
    login = Address(person.login)
    return any(
        login in (each.user_principal_name, each.mail, *each.aliases)
        for each in world.lab.microsoft365.directory.list_users()
        if each.id != user.id
    )


def _send(world: World) -> None:
    """Follow the article: map both rows, change the email IDs, import everybody."""
    add_the_upn(world)
    world.act("okta.mapping.show")
    for target, expression in {**world.first_rows, **BOTH}.items():
        choose(world, target, expression, Apply.CREATE_AND_UPDATE)
    world.act("okta.mapping.save", Updates.DO_NOT_APPLY)
    _change_email_ids(world)
    okta = world.lab.okta
    world.act("okta.assignments.apply_updates_now")
    for user in okta.directory.users():
        if _can_be_sent(user) and okta.assignments.of(user.id) is None:
            world.act("okta.assignments.assign", user.id)
    world.act(_RUN)
    for task in okta.jobs.tasks():
        world.act("okta.jobs.retry", task.id)
    world.act(_RUN)
    if world.lab.insync.settings.access_user_accounts_using() is not AccessSetting.AD_ATTRIBUTE:
        set_access(world, AccessSetting.AD_ATTRIBUTE)


def _change_email_ids(world: World) -> None:
    """Give each account that has the login of somebody their email, unless another has it."""
    accounts = world.lab.insync.accounts
    for person in world.lab.okta.directory.users():
        account = accounts.find(Address(person.login))
        if account and accounts.find(Address(person.email)) is None:
            world.act("insync.accounts.edit", account.id, email_id=Address(person.email))


def _failed(world: World, whole: list[Whole]) -> str:
    """Return what is wrong with the account of somebody, "" for nothing."""
    for each in whole:
        account = _account(world, each)
        email = each.person.email
        if account is None:
            return f"{email} has no account"
        if (account.ad_attribute or "").casefold() != each.person.login.casefold():
            return f"{email} has the AD attribute {account.ad_attribute}, not {each.person.login}"
        if account.status is not AccountStatus.ACTIVE:
            return f"{email} is preserved"
    return ""


def _account(world: World, whole: Whole) -> Account | None:
    return world.lab.insync.accounts.find(Address(whole.person.email))


def _jobs_of(world: World, whole: list[Whole]) -> Iterator[str]:
    """Back up and restore both apps of people; yield what does not succeed."""
    for each in whole:
        account = _account(world, each)
        assert account is not None
        for workload in Workload:
            backup = world.act("insync.protection.back_up", account.id, workload)
            if backup.status is not BackupStatus.SUCCESSFUL:
                yield f"a backup of {account.email_id} ends so: {backup}"
                return
            restore = world.act(
                "insync.protection.restore",
                account.id,
                workload,
                destination=Destination.NEW_FOLDER,
            )
            if restore.status is not RestoreStatus.SUCCESS:
                yield f"a restore of {account.email_id} ends so: {restore}"
