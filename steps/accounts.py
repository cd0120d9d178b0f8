"""Steps about the accounts of inSync: what they are, and what admins do to them."""

from __future__ import annotations

from enum import Enum

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import import_users, map_both
from fakes.company.cast import BY_FULL_NAME, Person
from fakes.company.setting_up import enter_okta
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .story import Story
from .tables import agree, records
from .terms import TERMS


@given(parsers.parse("inSync holds {person} as {address}"), converters=TERMS)
@when(parsers.parse("the inSync admin adds {person} as {address}"), converters=TERMS)
def holds(insync: InSyncAdmin, person: Person, address: Address) -> None:
    """Add an account by hand, under an email ID."""
    insync.accounts.add(email_id=address, display_name=person.full_name)


@given(
    parsers.parse("inSync holds {person} as {address} with the AD attribute {value}"),
    converters=TERMS,
)
def holds_with_attribute(
    okta: OktaAdmin, insync: InSyncAdmin, person: Person, address: Address, value: str
) -> None:
    """Change the email ID of an account and, if a value is given, let Okta send it as its UPN."""
    insync.accounts.edit(account_of(insync, person).id, email_id=address)
    if value:
        map_both(okta)
        known_there = Person(person.name, person.surname, upn=value, smtp=str(address))
        enter_okta(okta, known_there)
        linked = import_users(okta).linked
        assert linked == 1, f"expected Okta to link 1 account, found {linked}"
    found = account_of(insync, person).ad_attribute or ""
    assert found == value, f"expected the AD attribute {value!r}, found {found!r}"


@when(parsers.parse("the inSync admin renames {person} to {name}"), converters=TERMS)
def renames(insync: InSyncAdmin, person: Person, name: str) -> None:
    """Edit the display name of an account."""
    insync.accounts.edit(account_of(insync, person).id, display_name=name)


@when(parsers.parse("the inSync admin resets the password of {person}"), converters=TERMS)
def resets_password(insync: InSyncAdmin, person: Person) -> None:
    """Reset the password of an account."""
    insync.accounts.reset_password(account_of(insync, person).id)


@when(parsers.parse("the inSync admin preserves the account of {person}"), converters=TERMS)
def preserves(insync: InSyncAdmin, story: Story, person: Person) -> None:
    """Preserve an account as an administrator, or keep what inSync answers."""
    with story.refusal_by("inSync"):
        insync.accounts.preserve(account_of(insync, person).id)


@given(parsers.parse("the account of {person} was deleted in inSync"), converters=TERMS)
def was_deleted(insync: InSyncAdmin, person: Person) -> None:
    """Delete an account, without Okta being told."""
    insync.accounts.delete(account_of(insync, person).id)


@when("the inSync admin imports this CSV file:")
def imports_csv(insync: InSyncAdmin, docstring: str) -> None:
    """Import accounts from a Username, Email file."""
    insync.accounts.import_csv(docstring.encode())


@then("inSync holds these accounts:")
def holds_these(insync: InSyncAdmin, datatable: list[list[str]]) -> None:
    """Check every account in order of creation: these and no others, in the columns given."""
    columns = ("person", "inSync email ID", "AD attribute", "status", "came by")
    expected = records(datatable, *columns)
    shown = [_shown(account, tuple(datatable[0])) for account in insync.accounts.all()]
    agree(shown, expected)


@then(parsers.parse("inSync holds {all_accounts}"), converters=TERMS)
def holds_count(insync: InSyncAdmin, all_accounts: int) -> None:
    """Check how many accounts there are."""
    found = len(insync.accounts.all())
    assert found == all_accounts, f"expected {all_accounts} accounts, found {found}"


@then("nobody has more than one account")
def nobody_twice(insync: InSyncAdmin) -> None:
    """Check that no two accounts are the same person's."""
    names = [account.display_name for account in insync.accounts.all()]
    assert names, "expected accounts, found none"
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"expected one account for each, found several for {', '.join(twice)}"


@then(parsers.parse("{person} has {accounts}"), converters=TERMS)
def has_accounts(insync: InSyncAdmin, person: Person, accounts: int) -> None:
    """Check how many accounts are a person's, preserved ones included."""
    found = len(accounts_of(insync, person))
    assert found == accounts, f"expected {accounts} accounts of {person.name}, found {found}"


@then(parsers.parse("{person} has accounts that are {states}"), converters=TERMS)
def has_states(insync: InSyncAdmin, person: Person, states: str) -> None:
    """Check the states of a person's accounts, oldest first, separated by commas."""
    shown = [account.status.value for account in accounts_of(insync, person)]
    assert ", ".join(shown) == states, f"expected {states}, found {', '.join(shown) or 'none'}"


@then("the display name of every account is the name in Okta")
def names_agree(okta: OktaAdmin, insync: InSyncAdmin) -> None:
    """Check that every account shows the first and last name that Okta holds."""
    known = {
        f"{user.attribute('firstName')} {user.attribute('lastName')}"
        for user in okta.directory.users()
    }
    found = {account.display_name for account in insync.accounts.all()}
    assert found == known, f"expected {sorted(known)}, found {sorted(found)}"


@then(parsers.parse("the account {address} is named {name}"), converters=TERMS)
def is_named(insync: InSyncAdmin, address: Address, name: str) -> None:
    """Check the display name of the account of an email ID."""
    account = insync.accounts.find(address)
    assert account, f"no account has the inSync email ID {address}"
    assert account.display_name == name, f"expected {name!r}, found {account.display_name!r}"


@then(parsers.parse("the account of {person} is {state}"), converters=TERMS)
def account_is(insync: InSyncAdmin, person: Person, state: dict[str, object]) -> None:
    """Check whether a person's account is active or preserved, by whom, or whether licensed."""
    account = account_of(insync, person)
    found = {name: getattr(account, name) for name in state}
    assert found == state, f"expected {_told(state)}, found {_told(found)}"


@then(parsers.parse("{person} {must} reset the inSync password"), converters=TERMS)
def must_reset(insync: InSyncAdmin, person: Person, must: bool) -> None:
    """Check whether an account waits for a password reset."""
    found = account_of(insync, person).must_reset_password
    assert found is must, f"expected that a reset is due: {must}, found: {found}"


def accounts_of(insync: InSyncAdmin, person: Person) -> tuple[Account, ...]:
    """Return a person's accounts, oldest first; the surname tells whose an account is."""
    return insync.accounts.named(person.surname)


def account_of(insync: InSyncAdmin, person: Person) -> Account:
    """Return the newest account of a person; fails in words when there is none."""
    accounts = accounts_of(insync, person)
    assert accounts, f"{person.name} has no inSync account"
    return accounts[-1]


def _told(state: dict[str, object]) -> str:
    return ", ".join(
        f"{name} {value.value if isinstance(value, Enum) else value}"
        for name, value in state.items()
    )


def _shown(account: Account, columns: tuple[str, ...]) -> dict[str, str]:
    person = BY_FULL_NAME.get(account.display_name)
    row = {
        "person": person.name if person else account.display_name,
        "inSync email ID": str(account.email_id),
        "AD attribute": account.ad_attribute or "",
        "status": account.status.value,
        "came by": account.origin.value,
    }
    return {column: row[column] for column in columns}
