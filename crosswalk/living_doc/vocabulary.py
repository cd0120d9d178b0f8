"""The sentences that a run could say, with the places that say each; of several runs, joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from crosswalk.messages.documents import KINDS
from crosswalk.runner.sentences import Catalogue, Concept, Sentence, Use
from crosswalk.runner.vocabulary import Vocabulary


def concepts(vocabulary: Vocabulary, envelopes: Iterable[Mapping[str, Any]]) -> tuple[Concept, ...]:
    """Return the sentences of a vocabulary, each with the scenarios and rows that say it."""
    catalogue = Catalogue(vocabulary)
    for pickle in (each["pickle"] for each in envelopes if "pickle" in each):
        use = Use(pickle["uri"], pickle["location"]["line"], pickle["name"])
        for step in pickle["steps"]:
            catalogue.note(KINDS.get(step.get("type", ""), "given"), step["text"], use)
    return tuple(catalogue.concepts())


def joined(several: Iterable[Iterable[Concept]]) -> tuple[Concept, ...]:
    """Return the sentences of several runs; what more than one has is there once, with all uses."""
    found: dict[str, Concept] = {}
    for concept in (each for listed in several for each in listed):
        known = found.get(concept.name)
        found[concept.name] = _joined(known, concept) if known else concept
    return tuple(found.values())


def _joined(one: Concept, other: Concept) -> Concept:
    sentences: dict[tuple[str, str], Sentence] = {}
    for each in (*one.sentences, *other.sentences):
        key = each.keyword, each.pattern
        known = sentences.get(key, each)
        uses = tuple(dict.fromkeys((*known.uses, *each.uses)))
        sentences[key] = replace(known, uses=uses)
    return replace(one, sentences=tuple(sentences.values()))
