"""`crosswalk diagnose`: what the exports of a tenant tell, and what to change first."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import Diagnosis, diagnose
from crosswalk.diagnosis.exports import UnusableExport, read
from crosswalk.diagnosis.report.findings import Findings
from crosswalk.diagnosis.report.page import Page
from crosswalk.diagnosis.report.terminal import screen
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.diagnosis.written.change_request import REQUEST, ChangeRequest
from crosswalk.diagnosis.written.entries import entries
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.output import Output, UnusableDirectory, check, filled
from crosswalk.diagnosis.written.people import People
from crosswalk.diagnosis.written.previous import Previous, UnusablePrevious
from crosswalk.diagnosis.written.redaction import Redaction
from crosswalk.diagnosis.written.summary import FILE, Summary
from crosswalk.diagnosis.written.tally import Tally
from crosswalk.diagnosis.written.writer import About, Writer
from fakes.okta.expressions import ExpressionError
from fakes.outcomes.readings import READINGS

from .choosing import choice_options, chosen, wrong_expression
from .one_line import OneLine, Unusable
from .progress import counted, waiting

TO_DO, INTERRUPTED = 1, 130
_PATH = click.Path(path_type=Path)
DECIDING = frozenset({"A2", *READINGS})


@click.command("diagnose", cls=OneLine)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_PATH)
@click.option(
    "--into",
    metavar="DIR",
    required=True,
    type=_PATH,
    help="Write the diagnosis to the directory DIR, which must not exist or be empty.",
)
@choice_options
@click.option("--redact", is_flag=True, help="Write pseudonyms for addresses, names and ids.")
@click.option(
    "--previous",
    metavar="DIR",
    type=_PATH,
    help="Tell which problems are new or solved since the diagnosis in the directory DIR.",
)
@click.pass_context
def command(
    context: click.Context,
    files: Sequence[Path],
    into: Path,
    access: str,
    user_name: str,
    ad_attribute: str,
    readings: Sequence[str],
    redact: bool,
    previous: Path | None,
) -> None:
    """Diagnose a tenant from its exports: whom it hits, what to change, what comes of it.

    FILEs are exports as CSV or JSON, in any order: Okta people, inSync users and Microsoft 365
    people; also, where there are any, Okta app users of Druva 2.0 and OneDrives. Each is
    recognized by its columns or keys. Nothing leaves this machine.

    Exit codes: 0 if every job succeeds now and nobody has a problem, 1 if there is something to do
    or nobody was diagnosed, 2 if something that was given cannot be used; then nothing is written.
    """
    choices, attributes = chosen(access, user_name, ad_attribute, readings)
    try:
        check(into)
        earlier = Previous(previous) if previous else None
        with _without_collecting():
            with waiting(f"reading {len(files)} files"):
                tenant = read(files, attributes=attributes)
            with filled(into) as output:
                findings = _write(output, tenant, choices, earlier, Redaction() if redact else None)
    except (UnusableExport, UnusableDirectory, UnusablePrevious) as error:
        raise Unusable(str(error)) from None
    except ExpressionError as error:
        option = "--user-name" if error.text == user_name else "--ad-attribute"
        raise wrong_expression(option, error) from None
    except OSError as error:
        raise Unusable(f"{into} was not written: {error}") from None
    except KeyboardInterrupt:
        click.echo("Interrupted: nothing was written.", err=True)
        context.exit(INTERRUPTED)
    for warning in _warnings(choices, findings.tally):
        click.echo(warning, err=True)
    Console(highlight=False).print(screen(findings, into))
    click.echo(f"wrote {into}")
    context.exit(0 if findings.tally.is_clean else TO_DO)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Spare the garbage collector millions of values that stay, and nothing that needs it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _write(
    output: Output,
    tenant: Tenant,
    choices: Choices,
    previous: Previous | None,
    redaction: Redaction | None,
) -> Findings:
    """Write every file from one pass over the rows."""
    diagnosis = diagnose(tenant, choices)
    by_default = diagnosis.read_otherwise({}) if choices.readings else None
    if previous:
        previous.enter(tenant.accounts)
    rows = entries(
        counted("people", diagnosis.rows(), len(tenant.accounts)),
        by_default=by_default.rows() if by_default else None,
        previous=previous,
        redaction=redaction,
    )
    tally = Tally(Kinds())
    about = _about(diagnosis, compared=bool(previous))
    findings = Findings(tally, redaction.about(about) if redaction else about)
    writers = _writers(output, findings)
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


def _writers(output: Output, findings: Findings) -> tuple[Writer, ...]:
    """Return who writes what, the tally and the change request first: others tell of them."""
    tally, about = findings.tally, findings.about
    return (
        tally,
        ChangeRequest(output, tally),
        People(output, tally.kinds, about),
        Summary(output, tally, about),
        findings,
        Page(output, findings),
    )


def _warnings(choices: Choices, tally: Tally) -> Iterator[str]:
    """Yield what is easily overlooked otherwise."""
    for assumption in sorted(choices.readings.keys() - DECIDING):
        yield f"Warning: nothing of a diagnosis rests on {assumption}."
    if tally.by_hand:
        yield (
            f"Warning: {REQUEST} lacks {len(tally.by_hand)} of {tally.changes} changes: Excel "
            f"would take an address for a formula. Make them one by one: changes_by_hand in {FILE}."
        )
