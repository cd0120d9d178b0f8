"""`pytest a.feature:90`: the scenarios that stand at a line of a feature file.

A line of a scenario chooses the scenario, a row of Examples the row, and any line of a Feature, a
Rule, a Background, an outline or the head of Examples chooses all that belong to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_bdd.gherkin_parser import (
    Child,
    ExamplesTable,
    Feature,
    Rule,
    Scenario,
    get_gherkin_document,
)

from .gherkin import Malformed, Play, plays_of

Node = Feature | Rule | Scenario | ExamplesTable

_ARGUMENT = re.compile(r"(.+\.feature):(\d+)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for of a feature file: scenarios by the lines of `Play`, others by name."""

    lines: frozenset[int]
    names: frozenset[str]

    def takes(self, play: Play) -> bool:
        """Tell whether a scenario is among them."""
        # pytest takes a name without its brackets for all rows.
        return play.line in self.lines or bool(
            {play.name, play.name.partition("[")[0]} & self.names
        )


CHOSEN = pytest.StashKey[dict[Path, Choice]]()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together, up to the next block, and the scenarios that they choose."""

    first: int
    plays: frozenset[int]
    title_line: int = 0
    title: str = ""


def without_line(argument: str) -> str:
    """Return an argument of the command line without the line."""
    found = _ARGUMENT.fullmatch(argument)
    return found[1] if found else argument


def choose(config: pytest.Config) -> None:
    """Take the lines off the arguments, and remember what they choose of each feature file.

    Raises UsageError for a line where nothing stands.
    """
    asked: dict[Path, set[int]] = {}
    plain: list[str] = []
    for argument in config.args:
        found = _ARGUMENT.fullmatch(argument)
        if found and not (config.invocation_params.dir / argument).exists():
            asked.setdefault(_path(config, found[1]), set()).add(int(found[2]))
        else:
            plain.append(argument)
    if not asked:
        return
    config.args[:] = list(dict.fromkeys(map(without_line, config.args)))
    config.stash[CHOSEN] = {
        path: Choice(_plays_at(config, path, lines), _named(config, path, plain))
        for path, lines in asked.items()
        if path.is_file() and not _is_whole(config, path, plain)
    }


def _path(config: pytest.Config, argument: str) -> Path:
    return Path(os.path.abspath(config.invocation_params.dir / argument.partition("::")[0]))


def _is_whole(config: pytest.Config, path: Path, arguments: Iterable[str]) -> bool:
    """Tell whether other arguments ask for the whole of a file."""
    return any(path.is_relative_to(_path(config, each)) for each in arguments if "::" not in each)


def _named(config: pytest.Config, path: Path, arguments: Iterable[str]) -> frozenset[str]:
    return frozenset(
        each.partition("::")[2]
        for each in arguments
        if "::" in each and _path(config, each) == path
    )


def _plays_at(config: pytest.Config, path: Path, lines: Iterable[int]) -> frozenset[int]:
    try:
        plays = plays_of(path)
    except Malformed:
        return frozenset()
    text = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    blocks = list(_blocks(path, plays))
    place = os.path.relpath(path, config.invocation_params.dir)
    found: set[int] = set()
    for line in sorted(lines):
        at = _at(line, blocks, text)
        if not at:
            raise pytest.UsageError(f"{place}:{line}: {_nothing(line, blocks, len(text))}")
        found |= at
    return frozenset(found)


def _at(line: int, blocks: Sequence[_Block], text: Sequence[str]) -> frozenset[int]:
    """Return the scenarios that a line chooses: those of its block, if the block reaches there."""
    for block, following in pairwise((*blocks, _Block(len(text) + 1, frozenset()))):
        if block.first <= line < following.first:
            rest = text[line - 1 : following.first - 1]
            return block.plays if any(map(_says_something, rest)) else frozenset()
    return frozenset()


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _nothing(line: int, blocks: Sequence[_Block], last: int) -> str:
    titled = [each for each in blocks if each.title]
    before = [each for each in titled if each.first <= line][-1:]
    after = [each for each in titled if each.first > line][:1]
    near = "".join(f"\n  line {each.title_line}: {each.title}" for each in (*before, *after))
    beyond = f" (the file ends at line {last})" if line > last else ""
    return f"nothing stands at this line{beyond}; the nearest are{near}"


def _blocks(path: Path, plays: Sequence[Play]) -> Iterator[_Block]:
    """Yield what a feature file consists of, in its order."""
    feature = get_gherkin_document(str(path)).feature
    yield _Block(_first(feature), frozenset(play.line for play in plays))
    yield from _children(feature.children, plays)


def _children(children: Sequence[Child], plays: Sequence[Play]) -> Iterator[_Block]:
    inside = list(plays)
    for child in children:
        if child.background:
            lines = frozenset(play.line for play in inside)
            yield _Block(child.background.location.line, lines)
        elif child.scenario:
            yield from _scenario(child.scenario, inside)
        elif child.rule:
            rule = child.rule
            titles = _scenario_lines(rule)
            own = [play for play in plays if play.template.line_number in titles]
            yield _Block(_first(rule), frozenset(play.line for play in own))
            yield from _children(rule.children, own)


def _scenario(scenario: Scenario, plays: Sequence[Play]) -> Iterator[_Block]:
    line = scenario.location.line
    own = frozenset(play.line for play in plays if play.template.line_number == line)
    yield _Block(_first(scenario), own, line, f"{scenario.keyword}: {scenario.name}")
    for table in scenario.examples:
        rows = [row.location.line for row in table.table_body or ()]
        # An outline whose rows cannot be told apart is a single test.
        yield _Block(_first(table), own & {*rows} or own)
        yield from (_Block(row, own & {row} or own) for row in rows)


def _first(node: Node) -> int:
    """Return the first line of something: that of its tags, if it has any."""
    return min([node.location.line, *(tag.location.line for tag in node.tags)])


def tag_line(path: Path, play: Play, name: str) -> int:
    """Return on which line a tag of a scenario stands: its own, or that of what it belongs to."""
    feature = get_gherkin_document(str(path)).feature
    return next(
        tag.location.line
        for node in _around(feature, play)
        for tag in node.tags
        if tag.name.lstrip("@") == name
    )


def _around(node: Feature | Rule | Scenario, play: Play) -> Iterator[Node]:
    """Yield what a scenario is part of, from itself outwards."""
    if isinstance(node, Scenario):
        yield from (each for each in node.examples if each.location.line < play.line)
    else:
        for child in node.children:
            inner = child.rule or child.scenario
            if inner and play.template.line_number in _scenario_lines(inner):
                yield from _around(inner, play)
    yield node


def _scenario_lines(node: Rule | Scenario) -> set[int]:
    if isinstance(node, Scenario):
        return {node.location.line}
    return {each.scenario.location.line for each in node.children if each.scenario}
