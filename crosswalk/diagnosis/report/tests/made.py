"""Findings and pages for tests: of rows by hand, and of tenants that a seed decides."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.report.examples import Site
from crosswalk.diagnosis.report.findings import MOST_ROWS, Findings
from crosswalk.diagnosis.report.page import FILE, Page
from crosswalk.diagnosis.row import Foretold, Outcomes, Problem, Row, Word
from crosswalk.diagnosis.tenant import HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.output import Output
from crosswalk.diagnosis.written.tally import Tally
from crosswalk.diagnosis.written.writer import ALONE, About, Beside

ABOUT = About(Choices())
WELL = (Word.SUCCEEDS,) * 3
SILENT = (Word.SUCCEEDS, Word.SUCCEEDS, Word.NOT_REACHABLE)
LOST = (Word.NOT_FOUND, Word.NOT_FOUND, Word.FAILS)
STOPPED = (Word.NOT_STARTED,) * 3
NOBODY = (Word.NO_ACCOUNT,) * 3


def outcomes(words: tuple[Word, ...], presented: str) -> Outcomes:
    return Outcomes(
        *(
            Foretold(word, presented, "", ("R01",))
            if word is Word.SUCCEEDS
            else Foretold(word, presented, "Microsoft 365 does not know the address", ("R07",))
            for word in words
        )
    )


def row(
    name: str = "ada",
    *,
    now: tuple[Word, ...] = WELL,
    after: tuple[Word, ...] = WELL,
    problems: tuple[Problem, ...] = (),
    change: str = "",
    email: str = "",
    accounts: int = 1,
) -> Row:
    """Return a row whose addresses are one, unless there is another Okta email."""
    address = f"{name}@corp.example"
    return Row(
        address,
        email or address,
        address,
        address,
        email or address,
        (),
        outcomes(now, address),
        accounts,
        change,
        outcomes(after, change or address),
        problems,
    )


def found(
    rows: Iterable[Row | tuple[Row, Beside]], about: About = ABOUT, most: int = MOST_ROWS
) -> Findings:
    """Return findings that are complete."""
    tally = Tally(Kinds())
    findings = Findings(tally, about, most)
    for each in rows:
        entry, beside = (each, ALONE) if isinstance(each, Row) else each
        tally.add(entry, beside)
        findings.add(entry, beside)
    tally.close()
    findings.close()
    return findings


def written(directory: Path, findings: Findings, site: str = "../living-doc") -> Path:
    """Write the page of findings, and return where."""
    directory.mkdir(parents=True, exist_ok=True)
    output = Output(directory)
    page = Page(output, findings, Site(site))
    page.close()
    output.close()
    return directory / FILE


def tenant_rows(count: int, seed: int = 20) -> Iterable[Row]:
    """Return the rows of a tenant of people of every kind, by chance."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    okta, accounts, mail = [], [], []
    for number in range(count):
        upn, smtp = f"u{number:06}@corp.example", f"person.{number:06}@corp.example"
        kind = chance.choices(range(9), (60, 10, 5, 5, 5, 5, 4, 3, 3))[0]
        login = f"old{number}@corp.example" if kind == 1 else upn
        email = f"alias.{number}@corp.example" if kind == 2 else smtp
        if kind != 3:
            okta.append(OktaUser(login, email, active=kind != 4))
        accounts.append(HeldAccount(upn if kind != 8 else email, preserved=kind == 5))
        mail.append(
            MailUser(
                upn,
                smtp,
                (upn, f"alias.{number}@corp.example"),
                mailbox=kind != 6,
                onedrive=kind != 7,
                shared=kind == 3 and chance.random() < 0.5,
            )
        )
    tenant = Tenant(
        sorted(okta, key=lambda each: each.login),
        sorted(accounts, key=lambda each: each.email_id),
        mail,
    )
    return diagnose(tenant).rows()
