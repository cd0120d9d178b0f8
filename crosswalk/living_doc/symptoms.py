"""The pages of the symptoms: which cause it is, what is left to do from there, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from crosswalk import links
from crosswalk.procedure.runbook import runbook
from crosswalk.symptoms.model import Action, Answer, Cause, Symptom, Turn
from crosswalk.symptoms.reading import symptoms

from .model import Book
from .page import Entry, Page


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something left to do; a step of the runbook with its number and its address."""

    text: str
    number: int = 0
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CauseSection:
    """A cause on the page: the answers that lead to it, and what is left to do."""

    cause: Cause
    turns: tuple[Turn, ...]
    actions: tuple[ActionLine, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return links.slug(self.cause.name)

    @property
    def example(self) -> str:
        """Where the example stands that begins in it."""
        return links.example(self.cause.feature, self.cause.example)


@dataclass(frozen=True, slots=True)
class SymptomPage:
    """A symptom as its page shows it."""

    symptom: Symptom
    causes: tuple[CauseSection, ...]

    @property
    def address(self) -> str:
        """Where the page is."""
        return links.symptom(self.symptom.name)

    @property
    def anchor(self) -> str:
        """Where its card stands on the front page."""
        return links.slug(self.symptom.title)

    @property
    def former(self) -> tuple[str, ...]:
        """Where its card stood under other titles."""
        return tuple(map(links.slug, self.symptom.former))

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Address and title of everything to read on."""
        rules = [(links.rule(stem, title), title) for stem, title in self.symptom.rules]
        return rules + [
            (links.example(stem, title), title) for stem, title in self.symptom.examples
        ]

    def leads_to(self, answer: Answer) -> tuple[str, str]:
        """Return address and title of the cause or the other symptom that an answer leads to."""
        if not answer.symptom:
            return f"#{links.slug(answer.cause)}", self.symptom.cause(answer.cause).title
        other = next(each for each in symptoms() if each.name == answer.symptom)
        if not answer.cause:
            return links.symptom(other.name), other.title
        return links.cause(other.name, answer.cause), other.cause(answer.cause).title


@cache
def every_symptom() -> tuple[SymptomPage, ...]:
    """Return the symptoms in their order: the same for every book."""
    steps = {step.name: (at, step.title) for at, step in enumerate(runbook(), start=1)}
    return tuple(SymptomPage(each, tuple(_causes(each, steps))) for each in symptoms())


def pages(book: Book) -> Iterator[Page]:  # noqa: ARG001 - as every module of pages is called
    """Yield a page for each symptom; the front page leads to them, and not the contents."""
    for told in every_symptom():
        context = {"told": told, "symptom": told.symptom}
        entries = tuple(_entries(told))
        title = told.symptom.title
        yield Page(told.address, title, "symptom.html", context, entries, listed=False)


def _causes(symptom: Symptom, steps: Mapping[str, tuple[int, str]]) -> Iterator[CauseSection]:
    for cause in symptom.causes:
        actions = tuple(_line(each, steps) for each in cause.actions)
        yield CauseSection(cause, symptom.path_to(cause), actions)


def _line(action: Action, steps: Mapping[str, tuple[int, str]]) -> ActionLine:
    if not action.step:
        return ActionLine(action.text)
    number, title = steps[action.step]
    return ActionLine(action.text, number, title, links.step(action.step))


def _entries(told: SymptomPage) -> Iterator[Entry]:
    symptom = told.symptom
    about = (symptom.meaning, *symptom.stop, symptom.works, symptom.call)
    yield Entry("symptom", symptom.title, told.address, "", about, symptom.words)
    for section in told.causes:
        cause = section.cause
        address = links.cause(symptom.name, cause.name)
        about = (cause.proof, cause.where, *(each.what for each in cause.never))
        yield Entry("cause", cause.title, address, symptom.title, about)
