"""Steps about inSync: its accounts, its settings, its tokens and profiles."""

from __future__ import annotations

import re

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    AdminRole,
    PreservedBy,
    Profile,
    ScimMapping,
)
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address
from fixtures.cast import BY_FULL_NAME, Person
from fixtures.stage import enter_okta

from .okta import UPN_FORM, add_attribute, import_users
from .story import Story
from .tables import agree, records
from .terms import TYPES

SETTING = "Access user accounts using"
SETTING_PATH = "SaaS Apps > Microsoft 365 > Overview > More > Settings"


@given(parsers.parse("inSync holds {person:Person} as {address:Address}", extra_types=TYPES))
@when(
    parsers.parse("the inSync admin adds {person:Person} as {address:Address}", extra_types=TYPES)
)
def holds(insync: InSyncAdmin, person: Person, address: Address) -> None:
    """Add an account by hand, under an email ID."""
    insync.accounts.add(email_id=address, display_name=person.full_name)


@given(
    parsers.parse(
        "inSync holds {person:Person} as {address:Address} with the AD attribute {value:Text}",
        extra_types=TYPES,
    )
)
def holds_with_attribute(
    okta: OktaAdmin, insync: InSyncAdmin, person: Person, address: Address, value: str
) -> None:
    """Change the email ID of an account and, if a value is given, let Okta send it as its UPN."""
    insync.accounts.edit(account_of(insync, person).id, email_id=address)
    if value:
        add_attribute(okta, UPN_FORM)
        okta.app.save_mapping(target="userPrincipalName", expression="user.login")
        okta.app.save_mapping(target="userName", expression="user.email")
        known_there = Person(person.name, person.surname, upn=value, smtp=str(address))
        enter_okta(okta, known_there)
        assert import_users(okta).linked == 1
    assert (account_of(insync, person).ad_attribute or "") == value


@given("every inSync email ID was changed to the Okta email")
@when("the inSync admin changes every inSync email ID to the Okta email")
def changes_every_email_id(okta: OktaAdmin, insync: InSyncAdmin) -> None:
    """Edit each account whose email ID is an Okta login, one by one."""
    for account, email in okta_emails(okta, insync):
        insync.accounts.edit(account.id, email_id=Address(email))


@when("support changes every inSync email ID to the Okta email from a file")
def support_changes_every_email_id(okta: OktaAdmin, insync: InSyncAdmin) -> None:
    """Hand support one file with every email ID that has to change."""
    rows = [f"{account.email_id},{email}" for account, email in okta_emails(okta, insync)]
    insync.accounts.change_email_ids(
        "\n".join(["inSync email ID,New inSync email ID", *rows]).encode()
    )


@when("support changes the inSync email IDs from this file:")
def support_changes_from_file(insync: InSyncAdmin, docstring: str) -> None:
    """Hand support a file of old and new email IDs."""
    insync.accounts.change_email_ids(docstring.encode())


@when(
    parsers.parse(
        "support changes the inSync email IDs from a file with the row {row:Text}",
        extra_types=TYPES,
    )
)
def support_changes_from_row(insync: InSyncAdmin, story: Story, row: str) -> None:
    """Hand support a file of one good row and this one, and keep what it answers."""
    content = (
        "inSync email ID,New inSync email ID\n"
        f"sam@corp.onmicrosoft.example,sam.soto@corp.example\n{row}\n"
    )
    try:
        insync.accounts.change_email_ids(content.encode())
    except ValueError as refusal:
        story.refusal = str(refusal)


@then(
    parsers.parse("the file is refused at row {row:Count} because {reason:Text}", extra_types=TYPES)
)
def file_is_refused(story: Story, row: int, reason: str) -> None:
    """Check that the refusal names the row and the reason."""
    assert re.search(rf"\brow {row}\b", story.refusal), story.refusal or "the file was accepted"
    assert reason in story.refusal, story.refusal


@given(
    parsers.parse(
        "the inSync email ID of {person:Person} was changed to {address:Address}",
        extra_types=TYPES,
    )
)
@when(
    parsers.parse(
        "the inSync admin changes the inSync email ID of {person:Person} to {address:Address}",
        extra_types=TYPES,
    )
)
def changes_email_id(insync: InSyncAdmin, person: Person, address: Address) -> None:
    """Edit the email ID of an account."""
    insync.accounts.edit(account_of(insync, person).id, email_id=address)


@when(parsers.parse("the inSync admin renames {person:Person} to {name:Text}", extra_types=TYPES))
def renames(insync: InSyncAdmin, person: Person, name: str) -> None:
    """Edit the display name of an account."""
    insync.accounts.edit(account_of(insync, person).id, display_name=name)


