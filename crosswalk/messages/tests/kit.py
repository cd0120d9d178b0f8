"""Cucumber's compatibility kit: its samples, and what is compared of their messages."""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

Envelope = dict[str, Any]

# Here, since what is imported during a test of pytester's is forgotten after it.
CUCUMBER: Any = (
    importlib.import_module("cucumber_messages")
    if importlib.util.find_spec("cucumber_messages")
    else None
)

HOOKS = "pytest has fixtures where Cucumber has hooks, and they are told of only where they fail"
AMBIGUOUS = "of two definitions that say a sentence pytest-bdd plays one, and does not complain"
TYPES = "pytest-bdd has converters of a step definition where Cucumber has parameter types"
CANNOT = {
    "all-statuses": AMBIGUOUS,
    "ambiguous": AMBIGUOUS,
    "failedish-combinations": f"{AMBIGUOUS}; of two scenarios with one title it plays the last",
    "retry-ambiguous": AMBIGUOUS,
    "global-hooks": HOOKS,
    "global-hooks-afterall-error": HOOKS,
    "global-hooks-attachments": HOOKS,
    "global-hooks-beforeall-error": HOOKS,
    "hooks": HOOKS,
    "hooks-attachment": HOOKS,
    "hooks-conditional": HOOKS,
    "hooks-named": HOOKS,
    "hooks-skipped": HOOKS,
    "hooks-undefined": HOOKS,
    "skipped-failing-hook": HOOKS,
    "markdown": "pytest-bdd reads Gherkin alone, not Gherkin in Markdown",
    "parameter-types": TYPES,
    "unknown-parameter-type": TYPES,
}

# Which of the words of a message differ from run to run, or from one language to another.
PASSING = {"timestamp", "duration", "stackTrace", "parameterTypeName", "snippets"}
WRITTEN_OTHERWISE = {"source", "sourceReference"}


def read(path: Path) -> list[Envelope]:
    """Return the messages in a file, each of which Cucumber's own reader understands."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    if CUCUMBER:
        for each in read:
            understood = CUCUMBER.message_converter.from_dict(each, CUCUMBER.Envelope)
            assert CUCUMBER.message_converter.to_dict(understood) == each
    return read


def essence(envelopes: Iterable[Mapping[str, Any]]) -> list[Envelope]:
    """Return what a run has to say in any language: ids stand for themselves, times for nothing."""
    numbers: dict[str, int] = {}
    return [_plain(dict(each), numbers) for each in envelopes]


def _plain(node: Any, numbers: dict[str, int], word: str = "") -> Any:
    if isinstance(node, dict):
        return dict(_words(_spared(node, word), numbers))
    if isinstance(node, list):
        return [_plain(each, numbers, word) for each in node]
    if word in ("id", "astNodeIds", "stepDefinitionIds") or word.endswith("Id"):
        return numbers.setdefault(node, len(numbers))
    return dedent(node) if word == "description" else node


def _words(node: Envelope, numbers: dict[str, int]) -> Iterator[tuple[str, Any]]:
    # References are met in the order of the words: the order must be the same on both sides.
    for word in sorted(node):
        if word not in PASSING:
            yield word, _plain(node[word], numbers, word)


def _spared(node: Envelope, word: str) -> Envelope:
    """Return a part of a message without what cannot be the same."""
    if word == "meta":
        return dict.fromkeys(sorted(node.keys() - {"ci"}))
    if word in ("pattern", "stepDefinition"):
        return {key: value for key, value in node.items() if key not in WRITTEN_OTHERWISE}
    if word in ("testStepResult", "exception"):
        return {
            key: value
            for key, value in node.items()
            if key != ("message", "type")[word == "exception"]
        }
    if word == "group" and len(node.get("children", ())) == 2:
        # The quotes of a {string} are part of it; with pytest-bdd they are part of the sentence.
        return {key: value for key, value in node["children"][0].items() if key != "children"}
    return node
