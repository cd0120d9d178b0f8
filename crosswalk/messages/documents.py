"""Feature files as Gherkin's own parser reads them, in messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

from .records import ScenarioLocation

Envelope = dict[str, Any]
KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


class _Compiler(Compiler):
    """Fills rows in literally: its parent takes the name of a column for a pattern."""

    def _interpolate(self, name: Any, variable_cells: Any, value_cells: Any) -> Any:
        for column, cell in zip(variable_cells, value_cells, strict=True):
            name = name.replace(f"<{column['value']}>", cell["value"]) if name else name
        return name


class Document:
    """A feature file: its messages, and its pickles by the place they stand at."""

    def __init__(self, root: Path, uri: str, ids: IdGenerator) -> None:
        self.uri = uri
        self.envelopes: list[Envelope] = []
        self.pickles: list[Envelope] = []
        self._lines: dict[str, int] = {}  # of every scenario and step, by id
        self._at: dict[int, int] = {}  # every pickle by its line
        self._rows: dict[int, list[int]] = {}  # the pickles of every title, by its line
        try:
            with (root / uri).open(encoding="utf-8", newline="") as file:
                self._read(file.read(), ids)
        except (OSError, UnicodeDecodeError) as error:
            self.envelopes.append(_parse_error(uri, error))

    def index(self, place: ScenarioLocation) -> int | None:
        """Return which pickle stands at a place, or None when none does any more."""
        line, row = place["line"], place["row"]
        if row is None:
            return self._at.get(line)
        rows = self._rows.get(line, [])
        return rows[row] if row < len(rows) else None

    def place(self, pickle_step: Envelope) -> str:
        """Return where a step stands."""
        return f"{self.uri}:{self._lines[pickle_step['astNodeIds'][0]]}"

    def _read(self, text: str, ids: IdGenerator) -> None:
        source = {"uri": self.uri, "data": text, "mediaType": "text/x.cucumber.gherkin+plain"}
        self.envelopes.append({"source": source})
        try:
            tree: Any = Parser(ast_builder=AstBuilder(ids)).parse(_with_plain_ends(text))
        except CompositeParserException as error:
            self.envelopes += [_parse_error(self.uri, each) for each in error.errors]
            return
        tree["uri"] = self.uri
        for block in _blocks(tree.get("feature")):
            # Markdown takes an indented description for code; the parser leaves a blank line.
            block["description"] = dedent(block["description"]).rstrip("\n")
            for each in (block, *block.get("steps", ())):
                self._lines[each.get("id", "")] = each["location"]["line"]
        self.envelopes.append({"gherkinDocument": tree})
        self.pickles = [dict(each) for each in _Compiler(ids).compile(tree)]
        for index, pickle in enumerate(self.pickles):
            self._at.setdefault(pickle["location"]["line"], index)
            self._rows.setdefault(self._lines[pickle["astNodeIds"][0]], []).append(index)
        self.envelopes += [{"pickle": each} for each in self.pickles]


def _with_plain_ends(text: str) -> str:
    """Return a text with universal newlines, as pytest-bdd reads it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(node: Envelope | None) -> Iterator[Envelope]:
    """Yield a feature, rule or scenario and everything with a description inside of it."""
    if node is None:
        return
    yield node
    yield from node.get("examples", ())
    for child in node.get("children", ()):
        for inner in child.values():
            yield from _blocks(inner)


def _parse_error(uri: str, error: Exception) -> Envelope:
    source = {"uri": uri, "location": getattr(error, "location", {"line": 1})}
    return {"parseError": {"source": source, "message": str(error)}}
