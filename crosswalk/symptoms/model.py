"""A symptom as data: the questions that tell its causes apart, and what is left to do from each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import msgspec

from .observable import Observable

Words = Annotated[str, msgspec.Meta(min_length=1)]
SomeWords = Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one can see, and where it leads: to a question, a cause, or another symptom.

    With a symptom, a cause is one of that symptom.
    """

    says: Words
    sees: SomeWords
    question: str = ""
    cause: str = ""
    symptom: str = ""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to look at, on which screen, and the answers there are.

    `otherwise` says what to do about everything that no answer names.
    """

    name: Words
    ask: Words
    where: Words
    sees: Observable
    answers: Annotated[tuple[Answer, ...], msgspec.Meta(min_length=1)]
    otherwise: str = ""


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is left to do: a step of the runbook by name, or a sentence of its own.

    With both, the sentence says what of the step is needed, or why.
    """

    step: str = ""
    text: str = ""


class Prohibition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must not be done, and why."""

    what: Words
    why: Words


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cause: what proves it and where, what is left to do, what must not be done.

    `feature` and `example` name the example that starts in this state and ends in a tenant where
    everything works, but for the jobs in `failing`, of which `remains` tells. It starts there with
    its first step that is no Given, or once the step `after` was played.
    """

    name: Words
    title: Words
    proof: Words
    where: Words
    ids: SomeWords
    actions: Annotated[tuple[Action, ...], msgspec.Meta(min_length=1)]
    never: Annotated[tuple[Prohibition, ...], msgspec.Meta(min_length=1)]
    feature: Words
    example: Words
    after: str = ""
    call: str = ""
    remains: str = ""
    failing: tuple[Words, ...] = ()


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the file of a symptom tells.

    `words` are what customers say besides; `jobs` are the jobs that it is about; `former` are
    titles that it had before. `stop`, `works` and `call` hold for every cause: what to stop at
    once, what still works meanwhile, whom to call. `rules` and `examples` are to read on: pairs of
    a feature's stem and a title.
    """

    title: Words
    meaning: Words
    words: tuple[Words, ...] = ()
    former: tuple[Words, ...] = ()
    jobs: tuple[Words, ...] = ()
    stop: tuple[Words, ...] = ()
    works: str = ""
    call: str = ""
    rules: tuple[tuple[Words, Words], ...] = ()
    examples: tuple[tuple[Words, Words], ...] = ()
    questions: tuple[Question, ...] = ()
    causes: tuple[Cause, ...] = ()


class Symptom(Told, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A symptom; `name` is that of its file without the number."""

    name: Words

    def question(self, name: str) -> Question:
        """Return the question of a name."""
        return next(each for each in self.questions if each.name == name)

    def cause(self, name: str) -> Cause:
        """Return the cause of a name."""
        return next(each for each in self.causes if each.name == name)

    def path_to(self, cause: Cause) -> tuple[Turn, ...]:
        """Return the answers that lead to a cause of its own, none where nothing is asked."""
        own = (each for each in self.paths() if each.symptom == self.name)
        return next(each.turns for each in own if each.cause == cause.name)

    def paths(self) -> Iterator[Path]:
        """Yield every path to a cause, from the first question on, if there is one."""
        if not self.questions:
            yield from (Path((), self.name, each.name) for each in self.causes)
        yield from (each for each in self._ends() if each.cause)

    def referrals(self) -> Iterator[Path]:
        """Yield every path to another symptom, whose own questions go on."""
        yield from (each for each in self._ends() if not each.cause)

    def _ends(self) -> Iterator[Path]:
        if self.questions:
            yield from self._paths(self.questions[0])

    def _paths(self, question: Question, *before: Turn) -> Iterator[Path]:
        for answer in question.answers:
            turns = (*before, Turn(question, answer))
            if answer.question:
                yield from self._paths(self.question(answer.question), *turns)
            else:
                yield Path(turns, answer.symptom or self.name, answer.cause)


class Turn(NamedTuple):
    """A question, and the answer that is given."""

    question: Question
    answer: Answer


class Path(NamedTuple):
    """The answers that lead to a cause, and the names of its symptom and of the cause.

    The cause is empty where they lead to another symptom.
    """

    turns: tuple[Turn, ...]
    symptom: str
    cause: str
