"""How kills are told: a table of what was killed, and a line for each check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.table import Table

from .killing import Kill
from .ledger import Findings
from .report import Check
from .tally import quantile

_SHOWN = 5
_HEADINGS = (
    *("kills", "in a start", "answered", "lost", "unanswered", "yet done", "doubled"),
    *("ready s", "max s"),
)


def kills_table(kills: Sequence[Kill]) -> Table:
    """Return a row for each process that was killed, and one for all of them."""
    shown = Table(title=f"{len(kills)} kills")
    shown.add_column("killed", no_wrap=True)
    for heading in _HEADINGS:
        shown.add_column(heading, justify="right", overflow="fold")
    for part in dict.fromkeys(kill.part for kill in kills):
        shown.add_row(part, *_cells([kill for kill in kills if kill.part == part]))
    shown.add_row("all", *_cells(kills))
    return shown


def checks_of_kills(kills: Sequence[Kill]) -> tuple[Check, ...]:
    """Return what was checked, and what came out."""
    return (_lost(kills), _doubled(kills), _told(kills), _answers(kills))


def _cells(kills: Sequence[Kill]) -> Iterable[str]:
    whole = _together(kills)
    yield str(len(kills))
    yield str(sum(kill.broken_off for kill in kills))
    yield str(whole.acknowledged)
    yield str(len(whole.lost))
    yield str(whole.unanswered)
    yield str(whole.there)
    yield str(len(whole.doubled))
    starts = sorted(kill.seconds for kill in kills)
    yield from (f"{quantile(starts, share):.2f}" for share in (0.5, 1.0))


def _together(kills: Sequence[Kill], only: Sequence[str] = ()) -> Findings:
    """Add up what was found, of some kinds only if they are named."""
    each = [
        found
        for kill in kills
        for kind, found in kill.found.findings.items()
        if not only or kind in only
    ]
    return Findings(
        acknowledged=sum(found.acknowledged for found in each),
        lost=tuple(said for found in each for said in found.lost),
        unanswered=sum(found.unanswered for found in each),
        there=sum(found.there for found in each),
        doubled=tuple(said for found in each for said in found.doubled),
    )


def _lost(kills: Sequence[Kill]) -> Check:
    whole = _together(kills)
    said = f"{whole.acknowledged} acknowledged writes and jobs"
    return _check("nothing acknowledged is lost", said, whole.lost)


def _doubled(kills: Sequence[Kill]) -> Check:
    whole = _together(kills)
    said = f"{whole.unanswered} were not answered, {whole.there} of them are done"
    return _check("nothing is doubled", said, whole.doubled)


def _told(kills: Sequence[Kill]) -> Check:
    told = (_job(kills, kind) for kind in ("backup", "restore"))
    retried = sum(kill.found.retried for kill in kills)
    untold = tuple(each for kill in kills for each in kill.found.untold)
    said = "; ".join((*told, f"{retried} imports failed or waited, and were retried"))
    return _check("every job is told as finished or not", said, untold)


def _job(kills: Sequence[Kill], kind: str) -> str:
    whole = _together(kills, (kind,))
    finished = whole.acknowledged + whole.there
    return f"{finished} {kind}s finished, {whole.unanswered - whole.there} interrupted"


def _answers(kills: Sequence[Kill]) -> Check:
    complaints: Counter[str] = sum((kill.complaints for kill in kills), Counter())
    told = tuple(f"{count} times {said}" for said, count in complaints.most_common(_SHOWN))
    return _check("every answer is a success", f"{complaints.total()} were not", told)


def _check(name: str, said: str, problems: tuple[str, ...]) -> Check:
    return Check(name, not problems, "; ".join((said, *problems[:_SHOWN])))
