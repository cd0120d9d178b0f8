"""Many histories: played one after another or in several processes, and joined into one result."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from .finding import Find, NewSite, found
from .history import LENGTH, History, planned
from .reached import Key, Reached
from .sites import InProcess, served
from .world import Site

_CHUNK = 4
"""How many histories a process is given at a time."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a history of a number came to."""

    number: int
    steps: int
    digest: str
    reached: Counter[Key]
    find: Find | None


@dataclass
class Result:
    """What histories came to together: how many steps, what they reached, what they found.

    ``digest`` is that of all of them in their order.
    """

    histories: int = 0
    steps: int = 0
    reached: Reached = field(default_factory=Reached)
    finds: dict[str, Find] = field(default_factory=dict)
    again: Counter[str] = field(default_factory=Counter)

    def add(self, told: Told) -> None:
        """Take in what one history came to."""
        self.histories += 1
        self.steps += told.steps
        self.reached.join(Reached(told.reached))
        if told.find:
            self.finds.setdefault(told.find.kind, told.find)
            self.again[told.find.kind] += 1


def play(seed: str, only: str, length: int, number: int) -> Told:
    """Play the history of a number, wherever this process plays."""
    site = _new_site()
    steps = planned(seed, number, length, in_process=isinstance(site, InProcess))
    outcome = History(site, only=only).play(steps)
    find = found(outcome, seed, number)
    return Told(number, outcome.done, outcome.digest, outcome.reached.counts, find)


def histories(
    seed: str,
    numbers: Iterable[int],
    *,
    jobs: int = 1,
    only: str = "",
    length: int = LENGTH,
    lab: str = "process",
    over: Callable[[], bool] = lambda: False,
) -> Iterator[Told]:
    """Yield what each history came to, in the order of their numbers, until it is over."""
    with players(jobs, lab) as run:
        for told in run(partial(play, seed, only, length), numbers):
            yield told
            if over():
                return


Run = Callable[[Callable[[int], Told], Iterable[int]], Iterator[Told]]


@contextmanager
def players(jobs: int, lab: str) -> Iterator[Run]:
    """Yield what plays histories: this process, or several, each with a lab of its own."""
    if jobs == 1:
        _begin(lab)
        try:
            yield lambda task, numbers: map(task, numbers)
        finally:
            _ended.close()
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _begin, (lab,)) as pool:
        try:
            yield partial(_in_turn, pool, 2 * jobs)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_turn(
    pool: ProcessPoolExecutor, ahead: int, task: Callable[[int], Told], numbers: Iterable[int]
) -> Iterator[Told]:
    """Yield results in the order of their numbers, with some histories under way meanwhile."""
    waiting = iter(numbers)
    under_way = [
        pool.submit(_several, task, some) for some in (_next(waiting) for _ in range(ahead)) if some
    ]
    while under_way:
        yield from under_way.pop(0).result()
        some = _next(waiting)
        if some:
            under_way.append(pool.submit(_several, task, some))


def _next(numbers: Iterator[int]) -> list[int]:
    return [number for _, number in zip(range(_CHUNK), numbers, strict=False)]


def _several(task: Callable[[int], Told], numbers: list[int]) -> list[Told]:
    return [task(number) for number in numbers]


_new_site: NewSite = InProcess
_ended = ExitStack()


def _begin(lab: str) -> None:
    """Say where this process plays, and start what it needs for it."""
    global _new_site
    _new_site = InProcess if lab == "process" else _ended.enter_context(served())


def site_here() -> Site:
    """Return a new lab where this process plays."""
    return _new_site()


def numbers_from(first: int, steps: int, length: int = LENGTH) -> Iterable[int]:
    """Return the numbers of the histories that so many steps take; without end for 0."""
    return range(first, first - (-steps // length)) if steps else count(first)
