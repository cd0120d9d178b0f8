"""`crosswalk collect`, as somebody types it."""

from __future__ import annotations

import os
import re
import shlex
from base64 import b64encode
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from crosswalk.cli import collect, main
from crosswalk.collecting import permissions
from crosswalk.collecting.credentials import from_environment
from crosswalk.collecting.errors import Unsuitable
from crosswalk.remote.tests.serving import Served
from crosswalk.remote.url_file import write

PAGE = (Path(__file__).parents[2] / "collecting/README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    lab = Served("--jobs", "manual", "--seed", "demo")
    yield lab
    lab.stop()


@pytest.fixture
def given(served: Served, tmp_path: Path) -> Path:
    served.control("/reset?what=faults", "POST")
    write(tmp_path / "crosswalk.json", served.interfaces)
    return tmp_path / "crosswalk.json"


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("CROSSWALK_"):
            monkeypatch.delenv(name)


def typed(*words: str, **environment: str | None) -> Result:
    return CliRunner(env=environment).invoke(main, ["collect", *words], prog_name="crosswalk")


def test_it_tells_what_it_wrote_and_what_comes_next(given: Path, tmp_path: Path) -> None:
    into = tmp_path / "a tenant"

    result = typed("--into", str(into), "--from", str(given))

    assert (result.exit_code, result.stderr) == (0, "")
    *written, following = result.stdout.splitlines()
    assert written == [
        f"{into}/okta-users.json: 7 records",
        f"{into}/okta-app-users.json: 7 records",
        f"{into}/insync-users.json: 7 records",
        f"{into}/onedrives.csv: 6 records",
        f"{into}/microsoft365-users.json: 7 records",
    ]
    assert following == f"Next: crosswalk diagnose '{into}'/* --into diagnosis"
    assert {each.name for each in into.iterdir()} == {
        re.sub(r": .*", "", each).rpartition("/")[2] for each in written
    }


def test_the_environment_is_enough(served: Served, tmp_path: Path) -> None:
    okta = served.interfaces["okta"]

    result = typed(
        *("--into", str(tmp_path / "out")),
        CROSSWALK_OKTA_URL=okta["url"],
        CROSSWALK_OKTA_TOKEN=okta["token"],
    )

    assert (result.exit_code, result.stderr) == (0, "")
    assert {each.name for each in (tmp_path / "out").iterdir()} == {
        "okta-users.json",
        "okta-app-users.json",
    }


def test_with_a_file_the_environment_is_not_read(given: Path, tmp_path: Path) -> None:
    """A token of a customer would go to the lab, or one of the lab to the customer's org."""
    given.write_text('{"okta": {"url": "http://127.0.0.1:1"}}')

    result = typed(
        *("--into", str(tmp_path / "out"), "--from", str(given)), CROSSWALK_OKTA_TOKEN="00secret"
    )

    assert result.exit_code == 2
    assert result.stderr.endswith(f'Error: {given}: "token" of "okta" is not set\n')
    assert not (tmp_path / "out").exists()


def test_what_could_not_be_read_is_told_and_read_by_the_next_run(
    given: Path, served: Served, tmp_path: Path
) -> None:
    answer = {"status": 403, "reason": "", "headers": [], "body": ""}
    fault = {"host": "apis.druva.example", "path": "/insync", "answer": answer}
    served.control("/faults", "POST", fault)
    line = ("--into", str(tmp_path / "out"), "--from", str(given))

    first, second, third = typed(*line), typed(*line), typed(*line)

    assert first.exit_code == 1
    assert first.stderr == (
        f"Error: insync-users.json: inSync answered 403. {permissions.INSYNC_USERS}\n"
        "Run the same command again to read what is missing.\n"
    )
    assert "Next:" not in first.stdout
    assert (second.exit_code, second.stderr) == (0, "")
    assert second.stdout.count(": from an earlier run\n") == 4
    assert f"{tmp_path}/out/insync-users.json: 7 records\n" in second.stdout
    assert third.exit_code == 2
    assert "is not empty, and no collection was interrupted in it" in third.stderr


def test_a_service_that_may_not_be_read_is_a_note(
    given: Path, served: Served, tmp_path: Path
) -> None:
    denied = [
        f'{{"id": "{each} {number}", "status": 403}}'
        for number in range(7)
        for each in ("userPurpose", "drive")
    ]
    body = f'{{"responses": [{", ".join(denied)}]}}'
    answer = {"status": 200, "reason": "", "headers": [], "body": b64encode(body.encode()).decode()}
    fault = {"host": "graph.microsoft.example", "path": "/v1.0/$batch", "answer": answer}
    served.control("/faults", "POST", fault)

    result = typed("--into", str(tmp_path / "out"), "--from", str(given))

    assert result.exit_code == 0
    assert result.stderr == f"note: {permissions.MAILBOXES}\nnote: {permissions.DRIVES}\n"


@pytest.mark.parametrize("words", [(), ("--into", "out", "--token", "x"), ("--into", "out", "x")])
def test_no_credential_can_be_given_on_the_command_line(words: tuple[str, ...]) -> None:
    result = typed(*words)

    assert result.exit_code == 2
    assert [each.opts for each in collect.command.params] == [["--into"], ["--from"]]


def test_without_credentials_nothing_is_made(tmp_path: Path) -> None:
    result = typed("--into", str(tmp_path / "out"))

    assert result.exit_code == 2
    assert "no credentials are given" in result.stderr
    assert not (tmp_path / "out").exists()


def test_without_its_http_client_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collect, "find_spec", lambda _name: None)

    result = typed("--into", str(tmp_path / "out"))

    assert result.exit_code == 2
    assert "pip install 'crosswalk[collect]'" in result.stderr
    monkeypatch.undo()
    assert util.find_spec("httpx2")


def test_a_directory_that_cannot_be_written_is_told(given: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    result = typed("--into", str(tmp_path / "file/out"), "--from", str(given))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {tmp_path}/file/out: Not a directory")


def test_the_page_names_every_variable_and_permission() -> None:
    told = set(re.findall(r"CROSSWALK_[A-Z_]+", PAGE))
    needed = " ".join(
        [
            *(permissions.OKTA_USERS, permissions.OKTA_APPS, permissions.INSYNC_USERS),
            *(permissions.GRAPH_USERS, permissions.MAILBOXES, permissions.DRIVES),
        ]
    )
    scopes = set(re.findall(r"\b[a-zA-Z]+\.[a-zA-Z]+\.?[a-zA-Z]*\b", needed))

    assert len(told) == 11
    for name in told:
        with pytest.raises(Unsuitable) as refused:
            from_environment({name: "ä"})
        assert "no credentials are given" not in str(refused.value)
    assert scopes == {
        *("okta.users.read", "okta.apps.read", "User.Read.All", "MailboxSettings.Read"),
        *("Files.Read.All", "Sites.Read.All"),
    }
    assert all(f"`{each}`" in PAGE for each in scopes)


def test_the_commands_of_the_page_are_those_of_the_tool() -> None:
    lines = [shlex.split(each) for each in re.findall(r"^    crosswalk (collect .*)$", PAGE, re.M)]

    assert len(lines) == 2
    known = {each for option in collect.command.params for each in option.opts}
    for line in lines:
        assert {each for each in line if each.startswith("--")} <= known
