"""A scenario about a row: the people whom it takes, today, the procedure, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Foretold, Outcomes, Row, Word
from crosswalk.diagnosis.tenant import MailUser
from fakes.insync.model import AccessSetting
from fakes.microsoft365.model import License

_COLUMNS = (
    *("person", "login", "email", "UPN", "primary SMTP address", "aliases"),
    *("license", "mailbox", "OneDrive", "inSync email ID", "AD attribute"),
)
_KEEPER = "Keeper"
_KEEPERS = {
    "person": _KEEPER,
    "UPN": "keeper@rehearsal.example",
    "inSync email ID": "keeper@rehearsal.example",
}
_PRESERVED = 'no backup is started because "the account is preserved"'
_BACKUPS = ("OneDrive", "Exchange Online")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a scenario: who they are in Okta if they are sent, their account, and the rest.

    All texts are pseudonyms. ``email_id`` is empty without an account, ``change`` without a change.
    """

    login: str = ""
    email: str = ""
    mail_user: MailUser | None = None
    email_id: str = ""
    attribute: str = ""
    preserved: bool = False
    change: str = ""


def scenario(title: str, row: Row, members: tuple[Member, ...], choices: Choices) -> Iterator[str]:
    """Yield the lines of a scenario about the first member, whose row is given redacted."""
    first = members[0]
    yield f"Example: {title}"
    yield from _today(members, choices)
    if first.email_id:
        yield from _jobs(row.now, first.email_id, preserved=first.preserved)
    yield from _procedure(members, choices)
    if row.after.onedrive_backup.word is Word.NO_ACCOUNT:
        held = sum(each.email_id != "" for each in members)
        yield f"  Then inSync holds {held + 1} accounts"
    else:
        email_id = first.change or first.email_id or first.email
        yield from _jobs(row.after, email_id, preserved=first.preserved)


def _today(members: tuple[Member, ...], choices: Choices) -> Iterator[str]:
    yield "  Given these people:"
    yield from _table([*_rows(members), _KEEPERS])
    for number, each in enumerate(members, start=1):
        if each.preserved:
            yield f"  And the account of {_name(number)} was preserved in inSync"
    for assumption, reading in sorted(choices.readings.items()):
        yield f'  And assumption {assumption} is read as "{reading}"'
    yield f"  And the Exchange Online of {_KEEPER} was backed up"
    if choices.access is not AccessSetting.EMAIL_ID:
        yield f'  And inSync accesses user accounts using "{choices.access.value}"'


def _procedure(members: tuple[Member, ...], choices: Choices) -> Iterator[str]:
    changes = [f"{each.email_id},{each.change}" for each in members if each.change]
    if changes:
        yield "  When support changes the inSync email IDs from this file:"
        lines = ('"""', "inSync email ID,New inSync email ID", *changes, '"""')
        yield from (f"    {line}" for line in lines)
    if members[0].login:
        yield "  When the Okta admin maps both UPN and email"
        yield "  And the users are imported from Okta"
    if choices.access is AccessSetting.EMAIL_ID:
        setting = AccessSetting.AD_ATTRIBUTE.value
        yield f'  When the inSync admin sets Access user accounts using to "{setting}"'


def _jobs(outcomes: Outcomes, email_id: str, *, preserved: bool) -> Iterator[str]:
    account = f'the account "{email_id}"'
    for workload, backup in zip(_BACKUPS, outcomes[:2], strict=True):
        yield f"  When inSync backs up the {workload} of {account}"
        yield f"  Then {_PRESERVED if preserved else f'the backup {_ends(backup)}'}"
    if not preserved:  # Only an account's own snapshot tells, and this one has none.
        yield f"  When inSync restores the Exchange Online of {_KEEPER} to {account}"
        yield f"  Then the restore {_ends(outcomes.exchange_restore)}"


def _ends(job: Foretold) -> str:
    if job.word is Word.SUCCEEDS:
        return "succeeds"
    if job.word is Word.FAILS:
        return "fails without a code"
    return f"fails with {job.word.value}"


def _name(number: int) -> str:
    return f"Person{number}"


def _rows(members: Iterable[Member]) -> Iterator[Mapping[str, str]]:
    for number, each in enumerate(members, start=1):
        yield {
            "person": _name(number),
            "login": each.login,
            "email": each.email,
            **(_in_microsoft365(each.mail_user) if each.mail_user else {}),
            "inSync email ID": each.email_id,
            "AD attribute": each.attribute,
        }


def _in_microsoft365(user: MailUser) -> Mapping[str, str]:
    shared = user.mailbox and user.shared
    return {
        "UPN": user.upn,
        "primary SMTP address": user.primary_smtp,
        "aliases": ", ".join(user.aliases),
        # Without a license column a shared mailbox comes without a OneDrive.
        "license": License.OFFICE_365_E3.value if shared and user.onedrive else "",
        "mailbox": "shared" if shared else _yes(user.mailbox),
        "OneDrive": _yes(user.onedrive),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _table(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    cells = [_COLUMNS, *(tuple(row.get(column, "") for column in _COLUMNS) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for each in cells:
        padded = " | ".join(cell.ljust(width) for cell, width in zip(each, widths, strict=True))
        yield f"    | {padded} |"
