"""What the exports of a tenant do not tell, and what is taken to be so instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crosswalk.diagnosis.tenant import Kind

from .columns import Columns
from .licenses import is_unknown

_NO_ONEDRIVES = (
    "No export lists OneDrives: whoever has a license that covers OneDrive, or of whose licenses "
    "nothing is known, is taken to have one."
)
_NO_LICENSES = (
    "No export lists licenses of Microsoft 365: everybody with a primary SMTP address is taken to "
    "have a mailbox."
)
_NO_APP_USERS = (
    "No export lists the app users of Druva 2.0: every active Okta user is taken to be assigned."
)
_NO_STATUS = "No export tells the status of Okta people: everybody is taken to be active."
_NO_USER_STATUS = "No export tells the status of inSync users: no account is taken to be preserved."


def assumptions(columns: Mapping[Kind, Columns]) -> Iterator[str]:
    """Yield in whole sentences what is taken to be so."""
    if Kind.ONEDRIVES not in columns:
        yield _NO_ONEDRIVES
    yield from _of_licenses(columns[Kind.MICROSOFT365_USERS].cells["licenses"])
    if Kind.APP_USERS not in columns:
        yield _NO_APP_USERS
    if not any(columns[Kind.OKTA_USERS].cells["status"]):
        yield _NO_STATUS
    if not any(columns[Kind.INSYNC_USERS].cells["status"]):
        yield _NO_USER_STATUS


def _of_licenses(licenses: list[str]) -> Iterator[str]:
    if not any(licenses):
        yield _NO_LICENSES
    unknown = sum(map(is_unknown, licenses))
    if unknown:
        people = "1 person has" if unknown == 1 else f"{unknown} people have"
        yield (
            f"{people} a license that is told by an identifier without a known name: what no other "
            "license of theirs covers, it is taken to cover."
        )
