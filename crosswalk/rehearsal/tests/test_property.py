"""Over random tenants, whatever can be played comes out as it is foretold."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.diagnosis.written.tally import AFTER, NOW
from crosswalk.rehearsal.findings import REMAPPED, SETTING_FIRST
from fakes.insync.model import AccessSetting

from .played import counted, rehearsed, told
from .random_tenants import choices, tenants

# Nothing here depends on how fast the machine is: no deadline, no check for slow examples.
LAW = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


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
