"""What `crosswalk kill` does to a lab, and what it makes of what it finds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from crosswalk.cli import main
from crosswalk.load.audit import Found, audited
from crosswalk.load.errands import UnfitLab
from crosswalk.load.kill_report import checks_of_kills
from crosswalk.load.killable import TOGETHER, KillableLab
from crosswalk.load.killing import Kill, Killing
from crosswalk.load.ledger import Findings, Ledger
from crosswalk.load.writers import Owed, Owner, enter, nothing_owed
from fakes.company.seeds import admit
from fakes.insync.model import BackupStatus
from fakes.lab import Lab
from fakes.okta.model import SyncState
from fakes.wire import Address, Fault

GOOD = Kill(
    part="okta",
    seconds=1.0,
    found=Found(
        {
            "user": Findings(acknowledged=9, unanswered=2, there=1),
            "backup": Findings(acknowledged=4, unanswered=3, there=1),
        },
        untold=(),
        retried=5,
    ),
    complaints=Counter(),
    broken_off=False,
)


def test_a_lab_keeps_what_it_acknowledged() -> None:
    ended = CliRunner().invoke(main, ["kill", "--times", "2", "--seed", "any"])
    assert ended.exit_code == 0, ended.output
    rows = [line.split("│") for line in ended.output.splitlines() if line.startswith("│")]
    assert [row[1].strip() for row in rows] == [TOGETHER, "okta", "all"]
    assert [row[2].strip() for row in rows] == ["1", "1", "2"]
    assert all(int(row[4]) > 0 for row in rows)
    assert ended.output.count("\nok  ") == 4
    assert re.search(r"\d+ backups finished, \d+ interrupted", ended.output)


class Forgetful(KillableLab):
    """A lab whose state file is gone when it is started again."""

    def kill(self, part: str) -> None:
        super().kill(part)
        self.directory.joinpath(f"{part}.db").unlink()


def test_a_lab_that_forgets_is_found_out(tmp_path: Path) -> None:
    chance = Random("any")  # noqa: S311 - moments, no secrets
    lab = Forgetful(tmp_path, chance, apart=False)
    try:
        (kill,) = Killing(lab, chance).times(1)
    finally:
        lab.stop()
    failed = [str(each) for each in checks_of_kills((kill,)) if not each.passed]
    assert failed[0].startswith("FAILED  nothing acknowledged is lost: ")
    assert "user ada@corp.example is gone" in failed[0]
    assert {kind for kind, found in kill.found.findings.items() if found.lost} >= {
        *("user", "account", "backup", "restore")
    }


def test_what_went_well_is_told() -> None:
    assert [str(check) for check in checks_of_kills((GOOD, GOOD))] == [
        "ok  nothing acknowledged is lost: 26 acknowledged writes and jobs",
        "ok  nothing is doubled: 10 were not answered, 4 of them are done",
        "ok  every job is told as finished or not: 10 backups finished, 4 interrupted; "
        "0 restores finished, 0 interrupted; 10 imports failed or waited, and were retried",
        "ok  every answer is a success: 0 were not",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"found": Found({"user": Findings(lost=("user u is gone",))}, (), 0)},
            "FAILED  nothing acknowledged is lost: 0 acknowledged writes and jobs; user u is gone",
        ),
        (
            {"found": Found({"user": Findings(doubled=("user u is there 2 times",))}, (), 0)},
            "FAILED  nothing is doubled: 0 were not answered, 0 of them are done; user u is there",
        ),
        (
            {"found": Found({}, ("backup 3: Never Backed Up",), 0)},
            "FAILED  every job is told as finished or not: ",
        ),
        (
            {"complaints": Counter({"500 oops": 2})},
            "FAILED  every answer is a success: 2 were not; 2 times 500 oops",
        ),
    ],
)
def test_what_went_wrong_is_told(changed: dict[str, object], said: str) -> None:
    kills = (GOOD, replace(GOOD, **changed))  # type: ignore[arg-type] # by name
    failed = [str(each) for each in checks_of_kills(kills[1:]) if not each.passed]
    assert len(failed) == 1
    assert failed[0].startswith(said)
    assert [each.passed for each in checks_of_kills(kills)].count(False) == 1


def ledger() -> Ledger:
    kept = Ledger("file")
    for name, value in (("a", "1"), ("b", "2")):
        kept.send(name, value)
        kept.acknowledge(name, value)
    return kept


@pytest.mark.parametrize(
    ("found", "lost", "doubled"),
    [
        ((("a", "1"), ("b", "2")), (), ()),
        ((("a", "1"),), ("file b is gone",), ()),
        ((("a", "1"), ("b", "9")), ("file b is 9, not 2",), ()),
        ((("a", "1"), ("b", "2"), ("b", "2")), (), ("file b is there 2 times",)),
        (
            (("a", "1"), ("b", "2"), ("c", "3")),
            (),
            ("file c is there, and nobody wrote it",),
        ),
    ],
)
def test_what_was_acknowledged_has_to_be_there_once(
    found: tuple[tuple[str, str], ...], lost: tuple[str, ...], doubled: tuple[str, ...]
) -> None:
    settled = ledger().settle(found)
    assert (settled.lost, settled.doubled, settled.acknowledged) == (lost, doubled, 2)


@pytest.mark.parametrize(("value", "there"), [("1", 0), ("3", 1)])
def test_what_was_not_answered_may_be_there_or_not(value: str, there: int) -> None:
    kept = ledger()
    kept.send("a", "3")
    kept.send("new")
    found = kept.settle((("a", value), ("b", "2")))
    assert found == Findings(acknowledged=2, unanswered=2, there=there)
    assert kept.settle((("a", value), ("b", "2"))) == Findings()
    assert kept.settle((("a", value), ("b", "2"), ("new", "x"))).doubled == (
        "file new is there, and nobody wrote it",
    )


def test_what_was_refused_must_not_be_there() -> None:
    kept = ledger()
    kept.send("c", "3")
    kept.withdraw("c")
    assert kept.settle((("a", "1"), ("b", "2"), ("c", "3"))).doubled


@pytest.fixture
def entered() -> tuple[Lab, tuple[Owner, ...], Owed]:
    """A lab in this process, with two people and what is owed to them."""
    lab, owed = Lab(), nothing_owed()
    token = admit(lab, ("insync",))["insync_scim"]["token"]
    owners = enter(lab, token or lab.insync.provisioning.new_token())
    audited(lab, owners, owed)
    return lab, owners, owed


def test_a_lab_that_nobody_killed_holds_what_was_entered(
    entered: tuple[Lab, tuple[Owner, ...], Owed],
) -> None:
    lab, owners, owed = entered
    found = audited(lab, owners, owed)
    assert found == Found(dict.fromkeys(found.findings, Findings()), (), 0)
    assert {*owed.users.acknowledged} == {"ada@corp.example", "kim@corp.example"}
    assert len(owed.backups.acknowledged) == 1


def test_an_import_that_nobody_speaks_of_is_found(
    entered: tuple[Lab, tuple[Owner, ...], Owed],
) -> None:
    lab, owners, owed = entered
    (ada, *_) = lab.okta.assignments.all()
    lab.okta.state.app_users.put(replace(ada, sync_state=SyncState.OUT_OF_SYNC))
    assert audited(lab, owners, owed).untold == (
        "the import of ada@corp.example is OUT_OF_SYNC, with no job, no task and no account",
    )


def test_an_import_that_failed_is_retried(entered: tuple[Lab, tuple[Owner, ...], Owed]) -> None:
    lab, owners, owed = entered
    user = lab.okta.directory.add(
        login="eve@corp.example", email="eve@corp.example", first_name="Eve", last_name="Ek"
    )
    owed.users.acknowledge(user.login, user.id)
    owed.imports.acknowledge(user.login, "")
    lab.inject_fault(Fault("apis.druva.example", None, times=1))
    lab.okta.assignments.assign(user.id)
    lab.okta.jobs.run()
    found = audited(lab, owners, owed)
    assert (found.retried, found.untold, found.findings["import"].lost) == (1, (), ())
    assert lab.insync.accounts.find(Address("eve@corp.example"))


def test_a_backup_that_claims_a_snapshot_it_has_not_is_found(
    entered: tuple[Lab, tuple[Owner, ...], Owed],
) -> None:
    lab, owners, owed = entered
    (job,) = lab.insync.protection.backups(owners[0].account)
    assert job.status is BackupStatus.SUCCESSFUL
    lab.insync.state.backups.put(replace(job, snapshot_id=99))
    found = audited(lab, owners, owed)
    assert found.untold == (f"backup {job.id}: Backed Up Successfully, with snapshot 99",)
    assert found.findings["backup"].lost


def test_a_tenant_that_cannot_be_backed_up_is_unfit() -> None:
    lab = Lab()
    token = lab.insync.provisioning.new_token()
    lab.inject_fault(Fault("graph.microsoft.example", None, times=9))
    with pytest.raises(UnfitLab, match="Ada Ames was not backed up"):
        enter(lab, token)
