"""What GitHub Actions shows of a run: annotations at lines of files, and a summary of the job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

AT_MOST = 50
"""How many rows a table of the summary has: GitHub shows 1 MiB of it."""
_SIGN, _FILE = "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"


class Failure(NamedTuple):
    """A scenario that did not pass: the file and line to look at, its title, and why."""

    file: str
    line: int
    title: str
    message: str


def is_running(environment: Mapping[str, str]) -> bool:
    """Tell whether this is a job of GitHub Actions."""
    return environment.get(_SIGN) == "true"


def annotation(failure: Failure) -> str:
    """Return the workflow command that annotates the line of a failure."""
    file, title = _property(failure.file), _property(failure.title)
    return f"::error file={file},line={failure.line},title={title}::{_data(failure.message)}"


def in_repository(uri: str, root: Path, environment: Mapping[str, str]) -> str:
    """Return the path of a file from the top of the repository, as annotations name it."""
    path = root / uri
    workspace = Path(environment.get("GITHUB_WORKSPACE") or root)
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else uri


def summary(verdict: str, failures: Sequence[Failure]) -> Iterator[str]:
    """Yield the lines of a summary in Markdown: the verdict, and a table of failures."""
    yield from (f"## Scenarios: {inline(verdict)}", "")
    if failures:
        rows = [(each.title, f"{each.file}:{each.line}", each.message) for each in failures]
        yield from table(("scenario", "where", "why"), rows)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown; of many rows the first."""
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---' for _ in header)} |"
    for row in rows[:AT_MOST]:
        yield f"| {' | '.join(map(inline, row))} |"
    yield ""
    if more := len(rows[AT_MOST:]):
        yield from (f"And {more} more.", "")


def inline(text: str) -> str:
    """Return a text as Markdown shows it unchanged, in one line."""
    escaped = escape(" ".join(text.split()), quote=False)
    return "".join(f"&#{ord(sign)};" if sign in "|\\`*_[]~#@$" else sign for sign in escaped)


def add_to_summary(lines: Sequence[str], environment: Mapping[str, str]) -> None:
    """Add lines to the summary of the job, if there is one."""
    if is_running(environment) and lines and (name := environment.get(_FILE)):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
