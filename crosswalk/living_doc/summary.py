"""What a site tells, in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswalk.messages import github

from . import changes as compared
from .changes import Changes
from .missing import missing
from .model import LOUD, Book, Case, Chapter, Result
from .rendering import in_short

AT_MOST = 20
"""How many lines of one kind are told."""


def lines(book: Book) -> Iterator[str]:
    """Yield the verdict, what did not pass, what is missing, and what changed."""
    yield in_short(book)
    yield from _listed("Not passed", [_failed(*each) for each in failed(book)])
    yield from _listed("Not readable", list(book.run.unreadable))
    not_run = [
        f"{chapter.uri}:{case.line}  {case.name}"
        for chapter, cases in missing(book)
        for case in cases
    ]
    yield from _listed("Not run", not_run)
    yield from _listed("Chapters left out", list(book.run.setting.left_out))
    if (found := compared.changes(book)) is not None:
        yield from change_lines(found)


def change_lines(found: Changes) -> Iterator[str]:
    """Yield what changed since the run before."""
    yield f"Since the run before: {compared.in_short(found)}"
    for kind, listed in found.items():
        told = [
            f"{each.place}  {each.name}" + "".join(f"  ({said})" for said in _said(each))
            for each in listed
        ]
        yield from _listed(kind.value, told)


def markdown(book: Book) -> Iterator[str]:
    """Yield all of it as the summary of a job shows it."""
    failures = [github.Failure(*_where(*each)) for each in failed(book)]
    yield from github.summary(in_short(book), failures)
    not_run = [
        (case.name, f"{chapter.uri}:{case.line}")
        for chapter, cases in missing(book)
        for case in cases
    ]
    left_out = [(name, "left out") for name in book.run.setting.left_out]
    if not_run or left_out:
        yield from ("### Not run", "")
        yield from github.table(("scenario or chapter", "where"), [*left_out, *not_run])
    if (found := compared.changes(book)) is not None:
        yield from change_markdown(found)


def change_markdown(found: Changes) -> Iterator[str]:
    """Yield what changed since the run before, as the summary of a job shows it."""
    yield from (f"### What changed: {github.inline(compared.in_short(found))}", "")
    rows = [
        (kind.value, each.name, each.place, "; ".join(_said(each)))
        for kind, listed in found.items()
        for each in listed
    ]
    if rows:
        yield from github.table(("change", "scenario", "where", "how"), rows)


def failed(book: Book) -> Iterator[tuple[Chapter, Case]]:
    """Yield the examples that did not pass, with their chapters."""
    for chapter in book.chapters:
        yield from ((chapter, case) for case in chapter.cases if case.verdict in LOUD)


def _where(chapter: Chapter, case: Case) -> tuple[str, int, str, str]:
    """Return the file and the line at which an example did not pass, its name, and why."""
    step, result = case.stopped_at or (None, Result(case.verdict))
    line = int(step.id) if step else case.line
    reason = result.reason or result.message.partition("\n")[0]
    said = f"{step.keyword} {step.text}" if step else "Around the steps"
    return chapter.uri, line, case.name, f"{said}: {reason}" if reason else said


def _failed(chapter: Chapter, case: Case) -> str:
    uri, line, name, said = _where(chapter, case)
    return f"{uri}:{line}  {name}  ({case.verdict.word}: {said})"


def _said(change: compared.Change) -> Iterator[str]:
    told = change.verdicts if change.before is not change.now else ""
    return (each for each in (told, change.said) if each)


def _listed(title: str, told: Sequence[str]) -> Iterator[str]:
    if told:
        yield f"{title} ({len(told)}):"
        yield from (f"  {each}" for each in told[:AT_MOST])
        if more := len(told[AT_MOST:]):
            yield f"  and {more} more"


def has_failed(book: Book) -> bool:
    """Tell whether anything did not pass, or a run did not end well for another reason."""
    return book.verdict in LOUD or not book.run.success


def newly_failing(book: Book) -> bool:
    """Tell whether an example fails that did not fail in the run before."""
    return compared.Kind.NEWLY_FAILING in (compared.changes(book) or {})
