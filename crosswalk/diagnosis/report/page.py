"""`index.html`: the diagnosis as one file to attach to a ticket, which loads nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.diagnosis.row import Problem, Row, Word
from crosswalk.diagnosis.written.output import Output
from crosswalk.diagnosis.written.tally import AFTER, COMPARED, NOW
from crosswalk.diagnosis.written.writer import Beside
from crosswalk.procedure.procedure import BOTH, UPN_FORM

from .columns import embedded
from .counted import counted
from .examples import Site, named, statements
from .explained import explained
from .findings import Findings
from .harm import JOBS, Harm
from .kept import KeptRow
from .person import people
from .remains import remaining
from .said import FAILURE, MARKS, NOBODY, Said
from .steps import steps_of
from .texts import texts
from .visible import address, code, visible

FILE = "index.html"
SHOWN_WITHOUT_SCRIPT = 200
MOST_NOTES = 100
_HERE = Path(__file__).parent
_SITE_STYLES = Path(__file__).parents[2] / "living_doc/static"
_STYLES = (_SITE_STYLES / "style.css", _SITE_STYLES / "runbook.css", _HERE / "static/report.css")
_SCRIPTS = ("rows.js", "table.js")


class Column(NamedTuple):
    """A column of the table of rows."""

    name: str
    css: str


COLUMNS = (
    Column("inSync email ID", "address"),
    Column("Okta email", "address"),
    Column("Primary SMTP address", "address"),
    Column("Okta login", "address"),
    Column("UPN", "address"),
    *(Column(job, "outcome") for job in JOBS),
    Column("Problems", "codes"),
)


class Page:
    """Writes the page once every row went by. Who owns the findings has added the rows to them."""

    def __init__(self, output: Output, findings: Findings, site: Site) -> None:
        self._file = output.file(FILE)
        self._findings = findings
        self._site = site

    def add(self, row: Row, beside: Beside) -> None:
        """Take the next row, which the findings gather."""

    def close(self) -> None:
        """Write the file."""
        write(self._file, self._findings, self._site)


def write(file: TextIO, findings: Findings, site: Site) -> None:
    """Write the page of findings that are complete."""
    template = _environment().get_template("index.html")
    file.writelines(template.generate(_context(findings, site)))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        address=address,
        counted=counted,
        digest=digest,
        named=named,
        problem=Problem.__getitem__,
        visible=visible,
        code=code,
    )
    made.globals.update(
        assumptions=ASSUMPTIONS,
        both=BOTH,
        columns=COLUMNS,
        form=UPN_FORM,
        nobody=NOBODY,
        most_notes=MOST_NOTES,
        version=metadata.version("crosswalk"),
    )
    return made


def _context(findings: Findings, site: Site) -> dict[str, Any]:
    tally, about = findings.tally, findings.about
    rows = list(findings.worst)
    verdicts = findings.keeping.verdicts
    said: dict[int, Said] = {}
    shown = list(people(list(islice(rows, SHOWN_WITHOUT_SCRIPT)), verdicts, said))
    return {
        "about": about,
        "ahead_count": tally.problems[Problem.DUPLICATE_AHEAD],
        "changed": [(name, n) for name in COMPARED if (n := tally.reading_changes[name])],
        "data": _data(rows, findings, site),
        "data_rows": len(rows),
        "findings": findings,
        "harms": findings.harms(),
        "jobs": list(_jobs(findings)),
        "left_out": findings.worst.left_out,
        "none_of_it": Harm.NONE,
        "number_of": _NUMBERS.__getitem__,
        "problems": list(_problems(findings)),
        "remains": remaining(findings),
        "rests_on": sorted(tally.rests_on.items(), key=lambda item: (-item[1], item[0])),
        "scripts": [_read(_HERE / "static" / name) for name in _SCRIPTS],
        "shown": shown,
        "site": site,
        "statements": statements(about.choices.readings),
        "steps": steps_of(findings),
        "style": Markup("").join(map(_read, _STYLES)),
        "tally": tally,
    }


_NUMBERS = {harm: number for number, harm in enumerate(Harm)}


def _data(rows: Sequence[KeptRow], findings: Findings, site: Site) -> Markup | None:
    if not rows:
        return None
    verdicts = findings.keeping.verdicts
    return embedded(
        rows, verdicts, texts(verdicts, site, statements(findings.about.choices.readings))
    )


def _jobs(findings: Findings) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Yield each job with the counts of its words, now and afterwards."""
    for job, now, after in zip(JOBS, NOW, AFTER, strict=True):
        yield job, _counts(findings, now), _counts(findings, after)


def _counts(findings: Findings, column: str) -> list[tuple[str, str, str, int]]:
    counts = findings.tally.outcomes[column]
    return [(word.value, *MARKS.get(word, FAILURE), counts[word]) for word in Word if counts[word]]


def _problems(findings: Findings) -> Iterator[tuple[Any, int, tuple[tuple[str, int], ...]]]:
    """Yield what is said of each problem there is or was, its count, and how that changed."""
    tally = findings.tally
    for problem, each in explained().items():
        since = tuple(
            (name, getattr(tally, name)[problem]) for name in ("new", "solved", "unchanged")
        )
        if tally.problems[problem] or any(count for _, count in since):
            yield each, tally.problems[problem], since


@cache
def _read(path: Path) -> Markup:
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704 - a file of ours


def digest(text: str) -> str:
    """Return by what a policy of a page knows a style or a script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
