"""Cucumber Messages read into a book, whatever order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from crosswalk import links
from crosswalk.runner.gherkin import Row, names_of

from .model import Background, Book, Case, Chapter, Example, Examples, Rule, Step
from .records import Records, step_id
from .run import Run, Setting
from .setting import read_setting

Node = Mapping[str, Any]


def read(envelopes: Iterable[Node], setting: Setting | None = None) -> Book:
    """Return the book of a run, its chapters in the order of their files.

    Without a setting it is the one that is attached to the run; raises ValueError for a bad one.
    """
    records = Records.of(envelopes)
    documents = sorted(records.documents, key=lambda each: str(each["uri"]))
    chapters = tuple(_Reader(records, document).chapter() for document in documents)
    return Book(chapters, _run(records, setting), files=records.files)


def _run(records: Records, setting: Setting | None) -> Run:
    return Run(
        started=records.started,
        seconds=max(records.finished - records.started, 0.0),
        success=records.success,
        unreadable=tuple(records.unreadable),
        setting=setting or read_setting(records.setting),
    )


class _Reader:
    """Reads one document; anchors are given once each."""

    def __init__(self, records: Records, document: Node) -> None:
        self._records = records
        self._uri = str(document["uri"])
        self._feature: Node = document["feature"]
        self._given: defaultdict[str, int] = defaultdict(int)

    def chapter(self) -> Chapter:
        feature = self._feature
        stem = PurePosixPath(self._uri).stem
        return Chapter(
            uri=self._uri,
            stem=stem,
            page=links.chapter(stem),
            title=feature["name"],
            description=_dedented(feature.get("description", "")),
            tags=_tags(feature),
            background=_background(feature["children"]),
            rules=tuple(self._rules()),
            source=self._records.sources.get(self._uri, ""),
        )

    def _rules(self) -> Iterator[Rule]:
        children = self._feature["children"]
        above = tuple(self._examples(children))
        if above:
            yield Rule("", "", "", (), None, above)
        for child in children:
            if rule := child.get("rule"):
                yield Rule(
                    title=rule["name"],
                    anchor=self._anchor(links.rule_anchor(rule["name"])),
                    description=_dedented(rule.get("description", "")),
                    tags=_tags(rule),
                    background=_background(rule["children"]),
                    examples=tuple(self._examples(rule["children"])),
                )

    def _examples(self, children: Sequence[Node]) -> Iterator[Example]:
        for child in children:
            if scenario := child.get("scenario"):
                yield self._example(scenario)

    def _example(self, scenario: Node) -> Example:
        title = scenario["name"]
        anchor = self._anchor(links.slug(title))
        pickles = self._records.pickles_of(scenario["id"])
        outlined = bool(scenario.get("examples"))
        return Example(
            keyword=scenario["keyword"],
            title=title,
            anchor=anchor,
            description=_dedented(scenario.get("description", "")),
            tags=_tags(scenario),
            steps=tuple(map(_step, scenario["steps"])),
            tables=tuple(self._tables(scenario, pickles)) if outlined else (),
            plain=() if outlined else tuple(self._case(each, title, anchor) for each in pickles),
        )

    def _tables(self, scenario: Node, pickles: Sequence[Node]) -> Iterator[Examples]:
        rows = _rows_of(scenario)
        by_row = {pickle["astNodeIds"][-1]: pickle for pickle in pickles}
        names = dict(zip(rows, names_of(scenario["name"], list(rows.values())), strict=True))
        for table in scenario["examples"]:
            body = [row for row in table.get("tableBody", ()) if row["id"] in by_row]
            yield Examples(
                title=table["name"],
                description=_dedented(table.get("description", "")),
                tags=_tags(table),
                header=_cells(table.get("tableHeader")),
                rows=tuple(self._row(by_row[row["id"]], names[row["id"]], row) for row in body),
            )

    def _row(self, pickle: Node, name: str, row: Node) -> Case:
        return self._case(pickle, name, self._anchor(links.slug(name)), row)

    def _case(self, pickle: Node, name: str, anchor: str, row: Node | None = None) -> Case:
        written = self._records.written
        line = (row or written[pickle["astNodeIds"][0]])["location"]["line"]
        return Case(
            name=name,
            anchor=anchor,
            line=line,
            tags=tuple(dict.fromkeys(tag["name"].removeprefix("@") for tag in pickle["tags"])),
            steps=tuple(_played(each, written) for each in pickle["steps"]),
            attempts=self._records.attempts_of(pickle),
            cells=_cells(row),
        )

    def _anchor(self, wanted: str) -> str:
        self._given[wanted] += 1
        count = self._given[wanted]
        return wanted if count == 1 else f"{wanted}-{count}"


def _rows_of(scenario: Node) -> dict[str, Row]:
    return {
        row["id"]: Row(
            row["location"]["line"],
            dict(zip(_cells(table["tableHeader"]), _cells(row), strict=True)),
            frozenset(),
        )
        for table in scenario["examples"]
        for row in table.get("tableBody", ())
    }


def _background(children: Sequence[Node]) -> Background | None:
    for child in children:
        if found := child.get("background"):
            steps = tuple(map(_step, found["steps"]))
            return Background(found["name"], _dedented(found.get("description", "")), steps)
    return None


def _step(node: Node) -> Step:
    table = node.get("dataTable", {}).get("rows", ())
    doc_string = node.get("docString")
    return Step(
        id=step_id(node),
        keyword=node["keyword"].strip(),
        text=node["text"],
        table=tuple(map(_cells, table)),
        doc_string=doc_string["content"] if doc_string else None,
    )


def _played(pickle_step: Node, written: Mapping[str, Node]) -> Step:
    """Return a step with its values, under the id and the keyword it was written with."""
    node = written[pickle_step["astNodeIds"][0]]
    argument = pickle_step.get("argument", {})
    table = argument.get("dataTable", {}).get("rows", ())
    doc_string = argument.get("docString")
    return Step(
        id=step_id(node),
        keyword=node["keyword"].strip(),
        text=pickle_step["text"],
        table=tuple(map(_cells, table)),
        doc_string=doc_string["content"] if doc_string else None,
    )


def _cells(row: Node | None) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"]) if row else ()


def _tags(node: Node) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in node.get("tags", ()))


def _dedented(description: str) -> str:
    """Return a description without its indentation, which Markdown would take for code."""
    return "\n".join(line.strip() for line in description.strip().split("\n"))
