"""The page at ``/``: the three systems side by side, a row a person, what does not fit marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from string import Template

import falcon

from fakes.insync.model import Account
from fakes.microsoft365.model import User
from fakes.okta.model import OktaUser
from fakes.outcomes.model import Outcome
from fakes.outcomes.situation import Situation, gathered

from .look import ALONE, COMPARED, DOCUMENT
from .origins import SYSTEMS
from .people import Person, fitting, people, roles, warnings
from .served import Served, version

SHOWN_AT_MOST = 500
_DOCUMENT, _COMPARED, _ALONE = map(Template, (DOCUMENT, COMPARED, ALONE))


class Page:
    """GET /: everyone, as each system knows them."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Show the page."""
        resp.content_type = falcon.MEDIA_HTML
        resp.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        resp.text = page(self._served)


def page(served: Served) -> str:
    """Return the page as HTML."""
    shown = _compared(served) if served.systems == SYSTEMS else _alone(served)
    return _DOCUMENT.substitute(main=shown)


def _compared(served: Served) -> str:
    lab = served.lab
    everyone = people(lab)
    now = gathered(lab.insync, lab.microsoft365)
    # That inSync has no access is said once, not of everybody.
    situation = now.once_connected()
    said = [warnings(person, situation) for person in everyone]
    shown = zip(everyone[:SHOWN_AT_MOST], said, strict=False)
    rows = "".join(_row(person, each, situation) for person, each in shown)
    beyond = len(everyone) - SHOWN_AT_MOST
    return _COMPARED.substitute(
        version=escape(version()),
        time=escape(lab.wire.clock.now().strftime("%Y-%m-%d %H:%M:%S UTC")),
        stands="stands still" if lab.wire.clock.frozen else "runs",
        setting=escape(now.conditions.access.value),
        people=_counted(len(everyone), "person", "people"),
        **_summed_up(sum(map(bool, said)), connected=now.conditions.connected),
        rows=rows or '<tr><td colspan="5" class="none">Nobody is here yet.</td></tr>',
        beyond=f"<p>{beyond} more are not shown.</p>" if beyond > 0 else "",
        origins=_origins(served),
    )


def _summed_up(warned: int, *, connected: bool) -> dict[str, str]:
    """Say how many do not fit, and what keeps every job from starting."""
    people_said = f"{warned} with something that does not fit" if warned else "everything fits"
    all_said = "" if connected else "; inSync has no access to Microsoft 365"
    tone = "fine" if connected and not warned else "warn"
    return {"warned": people_said + all_said, "tone": tone}


def _alone(served: Served) -> str:
    """Compare nothing: what would be compared is in other processes."""
    here = escape(" and ".join(served.systems))
    return _ALONE.substitute(version=escape(version()), here=here, origins=_origins(served))


def _origins(served: Served) -> str:
    urls = served.urls.items()
    return "".join(
        f"<li><b>{escape(each)}</b> <code>{escape(url)}</code></li>" for each, url in urls
    )


def _row(person: Person, said: tuple[str, ...], situation: Situation) -> str:
    marks = "".join(f"<li>{_address(each)}</li>" for each in said)
    cells = (
        ("Okta", _joined(_okta(each) for each in person.okta)),
        ("inSync", _joined(_account(person, each, situation) for each in person.accounts)),
        ("Microsoft 365", _joined(_user(each) for each in person.users)),
        ("What does not fit", f"<ul>{marks}</ul>" if marks else '<span class="ok">—</span>'),
    )
    columns = "".join(f'<td data-label="{label}">{cell}</td>' for label, cell in cells)
    return f'<tr class="{"warn" if said else ""}"><th>{escape(person.name)}</th>{columns}</tr>'


def _okta(user: OktaUser) -> str:
    return _facts(
        ("login", _address(user.login)),
        ("email", _address(user.email)),
        ("status", escape(user.status.value.lower())),
    )


def _account(person: Person, account: Account, situation: Situation) -> str:
    attribute = account.ad_attribute
    ends = situation.outcomes(account)
    return _facts(
        ("email ID", _marked(person, account.email_id.text, ends)),
        ("AD attribute", _marked(person, attribute, ends) if attribute else _nothing()),
        ("status", escape(account.status.value)),
    )


def _user(user: User) -> str:
    mail = _address(user.mail.text) if user.mail else _nothing()
    aliases = "".join(f"<div>{_address(alias.text)}</div>" for alias in user.aliases)
    return _facts(
        ("UPN", _address(user.user_principal_name.text)),
        ("SMTP", mail),
        ("aliases", aliases or _nothing()),
    )


def _marked(person: Person, address: str, ends: tuple[Outcome, ...]) -> str:
    """Return an address with what it is to Microsoft 365, in the tone of the jobs it is for."""
    found = roles(person, address)
    succeed, fail = fitting(address, ends)
    tone = "absent" if not succeed + fail else "fine" if not fail else "warn" if succeed else "bad"
    word = escape(" · ".join(found) or "unknown")
    return f'{_address(address)} <span class="chip {tone}">{word}</span>'


def _facts(*facts: tuple[str, str]) -> str:
    pairs = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return f"<dl>{pairs}</dl>"


def _address(text: str) -> str:
    """Return a text whose addresses are broken before their @ where they must be."""
    return escape(text).replace("@", "<wbr>@")


def _joined(parts: Iterable[str]) -> str:
    return "".join(_or_absent(parts))


def _or_absent(parts: Iterable[str]) -> Iterator[str]:
    found = list(parts)
    yield from found or ['<span class="absent">not there</span>']


def _nothing() -> str:
    return '<span class="absent">none</span>'


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
