"""The Okta Admin Console as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.okta.admin import OktaAdmin
from fakes.okta.model import AdminRole
from fakes.screens import Browser, Console, Entry

from .mappings import mapping_screens
from .overview import overview_screens
from .people import people_screens
from .profile_editor import profile_screens

_MENU = (
    Entry("Dashboard", "/", entries=(Entry("Tasks", "/dashboard/tasks"),)),
    Entry(
        "Directory",
        "/directory",
        entries=(
            Entry("People", "/directory/people"),
            Entry("Groups", "/directory/groups"),
            Entry("Profile Editor", "/directory/profile-editor"),
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
        (
            *overview_screens(_MENU),
            *people_screens(okta.directory),
            *profile_screens(okta.app, okta.mapping),
            *mapping_screens(okta.app, okta.mapping, okta.directory),
        ),
        roles=tuple(each.value for each in AdminRole),
        role=lambda _browser: okta.session.role().value,
        act_as=act_as,
    )
