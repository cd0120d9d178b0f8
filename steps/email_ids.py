"""Steps about changing email IDs: one by one, or many at once from a file."""

from __future__ import annotations

import re

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import change_email_ids, okta_addresses
from fakes.insync.admin import InSyncAdmin
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .naming import Named
from .story import Story, has_said
from .terms import TERMS
from .who import account_of


@given(
    parsers.parse("every inSync email ID was changed to the Okta {okta_field}"), converters=TERMS
)
@when(
    parsers.parse("the inSync admin changes every inSync email ID to the Okta {okta_field}"),
    converters=TERMS,
)
def changes_every_email_id(
    okta: OktaAdmin, insync: InSyncAdmin, story: Story, okta_field: str
) -> None:
    """Edit each account whose email ID is the other Okta address of somebody; there are some."""
    with story.refusal_by("inSync"):
        changed = change_email_ids(okta, insync, okta_field)
        assert changed, "expected email IDs to change, found none"


@when("support changes every inSync email ID to the Okta email from a file")
def support_changes_every_email_id(okta: OktaAdmin, insync: InSyncAdmin, story: Story) -> None:
    """Hand support one file with every email ID that has to change; there are some."""
    rows = [f"{account.email_id},{email}" for account, email in okta_addresses(okta, insync)]
    assert rows, "expected email IDs to change, found none"
    with story.refusal_by("inSync"):
        insync.accounts.change_email_ids(
            "\n".join(["inSync email ID,New inSync email ID", *rows]).encode()
        )


@when("support changes the inSync email IDs from this file:")
def support_changes_from_file(insync: InSyncAdmin, story: Story, docstring: str) -> None:
    """Hand support a file of old and new email IDs."""
    with story.refusal_by("inSync"):
        insync.accounts.change_email_ids(docstring.encode())


@when(
    parsers.parse("support changes the inSync email IDs from a file with the row {line}"),
    converters=TERMS,
)
def support_changes_from_row(insync: InSyncAdmin, story: Story, line: str) -> None:
    """Hand support a file of one good row and this one, and keep what it answers."""
    content = (
        f"inSync email ID,New inSync email ID\nsam@corp.example,sam.soto@corp.example\n{line}\n"
    )
    with story.refusal_by("inSync"):
        insync.accounts.change_email_ids(content.encode())


@then(parsers.parse("the file is refused at row {row} because {reason}"), converters=TERMS)
def file_is_refused(story: Story, row: int, reason: str) -> None:
    """Check that the refusal names this row and no other, and the reason."""
    said = story.refused_by("inSync")
    rows = re.findall(r"(?m)^row (\d+)\b", said)
    assert rows == [str(row)], f"expected row {row}, found {said!r}"
    assert has_said(reason, said), f"expected {reason!r}, found {said!r}"


@given(parsers.parse("the inSync email ID of {owner} was changed to {address}"), converters=TERMS)
@when(
    parsers.parse("the inSync admin changes the inSync email ID of {owner} to {address}"),
    converters=TERMS,
)
def changes_email_id(insync: InSyncAdmin, story: Story, owner: Named, address: Address) -> None:
    """Edit the email ID of an account."""
    with story.refusal_by("inSync"):
        insync.accounts.edit(account_of(insync, story.who, owner).id, email_id=address)
