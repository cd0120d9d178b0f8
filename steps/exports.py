"""The exports of a tenant as a scenario has them, and the lab that holds the same people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.labs import Lab
from crosswalk.rehearsal.entering import Entered, Entering
from crosswalk.rehearsal.part import Addresses, part_of
from fakes.wire import Address

from .who import INSYNC, MICROSOFT365, OKTA, Register

_NAME = re.compile(r"[\w-]+\.(?:csv|json)")


def files_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of each file of a doc string; raises ValueError for another form.

    A file begins with its name, and ends with an empty line.
    """
    for part in re.split(r"\n\s*\n", text.strip()):
        name, _, content = part.partition("\n")
        if not _NAME.fullmatch(name) or not content:
            raise ValueError(f"expected the name of a file and its lines below it, found {part!r}")
        yield name, f"{content}\n"


def read_files(text: str, directory: Path) -> Tenant:
    """Write the files of a doc string to a directory, and read them as exports.

    Raises ValueError for what is no file, or no export that can be used.
    """
    paths = []
    for name, content in files_of(text):
        paths.append(directory / name)
        paths[-1].write_text(content, encoding="utf-8")
    return read(paths)


def enter(lab: Lab, who: Register, tenant: Tenant) -> Entered:
    """Enter a tenant into a lab that is connected; whose an id is its addresses tell."""
    choices = Choices()
    part = part_of(tenant, Addresses(choices), None)
    entered = Entering(lab, part, choices, frozenset()).enter_people()
    for login, okta_id in entered.okta_users.items():
        who.note_by_address(OKTA, okta_id, login)
    for email_id, account_id in entered.accounts.items():
        who.note_by_address(INSYNC, account_id, email_id)
    for user in tenant.microsoft365:
        found = lab.microsoft365.directory.find_user(user.upn)
        if found and found.user_principal_name == Address(user.upn):
            who.note_by_address(MICROSOFT365, found.id, user.upn)
    return entered
