"""Three systems that are served apart are one lab: one journal, one time, faults where they hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.evidence.model import (
    EXCHANGES_FILE,
    PEOPLE_FILE,
    People,
    read_exchanges,
    read_people,
)
from crosswalk.evidence.witness import Witness
from crosswalk.lab_interface import START
from crosswalk.lab_interface import Lab as AnyLab
from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sites import Site, all_at
from fakes.company.cast import CAST
from fakes.company.seeds import admit
from fakes.company.setting_up import connect, enter_microsoft365, enter_okta
from fakes.lab import Lab
from fakes.serving.callers import Names
from fakes.serving.control import control_app
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.origins import SYSTEMS
from fakes.serving.system_app import SystemApp
from fakes.wire import Exchange, Fault, NoAnswer, Request, Response
from fakes.wire.network import call

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Labs = dict[str, Lab]


class Dropped(Exception):
    """What a server does not answer."""


@pytest.fixture
def labs() -> Labs:
    """Three labs, of each of which one system is served, and the others are its peers."""
    labs = {system: Lab() for system in SYSTEMS}
    for own, lab in labs.items():
        for peer in SYSTEMS:
            if peer != own:
                for host in lab.wire.hosts(peer):
                    lab.wire.connect(host, peer, gateway(labs[peer], peer, own))
    return labs


def gateway(lab: Lab, system: str, sender: str) -> WSGIApplication:
    """Return what stands for a system that is elsewhere, without the way there."""
    origin = SystemApp(lab.wire, system, Dropped)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        record = {
            "HTTP_X_FORWARDED_HOST": environ["HTTP_HOST"],
            "HTTP_X_FORWARDED_PROTO": environ["wsgi.url_scheme"],
            "HTTP_X_CROSSWALK_SENDER": sender,
        }
        try:
            return origin({**environ, **record}, start_response)
        except Dropped:
            raise NoAnswer(f"{environ['HTTP_HOST']} gave no answer") from None

    return app


@pytest.fixture
def apart(labs: Labs) -> RemoteLab:
    """The three labs, seen as one."""
    apps: dict[str, Callable[[Request], Response]] = {}
    for system, lab in labs.items():
        hosted = HostedLab(lab, (system,), names=Names(known_as=f"{system}-control"))
        apps[f"{system}-control"] = partial(call, control_app(hosted))
        apps[system] = partial(call, SystemApp(lab.wire, system, Dropped))
    sites = {each: Site(f"http://{each}-control", f"http://{each}") for each in SYSTEMS}
    return RemoteLab(sites, lambda request: apps[request.url.split("/")[2]](request))


def act(lab: AnyLab) -> list[tuple[str, str, str, str, int]]:
    """Import somebody and back them up; ask as a client; return what crossed the wire."""
    connect(lab.okta, lab.insync, lab.microsoft365)
    user = enter_okta(lab.okta, CAST["Sam"])
    enter_microsoft365(lab.microsoft365, CAST["Sam"])
    lab.okta.assignments.assign(user.id)
    lab.journal.begin("the users are imported and backed up", acts=True)
    lab.okta.jobs.run()
    lab.insync.protection.back_up_everyone()
    lab.send("client", Request("GET", "https://apis.druva.example/insync/scim/Users"))
    return [record(each) for each in lab.journal.latest()]


def record(each: Exchange) -> tuple[str, str, str, str, int]:
    return each.sender, each.recipient, each.method, each.path, each.status


def test_the_journal_holds_each_exchange_once(apart: RemoteLab) -> None:
    together = act(Lab())

    assert sorted(act(apart)) == sorted(together)
    assert len({(sender, recipient) for sender, recipient, *_ in together}) == 3


def left_behind(lab: AnyLab) -> tuple[People, list[tuple[str, str, str, int]]]:
    witness = Witness(lab)
    witness.gather()
    witness.during("Sam is in Okta", acts=False)
    connect(lab.okta, lab.insync, lab.microsoft365)
    lab.okta.assignments.assign(enter_okta(lab.okta, CAST["Sam"]).id)
    witness.during("the users are imported from Okta", acts=True)
    lab.okta.jobs.run()
    witness.during("inSync backs up everyone", acts=True)
    lab.insync.protection.back_up_everyone()
    left = {name: text for name, _, text in witness.evidence()}
    exchanges = read_exchanges(left[EXCHANGES_FILE])
    crossed = [
        (scene.sentence, each.sender, each.path, each.status)
        for scene in exchanges.scenes
        for each in scene.exchanges
    ]
    return read_people(left[PEOPLE_FILE]), crossed


def test_a_scenario_leaves_the_same_behind(apart: RemoteLab) -> None:
    people, crossed = left_behind(apart)

    assert (people, crossed) == left_behind(Lab())
    assert {sentence for sentence, *_ in crossed} == {
        "Sam is in Okta",
        "the users are imported from Okta",
        "inSync backs up everyone",
    }


def test_their_snapshot_is_that_of_one_lab(apart: RemoteLab) -> None:
    act(apart)
    apart.time.go_to_start()
    apart.inject_fault(Fault("apis.druva.example", None, times=2))
    snapshot, opened = apart.snapshot(), Lab()
    opened.load(snapshot)

    assert opened.snapshot() == snapshot
    assert opened.wire.faults == (Fault("apis.druva.example", None, times=2),)
    assert opened.wire.clock.now() == START
    assert sorted(map(record, opened.journal.latest())) == sorted(
        map(record, apart.journal.latest())
    )
    assert [each.number for each in opened.journal] == list(range(len(opened.journal)))
    assert 0 < len(opened.journal.latest()) < len(opened.journal)
    assert [user.login for user in opened.okta.directory.users()] == [CAST["Sam"].upn]
    assert opened.insync.accounts.all()
    assert opened.microsoft365.directory.list_users()


def test_who_receives_knows_who_sent(apart: RemoteLab, labs: Labs) -> None:
    act(apart)

    assert {each.sender for each in labs["insync"].wire.journal} >= {"okta", "insync", "client"}
    assert {each.sender for each in labs["microsoft365"].wire.journal} == {"insync"}


@pytest.mark.parametrize("answer", [Response(503, "Busy"), None])
def test_a_fault_meets_peers_and_clients_as_often_as_it_says(
    apart: RemoteLab, answer: Response | None
) -> None:
    connect(apart.okta, apart.insync, apart.microsoft365)
    apart.inject_fault(Fault("apis.druva.example", answer, times=2))

    assert apart.okta.app.test_connection() != ""
    assert apart.okta.app.test_connection() != ""
    assert apart.okta.app.test_connection() == ""


def test_a_fault_at_no_host_is_refused(apart: RemoteLab) -> None:
    with pytest.raises(ValueError, match=r"there is no host 'nowhere\.example'"):
        apart.inject_fault(Fault("nowhere.example", None))


def test_time_and_resets_reach_all(apart: RemoteLab, labs: Labs) -> None:
    apart.time.go_to_start()
    apart.time.pass_by(timedelta(days=1))
    enter_okta(apart.okta, CAST["Sam"])
    apart.reset()

    assert len({lab.wire.clock.now() for lab in labs.values()}) == 1
    assert apart.okta.directory.users() == ()

    apart.release()
    assert {lab.wire.clock.frozen for lab in labs.values()} == {None}


def test_a_system_that_is_not_there_is_named(labs: Labs) -> None:
    alone: Any = partial(call, control_app(HostedLab(labs["okta"], ("okta",))))

    with pytest.raises(ValueError, match="insync is not served there: expected one of okta"):
        RemoteLab(all_at("http://127.0.0.1:1"), alone)


def test_an_insync_that_starts_again_does_not_shut_out_an_okta_elsewhere() -> None:
    lab = Lab()
    token = lab.insync.provisioning.new_token()

    assert "token" not in admit(lab, ["insync"])["insync_scim"]

    url = lab.insync.provisioning.base_url() + "/Users"
    request = Request("GET", url, (("Authorization", f"Bearer {token}"),))
    assert lab.send("okta", request).status == 200
