"""What holds for any tenant; `crosswalk explore` looks at what holds after any history."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswalk.procedure import procedure
from crosswalk.procedure.procedure import import_users, set_access
from fakes.company.cast import Person
from fakes.company.setting_up import connect, enter_microsoft365, enter_okta
from fakes.insync.model import (
    AccessSetting,
    Account,
    Backup,
    Workload,
)
from fakes.lab import Lab

# Nothing here depends on how fast the machine is: no deadline, no check for slow examples.
LAW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def tenants(draw: st.DrawFn) -> list[Person]:
    """People whose two addresses are equal or differ, some with an alias."""
    splits = draw(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=5))
    return [person(number, split, alias) for number, (split, alias) in enumerate(splits)]


def person(number: int, split: bool, alias: bool = False) -> Person:
    smtp = f"person.{number}@corp.example"
    return Person(
        f"Person{number}",
        f"Surname{number}",
        upn=f"p{number}@corp.example" if split else smtp,
        smtp=smtp,
        aliases=(f"alias.{number}@corp.example",) if alias else (),
    )


def new_lab(people: list[Person], *, in_microsoft365: bool = False) -> Lab:
    lab = Lab()
    connect(lab.okta, lab.insync, lab.microsoft365)
    for each in people:
        enter_okta(lab.okta, each)
        if in_microsoft365:
            enter_microsoft365(lab.microsoft365, each)
    return lab


def map_both(lab: Lab) -> None:
    if all(each.variable_name != "userPrincipalName" for each in lab.okta.app.attributes()):
        procedure.map_both(lab.okta)


def import_everyone(lab: Lab) -> None:
    import_users(lab.okta)


def use(lab: Lab, access: AccessSetting) -> None:
    set_access(lab.insync, access)


def put_remedy_in_force(lab: Lab) -> None:
    map_both(lab)
    import_everyone(lab)
    use(lab, AccessSetting.AD_ATTRIBUTE)


def accounts_without_times(lab: Lab) -> list[Account]:
    return [replace(account, changed_on=None) for account in lab.insync.accounts.all()]


@LAW
@given(tenants(), st.booleans())
def test_importing_twice_equals_importing_once(people: list[Person], mapped: bool) -> None:
    lab = new_lab(people)
    if mapped:
        map_both(lab)
    import_everyone(lab)
    once = accounts_without_times(lab)

    import_everyone(lab)

    assert accounts_without_times(lab) == once
    assert len(once) == len(people)


@LAW
@given(tenants(), st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people: list[Person], chance: object) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    held = []
    for order in (people, shuffled):
        lab = new_lab(order)
        import_everyone(lab)
        map_both(lab)
        import_everyone(lab)
        held.append(
            Counter(
                (str(each.email_id), each.ad_attribute, each.status)
                for each in lab.insync.accounts.all()
            )
        )
    assert held[0] == held[1]


@LAW
@given(tenants(), st.data())
def test_a_restored_mailbox_equals_the_snapshot(people: list[Person], data: st.DataObject) -> None:
    lab = new_lab(people, in_microsoft365=True)
    put_remedy_in_force(lab)
    backups = lab.insync.protection.back_up_everyone()
    backup = data.draw(
        st.sampled_from([each for each in backups if each.workload is Workload.EXCHANGE_ONLINE])
    )
    owner = lab.microsoft365.directory.find_user(
        str(lab.insync.accounts.account(backup.account_id).email_id)
    )
    assert owner is not None
    for message in lab.microsoft365.exchange.list_messages(owner.id):
        if data.draw(st.booleans()):
            lab.microsoft365.exchange.remove_message(owner.id, message_id=message.id)

    lab.insync.protection.restore(backup.account_id, Workload.EXCHANGE_ONLINE)

    assert mailbox(lab, owner.id) == snapshot_of(lab, backup)


def mailbox(lab: Lab, user_id: str) -> list[tuple[str, bytes]]:
    exchange = lab.microsoft365.exchange
    folders = {folder.id: folder.path for folder in exchange.list_folders(user_id)}
    return sorted(
        (folders[message.folder_id], exchange.read_mime(user_id, message_id=message.id))
        for message in exchange.list_messages(user_id)
    )


def snapshot_of(lab: Lab, backup: Backup) -> list[tuple[str, bytes]]:
    snapshots = lab.insync.protection.snapshots(backup.account_id, backup.workload)
    taken = next(each for each in snapshots if each.id == backup.snapshot_id)
    return sorted(
        ("/".join(item.path), lab.insync.protection.content(item.digest)) for item in taken.items
    )
