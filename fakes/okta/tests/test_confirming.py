"""A row of an import is confirmed as a whole, or refused as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.okta.model import ImportRow, RowState
from fakes.store.saving import dump

from .org import Org

ADA = "ada@corp.example"
LAW = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def remembered(org: Org) -> dict[str, Any]:
    """Return all that Okta remembers but for how many identifiers were drawn."""
    return {name: value for name, value in dump(org.state).items() if name != "ids"}


def account(name: str) -> dict[str, Any]:
    return {
        "userName": f"{name}@corp.example",
        "name": {"givenName": name.capitalize(), "familyName": "Hill"},
        "emails": [{"primary": True, "value": f"{name}@mail.example", "type": "work"}],
    }


@pytest.fixture
def linked_since(org: Org) -> Org:
    """An import found an account, to which Ada was linked afterwards by provisioning."""
    org.provider.add(**account("ada"))
    org.imports.import_now()
    org.assignments.assign(org.person("ada").id)
    org.jobs.run()
    return org


def test_an_account_that_was_linked_since_is_not_linked_to_somebody_else(
    linked_since: Org,
) -> None:
    ben = linked_since.person("ben")
    before = remembered(linked_since)
    with pytest.raises(ValueError, match=f"the account {ADA} is linked to {ADA} already: import"):
        linked_since.imports.confirm("s1", user_id=ben.id)
    assert remembered(linked_since) == before


def test_nobody_is_made_for_an_account_that_was_linked_since(linked_since: Org) -> None:
    (row,) = linked_since.imports.rows()
    assert row.user_id is None
    before = remembered(linked_since)
    with pytest.raises(ValueError, match="is linked to"):
        linked_since.imports.confirm("s1")
    assert remembered(linked_since) == before


def test_after_another_import_there_is_nothing_to_confirm(linked_since: Org) -> None:
    assert linked_since.imports.import_now().rows == ()


NAMES = ("ada", "ben", "eva")


def begun() -> Org:
    """Return an org that has imported everybody and knows Ada alone."""
    org = Org()
    for name in NAMES:
        org.provider.add(**account(name))
    org.person("ada")
    org.imports.import_now()
    return org


def do(org: Org, verb: str, name: str, other: str) -> None:
    """Do one thing that an admin can do, where there is what it needs."""
    person = org.directory.find(f"{name}@corp.example")
    if verb in NEEDS_NOBODY:
        NEEDS_NOBODY[verb](org)
    elif verb in ("confirm", "match", "ignore"):
        rows = {row.user_name.partition("@")[0]: row for row in org.imports.rows()}
        if name in rows:
            decide(org, verb, rows[name], other)
    elif person is None:
        org.person(name)
    elif verb == "edit":
        org.assignments.edit_username(person.id, f"{other}@corp.example")
    else:
        getattr(org.assignments if "assign" in verb else org.directory, verb)(person.id)


NEEDS_NOBODY: dict[str, Callable[[Org], object]] = {
    "import": lambda org: org.imports.import_now(),
    "jobs": lambda org: org.jobs.run(),
}


def decide(org: Org, verb: str, row: ImportRow, other: str) -> None:
    chosen = org.directory.find(f"{other}@corp.example")
    if verb == "ignore":
        org.imports.ignore(row.external_id)
        return
    user_id = chosen.id if chosen and verb == "confirm" else None
    linked = org.imports.confirm(row.external_id, user_id=user_id)
    assert (linked.external_id, linked) == (row.external_id, org.assignments.of(linked.user_id))
    states = {each.external_id: each.state for each in org.imports.rows()}
    assert states[row.external_id] is RowState.CONFIRMED


VERBS = st.sampled_from(
    [
        *("import", "assign", "assign", "edit", "edit", "jobs", "jobs", "jobs"),
        *("confirm", "confirm", "match", "match", "ignore", "unassign", "deactivate", "activate"),
        "delete",
    ]
)
STEPS = st.lists(
    st.tuples(VERBS, st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=8, max_size=30
)


@given(steps=STEPS)
@LAW
def test_whatever_happened_before_a_row_is_confirmed_or_refused(
    steps: list[tuple[str, str, str]],
) -> None:
    org = begun()
    for verb, name, other in steps:
        before = remembered(org)
        try:
            do(org, verb, name, other)
        except ValueError:
            assert remembered(org) == before
        links = [each.external_id for each in org.assignments.all() if each.external_id]
        assert len(links) == len(set(links))
