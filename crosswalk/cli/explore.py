"""`crosswalk explore`: random histories of the lab, and laws that hold after every step."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

import click

from crosswalk.exploring.campaign import Result, histories, numbers_from
from crosswalk.exploring.finding import shown
from crosswalk.exploring.laws import NAMES
from crosswalk.exploring.ndjson import Unreadable, line_of, line_of_reached, merged
from crosswalk.exploring.reached import expected
from crosswalk.exploring.sites import InProcess
from crosswalk.exploring.telling import table
from crosswalk.exploring.writing import written
from crosswalk.remote.process import NotStarted

from .one_line import OneLine, Unusable

ENOUGH = 10_000
"""After how many steps everything has to have been reached."""
_SPAN = re.compile(r"(\d+)([smh])")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_FILE = click.Path(path_type=Path, dir_okay=False)
_DIRECTORY = click.Path(path_type=Path, file_okay=False)


def _span(_context: click.Context, _option: click.Parameter, text: str | None) -> float | None:
    if text is None:
        return None
    match = _SPAN.fullmatch(text)
    if not match:
        raise click.BadParameter(f"{text!r}: expected a number and s, m or h, such as 10m")
    return float(int(match[1]) * _SECONDS[match[2]])


def _law(_context: click.Context, _option: click.Parameter, text: str) -> str:
    """Return the law that a text names, by a part of its name that no other has."""
    fitting = [name for name in NAMES if text.casefold() in name.casefold()]
    if not text or text in NAMES:
        return text
    if len(fitting) != 1:
        known = "\n  ".join(fitting or NAMES)
        raise click.BadParameter(f"{text!r} names {len(fitting)} laws: expected one of\n  {known}")
    return fitting[0]


@click.command("explore", cls=OneLine)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=_FILE)
@click.option(
    "--steps",
    type=click.IntRange(min=1),
    default=ENOUGH,
    show_default=True,
    help="How many steps to take.",
)
@click.option(
    "--seed", help="What the histories are drawn from; another one each time if left out."
)
@click.option(
    "--first",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The number of the first history of the seed, so that machines can share a seed.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="How many at a time."
)
@click.option(
    "--only", metavar="LAW", default="", callback=_law, help="Look at one law, by part of its name."
)
@click.option(
    "--lab",
    type=click.Choice(["process", "http"]),
    default="process",
    show_default=True,
    help="Where the lab is: in each process, or served over HTTP by one of its own.",
)
@click.option(
    "--for", "span", metavar="TIME", callback=_span, help="Go on for a time, such as 10m, instead."
)
@click.option("--into", metavar="FILE", type=_FILE, help="Write the results to FILE, as NDJSON.")
@click.option(
    "--finds",
    metavar="DIR",
    type=_DIRECTORY,
    default="finds",
    show_default=True,
    help="Write each find to DIR, if there is any.",
)
@click.option("--merge", is_flag=True, help="Join the results in FILEs, and explore nothing.")
@click.pass_context
def command(
    context: click.Context,
    files: tuple[Path, ...],
    steps: int,
    seed: str | None,
    first: int,
    jobs: int,
    only: str,
    lab: str,
    span: float | None,
    into: Path | None,
    finds: Path,
    merge: bool,
) -> None:
    """Let admins, people and trouble do what they can in any order, and look whether laws hold.

    A history of 100 steps begins with an empty lab. In each, another part of all actions is
    switched on. At its end the trouble is over, and everything has to succeed.

    What breaks a law is shrunk, and written as a feature, or in Python where no sentence says it;
    beside it is the lab before the last step, which `crosswalk serve --seed FILE` opens.

    Exit codes: 0 if every law holds and everything was reached, 1 if not. What was never reached
    counts from 10,000 steps on, where all laws are looked at. 2 if something that was given cannot
    be used.
    """
    if files and not merge:
        raise Unusable(f"{files[0]}: a file is for --merge: expected options only")
    if merge and not files:
        raise Unusable("--merge: expected a file or more that --into wrote")
    with _told_in_one_line():
        if merge:
            result = merged(files)
            complete = result.steps >= ENOUGH
        else:
            seed = seed or secrets.token_hex(4)
            click.echo(f"seed {seed}")
            result = _explored(seed, first, steps, jobs, only, lab, span, into)
            complete = result.steps >= ENOUGH * _SHORTENED and not only
        never = result.reached.never(expected(in_process=lab == "process"))
        click.echo(table(result, never, complete=complete))
        if not merge:
            _write(result, finds)
    context.exit(1 if result.finds or (complete and never) else 0)


_SHORTENED = 0.9
"""A history that finds something ends early; of those that were asked for, this part is enough."""


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unusable(f"{error.filename}: {error.strerror}") from None
    except (Unreadable, NotStarted) as error:
        raise Unusable(str(error)) from None


def _explored(
    seed: str,
    first: int,
    steps: int,
    jobs: int,
    only: str,
    lab: str,
    span: float | None,
    into: Path | None,
) -> Result:
    """Play histories, write down each, and return what they came to; say their digest."""
    result, digest = Result(), hashlib.sha256()
    numbers = numbers_from(first, 0 if span else steps)
    with into.open("w", encoding="utf-8") if into else nullcontext() as file:
        for told in histories(seed, numbers, jobs=jobs, only=only, lab=lab, over=_over(span)):
            result.add(told)
            digest.update(told.digest.encode())
            _put(file, line_of(seed, told))
        _put(file, line_of_reached(result.reached))
    click.echo(f"digest {digest.hexdigest()}")
    return result


def _over(span: float | None) -> Callable[[], bool]:
    """Return what tells whether a time is over, which begins now."""
    end = None if span is None else time.monotonic() + span
    return lambda: end is not None and time.monotonic() >= end


def _put(file: IO[str] | None, line: str) -> None:
    if file:
        file.write(f"{line}\n")


def _write(result: Result, finds: Path) -> None:
    for find in result.finds.values():
        file, lab = written(shown(find, InProcess), finds)
        click.echo(f"wrote {file}; `crosswalk serve --seed {lab}` opens the moment before")
