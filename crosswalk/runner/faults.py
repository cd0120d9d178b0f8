"""What is wrong with a scenario before it is looked at as steps, such as an unknown tag."""

from __future__ import annotations

import os
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import pytest

from .gherkin import Play
from .lines import tag_line


class Fault(NamedTuple):
    """Why a scenario is not played, the line that is to blame, and its tags that are unknown."""

    line: int
    text: str
    tags: frozenset[str] = frozenset()


class Refused(Exception):
    """A scenario is not played."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.text)
        self.fault = fault


def fault_of(play: Play, known: Collection[str], config: pytest.Config) -> Fault | None:
    """Return what is wrong with a scenario, or None; ``known`` are the tags that there are."""
    if play.fault:
        return Fault(play.line, play.fault, play.tags.difference(known))
    unknown = play.tags.difference(known)
    if not unknown:
        return None
    path = Path(play.template.feature.filename)
    lines = {tag: tag_line(path, play, tag) for tag in sorted(unknown)}
    first = min(lines, key=lines.__getitem__)
    return Fault(lines[first], _unknown(lines, known, config), unknown)


def known_tags(config: pytest.Config) -> frozenset[str]:
    """Return the tags that are named as markers."""
    lines: list[str] = config.getini("markers")
    return frozenset(line.partition(":")[0].partition("(")[0].strip() for line in lines)


def _unknown(tags: Collection[str], known: Collection[str], config: pytest.Config) -> str:
    near = {
        f"@{each}": None for tag in tags for each in get_close_matches(tag, sorted(known), 3, 0.6)
    }
    told = [f"unknown tag {', '.join(f'@{tag}' for tag in tags)}"]
    if near:
        told.append(f"  the nearest known are {', '.join(near)}")
    told.append(f"  for a tag of your own, add to markers in {_ini(config)}:")
    told += [f"    {_marker(tag, config)}" for tag in tags]
    return "\n".join(told)


def _ini(config: pytest.Config) -> str:
    if config.inipath is None:
        return "pytest.ini"
    return os.path.relpath(config.inipath, config.invocation_params.dir)


def _marker(tag: str, config: pytest.Config) -> str:
    line = f"{tag}: what it marks"
    return f'"{line}",' if config.inipath and config.inipath.suffix == ".toml" else line
