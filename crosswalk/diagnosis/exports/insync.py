"""The users of inSync: their accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from crosswalk.diagnosis.casefolding import casefolded
from crosswalk.diagnosis.tenant import HeldAccount, Note

from .columns import Columns
from .joining import joined
from .texts import Texts

_STAYS = "it stays as it is, and nobody is found by it"
_NO_LICENSE = "-"
_PRESERVED = "preserve"


def accounts(columns: Columns) -> list[HeldAccount]:
    """Return the accounts, by email ID."""
    preserved = {text: text.casefold().startswith(_PRESERVED) for text in columns.texts("status")}
    licensed = {text: text != _NO_LICENSE if text else None for text in columns.texts("license")}
    make = partial(tuple.__new__, HeldAccount)

    def made(
        email_id: Iterable[str],
        status: Iterable[str],
        attribute: Iterable[str | None],
        license_: Iterable[str],
    ) -> list[HeldAccount]:
        flags = map(preserved.__getitem__, status)
        rows = zip(email_id, flags, attribute, map(licensed.__getitem__, license_), strict=True)
        return [*map(make, rows)]

    return joined(columns, [*casefolded(columns.cells["email_id"])], made)


def account_notes(columns: Columns, texts: Texts) -> Iterator[Note]:
    """Yield what cannot be what it should be."""
    yield from columns.wrong("email_id", texts.wrong, _STAYS)
    for field in ("email_id", "attribute"):
        yield from columns.mangled(field, texts.mangled)
