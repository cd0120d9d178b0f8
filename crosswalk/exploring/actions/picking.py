"""Who and what an action is about: mostly one of the lab's own, sometimes nobody's."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from fakes.company.cast import Person
from fakes.insync.model import Account
from fakes.microsoft365.model import User
from fakes.okta.model import OktaUser
from fakes.wire import Address

DOMAIN = "corp.example"
PEOPLE = 40
"""How many people there can be: few enough for two to meet in an address."""
_ODD = 0.04


def person(chance: Chance) -> Person:
    """Return somebody: with one address or two, some with an alias, some in capital letters."""
    number = chance.number(1, PEOPLE)
    split, alias, loud = chance.flip(0.7), chance.flip(0.3), chance.flip(0.15)
    smtp = f"person.{number}@{DOMAIN}"
    upn = f"p{number}@{DOMAIN}" if split else smtp
    if loud:
        upn = upn.replace("p", "P", 1)
    return Person(
        f"Person{number}",
        f"Surname{number}",
        upn=upn,
        smtp=smtp,
        aliases=(f"alias.{number}@{DOMAIN}",) if alias else (),
        upn_is_alias=not chance.flip(0.15),
    )


def okta_user(world: World, chance: Chance) -> OktaUser:
    """Return somebody of the Okta directory."""
    return chance.pick(world.lab.okta.directory.users(), lambda each: each.login)


def okta_id(world: World, chance: Chance) -> str:
    """Return the id of somebody of the Okta directory, sometimes one of nobody."""
    return "00unobody" if chance.flip(_ODD) else okta_user(world, chance).id


def account(world: World, chance: Chance) -> Account:
    """Return an account of inSync."""
    return chance.pick(world.lab.insync.accounts.all(), lambda each: each.email_id)


def account_id(world: World, chance: Chance) -> int:
    """Return the number of an account, sometimes one of nobody."""
    return 4_000_000 if chance.flip(_ODD) else account(world, chance).id


def microsoft_user(world: World, chance: Chance) -> User:
    """Return a user of Microsoft 365."""
    users = world.lab.microsoft365.directory.list_users()
    return chance.pick(users, lambda each: each.user_principal_name)


def microsoft_id(world: World, chance: Chance) -> str:
    """Return the id of a user of Microsoft 365, sometimes one of nobody."""
    return "nobody" if chance.flip(_ODD) else microsoft_user(world, chance).id


def address(world: World, chance: Chance) -> str:
    """Return an address: a new one, or one that somebody has."""
    if chance.flip(0.4):
        return f"new.{chance.number(1, 60)}@{DOMAIN}"
    drawn = person(chance)
    if chance.flip(0.5):
        return chance.one_of(drawn.addresses)
    holder = microsoft_user(world, chance)
    return str(chance.pick([holder.user_principal_name, *filter(None, [holder.mail])]))


def an_address(world: World, chance: Chance) -> Address:
    """Return an address as a value."""
    return Address(address(world, chance))
