"""Kills at random moments: writers write, a process is killed and started, all is looked at."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from threading import Event

from crosswalk.lab_interface import Lab
from crosswalk.remote.plugin import reached
from crosswalk.remote.process import NotStarted
from crosswalk.remote.sites import Sites
from crosswalk.remote.sockets import Sockets, Unreachable

from .audit import Found, audited
from .errands import Carry, Errands, UnfitLab
from .killable import KillableLab, killable
from .writers import Writers, enter, nothing_owed, until_unreachable

KILLS_OF_ONE_LAB = 50
"""After so many kills another lab begins, so that looking at everything stays quick."""
LONGEST = 0.3
AFTERWARDS = 0.05
STARTING = 0.6
_ONE_IN = 8
_TOGETHER = 4
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Kill:
    """What was killed, how many seconds it took to start again, and what was found then.

    ``complaints`` are answers that were errors, and unexpected errors in logs. ``broken_off`` tells
    that it was started once more before, and ended while it read its state.
    """

    part: str
    seconds: float
    found: Found
    complaints: Counter[str]
    broken_off: bool


def kills(count: int, seed: str) -> Iterator[Kill]:
    """Kill labs as often as wanted: the three systems together, or one of three that are apart.

    Raises UnfitLab, NotStarted, or Unreachable when a lab is not there again.
    """
    chance = Random(seed)  # noqa: S311 - moments, no secrets
    for apart, wanted in _labs(count):
        with (
            tempfile.TemporaryDirectory(prefix="crosswalk-") as directory,
            killable(Path(directory), chance, apart=apart) as lab,
        ):
            yield from Killing(lab, chance).times(wanted)


def _labs(count: int) -> Iterator[tuple[bool, int]]:
    """Yield for each lab whether its systems are apart, and how many kills it gets."""
    together = -(-count // _TOGETHER)
    for apart, wanted in ((False, together), (True, count - together)):
        for begun in range(0, wanted, KILLS_OF_ONE_LAB):
            yield apart, min(KILLS_OF_ONE_LAB, wanted - begun)


class Killing:
    """A lab in which two people are backed up, and the writers who go on while it is killed."""

    def __init__(self, lab: KillableLab, chance: Random) -> None:
        self._lab = lab
        self._chance = chance
        self._owed = nothing_owed()
        with reached(lab.sites) as admin:
            self._owners = enter(admin, lab.interfaces["insync_scim"]["token"])
            # What was entered is owed from now on.
            audited(admin, self._owners, self._owed)
        self._writers = Writers(Errands(lab.interfaces), self._owners, self._owed)

    def times(self, count: int) -> Iterator[Kill]:
        """Kill one part after the other."""
        for number in range(count):
            yield self._kill(self._lab.parts[number % len(self._lab.parts)])

    def _kill(self, part: str) -> Kill:
        answers = self._owed.answers
        before = len(answers.seconds)
        with self._working():
            self._wait_for_more_than(before)
            time.sleep(self._chance.uniform(0, LONGEST))
            self._lab.kill(part)
            # Where the systems are apart, the others go on without it.
            time.sleep(self._chance.uniform(0, AFTERWARDS))
        broken_off = self._break_off(part)
        try:
            seconds = self._lab.start(part)
        except NotStarted as error:
            raise NotStarted(f"{part} did not start again after a kill: {error}") from None
        with reached(self._lab.sites) as admin:
            found = audited(admin, self._owners, self._owed)
        complaints = answers.errors + Counter(self._lab.bugs)
        answers.errors.clear()
        self._lab.bugs.clear()
        return Kill(part, seconds, found, complaints, broken_off)

    def _break_off(self, part: str) -> bool:
        """Once in a while end a process while it starts."""
        if self._chance.randrange(_ONE_IN):
            return False
        return self._lab.break_off(part, self._chance.uniform(0, STARTING))

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Let everybody write until the end of the block."""
        stop, sites = Event(), self._lab.sites
        acts = (
            *(partial(_as_client, each, stop) for each in self._writers.clients),
            *(partial(_as_admin, each, sites, stop) for each in self._writers.admins),
        )
        with ThreadPoolExecutor(len(acts)) as pool:
            working = [pool.submit(act) for act in acts]
            try:
                yield
            finally:
                stop.set()
            for each in working:
                each.result()

    def _wait_for_more_than(self, before: int) -> None:
        until = time.monotonic() + _PATIENCE
        while len(self._owed.answers.seconds) <= before:
            if time.monotonic() > until:
                raise UnfitLab(f"nothing was acknowledged within {_PATIENCE:g} seconds")
            time.sleep(0.005)


def _as_client(act: Callable[[Carry], None], stop: Event) -> None:
    with closing(Sockets()) as sockets:
        until_unreachable(partial(act, sockets), stop)


def _as_admin(act: Callable[[Lab], None], sites: Sites, stop: Event) -> None:
    try:
        with reached(sites) as lab:
            until_unreachable(partial(act, lab), stop)
    except Unreachable:
        # It was killed before it was asked for anything.
        return
