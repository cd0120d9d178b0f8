"""What is collected is what a diagnosis takes: the tenant that the consoles of the lab show."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import Tenant
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
