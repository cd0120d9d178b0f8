"""Import from the app: pages, matching, confirming."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.okta.model import (
    AppUserStatus,
    ImportResult,
    Match,
    MatchOn,
    Provisioning,
    RowState,
    SyncState,
)

from .org import Org

ADA = "ada@corp.example"
MAIL = "ada@mail.example"


def account(user_name: str, email: str, given: str = "Ada", family: str = "Hill") -> dict[str, Any]:
    return {
        "userName": user_name,
        "name": {"givenName": given, "familyName": family},
        "emails": [{"primary": True, "value": email, "type": "work"}],
        "displayName": f"{given} {family}",
    }


def test_pages_are_read_to_the_end(org: Org) -> None:
    for number in range(205):
        org.provider.add(**account(f"u{number}@corp.example", f"u{number}@mail.example"))
    assert org.imports.import_now().scanned == 205
    assert org.sent() == [f"GET /Users?startIndex={start}&count=100" for start in (1, 101, 201)]


def test_inactive_accounts_are_not_scanned(org: Org) -> None:
    org.provider.add(**account("ada@corp.example", MAIL))
    org.provider.add(**account("ben@corp.example", "ben@mail.example"), active=False)
    result = org.imports.import_now()
    assert (result.scanned, result.new) == (1, 1)


@pytest.mark.parametrize(
    ("match_on", "allow_partial", "imported", "match"),
    [
        (MatchOn.USERNAME, True, account(ADA, "x@mail.example"), Match.EXACT),
        (MatchOn.USERNAME, True, account(ADA.upper(), "x@mail.example"), Match.EXACT),
        (MatchOn.USERNAME, True, account(MAIL, MAIL), Match.PARTIAL),
        (MatchOn.USERNAME, False, account(MAIL, MAIL), Match.NONE),
        (MatchOn.USERNAME, True, account(MAIL, MAIL, "Eva"), Match.NONE),
        (MatchOn.EMAIL, True, account("x@corp.example", MAIL, "Eva"), Match.EXACT),
        (MatchOn.EMAIL, True, account("x@corp.example", MAIL.upper(), "Eva"), Match.NONE),
        (MatchOn.EMAIL, False, account(ADA, "x@mail.example"), Match.NONE),
        (MatchOn.EMAIL, True, account(ADA, "x@mail.example"), Match.PARTIAL),
    ],
)
def test_matching(
    org: Org, match_on: MatchOn, allow_partial: bool, imported: dict[str, Any], match: Match
) -> None:
    user = org.person()
    org.provider.add(**imported)
    result = org.imports.import_now(match_on=match_on, allow_partial=allow_partial)
    (row,) = result.rows
    assert row.match is match
    assert row.user_id == (None if match is Match.NONE else user.id)


def test_confirming_an_exact_match_links_without_sending(org: Org) -> None:
    user = org.person()
    org.provider.add(**account(ADA, MAIL))
    org.imports.import_now()
    org.sent()
    linked = org.imports.confirm("s1")
    assert org.assignments.of(user.id) == linked
    assert (linked.external_id, linked.status) == ("s1", AppUserStatus.ACTIVE)
    assert (linked.user_name, linked.sync_state) == (ADA, SyncState.SYNCHRONIZED)
    assert org.imports.rows()[0].state is RowState.CONFIRMED
    assert org.run() == []


def test_a_confirmed_link_is_renamed_in_place_from_the_profile(org: Org) -> None:
    user = org.person()
    org.provider.add(**account(ADA, MAIL))
    org.imports.import_now()
    org.imports.confirm("s1")
    org.map_username("user.email")
    org.directory.update(user.id, ("nickName", "A"))
    assert org.run()[-2:] == ["GET /Users/s1", "PUT /Users/s1"]
    assert org.provider.users["s1"]["userName"] == MAIL


def test_confirming_links_an_assignment_made_before_provisioning(org: Org) -> None:
    page, org.state.provisioning = org.state.provisioning, Provisioning()
    user = org.person()
    org.assignments.assign(user.id)
    org.state.provisioning = page
    org.provider.add(**account(ADA, "old@mail.example"))
    org.imports.import_now()
    org.imports.confirm("s1")
    org.assignments.force_sync()
    assert org.run()[-2:] == ["GET /Users/s1", "PUT /Users/s1"]
    assert org.of(user).external_id == "s1"
    assert org.provider.users["s1"]["emails"][0]["value"] == MAIL


def test_confirming_links_a_person_whose_provisioning_failed(org: Org) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.answer(409, method="POST")
    org.run()
    org.provider.add(**account(ADA, MAIL))
    org.imports.import_now()
    assert org.imports.confirm("s1").status is AppUserStatus.ACTIVE
    org.sent()
    org.jobs.retry(org.jobs.tasks()[0].id)
    assert org.run() == ["GET /Users/s1", "PUT /Users/s1"]
    assert org.of(user).external_id == "s1"


def test_deactivated_people_match_nothing(org: Org) -> None:
    org.directory.deactivate(org.person().id)
    org.provider.add(**account(ADA, MAIL))
    assert org.imports.import_now().rows[0].match is Match.NONE


def test_confirming_no_match_creates_the_person(org: Org) -> None:
    org.provider.add(**account("eva@corp.example", "eva@mail.example", "Eva"))
    org.imports.import_now()
    linked = org.imports.confirm("s1")
    person = org.directory.user(linked.user_id)
    assert (person.login, person.email) == ("eva@corp.example", "eva@mail.example")
    assert person.attribute("firstName") == "Eva"


def test_confirming_somebody_else(org: Org) -> None:
    ben = org.person("ben")
    org.provider.add(**account("x@corp.example", "x@mail.example"))
    org.imports.import_now()
    assert org.imports.confirm("s1", user_id=ben.id).user_id == ben.id


def test_ignored_rows_stay_untouched(org: Org) -> None:
    org.person()
    org.provider.add(**account(ADA, MAIL))
    org.imports.import_now()
    org.imports.ignore("s1")
    assert org.imports.rows()[0].state is RowState.IGNORED
    assert org.assignments.all() == ()
    with pytest.raises(ValueError, match="ignored already"):
        org.imports.confirm("s1")


def test_linked_accounts_are_recognized_by_id(org: Org) -> None:
    org.linked("ada")
    org.linked("ben")
    org.provider.users["s2"]["userName"] = "benjamin@corp.example"
    assert org.imports.import_now() == ImportResult(
        scanned=2, new=0, updated=1, unchanged=1, rows=()
    )
    assert org.imports.import_now().unchanged == 2


def test_a_person_has_one_account(org: Org) -> None:
    user = org.linked()
    org.provider.add(**account("other@corp.example", "other@mail.example"))
    org.imports.import_now()
    with pytest.raises(ValueError, match="linked to another account: s1"):
        org.imports.confirm("s2", user_id=user.id)


def test_a_refused_import_changes_nothing(org: Org) -> None:
    org.provider.add(**account(ADA, MAIL))
    org.imports.import_now()
    rows = org.imports.rows()
    org.answer(401, '{"detail": "token expired"}')
    result = org.imports.import_now()
    assert result.error == "Unauthorized. Errors reported by remote server: token expired"
    assert org.imports.rows() == rows


@pytest.mark.parametrize("verb", ["confirm", "ignore"])
def test_an_unknown_row_is_misuse(org: Org, verb: str) -> None:
    with pytest.raises(ValueError, match="the last import has no row 's9'"):
        getattr(org.imports, verb)("s9")


def test_a_deactivated_person_is_not_linked(org: Org) -> None:
    user = org.person()
    org.provider.add(**account(ADA, MAIL))
    org.imports.import_now()
    org.directory.deactivate(user.id)
    with pytest.raises(ValueError, match=f"{ADA} is deactivated; activate before linking"):
        org.imports.confirm("s1")
    assert org.assignments.all() == ()
