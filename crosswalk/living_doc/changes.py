"""What changed since the run before: example by example, wherever its title moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from crosswalk import links
from crosswalk.evidence.model import EXCHANGES_FILE, PEOPLE_FILE, RULE_FILE

from .model import LOUD, Book, Case, Chapter, Verdict
from .page import Page

SLOWER_BY = 1.0
"""By how many seconds an example has to be slower: a shorter time says nothing."""
_EVIDENCE = {
    PEOPLE_FILE: "the people before and after",
    EXCHANGES_FILE: "the HTTP requests",
    RULE_FILE: "the rule that decided",
}


class Kind(Enum):
    """How an example changed, in the words of the page; the most pressing comes first."""

    NEWLY_FAILING = "Newly failing"
    STILL_FAILING = "Still failing"
    FIXED = "Fixed"
    NEW = "New"
    GONE = "Gone"
    OUTCOME = "Other outcome"
    EVIDENCE = "Other evidence"
    SLOWER = "Slower"


@dataclass(frozen=True, slots=True)
class Change:
    """How one example changed; ``said`` tells more, and may be empty.

    ``address`` is where it stands on the site, ``place`` in which line of which file.
    """

    kind: Kind
    name: str
    address: str
    place: str
    before: Verdict | None
    now: Verdict | None
    said: str = ""

    @property
    def verdicts(self) -> str:
        """What became of it before and now, in words."""
        words = [each.word for each in (self.before, self.now) if each]
        return " → ".join(dict.fromkeys(words))


Changes = Mapping[Kind, list[Change]]
_Cases = Mapping[str, tuple[Chapter, Case]]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page, if there is a run to compare with."""
    if book.previous is not None:
        yield Page(links.CHANGES, "What changed", "changes.html")


def changes(book: Book) -> Changes | None:
    """Return what changed by its kind, or None if there is no run to compare with."""
    if book.previous is None:
        return None
    found: dict[Kind, list[Change]] = {kind: [] for kind in Kind}
    for change in _compared(book.previous, book):
        found[change.kind].append(change)
    return {kind: listed for kind, listed in found.items() if listed}


def in_short(found: Changes) -> str:
    """Return how many examples changed in which way."""
    told = [f"{len(listed)} {kind.value.lower()}" for kind, listed in found.items()]
    return ", ".join(told) or "nothing changed"


def _compared(previous: Book, book: Book) -> Iterator[Change]:
    now = _cases(book)
    before = _where_they_are_now(_cases(previous), now, dict(book.run.setting.moved))
    for address, (chapter, case) in now.items():
        if address in before:
            known = before[address][1]
            yield from _changed(address, chapter, case, known)
        elif _was_left_out(chapter, previous):
            yield from _changed(address, chapter, case, None)
        else:
            kind = Kind.NEWLY_FAILING if case.verdict in LOUD else Kind.NEW
            yield _change(kind, address, chapter, case, None, _reason(case))
    for address, (chapter, case) in before.items():
        if address not in now and not _was_left_out(chapter, book):
            place = f"{chapter.uri}:{case.line}"
            yield Change(Kind.GONE, case.name, address, place, case.verdict, None)


def _changed(address: str, chapter: Chapter, case: Case, known: Case | None) -> Iterator[Change]:
    before = known.verdict if known else Verdict.UNKNOWN
    kind, said = _difference(before, case, known)
    if kind:
        yield _change(kind, address, chapter, case, before, said)


def _difference(before: Verdict, case: Case, known: Case | None) -> tuple[Kind | None, str]:
    now = case.verdict
    if now in LOUD:
        kind = Kind.STILL_FAILING if before in LOUD else Kind.NEWLY_FAILING
        return kind, _reason(case)
    if before in LOUD and now is Verdict.PASSED:
        return Kind.FIXED, ""
    if before is not now:
        return Kind.OUTCOME, ""
    return _quiet_difference(case, known) if known else (None, "")


def _quiet_difference(case: Case, known: Case) -> tuple[Kind | None, str]:
    """Tell what differs between two runs that ended alike, and well."""
    if differing := _other_evidence(known, case):
        return Kind.EVIDENCE, f"different: {', '.join(differing)}"
    was, took = _seconds(known), _seconds(case)
    if took > 2 * was and took - was >= SLOWER_BY:
        return Kind.SLOWER, f"{was:.1f} → {took:.1f} seconds"
    return None, ""


def _other_evidence(known: Case, case: Case) -> list[str]:
    """Name the evidence that differs: no real time is in it that could differ alone."""
    names = [
        words
        for name, words in _EVIDENCE.items()
        if known.attachment(name) != case.attachment(name)
    ]
    return [*names, *(["what was refused"] if _remarks(known) != _remarks(case) else [])]


def _remarks(case: Case) -> list[str]:
    return [remark for step in case.steps for remark in case.result_of(step).remarks]


def _seconds(case: Case) -> float:
    return case.attempts[-1].seconds if case.attempts else 0.0


def _reason(case: Case) -> str:
    stopped = case.stopped_at
    if stopped is None:
        return ""
    step, result = stopped
    at = f"{step.keyword} {step.text}" if step else "around the steps"
    return f"{at}: {result.reason}" if result.reason else at


def _change(
    kind: Kind, address: str, chapter: Chapter, case: Case, before: Verdict | None, said: str
) -> Change:
    place = f"{chapter.uri}:{case.line}"
    return Change(kind, case.name, address, place, before, case.verdict, said)


def _was_left_out(chapter: Chapter, book: Book) -> bool:
    return PurePosixPath(chapter.uri).name in book.run.setting.left_out


def _cases(book: Book) -> _Cases:
    return {
        f"{chapter.page}#{case.anchor}": (chapter, case)
        for chapter in book.chapters
        for case in chapter.cases
    }


def _where_they_are_now(before: _Cases, now: _Cases, moved: Mapping[str, str]) -> _Cases:
    """Return the examples of the run before by where they stand now, as far as that is known."""
    found = dict(before)
    for old, held in before.items():
        new = moved.get(old, "")
        if old not in now and new in now and new not in before:
            del found[old]
            found[new] = held
    return found
