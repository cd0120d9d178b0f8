"""How a scenario is played: its sentences are looked up, then acted on in order."""

# pytest-bdd turns each scenario into a test function and finds the step of a sentence anew at
# every step: it asks each fixture of the session whether its parser fits. That costs more than
# the steps do, it takes the first fit where two fit, and an undefined sentence shows only when
# the steps before it have run. Here a scenario is a pytest item of its own (`collection`), and
# playing it takes two passes over its sentences.
#
# First pass, `_look_up`. Each sentence is looked up in the vocabulary, which remembers what it
# found: the same sentence in another scenario costs a look into a dictionary. What stands below it
# is read (`below`): a table or doc string that no argument takes is an error, since a reader would
# take it for checked; a table whose columns the function declares is read by column (`tables`).
# Nothing is acted on yet. If any sentence is undefined or ambiguous, a table does not fit, or an
# outline misspells a column of its Examples, `Unplayable` names them all, and the lab stays as it
# was. A run that fails this way has changed nothing, so nobody debugs the state that half a
# scenario left.
#
# Second pass, `_act`. For each sentence:
#
#   1. The witness is told which sentence comes, so that every HTTP request in the journal can be
#      put under the sentence that caused it.
#   2. The arguments of the function are put together. What an earlier step of the scenario
#      returned wins, then what stands in the sentence, then a fixture of pytest. A fixture is
#      made when a sentence first asks for it, not when the test is set up. That is why one that
#      fails is reported under the sentence that needed it.
#   3. The function is called. An exception ends the scenario; `done` says how far it came, and
#      `acting` which definition failed. The report reads both and needs nothing else.
#
# What a step returns goes into `values`. pytest-bdd makes a fixture of it, for which it must
# change the request of a running test by names that pytest keeps private. `values` is gone with
# the `Performance`.
#
# The hooks of pytest-bdd are called where pytest-bdd calls them, with what it hands over. Its
# reporters, and our messages, rest on that alone: they work under either runner, and this module
# knows neither. For the same reason `Witness` and `Attach` are protocols. A project that has no
# fixture of these names gets no evidence, and everything else.
#
# A step may leave a remark (`remarks`): what a system refused, what a job came to. A Then step asks
# about it; when the last step has passed, what nobody asked about fails the scenario.
#
# `finally` in `play` matters: evidence is wanted most when a step failed. It is handed over before
# the hook that ends the scenario, so that it belongs to the last step that ran. What goes wrong
# while evidence is gathered is attached instead of raised, so that it never hides the failure.
#
# Whoever changes this: `tests/test_recording.py` pins when evidence is gathered, `test_messages.py`
# what reporters see of the hooks, `test_report.py` what a failure shows, and the bench row `runner`
# what all of it costs beside plain pytest-bdd.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import pytest
from pytest_bdd.parser import Scenario, Step

from .below import with_what_is_below
from .gherkin import Play
from .outlines import UnknownColumn, refuse_misspelled
from .remarks import FILE, KEY, Remarks
from .tables import Misfit
from .undefined import Undefined
from .vocabulary import Ambiguous, Definition, Meaning, Vocabulary


class Witness(Protocol):
    """The interface of a fixture named `witness`, which the runner and the report use."""

    def during(self, step: str, *, acts: bool) -> None:
        """Remember the sentence that is being played, empty at the end; a When step acts."""

    def report_sections(self, step: str) -> Iterable[tuple[str, str]]:
        """Return titles and texts to show with a failed step."""

    def gather(self) -> None:
        """Prepare to collect evidence, since the run is recorded."""

    def evidence(self) -> Iterable[tuple[str, str, str]]:
        """Return file names, media types and texts of what a scenario leaves behind."""

    def snapshot(self) -> bytes:
        """Return the state of the lab when a step failed."""


class Attach(Protocol):
    """What a fixture named `attach` offers: texts go to the step that runs, or the last that ran.

    ``recording`` tells whether somebody will read them.
    """

    recording: bool

    def __call__(self, body: str, media_type: str, *, file_name: str | None = None) -> None:
        """Attach a text."""


class Unplayable(Exception):
    """Steps are undefined or ambiguous, or do not fit what stands below; nothing was run.

    ``problems`` are by the index of the step: Undefined, Ambiguous, Misfit or UnknownColumn.
    """

    def __init__(self, problems: Mapping[int, Exception]) -> None:
        super().__init__("; ".join(map(str, problems.values())))
        self.problems = problems


class Missing(Exception):
    """A step function has an argument without a value."""


@dataclass(slots=True)
class Performance:
    """How far a scenario has come."""

    play: Play
    vocabulary: Vocabulary
    witness: Witness | None = None
    scenario: Scenario = field(init=False)
    done: int = 0
    acting: Definition | None = None
    values: dict[str, object] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)

    def __post_init__(self) -> None:
        self.scenario = self.play.render()


