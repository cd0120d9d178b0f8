"""`crosswalk rehearse`: play in the lab what a diagnosis foretells, and compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.diagnosis.written.output import Output, check, filled
from crosswalk.procedure.frozen_lab import frozen_lab
from crosswalk.rehearsal.choosing import Chosen, choose
from crosswalk.rehearsal.feature import Feature, feature_of
from crosswalk.rehearsal.findings import Findings
from crosswalk.rehearsal.lab_file import keep
from crosswalk.rehearsal.rehearsing import Rehearsal
from crosswalk.rehearsal.results import write
from crosswalk.rehearsal.terminal import screen

from .choosing import chosen
from .from_exports import INTERRUPTED, PATH, exports_into, told_in_one_line
from .one_line import OneLine, Unusable
from .progress import counted, waiting

NOTHING_COMPARED, DIFFERS = 1, 3


@click.command("rehearse", cls=OneLine)
@exports_into("what comes out")
@click.option("--everyone", is_flag=True, help="Play everybody, also of a large tenant.")
@click.option(
    "--seed", default=1, show_default=True, help="Which sample of a large tenant is drawn."
)
@click.option(
    "--emit-feature",
    metavar="FILE",
    type=PATH,
    help="Write the kinds of people for whom a job fails to FILE, as scenarios under pseudonyms.",
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
    everyone: bool,
    seed: int,
    emit_feature: Path | None,
) -> None:
    """Play in the lab what `crosswalk diagnose` foretells for a tenant, and compare.

    FILEs are the exports that `crosswalk diagnose` takes. The tenant enters the lab. Every job of
    everybody is run: today, after remapping now, after the procedure in its order, and in orders
    that go wrong. `crosswalk serve --seed DIR` opens the tenant as it is today.

    Exit codes: 0 if everything that was compared agrees, 1 if nothing could be compared, 3 if
    something differs, 130 if it was interrupted; what was found is written. 2 if something that
    was given cannot be used; then nothing is written.
    """
    choices, attributes = chosen(access, user_name, ad_attribute, readings)
    findings = Findings()
    with told_in_one_line(into, user_name):
        check(into)
        _check_feature(emit_feature)
        with waiting(f"reading {len(files)} files"):
            tenant = read(files, attributes=attributes)
        with filled(into) as output:
            picked = _rehearse(output, tenant, choices, findings, everyone=everyone, seed=seed)
            feature = _emit(emit_feature, picked, choices) if emit_feature else None
    Console(highlight=False).print(screen(findings, seed=seed))
    click.echo(f"wrote {into}")
    if feature:
        click.echo(f"wrote {emit_feature}: {_counted_examples(feature)}")
        click.echo(
            f"In the directory of Crosswalk, `pytest -c pytest.ini {emit_feature}` plays it."
        )
    context.exit(_exit_code(findings))


def _emit(file: Path, picked: Chosen, choices: Choices) -> Feature:
    feature = feature_of(picked.part, picked.rows, choices)
    try:
        file.write_text(feature.text, encoding="utf-8")
    except OSError as error:
        raise Unusable(f"--emit-feature {file} was not written: {error.strerror}") from None
    return feature


def _counted_examples(feature: Feature) -> str:
    examples = "1 example" if feature.scenarios == 1 else f"{feature.scenarios} examples"
    if not feature.left_out:
        return examples
    kinds = "1 kind" if len(feature.left_out) == 1 else f"{len(feature.left_out)} kinds"
    return f"{examples}; {kinds} that no example can tell, in comments at its end"


def _exit_code(findings: Findings) -> int:
    if not findings.complete:
        return INTERRUPTED
    if findings.nothing_compared:
        return NOTHING_COMPARED
    return 0 if findings.agree else DIFFERS


def _rehearse(
    output: Output,
    tenant: Tenant,
    choices: Choices,
    findings: Findings,
    *,
    everyone: bool,
    seed: int,
) -> Chosen:
    """Play, and write what was found; whoever interrupts it gets what was found so far."""
    diagnosis = diagnose(tenant, choices)
    rows = counted("diagnosing", diagnosis.rows(), len(tenant.accounts))
    picked = choose(diagnosis, rows, everyone=everyone, seed=seed)
    findings.people, findings.played = picked.people, len(picked.rows)
    try:
        _play(output, picked, choices, findings)
    except KeyboardInterrupt:
        click.echo("Interrupted: writing what was found so far.", err=True)
    write(output, findings, choices, seed=seed)
    return picked


def _check_feature(file: Path | None) -> None:
    """Raise Unusable where no feature can be written, or where one is already."""
    if file is None:
        return
    if file.suffix != ".feature":
        raise Unusable(f"--emit-feature {file}: expected a name that ends with .feature")
    try:
        is_there = file.exists()
    except OSError as error:
        raise Unusable(f"--emit-feature {file}: {error.strerror}") from None
    if is_there:
        raise Unusable(f"--emit-feature {file}: it is there already; name another file")
    if not file.absolute().parent.is_dir():
        raise Unusable(f"--emit-feature {file}: there is no directory {file.parent}")


def _play(output: Output, picked: Chosen, choices: Choices, findings: Findings) -> None:
    with _progress() as progress:
        Rehearsal(
            frozen_lab(),
            picked.part,
            picked.rows,
            choices,
            findings,
            progress,
            partial(keep, directory=output.path),
        ).play()


@contextmanager
def _progress() -> Iterator[_Bars]:
    """Show bars on standard error, if that is a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        yield _Bars(progress)


class _Bars:
    """A bar for each title of a play, which further turns make longer."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._people: Counter[str] = Counter()

    @contextmanager
    def playing(self, title: str, people: int) -> Iterator[Callable[[], None]]:
        """Show a bar that moves on with each of some people."""
        if title not in self._tasks:
            self._tasks[title] = self._progress.add_task(title)
        self._people[title] += people
        self._progress.update(self._tasks[title], total=self._people[title])
        yield partial(self._progress.advance, self._tasks[title])

    @contextmanager
    def waiting(self, title: str) -> Iterator[None]:
        """Show a bar that moves to and fro, until what is going on is done."""
        task = self._progress.add_task(title, total=None)
        yield
        self._progress.remove_task(task)
