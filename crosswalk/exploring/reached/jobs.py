"""How jobs of inSync ended in a step, and which faults requests met."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk.exploring.kinds import Kind, Trouble, kind_of, trouble_of
from crosswalk.exploring.watching import Happened
from crosswalk.exploring.world import JOBS_OF_INSYNC
from fakes.insync.model import Backup, Cause, ErrorCode, Restore

Job = Backup | Restore


def jobs_of(happened: Happened) -> Iterator[Job]:
    """Yield the backups and restores of a step."""
    for call in happened.calls:
        if call.verb in JOBS_OF_INSYNC and call.done:
            yield from call.result if isinstance(call.result, tuple) else (call.result,)


def endings(happened: Happened) -> Iterator[tuple[ErrorCode | None, Cause | None]]:
    """Yield code and cause of each job."""
    return ((each.error, each.cause) for each in jobs_of(happened))


def met(happened: Happened) -> Iterator[tuple[Trouble, Kind]]:
    """Yield each fault that struck, with the kind of exchange that it met."""
    for fault, exchange in happened.struck:
        kind = kind_of(exchange)
        if kind is not Kind.OTHER:
            yield trouble_of(fault), kind
    if happened.killed:
        yield Trouble.KILLED, happened.killed
