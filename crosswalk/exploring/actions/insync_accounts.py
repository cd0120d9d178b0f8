"""What admins of inSync do to accounts."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from fakes.insync.model import AccountStatus
from fakes.insync.rules import AD_LDAP_USER_NAME, EMAIL_ADDRESS, NAME
from fakes.wire import Address

from .action import action
from .picking import account, account_id, an_address, person

_PROFILES = ("Default", "Short", "Nobody's")


@action(3, "insync.accounts.add")
def add_by_hand(world: World, chance: Chance) -> None:
    """Add an account by hand, under one of the addresses of somebody."""
    somebody = person(chance)
    email_id = Address(chance.one_of((somebody.upn, somebody.smtp)))
    profile = chance.weighted(_PROFILES, (8, 1.5, 0.5))
    name = "" if chance.flip(0.05) else somebody.full_name
    world.act("insync.accounts.add", email_id=email_id, display_name=name, profile=profile)


@action(1, "insync.accounts.import_csv")
def import_a_csv_file(world: World, chance: Chance) -> None:
    """Import accounts from a file, of which a row can be wrong."""
    people = [person(chance) for _ in range(chance.number(1, 3))]
    lines = ["Username,Email", *(f"{each.full_name},{each.smtp}" for each in people)]
    if chance.flip(0.2):
        lines.append("Nobody,no address")
    content = "\n".join(lines).encode()
    world.act("insync.accounts.import_csv", content, profile=chance.weighted(_PROFILES, (8, 1, 1)))


@action(1, "insync.accounts.add_from_ad")
def add_from_ad(world: World, chance: Chance) -> None:
    """Add an account as the AD connector does."""
    somebody = person(chance)
    world.act(
        "insync.accounts.add_from_ad",
        email_id=Address(somebody.smtp),
        display_name=somebody.full_name,
        user_name=chance.one_of((somebody.upn, somebody.name, "")),
    )


@action(3, "insync.accounts.edit")
def edit(world: World, chance: Chance) -> None:
    """Change the email ID or the name of an account."""
    chosen = account_id(world, chance)
    if chance.flip(0.3):
        name = chance.one_of(("Another Name", "", "Odd/Name?"))
        world.act("insync.accounts.edit", chosen, display_name=name)
    else:
        world.act("insync.accounts.edit", chosen, email_id=an_address(world, chance))


@action(1, "insync.accounts.fill_in")
def fill_in(world: World, chance: Chance) -> None:
    """Fill in a field of an account, which can be one that is not there."""
    fields = (EMAIL_ADDRESS, NAME, AD_LDAP_USER_NAME, "Phone")
    field = chance.weighted(fields, (3, 2, 3, 0.5))
    value = "Another Name" if field == NAME else str(an_address(world, chance))
    if chance.flip(0.2):
        value = "no address" if field == EMAIL_ADDRESS else "plain.name"
    world.act("insync.accounts.fill_in", account_id(world, chance), field=field, value=value)


@action(1, "insync.accounts.reset_password")
def reset_a_password(world: World, chance: Chance) -> None:
    """Reset a password."""
    world.act("insync.accounts.reset_password", account_id(world, chance))


@action(3, "insync.accounts.change_email_ids")
def change_email_ids(world: World, chance: Chance) -> None:
    """Hand support a file of old and new email IDs: to the Okta emails, swapped, or wrong."""
    lines = ["inSync email ID,New inSync email ID", *_changes(world, chance)]
    world.act("insync.accounts.change_email_ids", "\n".join(lines).encode())


def _changes(world: World, chance: Chance) -> list[str]:
    accounts = world.lab.insync.accounts
    kind = chance.one_of(("okta", "okta", "swap", "parked", "wrong"))
    if kind == "swap":
        one, other = account(world, chance).email_id, account(world, chance).email_id
        return [f"{one},{other}", f"{other},{one}"]
    if kind == "parked":
        chosen = account(world, chance)
        return [f"{chosen.email_id},{chosen.id + 1}@parked.invalid"]
    if kind == "wrong":
        return [f"{account(world, chance).email_id},no address"]
    users = {each.login.casefold(): each.email for each in world.lab.okta.directory.users()}
    return [
        f"{each.email_id},{users[each.email_id.folded]}"
        for each in accounts.all()
        if users.get(each.email_id.folded, each.email_id.text).casefold() != each.email_id.folded
    ]


@action(2, "insync.accounts.preserve")
def preserve(world: World, chance: Chance) -> None:
    """Preserve an account."""
    world.act("insync.accounts.preserve", account_id(world, chance))


@action(2.5, "insync.accounts.activate")
def bring_back(world: World, chance: Chance) -> None:
    """Activate a preserved account, if there is one."""
    accounts = world.lab.insync.accounts.all()
    preserved = [each for each in accounts if each.status is AccountStatus.PRESERVED]
    chosen = chance.pick(preserved or accounts, lambda each: each.email_id)
    world.act("insync.accounts.activate", chosen.id)


@action(1, "insync.accounts.legal_hold")
def hold(world: World, chance: Chance) -> None:
    """Place an account on Legal Hold, or remove it from there."""
    world.act("insync.accounts.legal_hold", account_id(world, chance), on=chance.flip(0.7))


@action(1.5, "insync.accounts.legal_hold", "insync.accounts.delete")
def delete_who_is_held(world: World, chance: Chance) -> None:
    """Place an account on Legal Hold, and try to delete it."""
    chosen = account(world, chance).id
    world.act("insync.accounts.legal_hold", chosen, on=True)
    world.act("insync.accounts.delete", chosen)


@action(1, "insync.accounts.delete")
def delete_an_account(world: World, chance: Chance) -> None:
    """Delete an account with its snapshots."""
    world.act("insync.accounts.delete", account_id(world, chance))
