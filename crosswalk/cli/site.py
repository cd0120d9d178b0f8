"""`crosswalk site`: the living documentation of messages, of one run or of several."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from crosswalk.living_doc.merging import DifferentFeature, merged, revisions
from crosswalk.living_doc.messages_file import UnreadableFile, book_of
from crosswalk.living_doc.missing import is_complete
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.output import UnusableOutput, check, write
from crosswalk.living_doc.summary import has_failed, lines, markdown, newly_failing
from crosswalk.messages.github import add_to_summary

FAILED, INCOMPLETE = 1, 3
_FILE = click.Path(path_type=Path)


@click.command("site")
@click.argument("messages", nargs=-1, required=True, type=_FILE)
@click.option(
    "--into",
    "outputs",
    metavar="DIR",
    multiple=True,
    required=True,
    type=_FILE,
    help="Write the site to the directory DIR. A name that ends with .html is one file to mail, "
    "without the HTTP requests. May be given twice.",
)
@click.option(
    "--previous",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="Tell what changed since the run whose messages FILE holds. May be given for each shard.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["any", "new"]),
    default="any",
    show_default=True,
    help="Exit with 1 for any failure, or only for one that --previous does not have.",
)
@click.pass_context
def command(
    context: click.Context,
    messages: Sequence[Path],
    outputs: Sequence[Path],
    previous: Sequence[Path],
    fail_on: str,
) -> None:
    """Make the living documentation of MESSAGES: files that `pytest --messages` wrote.

    Several files are merged: shards that ran different scenarios, and reruns. The last attempt at a
    scenario counts.

    Exit codes: 0 if all passed, 1 if something failed, 2 for files that cannot be used, 3 if
    nothing failed but scenarios are missing.
    """
    if fail_on == "new" and not previous:
        raise click.UsageError("--fail-on new compares with an earlier run: add --previous FILE")
    try:
        book = _written(messages, previous, outputs)
    except (UnusableOutput, UnreadableFile, DifferentFeature) as error:
        raise click.UsageError(str(error)) from None
    for line in lines(book):
        click.echo(line)
    add_to_summary([*markdown(book)], os.environ)
    context.exit(_exit_code(book, fail_on))


def _written(messages: Sequence[Path], previous: Sequence[Path], outputs: Sequence[Path]) -> Book:
    """Write the site of messages, and return what it tells; nothing is written if one is bad."""
    for output in outputs:
        check(output)
    book = _told(messages)
    if previous:
        book = replace(book, previous=_told(previous))
    for output in outputs:
        click.echo(f"wrote {write(book, output)}")
    return book


def _told(paths: Sequence[Path]) -> Book:
    """Return what the messages in files tell, as one; raises UnreadableFile, DifferentFeature."""
    _refuse_doubles(paths)
    told = [(str(path), book_of(path)) for path in paths]
    if not any(book.chapters or book.run.unreadable for _, book in told):
        raise UnreadableFile(f"{', '.join(map(str, paths))}: expected a feature file, found none")
    known = revisions(told)
    if len(set(known.values())) > 1:
        click.echo("Warning: the runs are of different revisions:", err=True)
        for name, revision in known.items():
            click.echo(f"  {name}: {revision}", err=True)
    return merged(told)


def _refuse_doubles(paths: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UnreadableFile(f"{path} is named twice: name each file of messages once")
        seen.add(path.resolve())


def _exit_code(book: Book, fail_on: str) -> int:
    if newly_failing(book) if fail_on == "new" else has_failed(book):
        return FAILED
    return 0 if is_complete(book) else INCOMPLETE
