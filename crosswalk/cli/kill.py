"""`crosswalk kill`: a served lab is killed at random moments, and nothing is lost."""

from __future__ import annotations

import secrets

import click

from crosswalk.load.errands import UnfitLab
from crosswalk.load.kill_report import checks_of_kills, kills_table
from crosswalk.load.killing import Kill, kills
from crosswalk.load.report import shown
from crosswalk.remote.process import NotStarted
from crosswalk.remote.sockets import Unreachable

from .progress import counted


@click.command("kill")
@click.option(
    "--times",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="How many kills: a quarter of them of all three systems, the others of one of them.",
)
@click.option("--seed", help="What the moments are drawn from; another one each time if left out.")
@click.pass_context
def command(context: click.Context, times: int, seed: str | None) -> None:
    """Kill a served lab again and again while it is written to, and check what it kept.

    Four clients and two admins add users, accounts and files, import, back up and restore. A
    process is killed by SIGKILL and started again from its state file. Exit code 1 says that a
    check failed: something that was acknowledged is gone, something is there twice or was never
    written, a job is told wrongly, or an answer was an error. Ctrl-C ends it early, with a report.
    """
    seed = seed or secrets.token_hex(4)
    click.echo(f"seed {seed}")
    done: list[Kill] = []
    try:
        for kill in counted("killing", kills(times, seed), times, step=1):
            done.append(kill)  # noqa: PERF402 - what was done stays when it is interrupted
    except KeyboardInterrupt:
        click.echo("interrupted: this is what was done", err=True)
    except (NotStarted, UnfitLab, Unreachable) as error:
        raise click.ClickException(str(error)) from None
    passed = shown(kills_table(done), checks_of_kills(done))
    context.exit(0 if passed and len(done) == times else 1)
