"""What holds for any tenant and any history of admins, whatever the features happen to say."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from crosswalk.procedure import procedure
from crosswalk.procedure.procedure import import_users, set_access
from fakes.company.cast import Person
from fakes.company.setting_up import connect, enter_microsoft365, enter_okta
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    Backup,
    BackupStatus,
    Destination,
    Origin,
    RestoreStatus,
    Workload,
)
from fakes.lab import Lab
from fakes.okta.model import OnApplyUpdates
from fakes.wire import Address

# Nothing here depends on how fast the machine is: no deadline, no check for slow examples.
LAW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
HISTORY = settings(LAW, max_examples=25, stateful_step_count=15)


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
@given(tenants())
def test_with_the_remedy_in_force_everything_succeeds(people: list[Person]) -> None:
    lab = new_lab(people, in_microsoft365=True)
    put_remedy_in_force(lab)

    backups = lab.insync.protection.back_up_everyone()

    assert len(backups) == 2 * len(people)
    assert {backup.status for backup in backups} == {BackupStatus.SUCCESSFUL}
    for backup in backups:
        restore = lab.insync.protection.restore(
            backup.account_id, backup.workload, destination=Destination.NEW_FOLDER
        )
        assert restore.status is RestoreStatus.SUCCESS


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


class Histories(RuleBasedStateMachine):
    """Admins of all three systems do what they can, in any order."""

    people = Bundle("people")

    @initialize()
    def open_the_lab(self) -> None:
        self.lab = new_lab([])
        self.hired = 0
        self.added = 0
        self.attributes: dict[int, str] = {}
        self.snapshots: set[int] = set()

    @rule(target=people, split=st.booleans())
    def hire(self, split: bool) -> Person:
        somebody = person(self.hired, split)
        self.hired += 1
        enter_okta(self.lab.okta, somebody)
        enter_microsoft365(self.lab.microsoft365, somebody)
        return somebody

    @rule(target=people, somebody=consumes(people))
    def add_by_hand(self, somebody: Person) -> object:
        if self.lab.insync.accounts.find(Address(somebody.upn)) is None:
            self.lab.insync.accounts.add(
                email_id=Address(somebody.upn), display_name=somebody.full_name
            )
            self.added += 1
        return multiple(somebody)

    @rule(reading=st.sampled_from(OnApplyUpdates))
    def import_from_okta(self, reading: OnApplyUpdates) -> None:
        self.lab.okta.readings.choose("A2", reading.value)
        import_everyone(self.lab)

    @rule()
    def map_both_addresses(self) -> None:
        map_both(self.lab)

    @rule(somebody=people)
    def reassign(self, somebody: Person) -> None:
        user = self.lab.okta.directory.find(somebody.upn)
        if user and self.lab.okta.assignments.of(user.id):
            self.lab.okta.assignments.unassign(user.id)
            self.lab.okta.assignments.assign(user.id)
            self.lab.okta.jobs.run()

    @rule(somebody=people)
    def edit_username(self, somebody: Person) -> None:
        user = self.lab.okta.directory.find(somebody.upn)
        if user and self.lab.okta.assignments.of(user.id):
            self.lab.okta.assignments.edit_username(user.id, f"edited.{somebody.smtp}")
            self.lab.okta.jobs.run()

    @rule()
    def change_email_ids(self) -> None:
        for account in self.lab.insync.accounts.all():
            user = self.lab.okta.directory.find(str(account.email_id))
            if user and self.lab.insync.accounts.find(Address(user.email)) is None:
                self.lab.insync.accounts.edit(account.id, email_id=Address(user.email))

    @rule()
    def preserve_the_oldest(self) -> None:
        for account in self.lab.insync.accounts.all()[:1]:
            if account.status is AccountStatus.ACTIVE:
                self.lab.insync.accounts.preserve(account.id)

    @rule(access=st.sampled_from(AccessSetting))
    def change_the_setting(self, access: AccessSetting) -> None:
        use(self.lab, access)

    @rule()
    def back_up(self) -> None:
        backups = self.lab.insync.protection.back_up_everyone()
        self.snapshots |= {each.snapshot_id for each in backups if each.snapshot_id is not None}

    @invariant()
    def nobody_loses_an_attribute(self) -> None:
        held = {each.id: each.ad_attribute for each in self.lab.insync.accounts.all()}
        for account_id in self.attributes:
            assert held[account_id] is not None
        self.attributes = {key: value for key, value in held.items() if value}

    @invariant()
    def no_snapshot_is_lost(self) -> None:
        kept = {
            snapshot.id
            for account in self.lab.insync.accounts.all()
            for workload in Workload
            for snapshot in self.lab.insync.protection.snapshots(account.id, workload)
        }
        assert kept == self.snapshots

    @invariant()
    def look_ups_explain_every_account(self) -> None:
        """Whoever was created had just been looked up by userName, and not been found."""
        created = 0
        missed: set[str] = set()
        for each in self.lab.wire.journal:
            if each.recipient != "insync":
                continue
            if each.method == "GET" and "filter=" in each.path:
                if json.loads(each.response)["totalResults"] == 0:
                    missed.add(looked_up(each.path))
            elif each.method == "POST" and each.status == 201:
                assert json.loads(each.request)["userName"] in missed
                missed.discard(json.loads(each.request)["userName"])
                created += 1
        assert len(self.lab.insync.accounts.all()) == created + self.added

    @invariant()
    def email_ids_are_unique(self) -> None:
        ids = [each.email_id for each in self.lab.insync.accounts.all()]
        assert len(set(ids)) == len(ids)
        by_hand = [e for e in self.lab.insync.accounts.all() if e.origin is Origin.MANUAL]
        assert all(each.ad_attribute is None for each in by_hand)


def looked_up(path: str) -> str:
    (text,) = parse_qs(urlsplit(path).query)["filter"]
    return text.removeprefix('userName eq "').removesuffix('"')


TestHistories = Histories.TestCase
TestHistories.settings = HISTORY
