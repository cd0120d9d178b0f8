"""Of a large tenant each kind is played, and a sample; of a small one everybody."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.diagnosing import Diagnosis, diagnose
from crosswalk.diagnosis.tenant import MailUser, OktaUser, Tenant
from crosswalk.rehearsal import choosing
from crosswalk.rehearsal.choosing import Chosen, choose

from .played import rehearsed, tenant, told


def large(count: int) -> Tenant:
    """Return as many people with two addresses, and three whose addresses collide."""
    names = [f"u{number:02}" for number in range(count)]
    okta = [OktaUser(f"{each}@corp.example", f"{each}.long@corp.example") for each in names]
    people = [MailUser(user.login, user.email, (user.login,)) for user in okta]
    chain = [
        OktaUser("x@corp.example", "y@corp.example"),
        OktaUser("y@corp.example", "z@corp.example"),
    ]
    accounts = [user.login for user in (*okta, *chain)]
    return tenant([*okta, *chain], [*accounts, "z@corp.example"], people)


@pytest.fixture
def at_most(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(choosing, "AT_MOST", 8)
    return 8


def chosen(diagnosis: Diagnosis, *, everyone: bool = False, seed: int = 1) -> Chosen:
    return choose(diagnosis, diagnosis.rows(), everyone=everyone, seed=seed)


def test_everybody_of_a_small_tenant_is_played(at_most: int) -> None:
    diagnosis = diagnose(large(at_most - 3))
    found = chosen(diagnosis)
    assert (found.everyone, found.people) == (True, at_most)
    assert list(found.rows) == [*diagnosis.rows()]


def test_of_a_large_one_there_are_as_many_as_wanted_and_whom_they_meet(at_most: int) -> None:
    found = chosen(diagnose(large(40)))
    assert (found.everyone, found.people) == (False, 43)
    names = {row.insync_email_id for row in found.rows}
    assert at_most <= len(names) < at_most + 3
    assert {"x@corp.example", "y@corp.example", "z@corp.example"} <= names


def test_each_kind_is_there_even_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "AT_MOST", 1)
    found = chosen(diagnose(large(40)))
    assert {row.problems for row in found.rows} == {
        row.problems for row in diagnose(large(40)).rows()
    }


def test_a_seed_draws_the_same_and_another_one_others(at_most: int) -> None:
    once, again, other = (chosen(diagnose(large(40)), seed=seed).rows for seed in (1, 1, 2))
    assert once == again != other


def test_everyone_is_played_if_asked_for(at_most: int) -> None:
    found = chosen(diagnose(large(40)), everyone=True)
    assert (found.everyone, len(found.rows)) == (True, 43)


def test_a_person_without_an_account_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "AT_MOST", 2)
    people = [MailUser(f"u{number}@corp.example") for number in range(5)]
    okta = [OktaUser(each.upn, each.upn) for each in people]
    found = chosen(diagnose(tenant(okta, [okta[0].login], people)))
    assert {bool(row.insync_email_id) for row in found.rows} == {True, False}


def test_what_is_chosen_is_played_as_the_whole_is_foretold(at_most: int) -> None:
    found = chosen(diagnose(large(40)))
    findings = rehearsed(found.part.tenant, rows=found.rows)
    assert findings.agree, told(findings)
    assert not findings.not_played
