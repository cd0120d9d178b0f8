"""A find is written so that it is seen again: in sentences, in Python, and as the lab before it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crosswalk.exploring.actions.hiring import enter_microsoft365, enter_okta
from crosswalk.exploring.calls import Call
from crosswalk.exploring.campaign import histories
from crosswalk.exploring.finding import Find, Shown, shown
from crosswalk.exploring.laws.accounts import email_ids_are_unique
from crosswalk.exploring.laws.jobs import foretold_is_done
from crosswalk.exploring.sentences import NoSentence, told
from crosswalk.exploring.setting_up import set_up
from crosswalk.exploring.sites import InProcess
from crosswalk.exploring.world import World
from crosswalk.exploring.writing import written
from fakes.company.cast import Person
from fakes.insync.model import Workload
from fakes.lab import Lab

from .mutants import task_never_retried

ROOT = Path(__file__).parents[3]
SEED = "written"


def first_find(law: str) -> Find:
    found = (each.find for each in histories(SEED, range(100), only=law))
    return next(filter(None, found))


def calls_of(act: Callable[[World], object]) -> tuple[list[Call], list[Call]]:
    """Return how a history begins, and what is done then."""
    world = World(InProcess())
    set_up(world)
    first, world.calls = world.calls, []
    act(world)
    return first, world.calls


def back_up_after_an_import(world: World) -> None:
    sam = Person(
        "Person1", "Surname1", "p1@corp.example", "person.1@corp.example", ("a@b.example",)
    )
    enter_okta(world, sam)
    enter_microsoft365(world, sam)
    (user,) = world.lab.okta.directory.users()
    world.act("okta.assignments.assign", user.id)
    world.act("okta.jobs.run")
    world.act("insync.protection.back_up", 1, Workload.ONEDRIVE)


@pytest.fixture
def retried_in_vain(monkeypatch: pytest.MonkeyPatch) -> Shown:
    task_never_retried(monkeypatch)
    return shown(first_find("a retried task waits as a job"), InProcess)


def test_a_find_is_shrunk_to_few_steps(retried_in_vain: Shown) -> None:
    assert len(retried_in_vain.find.steps) <= 8
    assert retried_in_vain.find.steps[-1].action == "retry tasks"


def test_the_lab_before_the_last_step_can_be_opened(retried_in_vain: Shown) -> None:
    lab = Lab()
    lab.load(json.loads(retried_in_vain.before_last))
    assert lab.okta.jobs.tasks()


def test_what_no_sentence_says_is_written_in_python_that_finds_it_again(
    retried_in_vain: Shown, tmp_path: Path
) -> None:
    file, state = written(retried_in_vain, tmp_path)
    assert file.suffix == ".py"
    assert state.is_file()
    run = (
        "import pytest, runpy\n"
        "from crosswalk.exploring.tests.mutants import task_never_retried\n"
        "task_never_retried(pytest.MonkeyPatch())\n"
        f"runpy.run_path({str(file)!r}, run_name='__main__')\n"
    )
    with_bug = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    assert with_bug.returncode == 1, with_bug.stderr
    assert re.search(r"(\d) tasks were retried: 0 jobs more, \1 tasks less", with_bug.stdout)
    without = subprocess.run([sys.executable, file], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    assert (without.returncode, without.stdout) == (0, "a retried task waits as a job: holds\n")


def test_what_sentences_say_is_written_as_a_feature_that_fails_with_the_bug(
    tmp_path: Path,
) -> None:
    find = Find(foretold_is_done.name, "foretold otherwise", SEED, 0, ())
    file, _ = written(Shown(find, calls_of(back_up_after_an_import), b"{}"), tmp_path)
    assert file.suffix == ".feature", file.read_text()
    bug = "from crosswalk.exploring.tests.mutants import onedrive_opens_to_the_mail_address as bug"
    (tmp_path / "bug.py").write_text(f"import pytest\n{bug}\nbug(pytest.MonkeyPatch())\n")
    without = play_feature(file)
    assert without.returncode == 0, without.stdout
    assert "1 passed" in without.stdout
    with_bug = play_feature(file, "-p", "bug")
    assert with_bug.returncode == 1, with_bug.stdout
    assert "the backup succeeds" in with_bug.stdout


def play_feature(file: Path, *further: str) -> subprocess.CompletedProcess[str]:
    ini = ("-c", str(ROOT / "pytest.ini"), "-p", "no:cacheprovider", "-q", *further)
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", *ini, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{file.parent}"},
    )


def test_the_feature_of_a_backup_tells_who_there_is_what_is_done_and_what_was_foretold() -> None:
    _, calls = calls_of(back_up_after_an_import)
    lines = list(told(foretold_is_done.name, "said", calls))
    assert lines[lines.index("    Given these people:") + 2].split("|")[1:-1] == [
        " Person1 ",
        " p1@corp.example ",
        " person.1@corp.example ",
        " p1@corp.example ",
        " person.1@corp.example ",
        " a@b.example ",
    ]
    assert lines[-3:] == [
        "    When the Okta admin assigns the Druva app to Person1",
        '    When inSync backs up the OneDrive of the account "p1@corp.example"',
        "    Then the backup succeeds",
    ]


def test_what_has_no_sentence_is_named() -> None:
    _, calls = calls_of(lambda world: world.act("okta.tokens.create", "Script"))
    with pytest.raises(NoSentence, match=r"okta\.tokens\.create"):
        list(told(email_ids_are_unique.name, "said", calls))


def test_a_queue_that_is_not_run_has_no_sentence() -> None:
    def assign_only(world: World) -> None:
        back_up_after_an_import(world)
        world.calls = [each for each in world.calls if each.verb != "okta.jobs.run"]

    _, calls = calls_of(assign_only)
    with pytest.raises(NoSentence, match="without running the queue"):
        list(told(foretold_is_done.name, "said", calls))
