"""What admins of Microsoft 365 do to users: addresses, licenses, going and coming back."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from fakes.microsoft365.model import License
from fakes.wire import Address

from .action import action
from .picking import DOMAIN, an_address, microsoft_id, microsoft_user, person


@action(2, "microsoft365.directory.change_username")
def change_a_upn(world: World, chance: Chance) -> None:
    """Change a UPN."""
    user_id = microsoft_id(world, chance)
    world.act("microsoft365.directory.change_username", user_id, an_address(world, chance))


@action(2, "microsoft365.directory.set_primary_address")
def change_a_primary_address(world: World, chance: Chance) -> None:
    """Make some address the primary one of a user."""
    user_id = microsoft_id(world, chance)
    world.act("microsoft365.directory.set_primary_address", user_id, an_address(world, chance))


@action(1, "microsoft365.directory.add_alias", "microsoft365.directory.set_as_primary")
def set_an_alias_as_primary(world: World, chance: Chance) -> None:
    """Add an alias, mostly, and set one as primary."""
    user = microsoft_user(world, chance)
    if chance.flip(0.6) or not user.aliases:
        alias = Address(f"alias.{chance.number(1, 60)}@{DOMAIN}")
        world.act("microsoft365.directory.add_alias", user.id, alias)
    else:
        alias = chance.pick(user.aliases)
    world.act("microsoft365.directory.set_as_primary", user.id, alias)


@action(1, "microsoft365.directory.remove_alias")
def remove_an_alias(world: World, chance: Chance) -> None:
    """Remove an alias of a user who has one."""
    users = world.lab.microsoft365.directory.list_users()
    user = chance.pick([each for each in users if each.aliases], lambda each: each.id)
    world.act("microsoft365.directory.remove_alias", user.id, chance.pick(user.aliases))


@action(2, "microsoft365.directory.remove_license")
def lose_a_license(world: World, chance: Chance) -> None:
    """Take a product from a user who has one: the mailbox vanishes."""
    users = world.lab.microsoft365.directory.list_users()
    user = chance.pick([each for each in users if each.licenses], lambda each: each.id)
    world.act("microsoft365.directory.remove_license", user.id, chance.pick(user.licenses))


@action(2.5, "microsoft365.directory.assign_license")
def get_a_license(world: World, chance: Chance) -> None:
    """Give a product to a user, mostly one who has none."""
    users = world.lab.microsoft365.directory.list_users()
    without = [each for each in users if not each.licenses]
    user = chance.pick(without or users, lambda each: each.user_principal_name)
    product = chance.weighted(tuple(License), (4, 1, 1))
    world.act("microsoft365.directory.assign_license", user.id, product)


@action(2.5, "microsoft365.directory.delete_user")
def delete_a_user(world: World, chance: Chance) -> None:
    """Delete a user."""
    world.act("microsoft365.directory.delete_user", microsoft_id(world, chance))


@action(3, "microsoft365.directory.restore_user")
def restore_a_user(world: World, chance: Chance) -> None:
    """Restore a deleted user."""
    deleted = world.lab.microsoft365.directory.list_deleted_users()
    user = chance.pick(deleted, lambda each: each.user_principal_name)
    world.act("microsoft365.directory.restore_user", user.id)


@action(
    1.5,
    "microsoft365.directory.change_username",
    "microsoft365.directory.remove_alias",
    "microsoft365.directory.add_user",
)
def give_an_address_to_somebody_else(world: World, chance: Chance) -> None:
    """Free the UPN of somebody and give it to somebody who comes."""
    user = microsoft_user(world, chance)
    freed = user.user_principal_name
    new = Address(f"freed.{chance.number(1, 60)}@{DOMAIN}")
    world.act("microsoft365.directory.change_username", user.id, new)
    world.attempt("microsoft365.directory.remove_alias", user.id, freed)
    heir = person(chance)
    world.act(
        "microsoft365.directory.add_user",
        freed,
        mail=freed,
        display_name=heir.full_name,
        licenses=(License.OFFICE_365_E3,),
    )


@action(0.7, "microsoft365.exchange.convert_to_shared")
def convert_to_a_shared_mailbox(world: World, chance: Chance) -> None:
    """Convert the mailbox of a user to a shared one."""
    world.act("microsoft365.exchange.convert_to_shared", microsoft_id(world, chance))


@action(0.5, "microsoft365.exchange.add_shared_mailbox", "insync.accounts.add")
def add_a_shared_mailbox(world: World, chance: Chance) -> None:
    """Add a shared mailbox, and an account for it."""
    address = Address(f"team.{chance.number(1, 9)}@{DOMAIN}")
    world.act("microsoft365.exchange.add_shared_mailbox", address, display_name="Team")
    world.act("insync.accounts.add", email_id=address, display_name="Team")
