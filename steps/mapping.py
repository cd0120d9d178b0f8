"""Steps about what the Druva app sends: its attributes and its mapping."""

from __future__ import annotations

import re

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import BOTH, UPN_FORM, add_attribute, map_both, map_row
from crosswalk.runner.phrases import texts
from crosswalk.runner.tables import Column, Row, Rows, columns, table
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import Apply, AttributeMapping, DataType, Updates

from .story import Story
from .tables import agree
from .terms import TERMS, MappingRow

_FIELD = Column("field", texts(*UPN_FORM), required=True, unique=True)
_VALUE = Column("value", required=True)
_DATA_TYPE = texts(*(data_type.value for data_type in DataType))


def _data_type_is_one(row: Row) -> None:
    if row["field"] == "Data type":
        _DATA_TYPE.read(row["value"])


@given(
    parsers.parse("the userPrincipalName attribute was added with {field} {value}"),
    converters=TERMS,
)
def attribute_was_added(okta: OktaAdmin, field: str, value: str) -> None:
    """Add the attribute that carries the UPN, with one field of the article's form as given."""
    add_attribute(okta, {**UPN_FORM, field: value})


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
    _save_row(okta, MappingRow("user.department", "department", Apply.CREATE_AND_UPDATE))


@when("the Okta admin adds this attribute to the Druva app:")
@table(_FIELD, _VALUE, check=_data_type_is_one)
def adds_attribute(okta: OktaAdmin, story: Story, datatable: Rows) -> None:
    """Fill in the Add Attribute form from a table of field and value."""
    with story.refusal_by("Okta"):
        add_attribute(okta, {row["field"]: row["value"] for row in datatable})


@when(
    parsers.parse("the Okta admin adds the userPrincipalName attribute with {field} {value}"),
    converters=TERMS,
)
def adds_wrong_attribute(okta: OktaAdmin, story: Story, field: str, value: str) -> None:
    """Fill in the Add Attribute form with one field that differs, and keep what Okta answers."""
    with story.refusal_by("Okta"):
        add_attribute(okta, {**UPN_FORM, field: value})


@then(parsers.parse("Okta refuses because of the {field}"), converters=TERMS)
def refuses_field(story: Story, field: str) -> None:
    """Check that Okta's answer names a field of the form, and no other field of it."""
    said = story.refused_by("Okta")
    found = [name for name in UPN_FORM if re.search(rf"\b{name}\b", said, re.IGNORECASE)]
    assert found == [field], f"expected the {field} to be named, found {said!r}"


@then(parsers.parse("the Druva app names the attribute {variable}"), converters=TERMS)
def names_attribute(okta: OktaAdmin, variable: str) -> None:
    """Check how the Profile Editor lists the attribute added last."""
    found = okta.app.attributes()[-1].variable
    assert found == variable, f"expected {variable!r}, found {found!r}"


@then(parsers.parse("the pencil of {variable} shows:"), converters=TERMS)
@table(_FIELD, _VALUE, check=_data_type_is_one)
def pencil_shows(okta: OktaAdmin, variable: str, datatable: Rows) -> None:
    """Check the fields of a saved attribute, as its form shows them."""
    one = next((each for each in okta.app.attributes() if each.variable_name == variable), None)
    assert one, f"the Druva app has no attribute {variable!r}"
    values = (
        one.data_type.value,
        one.display_name,
        one.variable,
        one.external_name,
        one.external_namespace,
    )
    found = [{"field": name, "value": value} for name, value in zip(UPN_FORM, values, strict=True)]
    agree(found, datatable)


@given(parsers.parse("the Druva app maps {mapping}"), converters=TERMS)
@when(parsers.parse("the Okta admin maps {mapping}"), converters=TERMS)
def maps(okta: OktaAdmin, story: Story, mapping: MappingRow | None) -> None:
    """Save a row of Okta User to Druva 2.0, or both of the article, and send what that sends.

    The answer to Okta's question is Do not apply updates. A userName is overridden; a row applies
    on create and update unless the sentence says otherwise.
    """
    with story.refusal_by("Okta"):
        if mapping is None:
            map_both(okta)
        else:
            _save_row(okta, mapping)
    story.runs_jobs(okta)


