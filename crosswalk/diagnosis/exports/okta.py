"""The people of Okta, and the app users of Druva 2.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crosswalk.diagnosis.casefolding import casefolded
from crosswalk.diagnosis.listed import Listed
from crosswalk.diagnosis.tenant import AppUser, Note, OktaUser

from .columns import Columns
from .joining import contradiction, joined
from .texts import Texts

_STAYS = "it stays as it is, and nobody is found by it"
_DEACTIVATED = "DEPROVISIONED"
_NONE: Mapping[str, str] = {}


def okta_users(columns: Columns) -> Listed[OktaUser]:
    """Return the users of Okta, by login."""
    _check_ids(columns)
    active = {text: text.upper() != _DEACTIVATED for text in columns.texts("status")}
    names = [*columns.further.values()]

    def made(
        login: list[str], email: list[str], status: list[str], id_: list[str], *further: list[str]
    ) -> Listed[OktaUser]:
        states = [*map(active.__getitem__, status)]
        attributes = _attributes(names, further) if names else [_NONE] * len(login)
        return Listed(OktaUser, (login, email, states, id_, attributes))

    return joined(columns, [*casefolded(columns.cells["login"])], made)


def _attributes(names: Sequence[str], further: Sequence[list[str]]) -> list[Mapping[str, str]]:
    """Return the attributes of each user that are told."""
    return [
        {name: value for name, value in zip(names, values, strict=True) if value}
        for values in zip(*further, strict=True)
    ]


def _check_ids(columns: Columns) -> None:
    """Raise UnusableExport for two logins with one id."""
    logins, ids = columns.cells["login"], columns.cells["id"]
    if len({*ids}) == len(ids):
        return
    known: dict[str, int] = {}
    for number, (login, id_) in enumerate(zip(logins, ids, strict=True)):
        first = known.setdefault(id_, number)
        if id_ and logins[first].casefold() != login.casefold():
            raise contradiction(columns, "login", first, number, who=id_)


def okta_notes(columns: Columns, texts: Texts) -> Iterator[Note]:
    """Yield what cannot be what it should be. A login need not be an address."""
    yield from columns.wrong("email", texts.wrong, _STAYS)
    for field in ("login", "email"):
        yield from columns.mangled(field, texts.mangled)


def app_users(columns: Columns) -> list[AppUser]:
    """Return the app users, by user name."""
    names, ids = columns.cells["user_name"], columns.cells["id"]
    # A file without ids completes one with ids: who has the same user name, if that is one.
    known: dict[str, str] = {}
    for name, id_ in zip(names, ids, strict=True):
        if id_ and known.setdefault(name.casefold(), id_) != id_:
            known[name.casefold()] = ""
    keys = [
        id_ or known.get(name.casefold()) or name.casefold()
        for name, id_ in zip(names, ids, strict=True)
    ]

    def made(name: list[str], external_id: list[str], id_: list[str]) -> Listed[AppUser]:
        return Listed(AppUser, (name, id_, external_id))

    users = joined(columns, keys, made)
    return sorted(users, key=lambda user: (user.user_name.casefold(), user.id))


def app_user_notes(columns: Columns, texts: Texts) -> Iterator[Note]:
    """Yield what cannot be what it should be. A userName need not be an address."""
    yield from columns.mangled("user_name", texts.mangled)
