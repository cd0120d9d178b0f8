"""What the runner costs: 500 scenarios of eight steps in a vocabulary of 100 sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from .measure import Comparison, Side, Trial
from .sides import PLAIN_INI, PytestProcess

FILES = 10
SCENARIOS = 500
STEPS = 8
SENTENCES = 100

OURS = "our runner"
PLAIN = "plain pytest-bdd"

_HEAD = "from pytest_bdd import given, parsers, then, when\n"
_STEP = """
@{kind}(parsers.parse('box {number} {verb} {{count:d}} of "{{name}}"'))
def {kind}_{number}(count: int, name: str) -> None:
    pass
"""
_VERBS = {"given": "held", "when": "takes", "then": "holds"}
_KINDS = ("given", "given", "given", "when", "when", "then", "then", "then")


def vocabulary() -> str:
    """Return a Python module that defines the sentences."""
    kinds = (_KINDS[number % STEPS] for number in range(SENTENCES))
    return _HEAD + "".join(
        _STEP.format(kind=kind, number=number, verb=_VERBS[kind])
        for number, kind in enumerate(kinds)
    )


def feature(number: int) -> str:
    """Return one feature file of the suite."""
    return f"Feature: Boxes {number}\n" + "".join(
        line for scenario in range(SCENARIOS // FILES) for line in _scenario(number, scenario)
    )


def _scenario(file: int, scenario: int) -> Iterator[str]:
    yield f"\n  Scenario: Box {file} is used for the time {scenario}\n"
    row = (file * SCENARIOS // FILES + scenario) % (SENTENCES // STEPS)
    for step, kind in enumerate(_KINDS):
        sentence = f'box {row * STEPS + step} {_VERBS[kind]} {scenario % 10} of "apples"'
        yield f"    {kind.capitalize()} {sentence}\n"


def _prepare(_checkout: Path, scratch: Path) -> Mapping[str, Side]:
    ours, plain = scratch / "ours", scratch / "plain"
    for folder in (ours, plain):
        folder.mkdir()
        for number in range(FILES):
            (folder / f"boxes_{number}.feature").write_text(feature(number), encoding="utf-8")
    (ours / "boxes.py").write_text(vocabulary(), encoding="utf-8")
    (ours / "ours.ini").write_text(f"{PLAIN_INI}vocabulary = boxes\n", encoding="utf-8")
    (plain / "conftest.py").write_text(vocabulary(), encoding="utf-8")
    (plain / "plain.ini").write_text(PLAIN_INI, encoding="utf-8")
    (plain / "test_boxes.py").write_text(
        'from pytest_bdd import scenarios\n\nscenarios(".")\n', encoding="utf-8"
    )
    # These sentences need no lab, and plain pytest-bdd has none.
    bare = ("-c", "ours.ini", "-p", "crosswalk.runner.plugin", ".")
    return {
        OURS: PytestProcess(bare, ours, expected=SCENARIOS),
        PLAIN: PytestProcess(("-c", "plain.ini", "."), plain, expected=SCENARIOS),
    }


RUNNER_TRIAL = Trial(
    (
        Comparison(
            "runner",
            f"{SCENARIOS} scenarios of {STEPS} steps, {SENTENCES} sentences, against pytest-bdd",
            target=0.5,
            measured=OURS,
            reference=PLAIN,
        ),
    ),
    _prepare,
)
