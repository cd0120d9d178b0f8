"""`crosswalk load`: many clients of a served lab at once, and a check that nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from crosswalk.remote.process import NotStarted, ServedLab
from crosswalk.remote.sockets import Unreachable
from crosswalk.remote.url_file import Interfaces, InvalidUrlFile, read

from .errands import UnfitLab
from .memory import Memory
from .report import checks_of, routes_table, shown
from .run import Load


@click.command("load")
@click.option(
    "--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="How long."
)
@click.option(
    "--clients",
    type=click.IntRange(1, 128),
    default=16,
    show_default=True,
    help="How many at once.",
)
@click.option(
    "--url-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Load the lab that wrote this file, not one of its own.",
)
@click.option(
    "--disturbers",
    type=click.IntRange(0, 64),
    default=4,
    show_default=True,
    help="How many further clients send what is malformed, hang up, or send byte by byte.",
)
@click.option(
    "--state", is_flag=True, help="Give the lab a state file, and watch how large that gets."
)
@click.option("--pid", type=int, help="The process of that lab, to watch its memory.")
@click.pass_context
def command(
    context: click.Context,
    seconds: float,
    clients: int,
    url_file: Path | None,
    disturbers: int,
    state: bool,
    pid: int | None,
) -> None:
    """Let many clients read and write a served lab, and check that nothing is lost.

    It creates accounts and tokens and empties the journal. Exit code 1 says that a check failed:
    an answer was an error, what is malformed was refused in another way than the vendor's, an
    update or an account was lost, or memory or the state file grew by more than what was created
    explains.
    """
    if url_file and state:
        raise click.UsageError("--state is for a lab of its own: leave it out with --url-file")
    try:
        with _lab(url_file, pid, state=state) as (interfaces, memory):
            outcome = Load(interfaces, clients, memory, disturbers=disturbers).run(seconds)
    except (NotStarted, UnfitLab, Unreachable, InvalidUrlFile) as error:
        raise click.ClickException(str(error)) from None
    context.exit(0 if shown(routes_table(outcome), checks_of(outcome)) else 1)


@contextmanager
def _lab(
    url_file: Path | None, pid: int | None, *, state: bool
) -> Iterator[tuple[Interfaces, Memory]]:
    """Yield where a lab is, and what of it is watched."""
    if url_file:
        yield read(url_file), Memory(pid)
        return
    with tempfile.TemporaryDirectory(prefix="crosswalk-") as directory:
        file = Path(directory, "lab.db") if state else None
        lab = ServedLab("--seed", "demo", *(("--state", str(file)) if file else ()))
        try:
            yield lab.interfaces, Memory(lab.pid, file)
        finally:
            lab.stop()
