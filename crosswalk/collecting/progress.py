"""What a collection is doing, on standard error: how far it is, and what it waits for."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Display:
    """A line for each file while it is read, where somebody watches; waits are told anyway."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TextColumn("{task.completed:,.0f} records", markup=False),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def counts(self, file: str, records: int) -> None:
        """Show how many records of a file have been read."""
        if file not in self._tasks:
            self._tasks[file] = self._progress.add_task(file, total=None)
        self._progress.update(self._tasks[file], completed=records)

    def waits(self, system: str, seconds: float, why: str) -> None:
        """Tell that a system is asked again after a wait, and why."""
        self._progress.console.print(
            f"{system}: {why}; asked again in {seconds:.0f} s", markup=False, highlight=False
        )
