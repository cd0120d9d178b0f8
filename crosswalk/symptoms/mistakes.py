"""What keeps a path from leading to one cause: dead ends, gaps, overlaps, circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set

from .model import Answer, Question, Symptom

Known = Mapping[str, Set[str]]
"""The names of all symptoms, and those of the causes of each."""


def mistakes(symptom: Symptom, known: Known) -> list[str]:
    """Return what is wrong with the paths of a symptom; `known` are all, with their causes."""
    found = [*_of_names(symptom), *_of_actions(symptom)]
    for question in symptom.questions:
        found += (f"question {question.name}: {each}" for each in _of_question(question))
        for answer in question.answers:
            found += (
                f"answer {answer.says!r}: {each}" for each in _of_answer(symptom, answer, known)
            )
    # Only where every answer leads somewhere can the paths be walked.
    return found or [*_of_walks(symptom)]


def _of_names(symptom: Symptom) -> Iterator[str]:
    for kind, told in (("question", symptom.questions), ("cause", symptom.causes)):
        yield from (f"two {kind}s of the name {each}" for each in _twice(one.name for one in told))
    if not symptom.questions and len(symptom.causes) > 1:
        yield "several causes, and no question tells them apart"


def _of_actions(symptom: Symptom) -> Iterator[str]:
    for cause in symptom.causes:
        if not all(each.step or each.text for each in cause.actions):
            yield f"cause {cause.name}: an action without a step and without a text"
        if bool(cause.remains) != bool(cause.failing):
            yield f"cause {cause.name}: remains and failing belong together"


def _of_question(question: Question) -> Iterator[str]:
    told = [value for answer in question.answers for value in answer.sees]
    values = question.sees.values
    yield from (
        f"expected one of {', '.join(values)}, got {each!r}" for each in told if each not in values
    )
    yield from (f"two answers see {each!r}" for each in _twice(told))
    left = [each for each in values if each not in told]
    if left and not question.otherwise:
        yield f"no answer sees {', '.join(left)}, and there is no otherwise"
    if question.otherwise and not left:
        yield "an otherwise for nothing: the answers see everything"


def _of_answer(symptom: Symptom, answer: Answer, known: Known) -> Iterator[str]:
    if bool(answer.question) == bool(answer.cause or answer.symptom):
        yield "expected it to lead to a question, a cause or a symptom"
    if answer.question and answer.question not in {each.name for each in symptom.questions}:
        yield f"there is no question {answer.question}"
    if answer.symptom and answer.symptom not in known.keys() - {symptom.name}:
        yield f"there is no other symptom {answer.symptom}"
    elif answer.cause and answer.cause not in known[answer.symptom or symptom.name]:
        yield f"there is no cause {answer.cause}"


def _of_walks(symptom: Symptom) -> Iterator[str]:
    if not symptom.questions:
        return
    asked = Counter[str]()
    ends = Counter[str]()
    yield from _walk(symptom, symptom.questions[0], (), asked, ends)
    yield from (
        f"question {each.name}: nothing leads to it"
        for each in symptom.questions
        if not asked[each.name]
    )
    yield from (
        f"question {name}: {count} answers lead to it" for name, count in asked.items() if count > 1
    )
    yield from (
        f"cause {each.name}: nothing leads to it" for each in symptom.causes if not ends[each.name]
    )
    yield from (
        f"cause {name}: {count} answers lead to it" for name, count in ends.items() if count > 1
    )


def _walk(
    symptom: Symptom,
    question: Question,
    before: tuple[Question, ...],
    asked: Counter[str],
    ends: Counter[str],
) -> Iterator[str]:
    asked[question.name] += 1
    if question in before:
        yield f"question {question.name}: it leads to itself"
        return
    if any(each.sees is question.sees for each in before):
        yield f"question {question.name}: {question.sees.value} was asked before"
    for answer in question.answers:
        if answer.cause and not answer.symptom:
            ends[answer.cause] += 1
        elif answer.question:
            following = symptom.question(answer.question)
            yield from _walk(symptom, following, (*before, question), asked, ends)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
