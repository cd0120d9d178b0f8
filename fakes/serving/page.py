"""The page at ``/``: the three systems side by side, a row a person, what does not fit marked."""

from __future__ import annotations

from dataclasses import dataclass

import falcon

from fakes.insync.model import AccessSetting, Account
from fakes.microsoft365.model import User
from fakes.okta.model import OktaUser

from .hosted_lab import HostedLab, version
from .origins import SYSTEMS
from .people import Person, people, roles, warnings

SHOWN_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown: with what an address is to Microsoft 365, and the tone of that."""

    text: str
    role: str = ""
    tone: str = ""


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
    time: str
    frozen: bool
    summary: str
    tone: str
    rows: tuple[Row, ...]
    beyond: int


class Page:
    """GET /: everyone, as each system knows them."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Show the page."""
        resp.content_type = falcon.MEDIA_HTML
        resp.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        resp.text = page(self._hosted)


def page(hosted: HostedLab) -> str:
    """Return the page as HTML."""
    # Few labs are looked at, and every start would pay for importing Jinja.
    from .rendering import render

    return render(
        compared=_compared(hosted) if hosted.systems == SYSTEMS else None,
        systems=hosted.systems,
        urls=hosted.urls,
        version=version(),
    )


def _compared(hosted: HostedLab) -> Compared:
    lab = hosted.lab
    everyone = people(lab)
    access = lab.insync.settings.access_user_accounts_using()
    warned = sum(bool(warnings(person, access)) for person in everyone)
    fits = f"{warned} with something that does not fit" if warned else "everything fits"
    return Compared(
        setting=access.value,
        time=lab.wire.clock.now().strftime("%Y-%m-%d %H:%M:%S UTC"),
        frozen=lab.wire.clock.frozen is not None,
        summary=f"{_counted(len(everyone), 'person', 'people')}, {fits}",
        tone="warn" if warned else "fine",
        rows=tuple(_row(person, access) for person in everyone[:SHOWN_AT_MOST]),
        beyond=max(len(everyone) - SHOWN_AT_MOST, 0),
    )


def _row(person: Person, access: AccessSetting) -> Row:
    systems = (
        ("Okta", tuple(_okta(each) for each in person.okta)),
        ("inSync", tuple(_account(person, each) for each in person.accounts)),
        ("Microsoft 365", tuple(_user(each) for each in person.users)),
    )
    return Row(person.name, systems, warnings(person, access))


def _okta(user: OktaUser) -> Record:
    return (
        _fact("login", user.login),
        _fact("email", user.email),
        _fact("status", user.status.value.lower()),
    )


def _account(person: Person, account: Account) -> Record:
    return (
        _marked(person, "email ID", account.email_id.text, wanted="SMTP"),
        _marked(person, "AD attribute", account.ad_attribute, wanted="UPN"),
        _fact("status", account.status.value),
    )


def _user(user: User) -> Record:
    return (
        _fact("UPN", user.user_principal_name.text),
        _fact("SMTP", user.mail.text if user.mail else None),
        _fact("aliases", *(alias.text for alias in user.aliases)),
    )


def _marked(person: Person, name: str, address: str | None, *, wanted: str) -> Fact:
    """Return an address with what it is to Microsoft 365."""
    if not address:
        return _fact(name)
    found = roles(person, address)
    tone = "fine" if wanted in found else "warn" if found else "bad"
    return Fact(name, (Shown(address, " · ".join(found) or "unknown", tone),))


def _fact(name: str, *values: str | None) -> Fact:
    return Fact(name, tuple(Shown(each) for each in values if each))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
