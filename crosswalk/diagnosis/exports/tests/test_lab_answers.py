"""What the APIs of the lab answer is read as the tenant that its consoles show."""

from __future__ import annotations

from base64 import b64encode
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import Tenant
from fakes.company.seeds import Credentials, admit, seed_demo
from fakes.lab import Lab
from fakes.microsoft365.model import License
from fakes.wire import Address, Request

from .samples import told

SELECTED = "id,userPrincipalName,mail,proxyAddresses,assignedLicenses,userType"


@pytest.fixture(scope="module")
def lab() -> Lab:
    """The people of the features; one is deactivated, preserved or lacks a license."""
    lab = Lab()
    seed_demo(lab)
    lab.okta.directory.deactivate(lab.okta.directory.users()[0].id)
    lab.insync.accounts.preserve(lab.insync.accounts.all()[1].id)
    one, other, *_ = lab.microsoft365.directory.list_users()
    lab.microsoft365.directory.remove_license(one.id, License.OFFICE_365_E3)
    lab.microsoft365.directory.remove_license(other.id, License.OFFICE_365_E3)
    lab.microsoft365.directory.assign_license(other.id, License.EXCHANGE_ONLINE)
    lab.microsoft365.directory.add_user(Address("nobody@corp.example"), mail=None, licenses=())
    return lab


@pytest.fixture(scope="module")
def answers(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with what the APIs answer; Graph in pages of three."""
    given = admit(lab, ("okta", "insync", "microsoft365"))
    directory = tmp_path_factory.mktemp("answers")
    okta = "https://corp.okta.example/api/v1"
    token = f"SSWS {given['okta']['token']}"
    _save(lab, directory / "users.json", f"{okta}/users", token)
    # Okta lists the deactivated ones only to who asks for them.
    gone = f"{okta}/users?filter=status%20eq%20%22DEPROVISIONED%22"
    _save(lab, directory / "gone.json", gone, token)
    _save(lab, directory / "app.json", f"{okta}/apps/{given['okta']['app_id']}/users", token)
    url = "https://apis.druva.example/insync/usermanagement/v1/users"
    _save(lab, directory / "insync.json", url, _druva(lab, given))
    page = f"https://graph.microsoft.example/v1.0/users?$select={SELECTED}&$top=3"
    numbers = count(1)
    while page:
        path = directory / f"graph{next(numbers)}.json"
        answer = _save(lab, path, page, f"Bearer {given['graph']['token']}")
        page = answer.get("@odata.nextLink", "")
    return directory


def _save(lab: Lab, path: Path, url: str, authorization: str) -> Any:
    answer = lab.send("client", Request("GET", url, (("Authorization", authorization),), b""))
    assert answer.status == 200, answer.body
    path.write_bytes(answer.body)
    return answer.json()


def _druva(lab: Lab, given: Credentials) -> str:
    pair = f"{given['insync']['client_id']}:{given['insync']['client_secret']}"
    headers = (
        ("Authorization", f"Basic {b64encode(pair.encode()).decode()}"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    )
    body = b"grant_type=client_credentials&scope=read"
    request = Request("POST", "https://apis.druva.example/token", headers, body)
    return f"Bearer {lab.send('client', request).json()['access_token']}"


def test_people_of_okta_are_those_of_its_console(lab: Lab, answers: Path) -> None:
    found = {(each.id, each.login, each.email, each.active) for each in _read(answers).okta}
    assert found == {
        (each.id, each.login, each.email, each.status.value != "DEPROVISIONED")
        for each in lab.okta.directory.users()
    }
    assert {active for *_, active in found} == {True, False}


def test_app_users_are_those_of_the_console(lab: Lab, answers: Path) -> None:
    found = _read(answers).app_users
    assert found is not None
    assert {(each.id, each.user_name, each.external_id) for each in found} == {
        (each.user_id, each.user_name, each.external_id) for each in lab.okta.assignments.all()
    }
    assert len(found) == len(lab.okta.directory.users()) - 1


def test_accounts_are_those_of_the_console(lab: Lab, answers: Path) -> None:
    found = {(each.email_id, each.preserved) for each in _read(answers).accounts}
    assert found == {
        (str(each.email_id), each.status.value == "preserved") for each in lab.insync.accounts.all()
    }
    assert sum(preserved for _, preserved in found) == 1


def test_people_of_microsoft_365_are_those_of_its_console(lab: Lab, answers: Path) -> None:
    microsoft365 = lab.microsoft365
    found = {
        each.upn: (each.primary_smtp, {*each.aliases}, each.mailbox, each.guest)
        for each in _read(answers).microsoft365
    }
    assert found == {
        str(each.user_principal_name): (
            str(each.mail or ""),
            {*map(str, each.aliases)},
            microsoft365.exchange.has_mailbox(each.id),
            False,
        )
        for each in microsoft365.directory.list_users()
    }
    assert {mailbox for _, _, mailbox, _ in found.values()} == {True, False}


def test_nothing_is_told_of_whole_answers(answers: Path) -> None:
    tenant = _read(answers)
    assert tenant.notes == ()
    assert [sentence[:27] for sentence in tenant.assumed] == ["No export lists OneDrives: "]


def test_an_answer_whose_last_page_is_missing_is_told(answers: Path) -> None:
    last = max(answers.glob("graph*.json"), key=lambda path: int(path.stem[5:]))
    ((_, _, text),) = told(_read(answers, last.name).notes)
    assert text.startswith("@odata.nextLink leads to a page that no file holds: Microsoft 365 peo")


def _read(directory: Path, *but: str) -> Tenant:
    return read([path for path in directory.iterdir() if path.name not in but])
