"""The exports of a tenant as a scenario has them, and the lab that holds the same people."""

from __future__ import annotations

from pathlib import Path

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.lab_interface import Lab
from crosswalk.rehearsal.entering import Entered, Entering
from crosswalk.rehearsal.part import Addresses, part_of
from crosswalk.rehearsal.turns import Turn
from crosswalk.runner.doc_strings import named_files
from fakes.wire import Address

from .who import INSYNC, MICROSOFT365, OKTA, Register


def read_files(text: str, directory: Path) -> Tenant:
    """Write the files of a doc string to a directory, and read them as exports.

    Raises ValueError for what is no file, or no export that can be used.
    """
    files = named_files(text)
    if not files:
        raise ValueError("expected files: the name of each, its lines, and an empty line between")
    paths = []
    for name, content in files:
        paths.append(directory / name)
        paths[-1].write_text(content, encoding="utf-8")
    return read(paths)


def enter(lab: Lab, who: Register, tenant: Tenant) -> Entered:
    """Enter a tenant into a lab that is connected; whose an id is its addresses tell."""
    choices = Choices()
    part = part_of(tenant, Addresses(choices), None)
    known = ((user.login.casefold(), who.person_with(user.login)) for user in tenant.okta)
    names = {login: (person.name, person.surname) for login, person in known if person}
    entered = Entering(lab, Turn(part, (), (), frozenset()), choices, names).enter_people()
    for login, okta_id in entered.okta_users.items():
        who.note_by_address(OKTA, okta_id, login)
    for email_id, account_id in entered.accounts.items():
        who.note_by_address(INSYNC, account_id, email_id)
    for user in tenant.microsoft365:
        found = lab.microsoft365.directory.find_user(user.upn)
        if found and found.user_principal_name == Address(user.upn):
            who.note_by_address(MICROSOFT365, found.id, user.upn)
    return entered
