"""What goes wrong: on the wire, with a system that is killed, and by time that passes."""

from __future__ import annotations

from datetime import timedelta

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.kinds import ODD_BODIES, Kind, Trouble, fault_of
from crosswalk.exploring.world import World
from fakes.insync.assumed import MailApi
from fakes.insync.model import AccountStatus, Destination, Workload
from fakes.outcomes.model import Job
from fakes.outcomes.situation import gathered

from . import hiring
from .action import action
from .picking import person

_RUN = "okta.jobs.run"
_BACK_UP = "insync.protection.back_up"
_RESTORE = "insync.protection.restore"
_SCIM = (Kind.LOOK_UP, Kind.CREATE, Kind.READ, Kind.REPLACE, Kind.PATCH)
_MAIL = (Kind.MAIL_LIST, Kind.MAIL_READ, Kind.MAIL_WRITE)
_GRAPH = (Kind.GRAPH_MAIL_READ, Kind.GRAPH_MAIL_WRITE)
_DRIVE = (Kind.DRIVE_READ, Kind.DRIVE_WRITE, Kind.DOWNLOAD)
_WRITES = (Kind.MAIL_WRITE, Kind.GRAPH_MAIL_WRITE, Kind.DRIVE_WRITE)
_OF_JOBS = (*_MAIL, *_DRIVE, *_GRAPH, *_WRITES, Kind.MAIL_READ, Kind.TOKEN)
_WIRE = tuple(each for each in Trouble if each is not Trouble.KILLED)
_PROVISIONING = (
    *("okta.directory.add", "okta.assignments.assign", "okta.assignments.unassign"),
    *("okta.directory.update", _RUN),
)
_JOBS = (
    *(_BACK_UP, _RESTORE, "insync.readings.choose", "microsoft365.exchange.compose"),
    *("microsoft365.onedrive.write_file", "microsoft365.onedrive.remove"),
)


@action(9, *_PROVISIONING, always=True)
def provisioning_meets_a_fault(world: World, chance: Chance) -> None:
    """Let a fault meet the requests of a kind, and send what makes such requests."""
    kind = chance.turn(_SCIM)
    _arm(world, chance, kind)
    _provoke(world, chance, kind)
    world.act(_RUN)


@action(1.5, "okta.imports.import_now", always=True)
def an_import_meets_a_fault(world: World, chance: Chance) -> None:
    """Let a fault meet the listing of an import."""
    _arm(world, chance, Kind.LIST)
    world.act("okta.imports.import_now")


def _arm(world: World, chance: Chance, kind: Kind) -> None:
    world.arm(
        fault_of(
            kind,
            chance.turn(_WIRE),
            odd=chance.one_of(ODD_BODIES),
            wait=chance.one_of((1, 30, 4_000)),
            times=chance.one_of((1, 1, 1, 2, 12)),
            said=chance.one_of(("", "", "", "", "soon", "99999999999999999", "9" * 5_000)),
        )
    )


def _provoke(world: World, chance: Chance, kind: Kind) -> None:
    """Do what makes Okta send a request of a kind with the next run."""
    if kind in (Kind.LOOK_UP, Kind.CREATE):
        _newcomer(world, chance)
        return
    okta = world.lab.okta
    linked = [each for each in okta.assignments.all() if each.external_id]
    chosen = chance.pick(linked, lambda each: each.user_name)
    if kind is Kind.PATCH:
        world.act("okta.assignments.unassign", chosen.user_id)
    else:
        name = ("firstName", f"Given{chance.number(1, 999)}")
        world.act("okta.directory.update", chosen.user_id, name)


def _newcomer(world: World, chance: Chance) -> None:
    """Assign the app to somebody, who is added where everybody has it."""
    okta = world.lab.okta
    if all(okta.assignments.of(each.id) for each in okta.directory.users()):
        hiring.enter_okta(world, person(chance))
    without = [each for each in okta.directory.users() if okta.assignments.of(each.id) is None]
    user = chance.pick(without, lambda each: each.login)
    world.act("okta.assignments.assign", user.id)


@action(26, *_JOBS, always=True)
def a_job_meets_a_fault(world: World, chance: Chance) -> None:
    """Let a fault meet what a job of inSync asks of Microsoft 365."""
    kind = chance.turn(_OF_JOBS)
    for _ in range(2):
        chosen, workload = _ready(world, chance, kind)
        if kind in _WRITES:
            _back_up_first(world, chosen, workload)
            world.pass_by(timedelta(minutes=1))
            _arm(world, chance, kind)
            place = Destination.NEW_FOLDER if chance.flip(0.8) else Destination.ORIGINAL
            world.act(_RESTORE, chosen, workload, destination=place)
        else:
            if kind is Kind.DOWNLOAD:
                _change_a_file(world, chance, chosen)
            _arm(world, chance, kind)
            world.act(_BACK_UP, chosen, workload)