@when(parsers.parse("the inSync admin resets the password of {person:Person}", extra_types=TYPES))
def resets_password(insync: InSyncAdmin, person: Person) -> None:
    """Reset the password of an account."""
    insync.accounts.reset_password(account_of(insync, person).id)


@when(parsers.parse("the inSync admin preserves the account of {person:Person}", extra_types=TYPES))
def preserves(insync: InSyncAdmin, person: Person) -> None:
    """Preserve an account as an administrator."""
    insync.accounts.preserve(account_of(insync, person).id)


@when("the inSync admin imports this CSV file:")
def imports_csv(insync: InSyncAdmin, docstring: str) -> None:
    """Import accounts from a Username, Email file."""
    insync.accounts.import_csv(docstring.encode())


@given(parsers.parse("inSync accesses user accounts using {setting:Setting}", extra_types=TYPES))
@when(
    parsers.parse(
        "the inSync admin sets Access user accounts using to {setting:Setting}",
        extra_types=TYPES,
    )
)
def sets_access(insync: InSyncAdmin, setting: AccessSetting) -> None:
    """Save Access user accounts using at its console path, as a cloud administrator."""
    insync.settings.save(path=SETTING_PATH, name=SETTING, value=setting.value)


@then(parsers.parse("inSync accesses user accounts using {setting:Setting}", extra_types=TYPES))
def access_is(insync: InSyncAdmin, setting: AccessSetting) -> None:
    """Check the value of Access user accounts using."""
    assert insync.settings.access_user_accounts_using() is setting


@when(
    parsers.parse(
        "a profile administrator sets Access user accounts using to {setting:Setting}",
        extra_types=TYPES,
    )
)
def sets_access_unduly(insync: InSyncAdmin, story: Story, setting: AccessSetting) -> None:
    """Try to save the setting without the role for it, and keep what inSync answers."""
    try:
        insync.settings.save(
            path=SETTING_PATH,
            name=SETTING,
            value=setting.value,
            role=AdminRole.PROFILE_ADMINISTRATOR,
        )
    except ValueError as refusal:
        story.refusal = str(refusal)


@when(parsers.parse("the inSync admin saves the setting at {path:Text}", extra_types=TYPES))
def saves_elsewhere(insync: InSyncAdmin, story: Story, path: str) -> None:
    """Try to save AD Attribute at some console path, and keep what inSync answers."""
    try:
        insync.settings.save(path=path, name=SETTING, value=AccessSetting.AD_ATTRIBUTE.value)
    except ValueError as refusal:
        story.refusal = str(refusal)


@then(parsers.parse("inSync refuses and says {what:Text}", extra_types=TYPES))
def refuses(story: Story, what: str) -> None:
    """Check that what inSync answered holds these words."""
    assert what in story.refusal, story.refusal or "inSync accepted it"


@then(parsers.parse("{setting:Text} is found at {path:Text}", extra_types=TYPES))
def setting_is_found(insync: InSyncAdmin, setting: str, path: str) -> None:
    """Check that a console path leads to a setting."""
    assert setting in insync.settings.found_at(path)


@then("inSync holds these accounts:")
def holds_these(insync: InSyncAdmin, datatable: list[list[str]]) -> None:
    """Check every account in order of creation: these and no others, in the columns given."""
    columns = ("person", "inSync email ID", "AD attribute", "status", "came by")
    expected = records(datatable, *columns)
    shown = [_shown(account, tuple(datatable[0])) for account in insync.accounts.all()]
    agree(shown, expected)


@then(parsers.parse("inSync holds {count:Count} accounts", extra_types=TYPES))
def holds_count(insync: InSyncAdmin, count: int) -> None:
    """Check how many accounts there are."""
    assert len(insync.accounts.all()) == count


@then("nobody has more than one account")
def nobody_twice(insync: InSyncAdmin) -> None:
    """Check that no two accounts are the same person's."""
    names = [account.display_name for account in insync.accounts.all()]
    assert sorted(set(names)) == sorted(names)


@then(parsers.parse("{person:Person} has {count:Count} inSync account", extra_types=TYPES))
@then(parsers.parse("{person:Person} has {count:Count} inSync accounts", extra_types=TYPES))
def has_accounts(insync: InSyncAdmin, person: Person, count: int) -> None:
    """Check how many accounts are a person's, preserved ones included."""
    assert len(accounts_of(insync, person)) == count


@then(parsers.parse("{person:Person} has accounts that are {states}", extra_types=TYPES))
def has_states(insync: InSyncAdmin, person: Person, states: str) -> None:
    """Check the states of a person's accounts, oldest first, separated by commas."""
    shown = [account.status.value for account in accounts_of(insync, person)]
    assert shown == states.split(", ")


