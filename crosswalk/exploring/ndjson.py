"""Results as NDJSON, one line for each history and one for what they reached, to be joined."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .campaign import Result, Told
from .finding import Find
from .reached import Key, Reached


class Unreadable(Exception):
    """A file is no result of an exploration; the message names the file and the line."""


def line_of(seed: str, told: Told) -> str:
    """Return the line of one history."""
    find = told.find.as_json() if told.find else None
    kept = {"seed": seed, "history": told.number, "steps": told.steps, "digest": told.digest}
    return json.dumps({**kept, "find": find}, ensure_ascii=False)


def line_of_reached(reached: Reached) -> str:
    """Return the line of what all histories of a file reached."""
    counts: dict[str, dict[str, int]] = {}
    for (part, what), count in sorted(reached.counts.items()):
        counts.setdefault(part, {})[what] = count
    return json.dumps({"reached": counts}, ensure_ascii=False)


def merged(files: Iterable[Path]) -> Result:
    """Join what is in files; a history that is in two counts once. Raises Unreadable."""
    result = Result()
    known: set[tuple[str, int]] = set()
    for file in files:
        for number, line in enumerate(_lines(file), start=1):
            try:
                _take(result, known, json.loads(line))
            except (ValueError, LookupError, TypeError, AttributeError):
                raise Unreadable(
                    f"{file}, line {number}: expected what `crosswalk explore --into` writes"
                ) from None
    return result


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file}: expected UTF-8, got {error}") from None


def _take(result: Result, known: set[tuple[str, int]], told: Any) -> None:
    if "reached" in told:
        counts = {
            Key(part, what): int(count)
            for part, each in told["reached"].items()
            for what, count in each.items()
        }
        result.reached.join(Reached(Counter(counts)))
        return
    history = (str(told["seed"]), int(told["history"]))
    if history in known:
        return
    known.add(history)
    find = Find.of_json(told["find"]) if told["find"] else None
    result.add(Told(history[1], int(told["steps"]), told["digest"], Counter(), find))
