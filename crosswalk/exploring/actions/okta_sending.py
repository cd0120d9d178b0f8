"""Assignments, the queue and its tasks, and imports into Okta."""

from __future__ import annotations

from dataclasses import replace

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.world import World
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import Action, AppUser, MatchOn, RowState

from .action import action
from .picking import DOMAIN, okta_id, person

_RUN = "okta.jobs.run"


@action(8, "okta.assignments.assign", _RUN, always=True)
def assign(world: World, chance: Chance) -> None:
    """Assign the app to somebody who does not have it yet, and mostly send."""
    okta = world.lab.okta
    users = [each for each in okta.directory.users() if okta.assignments.of(each.id) is None]
    somebody = chance.pick(users, lambda each: each.login).id
    world.act("okta.assignments.assign", "00unobody" if chance.flip(0.03) else somebody)
    if chance.flip(0.8):
        world.act(_RUN)


@action(3, "okta.assignments.assign", "okta.assignments.apply_updates_now", _RUN, always=True)
def import_everybody(world: World, _chance: Chance) -> None:
    """Assign the app to whoever does not have it, apply updates to the rest, and send."""
    okta = world.lab.okta
    if okta.assignments.all():
        world.act("okta.assignments.apply_updates_now")
    for user in okta.directory.users():
        if okta.assignments.of(user.id) is None:
            world.attempt("okta.assignments.assign", user.id)
    world.act(_RUN)


@action(3, "okta.assignments.unassign", "okta.assignments.assign", _RUN)
def unassign(world: World, chance: Chance) -> None:
    """Take the app from somebody, and mostly give it back."""
    user_id = _assigned(world, chance).user_id
    world.act("okta.assignments.unassign", user_id)
    if chance.flip(0.7):
        world.act(_RUN)
    if chance.flip(0.5):
        world.act("okta.assignments.assign", user_id)
        world.act(_RUN)


@action(1, "okta.app.configure", "okta.assignments.unassign", _RUN)
def unassign_while_nobody_is_deactivated(world: World, chance: Chance) -> None:
    """Switch *Deactivate Users* off, and take the app from somebody who has an account."""
    okta = world.lab.okta
    linked = [each for each in okta.assignments.all() if each.external_id]
    chosen = chance.pick(linked, lambda each: each.user_name)
    world.act("okta.app.configure", replace(okta.app.provisioning(), deactivate_users=False))
    world.act("okta.assignments.unassign", chosen.user_id)
    world.act(_RUN)


@action(2, "okta.assignments.assign_group", _RUN)
def assign_a_group(world: World, chance: Chance) -> None:
    """Assign the app to a group, and send."""
    group = chance.pick(world.lab.okta.directory.groups(), lambda each: each.name)
    world.act("okta.assignments.assign_group", group.id)
    world.act(_RUN)


@action(2.5, "okta.assignments.assign_group", "okta.assignments.unassign_group", _RUN)
def unassign_a_group(world: World, chance: Chance) -> None:
    """Take the app from a group, which mostly was given it right before, and send."""
    group = chance.pick(world.lab.okta.directory.groups(), lambda each: each.name)
    if chance.flip(0.7):
        world.attempt("okta.assignments.assign_group", group.id)
        world.act(_RUN)
    world.act("okta.assignments.unassign_group", group.id)
    world.act(_RUN)


@action(3, "okta.assignments.edit_username", _RUN)
def edit_a_username(world: World, chance: Chance) -> None:
    """Edit the username on an assignment, and send."""
    user_id = _assigned(world, chance).user_id
    edited = f"edited.{chance.number(1, 60)}@{DOMAIN}"
    name = chance.one_of((edited, person(chance).smtp, person(chance).upn.upper(), "no address"))
    world.act("okta.assignments.edit_username", user_id, name)
    world.act(_RUN)


@action(2, "okta.assignments.provision_user", _RUN)
def provision_somebody(world: World, chance: Chance) -> None:
    """Provision somebody who was assigned before provisioning was on, if there is one."""
    assigned = world.lab.okta.assignments.all()
    waiting = [each for each in assigned if each.before_provisioning]
    chosen = chance.pick(waiting or assigned, lambda each: each.user_name)
    world.act("okta.assignments.provision_user", chosen.user_id)
    world.act(_RUN)


