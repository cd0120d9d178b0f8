"""What admins of inSync do to settings, profiles, licenses and provisioning."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World
from crosswalk.procedure.procedure import SETTING, SETTING_WAY
from fakes.insync.model import (
    EVERYONE,
    AccessSetting,
    AdminRole,
    Profile,
    ScimMapping,
    Workload,
)

from .action import action

_CLICK, _CHOOSE, _SAVE = (f"insync.settings.{each}" for each in ("click", "choose", "save"))


@action(3, _CLICK, _CHOOSE, _SAVE, always=True)
def change_the_setting(world: World, chance: Chance) -> None:
    """Change how user accounts are accessed, seldom as somebody who may not."""
    set_access(world, chance.one_of(tuple(AccessSetting)), _role(chance))


def set_access(
    world: World, access: AccessSetting, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR
) -> None:
    """Go to the setting, choose a value and save."""
    for label in SETTING_WAY:
        world.act(_CLICK, label)
    world.act(_CHOOSE, name=SETTING, value=access.value)
    world.act(_SAVE, role=role)


@action(0.5, _CLICK, _CHOOSE)
def get_lost_in_the_console(world: World, chance: Chance) -> None:
    """Click what may not be there, and choose what cannot be chosen."""
    world.attempt(_CLICK, chance.one_of((*SETTING_WAY, "Nowhere")))
    world.act(_CHOOSE, name=SETTING, value=chance.one_of(("UPN", AccessSetting.EMAIL_ID.value)))


@action(0.5, "okta.console.click")
def click_in_okta(world: World, chance: Chance) -> None:
    """Click in the console of Okta what it may offer."""
    labels = ("Directory", "Profile Editor", "Applications", "Applications", "Nowhere")
    world.attempt("okta.console.click", chance.one_of(labels))
    world.act("okta.console.click", chance.one_of(labels))


def _role(chance: Chance) -> AdminRole:
    return chance.weighted(tuple(AdminRole), (0.95, 0.05))


@action(1.5, "insync.profiles.save")
def save_a_profile(world: World, chance: Chance) -> None:
    """Save a profile: how many it takes, how long it keeps, what it protects."""
    count = len(world.lab.insync.accounts.all())
    world.act(
        "insync.profiles.save",
        Profile(
            chance.weighted(("Default", "Short", ""), (6, 4, 0.3)),
            max_users=chance.one_of((0, 0, 0, count, count + 1, 1, -1)),
            retention_days=chance.one_of((0, 0, 7, 30)),
            workloads=frozenset(chance.one_of((tuple(Workload), tuple(Workload)[:1], ()))),
            ad_ldap_login=chance.flip(0.4),
        ),
    )


@action(2, "insync.profiles.save", always=True)
def protect_everything(world: World, _chance: Chance) -> None:
    """Let the default profile protect both apps of any number of users."""
    world.act("insync.profiles.save", Profile("Default"))


@action(1.5, "insync.profiles.buy_licenses", "insync.profiles.buy_preserved_licenses")
def use_the_licenses_up(world: World, chance: Chance) -> None:
    """Leave no more licenses than are in use, or few of them."""
    licenses = world.lab.insync.profiles.licenses()
    if chance.flip(0.5):
        world.act("insync.profiles.buy_preserved_licenses", chance.one_of((0, 1, 2, -1)))
    world.act("insync.profiles.buy_licenses", licenses.active_consumed + chance.number(0, 1))


@action(2, "insync.profiles.buy_licenses", always=True)
def buy_licenses(world: World, chance: Chance) -> None:
    """Buy licenses enough for anybody."""
    world.act("insync.profiles.buy_licenses", chance.one_of((1_000, 1_000_000)))


@action(0.8, "insync.provisioning.save_mappings")
def change_the_scim_mappings(world: World, chance: Chance) -> None:
    """Save other SCIM mappings: by an attribute, for nobody, or wrong ones."""
    by_department = ScimMapping("Sales", "Short", "Default", "department", ("Sales",))
    by_name = ScimMapping("Names", "Default", "Default", "userName", ("p1@corp.example",))
    nobody = ScimMapping("", "Nobody's", "Default")
    mappings = chance.one_of(((), (by_department, EVERYONE), (by_name,), (nobody,)))
    world.act("insync.provisioning.save_mappings", mappings)


@action(2, "insync.provisioning.save_mappings", always=True)
def allow_everyone(world: World, _chance: Chance) -> None:
    """Let SCIM take in any user."""
    world.act("insync.provisioning.save_mappings", (EVERYONE,))


@action(0.4, "insync.provisioning.change_to_scim")
def change_to_scim(world: World, _chance: Chance) -> None:
    """Exchange AD/LDAP for SCIM."""
    world.act("insync.provisioning.change_to_scim")


@action(
    *(3, "okta.readings.choose", "insync.readings.choose", "microsoft365.readings.choose"),
    always=True,
)
def read_assumptions_otherwise(world: World, chance: Chance) -> None:
    """Put readings of some assumptions in force; seldom one that there is not."""
    systems = ("okta", "insync", "microsoft365")
    offered = [
        (system, *option)
        for system in systems
        for option in getattr(world.lab, system).readings.options()
    ]
    for _ in range(chance.number(1, 5)):
        system, assumption, readings = chance.one_of(offered)
        reading = "otherwise" if chance.flip(0.02) else chance.one_of(readings)
        world.act(f"{system}.readings.choose", assumption, reading)
