"""What commands share that read exports into a directory: arguments, and what ends them early."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from crosswalk.diagnosis.exports import UnusableExport
from crosswalk.diagnosis.written.output import UnusableDirectory
from crosswalk.diagnosis.written.previous import UnusablePrevious
from fakes.okta.expressions import ExpressionError

from .choosing import choice_options, wrong_expression
from .one_line import Unusable

INTERRUPTED = 130
PATH = click.Path(path_type=Path)


def exports_into(result: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command FILE..., --into, for a result of this name, and the choices of a tenant."""
    files = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
    into = click.option(
        "--into",
        metavar="DIR",
        required=True,
        type=PATH,
        help=f"Write {result} to the directory DIR, which must not exist or be empty.",
    )
    return lambda command: files(into(choice_options(command)))


@contextmanager
def told_in_one_line(into: Path, user_name: str) -> Iterator[None]:
    """Turn what cannot be used, or was interrupted too early, into a message and an exit code."""
    try:
        yield
    except (UnusableExport, UnusableDirectory, UnusablePrevious) as error:
        raise Unusable(str(error)) from None
    except ExpressionError as error:
        option = "--user-name" if error.text == user_name else "--ad-attribute"
        raise wrong_expression(option, error) from None
    except OSError as error:
        raise Unusable(f"{into} was not written: {error.strerror or error}") from None
    except KeyboardInterrupt:
        click.echo("Interrupted: nothing was written.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
