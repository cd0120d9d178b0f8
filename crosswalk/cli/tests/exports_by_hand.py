"""Small exports for tests of the commands that read them, and the command as somebody types it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from crosswalk.cli import main

OKTA = "Username,Primary email,Status,User Id"
APP_USERS = "id,userName,externalId"
INSYNC = "User Name,User Email,User Status"
MICROSOFT365 = "User principal name,PrimarySmtpAddress,EmailAddresses,Licenses,Recipient,userType"
_HEADERS = {
    "okta": OKTA,
    "app_users": APP_USERS,
    "insync": INSYNC,
    "microsoft365": MICROSOFT365.replace("Recipient", "RecipientTypeDetails"),
}


def files(directory: Path, **lines: Iterable[str]) -> list[Path]:
    """Write exports, each of a header and lines whose cells are put at its columns' places."""
    directory.mkdir(exist_ok=True)
    paths = []
    for kind, each in lines.items():
        header = _HEADERS[kind]
        count = header.count(",")
        rows = [f"{line}{',' * (count - line.count(','))}" for line in each]
        path = directory / f"{kind}.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        paths.append(path)
    return paths


def typed(*words: object) -> Result:
    """Call `crosswalk diagnose`."""
    return CliRunner().invoke(main, ["diagnose", *map(str, words)], prog_name="crosswalk")


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """What the command wrote."""

    result: Result
    into: Path

    @property
    def people(self) -> list[dict[str, str]]:
        """The rows of people.csv."""
        with (self.into / "people.csv").open(encoding="utf-8", newline="") as file:
            return [*csv.DictReader(file, strict=True)]

    @property
    def summary(self) -> dict[str, Any]:
        """What summary.json holds."""
        text = (self.into / "summary.json").read_text(encoding="utf-8")
        summary: dict[str, Any] = json.loads(text)
        return summary

    def row(self, email_id: str) -> dict[str, str]:
        """Return the row of an account."""
        (row,) = [each for each in self.people if each["insync_email_id"] == email_id]
        return row


def diagnosed(paths: Iterable[Path], into: Path, *options: str) -> Diagnosed:
    """Diagnose exports that can be used."""
    result = typed(*paths, "--into", into, *options)
    assert result.exit_code in (0, 1), result.output
    return Diagnosed(result, into)
