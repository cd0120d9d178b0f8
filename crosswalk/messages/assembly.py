"""Assembles the messages of a run: documents, definitions, test cases, then events by time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gherkin.stream.id_generator import IdGenerator

from . import envelopes
from .attempts import attempt
from .cases import AFTER, BEFORE, Case
from .clock import stamp
from .collector import Run
from .documents import Document, Envelope
from .meta import meta
from .records import Definition, Match

Sayings = Mapping[tuple[str, str], Sequence[Match]]


def assembled(run: Run, root: Path) -> list[Envelope]:
    """Return every message of a run, in order.

    The same scenario has the same ids in whatever order, and in however many processes, it ran.
    """
    ids = IdGenerator()
    documents = _documents(run, root, ids)
    definitions = _definitions(run, ids)
    hooks = {kind: ids.get_next_id() for kind in (BEFORE, AFTER)}
    run_id = ids.get_next_id()
    cases = list(_cases(run, documents, ids))
    return [
        {"meta": meta(os.environ)},
        *(each for document in documents.values() for each in document.envelopes),
        *(envelopes.step_definition(id_, each) for id_, each in definitions.values()),
        *_hooks(cases, hooks),
        {"testRunStarted": {"id": run_id, "timestamp": stamp(run.started)}},
        *_defined(cases, run_id, hooks, {key: id_ for key, (id_, _) in definitions.items()}),
        *_told(cases),
        {"testRunFinished": _finished(run, run_id, cases, _lost(run, documents))},
    ]


def _documents(run: Run, root: Path, ids: IdGenerator) -> dict[str, Document]:
    played = {place["uri"] for place in run.places().values()}
    return {uri: Document(root, uri, ids) for uri in sorted(run.uris | played)}


def _definitions(run: Run, ids: IdGenerator) -> dict[envelopes.Key, tuple[str, Definition]]:
    used = [match["definition"] for match in _matches(run)]
    known = {envelopes.key(each): each for each in (*run.definitions, *used)}
    return {key: (ids.get_next_id(), known[key]) for key in sorted(known)}


def _matches(run: Run) -> Iterator[Match]:
    played = (each for attempts in run.tests.values() for each in attempts)
    for phase in (phase for each in played for phase in each.phases.values()):
        for step in phase["steps"]:
            yield from step.get("matches", ())


def _cases(run: Run, documents: Mapping[str, Document], ids: IdGenerator) -> Iterator[Case]:
    """Yield the test cases in the order of the documents, which gives them their ids."""
    found: list[tuple[str, int, str]] = []
    for nodeid, place in run.places().items():
        index = documents[place["uri"]].index(place)
        if index is not None:
            found.append((place["uri"], index, nodeid))
    for uri, index, nodeid in sorted(found):
        pickle = documents[uri].pickles[index]
        case = Case(ids.get_next_id(), documents[uri], pickle, [])
        for played in run.tests[nodeid]:
            case.attempts.append(attempt(played, ids.get_next_id(), len(pickle["steps"])))
        case.number(ids)
        yield case


def _lost(run: Run, documents: Mapping[str, Document]) -> str:
    """Name the scenarios that are missing because their feature file changed during the run."""
    gone = [
        f"{nodeid} was played, but no scenario stands at {place['uri']}:{place['line']} any more"
        for nodeid, place in run.places().items()
        if documents[place["uri"]].index(place) is None
    ]
    return "\n".join(gone)


def _hooks(cases: Sequence[Case], ids: Mapping[str, str]) -> Iterator[Envelope]:
    used = {kind for case in cases for kind in case.hook_ids}
    yield from (envelopes.hook(id_, kind) for kind, id_ in ids.items() if kind in used)


def _defined(
    cases: Sequence[Case],
    run_id: str,
    hooks: Mapping[str, str],
    ids: Mapping[envelopes.Key, str],
) -> Iterator[Envelope]:
    sayings = _sayings(cases)
    for case in sorted(cases, key=lambda case: case.attempts[0].start):
        matches = [
            case.matches(index) or sayings.get((step["type"], step["text"]), [])
            for index, step in enumerate(case.pickle["steps"])
        ]
        yield case.definition(run_id, hooks, matches, ids)


def _sayings(cases: Sequence[Case]) -> Sayings:
    """Return matches of the same steps in other scenarios, for scenarios that were interrupted."""
    return {
        (step["type"], step["text"]): found
        for case in cases
        for index, step in enumerate(case.pickle["steps"])
        if (found := case.matches(index))
    }


def _told(cases: Sequence[Case]) -> Iterator[Envelope]:
    attempts = [(case, n, made.start) for case in cases for n, made in enumerate(case.attempts)]
    for case, number, _ in sorted(attempts, key=lambda each: each[2]):
        yield from case.attempt_messages(number)


def _finished(run: Run, run_id: str, cases: Sequence[Case], lost: str) -> Envelope:
    success = run.succeeded and not lost and all(case.attempts[-1].passed for case in cases)
    finished = {"testRunStartedId": run_id, "timestamp": stamp(run.finished), "success": success}
    result = {} if success else {"message": run.message or lost, "exception": run.exception}
    return finished | {word: what for word, what in result.items() if what}
