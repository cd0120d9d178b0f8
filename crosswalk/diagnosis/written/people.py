"""`people.csv`: a line for each row of a diagnosis."""

from __future__ import annotations

from typing import NamedTuple

from crosswalk.diagnosis.row import Problem, Row

from .cells import are_plain, guarded, line
from .kinds import Kind, Kinds, joined
from .output import Output
from .tally import AFTER, COMPARED, NOW, compared
from .writer import About, Beside, Since

FILE = "people.csv"
_JOBS = (*NOW, *AFTER)
_COLUMNS = (
    *("okta_login", "okta_email", "insync_email_id", "upn", "primary_smtp"),
    *(*NOW, "accounts_if_remapped_now", "change_email_id_to", *AFTER, "problems"),
    "aliases",
    *(f"{job}_presents" for job in _JOBS),
    *(f"{job}_cause" for job in _JOBS),
    *(f"{job}_rules" for job in _JOBS),
    "assumptions",
)


class _Texts(NamedTuple):
    """Cells that all rows of a kind share, as they stand in a line: in three places of it."""

    now: str
    after: str
    rest: str


class People:
    """Writes the rows to a CSV file, whose further columns depend on what was asked for."""

    def __init__(self, output: Output, kinds: Kinds, about: About) -> None:
        self._kinds = kinds
        self._readings = bool(about.choices.readings)
        self._since = about.compared
        self._texts: dict[Kind, _Texts] = {}
        self._file = output.file(FILE)
        by_default = [f"{name}_by_default" for name in COMPARED] if self._readings else []
        since = ["since"] if self._since else []
        self._file.write(f"{line((*_COLUMNS, *by_default, *since))}\n")

    def add(self, row: Row, beside: Beside) -> None:
        """Take the next row."""
        login, email, email_id, upn, smtp, aliases, now, _, change, after, _, _, _ = row
        (_, a, _, _, _), (_, b, _, _, _), (_, c, _, _, _) = now
        (_, d, _, _, _), (_, e, _, _, _), (_, f, _, _, _) = after
        kind = self._kinds.of(row)
        texts = self._texts.get(kind)
        if texts is None:
            texts = self._texts[kind] = _texts(kind)
        more = self._more(beside) if self._readings or self._since else ""
        # Most lines are put together as they are: the writer of CSV takes five times as long.
        values = {login, email, email_id, upn, smtp, *aliases, change, a, b, c, d, e, f}
        if are_plain(values):
            self._file.write(
                f"{login},{email},{email_id},{upn},{smtp},{texts.now},{change},{texts.after},"
                f"{';'.join(aliases)},{a},{b},{c},{d},{e},{f},{texts.rest}{more}\n"
            )
            return
        addresses = line([guarded(text) for text in (login, email, email_id, upn, smtp)])
        presented = line([guarded(text) for text in (";".join(aliases), a, b, c, d, e, f)])
        self._file.write(
            f"{addresses},{texts.now},{line([guarded(change)])},{texts.after},"
            f"{presented},{texts.rest}{more}\n"
        )

    def _more(self, beside: Beside) -> str:
        """Return the cells of the columns that were asked for, each after a comma."""
        cells: list[str] = []
        if beside.by_default:
            cells += map(guarded, compared(beside.by_default))
        if self._since:
            cells.append(_told(beside.since or Since()))
        return f",{line(cells)}"

    def close(self) -> None:
        """Finish the file."""
        self._file.flush()


def _texts(kind: Kind) -> _Texts:
    words = [word.value for word in kind.words]
    return _Texts(
        line([*words[:3], kind.accounts]),
        line([*words[3:], joined(kind.problems)]),
        line(
            [
                *(job.cause for job in kind.jobs),
                *(";".join(job.ids) for job in kind.jobs),
                ";".join(kind.assumed),
            ]
        ),
    )


def _told(since: Since) -> str:
    """Say in one cell what became of each problem."""
    return ";".join(f"{name}:{code}" for name, code in _named(since))


def _named(since: Since) -> list[tuple[str, str]]:
    pairs: list[tuple[str, tuple[Problem, ...]]] = [*zip(Since._fields, since, strict=True)]
    return [(name, problem.value) for name, problems in pairs for problem in problems]
