"""Accounts of one kind share an answer, and it is the one that each would get for itself."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from crosswalk.diagnosis.foretelling import Foretelling, Held, directory_user
from crosswalk.diagnosis.matching import names_of
from crosswalk.diagnosis.row import Foretold
from crosswalk.diagnosis.tenant import MailUser
from fakes.insync.model import AccessSetting, Account, AccountStatus, Profile
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job
from fakes.outcomes.model import index as by_name
from fakes.outcomes.readings import READINGS, read_as
from fakes.wire import Address

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

JOBS = (Job.ONEDRIVE_BACKUP, Job.EXCHANGE_BACKUP, Job.EXCHANGE_RESTORE)
NAMES = st.sampled_from([f"{name}@x.example" for name in ("a", "A", "b", "B", "c", "d", "e")])
USERS = st.builds(
    MailUser,
    NAMES,
    st.just("") | NAMES,
    st.lists(NAMES, max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
HELD = st.builds(Held, NAMES, st.just("") | NAMES, st.booleans())
CONDITIONS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from([*kind]) for key, (_, kind) in READINGS.items()}
).map(lambda chosen: read_as(Conditions(), {key: value.value for key, value in chosen.items()}))


@settings(deadline=None)
@given(
    st.lists(USERS, min_size=2, max_size=6),
    st.lists(HELD, min_size=20, max_size=40),
    st.sampled_from([*AccessSetting]),
    CONDITIONS,
)
def test_a_shared_answer_is_the_answer_of_each(
    users: list[MailUser], accounts: list[Held], access: AccessSetting, conditions: Conditions
) -> None:
    conditions = replace(conditions, access=access)
    foretelling = Foretelling(users, names_of(users), conditions)
    known = by_name(map(directory_user, users))
    for held in accounts:
        told = foretelling.outcomes(held)
        for job, foretold in zip(JOBS, told, strict=True):
            assert _essence(foretold) == _alone(job, held, conditions, known)


ONE = MailUser("one@x.example", "one.s@x.example", ("one.a@x.example", "one.b@x.example"))


@pytest.mark.parametrize(
    "differs",
    [
        {"mailbox": False},
        {"onedrive": False},
        {"shared": True},
        {"primary_smtp": ""},
        {"primary_smtp": "two@x.example"},
        {"upn": "two.s@x.example"},
        {"aliases": ("two@x.example",)},
        {"aliases": ("Two@x.example", "two.S@x.example", "two.A@x.example")},
    ],
    ids=repr,
)
def test_who_differs_in_one_thing_is_of_another_kind(differs: dict[str, object]) -> None:
    two = ONE._replace(
        upn="two@x.example", primary_smtp="two.s@x.example", aliases=("two.a@x.example",)
    )._replace(**differs)  # type: ignore[arg-type]
    users = [ONE, two]
    known = by_name(map(directory_user, users))
    foretelling = Foretelling(users, names_of(users), Conditions())
    for name in ("one", "one.s", "one.a", "one.b", "two", "two.s", "two.a"):
        held = Held(f"{name}@x.example", "", preserved=False)
        for job, told in zip(JOBS, foretelling.outcomes(held), strict=True):
            assert _essence(told) == _alone(job, held, Conditions(), known)


def _essence(foretold: Foretold) -> tuple[object, ...]:
    return foretold.presented, foretold.cause, foretold.ids


def _alone(
    job: Job, held: Held, conditions: Conditions, known: Mapping[str, tuple[DirectoryUser, ...]]
) -> tuple[object, ...]:
    account = Account(
        1,
        "",
        Address(held.email_id),
        "",
        ad_attribute=held.attribute or None,
        status=AccountStatus.PRESERVED if held.preserved else AccountStatus.ACTIVE,
        profile="Default",
        licensed=True,
    )
    found = foretell(job, account, Profile("Default"), conditions, lambda name: known.get(name, ()))
    return found.presented or "", found.cause.value if found.cause else "", found.ids
