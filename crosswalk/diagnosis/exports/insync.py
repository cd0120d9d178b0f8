"""The users of inSync: their accounts."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk.diagnosis.casefolding import casefolded
from crosswalk.diagnosis.listed import Listed
from crosswalk.diagnosis.tenant import HeldAccount, Note

from .columns import Columns
from .joining import joined
from .texts import Texts

_STAYS = "it stays as it is, and nobody is found by it"
_NO_LICENSE = "-"
_PRESERVED = "preserve"


def accounts(columns: Columns) -> Listed[HeldAccount]:
    """Return the accounts, by email ID."""
    preserved = {text: text.casefold().startswith(_PRESERVED) for text in columns.texts("status")}
    licensed = {text: text != _NO_LICENSE if text else None for text in columns.texts("license")}

    def made(
        email_id: list[str], status: list[str], attribute: list[str | None], license_: list[str]
    ) -> Listed[HeldAccount]:
        flags = [*map(preserved.__getitem__, status)], [*map(licensed.__getitem__, license_)]
        return Listed(HeldAccount, (email_id, flags[0], attribute, flags[1]))

    return joined(columns, [*casefolded(columns.cells["email_id"])], made)


def account_notes(columns: Columns, texts: Texts) -> Iterator[Note]:
    """Yield what cannot be what it should be."""
    yield from columns.wrong("email_id", texts.wrong, _STAYS)
    for field in ("email_id", "attribute"):
        yield from columns.mangled(field, texts.mangled)
