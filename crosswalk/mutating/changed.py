"""The lines that a change touches, as Git tells them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_DIFF = ("git", "diff", "--unified=0", "--no-ext-diff", "--diff-filter=d", "--end-of-options")
_FILE = re.compile(r"\+\+\+ b/(.+)")
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


class UnknownRevision(ValueError):
    """Git does not know a revision; the message is what Git says."""


def changed_lines(root: Path, since: str) -> dict[str, set[int]]:
    """Return the lines that are not as they were at a revision, by path."""
    told = subprocess.run(  # noqa: S603 # a revision is one argument, and no option
        [*_DIFF, since],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise UnknownRevision(told.stderr.strip())
    return lines_in(told.stdout)


def lines_in(diff: str) -> dict[str, set[int]]:
    """Return the lines that a diff without context changes, and those beside what it removes."""
    found: dict[str, set[int]] = {}
    lines: set[int] = set()
    for line in diff.splitlines():
        if named := _FILE.fullmatch(line):
            lines = found.setdefault(named[1], set())
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            lines.update(range(start, start + count) if count else (start, start + 1))
    return found
