"""Whatever admins did: a lab that is loaded or restored is the one that was there before."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.insync.model import EVERYONE, AccessSetting, GraphApp, Workload
from fakes.lab import Lab
from fakes.microsoft365.model import License
from fakes.okta.model import OnApplyUpdates
from fakes.store import Ids, KeyedStore, Table
from fakes.store.fields import remembered
from fakes.store.saving import VERSION
from fakes.store.sqlite_store import SqliteStore
from fakes.wire import Address, Fault, Response

from .test_lab import START, Stopped

LAW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
WAY = "Global Navigation > SaaS Apps > Microsoft 365 > Overview > More > Settings"


def new_lab(seed: str = "crosswalk") -> Lab:
    return Lab(seed, clock=Stopped())


def set_access(lab: Lab, value: str) -> None:
    for label in WAY.split(" > "):
        lab.insync.settings.click(label)
    lab.insync.settings.choose(name="Access user accounts using", value=value)
    lab.insync.settings.save()


def connected_lab() -> Lab:
    lab = new_lab()
    app = lab.microsoft365.apps.register_app("Druva inSync")
    lab.insync.protection.connect(GraphApp(app.tenant_id, app.client_id, app.client_secret))
    provisioning = lab.insync.provisioning
    provisioning.save_mappings((EVERYONE,))
    lab.okta.app.connect(base_url=provisioning.base_url(), token=provisioning.new_token())
    return lab


def hire(lab: Lab, number: int) -> None:
    address = f"person.{number}@corp.example"
    if lab.okta.directory.find(address):
        return
    lab.okta.directory.add(
        login=address, email=f"P{number}@corp.example", first_name="P", last_name=str(number)
    )
    user = lab.microsoft365.directory.add_user(
        Address(address),
        mail=Address(address),
        display_name=f"P {number}",
        licenses=(License.OFFICE_365_E3,),
    )
    lab.microsoft365.exchange.compose(user.id, subject="Hello", sender=Address(address), body="You")


def assign(lab: Lab, number: int) -> None:
    for user in lab.okta.directory.users()[number::2]:
        if lab.okta.assignments.of(user.id) is None:
            lab.okta.assignments.assign(user.id)


def unassign(lab: Lab, number: int) -> None:
    for user in lab.okta.directory.users()[: number + 1]:
        if lab.okta.assignments.of(user.id):
            lab.okta.assignments.unassign(user.id)


def run_jobs(lab: Lab, _: int) -> None:
    lab.okta.jobs.run()


def import_accounts(lab: Lab, _: int) -> None:
    lab.okta.imports.import_now()


def back_up(lab: Lab, _: int) -> None:
    lab.insync.protection.back_up_everyone()


def restore(lab: Lab, _: int) -> None:
    for account in lab.insync.accounts.all():
        if lab.insync.protection.snapshots(account.id, Workload.EXCHANGE_ONLINE):
            lab.insync.protection.restore(account.id, Workload.EXCHANGE_ONLINE)


def lose_mailbox(lab: Lab, number: int) -> None:
    user = lab.microsoft365.directory.find_user(f"person.{number}@corp.example")
    if user:
        lab.microsoft365.directory.delete_user(user.id)


def use_attribute(lab: Lab, _: int) -> None:
    value = AccessSetting.AD_ATTRIBUTE.value
    set_access(lab, value)


def choose(lab: Lab, number: int) -> None:
    lab.okta.readings.choose("A2", tuple(OnApplyUpdates)[number].value)


def begin_anew(lab: Lab, _: int) -> None:
    lab.insync.reset()


ACTS = (
    hire,
    hire,
    assign,
    assign,
    unassign,
    run_jobs,
    run_jobs,
    import_accounts,
    back_up,
    restore,
    lose_mailbox,
    use_attribute,
    choose,
    begin_anew,
)
Act = tuple[Callable[[Lab, int], None], int]
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), min_size=4, max_size=14)


def lab_at_work() -> Lab:
    lab = connected_lab()
    for number in range(2):
        hire(lab, number)
        assign(lab, number)
    run_jobs(lab, 0)
    back_up(lab, 0)
    return lab


def play(lab: Lab, history: list[Act]) -> None:
    for act, number in history:
        act(lab, number)


@LAW
@given(histories, histories)
def test_a_loaded_lab_is_the_one_that_was_dumped(before: list[Act], after: list[Act]) -> None:
    lab, other = lab_at_work(), new_lab("another")
    play(lab, before)

    other.load(json.loads(json.dumps(lab.dump())))

    assert other.dump() == lab.dump()
    for each in (lab, other):
        play(each, after)
    assert json.dumps(other.dump()) == json.dumps(lab.dump())


@LAW
@given(histories, histories)
def test_a_restored_lab_is_the_one_that_was_kept(before: list[Act], after: list[Act]) -> None:
    with TemporaryDirectory() as folder:
        lab = lab_at_work()
        for history in (before, after):
            with closing(SqliteStore(Path(folder) / "lab.db", lab.states())) as store:
                store.restore()
                for act, number in history:
                    store.save()
                    act(lab, number)
                store.save()
            restored = new_lab("another")
            with closing(SqliteStore(Path(folder) / "lab.db", restored.states())) as store:
                assert store.restore() == ("okta", "insync", "microsoft365")
            assert json.dumps(restored.dump()) == json.dumps(lab.dump())
            lab = restored


def test_a_lab_of_another_version_is_refused() -> None:
    lab = connected_lab()
    before = lab.dump()
    with pytest.raises(ValueError, match=f"version: expected {VERSION}, got 99"):
        lab.load({**before, "version": 99})
    assert lab.dump() == before


def test_one_wrong_record_leaves_all_three_as_they_were() -> None:
    lab = connected_lab()
    before = lab.dump()
    wrong = connected_lab().dump()
    wrong["okta"]["org"] = 3
    with pytest.raises(ValueError, match=r"okta\.org: expected nothing of this name"):
        lab.load(wrong)
    assert lab.dump() == before


def test_a_thousand_people_are_dumped_loaded_and_kept(tmp_path: Path) -> None:
    lab, other, third = connected_lab(), new_lab("another"), new_lab("third")
    for number in range(1000):
        hire(lab, number)
    assign(lab, 0)
    assign(lab, 1)
    run_jobs(lab, 0)
    with closing(SqliteStore(tmp_path / "lab.db", lab.states())) as store:
        store.save()

    other.load(lab.dump())
    with closing(SqliteStore(tmp_path / "lab.db", third.states())) as store:
        store.restore()

    assert other.dump() == lab.dump() == third.dump()
    assert len(other.insync.accounts.all()) == 1000
    assert lab.wire.clock.now() == START


@pytest.mark.parametrize("frozen", [True, False])
def test_what_was_set_on_the_wire_is_kept_too(tmp_path: Path, frozen: bool) -> None:
    lab, other = Lab(), Lab()
    if frozen:
        lab.wire.clock.freeze(START)
    lab.wire.clock.advance(timedelta(days=1))
    lab.inject_fault(Fault("apis.druva.example", Response(503, body=b"busy"), times=2, path="/x"))
    with closing(SqliteStore(tmp_path / "lab.db", lab.lasting())) as store:
        store.save()

    with closing(SqliteStore(tmp_path / "lab.db", other.lasting())) as store:
        store.restore()
    assert other.wire.clock.setting == lab.wire.clock.setting != Lab().wire.clock.setting
    assert other.wire.faults == lab.wire.faults


@pytest.mark.parametrize("name", Lab().lasting())
def test_whatever_a_field_holds_can_be_told_from_what_was_written(name: str) -> None:
    state = Lab().lasting()[name]
    hints = get_type_hints(type(state))
    for field in remembered(state):
        assert _is_tracked(hints[field]), f"{name}.{field}: {hints[field]} may change unnoticed"


def _is_tracked(hint: Any) -> bool:
    """Tell whether a field notes its changes, or can be compared with what it was."""
    kind, within = get_origin(hint) or hint, get_args(hint)
    if kind in (Ids, Table, KeyedStore):
        return True
    if kind is dict:
        return all(get_origin(each) is set or _is_tracked(each) for each in within)
    return _cannot_change(hint)


def _cannot_change(hint: Any) -> bool:
    kind, within = get_origin(hint) or hint, get_args(hint)
    if kind in (tuple, frozenset, UnionType, Union):
        return all(each is ... or _cannot_change(each) for each in within)
    if is_dataclass(kind):
        frozen: bool = getattr(kind, "__dataclass_params__").frozen  # noqa: B009 - mypy has no such name
        return frozen and all(map(_cannot_change, get_type_hints(kind).values()))
    return kind in _UNCHANGING or issubclass(kind, Enum)


_UNCHANGING = (str, bytes, int, float, bool, type(None), datetime, timedelta)


def test_a_fake_alone_leaves_the_others_in_the_file(tmp_path: Path) -> None:
    lab, alone, again = connected_lab(), new_lab("alone"), new_lab("again")
    hire(lab, 1)
    with closing(SqliteStore(tmp_path / "lab.db", lab.states())) as store:
        store.save()

    with closing(SqliteStore(tmp_path / "lab.db", {"okta": alone.okta.state})) as store:
        assert store.restore() == ("okta",)
        alone.okta.reset()
        store.save()

    with closing(SqliteStore(tmp_path / "lab.db", again.states())) as store:
        store.restore()
    assert again.dump() == {**lab.dump(), "okta": alone.dump()["okta"]}
