"""What it costs to look at the laws after each step, against the verbs of the same steps alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from .measure import Comparison, Side, Trial, Unmeasurable
from .sides import Calls

HISTORIES = 2
LENGTH = 100
SMALL, LARGE = 0, 40
_SEED = "bench"


def _watched(people: int) -> str:
    return f"laws looked at, {people} people at first"


def _bare(people: int) -> str:
    return f"verbs alone, {people} people at first"


def prepare_histories(people: int, *, observing: bool) -> Callable[[], object]:
    """Return the playing of some histories, in labs that hold people at first."""
    from crosswalk.exploring.history import History, planned
    from crosswalk.exploring.sites import InProcess

    prepared = []
    for number in range(HISTORIES):
        site = InProcess()
        _fill(site, people)
        history = History(site, observing=observing, ending=False)
        prepared.append((history, planned(_SEED, number, LENGTH)))

    def run() -> None:
        for history, steps in prepared:
            outcome = history.play(steps)
            if outcome.breach:
                raise Unmeasurable(f"a law was broken: {outcome.breach}")

    return run


def _fill(site: object, people: int) -> None:
    from crosswalk.exploring.sites import InProcess
    from fakes.company.cast import Person
    from fakes.company.setting_up import enter_okta, enter_with_one_letter

    assert isinstance(site, InProcess)
    for number in range(1_000, 1_000 + people):
        address = f"u{number}@corp.example"
        person = Person(f"User{number}", "Large", address, f"user.{number}@corp.example")
        enter_okta(site.lab.okta, person)
        enter_with_one_letter(site.lab.microsoft365, person)


def _sides(people: int) -> Mapping[str, Side]:
    count = HISTORIES * LENGTH
    return {
        _watched(people): Calls(partial(prepare_histories, people, observing=True), count),
        _bare(people): Calls(partial(prepare_histories, people, observing=False), count),
    }


def _small(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return _sides(SMALL)


def _large(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return _sides(LARGE)


def _comparison(id_: str, what: str, people: int) -> Comparison:
    return Comparison(
        id_,
        what,
        target=2,
        measured=_watched(people),
        reference=_bare(people),
        unit="ms",
        scale=1e3,
    )


EXPLORE_TRIAL = Trial(
    (
        _comparison(
            "explore-laws",
            "exploring, each step, against its verbs without laws",
            SMALL,
        ),
    ),
    _small,
)
EXPLORE_LARGE_TRIAL = Trial(
    (
        _comparison(
            "explore-tenant",
            f"exploring a tenant of {LARGE} people, each step, against its verbs without laws",
            LARGE,
        ),
    ),
    _large,
)