@when("the Okta admin maps both rows in the dialog")
def maps_in_dialog(okta: OktaAdmin, story: Story) -> None:
    """Open Okta User to Druva 2.0 and map both rows of the article, which are not saved yet."""
    with story.refusal_by("Okta"):
        okta.mapping.show()
        for target, source in BOTH.items():
            map_row(okta, target, source)


@when(parsers.parse("the Okta admin chooses {source} for {target}"), converters=TERMS)
def chooses(okta: OktaAdmin, story: Story, source: str, target: str) -> None:
    """Choose what a row of the open mapping dialog reads, or keep what Okta answers."""
    with story.refusal_by("Okta"):
        okta.mapping.choose(target=target, expression=source)


@when(parsers.parse("the Okta admin lets {target} apply on {apply}"), converters=TERMS)
def lets_apply(okta: OktaAdmin, story: Story, target: str, apply: Apply) -> None:
    """Choose when a row of the open mapping dialog applies, or keep what Okta answers."""
    with story.refusal_by("Okta"):
        okta.mapping.apply_on(target=target, apply=apply)


@when(parsers.parse("the Okta admin saves the mappings and answers {updates}"), converters=TERMS)
def saves_mappings(okta: OktaAdmin, story: Story, updates: Updates) -> None:
    """Save the open mapping dialog, answer its question, and send what that sends."""
    with story.refusal_by("Okta"):
        okta.mapping.save(updates)
    story.runs_jobs(okta)


@when("the Okta admin closes the mappings without saving")
def closes_mappings(okta: OktaAdmin, story: Story) -> None:
    """Close the mapping dialog."""
    with story.refusal_by("Okta"):
        okta.mapping.close()


@when("the Okta admin adds the Druva app anew")
def adds_anew(okta: OktaAdmin, story: Story) -> None:
    """Add the Druva app once more, in place of the one there was; it is not connected yet."""
    with story.refusal_by("Okta"):
        okta.app.add_anew()


@when(parsers.parse("the Okta admin deletes the attribute {variable}"), converters=TERMS)
def deletes_attribute(okta: OktaAdmin, story: Story, variable: str) -> None:
    """Delete a custom attribute of the Druva app."""
    with story.refusal_by("Okta"):
        okta.app.remove_attribute(variable)


@then("Okta User to Druva 2.0 maps:")
@table(*columns("Druva", "Okta", required=True))
def shows_mapping(okta: OktaAdmin, datatable: Rows) -> None:
    """Check rows of the mapping, by target attribute."""
    rows = {row.target: row.expression for row in okta.app.mappings()}
    agree(
        [{"Druva": row["Druva"], "Okta": rows.get(row["Druva"], "(none)")} for row in datatable],
        datatable,
    )


@then("the Druva app has these attributes:")
@table(
    *columns("Druva", "Okta"),
    Column("applies on", texts(*(apply.value for apply in Apply)), empty=True),
)
def has_attributes(okta: OktaAdmin, datatable: Rows) -> None:
    """Check every attribute of the Druva app in order: its expression, and when that applies."""
    rows = {row.target: row for row in okta.app.mappings()}
    found = [_mapped(each.variable, rows.get(each.variable_name)) for each in okta.app.attributes()]
    agree(found, datatable)


def _save_row(okta: OktaAdmin, row: MappingRow) -> None:
    okta.mapping.show()
    map_row(okta, row.target, row.source, row.apply)
    okta.mapping.save(Updates.DO_NOT_APPLY)


def _mapped(variable: str, row: AttributeMapping | None) -> dict[str, str]:
    expression, applies = (row.expression, row.apply.value) if row else ("", "")
    return {"Druva": variable, "Okta": expression, "applies on": applies}
