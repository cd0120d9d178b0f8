"""Steps about Okta: who is in it, what the Druva app sends, and when it is sent.

The article says *import users* where Okta says *provision*; the features keep the article's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pytest_bdd import given, parsers, then, when

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import (
    CORE_USER_NAMESPACE,
    Apply,
    DataType,
    Match,
    OktaUser,
    RowState,
    RunResult,
)
from fixtures.cast import Person
from fixtures.stage import enter_microsoft365, enter_okta

from .story import Story
from .tables import agree, records
from .terms import ATTRIBUTE_FIELDS, TYPES

# What the article enters into the form, field by field.
UPN_FORM = {
    "Data type": "string",
    "Display Name": "UPN",
    "Variable Name": "userPrincipalName",
    "External Name": "userPrincipalName",
    "External namespace": CORE_USER_NAMESPACE,
}


@given(parsers.parse("{people:People} is in Okta", extra_types=TYPES))
@given(parsers.parse("{people:People} are in Okta", extra_types=TYPES))
def is_in_okta(okta: OktaAdmin, people: tuple[Person, ...]) -> None:
    """Add people to Okta: the UPN is the login, the SMTP address the email."""
    for person in people:
        enter_okta(okta, person)


@given(parsers.parse("{people:People} is in Okta and in Microsoft 365", extra_types=TYPES))
@given(parsers.parse("{people:People} are in Okta and in Microsoft 365", extra_types=TYPES))
def is_in_both(
    okta: OktaAdmin, microsoft365: Microsoft365Admin, people: tuple[Person, ...]
) -> None:
    """Add people to Okta and, with mail and files, to Microsoft 365."""
    for person in people:
        enter_okta(okta, person)
        enter_microsoft365(microsoft365, person)


@given(
    parsers.parse(
        "{person:Person} of the department {department:Text} is in Okta", extra_types=TYPES
    )
)
def is_in_department(okta: OktaAdmin, person: Person, department: str) -> None:
    """Add a person to Okta whose profile names a department."""
    enter_okta(okta, person, ("department", department))


@given("the users were imported from Okta")
def were_imported(okta: OktaAdmin, story: Story) -> None:
    """Import everyone from Okta to inSync, and make sure that nobody failed."""
    story.run = import_users(okta)
    assert story.run.failed == 0, told(okta)


@given("the users were sent from Okta in vain")
def were_sent_in_vain(okta: OktaAdmin) -> None:
    """Import everyone from Okta to inSync, and make sure that somebody failed."""
    assert import_users(okta).failed > 0


@when("the users are imported from Okta")
def are_imported(okta: OktaAdmin, story: Story) -> None:
    """Import everyone from Okta to inSync: assign whoever is new, apply updates to the rest."""
    story.run = import_users(okta)


@given("the userPrincipalName attribute was added")
def attribute_was_added(okta: OktaAdmin) -> None:
    """Add the attribute that carries the UPN, as the article describes it."""
    add_attribute(okta, UPN_FORM)


@given("the userPrincipalName attribute was added without a namespace")
def attribute_was_added_bare(okta: OktaAdmin) -> None:
    """Add the attribute that carries the UPN, leaving its external namespace blank."""
    add_attribute(okta, {**UPN_FORM, "External namespace": ""})


@when("the Okta admin adds this attribute to the Druva app:")
def adds_attribute(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Fill in the Add Attribute form from a table of field and value."""
    add_attribute(
        okta, {row["field"]: row["value"] for row in records(datatable, "field", "value")}
    )


@when(
    parsers.parse(
        "the Okta admin adds the userPrincipalName attribute with {field:Field} {value:Text}",
        extra_types=TYPES,
    )
)
def adds_wrong_attribute(okta: OktaAdmin, story: Story, field: str, value: str) -> None:
    """Fill in the Add Attribute form with one field that differs, and keep what Okta answers."""
    try:
        add_attribute(okta, {**UPN_FORM, field: value})
    except ValueError as refusal:
        story.refusal = str(refusal)


@then(parsers.parse("Okta refuses because of the {field:Field}", extra_types=TYPES))
def refuses_field(story: Story, field: str) -> None:
    """Check that Okta's answer names a field of the form."""
    assert field.casefold() in story.refusal.casefold(), story.refusal or "Okta accepted it"


@then(parsers.parse("the Druva app names the attribute {variable:Text}", extra_types=TYPES))
def names_attribute(okta: OktaAdmin, variable: str) -> None:
    """Check how the Profile Editor lists the attribute added last."""
    assert okta.app.attributes()[-1].variable == variable


