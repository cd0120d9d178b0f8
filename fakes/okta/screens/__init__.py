"""The Okta Admin Console as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.okta.admin import OktaAdmin
from fakes.okta.model import AdminRole
from fakes.screens import Browser, Console, Entry

from .people import people_screens

_MENU = (
    Entry("Dashboard", entries=(Entry("Tasks", "/dashboard/tasks"),)),
    Entry("Directory", entries=(Entry("People", "/directory/people"),)),
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
        (*people_screens(okta.directory),),
        roles=tuple(each.value for each in AdminRole),
        role=lambda _browser: okta.session.role().value,
        act_as=act_as,
    )