@action(
    *(2.5, "okta.app.configure", "okta.assignments.assign", "okta.assignments.provision_user"),
    _RUN,
)
def assign_before_provisioning_is_on(world: World, chance: Chance) -> None:
    """Assign the app to somebody while provisioning is off, switch it on, and provision them."""
    okta = world.lab.okta
    page = okta.app.provisioning()
    users = [each for each in okta.directory.users() if okta.assignments.of(each.id) is None]
    somebody = chance.pick(users, lambda each: each.login)
    world.act("okta.app.configure", replace(page, enabled=False))
    world.attempt("okta.assignments.assign", somebody.id)
    world.act("okta.app.configure", page)
    world.act("okta.assignments.provision_user", somebody.id)
    world.act(_RUN)


@action(3, "okta.assignments.apply_updates_now", _RUN)
def apply_updates_now(world: World, _chance: Chance) -> None:
    """Apply the mappings to everybody who is assigned, and send."""
    world.act("okta.assignments.apply_updates_now")
    world.act(_RUN)


@action(2, "okta.assignments.force_sync", _RUN)
def force_a_sync(world: World, _chance: Chance) -> None:
    """Send what differs from the last push."""
    world.act("okta.assignments.force_sync")
    world.act(_RUN)


@action(1, "okta.assignments.update_usernames_now", _RUN)
def update_the_usernames_now(world: World, _chance: Chance) -> None:
    """Compute the usernames anew, and send."""
    world.act("okta.assignments.update_usernames_now")
    world.act(_RUN)


@action(6, _RUN, always=True)
def run_the_queue(world: World, _chance: Chance) -> None:
    """Run the jobs whose time has come."""
    if not world.lab.okta.jobs.pending():
        raise NothingToDo
    world.act(_RUN)


@action(3, "okta.jobs.retry", _RUN, always=True)
def retry_tasks(world: World, chance: Chance) -> None:
    """Retry one failed job, the deactivations or all of them, and mostly send."""
    tasks = world.lab.okta.jobs.tasks()
    deactivations = tuple(each for each in tasks if each.action is Action.DEACTIVATE)
    if deactivations and chance.flip(0.4):
        chosen = deactivations
    else:
        chosen = tasks if chance.flip(0.3) else (chance.pick(tasks, lambda each: each.text),)
    for task in chosen:
        world.act("okta.jobs.retry", "no task" if chance.flip(0.03) else task.id)
    if chance.flip(0.7):
        world.act(_RUN)


@action(2, "okta.imports.import_now")
def import_into_okta(world: World, chance: Chance) -> None:
    """Read the accounts of inSync into Okta."""
    match_on = chance.one_of(tuple(MatchOn))
    world.act("okta.imports.import_now", match_on=match_on, allow_partial=chance.flip(0.7))


@action(2.5, "okta.imports.import_now", "okta.imports.confirm", _RUN)
def confirm_an_import(world: World, chance: Chance) -> None:
    """Confirm a row of the last import: its match, a person of one's own choice, or a new one."""
    okta = world.lab.okta
    if not _pending(okta):
        world.act("okta.imports.import_now")
    row = chance.pick(_pending(okta), lambda each: each)
    somebody = okta_id(world, chance) if chance.flip(0.15) else None
    world.act("okta.imports.confirm", row, user_id=somebody)
    world.act(_RUN)


@action(1.2, "okta.imports.import_now", "okta.imports.ignore")
def ignore_a_row(world: World, chance: Chance) -> None:
    """Leave a row of the last import alone, or of a new one."""
    if not _pending(world.lab.okta):
        world.act("okta.imports.import_now")
    world.act("okta.imports.ignore", chance.pick(_pending(world.lab.okta), lambda each: each))


def _pending(okta: OktaAdmin) -> list[str]:
    return [each.external_id for each in okta.imports.rows() if each.state is RowState.PENDING]


def _assigned(world: World, chance: Chance) -> AppUser:
    return chance.pick(world.lab.okta.assignments.all(), lambda each: each.user_name)
