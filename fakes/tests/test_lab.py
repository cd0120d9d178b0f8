"""A lab that was reset is as new: the same story leaves the same exchanges, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.insync.model import EVERYONE, GraphApp
from fakes.lab import Lab
from fakes.microsoft365.model import License
from fakes.wire import Address, Clock, Exchange, Fault, NoAnswer, Request

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Stopped(Clock):
    def now(self) -> datetime:
        return START


def story(lab: Lab) -> tuple[Exchange, ...]:
    app = lab.microsoft365.apps.register_app("Druva inSync")
    lab.insync.protection.connect(GraphApp(app.tenant_id, app.client_id, app.client_secret))
    provisioning = lab.insync.provisioning
    provisioning.save_mappings((EVERYONE,))
    lab.okta.app.connect(base_url=provisioning.base_url(), token=provisioning.new_token())
    for name in ("sam", "lia"):
        address = f"{name}@corp.example"
        user = lab.okta.directory.add(
            login=address, email=address, first_name=name.title(), last_name="Soto"
        )
        lab.okta.assignments.assign(user.id)
        lab.microsoft365.directory.add_user(
            Address(address),
            mail=Address(address),
            display_name=name.title(),
            licenses=(License.EXCHANGE_ONLINE,),
        )
    lab.okta.jobs.run()
    lab.insync.protection.back_up_everyone()
    return tuple(lab.wire.journal)


def test_a_reset_lab_tells_the_same_story() -> None:
    lab = Lab(clock=Stopped())
    before = story(lab)
    assert before
    lab.reset()
    assert len(lab.wire.journal) == 0
    assert story(lab) == before


def test_a_reset_lab_has_no_faults_waiting() -> None:
    lab = Lab(clock=Stopped())
    host = lab.insync.provisioning.base_url().split("/")[2]
    ask = Request("GET", f"https://{host}/insync/scim/Users")
    lab.wire.inject_fault(Fault(host, None, times=2))
    with pytest.raises(NoAnswer):
        lab.wire.send("test", ask)
    lab.reset()
    assert lab.wire.send("test", ask).status == 401
