"""Steps about what the directory of Microsoft 365 says of a user besides names and addresses."""

from __future__ import annotations

from dataclasses import fields, replace

from pytest_bdd import parsers, then, when

from crosswalk.runner.phrases import choice
from crosswalk.runner.tables import Column, Rows, table
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.attributes import Details

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import user_of


def _as_graph(name: str) -> str:
    """Return the name of a property as Graph writes it: ``job_title`` as jobTitle."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


_PROPERTIES = {_as_graph(each.name): each.name for each in fields(Details)}
_COLUMNS = (
    Column("property", choice(_PROPERTIES), required=True, unique=True),
    Column("value", empty=True),
)


@when(
    parsers.parse("the Microsoft 365 admin enters these details of {microsoft_user}:"),
    converters=TERMS,
)
@table(*_COLUMNS)
def enters_details(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, datatable: Rows
) -> None:
    """Enter job title, department, office and so on; an empty cell removes one."""
    user = user_of(microsoft365, story.who, microsoft_user)
    changes = {row["property"]: row.get("value", "") for row in datatable}
    with story.refusal_by("Microsoft 365"):
        microsoft365.directory.set_details(user.id, replace(user.details, **changes))


@then(
    parsers.parse("Microsoft 365 has these details of {microsoft_user}:"),
    converters=TERMS,
)
@table(*_COLUMNS)
def has_details(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, datatable: Rows
) -> None:
    """Check job title, department, office and so on."""
    assert datatable, "expected a row for each property, found none"
    details = user_of(microsoft365, story.who, microsoft_user).details
    for row in datatable:
        wanted, found = row.get("value", ""), getattr(details, row["property"])
        name = _as_graph(row["property"])
        assert found == wanted, f"{name}: expected {wanted!r}, found {found!r}"
