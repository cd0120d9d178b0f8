"""Over random tenants, a part is foretold as it is foretold within the whole."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.tenant import OktaUser, Tenant
from crosswalk.rehearsal.part import Addresses, part_of

from .random_tenants import choices, tenants
from .test_property import LAW


@settings(LAW, max_examples=200)
@given(tenants(all_can_enter=False), choices(), st.integers(0), st.booleans())
def test_a_part_is_foretold_as_the_whole(
    everybody: Tenant, chosen: Choices, number: int, some_without_id: bool
) -> None:
    if some_without_id:
        okta = [_without_id(user, number) for number, user in enumerate(everybody.okta)]
        everybody = Tenant(okta, everybody.accounts, everybody.microsoft365, everybody.app_users)
    whole = [*diagnose(everybody, chosen).rows()]
    if not whole:
        return
    drawn = whole[number % len(whole)]
    part = part_of(everybody, Addresses(chosen), [drawn.insync_email_id or drawn.okta_login])
    mine = [row for row in whole if part.group_of_row(row) is not None]
    assert [*diagnose(part.tenant, chosen).rows()] == mine
    assert drawn in mine


def _without_id(user: OktaUser, number: int) -> OktaUser:
    return user._replace(id="") if number % 2 else user
