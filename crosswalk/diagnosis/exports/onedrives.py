"""Whose OneDrives there are, as Get-SPOSite lists personal sites."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk.diagnosis.tenant import Note

from .columns import Columns
from .texts import Texts

_PERSONAL = "/personal/"
_NO_PERSONAL_SITE = (
    "no personal site is listed, so nobody has a OneDrive: "
    "export them with Get-SPOSite -IncludePersonalSite $true -Limit All"
)


def owners(columns: Columns) -> frozenset[str]:
    """Return who owns a personal site, casefolded; other sites are passed over."""
    return frozenset(
        # Claims name a provider before the UPN: i:0#.f|membership|ada@corp.example.
        owner.rpartition("|")[2].casefold()
        for owner, url in zip(columns.cells["owner"], columns.cells["url"], strict=True)
        if _PERSONAL in url.casefold()
    )


def onedrive_notes(columns: Columns, texts: Texts) -> Iterator[Note]:
    """Yield what cannot be what it should be, and that no personal site is listed."""
    if len(columns) and not owners(columns):
        yield Note(columns.place(0), _NO_PERSONAL_SITE)
    yield from columns.mangled("owner", texts.mangled)
