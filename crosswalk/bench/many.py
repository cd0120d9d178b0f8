"""The messages of a run, told as often as it takes to make a large one of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import PurePosixPath
from typing import Any

Envelope = Mapping[str, Any]
_IDS = frozenset(
    {
        *("id", "astNodeId", "astNodeIds", "pickleId", "pickleStepId"),
        *("testCaseId", "testCaseStartedId", "testStepId"),
    }
)
_SHARED = frozenset({"meta", "testRunStarted", "testRunFinished", "stepDefinition", "hook"})


def multiplied(envelopes: Sequence[Envelope], examples: int) -> list[Envelope]:
    """Return a run of at least so many examples: the chapters of one, again and again."""
    chapters = _by_chapter(envelopes)
    made = [each for each in envelopes if next(iter(each)) in _SHARED]
    rounds = -(-examples // examples_in(envelopes))
    for number, chapter in product(range(1, rounds + 1), chapters.values()):
        if examples_in(made) >= examples:
            break
        made += (_again(each, number) for each in chapter)
    return made


def examples_in(envelopes: Sequence[Envelope]) -> int:
    """Return how many examples, or rows of outlines, a run is about."""
    return sum("pickle" in each for each in envelopes)


def _by_chapter(envelopes: Sequence[Envelope]) -> Mapping[str, list[Envelope]]:
    """Return the messages of each chapter by its address, without what they share."""
    chapters: defaultdict[str, list[Envelope]] = defaultdict(list)
    owners: dict[str, str] = {}
    for envelope in envelopes:
        kind, body = next(iter(envelope.items()))
        uri = body.get("uri") or next(
            (owners[each] for each in _owners(body) if each in owners), ""
        )
        if "id" in body:
            owners[body["id"]] = uri
        if uri and kind not in _SHARED:
            chapters[uri].append(envelope)
    return chapters


def _owners(body: Mapping[str, Any]) -> Iterator[str]:
    return (body[each] for each in ("pickleId", "testCaseId", "testCaseStartedId") if each in body)


def _again(envelope: Envelope, number: int) -> Envelope:
    kind, body = next(iter(envelope.items()))
    told = _renamed(body, f"-{number}")
    if "uri" in body:
        path = PurePosixPath(body["uri"])
        told["uri"] = str(path.with_stem(f"{path.stem}-{number}"))
    return {kind: told}


def _renamed(node: Any, suffix: str) -> Any:
    """Return a message whose ids are others; ids of what all chapters share stay."""
    if isinstance(node, list):
        return [_renamed(each, suffix) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _other(value, suffix) if key in _IDS else _renamed(value, suffix)
        for key, value in node.items()
    }


def _other(ids: Any, suffix: str) -> Any:
    return [f"{each}{suffix}" for each in ids] if isinstance(ids, list) else f"{ids}{suffix}"
