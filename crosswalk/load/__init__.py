"""`crosswalk load`: many clients of a served lab at once, and a check that nothing is lost."""

from __future__ import annotations

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
@click.option("--pid", type=int, help="The process of that lab, to watch its memory.")
@click.pass_context
def command(
    context: click.Context, seconds: float, clients: int, url_file: Path | None, pid: int | None
) -> None:
    """Let many clients read and write a served lab, and check that nothing is lost.

    It creates accounts and tokens and empties the journal. Exit code 1 says that a check failed:
    an answer was an error, an update or an account was lost, or memory grew by more than what
    was created explains.
    """
    try:
        with _lab(url_file, pid) as (interfaces, watched):
            outcome = Load(interfaces, clients, Memory(watched)).run(seconds)
    except (NotStarted, UnfitLab, Unreachable, InvalidUrlFile) as error:
        raise click.ClickException(str(error)) from None
    context.exit(0 if shown(routes_table(outcome), checks_of(outcome)) else 1)


@contextmanager
def _lab(url_file: Path | None, pid: int | None) -> Iterator[tuple[Interfaces, int | None]]:
    """Yield where a lab is, and the process whose memory is watched, if any."""
    if url_file:
        yield read(url_file), pid
        return
    lab = ServedLab("--seed", "demo")
    try:
        yield lab.interfaces, lab.pid
    finally:
        lab.stop()
