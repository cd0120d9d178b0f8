"""How a failed scenario is shown: the document first, then the step, then the state of the lab.

It is made of what pytest itself shows, so that JUnit files and parallel workers carry all of it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Iterator, Sequence
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

from .faults import Fault
from .gherkin import Play
from .remarks import Unasked
from .running import Missing, Performance, Unplayable
from .tables import Misfit
from .told import Told, is_background
from .undefined import Undefined
from .vocabulary import Definition

_ASSERTION = re.compile(r"E +(?:AssertionError: )?assert ")
PASSED, FAILED, NOT_RUN = "✓", "✗", "·"


def concerns(performance: Performance, excinfo: ExceptionInfo[BaseException]) -> bool:
    """Tell whether an exception came from a sentence, and not from around the scenario."""
    return performance.acting is not None or isinstance(excinfo.value, Unplayable | Unasked)


def failure(
    performance: Performance,
    excinfo: ExceptionInfo[BaseException],
    place: str,
    told: Told,
    config: pytest.Config,
) -> ExceptionRepr:
    """Return what the terminal, the JUnit file and the worker's report show of a failure."""
    error = excinfo.value
    if isinstance(error, Unplayable):
        return _plain(performance, _unplayable(performance, error, told), place)
    if isinstance(error, Unasked):
        problems = [_at(performance, index, text) for index, text in error.problems.items()]
        return _plain(performance, problems, place)
    if isinstance(error, Missing):
        return _plain(performance, [_at(performance, performance.done, str(error))], place)
    return _raised(performance, excinfo, place, config)


def refusal(fault: Fault, play: Play, place: str, told: Told) -> ExceptionRepr:
    """Return what is shown of a scenario that is not looked at as steps."""
    title = f"{place}:{play.line}  {play.template.keyword}: {play.name}"
    problem = _or_told(told, play, _Problem(0, fault.line, None, fault.text))
    at = _place(place, problem)
    return plain(f"{title}\n\n{at}: {problem.text}", at, problem.text)


class _Problem(NamedTuple):
    """What is told of a step, by its index, and the line and column it is about."""

    step: int
    line: int
    column: int | None
    text: str
    is_new: bool = True


def _at(performance: Performance, index: int, text: str) -> _Problem:
    return _Problem(index, performance.scenario.steps[index].line_number, None, text)


def _or_told(told: Told, play: Play, problem: _Problem) -> _Problem:
    """Return a problem, shortened to its first line where another scenario was told all of it."""
    other = told.before(play, problem.line, problem.column, problem.text)
    if not other:
        return problem
    first = problem.text.partition("\n")[0].removesuffix(":")
    return problem._replace(text=f"{first} (told in full at {other!r})", is_new=False)


def reference(performance: Performance, error: BaseException, place: str, told: Told) -> str:
    """Return one line where all that stops a scenario was told in full of another; else empty."""
    if not isinstance(error, Unplayable):
        return ""
    problems = _unplayable(performance, error, told)
    if any(each.is_new for each in problems):
        return ""
    return "; ".join(f"{_place(place, each)}: {each.text}" for each in problems)


def _unplayable(performance: Performance, error: Unplayable, told: Told) -> list[_Problem]:
    return [
        _or_told(told, performance.play, problem)
        for index, each in error.problems.items()
        for problem in _problems(performance, index, each, _stopped(told, performance, index))
    ]


def _stopped(told: Told, performance: Performance, index: int) -> str:
    if not is_background(performance.play, index):
        return ""
    line = performance.scenario.steps[index].line_number
    count = told.stopped(line)
    scenarios = f"{count} scenario{'' if count == 1 else 's'}"
    return f"in the Background, line {line}, which stops {scenarios}: "


def _problems(
    performance: Performance, index: int, error: Exception, stops: str
) -> Iterator[_Problem]:
    """Yield what is wrong with a step; ``stops`` says of a Background what that stops."""
    play = performance.play
    if isinstance(error, Misfit):
        row = f" (with the row of the Examples in line {play.line})" if play.row else ""
        for line, column, text in error.problems:
            yield _Problem(index, line, column, f"{stops}{text}{row}")
    elif isinstance(error, Undefined):
        yield _at(performance, index, stops + error.told(play, index))
    else:
        yield _at(performance, index, f"{stops}{error}")


def story(performance: Performance, failed: Collection[int], place: str) -> str:
    """Return the scenario with a mark at every step: passed, failed or not run."""
    scenario, play = performance.scenario, performance.play
    lines = [f"{place}:{play.line}  {scenario.keyword}: {scenario.name}"]
    for index, step in enumerate(scenario.steps):
        done = PASSED if index < performance.done else NOT_RUN
        pointer, mark = (">", FAILED) if index in failed else (" ", done)
        where = "  (in the Background)" if index in failed and is_background(play, index) else ""
        lines.append(f"  {pointer} {mark} {step.keyword} {step.name}{where}")
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


def _place(place: str, problem: _Problem) -> str:
    column = f":{problem.column}" if problem.column else ""
    return f"{place}:{problem.line}{column}"


def _plain(performance: Performance, problems: Sequence[_Problem], place: str) -> ExceptionRepr:
    """Show problems of the document itself: no Python is to blame, so none is shown."""
    lines = [story(performance, {each.step for each in problems}, place)]
    lines += [f"\n{_place(place, each)}: {each.text}\n" for each in problems]
    return plain("".join(lines), _place(place, problems[0]), problems[0].text)


def plain(text: str, place: str = "", message: str = "") -> ExceptionRepr:
    """Return a text as pytest shows a failure; its summary is the first line of a message."""
    path, _, line = place.partition(":")
    first = (message or text).partition("\n")[0].removesuffix(":")
    crash = ReprFileLocation(path, int(line.partition(":")[0] or 0), first)
    shown = ReprTraceback([ReprEntryNative([text.rstrip("\n") + "\n"])], None, "native")
    return ExceptionChainRepr([(shown, crash, None)])


def _raised(
    performance: Performance,
    excinfo: ExceptionInfo[BaseException],
    place: str,
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
    document = story(performance, {performance.done}, place)
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
        return [("no more can be told", repr(error))]
