"""`change-request.csv`, the email IDs to have changed, and `undo.csv`, the way back."""

from __future__ import annotations

import csv
from typing import TextIO

from crosswalk.diagnosis.row import Row

from .cells import are_plain, is_unsafe, line
from .output import Output
from .tally import Change, Tally
from .writer import Beside

REQUEST, UNDO = "change-request.csv", "undo.csv"
_HEADER = "inSync email ID,New inSync email ID\n"


class ChangeRequest:
    """Writes each change to both files.

    No value is altered here. A change with a value that Excel would take for a formula is left out,
    and with it each change to an email ID that this one would have given up: the file could not be
    applied otherwise. The tally lists them.
    """

    def __init__(self, output: Output, tally: Tally) -> None:
        self._output = output
        self._left_out = tally.by_hand
        self._request, self._undo = self._new_files()

    def _new_files(self) -> tuple[TextIO, TextIO]:
        files = self._output.file(REQUEST), self._output.file(UNDO)
        for file in files:
            file.write(_HEADER)
        return files

    def add(self, row: Row, _beside: Beside) -> None:
        """Take the next row."""
        if row.change_email_id_to:
            self._add(row.insync_email_id, row.change_email_id_to)

    def _add(self, before: str, after: str) -> None:
        if are_plain((before, after)):
            self._request.write(f"{before},{after}\n")
            self._undo.write(f"{after},{before}\n")
        elif is_unsafe(before) or is_unsafe(after):
            self._left_out.append(Change(before, after))
        else:
            self._request.write(f"{line((before, after))}\n")
            self._undo.write(f"{line((after, before))}\n")

    def close(self) -> None:
        """Finish both files, without the changes that need one of those that are left out."""
        for file in (self._request, self._undo):
            file.flush()
        if self._left_out:
            changes = self._without_followers()
            self._request, self._undo = self._new_files()
            for change in changes:
                self._add(*change)

    def _without_followers(self) -> list[Change]:
        """Leave out the changes to an email ID that is not given up, and return the others."""
        changes = self._written()
        before = -1
        while len(self._left_out) != before:
            before = len(self._left_out)
            kept = {email_id.casefold() for email_id, _ in self._left_out}
            waiting = [each for each in changes if each.new_email_id.casefold() in kept]
            self._left_out.extend(waiting)
            changes = [each for each in changes if each.new_email_id.casefold() not in kept]
        return changes

    def _written(self) -> list[Change]:
        with (self._output.path / REQUEST).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            return [Change(*row) for row in rows]
