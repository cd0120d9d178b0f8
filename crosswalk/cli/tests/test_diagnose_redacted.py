"""`crosswalk diagnose --redact`: nothing that it writes or prints names anybody."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from .exports_by_hand import Diagnosed, diagnosed

EXPORTS = {
    "acme-okta.csv": (
        "User Id,Status,Username,First name,Last name,Primary email,acmeNick",
        "00uzdenka,ACTIVE,Zdenka.Xlogin@Acme-Corp.example,Adeline,Amesbury,zdenka.amxs@acme-corp.example,Zdenny",
        "00ubjarte,ACTIVE,bjarte@acme-corp.example,Benedict,Blxxm,BJARTE@acme-corp.example,Bjarno",
        "00uivko,ACTIVE,ivko@acme-corp.example,Ivor,Ivanov,ivko qt acme,Ivko",
        "00ukjell,ACTIVE,kjell@acme-corp.example,Kimberly,Klxin,=kjell@acme-corp.example,Kimmy",
        "00ulejfa,ACTIVE,lejfa@partner-firm.example,Leandra,Lxnd,kvartet@acme-corp.example,Lejfa",
        "00umjoll,ACTIVE,mjoll@acme-corp.example,Maximilian,Mxxr,kvartet@acme-corp.example,Maxi",
    ),
    "acme-apps.csv": (
        "id,userName,scope,externalId",
        *(
            f"00u{each},{each}.xapp@acme-corp.example,USER,ext-{each}"
            for each in ("zdenka", "bjarte")
        ),
        "00ukjell,kjell@acme-corp.example,USER,ext-kjell",
    ),
    "acme-insync.csv": (
        "User Name,User Email,User Status,AD Attribute,Microsoft 365 License",
        "Adeline Amesbury,ZDENKA.xlogin@acme-corp.example,Active,zdenka.stxred@acme-corp.example,-",
        "Benedict Blxxm,bjarte@acme-corp.example,Preserved,,Microsoft 365",
        "Ivor Ivanov,ivko@acme-corp.example,Active,,",
        "Kimberly Klxin,kjell@acme-corp.example,Active,,",
        "Kvartetten,kvartet@acme-corp.example,Active,,",
        "Njemand Nixda,nxught xt-sxgn.acme,Active,,",
        "Vjeld Garde,vjeld.garde@lxgacy-acme.example,Active,,",
    ),
    "acme-mail.csv": (
        "User principal name,Display name,PrimarySmtpAddress,EmailAddresses,Licenses",
        '"zdenka.xlogin@acme-corp.example","Adeline Amesbury",zdenka.amxs@acme-corp.example,'
        "smtp:zdenka.xalias@acmetenant.example;X500:/o=AcmeOrg;smtp:zdenka brxken,Microsoft 365 E3",
        "bjarte@acme-corp.example,Benedict Blxxm,bjarte@acme-corp.example,,Unlicensed",
        "ivko@acme-corp.example,Ivor Ivanov,ivko@acme-corp.example,,Microsoft 365 E3",
        "nxught xf upton,Upton Upnless,,,Microsoft 365 E3",
    ),
    "acme-sites.csv": (
        "Owner,Url",
        "zdenka.xlogin@acme-corp.example,https://acmetenant-my.example/personal/zdenka_xlogin_acme",
    ),
}
# What columns hold that names nobody.
# All other values are made up such that no page has them among its own words.
WORDS = {"ACTIVE", "Active", "Preserved", "USER", "-", "Microsoft 365", "Microsoft 365 E3"}
OPTIONS = (
    "--user-name",
    'user.acmeNick + "@acme-hidden.example"',
    "--read",
    "A4=the inSync email ID",
)


@pytest.fixture(params=[(), OPTIONS], ids=["plain", "options"])
def redacted(tmp_path: Path, request: pytest.FixtureRequest) -> Diagnosed:
    (tmp_path / "acme-exports").mkdir()
    paths = []
    for name, lines in EXPORTS.items():
        paths.append(tmp_path / "acme-exports" / name)
        paths[-1].write_text("\n".join([*lines, ""]), encoding="utf-8")
    before = diagnosed(paths, tmp_path / "before")
    options = ("--redact", "--previous", str(before.into), *request.param)
    return diagnosed(paths, tmp_path / "out", *options)


def values() -> set[str]:
    """Return every cell of the exports, and the parts of each that name somebody."""
    cells = {
        cell
        for lines in EXPORTS.values()
        for row in csv.reader(lines[1:])
        for cell in row
        if cell and cell not in (*WORDS, "Unlicensed")
    }
    parts = {part for cell in cells for part in re.split(r"[\s@;:/=+.]|_", cell) if len(part) > 2}
    return cells | parts - {"example", "smtp", "https", "X500", "USER", "Active"}


def test_the_values_are_all_looked_for() -> None:
    assert {"00uzdenka", "zdenka", "acme-corp", "Adeline", "ivko qt acme", "acmetenant"} <= values()
    assert {"ZDENKA.xlogin@acme-corp.example", "ext-kjell", "AcmeOrg", "Upton"} <= values()


def test_no_value_of_the_exports_is_in_the_output(redacted: Diagnosed) -> None:
    written = {each.name: each.read_text(encoding="utf-8") for each in redacted.into.iterdir()}
    assert {"people.csv", "change-request.csv", "undo.csv", "summary.json", "index.html"} <= {
        *written
    }
    for name, text in {**written, "printed": redacted.result.output}.items():
        found = [each for each in values() if each.casefold() in text.casefold()]
        assert not found, name
        assert "acme" not in text.casefold(), name


def test_what_matters_is_kept(redacted: Diagnosed) -> None:
    assert len(redacted.people) == 7
    for row in redacted.people:
        assert re.fullmatch(
            r"(person\d+(-\d+)?@domain\d\.example)|invalid\d+", row["insync_email_id"]
        )
    zdenka = next(row for row in redacted.people if row["aliases"])
    assert zdenka["okta_login"] == zdenka["insync_email_id"] == zdenka["upn"]
    assert zdenka["okta_email"] == zdenka["primary_smtp"] != zdenka["upn"]
    people = {cell.partition("@")[0].partition("-")[0] for cell in addresses_of(zdenka)}
    assert len(people) == 1
    assert len({cell.partition("@")[2] for cell in addresses_of(zdenka)}) == 2
    notes = redacted.summary["notes"]
    assert notes
    assert {note["file"] for note in notes} <= {"file1", "file2", "file3"}


def addresses_of(row: dict[str, str]) -> set[str]:
    columns = ("okta_login", "okta_email", "insync_email_id", "upn", "primary_smtp", "aliases")
    return {row[column] for column in columns if row[column]}


def test_the_change_request_has_the_same_pseudonyms(redacted: Diagnosed) -> None:
    with (redacted.into / "change-request.csv").open(encoding="utf-8", newline="") as file:
        changes = {
            row["inSync email ID"]: row["New inSync email ID"] for row in csv.DictReader(file)
        }
    proposed = {
        row["insync_email_id"]: row["change_email_id_to"]
        for row in redacted.people
        if row["change_email_id_to"]
    }
    assert changes == proposed


def test_the_summary_tells_that_it_is_redacted(redacted: Diagnosed) -> None:
    assert redacted.summary["redacted"] is True
    assert json.dumps(redacted.summary["choices"]).count("acme") == 0
