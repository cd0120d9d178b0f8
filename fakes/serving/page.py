"""The page at ``/``: the way to the consoles, and a row a person with what does not fit marked."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.insync.model import Account
from fakes.microsoft365.model import User
from fakes.okta.model import OktaUser
from fakes.outcomes.model import Outcome
from fakes.outcomes.shown import of_account, of_user
from fakes.outcomes.situation import Situation, gathered
from fakes.outcomes.warnings import of_everybody

from .consoles import consoles_of
from .endpoints import Html
from .hosted_lab import HostedLab, version
from .origins import SYSTEMS
from .people import Person, fitting, people, problems, roles

SHOWN_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown: with what an address is to Microsoft 365, and the tone of that.

    ``leads_to`` is the page of a console that shows all of it.
    """

    text: str
    role: str = ""
    tone: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a system knows of somebody, under a name; there may be several values, or none."""

    name: str
    values: tuple[Shown, ...]


Record = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One person: what each system holds of them, and what does not fit."""

    name: str
    systems: tuple[tuple[str, tuple[Record, ...]], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What the page says where all three systems are served."""

    setting: str
    missing: tuple[str, ...]
    time: str
    frozen: bool
    summary: str
    tone: str
    rows: tuple[Row, ...]
    beyond: int


class Page:
    """The page of a lab."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def get(self) -> Html:
        """Show everyone's addresses in the three systems, and what does not fit, as a page."""
        return Html(page(self._hosted))


def read_template() -> None:
    """Read the template of the page now, so that the first who looks need not wait for it."""
    from .rendering import template

    template()


def page(hosted: HostedLab) -> str:
    """Return the page as HTML."""
    # Only a served lab is looked at; whoever else imports this does not pay for Jinja.
    from .rendering import render

    return render(
        compared=_compared(hosted) if hosted.systems == SYSTEMS else None,
        systems=hosted.systems,
        consoles=consoles_of(hosted),
        urls=hosted.urls,
        version=version(),
    )


def _compared(hosted: HostedLab) -> Compared:
    lab = hosted.lab
    everyone = people(lab)
    situation = gathered(lab.insync, lab.microsoft365)
    said = [problems(person, situation) for person in everyone]
    shown = zip(everyone[:SHOWN_AT_MOST], said, strict=False)
    warned = sum(map(bool, said))
    return Compared(
        setting=situation.conditions.access.value,
        missing=of_everybody(situation),
        time=lab.wire.clock.now().strftime("%Y-%m-%d %H:%M:%S UTC"),
        frozen=lab.wire.clock.frozen is not None,
        summary=_summed_up(len(everyone), warned),
        tone="warn" if warned else "fine",
        rows=tuple(_row(person, each, situation) for person, each in shown),
        beyond=max(len(everyone) - SHOWN_AT_MOST, 0),
    )


def _summed_up(count: int, warned: int) -> str:
    """Say how many have a problem."""
    users = _counted(count, "user", "users")
    return f"{warned} of {users} have a problem" if warned else f"{users}, no problem"


def _row(person: Person, said: tuple[str, ...], situation: Situation) -> Row:
    systems = (
        ("Okta", tuple(_okta(each) for each in person.okta)),
        ("inSync", tuple(_account(person, each, situation) for each in person.accounts)),
        ("Microsoft 365", tuple(_user(each, situation) for each in person.users)),
    )
    return Row(person.name, systems, said)


def _okta(user: OktaUser) -> Record:
    return (
        _linked("login", user.login, f"/okta/directory/people/{user.id}"),
        _fact("email", user.email),
        _fact("status", user.status.value.lower()),
    )


def _account(person: Person, account: Account, situation: Situation) -> Record:
    ends = situation.outcomes(account)
    return (
        _marked(person, "email ID", account.email_id.text, ends, f"/insync/users/{account.id}"),
        _marked(person, "AD attribute", account.ad_attribute, ends),
        *(_fact(each.name, each.text) for each in of_account(account, situation)),
    )


def _user(user: User, situation: Situation) -> Record:
    return (
        _linked("UPN", user.user_principal_name.text, f"/microsoft365/users/active/{user.id}"),
        _fact("SMTP", user.mail.text if user.mail else None),
        _fact("aliases", *(alias.text for alias in user.aliases)),
        *(_fact(each.name, each.text) for each in of_user(user, situation)),
    )


def _marked(
    person: Person,
    name: str,
    address: str | None,
    ends: tuple[Outcome, ...],
    leads_to: str = "",
) -> Fact:
    """Return an address with what it is to Microsoft 365, in the tone of the jobs it is for."""
    if not address:
        return _fact(name)
    found = roles(person, address)
    succeed, fail = fitting(address, ends)
    tone = "absent" if not succeed + fail else "fine" if not fail else "warn" if succeed else "bad"
    return Fact(name, (Shown(address, " · ".join(found) or "unknown", tone, leads_to),))


def _fact(name: str, *values: str | None) -> Fact:
    return Fact(name, tuple(Shown(each) for each in values if each))


def _linked(name: str, value: str, leads_to: str) -> Fact:
    return Fact(name, (Shown(value, leads_to=leads_to),))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
