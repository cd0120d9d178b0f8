"""A collection that was interrupted goes on where it stopped, and ends up with the same bytes."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from crosswalk.collecting.credentials import Credentials
from crosswalk.collecting.errors import Unsuitable
from crosswalk.collecting.unfinished import Page, Pages
from crosswalk.remote.process import ROOT

from .collecting import DRUVA, GRAPH, OKTA, Collecting, files, read
from .conftest import MANY

# A shell lets what it runs in the background ignore Ctrl-C, and with it whoever is started there.
_HEARS_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from crosswalk.cli import main
main()
"""


def interrupted(collecting: Collecting, into: Path, by: signal.Signals) -> tuple[int, str]:
    """Run the command until Okta lets it wait, end it then; return exit code and messages."""
    line = ("-c", _HEARS_CTRL_C, "collect", "--into", str(into), "--from", str(collecting.file))
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, *line],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr
        waits = process.stderr.readline()
        process.send_signal(by)
        _, said = process.communicate(timeout=30)
    assert re.fullmatch(r"Okta: it answered 429; asked again in 6\d s\n", waits)
    return process.returncode, said


def test_a_run_that_is_killed_goes_on(many: Collecting, tmp_path: Path) -> None:
    many.collect(tmp_path / "whole")
    many.lab.okta.limits.set_limit(8)
    code, _ = interrupted(many, tmp_path / "out", signal.SIGKILL)
    many.lab.okta.limits.set_limit(0)
    assert code == -signal.SIGKILL
    assert files(tmp_path / "out") == {}
    many.served.control("/reset?what=journal", "POST")

    outcome = many.collect(tmp_path / "out")

    assert outcome.failed == []
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert len(read(tmp_path / "out/okta-users.json")) == MANY
    assert len(read(tmp_path / "out/insync-users.json")["users"]) == MANY
    assert (tmp_path / "out/onedrives.csv").read_bytes().count(b"\n") == 1 + MANY // 2
    # Twenty pages of 200 hold all who are active: 3,960. Eight were read before.
    active = [path for _, path in many.asked() if path.startswith("/api/v1/users?after")]
    assert len(active) == 20 - 8
    assert not (tmp_path / "out/unfinished").exists()


def test_ctrl_c_ends_it_with_a_word_on_how_to_go_on(many: Collecting, tmp_path: Path) -> None:
    many.lab.okta.limits.set_limit(3)
    code, said = interrupted(many, tmp_path / "out", signal.SIGINT)

    assert code == 130
    into = tmp_path / "out"
    assert said == f"interrupted: run the same command again to go on in {into}\n"
    assert Pages(into / "unfinished/okta-users.jsonl").records == 600


