"""Steps that were not run because of an earlier problem: which definitions match them."""

from __future__ import annotations

from pathlib import Path

import pytest
from gherkin.stream.id_generator import IdGenerator

from .definitions import Definitions
from .documents import KINDS, Document
from .records import Phase, ScenarioLocation, StepRecord


class SkippedSteps:
    """Looks up the definitions of steps that were not run."""

    def __init__(self, root: Path, definitions: Definitions) -> None:
        self._root = root
        self._definitions = definitions
        self._documents: dict[str, Document] = {}

    def complete(self, phase: Phase, item: pytest.Item, *, skipped: bool) -> None:
        """Add what says each step; one that nothing says is undefined.

        After a test skipped itself everything is skipped, as Cucumber has it.
        """
        sentences = self._sentences(phase["place"])
        if not phase["steps"]:
            phase["steps"] = [StepRecord(status="SKIPPED") for _ in sentences]
        for record, (kind, sentence) in zip(phase["steps"], sentences, strict=False):
            if "matches" in record:
                continue
            found = self._definitions.find(item, kind, sentence)
            record["matches"] = found if record["status"] == "AMBIGUOUS" else found[-1:]
            if not found and record["status"] == "SKIPPED" and not skipped:
                record["status"] = "UNDEFINED"

    def _sentences(self, place: ScenarioLocation) -> list[tuple[str, str]]:
        uri = place["uri"]
        if uri not in self._documents:
            self._documents[uri] = Document(self._root, uri, IdGenerator())
        document = self._documents[uri]
        index = document.index(place)
        steps = [] if index is None else document.pickles[index]["steps"]
        return [(KINDS.get(step["type"], "given"), step["text"]) for step in steps]
