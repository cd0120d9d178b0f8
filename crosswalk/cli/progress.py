"""What a long command shows on standard error while it works, if that is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_STEP = 2_000
_T = TypeVar("_T")


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Show that something of unknown length is going on."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(text):
        yield


def counted(text: str, items: Iterable[_T], about: int, *, step: int = _STEP) -> Iterator[_T]:
    """Yield items, and show how many of them have gone by, at every ``step`` of them.

    There are ``about`` so many.
    """
    console = Console(stderr=True)
    if not console.is_terminal or about < step:
        yield from items
        return
    columns = (TextColumn(text), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(text, total=about)
        for number, item in enumerate(items):
            if not number % step:
                progress.update(task, completed=number)
            yield item
