"""How a failed scenario is shown: the document first, then the step, then the state of the lab.

It is made of what pytest itself shows, so that JUnit files and parallel workers carry all of it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import pytest
from _pytest._code.code import (
    ExceptionChainRepr,
    ExceptionInfo,
    ExceptionRepr,
    ReprEntry,
    ReprEntryNative,
    ReprFileLocation,
    ReprTraceback,
    TracebackEntry,
    TracebackStyle,
)
from pytest_bdd.parser import Step

from .gherkin import Play
from .nearest import advice
from .remarks import Unasked
from .running import Missing, Performance, Unplayable
from .tables import Misfit
from .vocabulary import Ambiguous, Definition

_ASSERTION = re.compile(r"E +(?:AssertionError: )?assert ")
PASSED, FAILED, NOT_RUN = "✓", "✗", "·"


def concerns(performance: Performance, excinfo: ExceptionInfo[BaseException]) -> bool:
    """Tell whether an exception came from a sentence, and not from around the scenario."""
    return performance.acting is not None or isinstance(excinfo.value, Unplayable | Unasked)


def failure(
    performance: Performance,
    excinfo: ExceptionInfo[BaseException],
    place: str,
    play: Play,
    config: pytest.Config,
) -> ExceptionRepr:
    """Return what the terminal, the JUnit file and the worker's report show of a failure."""
    error = excinfo.value
    if isinstance(error, Unplayable):
        problems = list(_unplayable(performance, error.problems, play))
    elif isinstance(error, Unasked):
        problems = [_at(performance, index, text) for index, text in error.problems.items()]
    elif isinstance(error, Missing):
        problems = [_at(performance, performance.done, str(error))]
    else:
        return _raised(performance, excinfo, place, play.line, config)
    return _plain(performance, problems, place, play.line)


class Told(NamedTuple):
    """What is told of a step, by its index, and the line and column it is about."""

    step: int
    line: int
    column: int | None
    text: str


def _at(performance: Performance, index: int, text: str) -> Told:
    return Told(index, performance.scenario.steps[index].line_number, None, text)


def _unplayable(
    performance: Performance, problems: Mapping[int, Exception], play: Play
) -> Iterator[Told]:
    row = f" (with the row of the Examples in line {play.line})" if play.row else ""
    for index, problem in problems.items():
        if isinstance(problem, Misfit):
            for line, column, text in problem.problems:
                yield Told(index, line, column, text + row)
        elif isinstance(problem, Ambiguous):
            yield _at(performance, index, str(problem))
        else:
            yield _at(performance, index, _unknown(performance, index))


def _unknown(performance: Performance, index: int) -> str:
    vocabulary, steps = performance.vocabulary, performance.scenario.steps
    names = vocabulary.names_in(steps[:index])
    return advice(steps[index].type, steps[index].name, vocabulary, names)


def story(performance: Performance, failed: Collection[int], place: str, line: int) -> str:
    """Return the scenario with a mark at every step: passed, failed or not run."""
    scenario = performance.scenario
    lines = [f"{place}:{line}  {scenario.keyword}: {scenario.name}"]
    for index, step in enumerate(scenario.steps):
        done = PASSED if index < performance.done else NOT_RUN
        pointer, mark = (">", FAILED) if index in failed else (" ", done)
        lines.append(f"  {pointer} {mark} {step.keyword} {step.name}")
        if index in failed:
            lines.extend(f"        {row}" for row in _attached(step))
        lines.extend(f"        {remark}" for remark in performance.remarks.on(index))
    return "\n".join(lines) + "\n"


def _attached(step: Step) -> Iterator[str]:
    if step.datatable is not None:
        rows = [[str(cell) for cell in row] for row in step.datatable.raw()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield f"| {' | '.join(cells)} |"
    if step.docstring is not None:
        yield from ('"""', *step.docstring.splitlines(), '"""')


def _plain(
    performance: Performance, problems: Sequence[Told], place: str, line: int
) -> ExceptionRepr:
    """Show problems of the document itself: no Python is to blame, so none is shown."""
    lines = [story(performance, {each.step for each in problems}, place, line)]
    for each in problems:
        column = f":{each.column}" if each.column else ""
        lines.append(f"\n{place}:{each.line}{column}: {each.text}\n")
    first = problems[0]
    message = first.text.splitlines()[0].removesuffix(":")
    crash = ReprFileLocation(place, first.line, message)
    shown = ReprTraceback([ReprEntryNative(lines)], None, "native")
    return ExceptionChainRepr([(shown, crash, None)])


def _raised(
    performance: Performance,
    excinfo: ExceptionInfo[BaseException],
    place: str,
    line: int,
    config: pytest.Config,
) -> ExceptionRepr:
    style = _style(excinfo.value, config)
    if not config.getoption("fulltrace") and performance.acting:
        excinfo.traceback = type(excinfo.traceback)(
            _worth_reading(excinfo, performance.acting, str(config.rootpath))
        )
    shown = excinfo.getrepr(
        style=style,
        showlocals=config.getoption("showlocals"),
    )
    document = story(performance, {performance.done}, place, line)
    first = shown.chain[0][0] if isinstance(shown, ExceptionChainRepr) else shown.reprtraceback
    if style == "short":
        _spare_details(shown.reprtraceback)
    first.reprentries = [ReprEntryNative([document, "\n"]), *first.reprentries]
    for title, text in _sections(performance):
        shown.addsection(title, text)
    return shown


def _spare_details(shown: ReprTraceback) -> None:
    """Leave out how an assertion came about, where the step says in words what is wrong."""
    entry = shown.reprentries[-1] if shown.reprentries else None
    if not isinstance(entry, ReprEntry):
        return
    said = [line for line in entry.lines if line.startswith("E ")]
    if said and not _ASSERTION.match(said[0]):
        entry.lines = [line for line in entry.lines if not line.startswith("E    +")]


def _style(error: BaseException, config: pytest.Config) -> TracebackStyle:
    if isinstance(error, pytest.fail.Exception) and not error.pytrace:
        return "value"
    style: TracebackStyle = config.getoption("tbstyle")
    return "short" if style == "auto" else style


def _worth_reading(
    excinfo: ExceptionInfo[BaseException], acting: Definition, root: str
) -> Sequence[TracebackEntry]:
    """Return the frames from the step on: its own file for an assertion, ours for an error.

    A ValueError is how a console refuses what a step asked for: where it was refused is enough.
    """
    code = inspect.unwrap(acting.function).__code__
    entries = list(excinfo.traceback)
    starts = [n for n, entry in enumerate(entries) if entry.frame.code.raw is code]
    if not starts:
        return entries
    entries = entries[starts[0] :]
    if isinstance(excinfo.value, AssertionError | pytest.fail.Exception):
        return [each for each in entries if str(each.path) == code.co_filename]
    ours = [each for each in entries if str(each.path).startswith(root)] or entries
    if isinstance(excinfo.value, ValueError):
        return [*(each for each in ours[:-1] if str(each.path) == code.co_filename), ours[-1]]
    return ours


def _sections(performance: Performance) -> list[tuple[str, str]]:
    if performance.witness is None:
        return []
    step = performance.scenario.steps[performance.done].name
    try:
        return list(performance.witness.report_sections(step))
    except Exception as error:
        return [("the lab cannot tell more", repr(error))]
