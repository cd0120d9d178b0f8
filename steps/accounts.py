"""Steps about the accounts of inSync: what they are, and what admins do to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import import_users, map_both
from crosswalk.runner.phrases import texts
from crosswalk.runner.tables import Column, Rows, table
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, AccountStatus, Origin
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .naming import Named
from .story import Story
from .tables import EMAIL_ID, PERSON, agree
from .terms import TERMS
from .who import INSYNC, account_of, accounts_of, adds_account, described, enters_okta


@given(parsers.parse("inSync holds {person} as {address}"), converters=TERMS)
@when(parsers.parse("the inSync admin adds {person} as {address}"), converters=TERMS)
def holds(insync: InSyncAdmin, story: Story, person: str, address: Address) -> None:
    """Add an account by hand, under an email ID."""
    with story.refusal_by("inSync"):
        adds_account(insync, story.who, story.who.person(person), address)


@given(
    parsers.parse("inSync holds {person} as {address} with the AD attribute {value}"),
    converters=TERMS,
)
def holds_with_attribute(
    okta: OktaAdmin,
    insync: InSyncAdmin,
    story: Story,
    person: str,
    address: Address,
    value: str,
) -> None:
    """Change the email ID of an account and, if a value is given, let Okta send it as its UPN."""
    account = account_of(insync, story.who, Named(person))
    insync.accounts.edit(account.id, email_id=address)
    if value:
        map_both(okta)
        someone = story.who.person(person)
        known_there = replace(someone, okta_login=value, okta_email=str(address))
        enters_okta(okta, story.who, known_there)
        linked = import_users(okta).linked
        assert linked == 1, f"expected Okta to link 1 account, found {linked}"
    found = insync.accounts.account(account.id).ad_attribute or ""
    assert found == value, f"expected the AD attribute {value!r}, found {found!r}"


@when(parsers.parse("the inSync admin enters {value} as the {title} of {owner}"), converters=TERMS)
def enters(insync: InSyncAdmin, story: Story, value: str, title: str, owner: Named) -> None:
    """Fill in a field of Edit User by its label, or keep what inSync answers."""
    with story.refusal_by("inSync"):
        account = account_of(insync, story.who, owner)
        insync.accounts.fill_in(account.id, field=title, value=value)


@when(parsers.parse("the inSync admin renames {owner} to {name}"), converters=TERMS)
def renames(insync: InSyncAdmin, story: Story, owner: Named, name: str) -> None:
    """Edit the display name of an account."""
    with story.refusal_by("inSync"):
        insync.accounts.edit(account_of(insync, story.who, owner).id, display_name=name)


@when(parsers.parse("the inSync admin resets the password of {owner}"), converters=TERMS)
def resets_password(insync: InSyncAdmin, story: Story, owner: Named) -> None:
    """Reset the password of an account."""
    with story.refusal_by("inSync"):
        insync.accounts.reset_password(account_of(insync, story.who, owner).id)


@given(parsers.parse("{account} was preserved in inSync"), converters=TERMS)
@when(parsers.parse("the inSync admin preserves {account}"), converters=TERMS)
def preserves(insync: InSyncAdmin, story: Story, account: Named) -> None:
    """Preserve an account as an administrator, or keep what inSync answers."""
    with story.refusal_by("inSync"):
        insync.accounts.preserve(account_of(insync, story.who, account).id)


@given(parsers.parse("{account} was deleted in inSync"), converters=TERMS)
@when(parsers.parse("the inSync admin deletes {account}"), converters=TERMS)
def deletes(insync: InSyncAdmin, story: Story, account: Named) -> None:
    """Delete an account and its snapshots, without Okta being told."""
    with story.refusal_by("inSync"):
        insync.accounts.delete(account_of(insync, story.who, account).id)


@when("the inSync admin imports this CSV file:")
def imports_csv(insync: InSyncAdmin, story: Story, docstring: str) -> None:
    """Import accounts from a Username, Email file; whose they are their email IDs tell.

    What inSync refuses is kept.
    """
    with story.refusal_by("inSync"):
        for account in insync.accounts.import_csv(docstring.encode()):
            story.who.note_by_address(INSYNC, account.id, str(account.email_id))


@then("inSync holds these accounts:")
@table(
    PERSON,
    Column("display name"),
    EMAIL_ID,
    Column("AD attribute"),
    Column("status", texts(*(status.value for status in AccountStatus))),
    Column("came by", texts(*(origin.value for origin in Origin))),
)
def holds_these(insync: InSyncAdmin, story: Story, datatable: Rows) -> None:
    """Check every account in order of creation: these and no others, in the columns given."""
    agree([_shown(account, story) for account in insync.accounts.all()], datatable)


@then(parsers.parse("inSync holds {all_accounts}"), converters=TERMS)
def holds_count(insync: InSyncAdmin, all_accounts: int) -> None:
    """Check how many accounts there are."""
    found = insync.accounts.all()
    assert len(found) == all_accounts, f"expected {all_accounts} accounts, found {listed(found)}"


@then("nobody has more than one account")
def nobody_twice(insync: InSyncAdmin, story: Story) -> None:
    """Check that no two accounts are the same person's, and that it is known whose each is."""
    owned = by_owner(insync, story)
    assert owned, "expected accounts, found none"
    twice = [f"{name}: {listed(each)}" for name, each in owned.items() if len(each) > 1]
    assert not twice, f"expected one account for each, found {'; '.join(twice)}"