@then(
    parsers.parse("the inSync email ID of {person:Person} is {address:Address}", extra_types=TYPES)
)
def email_id_is(insync: InSyncAdmin, person: Person, address: Address) -> None:
    """Check the email ID of a person's account."""
    assert account_of(insync, person).email_id == address


@then(parsers.parse("the AD attribute of {person:Person} is {value:Text}", extra_types=TYPES))
def attribute_is(insync: InSyncAdmin, person: Person, value: str) -> None:
    """Check the hidden AD attribute in the inSync database."""
    assert account_of(insync, person).ad_attribute == value


@then(parsers.parse("the AD attribute of {person:Person} is empty", extra_types=TYPES))
def attribute_is_empty(insync: InSyncAdmin, person: Person) -> None:
    """Check that the inSync database holds no AD attribute for a person."""
    assert account_of(insync, person).ad_attribute is None


@then("the display name of every account is the name in Okta")
def names_agree(okta: OktaAdmin, insync: InSyncAdmin) -> None:
    """Check that every account shows the first and last name that Okta holds."""
    known = {
        f"{user.attribute('firstName')} {user.attribute('lastName')}"
        for user in okta.directory.users()
    }
    assert {account.display_name for account in insync.accounts.all()} == known


@then(parsers.parse("the account of {person:Person} is active", extra_types=TYPES))
def is_active(insync: InSyncAdmin, person: Person) -> None:
    """Check that a person's account is active."""
    assert account_of(insync, person).status is AccountStatus.ACTIVE


@then(
    parsers.parse(
        "the account of {person:Person} is preserved by the {preserver:Preserver}",
        extra_types=TYPES,
    )
)
def is_preserved(insync: InSyncAdmin, person: Person, preserver: PreservedBy) -> None:
    """Check that a person's account is preserved, and by whom."""
    account = account_of(insync, person)
    assert (account.status, account.preserved_by) == (AccountStatus.PRESERVED, preserver)


@then(parsers.parse("{person:Person} must reset the inSync password", extra_types=TYPES))
def must_reset(insync: InSyncAdmin, person: Person) -> None:
    """Check that an account waits for a password reset."""
    assert account_of(insync, person).must_reset_password


@given(parsers.parse("the default profile takes {count:Count} users", extra_types=TYPES))
@when(
    parsers.parse(
        "the inSync admin lets the default profile take {count:Count} users", extra_types=TYPES
    )
)
def profile_takes(insync: InSyncAdmin, count: int) -> None:
    """Set how many users the default profile takes."""
    insync.profiles.save(Profile("Default", max_users=count))


@given(
    parsers.parse(
        "SCIM mappings take in users whose {attribute:Word} is {value:Text}", extra_types=TYPES
    )
)
def mappings_take_in(insync: InSyncAdmin, attribute: str, value: str) -> None:
    """Leave one SCIM mapping, with a filter on an attribute."""
    insync.provisioning.save_mappings(
        (ScimMapping(value, "Default", "Default", attribute=attribute, values=(value,)),)
    )


@given(parsers.parse("inSync has {count:Count} license", extra_types=TYPES))
def has_licenses(insync: InSyncAdmin, count: int) -> None:
    """Set how many Microsoft 365 licenses inSync has."""
    insync.profiles.buy_licenses(count)


@when("the inSync admin creates a new token and gives it to Okta")
def renews_token(okta: OktaAdmin, insync: InSyncAdmin) -> None:
    """Create a SCIM token and enter it on the connection of the Druva app."""
    okta.app.connect(base_url=insync.provisioning.base_url(), token=insync.provisioning.new_token())


@when("the inSync admin creates a new token and keeps it")
def replaces_token(insync: InSyncAdmin) -> None:
    """Create a SCIM token that Okta is not told."""
    insync.provisioning.new_token()


def accounts_of(insync: InSyncAdmin, person: Person) -> tuple[Account, ...]:
    """Return a person's accounts, oldest first; the surname tells whose an account is."""
    return tuple(
        account
        for account in insync.accounts.all()
        if account.display_name.endswith(person.surname)
    )


def account_of(insync: InSyncAdmin, person: Person) -> Account:
    """Return the newest account of a person; fails in words when there is none."""
    accounts = accounts_of(insync, person)
    assert accounts, f"{person.name} has no inSync account"
    return accounts[-1]


def okta_emails(okta: OktaAdmin, insync: InSyncAdmin) -> list[tuple[Account, str]]:
    """Return each account whose email ID is somebody's login, with the email Okta holds."""
    pairs = []
    for account in insync.accounts.all():
        user = okta.directory.find(str(account.email_id))
        if user and user.email.casefold() != account.email_id.folded:
            pairs.append((account, user.email))
    return pairs


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
