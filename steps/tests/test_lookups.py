"""A step about one person asks a lab elsewhere for that person, however many others there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sites import all_at
from fakes.company.cast import CAST, Person
from fakes.lab import Lab
from fakes.serving.control import control_app
from fakes.serving.hosted_lab import HostedLab
from fakes.wire import Address, Request, Response
from fakes.wire.network import call
from steps.microsoft365 import can_restore
from steps.naming import Named
from steps.story import Story
from steps.who import (
    account_of,
    accounts_of,
    adds_account,
    enters_microsoft365,
    enters_okta,
    okta_user_of,
    user_of,
)

HERE = "http://127.0.0.1:8000"
SAM = CAST["Sam"]
Step = Callable[[RemoteLab, Story], object]


def enter(lab: Lab, story: Story, person: Person, *, mailbox: bool = False) -> None:
    enters_okta(lab.okta, story.who, person)
    enters_microsoft365(lab.microsoft365, story.who, person, mailbox=mailbox, onedrive=False)
    adds_account(lab.insync, story.who, person, Address(person.smtp))


def leave(lab: Lab, story: Story, person: Person) -> None:
    user = enters_microsoft365(lab.microsoft365, story.who, person, mailbox=False, onedrive=False)
    lab.microsoft365.directory.delete_user(user.id)


def somebody(number: int) -> Person:
    address = f"person.{number}@corp.example"
    return Person(f"P{number}", f"Q{number}", address, address)


def tenant(others: int) -> tuple[Lab, Story]:
    lab, story = Lab(), Story()
    for number in range(others):
        enter(lab, story, somebody(number))
        leave(lab, story, somebody(1000 + number))
    enter(lab, story, SAM, mailbox=True)
    return lab, story


def fetched(lab: Lab, story: Story, step: Step) -> int:
    """Return how many bytes a step gets from a lab that is reached over HTTP."""
    counted: list[int] = []

    def carry(request: Request) -> Response:
        answer = call(app, request)
        counted.append(len(answer.body))
        return answer

    app = control_app(HostedLab(lab))
    remote = RemoteLab(all_at(HERE), carry)
    counted.clear()
    step(remote, story)
    return sum(counted)


NAMED = Named(SAM.name)
STEPS: dict[str, Step] = {
    "an account": lambda lab, story: account_of(lab.insync, story.who, NAMED),
    "all accounts of a person": lambda lab, story: accounts_of(lab.insync, story.who, SAM.name),
    "a user of Microsoft 365": lambda lab, story: user_of(lab.microsoft365, story.who, NAMED),
    "a user who was deleted": lambda lab, story: can_restore(lab.microsoft365, story, "Sam", False),
    "a user of Okta": lambda lab, story: okta_user_of(lab.okta, story.who, NAMED),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_what_a_step_fetches_does_not_grow_with_the_tenant(step: Step) -> None:
    few, many = (fetched(*tenant(others), step) for others in (2, 20))
    assert many <= few + len(f'"{SAM.upn}"'), "the numbers of what comes later are longer"
