"""`crosswalk collect`: the people of a tenant, read from its APIs instead of exports."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from crosswalk.collecting.collection import Outcome

INCOMPLETE, INTERRUPTED = 1, 130
NO_CLIENT = "crosswalk collect needs an HTTP client: pip install 'crosswalk[collect]'"


@click.command("collect")
@click.option(
    "--into",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Write the files to the directory DIR. A run that was interrupted there goes on.",
)
@click.option(
    "--from",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take addresses and credentials from FILE, not from the environment. "
    "`crosswalk serve --url-file` writes such a file.",
)
@click.pass_context
def command(context: click.Context, into: Path, file: Path | None) -> None:
    """Read users from Okta, inSync and Microsoft 365, into files that `crosswalk diagnose` takes.

    Nothing is changed in the three systems. Addresses and credentials come from the environment:
    CROSSWALK_OKTA_URL, CROSSWALK_OKTA_TOKEN, CROSSWALK_INSYNC_CLIENT_ID,
    CROSSWALK_INSYNC_CLIENT_SECRET, CROSSWALK_GRAPH_TENANT, CROSSWALK_GRAPH_CLIENT_ID and
    CROSSWALK_GRAPH_CLIENT_SECRET. A system without any of its variables is left out.

    Exit codes: 0 if everything was read, 1 if something could not be read, 2 for credentials or a
    directory that cannot be used, 130 if it was interrupted.
    """
    if find_spec("httpx2") is None:
        raise click.UsageError(NO_CLIENT)
    with _told(context, into):
        outcome = _collected(into, file)
    _tell(outcome, into)
    context.exit(INCOMPLETE if outcome.failed else 0)


def _collected(into: Path, file: Path | None) -> Outcome:
    from crosswalk.collecting.collection import Collection
    from crosswalk.collecting.credentials import from_environment, from_file
    from crosswalk.collecting.patience import Patience
    from crosswalk.collecting.progress import Display
    from crosswalk.collecting.sender import Sender, connections
    from crosswalk.collecting.unfinished import Directory

    credentials = from_file(file) if file else from_environment(os.environ)
    with Display() as display, connections(*credentials.urls()) as http:
        sender = Sender(http, Patience(told=display.waits))
        return Collection(Directory(into), sender, display.counts).run(credentials)


@contextmanager
def _told(context: click.Context, into: Path) -> Iterator[None]:
    """Turn what prevents a collection into a message and an exit code."""
    from crosswalk.collecting.errors import Unsuitable

    try:
        yield
    except Unsuitable as reason:
        raise click.UsageError(str(reason)) from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or into}: {error.strerror}. Run the same command again to go on"
        ) from None
    except KeyboardInterrupt:
        click.echo(f"interrupted: run the same command again to go on in {into}", err=True)
        context.exit(INTERRUPTED)


def _tell(outcome: Outcome, into: Path) -> None:
    for name in outcome.earlier:
        click.echo(f"{into / name}: from an earlier run")
    for name, records in outcome.written.items():
        click.echo(f"{into / name}: {records} records")
    for note in outcome.notes:
        click.echo(f"note: {note}", err=True)
    for reason in outcome.failed:
        click.echo(f"Error: {reason}", err=True)
    if outcome.failed:
        click.echo("Run the same command again to read what is missing.", err=True)
    else:
        click.echo(f"Next: crosswalk diagnose {shlex.quote(str(into))}/* --into diagnosis")