def test_the_services_of_people_are_asked_for_where_a_run_stopped(
    many: Collecting, tmp_path: Path
) -> None:
    graph = many.only("graph")
    many.collect(tmp_path / "whole", graph)
    many.served.control("/reset?what=journal", "POST")
    many.lab.microsoft365.throttling.limit(calls=2_000, seconds=100_000)
    first = many.collect(tmp_path / "out", graph)
    many.lab.microsoft365.throttling.lift()
    assert "asks to wait" in first.failed[0]
    begun = sum(path.endswith("$batch") for _, path in many.asked())
    many.served.control("/reset?what=journal", "POST")

    many.collect(tmp_path / "out", graph)

    assert files(tmp_path / "out") == files(tmp_path / "whole")
    batches = sum(path.endswith("$batch") for _, path in many.asked())
    # The batch that was throttled is sent once more.
    assert (begun > 50, batches) == (True, MANY // 10 - (begun - 1))
    assert not any("$top" in path for _, path in many.asked())


def test_a_place_that_okta_no_longer_knows_begins_the_list_again(
    lab: Collecting, tmp_path: Path
) -> None:
    lab.collect(tmp_path / "whole")
    here = f"{lab.served.interfaces['okta']['url']}/api/v1/users?after=00uGONE&limit=200"
    lab.fault(
        *(OKTA, "/api/v1/users", 200),
        body=[{"id": "00uGONE", "status": "ACTIVE", "profile": {}}],
        headers=(("Link", f'<{here}>; rel="next"'),),
    )
    lab.fault(OKTA, "/api/v1/users", 503, times=6)
    lab.collect(tmp_path / "out")
    assert Pages(tmp_path / "out/unfinished/okta-users.jsonl").records == 1

    outcome = lab.collect(tmp_path / "out")

    assert outcome.failed == []
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_list_begins_again_once(lab: Collecting, tmp_path: Path) -> None:
    refused = {"code": "InsyncCappmaster-1001", "message": "Invalid API syntax."}
    for _ in range(2):
        page = {"users": [{"userID": 1}], "nextPageToken": "MQ=="}
        lab.fault(DRUVA, "/insync", 200, body=page)
        lab.fault(DRUVA, "/insync", 400, body=refused)

    (reason,) = lab.collect(tmp_path / "out", lab.only("insync")).failed

    assert "inSync answered 400 InsyncCappmaster-1001" in reason
    assert len([path for _, path in lab.asked() if path.startswith("/insync")]) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"okta": {"url": "http://localhost:1"}},
        {"okta": {"app_id": "0oa1"}},
        {"insync": {"client_id": "another"}},
        {"graph": {"token_url": "http://localhost:1/other/oauth2/v2.0/token"}},
    ],
)
def test_another_account_is_not_mixed_into_a_collection(
    lab: Collecting, tmp_path: Path, changed: dict[str, dict[str, str]]
) -> None:
    lab.fault(GRAPH, "/v1.0/users", 503, times=6)
    lab.fault(OKTA, "/api/v1/apps/", 503, times=6)
    lab.collect(tmp_path / "out")
    before = files(tmp_path / "out")

    with pytest.raises(Unsuitable, match=r"collection of another account: .* is not the same"):
        lab.collect(tmp_path / "out", lab.credentials(**changed))

    assert files(tmp_path / "out") == before


def test_a_new_secret_of_the_same_account_goes_on(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "out", lab.credentials(okta={"token": "00wrong"}))

    assert lab.collect(tmp_path / "out").failed == []


def test_a_finished_collection_is_left_alone(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "out")
    before = files(tmp_path / "out")

    with pytest.raises(Unsuitable, match=r"is not empty, and no collection was interrupted in it"):
        lab.collect(tmp_path / "out")

    assert files(tmp_path / "out") == before


def test_a_file_in_place_of_the_directory_is_told(tmp_path: Path, lab: Collecting) -> None:
    (tmp_path / "out").write_text("mine")

    with pytest.raises(Unsuitable, match=r"out is not a directory"):
        lab.collect(tmp_path / "out")

    assert (tmp_path / "out").read_text() == "mine"


def test_damaged_notes_are_told(tmp_path: Path, lab: Collecting) -> None:
    (tmp_path / "out/unfinished").mkdir(parents=True)
    (tmp_path / "out/unfinished/accounts.json").write_text("{")

    with pytest.raises(Unsuitable, match=r"accounts.json is damaged: delete "):
        lab.collect(tmp_path / "out", Credentials(okta=lab.credentials().okta))


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_page_that_was_being_written_is_read_again(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "list.jsonl"
    pages = Pages(path)
    pages.add(Page([{"id": "1"}, {"id": "2"}], "/next"))
    whole = path.read_bytes()
    pages.add(Page([{"id": "3"}]))
    path.write_bytes(path.read_bytes()[: len(whole) + cut])

    again = Pages(path)

    assert (again.records, again.complete, again.last) == (
        2,
        False,
        Page([{"id": "1"}, {"id": "2"}], "/next"),
    )
    assert path.read_bytes() == whole
    again.add(Page([{"id": "3"}]))
    assert [each["id"] for page in Pages(path) for each in page] == ["1", "2", "3"]
    assert Pages(path).complete


def test_what_is_collected_is_for_its_owner_alone(lab: Collecting, tmp_path: Path) -> None:
    lab.fault(GRAPH, "/v1.0/users", 503, times=6)
    lab.collect(tmp_path / "out")

    there = [tmp_path / "out", *(tmp_path / "out").rglob("*")]
    assert len(there) > 5
    assert {each.stat().st_mode & 0o077 for each in there} == {0}
