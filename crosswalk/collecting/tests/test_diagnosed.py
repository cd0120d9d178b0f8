"""What is collected is what a diagnosis takes: the tenant that the consoles of the lab show."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from crosswalk.cli import main
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import Tenant
from fakes.insync.model import ErrorCode, Workload
from fakes.microsoft365.model import License
from fakes.wire import Address

from .collecting import Collecting


def test_the_tenant_of_the_files_is_that_of_the_consoles(lab: Collecting, tmp_path: Path) -> None:
    okta, insync, microsoft365 = lab.lab.okta, lab.lab.insync, lab.lab.microsoft365
    sam, ada, lia, *_ = microsoft365.directory.list_users()
    okta.directory.deactivate(okta.directory.users()[0].id)
    insync.accounts.preserve(insync.accounts.all()[1].id)
    microsoft365.exchange.add_shared_mailbox(Address("desk@corp.example"))
    microsoft365.exchange.convert_to_shared(ada.id)
    microsoft365.directory.remove_license(lia.id, License.OFFICE_365_E3)
    lab.collect(tmp_path / "out")

    tenant = read([*(tmp_path / "out").iterdir()])

    assert (tenant.notes, tenant.assumed) == ((), ())
    _compare_okta(tenant, lab)
    assert {(each.email_id, each.preserved) for each in tenant.accounts} == {
        (str(each.email_id), each.status.value == "preserved") for each in insync.accounts.all()
    }
    assert sum(each.preserved for each in tenant.accounts) == 1
    found = {
        each.upn: (each.primary_smtp, {*each.aliases}, each.mailbox, each.onedrive, each.shared)
        for each in tenant.microsoft365
    }
    assert found == {
        str(each.user_principal_name): (
            str(each.mail or ""),
            {str(alias) for alias in each.aliases},
            microsoft365.exchange.has_mailbox(each.id),
            microsoft365.onedrive.is_provisioned(each.id),
            microsoft365.exchange.has_mailbox(each.id) and each.mailbox_type.value == "shared",
        )
        for each in microsoft365.directory.list_users()
    }
    for place in (2, 3, 4):
        assert {each[place] for each in found.values()} == {True, False}
    assert found[str(sam.user_principal_name)][2:] == (True, True, False)


def _compare_okta(tenant: Tenant, lab: Collecting) -> None:
    users = {each.id: each for each in tenant.okta}
    consoles = {each.id: each for each in lab.lab.okta.directory.users()}
    assert {key: (each.login, each.email, each.active) for key, each in users.items()} == {
        key: (each.login, each.email, each.status.value != "DEPROVISIONED")
        for key, each in consoles.items()
    }
    assert {each.active for each in users.values()} == {True, False}
    assert tenant.app_users is not None
    assert {(each.id, each.user_name, each.external_id) for each in tenant.app_users} == {
        (each.user_id, each.user_name, each.external_id or "")
        for each in lab.lab.okta.assignments.all()
    }


def test_what_is_foretold_of_them_is_what_the_lab_does(lab: Collecting, tmp_path: Path) -> None:
    insync, microsoft365 = lab.lab.insync, lab.lab.microsoft365
    people = microsoft365.directory.list_users()
    microsoft365.directory.remove_license(people[2].id, License.OFFICE_365_E3)
    lab.collect(tmp_path / "out")
    named = [str(each) for each in sorted((tmp_path / "out").iterdir())]

    result = CliRunner().invoke(main, ["diagnose", *named, "--into", str(tmp_path / "told")])

    assert result.exit_code == 1, result.output
    with (tmp_path / "told/people.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = {row["insync_email_id"]: row for row in csv.DictReader(file)}
    accounts = {str(each.email_id): each.id for each in insync.accounts.all()}
    assert rows.keys() == accounts.keys()
    for column, workload in (
        ("onedrive_backup_now", Workload.ONEDRIVE),
        ("exchange_backup_now", Workload.EXCHANGE_ONLINE),
    ):
        ends = {
            email_id: insync.protection.back_up(account, workload).error
            for email_id, account in accounts.items()
        }
        assert {email_id: row[column] for email_id, row in rows.items()} == {
            email_id: error.value if error else "succeeds" for email_id, error in ends.items()
        }
        assert {*ends.values()} == {None, ErrorCode.EUSERNOTFOUND}
