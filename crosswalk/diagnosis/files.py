"""All files of a diagnosis, written from one pass over its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .choices import Choices
from .diagnosing import Diagnosis, diagnose
from .report.examples import Site
from .report.findings import Findings
from .report.page import Page
from .row import Row
from .tenant import Tenant
from .written.change_request import ChangeRequest
from .written.entries import entries
from .written.kinds import Kinds
from .written.output import Output
from .written.people import People
from .written.previous import Previous
from .written.redaction import Redaction
from .written.summary import Summary
from .written.tally import Tally
from .written.writer import About, Writer

Counted = Callable[[Iterator[Row]], Iterator[Row]]


def write_files(
    output: Output,
    tenant: Tenant,
    choices: Choices,
    *,
    previous: Previous | None = None,
    redaction: Redaction | None = None,
    counted: Counted = iter,
    site: Site | None = None,
) -> Findings:
    """Write every file. ``counted`` passes the rows on, and may show how many went by."""
    diagnosis = diagnose(tenant, choices)
    by_default = diagnosis.read_otherwise({}) if choices.readings else None
    if previous:
        previous.enter(tenant.accounts)
    rows = entries(
        counted(diagnosis.rows()),
        by_default=by_default.rows() if by_default else None,
        previous=previous,
        redaction=redaction,
    )
    tally = Tally(Kinds())
    about = _about(diagnosis, compared=bool(previous))
    findings = Findings(tally, redaction.about(about) if redaction else about)
    writers = _writers(output, findings, site or Site())
    for row, beside in rows:
        for writer in writers:
            writer.add(row, beside)
    if previous:
        tally.solved.update(previous.gone())
    for writer in writers:
        writer.close()
    return findings


def _about(diagnosis: Diagnosis, *, compared: bool) -> About:
    tenant = diagnosis.tenant
    return About(
        diagnosis.choices,
        tenant.assumed,
        tenant.notes,
        licenses_to_be_taken=sum(account.licensed is False for account in tenant.accounts),
        app_users=tenant.app_users is not None,
        compared=compared,
    )


def _writers(output: Output, findings: Findings, site: Site) -> tuple[Writer, ...]:
    """Return who writes what, the tally and the change request first: others tell of them."""
    tally, about = findings.tally, findings.about
    return (
        tally,
        ChangeRequest(output, tally),
        People(output, tally.kinds, about),
        Summary(output, tally, about),
        findings,
        Page(output, findings, site),
    )