def witness_of(request: pytest.FixtureRequest) -> Witness | None:
    """Return the fixture named `witness`, or None where there is no such fixture."""
    witness: Witness | None = _offered(request, "witness")
    return witness


def _offered(request: pytest.FixtureRequest, name: str) -> Any:
    try:
        return request.getfixturevalue(name)
    except pytest.FixtureLookupError as error:
        if error.argname != name:
            raise
        return None


def play(request: pytest.FixtureRequest, performance: Performance) -> None:
    """Play a scenario to its end or to the first step that fails."""
    __tracebackhide__ = True
    scenario = performance.scenario
    known = {"request": request, "feature": scenario.feature, "scenario": scenario}
    hook = request.config.hook
    attach = _prepared(request, performance.witness)
    remarks = request.node.stash[KEY] = performance.remarks
    if attach:
        remarks.attach = partial(attach, media_type="text/plain", file_name=FILE)
    hook.pytest_bdd_before_scenario(**known)
    try:
        meanings = _look_up(performance, hook.pytest_bdd_step_func_lookup_error, known)
        for step, meaning in zip(scenario.steps, meanings, strict=True):
            _act(performance, step, meaning, known)
        remarks.refuse_what_is_open()
    finally:
        if performance.witness is not None:
            if attach and (performance.done or performance.acting):
                _hand_over(performance.witness, attach)
            performance.witness.during("", acts=False)
        hook.pytest_bdd_after_scenario(**known)


def _prepared(request: pytest.FixtureRequest, witness: Witness | None) -> Attach | None:
    """Return the fixture `attach` if there is evidence and the run is recorded."""
    attach: Attach | None = _offered(request, "attach") if witness is not None else None
    if witness is None or attach is None or not attach.recording:
        return None
    witness.gather()
    return attach


def _hand_over(witness: Witness, attach: Attach) -> None:
    try:
        for file_name, media_type, text in witness.evidence():
            attach(text, media_type, file_name=file_name)
    except Exception as error:
        attach(f"evidence cannot be gathered: {error!r}", "text/plain", file_name="evidence.txt")


def _look_up(
    performance: Performance,
    tell: Callable[..., object],
    known: Mapping[str, Any],
) -> list[Meaning]:
    """Look up all steps before the first is run, so that one that cannot be run fails at once."""
    meanings: list[Meaning] = []
    problems: dict[int, Exception] = {}
    written = performance.play.template.steps
    names: frozenset[str] = frozenset()
    for index, step in enumerate(performance.scenario.steps):
        try:
            if performance.play.row:
                refuse_misspelled(performance.play, written[index])
            meaning = performance.vocabulary.find(step.type, step.name, names)
            if meaning is None:
                raise Undefined(step, performance.vocabulary, names)
            meanings.append(with_what_is_below(step, meaning, names))
        except (Ambiguous, Misfit, UnknownColumn, Undefined) as error:
            problems[index] = error
            tell(**known, step=step, exception=error)
        names |= performance.vocabulary.names_in([step])
    if problems:
        raise Unplayable(problems)
    return meanings


def _act(performance: Performance, step: Step, meaning: Meaning, known: Mapping[str, Any]) -> None:
    __tracebackhide__ = True
    definition = performance.acting = meaning.definition
    performance.remarks.begin(performance.done, step)
    hook = known["request"].config.hook
    if performance.witness is not None:
        performance.witness.during(step.name, acts=step.type == "when")
    told: dict[str, Any] = {**known, "step": step, "step_func": definition.function}
    hook.pytest_bdd_before_step(**told)
    told["step_func_args"] = {}
    try:
        arguments = told["step_func_args"] = _arguments(performance, meaning, told["request"])
        hook.pytest_bdd_before_step_call(**told)
        value = definition.function(**arguments)
    except (Exception, pytest.fail.Exception) as error:
        hook.pytest_bdd_step_error(**told, exception=error)
        raise
    if definition.target is not None:
        performance.values[definition.target] = value
    hook.pytest_bdd_after_step(**told)
    performance.done += 1
    performance.acting = None


def _arguments(
    performance: Performance, meaning: Meaning, request: pytest.FixtureRequest
) -> dict[str, object]:
    definition = meaning.definition
    arguments = dict(meaning.arguments)
    for name in definition.needs:
        if name in performance.values:
            arguments[name] = performance.values[name]
        elif name not in arguments:
            arguments[name] = _fixture(request, name, definition)
    return arguments


def _fixture(request: pytest.FixtureRequest, name: str, definition: Definition) -> object:
    try:
        return request.getfixturevalue(name)
    except pytest.FixtureLookupError as error:
        if error.argname != name:
            raise
        raise Missing(
            f"{definition.place} asks for {name!r}: no placeholder of the sentence, no fixture, "
            "and no earlier step left it"
        ) from None
