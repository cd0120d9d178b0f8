"""The Okta Admin Console as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.okta.admin import OktaAdmin
from fakes.okta.model import AdminRole
from fakes.screens import ASSUMPTIONS, Browser, Console, Entry, Screen

from .app import app_screens
from .assignments import assignment_screens
from .group_assignments import group_assignment_screens
from .groups import group_screens
from .imports import import_screens
from .mappings import mapping_screens
from .overview import overview_screens
from .people import people_screens
from .person import person_screens
from .profile_editor import profile_screens
from .provisioning import provisioning_screens
from .security import security_screens
from .system_log import log_screens
from .tasks import task_screens

_MENU = (
    Entry("Dashboard", "/", (Entry("Tasks", "/dashboard/tasks"),)),
    Entry(
        "Directory",
        "/directory",
        (
            Entry("People", "/directory/people"),
            Entry("Groups", "/directory/groups"),
            Entry("Profile Editor", "/directory/profile-editor"),
        ),
    ),
    Entry("Applications", "/applications"),
    Entry("Reports", "/reports", (Entry("System Log", "/reports/system-log"),)),
    Entry("Security", "/security", (Entry("API", "/security/api/tokens"),)),
    Entry(
        "The lab's own",
        "/lab",
        (
            Entry("Jobs that wait", "/lab/jobs"),
            Entry("Rate limit", "/lab/rate-limit"),
            Entry("Assumptions", ASSUMPTIONS),
        ),
    ),
)


def okta_console(okta: OktaAdmin) -> Console:
    """Return the console of an org."""

    def act_as(_browser: Browser, role: str) -> None:
        okta.session.sign_in(AdminRole(role))

    return Console(
        "okta",
        "Okta Admin Console",
        Path(__file__).with_name("templates"),
        _MENU,
        _screens(okta),
        roles=tuple(each.value for each in AdminRole),
        role=lambda _browser: okta.session.role().value,
        act_as=act_as,
    )


def _screens(okta: OktaAdmin) -> tuple[Screen, ...]:
    return (
        *overview_screens(_MENU),
        *people_screens(okta.directory),
        *person_screens(okta.directory, okta.assignments),
        *group_screens(okta.directory),
        *profile_screens(okta.app, okta.mapping),
        *mapping_screens(okta.app, okta.mapping, okta.directory),
        *app_screens(okta.app, okta.assignments),
        *provisioning_screens(okta.app, okta.assignments),
        *assignment_screens(okta.assignments, okta.directory),
        *group_assignment_screens(okta.assignments, okta.directory),
        *import_screens(okta.imports, okta.directory),
        *task_screens(okta.jobs, okta.directory, okta.assignments),
        *log_screens(okta.log),
        *security_screens(okta.tokens, okta.limits, okta.readings),
    )
