"""The smallest three exports, and what tests expect of errors and notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crosswalk.diagnosis.exports import UnusableExport
from crosswalk.diagnosis.tenant import MailUser, Note, Tenant

Reading = Callable[..., Tenant]

OKTA = "Username,Primary email\nada@corp.example,ada.ames@corp.example\n"
INSYNC = "User Name,User Email\nAda Ames,ada@corp.example\n"
MAIL = "UserPrincipalName,PrimarySmtpAddress\nada@corp.example,ada.ames@corp.example\n"


def refusal(reading: Callable[[], object]) -> str:
    """Return why exports cannot be used: one line, without the directory of the files."""
    with pytest.raises(UnusableExport) as caught:
        reading()
    text = str(caught.value)
    assert text.isprintable()
    directory = str(Path(text.split(":")[0]).parent) + "/"
    return text.replace(directory, "")


def told(notes: tuple[Note, ...]) -> list[tuple[str, int, str]]:
    """Return notes with the names of their files."""
    return [(Path(note.place.file).name, note.place.line, note.text) for note in notes]


def one(reading: Reading, header: str, row: str, *others: str) -> MailUser:
    """Return the only one of Microsoft 365 of whom an export tells."""
    (user,) = reading(OKTA, INSYNC, f"{header}\n{row}\n", *others).microsoft365
    return user
