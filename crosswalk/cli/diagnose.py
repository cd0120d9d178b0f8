"""`crosswalk diagnose`: what the exports of a tenant tell, and what to change first."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.files import write_files
from crosswalk.diagnosis.report.terminal import screen
from crosswalk.diagnosis.written.change_request import REQUEST
from crosswalk.diagnosis.written.output import check, filled
from crosswalk.diagnosis.written.previous import Previous
from crosswalk.diagnosis.written.redaction import Redaction
from crosswalk.diagnosis.written.summary import FILE
from crosswalk.diagnosis.written.tally import Tally
from fakes.outcomes.readings import READINGS

from .choosing import chosen
from .from_exports import PATH, exports_into, told_in_one_line
from .one_line import OneLine
from .progress import counted, waiting

TO_DO = 1
DECIDING = frozenset({"A2", *READINGS})


@click.command("diagnose", cls=OneLine)
@exports_into("the diagnosis")
@click.option("--redact", is_flag=True, help="Write pseudonyms for addresses, names and ids.")
@click.option(
    "--previous",
    metavar="DIR",
    type=PATH,
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
    with told_in_one_line(into, user_name), _without_collecting():
        check(into)
        earlier = Previous(previous) if previous else None
        with waiting(f"reading {len(files)} files"):
            tenant = read(files, attributes=attributes)
        with filled(into) as output:
            findings = write_files(
                output,
                tenant,
                choices,
                previous=earlier,
                redaction=Redaction() if redact else None,
                counted=partial(counted, "people", about=len(tenant.accounts)),
            )
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


def _warnings(choices: Choices, tally: Tally) -> Iterator[str]:
    """Yield what is easily overlooked otherwise."""
    for assumption in sorted(choices.readings.keys() - DECIDING):
        yield f"Warning: nothing of a diagnosis rests on {assumption}."
    if tally.by_hand:
        yield (
            f"Warning: {REQUEST} lacks {len(tally.by_hand)} of {tally.changes} changes: Excel "
            f"would take an address for a formula. Make them one by one: changes_by_hand in {FILE}."
        )
