"""What admins of Okta do to people and groups."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from fakes.okta.model import UserStatus

from .action import action
from .picking import DOMAIN, okta_id, okta_user, person

_RESTING = (UserStatus.STAGED, UserStatus.DEPROVISIONED)


@action(5, "okta.directory.update", "okta.jobs.run")
def change_a_profile(world: World, chance: Chance) -> None:
    """Change login, email, a name or another attribute, and send."""
    number = chance.number(1, 60)
    changes = chance.one_of(
        (
            ("login", f"renamed.{number}@{DOMAIN}"),
            ("email", f"mail.{number}@{DOMAIN}"),
            ("email", person(chance).smtp),
            ("firstName", f"Given{number}"),
            ("lastName", "Odd/Name*"),
            ("department", ""),
            ("login", "no address"),
        )
    )
    world.act("okta.directory.update", okta_id(world, chance), changes)
    world.act("okta.jobs.run")


@action(3, "okta.directory.deactivate")
def deactivate(world: World, chance: Chance) -> None:
    """Deactivate a person."""
    world.act("okta.directory.deactivate", okta_id(world, chance))


@action(3, "okta.directory.activate")
def activate(world: World, chance: Chance) -> None:
    """Activate a person who is staged or deactivated, if there is one."""
    users = world.lab.okta.directory.users()
    resting = [each for each in users if each.status in _RESTING]
    world.act("okta.directory.activate", chance.pick(resting or users, lambda each: each.login).id)


@action(1.5, "okta.directory.suspend", "okta.directory.unsuspend")
def suspend(world: World, chance: Chance) -> None:
    """Suspend a person, or end that."""
    user = okta_user(world, chance)
    if user.status is not UserStatus.SUSPENDED:
        world.act("okta.directory.suspend", user.id)
    if user.status is UserStatus.SUSPENDED or chance.flip(0.5):
        world.act("okta.directory.unsuspend", user.id)


@action(1.5, "okta.directory.delete", "okta.directory.deactivate")
def delete(world: World, chance: Chance) -> None:
    """Delete a person, mostly after deactivating."""
    user_id = okta_id(world, chance)
    if chance.flip(0.8):
        world.attempt("okta.directory.deactivate", user_id)
    world.act("okta.directory.delete", user_id)


@action(3, "okta.directory.add_group", "okta.directory.join")
def join_a_group(world: World, chance: Chance) -> None:
    """Put a person into a group, which is added when there is none."""
    groups = world.lab.okta.directory.groups()
    name = f"Group {chance.number(1, 3)}"
    group = next((each for each in groups if each.name == name), None)
    group = group or world.act("okta.directory.add_group", name)
    world.act("okta.directory.join", group.id, okta_id(world, chance))


@action(2, "okta.directory.leave")
def leave_a_group(world: World, chance: Chance) -> None:
    """Take a person out of a group."""
    groups = [each for each in world.lab.okta.directory.groups() if each.members]
    group = chance.pick(groups, lambda each: each.name)
    world.act("okta.directory.leave", group.id, chance.pick(group.members))


@action(1, "okta.session.sign_in")
def sign_in(world: World, chance: Chance) -> None:
    """Go on as an administrator of another role, mostly as one who may do everything."""
    kinds = type(world.lab.okta.session.role())
    role = kinds.SUPER if chance.flip(0.6) else chance.one_of(tuple(kinds))
    world.act("okta.session.sign_in", role)
