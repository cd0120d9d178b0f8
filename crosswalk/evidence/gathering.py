"""What a scenario leaves behind, gathered while it is played."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk.lab_interface import Lab

from . import model
from .everyone import Everyone, compared, read_everyone
from .rule import Failures, rule_that_decided
from .scenes import Sentence, scenes


class Gathering:
    """The sentences so far, the people as they were before anybody acted, the jobs that failed."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._sentences: list[Sentence] = []
        self._before: Everyone | None = None
        self._failures = Failures(lab)

    def remember(self, step: str, *, acts: bool) -> None:
        """Remember the sentence that is about to be played; a When step acts."""
        self._look_at_jobs()
        if acts and self._before is None:
            self._before = read_everyone(self._lab)
        self._sentences.append(Sentence(step, acts))

    def _look_at_jobs(self) -> None:
        """See which jobs the step that was played last let fail."""
        if self._sentences and self._sentences[-1].acts:
            self._failures.look(self._sentences[-1].text)

    def evidence(self) -> Iterator[tuple[str, str, str]]:
        """Return names, media types and texts of what was gathered."""
        after = read_everyone(self._lab)
        sentences = [each.text for each in self._sentences]
        people = compared(self._before or after, after, sentences)
        if people.after.people:
            yield model.PEOPLE_FILE, model.PEOPLE_TYPE, model.written(people)
        journal = self._lab.journal.since(0)
        exchanges = scenes(self._sentences, journal)
        if exchanges.total:
            yield model.EXCHANGES_FILE, model.EXCHANGES_TYPE, model.written(exchanges)
        names = [each.name for each in people.after.people]
        self._look_at_jobs()
        rule = rule_that_decided(self._lab, after, names, journal, self._failures)
        if rule:
            yield model.RULE_FILE, model.RULE_TYPE, rule
