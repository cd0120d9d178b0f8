"""Over random tenants, whatever can be played comes out as it is foretold."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.diagnosis.written.tally import AFTER, NOW
from crosswalk.rehearsal.findings import REMAPPED, SETTING_FIRST
from fakes.insync.model import AccessSetting
from fakes.okta.model import OnApplyUpdates

from .played import counted, rehearsed, told
from .random_tenants import choices, tenants

# Nothing here depends on how fast the machine is: no deadline, no check for slow examples.
LAW = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
_RENAMING = [each.value for each in OnApplyUpdates][1:]
_NOT_OF_ONE_ACCOUNT = {
    Problem.ALREADY_TWICE,
    Problem.EMAIL_ID_TAKEN,
    Problem.ADDRESS_OF_TWO_PEOPLE,
    Problem.AMBIGUOUS,
}


def _emails_of_others(rows: list[Row]) -> list[Row]:
    """Return the rows whose email ID is the Okta email of somebody else."""
    sent_for = {row.okta_email.casefold(): row.okta_login for row in rows if row.okta_email}
    email_ids = ((row, row.insync_email_id.casefold()) for row in rows)
    return [
        row for row, email_id in email_ids if sent_for.get(email_id) not in (None, row.okta_login)
    ]


def every_prediction(played: Tenant, chosen: Choices) -> Counter[str]:
    """Count the predictions by their column: each row has one in each."""
    rows = sum(1 for _ in diagnose(played, chosen).rows())
    first = SETTING_FIRST if chosen.access is AccessSetting.EMAIL_ID else ()
    return Counter(dict.fromkeys((*NOW, REMAPPED, *AFTER, *first), rows))


@settings(LAW, max_examples=100)
@given(tenants(), choices())
def test_everything_comes_out_as_it_is_foretold(played: Tenant, chosen: Choices) -> None:
    findings = rehearsed(played, chosen)
    assert findings.agree, told(findings)
    assert not findings.not_played
    assert counted(findings) == every_prediction(played, chosen)
    emails = {user.login.casefold(): user.email.casefold() for user in played.okta}
    for each in findings.not_compared:
        # Only where Okta found the account by the email of the other user.
        email_id = each.row.change_email_id_to or each.row.insync_email_id
        assert emails[each.why.split(", ")[1]] == email_id.casefold()


@settings(LAW, max_examples=60)
@given(tenants(all_can_enter=False), choices())
def test_nothing_is_left_out_silently_where_somebody_cannot_enter_the_lab(
    played: Tenant, chosen: Choices
) -> None:
    findings = rehearsed(played, chosen)
    assert findings.agree, told(findings)
    assert counted(findings) == every_prediction(played, chosen)
    assert bool(findings.refused) or not findings.not_played


@settings(LAW, max_examples=30)
@given(tenants(), choices(), st.sampled_from(_RENAMING))
def test_where_okta_renames_what_concerns_one_account_comes_out_as_foretold(
    played: Tenant, chosen: Choices, renaming: str
) -> None:
    chosen = Choices(
        chosen.access, chosen.user_name, chosen.ad_attribute, {**chosen.readings, "A2": renaming}
    )
    rows = [*diagnose(played, chosen).rows()]
    assume(not any(_NOT_OF_ONE_ACCOUNT.intersection(row.problems) for row in rows))
    assume(not _emails_of_others(rows))
    findings = rehearsed(played, chosen)
    assert findings.agree, told(findings)
