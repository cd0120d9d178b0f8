"""What admins of Okta do to the Druva app: connection, profile, mappings, Sign On."""

from __future__ import annotations

from dataclasses import replace

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.world import World
from crosswalk.procedure.procedure import BOTH
from fakes.okta.model import (
    CORE_USER_NAMESPACE,
    Apply,
    Direction,
    ScimStyle,
    SignOn,
    Updates,
    UsernameFormat,
)

from .action import action

_UPN = "userPrincipalName"
_EXPRESSIONS = (
    *("user.login", "user.email", "user.secondEmail", "user.firstName"),
    *("String.toLowerCase(user.login)", 'user.nickName + "@corp.example"', "not an expression ("),
)


@action(4, "okta.app.add_attribute", "okta.mapping.show", "okta.mapping.save", always=True)
def map_both_addresses(world: World, chance: Chance) -> None:
    """Map UPN and email as the article does."""
    add_the_upn(world)
    world.act("okta.mapping.show")
    for target, expression in BOTH.items():
        choose(world, target, expression, Apply.CREATE_AND_UPDATE)
    world.act("okta.mapping.save", chance.one_of(tuple(Updates)))


def add_the_upn(world: World) -> None:
    """Add the attribute of the article, unless it is there."""
    if all(each.variable_name != _UPN for each in world.lab.okta.app.attributes()):
        world.act(
            "okta.app.add_attribute",
            display_name="UPN",
            variable_name=_UPN,
            external_name=_UPN,
            external_namespace=CORE_USER_NAMESPACE,
        )


def choose(world: World, target: str, expression: str, apply: Apply | None) -> None:
    """Choose a row of the open dialog, and when it applies."""
    if target in ("userName", "login"):
        world.act("okta.mapping.override")
    world.act("okta.mapping.choose", target=target, expression=expression)
    if apply:
        world.act("okta.mapping.apply_on", target=target, apply=apply)


@action(
    *(3, "okta.mapping.show", "okta.mapping.override", "okta.mapping.choose"),
    *("okta.mapping.apply_on", "okta.mapping.save", "okta.mapping.close"),
)
def change_a_mapping(world: World, chance: Chance) -> None:
    """Map one row to something, for one of the two moments, and save or close."""
    world.act("okta.mapping.show", chance.weighted(tuple(Direction), (0.85, 0.15)))
    rows = world.lab.okta.mapping.rows()
    target = "userName" if chance.flip(0.6) else chance.pick(rows, lambda each: each.target).target
    apply = chance.one_of((Apply.CREATE_AND_UPDATE, Apply.CREATE_ONLY, None))
    weights = (3, 5, *[0.5] * (len(_EXPRESSIONS) - 2))
    choose(world, target, chance.weighted(_EXPRESSIONS, weights), apply)
    if chance.flip(0.25):
        world.act("okta.mapping.close")
    else:
        world.act("okta.mapping.save", chance.one_of(tuple(Updates)))


@action(0.7, "okta.mapping.show", "okta.mapping.do_not_map", "okta.mapping.save")
def unmap(world: World, chance: Chance) -> None:
    """Unmap one target of the app."""
    rows = world.act("okta.mapping.show")
    world.act("okta.mapping.do_not_map", chance.pick(rows, lambda each: each.target).target)
    world.act("okta.mapping.save", chance.one_of(tuple(Updates)))


@action(0.7, "okta.app.add_attribute")
def add_an_attribute(world: World, chance: Chance) -> None:
    """Add some attribute to the app, sometimes under a name that Okta refuses."""
    name = chance.one_of(("nickName", "title", "costCenter", "2nd", "with space", "userName"))
    world.act(
        "okta.app.add_attribute",
        display_name=name.title(),
        variable_name=name,
        external_name=name,
        external_namespace=CORE_USER_NAMESPACE if chance.flip(0.8) else "",
    )


@action(1, "okta.app.remove_attribute")
def remove_an_attribute(world: World, chance: Chance) -> None:
    """Delete an attribute of the app that was added, sometimes one that cannot be deleted."""
    attributes = world.lab.okta.app.attributes()
    added = [each.variable_name for each in attributes if each.custom]
    every = [each.variable_name for each in attributes]
    world.act("okta.app.remove_attribute", chance.pick(added if added else every))


@action(1.5, "okta.app.configure")
def switch_provisioning(world: World, chance: Chance) -> None:
    """Switch one thing that Okta may do in inSync, or change how it is written."""
    page = world.lab.okta.app.provisioning()
    changes = (
        replace(page, enabled=not page.enabled),
        replace(page, create_users=not page.create_users),
        replace(page, update_user_attributes=not page.update_user_attributes),
        replace(page, deactivate_users=not page.deactivate_users),
        replace(page, style=chance.one_of(tuple(ScimStyle))),
    )
    changed = chance.one_of((*changes, changes[-1]))
    world.act("okta.app.configure", changed)


@action(3, "okta.app.configure", always=True)
def switch_provisioning_on(world: World, _chance: Chance) -> None:
    """Switch everything on that Okta may do in inSync."""
    page = world.lab.okta.app.provisioning()
    if page.enabled and page.create_users and page.update_user_attributes and page.deactivate_users:
        raise NothingToDo
    on = replace(
        page,
        enabled=bool(page.token),
        create_users=True,
        update_user_attributes=True,
        deactivate_users=True,
    )
    world.act("okta.app.configure", on)


@action(1, "okta.app.save_sign_on", "okta.assignments.update_usernames_now")
def change_the_username_format(world: World, chance: Chance) -> None:
    """Save another username format, and mostly update the usernames."""
    formats = (UsernameFormat.OKTA_USERNAME, UsernameFormat.EMAIL, UsernameFormat.EMAIL_PREFIX)
    update_on = chance.one_of(tuple(Apply))
    chosen = chance.weighted(formats, (4, 5, 0.5))
    world.act("okta.app.save_sign_on", SignOn(chosen, update_on=update_on))
    if chance.flip(0.8):
        world.act("okta.assignments.update_usernames_now")


@action(1, "okta.app.test_connection")
def try_the_connection(world: World, _chance: Chance) -> None:
    """Ask inSync for its first users."""
    world.act("okta.app.test_connection")


@action(2, "insync.provisioning.new_token", "okta.app.connect", always=True)
def give_okta_a_new_token(world: World, chance: Chance) -> None:
    """Create a token and enter it in Okta; seldom a wrong one, or it is not entered at all."""
    if chance.flip(0.6) and world.lab.okta.app.provisioning().enabled and not chance.flip(0.2):
        raise NothingToDo
    token = world.act("insync.provisioning.new_token")
    if chance.flip(0.1):
        return
    world.act(
        "okta.app.connect",
        base_url=world.lab.insync.provisioning.base_url(),
        token="wrong" if chance.flip(0.1) else token,
    )


@action(0.5, "okta.app.add_anew", "okta.app.connect", "insync.provisioning.new_token")
def add_the_app_anew(world: World, chance: Chance) -> None:
    """Add the app again, and mostly connect it."""
    world.act("okta.app.add_anew")
    if chance.flip(0.9):
        url = world.lab.insync.provisioning.base_url()
        token = world.act("insync.provisioning.new_token")
        world.act("okta.app.connect", base_url=url, token=token)
