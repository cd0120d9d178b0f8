"""Steps about the diagnosis of a tenant: its exports, what it says, and the change request."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Problem, Word
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.diagnosis.written.change_request import REQUEST, ChangeRequest
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.output import filled
from crosswalk.diagnosis.written.people import FILE, People
from crosswalk.diagnosis.written.tally import AFTER, NOW, Tally
from crosswalk.diagnosis.written.writer import ALONE, About
from crosswalk.lab_interface import Lab
from crosswalk.procedure.procedure import import_users, map_both, set_access
from crosswalk.rehearsal.entering import Entered
from crosswalk.runner.phrases import texts
from crosswalk.runner.tables import Column, Rows, columns, table
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AccessSetting
from fakes.okta.admin import OktaAdmin

from .exports import enter, read_files
from .story import Story, has_said
from .tables import agree
from .terms import TERMS

_ADDRESSES = ("okta_login", "okta_email", "insync_email_id", "upn", "primary_smtp")
_WORDS = texts(*(word.value for word in Word))
_COLUMNS = (
    *columns(*_ADDRESSES),
    *(Column(name, _WORDS) for name in NOW),
    *columns("accounts_if_remapped_now", "change_email_id_to"),
    *(Column(name, _WORDS) for name in AFTER),
)


@dataclass
class Case:
    """What support has of a tenant: its exports, the lab that holds it, and the diagnosis.

    ``refused_asked`` are the names of those whom the lab refused and a Then asked about.
    """

    directory: Path
    tenant: Tenant | None = None
    entered: Entered | None = None
    refused_asked: set[str] = field(default_factory=set)

    def file(self, name: str) -> str:
        """Return a file of the diagnosis; fails in words where nobody diagnosed."""
        path = self.directory / "diagnosis" / name
        assert path.exists(), "nobody diagnosed the tenant in this scenario"
        return path.read_text(encoding="utf-8")

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of people.csv."""
        return [*csv.DictReader(self.file(FILE).splitlines())]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """What support has of the tenant of this scenario."""
    return Case(tmp_path)


@given("these exports:")
def these_exports(lab: Lab, okta: OktaAdmin, story: Story, case: Case, docstring: str) -> None:
    """Take the exports of a tenant, and enter the people whom they list into the lab.

    A file is its name, and below it its lines; an empty line ends it. Whoever has an address of one
    of the cast is that person to later sentences. A Then has to ask about whom the lab refuses.
    """
    refusal = ""
    try:
        case.tenant = read_files(docstring, case.directory)
    except ValueError as error:
        refusal = str(error)
    if case.tenant is None:
        pytest.fail(refusal, pytrace=False)
    case.entered = enter(lab, story.who, case.tenant)
    for each in case.entered.refused:
        story.remarks.make(
            f"{each.system} of the lab refused {each.name}: {each.why}",
            lambda name=each.name: name not in case.refused_asked,  # type: ignore[misc]
        )


@when("support diagnoses the tenant")
def diagnoses(story: Story, case: Case) -> None:
    """Diagnose the exports, and write the rows and the change request."""
    assert case.tenant is not None, "no exports were given in this scenario"
    tally = Tally(Kinds())
    with story.refusal_by("the diagnosis"), filled(case.directory / "diagnosis") as output:
        writers = (
            tally,
            ChangeRequest(output, tally),
            People(output, tally.kinds, About(Choices())),
        )
        for row in diagnose(case.tenant).rows():
            for writer in writers:
                writer.add(row, ALONE)
        for writer in writers:
            writer.close()


@then("the diagnosis says:")
@table(*_COLUMNS)
def diagnosis_says(case: Case, datatable: Rows) -> None:
    """Check every row of people.csv, in order: these and no others, in the columns given."""
    assert datatable, "expected a row for each account or person, found none"
    agree(case.rows(), datatable)


@then(parsers.parse("the diagnosis says of {name}:"), converters=TERMS)
@table(*_COLUMNS)
def diagnosis_says_of(case: Case, name: str, datatable: Rows) -> None:
    """Check the row of people.csv of an account, or of a person without one, by its address."""
    agree([_row_of(case, name)], datatable)


@then(parsers.parse("the problems of {name} are {problems}"), converters=TERMS)
def problems_are(case: Case, name: str, problems: tuple[Problem, ...]) -> None:
    """Check what is wrong with an account, or with a person without one: these and no others."""
    found = _row_of(case, name)["problems"]
    expected = ";".join(each.value for each in problems)
    assert found == expected, f"expected {expected}, found {found or 'none'}"


@then(parsers.parse("the change request is:"))
def change_request_is(case: Case, docstring: str) -> None:
    """Check the file that support hands over, line by line."""
    found = case.file(REQUEST).splitlines()
    assert found == docstring.splitlines(), f"expected {docstring!r}, found {found!r}"


@then(parsers.parse("the lab refused {name} because {reason}"), converters=TERMS)
def lab_refused(case: Case, name: str, reason: str) -> None:
    """Check whom of the exports the lab does not hold, and why."""
    assert case.entered is not None, "no exports were given in this scenario"
    whys = {each.name: each.why for each in case.entered.refused}
    assert name in whys, f"expected that {name} is refused, found {', '.join(whys) or 'nobody'}"
    assert has_said(reason, whys[name]), f"expected {reason!r}, found {whys[name]!r}"
    case.refused_asked.add(name)


@when(parsers.parse("support changes the inSync email IDs from the {request}"), converters=TERMS)
def support_changes_from_request(
    insync: InSyncAdmin, story: Story, case: Case, request: str
) -> None:
    """Hand over the change request of the diagnosis, or the file that takes it back."""
    with story.refusal_by("inSync"):
        insync.accounts.change_email_ids(case.file(request).encode())


@when("the procedure is followed with the change request")
def follows_procedure(okta: OktaAdmin, insync: InSyncAdmin, story: Story, case: Case) -> None:
    """Change the email IDs, map both addresses, import, and set AD Attribute, in this order.

    The import sends whom the exports have as active and, where they list app users, as assigned.
    """
    assert case.entered is not None, "no exports were given in this scenario"
    support_changes_from_request(insync, story, case, REQUEST)
    with story.refusal_by("Okta"):
        map_both(okta)
        story.has_run(okta, import_users(okta, case.entered.sent))
    with story.refusal_by("inSync"):
        set_access(insync, AccessSetting.AD_ATTRIBUTE)


def _row_of(case: Case, name: str) -> Mapping[str, str]:
    """Return the row of an email ID, else of the login of a person without an account."""
    keys = [(row["insync_email_id"] or row["okta_login"]).casefold() for row in case.rows()]
    assert name.casefold() in keys, f"no row is about {name}, only about {', '.join(keys)}"
    return case.rows()[keys.index(name.casefold())]
