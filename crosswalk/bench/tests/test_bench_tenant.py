"""What the benchmark rehearses with a large tenant, at a small size."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk import bench
from crosswalk.bench import large_tenant, measure, sides
from fakes.insync.model import AccessSetting, Backup, Workload
from fakes.insync.service.protection import ProtectionService


def test_a_rehearsal_takes_everybody_through_the_procedure() -> None:
    lab = large_tenant.prepare_rehearsal(3)()
    insync = lab.insync
    assert insync.settings.access_user_accounts_using() is AccessSetting.AD_ATTRIBUTE
    accounts = insync.accounts.all()
    assert [(str(each.email_id), each.ad_attribute) for each in accounts] == [
        (f"first{number}.last{number}@mail.example", f"u{number}@corp.example")
        for number in range(3)
    ]
    for account in accounts:
        assert _kept(lab.insync.protection.backups(account.id)) == {
            Workload.EXCHANGE_ONLINE: [1, 0],
            Workload.ONEDRIVE: [1, 0],
        }
        (restore,) = insync.protection.restores(account.id)
        assert (restore.restored, restore.present) == (0, 1)


def _kept(backups: tuple[Backup, ...]) -> dict[Workload, list[int]]:
    return {
        workload: [each.fetched for each in backups if each.workload is workload]
        for workload in Workload
    }


def test_each_person_of_a_rehearsal_travels_the_wire() -> None:
    one, three = (len(large_tenant.prepare_rehearsal(count)().journal) for count in (1, 3))
    assert (three - one) / 2 == 18


def test_a_rehearsal_that_goes_wrong_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProtectionService, "back_up_everyone", lambda _: ())
    with pytest.raises(measure.Unmeasurable, match="0 successful backups, expected 4"):
        large_tenant.prepare_rehearsal(2)()


def test_the_sizes_and_limits_are_those_of_the_targets(tmp_path: Path) -> None:
    times = large_tenant.TENANT_TRIAL.prepare(tmp_path, tmp_path)
    counts = {each.count for each in times.values() if isinstance(each, sides.Calls)}
    assert counts == {20_000, 1_000}
    allowed = {each.limit for each in times.values() if isinstance(each, sides.Allowed)}
    assert allowed == {0.003}
    memory = large_tenant.TENANT_MEMORY_TRIAL.prepare(tmp_path, tmp_path)
    assert list(memory.values()) == [
        large_tenant.Memory(20_000),
        sides.Allowed(20 * 1024, "bytes"),
    ]
    assert {"tenant", "tenant-growth", "tenant-memory"} <= set(bench.IDS)


def test_a_rehearsal_with_more_people_needs_more_memory() -> None:
    grown = large_tenant.Memory(200).seconds()
    assert 5 * 1024 < grown < 500 * 1024


def test_without_proc_the_memory_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(large_tenant, "_STATUS", tmp_path / "status")
    with pytest.raises(measure.LeftOut, match="only Linux has"):
        large_tenant.TENANT_MEMORY_TRIAL.prepare(tmp_path, tmp_path)


def test_a_process_that_fails_is_not_measured() -> None:
    with pytest.raises(measure.Unmeasurable, match="Unmeasurable: 0 accounts created, expected -1"):
        large_tenant.Memory(-1).seconds()
