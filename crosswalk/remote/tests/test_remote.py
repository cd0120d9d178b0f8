"""A lab elsewhere behaves as the lab of this process: what goes in arrives, what comes out too."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import partial
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

import falcon
import pytest

from crosswalk.lab_interface import START
from crosswalk.remote.remote import Control, RemoteLab, RemoteTime, console
from crosswalk.remote.sites import all_at
from fakes.insync.model import Profile
from fakes.lab import Lab
from fakes.microsoft365.model import License
from fakes.serving.admin_api import CALLED, AdminApi
from fakes.serving.control import PREFIX, control_app
from fakes.serving.endpoints import route
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.operations import ADMINS, Operation, operations_of
from fakes.serving.system_app import SystemApp
from fakes.wire import Address, Fault, NoAnswer, Request, Response
from fakes.wire.network import call

HERE = "http://127.0.0.1:8000"
OPERATIONS = [each for system in ADMINS for each in operations_of(system)]
SAMPLES: dict[Any, object] = {
    str: 'é ✓ 🙂 "\\\n\x00 \u2028',
    int: -(2**53) - 1,
    bool: True,
    bytes: bytes(range(256)),
    datetime: datetime(2026, 3, 2, 8, 0, 0, 123456, UTC),
    Address: Address("Sam.SOTO@Corp.example"),
    NoneType: None,
}


def sample(kind: Any) -> object:
    """Return a value of a type, an odd one where there is any."""
    if kind in SAMPLES:
        return SAMPLES[kind]
    if get_origin(kind) is not None:
        return _of_many(kind)
    if issubclass(kind, Enum):
        return list(kind)[-1]
    types = get_type_hints(kind)
    named = {each.name: sample(types[each.name]) for each in dataclasses.fields(kind) if each.init}
    return kind(**named)


def _of_many(kind: Any) -> object:
    first, *others = get_args(kind)
    if get_origin(kind) is UnionType:
        return sample(first)
    if get_origin(kind) is frozenset:
        return frozenset({sample(first)})
    return (sample(first),) * 2 if others == [...] else tuple(map(sample, get_args(kind)))


def arguments(operation: Operation) -> tuple[list[object], dict[str, object]]:
    positional: list[object] = []
    named: dict[str, object] = {}
    for each in operation.signature.parameters.values():
        value = sample(operation.types[each.name])
        if each.kind is each.VAR_POSITIONAL:
            positional.extend(cast("tuple[object, ...]", value))
        elif each.kind is each.KEYWORD_ONLY:
            named[each.name] = value
        else:
            positional.append(value)
    return positional, named


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_arguments_and_results_cross_unchanged(operation: Operation) -> None:
    seen: list[tuple[object, ...]] = []

    def method(*args: object, **kwargs: object) -> object:
        seen.append((list(args), kwargs))
        return sample(operation.result)

    part = SimpleNamespace(**{operation.name: method})
    app: falcon.App[Any, Any] = falcon.App()
    systems = SimpleNamespace(**{operation.system: SimpleNamespace(**{operation.part: part})})
    app.add_route(PREFIX + CALLED, route(CALLED, AdminApi(systems)))
    remote = console(operation.system, Control(HERE, partial(call, app)))
    args, kwargs = arguments(operation)

    result = getattr(getattr(remote, operation.part), operation.name)(*args, **kwargs)

    assert seen == [(args, kwargs)]
    assert (result, type(result)) == (sample(operation.result), type(sample(operation.result)))


Pair = tuple[Lab, RemoteLab]


@pytest.fixture
def pair() -> Pair:
    """A lab, and the same lab seen from elsewhere."""
    lab = Lab()
    hosted = HostedLab(lab, urls={"insync": "http://127.0.0.1:8001"})
    app = control_app(hosted)

    def carry(request: Request) -> Response:
        if request.url.startswith("http://127.0.0.1:8001/"):
            return call(SystemApp(lab.wire, "insync", NoAnswer), request)
        return call(app, request)

    return lab, RemoteLab(all_at(HERE), carry)


def test_text_is_kept_in_its_case_and_bytes_as_they_are(pair: Pair) -> None:
    lab, remote = pair
    user = remote.microsoft365.directory.add_user(
        Address("Sam@Corp.onmicrosoft.example"), licenses=(License.OFFICE_365_E3,)
    )
    remote.microsoft365.onedrive.provision(user.id)
    remote.microsoft365.onedrive.write_file(user.id, path="später.bin", content=bytes(range(256)))

    assert user.user_principal_name.text == "Sam@Corp.onmicrosoft.example"
    assert lab.microsoft365.directory.list_users() == (user,)
    assert remote.microsoft365.onedrive.read_file(user.id, path="später.bin") == bytes(range(256))


def test_any_number_of_changes_can_be_given(pair: Pair) -> None:
    _, remote = pair
    user = remote.okta.directory.add(
        login="sam@corp.example", email="sam@corp.example", first_name="Sam", last_name="Soto"
    )

    changed = remote.okta.directory.update(
        user.id, ("firstName", "Samuel"), ("email", "soto@corp.example")
    )

    assert (changed.attribute("firstName"), changed.email) == ("Samuel", "soto@corp.example")


REFUSED: list[Callable[[Any], object]] = [
    lambda lab: lab.okta.directory.user("nobody"),
    lambda lab: lab.insync.accounts.account(99),
    lambda lab: lab.insync.accounts.import_csv(b"Username, Email\nSam, nobody\n"),
    lambda lab: lab.insync.settings.click("nowhere"),
    lambda lab: lab.insync.readings.choose("A1", "wrong"),
    lambda lab: lab.microsoft365.readings.choose("A0", "wrong"),
    lambda lab: lab.microsoft365.onedrive.provision("nobody"),
]


@pytest.mark.parametrize("refused", REFUSED)
def test_what_is_refused_is_raised_in_the_same_words(
    pair: Pair, refused: Callable[[Any], object]
) -> None:
    lab, remote = pair
    with pytest.raises(ValueError, match=r"\w") as here:
        refused(lab)
    with pytest.raises(ValueError, match=r"\w") as there:
        refused(remote)

    assert str(there.value) == str(here.value)


def test_a_wrong_call_is_no_refusal(pair: Pair) -> None:
    _, remote = pair
    with pytest.raises(TypeError, match=r"okta\.directory\.user: missing .* 'user_id'"):
        cast(Any, remote.okta).directory.user()


def test_a_part_that_no_protocol_has_is_not_there(pair: Pair) -> None:
    _, remote = pair
    with pytest.raises(AttributeError):
        cast(Any, remote.okta).directory.invent()


def test_the_journal_tells_what_crossed_since_the_last_action(pair: Pair) -> None:
    lab, remote = pair
    remote.journal.begin("an identity provider asks", acts=True)
    token = remote.insync.provisioning.new_token()
    request = Request(
        "GET",
        remote.insync.provisioning.base_url() + "/Users?count=1",
        (("Authorization", f"Bearer {token}"),),
    )

    answer = remote.send("an identity provider", request)

    assert answer.status == 200
    assert remote.journal.latest() == lab.journal.latest()
    (exchange,) = remote.journal.latest()
    assert (exchange.step, exchange.status) == ("an identity provider asks", 200)
    assert exchange.sender == "an identity provider"


@pytest.mark.parametrize("answer", [Response(503, "Busy", (("Retry-After", "3"),), b"\xff"), None])
def test_a_fault_arrives_as_it_was_given(pair: Pair, answer: Response | None) -> None:
    lab, remote = pair
    fault = Fault("apis.druva.example", answer, times=1, method="GET", path="/insync")
    remote.inject_fault(fault)

    assert lab.wire.faults == (fault,)
    if answer is None:
        with pytest.raises(NoAnswer):
            lab.send("somebody", Request("GET", "https://apis.druva.example/insync/scim/Users"))


def test_time_stands_still_and_is_moved(pair: Pair) -> None:
    lab, remote = pair
    remote.time.go_to_start()
    remote.time.pass_by(timedelta(days=3, milliseconds=1))

    moved = START + timedelta(days=3, milliseconds=1)
    assert lab.wire.clock.now() == moved


def test_a_reset_leaves_time_as_it_is(pair: Pair) -> None:
    lab, remote = pair
    remote.time.go_to_start()
    remote.inject_fault(Fault("apis.druva.example", None))
    remote.insync.accounts.add(email_id=Address("sam@corp.example"), display_name="Sam")

    remote.reset()

    assert remote.insync.accounts.all() == ()
    assert lab.wire.faults == ()
    assert lab.wire.clock.now() == START


def test_a_lab_that_is_released_has_its_own_time(pair: Pair) -> None:
    lab, remote = pair
    remote.time.go_to_start()

    remote.release()

    assert lab.wire.clock.frozen is None


def test_an_answer_that_is_not_understood_is_shown() -> None:
    def carry(_request: Request) -> Response:
        return Response(502, "Bad Gateway", (), b"<h1>\n  no lab\n</h1>" + b" here" * 100)

    with pytest.raises(RuntimeError) as error:
        RemoteTime([Control(HERE, carry)]).go_to_start()
    expected = r"POST .*/_crosswalk/clock answered 502: <h1> no lab </h1>( here)+ \[\.\.\.\]"
    assert re.fullmatch(expected, str(error.value))
    assert len(str(error.value)) < 200


def test_profiles_are_told_with_what_they_protect(pair: Pair) -> None:
    here, there = pair
    assert there.insync.profiles.all() == here.insync.profiles.all() == (Profile("Default"),)
