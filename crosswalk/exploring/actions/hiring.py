"""People who come: to Okta, to Microsoft 365, or to both."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from fakes.company.cast import Person
from fakes.microsoft365.model import License
from fakes.wire import Address

from .action import action
from .picking import person


@action(9, "okta.directory.add", "microsoft365.directory.add_user", always=True)
def hire(world: World, chance: Chance) -> None:
    """Add somebody to Okta and to Microsoft 365, with mail and files."""
    somebody = person(chance)
    enter_okta(world, somebody)
    enter_microsoft365(world, somebody)


@action(2, "okta.directory.add")
def hire_in_okta_alone(world: World, chance: Chance) -> None:
    """Add somebody to Okta, sometimes staged, sometimes under a login that Okta refuses."""
    somebody = person(chance)
    login = "no address" if chance.flip(0.1) else somebody.login
    world.act(
        "okta.directory.add",
        login=login,
        email=somebody.email,
        first_name=somebody.name,
        last_name=somebody.surname,
        further=(("department", "Sales"),) if chance.flip(0.3) else (),
        activate=not chance.flip(0.4),
    )


@action(2, "microsoft365.directory.add_user")
def hire_in_microsoft365_alone(world: World, chance: Chance) -> None:
    """Add somebody to Microsoft 365, with some product, a nickname, or nothing."""
    somebody = person(chance)
    licenses = chance.one_of(((), *((each,) for each in License)))
    world.act(
        "microsoft365.directory.add_user",
        Address(somebody.upn),
        mail=Address(somebody.smtp) if chance.flip(0.6) else None,
        mail_nickname=f"nick{somebody.name}" if chance.flip(0.3) else "",
        display_name=somebody.full_name,
        licenses=licenses,
        upn_is_alias=somebody.upn_is_alias,
    )


def enter_okta(world: World, somebody: Person) -> None:
    """Add a person to Okta, unless Okta refuses."""
    world.attempt(
        "okta.directory.add",
        login=somebody.login,
        email=somebody.email,
        first_name=somebody.name,
        last_name=somebody.surname,
    )


def enter_microsoft365(world: World, somebody: Person) -> None:
    """Add a person to Microsoft 365 with one letter and one file."""
    user = world.act(
        "microsoft365.directory.add_user",
        Address(somebody.upn),
        mail=Address(somebody.smtp),
        display_name=somebody.full_name,
        given_name=somebody.name,
        surname=somebody.surname,
        licenses=(License.OFFICE_365_E3,),
        upn_is_alias=somebody.upn_is_alias,
    )
    for alias in somebody.aliases:
        world.attempt("microsoft365.directory.add_alias", user.id, Address(alias))
    world.attempt(
        "microsoft365.exchange.compose",
        user.id,
        subject=f"Hello {somebody.name}",
        sender=Address("desk@corp.example"),
        body="A letter.",
        folder="Inbox",
    )
    world.attempt("microsoft365.onedrive.provision", user.id)
    world.attempt(
        "microsoft365.onedrive.write_file",
        user.id,
        path=f"Plans of {somebody.name}.txt",
        content=b"Plans.",
    )
