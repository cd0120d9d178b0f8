"""Tells a run in messages: documents, definitions, test cases, then what happened in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gherkin.stream.id_generator import IdGenerator

from . import envelopes
from .cases import AFTER, BEFORE, Attempt, Case, attempt
from .clock import stamp
from .collector import Played, Run
from .documents import Document, Envelope
from .meta import meta
from .records import Definition, Match

Sayings = dict[tuple[str, str], Match]


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
    used = {kind for case in cases for kind in case.hook_ids}
    succeeded = run.succeeded and all(case.attempts[-1].passed for case in cases)
    return [
        {"meta": meta()},
        *(envelope for document in documents.values() for envelope in document.envelopes),
        *(envelopes.step_definition(id_, each) for id_, each in definitions.values()),
        *(envelopes.hook(hooks[kind], kind) for kind in (BEFORE, AFTER) if kind in used),
        {"testRunStarted": {"id": run_id, "timestamp": stamp(run.started)}},
        *_told(cases, run_id, hooks, {key: id_ for key, (id_, _) in definitions.items()}),
        {
            "testRunFinished": {
                "testRunStartedId": run_id,
                "timestamp": stamp(run.finished),
                "success": succeeded,
            }
        },
    ]


def _documents(run: Run, root: Path, ids: IdGenerator) -> dict[str, Document]:
    played = {attempts[0].place["uri"] for attempts in run.tests.values()}
    return {uri: Document(root, uri, ids) for uri in sorted(run.uris | played)}


def _definitions(run: Run, ids: IdGenerator) -> dict[envelopes.Key, tuple[str, Definition]]:
    used = [match["definition"] for match in _matches(run)]
    known = {envelopes.key(each): each for each in (*run.definitions, *used)}
    return {key: (ids.get_next_id(), known[key]) for key in sorted(known)}


def _matches(run: Run) -> Iterator[Match]:
    for attempts in run.tests.values():
        for played in attempts:
            for phase in played.phases.values():
                yield from (step["match"] for step in phase["steps"] if "match" in step)


def _cases(run: Run, documents: Mapping[str, Document], ids: IdGenerator) -> Iterator[Case]:
    found: list[tuple[str, int, str, list[Played]]] = []
    for nodeid, attempts in run.tests.items():
        document = documents[attempts[0].place["uri"]]
        index = document.index(attempts[0].place)
        if index is not None:
            found.append((document.uri, index, nodeid, attempts))
    for uri, index, _, attempts in sorted(found, key=lambda each: each[:3]):
        pickle = documents[uri].pickles[index]
        case = Case(ids.get_next_id(), pickle, [])
        count = len(pickle["steps"])
        case.attempts = [attempt(each, ids.get_next_id(), count) for each in attempts]
        case.number(ids)
        yield case


def _told(
    cases: list[Case], run_id: str, hooks: Mapping[str, str], ids: Mapping[envelopes.Key, str]
) -> Iterator[Envelope]:
    sayings = _sayings(cases)
    for case in cases:
        yield case.definition(run_id, hooks, _meant(case, sayings), ids)
    attempts: list[tuple[int, Case, int, Attempt]] = sorted(
        (
            (made.start, case, number, made)
            for case in cases
            for number, made in enumerate(case.attempts)
        ),
        key=lambda each: each[0],
    )
    for _, case, number, _ in attempts:
        yield from case.told(number)


def _sayings(cases: list[Case]) -> Sayings:
    """Return what sentences meant where they were played."""
    return {
        (pickle_step["type"], pickle_step["text"]): step["match"]
        for case in cases
        for made in case.attempts
        for step, pickle_step in zip(made.steps, case.pickle["steps"], strict=True)
        if "match" in step
    }


def _meant(case: Case, sayings: Sayings) -> list[Match | None]:
    return [sayings.get((step["type"], step["text"])) for step in case.pickle["steps"]]
