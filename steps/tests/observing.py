"""What an example looks at, as its Thens say, held against the ids it is tagged with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd.parser import Step

from crosswalk.runner.gherkin import Play
from crosswalk.runner.vocabulary import Definition, Vocabulary

APPS = ("Exchange Online", "OneDrive")
JOBS = ("backup", "restore")

TABLE = "steps/tests/observations.toml"

_TABLES = tomllib.loads(Path(__file__).with_name("observations.toml").read_text(encoding="utf-8"))
SENTENCES: Mapping[str, Sequence[str]] = _TABLES["sentences"]
SHOWN_BY: Mapping[str, Sequence[str]] = _TABLES["shown_by"]

_JOB = re.compile(r"inSync (?:backs up|restores) |was backed up|were backed up")
_EVERYTHING = re.compile(r"\bevery(?:one|thing)\b")
_SEVERAL = {"backups": "backup", "restores": "restore"}


@dataclass(frozen=True, slots=True)
class Tagged:
    """An example, or the rows of an outline, that carry an id, and all that they look at."""

    title: str
    id: str
    looks_at: frozenset[str]


def untabled(vocabulary: Vocabulary) -> list[str]:
    """What to do about Thens that the table lacks, and about entries that no Then has."""
    patterns = {each.pattern for each in vocabulary.definitions if each.kind == "then"}
    known = sorted({each for entry in SENTENCES.values() for each in entry if each[0] != "{"})
    missing = [
        f"write below [sentences] in {TABLE}:\n\n"
        f'"{each}" = []\n\n'
        f"and into the brackets what the sentence looks at: {', '.join(known)}"
        for each in sorted(patterns - {*SENTENCES})
    ]
    gone = [f'remove from {TABLE}: "{each}"' for each in sorted({*SENTENCES} - patterns)]
    return [*missing, *gone]


def overtagged(plays: Iterable[Play], vocabulary: Vocabulary) -> list[str]:
    """Ids that an example is tagged with and does not look at."""
    return [
        f"{each.title}: @{each.id} needs a Then on {' or '.join(SHOWN_BY[each.id])}; "
        f"it has {', '.join(sorted(each.looks_at)) or 'none'}: add one, or move the example to "
        "where it does not carry the tag"
        for each in tagged(plays, vocabulary)
        if each.id in SHOWN_BY and not each.looks_at & set(SHOWN_BY[each.id])
    ]


def tagged(plays: Iterable[Play], vocabulary: Vocabulary) -> Iterator[Tagged]:
    """Yield every id of every example; of an outline, all rows that carry it count together."""
    found: dict[tuple[str, str], set[str]] = {}
    for play in plays:
        seen = looked_at(play, vocabulary)
        for id_ in sorted(play.tags):
            found.setdefault((play.template.name, id_), set()).update(seen)
    for (title, id_), together in found.items():
        yield Tagged(title, id_, frozenset(together))


def looked_at(play: Play, vocabulary: Vocabulary) -> frozenset[str]:
    """Return all that the Thens of an example look at."""
    seen: set[str] = set()
    apps: tuple[str, ...] = ()
    for step in play.render().steps:
        if step.type == "then":
            meaning = vocabulary.find(step.type, step.name)
            if meaning:
                seen.update(_seen(step, meaning.definition, apps))
        elif _JOB.search(step.name):
            apps = _apps(step.name) or (APPS if _EVERYTHING.search(step.name) else apps)
    return frozenset(seen)


def _seen(step: Step, definition: Definition, before: tuple[str, ...]) -> Iterator[str]:
    table = step.datatable.raw() if step.datatable else []
    rows = [list(map(str, row)) for row in table]
    held = definition.shape.fullmatch(step.name)
    apps = _apps(" ".join([step.name, *rows[0]] if rows else [step.name])) or before
    for entry in SENTENCES.get(definition.pattern, ()):
        for kind in _filled(entry, held.groupdict() if held else {}, apps, rows[:1]):
            yield kind
            if kind.endswith(JOBS):
                yield from _ends(kind, _said_of(kind, step, rows))


def _filled(
    entry: str, held: Mapping[str, str], apps: Sequence[str], header: Sequence[Sequence[str]]
) -> Iterable[str]:
    if entry == "{columns}":
        return header[0]
    values = {name: _SEVERAL.get(value, value) for name, value in held.items()}
    return [entry.format(**values, app=app) for app in (apps if "{app}" in entry else ("",))]


def _ends(kind: str, said: str) -> Iterator[str]:
    if "fail" in said:
        yield f"{kind} fails"
    if "not started" in said:
        yield f"{kind.rpartition(' ')[2]} not started"


def _said_of(kind: str, step: Step, rows: Sequence[Sequence[str]]) -> str:
    """Return the sentence and the columns that are about a job: those of its app, or its kind."""
    job = kind.rpartition(" ")[2]
    columns = [
        index
        for index, title in enumerate(rows[0] if rows else ())
        if title in kind or title.startswith(job)
    ]
    return " ".join([step.name, *(row[index] for row in rows for index in columns)])


def _apps(text: str) -> tuple[str, ...]:
    spoken = text.replace("mailbox", "Exchange Online")
    return tuple(app for app in APPS if app in spoken)
