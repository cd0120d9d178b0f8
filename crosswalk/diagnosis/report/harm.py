"""How much a row hurts: what is lost without anybody noticing comes first."""

from __future__ import annotations

from enum import Enum

from crosswalk.diagnosis.row import Problem, Word
from crosswalk.diagnosis.written.kinds import Kind

JOBS = ("OneDrive backup", "Exchange Online backup", "Exchange Online restore")
"""The jobs of a row, in their order."""

Rank = tuple[int, int, int]
"""Sorts rows: the harm, then how many jobs fail afterwards and now; the lowest is the worst."""


class Harm(Enum):
    """What is the worst of a row, the worst first; the value says it to a reader."""

    SILENT = "after the procedure mail is backed up and cannot be restored"
    NOT_BACKED_UP = "after the procedure something is not backed up"
    DUPLICATED = "remapping now creates a further account"
    SILENT_NOW = "today mail is backed up and cannot be restored"
    NOT_BACKED_UP_NOW = "today something is not backed up"
    NOT_STARTED = "nothing starts, because the account is preserved"
    NOTED = "nothing that is there fails"
    NONE = "everything is in order"


_NUMBERS = {harm: number for number, harm in enumerate(Harm)}
_RUNS = frozenset({Word.SUCCEEDS, Word.NOT_STARTED})


def is_silent(words: tuple[Word, ...]) -> bool:
    """Tell whether mail is backed up that cannot be restored: nobody sees it before that day."""
    _, backup, restore = words
    return backup is Word.SUCCEEDS and restore is not Word.SUCCEEDS


def is_not_backed_up(words: tuple[Word, ...]) -> bool:
    """Tell whether a backup fails, or there is no account that could be backed up."""
    return any(word not in _RUNS for word in words[:2])


def harm_of(kind: Kind) -> Harm:
    """Tell what is the worst of the rows of a kind."""
    now, after = kind.words[:3], kind.words[3:]
    found = (
        (is_silent(after), Harm.SILENT),
        (is_not_backed_up(after), Harm.NOT_BACKED_UP),
        (Problem.DUPLICATE_AHEAD in kind.problems, Harm.DUPLICATED),
        (is_silent(now), Harm.SILENT_NOW),
        (is_not_backed_up(now) and Word.NO_ACCOUNT not in now, Harm.NOT_BACKED_UP_NOW),
        (Word.NOT_STARTED in after, Harm.NOT_STARTED),
        (bool(kind.problems) or set(kind.words) != {Word.SUCCEEDS}, Harm.NOTED),
    )
    return next((harm for holds, harm in found if holds), Harm.NONE)


def harm_afterwards(kind: Kind) -> Harm:
    """Tell what is the worst after the procedure of the rows of a kind, for one that remains."""
    after = kind.words[3:]
    if is_silent(after):
        return Harm.SILENT
    return Harm.NOT_BACKED_UP if is_not_backed_up(after) else Harm.NOT_STARTED


def rank_of(kind: Kind, harm: Harm) -> Rank:
    """Tell where the rows of a kind come among others."""
    after, now = (_failing(words) for words in (kind.words[3:], kind.words[:3]))
    return _NUMBERS[harm], -after, -now


def _failing(words: tuple[Word, ...]) -> int:
    return sum(word not in _RUNS for word in words)