@given("the Druva app maps both UPN and email")
@when("the Okta admin maps both UPN and email")
def maps_both(okta: OktaAdmin) -> None:
    """Add userPrincipalName, fill it from the login, and override userName with the email."""
    add_attribute(okta, UPN_FORM)
    okta.app.save_mapping(target="userPrincipalName", expression="user.login")
    okta.app.save_mapping(target="userName", expression="user.email")


@given(parsers.parse("the Okta admin mapped {source:Text} to {target:Text}", extra_types=TYPES))
@when(parsers.parse("the Okta admin maps {source:Text} to {target:Text}", extra_types=TYPES))
def maps(okta: OktaAdmin, source: str, target: str) -> None:
    """Save one row of Okta User to Druva 2.0, for create and update; nothing is sent."""
    okta.app.save_mapping(target=target, expression=source)


@given(
    parsers.parse("the Okta admin maps userName to {source:Text} on create only", extra_types=TYPES)
)
def maps_on_create(okta: OktaAdmin, source: str) -> None:
    """Override userName with an expression that applies to new assignments only."""
    okta.app.save_mapping(target="userName", expression=source, apply=Apply.CREATE_ONLY)


@then("Okta User to Druva 2.0 maps:")
def shows_mapping(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Check rows of the mapping, by target attribute."""
    rows = {row.target: row.expression for row in okta.app.mappings()}
    expected = records(datatable, "Druva", "Okta")
    agree(
        [{"Druva": row["Druva"], "Okta": rows.get(row["Druva"], "(none)")} for row in expected],
        expected,
    )


@when("the Okta admin applies updates now")
def applies_updates(okta: OktaAdmin, story: Story) -> None:
    """Re-apply the mappings to everyone who is assigned, and send."""
    okta.assignments.apply_updates_now()
    story.run = okta.jobs.run()


@when("the Okta admin forces a sync")
def forces_sync(okta: OktaAdmin, story: Story) -> None:
    """Re-apply the mappings and send what differs from the last push."""
    okta.assignments.force_sync()
    story.run = okta.jobs.run()


@when(parsers.parse("the Okta admin assigns the Druva app to {person:Person}", extra_types=TYPES))
def assigns(okta: OktaAdmin, story: Story, person: Person) -> None:
    """Assign the app to a person, and send."""
    okta.assignments.assign(user_of(okta, person).id)
    story.run = okta.jobs.run()


@when(
    parsers.parse("the Okta admin unassigns the Druva app from {person:Person}", extra_types=TYPES)
)
def unassigns(okta: OktaAdmin, story: Story, person: Person) -> None:
    """Take the app from a person, and send."""
    okta.assignments.unassign(user_of(okta, person).id)
    story.run = okta.jobs.run()


@given(
    parsers.parse(
        "the Druva app was unassigned from {person:Person} while nobody is deactivated",
        extra_types=TYPES,
    )
)
def was_unassigned_quietly(okta: OktaAdmin, person: Person) -> None:
    """Switch Deactivate Users off and take the app from a person: the account stays, unlinked."""
    okta.app.configure(replace(okta.app.provisioning(), deactivate_users=False))
    okta.assignments.unassign(user_of(okta, person).id)
    okta.jobs.run()


@given(parsers.parse("provisioning was off while {person:Person} was assigned", extra_types=TYPES))
def was_assigned_early(okta: OktaAdmin, person: Person) -> None:
    """Assign the app to a person who is new to Okta while provisioning is switched off."""
    page = okta.app.provisioning()
    okta.app.configure(replace(page, enabled=False))
    okta.assignments.assign(enter_okta(okta, person).id)
    okta.jobs.run()
    okta.app.configure(page)


@when(parsers.parse("the Okta admin provisions {person:Person}", extra_types=TYPES))
def provisions(okta: OktaAdmin, story: Story, person: Person) -> None:
    """Provision someone who was assigned before provisioning was on."""
    okta.assignments.provision_user(user_of(okta, person).id)
    story.run = okta.jobs.run()


@when(
    parsers.parse(
        "the Okta admin edits the username of {person:Person} to {user_name:Text}",
        extra_types=TYPES,
    )
)
def edits_username(okta: OktaAdmin, story: Story, person: Person, user_name: str) -> None:
    """Edit the username on the assignment itself, and send."""
    okta.assignments.edit_username(user_of(okta, person).id, user_name)
    story.run = okta.jobs.run()


@given(
    parsers.parse(
        "the Okta admin changes the login of {person:Person} to {login:Text}", extra_types=TYPES
    )
)
@when(
    parsers.parse(
        "the Okta admin changes the login of {person:Person} to {login:Text}", extra_types=TYPES
    )
)
def changes_login(okta: OktaAdmin, story: Story, person: Person, login: str) -> None:
    """Change the login in the Okta profile, and send."""
    okta.directory.update(user_of(okta, person).id, ("login", login))
    story.run = okta.jobs.run()


@when(parsers.parse("the Okta admin deactivates {person:Person}", extra_types=TYPES))
def deactivates(okta: OktaAdmin, story: Story, person: Person) -> None:
    """Deactivate a person in Okta, and send."""
    okta.directory.deactivate(user_of(okta, person).id)
    story.run = okta.jobs.run()


@when(parsers.parse("the Okta admin suspends {person:Person}", extra_types=TYPES))
def suspends(okta: OktaAdmin, story: Story, person: Person) -> None:
    """Suspend a person in Okta, and send whatever that sends."""
    okta.directory.suspend(user_of(okta, person).id)
    story.run = okta.jobs.run()


@when("the Okta admin retries every task")
def retries(okta: OktaAdmin, story: Story) -> None:
    """Retry every failed job, and send."""
    for task in okta.jobs.tasks():
        okta.jobs.retry(task.id)
    story.run = okta.jobs.run()


@when("Okta imports the accounts of inSync")
def imports_accounts(okta: OktaAdmin) -> None:
    """Run an import from the app into Okta."""
    okta.imports.import_now()


@when("the Okta admin confirms every match")
def confirms_matches(okta: OktaAdmin) -> None:
    """Confirm the imported accounts that match a person, which links them."""
    for row in okta.imports.rows():
        if row.match is not Match.NONE and row.state is RowState.PENDING:
            okta.imports.confirm(row.external_id)


@then("the import into Okta found these accounts:")
def found_accounts(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Check the rows of the last import into Okta, and that there are no others."""
    found = [
        {"inSync email ID": row.user_name, "match": row.match.value} for row in okta.imports.rows()
    ]
    agree(found, records(datatable, "inSync email ID", "match"))


@then(
    parsers.parse(
        "the import created {created:Count} and updated {updated:Count} accounts",
        extra_types=TYPES,
    )
)
def import_did(story: Story, created: int, updated: int) -> None:
    """Check what the last import did downstream; taking an account over is an update."""
    assert (story.run.created, story.run.linked + story.run.updated) == (created, updated)


@then(parsers.parse("an Okta task says {text:Text}", extra_types=TYPES))
def task_says(okta: OktaAdmin, text: str) -> None:
    """Check that a failed job waits for an admin with this in its text."""
    assert any(text in task.text for task in okta.jobs.tasks()), told(okta)


def add_attribute(okta: OktaAdmin, form: Mapping[str, str]) -> None:
    """Add an attribute to the Druva app from the fields of its form; a field left out is blank."""
    unknown = set(form) - set(ATTRIBUTE_FIELDS)
    assert not unknown, f"no field {unknown} in the form: expected {', '.join(ATTRIBUTE_FIELDS)}"
    okta.app.add_attribute(
        data_type=DataType(form.get("Data type", "string")),
        display_name=form.get("Display Name", ""),
        variable_name=form.get("Variable Name", ""),
        external_name=form.get("External Name", ""),
        external_namespace=form.get("External namespace", ""),
    )


def import_users(okta: OktaAdmin) -> RunResult:
    """Send everyone: apply updates to whoever is assigned already, assign the rest."""
    newcomers = [user for user in okta.directory.users() if okta.assignments.of(user.id) is None]
    if okta.assignments.all():
        okta.assignments.apply_updates_now()
    for user in newcomers:
        okta.assignments.assign(user.id)
    return okta.jobs.run()


def user_of(okta: OktaAdmin, person: Person) -> OktaUser:
    """Return the Okta user of a person, whose name does not change."""
    return next(
        user for user in okta.directory.users() if user.attribute("lastName") == person.surname
    )


def told(okta: OktaAdmin) -> str:
    """Say what the tasks of Okta say."""
    return "Okta's tasks: " + ("; ".join(task.text for task in okta.jobs.tasks()) or "none")
