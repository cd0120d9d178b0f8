"""What the site is made of: the document as it was written, with what became of it in a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from operator import attrgetter

from crosswalk.screens.pictures.model import Picture

from .attachment import Attachment
from .parts import grouped
from .run import Run


class Verdict(Enum):
    """What became of a step, in the words of Cucumber; the worst of several comes last."""

    PASSED = (0, "passed", "✓")
    UNKNOWN = (1, "not run", "○")
    SKIPPED = (2, "skipped", "·")
    PENDING = (3, "pending", "…")
    UNDEFINED = (4, "undefined", "?")
    AMBIGUOUS = (5, "ambiguous", "≈")
    FAILED = (6, "failed", "✗")

    def __init__(self, severity: int, word: str, mark: str) -> None:
        self.severity = severity
        self.word = word
        self.mark = mark

    @property
    def css(self) -> str:
        """The class in the style sheet."""
        return self.name.lower()


LOUD = frozenset({Verdict.PENDING, Verdict.UNDEFINED, Verdict.AMBIGUOUS, Verdict.FAILED})


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of several verdicts; of none, that nothing was run."""
    return max(verdicts, key=attrgetter("severity"), default=Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence as it was written or, in a case, as it was played.

    ``id`` is the same in every run of the same text.
    """

    id: str
    keyword: str
    text: str
    table: tuple[tuple[str, ...], ...] = ()
    doc_string: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one step; the message says why it did not pass, the reason in one line.

    ``remarks`` are what a system refused during it, whether or not it passed.
    """

    verdict: Verdict
    message: str = ""
    reason: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One playing of a case: results by the id of the step as written, and of what surrounds it.

    ``started`` is in seconds since 1970. ``pictures`` are by the ids of the steps that clicked.
    """

    results: Mapping[str, Result]
    around: tuple[Result, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    started: float = 0.0
    seconds: float = 0.0
    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    verdict: Verdict = field(init=False)

    def __post_init__(self) -> None:
        results = (*self.results.values(), *self.around)
        object.__setattr__(self, "verdict", worst(each.verdict for each in results))

    @property
    def messages(self) -> tuple[str, ...]:
        """Why it did not pass."""
        results = (*self.results.values(), *self.around)
        return tuple(each.message for each in results if each.message)


@dataclass(frozen=True, slots=True)
class Case:
    """What was played as one test: an example, or one row of an outline."""

    name: str
    anchor: str
    line: int
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    attempts: tuple[Attempt, ...]
    cells: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What the last attempt came to."""
        return self.attempts[-1].verdict if self.attempts else Verdict.UNKNOWN

    @property
    def around(self) -> tuple[Result, ...]:
        """What became of the last attempt's surroundings, where it did not go well."""
        around = self.attempts[-1].around if self.attempts else ()
        return tuple(result for result in around if result.verdict in LOUD)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What the last attempt left."""
        return self.attempts[-1].attachments if self.attempts else ()

    @property
    def pictures(self) -> Mapping[str, tuple[Picture, ...]]:
        """The pictures of the last attempt, by the ids of the steps that clicked."""
        return self.attempts[-1].pictures if self.attempts else {}

    @property
    def stopped_at(self) -> tuple[Step | None, Result] | None:
        """The step at which it went wrong, none if it was around them, and what became of it."""
        played = ((step, self.result_of(step)) for step in self.steps)
        around = ((None, result) for result in self.around)
        return next((each for each in (*played, *around) if each[1].verdict in LOUD), None)

    def attachment(self, file_name: str) -> Attachment | None:
        """Return what the last attempt left under a file name."""
        return next((each for each in self.attachments if each.file_name == file_name), None)

    def result_of(self, step: Step) -> Result:
        """Return what became of a step, as the last attempt has it."""
        if not self.attempts:
            return Result(Verdict.UNKNOWN)
        return self.attempts[-1].results.get(step.id, Result(Verdict.UNKNOWN))


class Played:
    """Something that consists of cases."""

    __slots__ = ()

    @property
    def cases(self) -> Sequence[Case]:
        """The cases in the order of the document."""
        raise NotImplementedError

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the cases."""
        return worst(case.verdict for case in self.cases)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many cases there are of each verdict, in the order of severity."""
        counted = Counter(case.verdict for case in self.cases)
        return {verdict: counted[verdict] for verdict in Verdict if counted[verdict]}

    def result_of(self, step: Step) -> Result:
        """Return the worst that became of a step, without a message where it was more than one."""
        cases = self.cases
        if len(cases) == 1:
            return cases[0].result_of(step)
        return Result(worst(case.result_of(step).verdict for case in cases))


@dataclass(frozen=True, slots=True)
class Examples:
    """One table of an outline; each row is a case."""

    title: str
    description: str
    tags: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """The steps before each example of a chapter or a rule."""

    title: str
    description: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Example(Played):
    """An example as it was written: with one case, or an outline with tables of them."""

    keyword: str
    title: str
    anchor: str
    description: str
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    tables: tuple[Examples, ...]
    plain: tuple[Case, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The one case, or the rows of all tables."""
        return self.plain or tuple(case for table in self.tables for case in table.rows)

    def with_cases(self, change: Callable[[Case], Case]) -> Example:
        """Return an example each of whose cases was changed."""
        tables = (replace(each, rows=tuple(map(change, each.rows))) for each in self.tables)
        return replace(self, tables=tuple(tables), plain=tuple(map(change, self.plain)))

    def own_steps(self, case: Case) -> list[Step]:
        """Return the steps of a case without those of backgrounds."""
        own = {step.id for step in self.steps}
        return [step for step in case.steps if step.id in own]

    def background_problems(self, case: Case) -> list[Step]:
        """Return the steps of a case that stand in a background and have something to say."""
        own = {step.id for step in self.steps}
        others = [(step, case.result_of(step)) for step in case.steps if step.id not in own]
        return [step for step, result in others if result.verdict in LOUD or result.message]


@dataclass(frozen=True, slots=True)
class Rule(Played):
    """A rule with its examples; without a title, what stands above the first rule."""

    title: str
    anchor: str
    description: str
    tags: tuple[str, ...]
    background: Background | None
    examples: tuple[Example, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of its examples."""
        return tuple(case for example in self.examples for case in example.cases)


@dataclass(frozen=True, slots=True)
class Chapter(Played):
    """One feature file; `stem` is its file's name without the suffix, `page` where it is shown.

    ``source`` is its text, empty where it is not known.
    """

    uri: str
    stem: str
    page: str
    title: str
    description: str
    tags: tuple[str, ...]
    background: Background | None
    rules: tuple[Rule, ...]
    source: str = ""

    def with_cases(self, change: Callable[[Case], Case]) -> Chapter:
        """Return a chapter each of whose cases was changed."""
        rules = (
            replace(rule, examples=tuple(each.with_cases(change) for each in rule.examples))
            for rule in self.rules
        )
        return replace(self, rules=tuple(rules))

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of all rules."""
        return tuple(example for rule in self.rules for example in rule.examples)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of all rules."""
        return tuple(case for rule in self.rules for case in rule.cases)


@dataclass(frozen=True)
class Book(Played):
    """Everything that the site tells; ``previous`` is a run to compare with, if there is one.

    ``files`` are those of the pictures that were taken, in Base64.
    """

    chapters: tuple[Chapter, ...]
    run: Run
    previous: Book | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases of all chapters."""
        return tuple(case for chapter in self.chapters for case in chapter.cases)

    @cached_property
    def verdict(self) -> Verdict:
        """The worst verdict of the cases; a chapter that cannot be read is a failure."""
        unreadable = (Verdict.FAILED,) if self.run.unreadable else ()
        return worst((*unreadable, *(case.verdict for case in self.cases)))

    @property
    def parts(self) -> list[tuple[str, list[Chapter]]]:
        """The chapters by the part of the document that they belong to."""
        return grouped(self.run.setting.parts, self.chapters, "Chapters")

    def holds(self, address: str) -> bool:
        """Tell whether a chapter, rule, example or row is shown at an address."""
        return address in self.verdicts

    def verdict_of(self, address: str) -> Verdict:
        """Return the verdict at an address which `links` made; not run, if it is not there."""
        return self.verdicts.get(address, Verdict.UNKNOWN)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of every chapter, rule, example and row, by the address where it is shown."""
        return dict(self._verdicts())

    def _verdicts(self) -> Iterator[tuple[str, Verdict]]:
        for chapter in self.chapters:
            yield chapter.page, chapter.verdict
            for rule in chapter.rules:
                if rule.anchor:
                    yield f"{chapter.page}#{rule.anchor}", rule.verdict
                for example in rule.examples:
                    yield f"{chapter.page}#{example.anchor}", example.verdict
                    for case in example.cases:
                        yield f"{chapter.page}#{case.anchor}", case.verdict
