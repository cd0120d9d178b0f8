"""A step about one person asks a lab elsewhere for that person, however many others there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sites import all_at
from fakes.company.cast import CAST, Person
from fakes.company.setting_up import enter_microsoft365, enter_okta
from fakes.lab import Lab
from fakes.serving.control import control_app
from fakes.serving.hosted_lab import HostedLab
from fakes.wire import Address, Request, Response
from fakes.wire.network import call
from steps.accounts import account_of, accounts_of
from steps.microsoft365 import can_restore, user_of
from steps.people import okta_user

HERE = "http://127.0.0.1:8000"
SAM = CAST["Sam"]


def enter(lab: Lab, person: Person, *, mailbox: bool = False) -> None:
    enter_okta(lab.okta, person)
    enter_microsoft365(lab.microsoft365, person, mailbox=mailbox, onedrive=False)
    lab.insync.accounts.add(email_id=Address(person.smtp), display_name=person.full_name)


def leave(lab: Lab, person: Person) -> None:
    user = enter_microsoft365(lab.microsoft365, person, mailbox=False, onedrive=False)
    lab.microsoft365.directory.delete_user(user.id)


def somebody(number: int) -> Person:
    address = f"person.{number}@corp.example"
    return Person(f"P{number}", f"Q{number}", address, address)


def tenant(others: int) -> Lab:
    lab = Lab()
    for number in range(others):
        enter(lab, somebody(number))
        leave(lab, somebody(1000 + number))
    enter(lab, SAM, mailbox=True)
    return lab


def fetched(lab: Lab, step: Callable[[RemoteLab], object]) -> int:
    """Return how many bytes a step gets from a lab that is reached over HTTP."""
    counted: list[int] = []

    def carry(request: Request) -> Response:
        answer = call(app, request)
        counted.append(len(answer.body))
        return answer

    app = control_app(HostedLab(lab))
    remote = RemoteLab(all_at(HERE), carry)
    counted.clear()
    step(remote)
    return sum(counted)


STEPS: dict[str, Callable[[RemoteLab], object]] = {
    "an account": lambda lab: account_of(lab.insync, SAM),
    "all accounts of a person": lambda lab: accounts_of(lab.insync, SAM),
    "a user of Microsoft 365": lambda lab: user_of(lab.microsoft365, SAM),
    "a user who was deleted": lambda lab: can_restore(lab.microsoft365, SAM, False),
    "a user of Okta": lambda lab: okta_user(lab.okta, SAM),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_what_a_step_fetches_does_not_grow_with_the_tenant(
    step: Callable[[RemoteLab], object],
) -> None:
    few, many = (fetched(tenant(others), step) for others in (2, 20))
    assert many <= few + len(f'"{SAM.upn}"'), "the numbers of what comes later are longer"