@then(parsers.parse("{person} has {accounts}"), converters=TERMS)
def has_accounts(insync: InSyncAdmin, story: Story, person: str, accounts: int) -> None:
    """Check how many accounts are a person's, preserved ones included.

    Where they are none, nobody's account may have an address of the person.
    """
    found = accounts_of(insync, story.who, person)
    assert len(found) == accounts, (
        f"expected {accounts} accounts of {person}, found {listed(found)}"
    )
    if not accounts:
        someone = story.who.person(person)
        addresses = dict.fromkeys((someone.upn, someone.smtp, someone.login, someone.email))
        found_by = (insync.accounts.find(Address(each)) for each in addresses)
        others = [other for other in found_by if other]
        assert not others, f"expected no account, found {listed(others)}, of nobody known"


@then(parsers.parse("{person} has accounts that are {states}"), converters=TERMS)
def has_states(insync: InSyncAdmin, story: Story, person: str, states: str) -> None:
    """Check the states of a person's accounts, oldest first, separated by commas."""
    found = accounts_of(insync, story.who, person)
    shown = ", ".join(account.status.value for account in found)
    assert shown == states, f"expected {states}, found {listed(found)}"


@then(parsers.parse("{account} is {state}"), converters=TERMS)
def account_is(insync: InSyncAdmin, story: Story, account: Named, state: dict[str, object]) -> None:
    """Check whether an account is active or preserved, by whom, or whether licensed."""
    one = account_of(insync, story.who, account)
    found = {name: getattr(one, name) for name in state}
    assert found == state, f"expected {_told(state)}, found {_told(found)}"


@then(parsers.parse("{owner} {must} reset the inSync password"), converters=TERMS)
def must_reset(insync: InSyncAdmin, story: Story, owner: Named, must: bool) -> None:
    """Check whether an account waits for a password reset."""
    found = account_of(insync, story.who, owner).must_reset_password
    assert found is must, f"expected that a reset is due: {must}, found: {found}"


def by_owner(insync: InSyncAdmin, story: Story) -> dict[str, list[Account]]:
    """Return the accounts by whose they are; fails in words where nobody is known for one."""
    owned: dict[str, list[Account]] = {}
    for account in insync.accounts.all():
        owned.setdefault(story.who.owner_of(account) or "", []).append(account)
    unknown = owned.pop("", [])
    assert not unknown, f"nobody is known whose account this is: {listed(unknown)}"
    return owned


def listed(accounts: Iterable[Account]) -> str:
    """Say which accounts there are: email ID and state of each."""
    told = (described(account) for account in accounts)
    return "; ".join(f"{email_id} ({state})" for email_id, state in told) or "none"


def _told(state: dict[str, object]) -> str:
    return ", ".join(
        f"{name} {value.value if isinstance(value, Enum) else value}"
        for name, value in state.items()
    )


def _shown(account: Account, story: Story) -> dict[str, str]:
    return {
        "person": story.who.owner_of(account) or "(nobody known)",
        "display name": account.display_name,
        "inSync email ID": str(account.email_id),
        "AD attribute": "" if account.ad_attribute is None else account.ad_attribute or '""',
        "status": account.status.value,
        "came by": account.origin.value,
    }
