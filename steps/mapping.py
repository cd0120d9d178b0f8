"""Steps about what the Druva app sends: its attributes and its mapping."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import UPN_FORM, add_attribute, map_both
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import Apply, AttributeMapping, DataType

from .story import Story
from .tables import agree, choice, records
from .terms import TERMS

_FIELDS = {field: field for field in UPN_FORM}
_DATA_TYPES = {data_type.value: data_type for data_type in DataType}


@given("the userPrincipalName attribute was added")
def attribute_was_added(okta: OktaAdmin) -> None:
    """Add the attribute that carries the UPN, as the article describes it."""
    add_attribute(okta, UPN_FORM)


@given("the userPrincipalName attribute was added without a namespace")
def attribute_was_added_bare(okta: OktaAdmin) -> None:
    """Add the attribute that carries the UPN, leaving its external namespace blank."""
    add_attribute(okta, {**UPN_FORM, "External namespace": ""})


@given("the Druva app sends the department as well")
def sends_department(okta: OktaAdmin) -> None:
    """Add the department of the enterprise extension and fill it from the Okta profile."""
    add_attribute(
        okta,
        {
            "Display Name": "Department",
            "Variable Name": "department",
            "External Name": "department",
            "External namespace": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        },
    )
    okta.app.save_mapping(target="department", expression="user.department")


@given(
    parsers.parse("the userPrincipalName attribute was added in the namespace {namespace}"),
    converters=TERMS,
)
def attribute_was_added_elsewhere(okta: OktaAdmin, namespace: str) -> None:
    """Add the attribute that carries the UPN, under another external namespace."""
    add_attribute(okta, {**UPN_FORM, "External namespace": namespace})


@when("the Okta admin adds this attribute to the Druva app:")
def adds_attribute(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Fill in the Add Attribute form from a table of field and value."""
    form = {row["field"]: row["value"] for row in records(datatable, "field", "value", whole=True)}
    for field in form:
        choice("field", field, _FIELDS)
    choice("Data type", form.get("Data type", "string"), _DATA_TYPES)
    add_attribute(okta, form)


@when(
    parsers.parse("the Okta admin adds the userPrincipalName attribute with {field} {value}"),
    converters=TERMS,
)
def adds_wrong_attribute(okta: OktaAdmin, story: Story, field: str, value: str) -> None:
    """Fill in the Add Attribute form with one field that differs, and keep what Okta answers."""
    try:
        add_attribute(okta, {**UPN_FORM, field: value})
    except ValueError as refusal:
        story.refusal = str(refusal)


@then(parsers.parse("Okta refuses because of the {field}"), converters=TERMS)
def refuses_field(story: Story, field: str) -> None:
    """Check that Okta's answer names a field of the form."""
    assert field.casefold() in story.refusal.casefold(), story.refusal or "Okta accepted it"


@then(parsers.parse("the Druva app names the attribute {variable}"), converters=TERMS)
def names_attribute(okta: OktaAdmin, variable: str) -> None:
    """Check how the Profile Editor lists the attribute added last."""
    assert okta.app.attributes()[-1].variable == variable


@given("the Druva app maps both UPN and email")
@when("the Okta admin maps both UPN and email")
def maps_both(okta: OktaAdmin) -> None:
    """Add userPrincipalName, fill it from the login, and override userName with the email."""
    map_both(okta)


@given(parsers.parse("the Okta admin mapped {source} to {target}"), converters=TERMS)
@when(parsers.parse("the Okta admin maps {source} to {target}"), converters=TERMS)
def maps(okta: OktaAdmin, source: str, target: str) -> None:
    """Save one row of Okta User to Druva 2.0, for create and update; nothing is sent."""
    okta.app.save_mapping(target=target, expression=source)


@given(parsers.parse("the Okta admin maps userName to {source} on create only"), converters=TERMS)
def maps_on_create(okta: OktaAdmin, source: str) -> None:
    """Override userName with an expression that applies to new assignments only."""
    okta.app.save_mapping(target="userName", expression=source, apply=Apply.CREATE_ONLY)


@then("Okta User to Druva 2.0 maps:")
def shows_mapping(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Check rows of the mapping, by target attribute."""
    rows = {row.target: row.expression for row in okta.app.mappings()}
    expected = records(datatable, "Druva", "Okta", whole=True)
    agree(
        [{"Druva": row["Druva"], "Okta": rows.get(row["Druva"], "(none)")} for row in expected],
        expected,
    )


@then("the Druva app has these attributes:")
def has_attributes(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Check every attribute of the Druva app in order: its expression, and when that applies."""
    rows = {row.target: row for row in okta.app.mappings()}
    found = [_mapped(each.variable, rows.get(each.variable_name)) for each in okta.app.attributes()]
    agree(found, records(datatable, "Druva", "Okta", "applies on"))


def _mapped(variable: str, row: AttributeMapping | None) -> dict[str, str]:
    expression, applies = (row.expression, row.apply.value) if row else ("", "")
    return {"Druva": variable, "Okta": expression, "applies on": applies}
