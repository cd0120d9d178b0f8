"""Feature files as scenarios to play, with the lines they stand on.

pytest-bdd's parser does the reading. What it passes over in silence is refused here: of the file, a
title that is there twice (the first would be dropped) or Examples without rows; of one scenario,
that it has no steps, or a row twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.parser import Feature, FeatureParser, Scenario, ScenarioTemplate

from .parse_errors import complaint

_TITLE = re.compile(r"\s*(?:Scenario Outline|Scenario Template|Scenario|Example):(.*)")
_PLACEHOLDER = re.compile(r"<([^<>]+)>")
_FENCE = re.compile(r'\s*("""|```)')


class Malformed(Exception):
    """A feature file cannot be played; the message is line, column and what was expected."""


@dataclass(frozen=True, slots=True)
class Play:
    """A scenario, or one row of an outline: what becomes one test.

    ``header`` is the line of the columns of its row. ``fault`` says why it cannot be played.
    """

    name: str
    line: int
    template: ScenarioTemplate
    row: Mapping[str, str]
    tags: frozenset[str]
    header: int = 0
    fault: str = ""

    def render(self) -> Scenario:
        """Return the scenario with the row's values in place of the placeholders."""
        template = self.template
        if self.row:
            return template.render(self.row)
        return Scenario(
            feature=template.feature,
            keyword=template.keyword,
            name=template.name,
            line_number=template.line_number,
            steps=template.steps,
            tags=template.tags,
            description=template.description,
            rule=template.rule,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an Examples table: its line, its values by column, the tags of its table.

    ``header`` is the line of its columns.
    """

    line: int
    values: Mapping[str, str]
    tags: frozenset[str]
    header: int = 0


def plays_of(path: Path) -> list[Play]:
    """Return what a feature file asks to be played, in its order.

    Raises Malformed when any of it cannot be.
    """
    feature, lines = read(path)
    plays = [
        play for template in feature.scenarios.values() for play in _rows_played(template, lines)
    ]
    if not plays:
        raise Malformed(
            "1:1: expected a scenario; a line with a misspelled keyword is read as description"
        )
    _refuse_doubles("title", [(play.line, play.name) for play in plays])
    return plays


def read(path: Path) -> tuple[Feature, list[str]]:
    """Return a feature as pytest-bdd reads it, and its lines; raises Malformed."""
    try:
        feature = FeatureParser(str(path.parent), path.name).parse()
    except GherkinParseError as error:
        raise Malformed(complaint(error)) from error
    except UnicodeDecodeError as error:
        raise Malformed(f"1:1: expected text in UTF-8: {error}") from error
    except (KeyError, TypeError) as error:
        raise Malformed("1:1: expected Feature:, found nothing") from error
    # Not splitlines(), for which more than the parser knows ends a line.
    lines = path.read_text(encoding="utf-8").split("\n")
    _refuse_doubles("title", titles(lines))
    return feature, lines


def outside_doc_strings(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the number and text of every line that is not inside a doc string."""
    fence = ""
    for number, line in enumerate(lines, start=1):
        found = _FENCE.match(line)
        if not fence:
            yield number, line
            fence = found[1] if found else ""
        elif found and found[1] == fence:
            fence = ""


def titles(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return line and title of every scenario, read from the text and not from the parser."""
    found = ((number, _TITLE.fullmatch(line)) for number, line in outside_doc_strings(lines))
    return [(number, match[1].strip()) for number, match in found if match]


def doubles(titled: Sequence[tuple[int, str]]) -> dict[str, list[int]]:
    """Return the lines of every title that is there more than once."""
    counted = Counter(title for _, title in titled)
    return {
        title: [line for line, other in titled if other == title]
        for title, count in counted.items()
        if count > 1
    }


def _refuse_doubles(what: str, found: Sequence[tuple[int, str]]) -> None:
    if twice := _twice(what, found):
        raise Malformed(f"{twice[0]}:1: {twice[1]}")


def _twice(what: str, found: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """Return the last line of something that stands there more than once, and where else it is."""
    for text, (first, *others) in doubles(found).items():
        also = " and ".join(map(str, [first, *others[:-1]]))
        return others[-1], f"the {what} {text!r} is also on line {also}"
    return None


def _rows_played(template: ScenarioTemplate, lines: Sequence[str]) -> Iterator[Play]:
    tags = frozenset(template.tags | template.feature.tags | _rule_tags(template))
    if not template.examples:
        fault = _fault(template)
        yield Play(template.name, template.line_number, template, {}, tags, fault=fault)
        return
    rows = list(_rows(template, lines))
    cells = [(row.line, " | ".join(row.values.values())) for row in rows]
    if twice := _twice("row", cells):
        line, fault = twice
        yield Play(template.name, line, template, {}, tags, fault=fault)
        return
    fault = "" if template.steps else _no_step(template)
    for name, row in zip(names_of(template.name, rows), rows, strict=True):
        yield Play(name, row.line, template, row.values, tags | row.tags, row.header, fault)


def _fault(template: ScenarioTemplate) -> str:
    if not template.steps:
        return _no_step(template)
    outline = template.keyword in ("Scenario Outline", "Scenario Template")
    return f"expected Examples: below a {template.keyword}" if outline else ""


def _no_step(template: ScenarioTemplate) -> str:
    """Say that a step is missing; a line with a misspelled keyword is read as description."""
    said = "expected a step below the title"
    first = template.description.strip().partition("\n")[0]
    return f"{said}, {first!r} is its description" if first else said


def _rule_tags(template: ScenarioTemplate) -> set[str]:
    return template.rule.tags if template.rule else set()


def _rows(template: ScenarioTemplate, lines: Sequence[str]) -> Iterator[Row]:
    for table in template.examples:
        start = table.line_number or template.line_number
        if not table.examples:
            raise Malformed(f"{start}:1: expected a table with rows under Examples:")
        numbers = (n for n, line in enumerate(lines[start:], start + 1) if _is_row(line))
        header = next(numbers)
        for line, values in zip(numbers, table.as_contexts(), strict=False):
            yield Row(line, values, frozenset(table.tags), header)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def names_of(title: str, rows: Sequence[Row]) -> list[str]:
    """Name rows by the title with their values in it, and their first cells if that is not enough.

    As many cells are named, after the title and in brackets, as it takes to tell the rows apart.
    """
    filled = [_filled(title, row.values) for row in rows]
    cells = [tuple(row.values.values()) for row in rows]
    for width in range(max(map(len, cells), default=0) + 1):
        ends = (f"[{'-'.join(values[:width])}]" if width else "" for values in cells)
        names = [f"{name}{end}" for name, end in zip(filled, ends, strict=True)]
        if len(set(names)) == len(names):
            return names
    return [f"{name} (line {row.line})" for name, row in zip(filled, rows, strict=True)]


def _filled(title: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), title)
