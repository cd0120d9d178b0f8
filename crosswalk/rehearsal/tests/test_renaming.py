"""Under each reading of A2 the lab renames, deactivates and creates what was foretold."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.tenant import MailUser, OktaUser
from crosswalk.diagnosis.written.tally import AFTER
from crosswalk.rehearsal.findings import REMAPPED
from fakes.okta.model import OnApplyUpdates

from .played import ADA, ADA_365, rehearsed, tenant, told

pytestmark = pytest.mark.parametrize("reading", [each.value for each in OnApplyUpdates])


def test_whoever_is_twice_comes_out_as_foretold(reading: str) -> None:
    played = tenant([ADA], ["ada@corp.example", "ada.ames@corp.example"], [ADA_365])
    findings = rehearsed(played, Choices(readings={"A2": reading}))
    assert findings.agree, told(findings)
    assert findings.agreed[AFTER[0]] == 2


def test_an_email_id_that_is_given_up_can_be_created_anew_for_another_one(reading: str) -> None:
    bob = OktaUser("bob@corp.example", "ada@corp.example")
    played = tenant([ADA, bob], ["ada@corp.example"], [ADA_365, MailUser(bob.login)])
    findings = rehearsed(played, Choices(readings={"A2": reading}))
    assert findings.agree, told(findings)


@pytest.mark.parametrize(
    "emails", ["bc.", ".ab", "bca"], ids=["each waits", "nobody waits", "a circle"]
)
def test_a_chain_is_renamed_whatever_the_order_of_the_jobs_and_a_circle_is_not(
    reading: str, emails: str
) -> None:
    # Everybody is twice, and so gets no change of the email ID before.
    names = ["a@corp.example", "b@corp.example", "c@corp.example"]
    okta = [
        OktaUser(name, f"{email}@corp.example".replace(".@", "free@"))
        for name, email in zip(names, emails, strict=True)
    ]
    people = [MailUser(name, f"2{name}") for name in names]
    held = sorted([*names, *(f"2{name}" for name in names)])
    findings = rehearsed(tenant(okta, held, people), Choices(readings={"A2": reading}))
    assert findings.agree, told(findings)
    assert findings.agreed[REMAPPED] == 6
