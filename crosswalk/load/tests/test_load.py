"""What `crosswalk load` makes of a lab, and of what it saw there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from crosswalk.cli import main
from crosswalk.load.disturbing import ABANDONED, MALFORMED, SLOW
from crosswalk.load.errands import ATTRIBUTES, Errands, UnfitLab, prepare
from crosswalk.load.memory import IN_MEMORY, MIB, ON_DISK, Bound, Mark, Memory, growth, resident
from crosswalk.load.report import checks_of
from crosswalk.load.run import ROUTES, Outcome
from crosswalk.load.tally import Tally, quantile, together
from crosswalk.remote.process import Process
from fakes.wire import Request, Response

ROOT = Path(__file__).parents[3]
CREDENTIALS = {"client_id": "an-app", "client_secret": "a-secret", "token": "t"}
TOLD = {
    "okta": {"url": "http://okta.example", "token": "t"},
    "insync_scim": {"url": "http://insync.example/scim", "token": "t"},
    "graph": {"url": "http://graph.example/v1.0", "token_url": "http://g.example", **CREDENTIALS},
    "control": {"url": "http://control.example"},
}
FLAT = (Mark(0, 50 * MIB, 0), Mark(0.25, 60 * MIB, 10), Mark(1, 61 * MIB, 100))
GOOD = Outcome(
    seconds=1.0,
    clients=2,
    tallies={"okta read": Tally([0.1, 0.2]), "token": Tally([0.3], created=1)},
    disturbed={"malformed, ews": Tally([0.1], refused=Counter({"400": 2, "500": 1}))},
    updates=7,
    lost=(),
    accounts_created=3,
    accounts_found=3,
    memory=Memory(1, marks=list(FLAT), on_disk=list(FLAT)),
)


def too_large(bound: Bound) -> Mark:
    return Mark(1, 60 * MIB + bound.slack + 91 * bound.per_record, 100)


def test_a_lab_of_its_own_bears_it() -> None:
    ended = subprocess.run(  # noqa: S603 - our own command
        [
            *(sys.executable, "-m", "crosswalk", "load"),
            "--seconds",
            "2",
            "--clients",
            "4",
            "--state",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert not ended.stderr
    assert "\x1b" not in ended.stdout
    rows = [line.split("│") for line in ended.stdout.splitlines() if line.startswith("│")]
    disturbed = {*MALFORMED.values(), ABANDONED, SLOW}
    assert {row[1].strip() for row in rows} == {*ROUTES, "all", *disturbed}
    assert all(int(row[2]) > 0 and int(row[4]) == 0 for row in rows)
    assert ended.stdout.count("\nok  ") == 6


def test_what_went_well_is_told() -> None:
    assert [check.passed for check in checks_of(GOOD)] == [True] * 6


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"tallies": {"token": Tally([0.1], Counter({"503 busy": 2}), failures=2)}},
            "FAILED  every answer is a success: 2 were 5xx; token: 2 times 503 busy",
        ),
        (
            {"lost": ("nickName of u1 is 3, not 4",)},
            "FAILED  no update is lost: 7 updates of shared users; nickName of u1 is 3, not 4",
        ),
        ({"accounts_found": 2}, "FAILED  every account is there: 3 created, 2 more"),
        (
            {"memory": Memory(1, marks=[*FLAT, too_large(IN_MEMORY)])},
            "FAILED  memory is flat",
        ),
        (
            {"memory": Memory(1, on_disk=[*FLAT, too_large(ON_DISK)])},
            "FAILED  the state file is flat",
        ),
        (
            {"disturbed": {"malformed, okta": Tally(errors=Counter({"200 OK": 3}))}},
            "FAILED  what is malformed is refused as the vendor does: nothing was malformed; "
            "malformed, okta: 3 times 200 OK",
        ),
    ],
)
def test_what_went_wrong_is_told(changed: dict[str, object], said: str) -> None:
    failed = [str(each) for each in checks_of(replace(GOOD, **changed)) if not each.passed]  # type: ignore[arg-type] # by name
    assert len(failed) == 1
    assert failed[0].startswith(said)


def test_memory_may_grow_by_what_was_created_since_the_first_quarter() -> None:
    bound = Bound(1000, 10)
    assert growth(list(FLAT), bound) == (MIB, 1000 + 90 * 10)
    assert growth(list(FLAT[:1]), bound) == (0, 1000)


def test_memory_that_nobody_can_see_is_no_failure() -> None:
    unseen = Memory(None)
    unseen.mark(0, 0, 0)
    memory, state = checks_of(replace(GOOD, memory=unseen))[-2:]
    assert memory.passed
    assert "--pid" in memory.said
    assert state.passed
    assert "--state" in state.said


def test_a_process_that_is_gone_has_no_memory() -> None:
    started = Process(("-c", "print('ready')"))
    assert started.line == "ready"
    started.stop()
    assert resident(started.pid) == 0


def test_quantiles_are_of_what_came() -> None:
    assert quantile([], 0.5) == 0.0
    assert [quantile([1.0, 2.0, 3.0, 4.0], share) for share in (0.0, 0.5, 0.95, 1.0)] == [
        *(1.0, 3.0, 4.0, 4.0)
    ]


def test_what_clients_counted_is_added_up() -> None:
    one = {"token": Tally([1.0], Counter(refused=1), failures=1, created=0)}
    other = {"token": Tally([2.0], Counter(refused=2), failures=0, created=3)}
    whole = together((one, other))
    assert whole == {"token": Tally([1.0, 2.0], Counter(refused=3), failures=1, created=3)}
    assert one["token"].seconds == [1.0]


def test_clients_who_share_a_user_have_an_attribute_each() -> None:
    created: list[str] = []

    def carry(request: Request) -> Response:
        if request.method == "POST":
            created.append(f"u{len(created)}")
        people = b'{"totalResults": 5, "id": "u", "value": [{"id": "m"}]}'
        return Response(200, body=people)

    grounds = prepare(Errands(TOLD), carry, len(ATTRIBUTES) + 1)
    assert len(set(ATTRIBUTES)) == len(ATTRIBUTES)
    assert len(created) == len(grounds.shared) == 2
    assert (grounds.owner, grounds.accounts) == ("m", 5)


def test_a_lab_without_a_mailbox_is_unfit() -> None:
    def carry(request: Request) -> Response:
        bare = b'{"totalResults": 0, "id": "u", "value": [{"id": "m"}]}'
        return Response(404 if "/messages" in request.url else 200, body=bare)

    with pytest.raises(UnfitLab, match="serve with --seed demo"):
        prepare(Errands(TOLD), carry, 1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("no JSON", "is not a url-file: expected"),
        (json.dumps({"control": TOLD["control"]}), "does not serve okta, insync_scim, graph"),
        (json.dumps({**TOLD, "insync_scim": {"url": "http://127.0.0.1:9"}}), "no answer from"),
    ],
)
def test_a_lab_that_cannot_be_loaded_is_told(text: str, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "lab.json"
    file.write_text(text)
    result = CliRunner().invoke(main, ["load", "--url-file", str(file)])
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "Traceback" not in result.output
