"""`crosswalk mutate`: change what decides, and see whether the features and the laws notice."""

from __future__ import annotations

import os

import click

from crosswalk.checkout import checkout

from .one_line import OneLine, Unusable


@click.command("mutate", cls=OneLine)
@click.argument("modules", nargs=-1)
@click.option("--changed-since", metavar="REVISION", help="Only functions that changed since.")
@click.option("--seconds", type=click.FloatRange(min=1), help="Start no mutant after that.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default=True,
    help="How many mutants at once.",
)
@click.pass_context
def command(
    context: click.Context,
    modules: tuple[str, ...],
    changed_since: str | None,
    seconds: float | None,
    jobs: int,
) -> None:
    """Change each decision of MODULES, one at a time, and run what should notice it.

    Without MODULES, of all modules that decide outcomes. Exit code 1 says that a mutant is alive
    and not in crosswalk/mutating/unnoticed.toml, that a line there is no longer true, or that the
    time was over before the first mutant.
    """
    root = checkout()
    try:
        from crosswalk.mutating.run import run
    except ModuleNotFoundError as error:
        raise Unusable(f"{error.name} is missing: pip install -e '.[mutation]'") from None
    try:
        verdict = run(root, modules, since=changed_since, seconds=seconds, jobs=jobs)
    except ValueError as error:
        raise Unusable(str(error)) from None
    for complaint in verdict.complaints():
        click.echo(complaint)
    click.echo(verdict.summary())
    context.exit(0 if verdict.is_right else 1)