def _change_a_file(world: World, chance: Chance, chosen: int) -> None:
    """Back up somebody's OneDrive, and write one of their files again, so that it is read again."""
    backup = world.act(_BACK_UP, chosen, Workload.ONEDRIVE)
    account = world.lab.insync.accounts.account(chosen)
    situation = gathered(world.lab.insync, world.lab.microsoft365)
    owner = situation.outcome(Job.of(Workload.ONEDRIVE, restores=False), account).opened
    files = world.lab.microsoft365.onedrive.list_files(owner.id) if owner else ()
    if backup.snapshot_id is not None and owner is not None and files:
        path = chance.pick([each.path for each in files])
        content = f"Changed {chance.number(1, 9_999)}".encode()
        world.act("microsoft365.onedrive.write_file", owner.id, path=path, content=content)


def _ready(world: World, chance: Chance, kind: Kind) -> tuple[int, Workload]:
    """Make sure that a job asks for a kind of thing; return the account and the app it is of."""
    if kind in (*_MAIL, *_GRAPH):
        api = MailApi.EWS if kind in _MAIL else MailApi.GRAPH
        world.act("insync.readings.choose", "A53", api.value)
    if kind is Kind.TOKEN:
        world.pass_by(timedelta(hours=2))
    if kind in (Kind.MAIL_READ, Kind.GRAPH_MAIL_READ):
        _letter(world, chance)
    workload = Workload.ONEDRIVE if kind in _DRIVE else Workload.EXCHANGE_ONLINE
    return _reaching(world, chance, kind, workload), workload


def _back_up_first(world: World, chosen: int, workload: Workload) -> None:
    if world.act(_BACK_UP, chosen, workload).snapshot_id is None:
        raise NothingToDo


def _reaching(world: World, chance: Chance, kind: Kind, workload: Workload) -> int:
    """Return the number of an account whose job reaches somebody, or of any that is active."""
    accounts = world.lab.insync.accounts.all()
    active = [each for each in accounts if each.status is AccountStatus.ACTIVE]
    situation = gathered(world.lab.insync, world.lab.microsoft365)
    jobs = [Job.of(workload, restores=False)]
    if kind in _WRITES:
        jobs.append(Job.of(workload, restores=True))
    fit = [each for each in active if all(situation.outcome(job, each).succeeds for job in jobs)]
    return chance.pick(fit or active, lambda each: each.email_id).id


def _letter(world: World, chance: Chance) -> None:
    """Put a letter into somebody's inbox."""
    for user in world.lab.microsoft365.directory.list_users():
        world.attempt(
            "microsoft365.exchange.compose",
            user.id,
            subject="New",
            sender=user.user_principal_name,
            body=f"Letter {chance.number(1, 9_999)}",
        )


@action(5, *_PROVISIONING, in_process=True, always=True)
def okta_is_killed_while_it_provisions(world: World, chance: Chance) -> None:
    """Kill Okta after inSync did something and before Okta kept the answer; then go on."""
    kind = chance.turn(_SCIM)
    _provoke(world, chance, kind)
    world.kill_during(kind, _RUN)
    world.act(_RUN)


@action(8, *_JOBS, in_process=True, always=True)
def insync_is_killed_during_a_job(world: World, chance: Chance) -> None:
    """Kill inSync after Microsoft 365 did something for a job; then start the job again."""
    kind = chance.turn(_OF_JOBS)
    chosen, workload = _ready(world, chance, kind)
    if kind in _WRITES:
        _back_up_first(world, chosen, workload)
        place = Destination.NEW_FOLDER
        world.kill_during(kind, _RESTORE, chosen, workload, destination=place)
        world.act(_RESTORE, chosen, workload)
        return
    world.kill_during(kind, _BACK_UP, chosen, workload)
    world.act(_BACK_UP, chosen, workload)


@action(1, always=True)
def the_lab_is_restarted(world: World, _chance: Chance) -> None:
    """Start every system anew from what it kept."""
    world.restart()


@action(5, always=True)
def time_passes(world: World, chance: Chance) -> None:
    """Let minutes pass, or hours, or days."""
    minutes = chance.weighted((1, 10, 90, 1_500, 11_000), (4, 4, 2, 1, 0.5))
    world.pass_by(timedelta(minutes=minutes))


@action(0.8, always=True)
def a_long_time_passes(world: World, chance: Chance) -> None:
    """Let more time pass than somebody or something is kept: a month, a quarter, a year."""
    world.pass_by(timedelta(days=chance.one_of((31, 61, 94, 366))))


@action(2, always=True)
def the_trouble_ends(world: World, _chance: Chance) -> None:
    """Let nothing go wrong any more."""
    if not world.faults:
        raise NothingToDo
    world.clear_faults()
