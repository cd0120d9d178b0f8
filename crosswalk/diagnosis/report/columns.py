"""The rows of a page as JSON: columns, and what rows share said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from crosswalk.diagnosis.row import Foretold, Word
from crosswalk.diagnosis.written.kinds import Kind

from .harm import Harm, harm_of
from .kept import ByDefault, KeptRow, Verdict, addresses_of

_WORDS = {word: number for number, word in enumerate(Word)}
_HARMS = {harm: number for number, harm in enumerate(Harm)}


def embedded(rows: Iterable[KeptRow], verdicts: Iterable[Verdict], texts: Any) -> Markup:
    """Return rows as JSON that can stand in a script of a page.

    An address that the row has in an earlier column too is the number of that column.
    """
    told = {"words": [word.value for word in Word], **texts, **_verdicts(verdicts), **_rows(rows)}
    text = msgspec.json.encode(told).decode()
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - escaped


def _rows(rows: Iterable[KeptRow]) -> dict[str, Any]:
    columns: tuple[list[str | int], ...] = ([], [], [], [], [], [])
    aliases: list[list[str | int]] = []
    numbers: list[int] = []
    literals: dict[int, tuple[str, ...]] = {}
    for number, row in enumerate(rows):
        addresses = addresses_of(row)
        for at, (column, address) in enumerate(zip(columns, addresses, strict=True)):
            column.append(_short(address, addresses[:at]))
        aliases.append([_short(each, addresses) for each in row.aliases])
        numbers.append(row.verdict)
        if row.literals:
            literals[number] = row.literals
    return {"columns": columns, "aliases": aliases, "verdict": numbers, "literals": literals}


def _short(address: str, earlier: Sequence[str]) -> str | int:
    return earlier.index(address) if address in earlier else address


def _verdicts(verdicts: Iterable[Verdict]) -> dict[str, Any]:
    kinds: dict[Kind, int] = {}
    told = [
        [
            kinds.setdefault(each.kind, len(kinds)),
            each.presents,
            [int(differs) for differs in each.differs],
            _by_default(each.by_default),
            _since(each),
        ]
        for each in verdicts
    ]
    return {"verdicts": told, "kinds": [_kind(kind) for kind in kinds]}


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "harm": _HARMS[harm_of(kind)],
        "jobs": [_job(job) for job in kind.jobs],
        "accounts": kind.accounts,
        "problems": [problem.value for problem in kind.problems],
        "assumed": kind.assumed,
    }


def _job(job: Foretold) -> tuple[int, str, tuple[str, ...]]:
    return _WORDS[job.word], job.cause, job.ids


def _by_default(said: ByDefault | None) -> list[Any] | None:
    if said is None:
        return None
    words = [_WORDS[word] for word in said.words]
    return [words, said.accounts, [problem.value for problem in said.problems]]


def _since(verdict: Verdict) -> list[list[str]] | None:
    if verdict.since is None:
        return None
    return [[problem.value for problem in problems] for problems in verdict.since]
