"""Plays tenants of tests in one lab, which each play empties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Row
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.procedure.frozen_lab import frozen_lab
from crosswalk.rehearsal.findings import CHANGE, OWNER, Findings
from crosswalk.rehearsal.part import Addresses, part_of
from crosswalk.rehearsal.rehearsing import Rehearsal
from fakes.lab import Lab

LAB = frozen_lab()


class Silent:
    """Is told how far a rehearsal is, and shows nothing."""

    @contextmanager
    def playing(self, _title: str, _people: int) -> Iterator[Callable[[], None]]:
        """Take no notice."""
        yield lambda: None

    @contextmanager
    def waiting(self, _title: str) -> Iterator[None]:
        """Take no notice."""
        yield


def tenant(
    okta: Sequence[OktaUser] = (),
    accounts: Sequence[HeldAccount | str] = (),
    people: Sequence[MailUser] = (),
    app_users: Sequence[AppUser] | None = None,
) -> Tenant:
    """Return a tenant; an account can be given by its email ID."""
    held = [each if isinstance(each, HeldAccount) else HeldAccount(each) for each in accounts]
    return Tenant(okta, held, people, app_users)


ADA = OktaUser("ada@corp.example", "ada.ames@corp.example")
ADA_365 = MailUser("ada@corp.example", "ada.ames@corp.example", ("ada@corp.example",))
BEN = OktaUser("ben@corp.example", "ben@corp.example")
BEN_365 = MailUser("ben@corp.example", "ben@corp.example")
ARTICLE = tenant([ADA, BEN], ["ada@corp.example", "ben@corp.example"], [ADA_365, BEN_365])


def rows_of(played: Tenant, **choices: object) -> list[Row]:
    return [*diagnose(played, Choices(**choices)).rows()]  # type: ignore[arg-type]


def rehearsed(
    played: Tenant,
    choices: Choices | None = None,
    *,
    rows: Iterable[Row] | None = None,
    keep: Callable[[Lab], None] = lambda _lab: None,
) -> Findings:
    """Play a tenant, and compare it with its diagnosis unless other rows are given."""
    choices = choices or Choices()
    foretold = [*(diagnose(played, choices).rows() if rows is None else rows)]
    findings = Findings(len(foretold), len(foretold))
    part = part_of(played, Addresses(choices), None)
    Rehearsal(LAB, part, foretold, choices, findings, Silent(), keep).play()
    return findings


def counted(findings: Findings) -> Counter[str]:
    """Count the predictions by their column: those that agree, differ, or were left out.

    An owner is compared only where Okta is linked to an account, a change only where one is wanted.
    """
    count = Counter(findings.agreed)
    count.update(each.column for each in findings.differences)
    for each in (*findings.not_compared, *findings.not_played):
        count.update(each.columns)
    del count[OWNER], count[CHANGE]
    return count


def told(findings: Findings) -> str:
    """Say who differs, for the message of a test."""
    lines = [
        f"{each.row.okta_login or '-'} / {each.row.insync_email_id or '-'}, {each.column}: "
        f"predicted {each.predicted}, played {each.played}"
        for each in findings.differences
    ]
    return "\n".join([*lines, findings.refused_request])
