"""Backups, restores, retention, and how inSync has access to Microsoft 365."""

from __future__ import annotations

from datetime import timedelta

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.world import World
from fakes.insync.model import Destination, GraphApp, Profile, Workload

from .action import action
from .picking import account, account_id


@action(4, "insync.protection.back_up")
def back_up_somebody(world: World, chance: Chance) -> None:
    """Back up one app of an account."""
    chosen = account_id(world, chance)
    world.act("insync.protection.back_up", chosen, chance.one_of(tuple(Workload)))


@action(3, "insync.protection.back_up_everyone", always=True)
def back_everybody_up(world: World, _chance: Chance) -> None:
    """Back up everybody."""
    world.act("insync.protection.back_up_everyone")


@action(1, "insync.protection.back_up_profile")
def back_up_a_profile(world: World, chance: Chance) -> None:
    """Back up whoever has a profile."""
    name = chance.weighted(("Default", "Short", "Nobody's"), (6, 3, 0.5))
    world.act("insync.protection.back_up_profile", name)


@action(6, "insync.protection.restore", always=True)
def restore(world: World, chance: Chance) -> None:
    """Restore a snapshot of somebody: the latest or an earlier one, to them or to another."""
    protection = world.lab.insync.protection
    found = [
        (each, workload)
        for each in world.lab.insync.accounts.all()
        for workload in Workload
        if protection.snapshots(each.id, workload)
    ]
    source, workload = chance.pick(found, lambda each: f"{each[0].email_id} {each[1].value}")
    earlier = chance.pick(protection.snapshots(source.id, workload), lambda each: each.id).id
    world.act(
        "insync.protection.restore",
        source.id,
        workload,
        snapshot_id=chance.one_of((None, None, earlier, 4_000_000 if chance.flip(0.1) else None)),
        destination=chance.one_of(tuple(Destination)),
        to_account_id=account(world, chance).id if chance.flip(0.25) else None,
    )


@action(
    *(1.5, "insync.protection.back_up", "insync.protection.apply_retention"),
    *("insync.profiles.save",),
)
def apply_the_retention(world: World, chance: Chance) -> None:
    """Remove what the profiles no longer keep, mostly when there is something."""
    if chance.flip(0.7):
        chosen = account(world, chance)
        workload = chance.one_of(tuple(Workload))
        world.act("insync.profiles.save", Profile(chosen.profile, retention_days=7))
        for _ in range(chance.number(1, 2)):
            world.act("insync.protection.back_up", chosen.id, workload)
        world.pass_by(timedelta(days=8))
        if chance.flip(0.5):
            world.act("insync.protection.back_up", chosen.id, workload)
    world.act("insync.protection.apply_retention")


@action(0.5, "insync.protection.revoke")
def revoke_the_access(world: World, _chance: Chance) -> None:
    """Take the authorization of inSync back."""
    world.act("insync.protection.revoke")


@action(2, "microsoft365.apps.register_app", "insync.protection.connect", always=True)
def authorize_again(world: World, chance: Chance) -> None:
    """Authorize inSync anew where its access is gone, and sometimes where it is not."""
    if world.lab.insync.protection.connected_as() and chance.flip(0.5):
        raise NothingToDo
    authorize(world)


def authorize(world: World) -> None:
    """Register an app in Microsoft 365 and let inSync use it."""
    given = world.act("microsoft365.apps.register_app", "Druva inSync")
    app = GraphApp(given.tenant_id, given.client_id, given.client_secret)
    world.act("insync.protection.connect", app)
