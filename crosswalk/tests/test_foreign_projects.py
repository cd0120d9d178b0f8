"""Projects of others, with crosswalk installed: their own names stay theirs.

Each gets an environment of its own, which holds the wheel and sees what is installed here besides;
an editable installation would show it this checkout, and hide what the wheel holds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from zipfile import ZipFile

import pytest

FEATURE = """
    Feature: Fruit

      Scenario: Counting
        Given an apple
        Then there is 1 apple
"""
STEPS = """
    from pytest_bdd import given, parsers, then

    @given("an apple", target_fixture="apples")
    def an_apple():
        from fakes.wire import Address

        return [Address("apple@corp.example")]

    @then(parsers.parse("there is {count} apple"), converters={"count": int})
    def counted(apples, count):
        assert len(apples) == count
"""
BINDING = """
    from pytest_bdd import scenarios

    from steps.fruit import *

    scenarios("../features")
"""
OWN = """
    import sys
    from pathlib import Path

    def test_its_own_is_imported():
        import {name} as own

        assert {home!r} in [str(Path(each)) for each in own.__path__]
        assert len(own.__path__) == 1

    def test_what_is_installed_is_imported():
        import crosswalk
        import fakes

        for each in (crosswalk, fakes):
            assert Path(each.__file__).is_relative_to(sys.prefix)
"""
STAND_IN = {
    "fixtures/__init__.py": "class Fixture:\n    def setUp(self):\n        self.ready = True\n",
    "fixtures-4.2.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: fixtures\nVersion: 4.2.0\n",
    "fixtures-4.2.0.dist-info/RECORD": "",
}
"""A distribution in the place of PyPI's `fixtures`, which no test can ask for."""
USING_FIXTURES = """
    from importlib.metadata import version

    import fixtures

    def test_it_is_ready():
        fixture = fixtures.Fixture()
        fixture.setUp()
        assert fixture.ready
        assert version("fixtures") == "4.2.0"
"""
WITH_A_LAB = """
    import json

    import pytest

    from steps.asking import logins

    TOKENS = []

    def enter(crosswalk, name):
        address = f"{name}@corp.example"
        crosswalk.lab.okta.directory.add(
            login=address, email=address, first_name=name, last_name="Nord"
        )

    @pytest.mark.parametrize("name", ["sam", "ada"])
    def test_nobody_is_there_at_first(crosswalk, name):
        assert logins(crosswalk) == []
        enter(crosswalk, name)
        assert logins(crosswalk) == [f"{name}@corp.example"]

    @pytest.mark.parametrize("turn", [1, 2])
    def test_the_credentials_stay_the_same(crosswalk, turn):
        TOKENS.append({name: place.get("token") for name, place in crosswalk.interfaces.items()})
        assert TOKENS[0] == TOKENS[-1]
        assert len(TOKENS) == turn

    def test_an_assigned_user_is_imported(crosswalk):
        enter(crosswalk, "lia")
        (user,) = crosswalk.lab.okta.directory.users()
        crosswalk.lab.okta.assignments.assign(user.id)
        assert crosswalk.lab.okta.jobs.pending() == 0
        assert len(crosswalk.lab.insync.accounts.all()) == 1

    @pytest.mark.parametrize("turn", [1, 2])
    def test_faults_time_and_journal_do_not_outlast_a_test(crosswalk, turn):
        from crosswalk.lab_interface import START
        from fakes.wire import Fault

        assert crosswalk.lab.waiting_faults() == ()
        assert crosswalk.lab.journal.since(0) == ()
        assert not json.loads(crosswalk.control.get("/clock"))["frozen"]
        crosswalk.lab.inject_fault(Fault("corp.okta.example", None))
        crosswalk.lab.time.go_to_start()

    def test_no_secret_is_shown_when_a_test_fails(crosswalk):
        assert crosswalk.interfaces["okta"]["token"] not in repr(crosswalk)

    def test_a_seed_brings_people(crosswalk):
        crosswalk.start_over("demo")
        assert len(logins(crosswalk)) == 7
"""
ASKING = """
    import json
    import ssl
    import urllib.request

    def logins(crosswalk):
        place = crosswalk.interfaces["okta"]
        asked = {"Authorization": f"SSWS {place['token']}"}
        if crosswalk.apps:
            users = through_wsgi(crosswalk.apps["okta"], asked)
            return [user["profile"]["login"] for user in users]
        ca_file = crosswalk.interfaces["control"].get("ca_file")
        context = ssl.create_default_context(cafile=ca_file) if ca_file else None
        request = urllib.request.Request(f"{place['url']}/api/v1/users", headers=asked)
        with urllib.request.urlopen(request, context=context) as answer:
            assert answer.url.startswith("https:" if ca_file else "http:")
            return [user["profile"]["login"] for user in json.load(answer)]

    def through_wsgi(app, headers):
        from wsgiref.util import setup_testing_defaults

        environ = {"PATH_INFO": "/api/v1/users"}
        environ.update({f"HTTP_{name.upper()}": value for name, value in headers.items()})
        setup_testing_defaults(environ)
        return json.loads(b"".join(app(environ, lambda status, headers: None)))
"""
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "untouched": (),
    "messages": ("-p", "crosswalk.messages.plugin", "--messages", "out.ndjson"),
    "runner": ("-p", "crosswalk.runner.plugin", "-o", "vocabulary=steps.fruit"),
}


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment that holds the wheel."""

    directory: Path

    @property
    def site(self) -> Path:
        """Where packages are installed."""
        return Path(sysconfig.get_path("purelib", "venv", {"base": str(self.directory)}))

    def python(self, directory: Path, *arguments: str) -> str:
        """Run Python, which has to succeed."""
        code, told = self._run(directory, *arguments)
        assert code == 0, told
        return told

    def failed(self, project: Path, *options: str) -> str:
        """Run a project's tests, which have to fail, and return what is said."""
        code, told = self._run(project, "-m", "pytest", *options)
        assert code != 0, told
        return told

    def _run(self, directory: Path, *arguments: str) -> tuple[int, str]:
        """Run Python without the working directory on its path, as installed scripts run."""
        run = subprocess.run(  # noqa: S603 - an interpreter that was just made
            [self.directory / "bin" / "python", "-P", *arguments],
            cwd=directory,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},  # compile what is installed once
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return run.returncode, run.stdout

    def pytest(self, project: Path, *options: str) -> dict[str, int]:
        """Run a project's tests, and return how many there were of each outcome."""
        told = self.python(project, "-m", "pytest", *options)
        return pytest.RunResult.parse_summary_nouns(told.splitlines())


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    made = Environment(tmp_path_factory.mktemp("environment"))
    venv.create(made.directory, symlinks=True)
    put(made.site, STAND_IN)
    # A wheel without compiled parts is installed by unpacking it.
    with ZipFile(wheel) as archive:
        archive.extractall(made.site)
    # The .pth files there are not read in turn: what is editable there stays unseen.
    here = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    (made.site / "parent.pth").write_text("\n".join(here) + "\n", encoding="utf-8")
    return made


def put(directory: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")


def bdd_project(directory: Path, **more: str) -> None:
    put(
        directory,
        {
            "pytest.ini": "[pytest]\npythonpath = .\nfilterwarnings = error\n",
            "features/fruit.feature": FEATURE,
            "steps/fruit.py": STEPS,
            "tests/test_fruit.py": BINDING,
            "tests/test_own.py": OWN.format(name="steps", home=str(directory / "steps")),
            **more,
        },
    )


EXPECTED = {"untouched": 3, "messages": 3, "runner": 4}
"""What passes: the scenario, which the runner finds once more in its file, and what is imported."""


@pytest.mark.parametrize("option", OPTIONS)
def test_a_project_has_a_package_named_steps(
    option: str, environment: Environment, tmp_path: Path
) -> None:
    bdd_project(tmp_path, **{"steps/__init__.py": ""})

    assert environment.pytest(tmp_path, *OPTIONS[option]) == {"passed": EXPECTED[option]}
    assert (tmp_path / "out.ndjson").exists() is (option == "messages")


@pytest.mark.parametrize("option", OPTIONS)
def test_a_project_has_steps_that_are_no_package(
    option: str, environment: Environment, tmp_path: Path
) -> None:
    bdd_project(tmp_path)

    assert environment.pytest(tmp_path, *OPTIONS[option]) == {"passed": EXPECTED[option]}


def test_a_project_uses_another_distribution_named_fixtures(
    environment: Environment, tmp_path: Path
) -> None:
    own = OWN.format(name="fixtures", home=str(environment.site / "fixtures"))
    put(
        tmp_path,
        {
            "pytest.ini": "[pytest]\nfilterwarnings = error\n",
            "tests/test_ready.py": USING_FIXTURES,
            "tests/test_own.py": own,
        },
    )

    assert environment.pytest(tmp_path) == {"passed": 3}
    assert environment.pytest(tmp_path, *OPTIONS["messages"]) == {"passed": 3}


def test_the_command_runs(environment: Environment, tmp_path: Path) -> None:
    assert environment.python(tmp_path, "-m", "crosswalk", "--version").startswith("crosswalk ")


def test_a_lab_is_made_where_there_is_no_checkout(environment: Environment, tmp_path: Path) -> None:
    made = "from fakes.lab import Lab; print(len(Lab('crosswalk').okta.directory.users()))"

    assert environment.python(tmp_path, "-c", made) == "0\n"


@pytest.fixture
def with_a_lab(tmp_path: Path) -> Path:
    put(
        tmp_path,
        {
            "pytest.ini": "[pytest]\npythonpath = .\nfilterwarnings = error\n",
            "conftest.py": 'pytest_plugins = ["crosswalk.lab"]\n',
            "steps/__init__.py": "",
            "steps/asking.py": ASKING,
            "fixtures/__init__.py": "",
            "features/__init__.py": "",
            "tests/test_own.py": OWN.format(name="steps", home=str(tmp_path / "steps")),
            "tests/test_lab.py": WITH_A_LAB,
        },
    )
    return tmp_path


@pytest.mark.parametrize("kind", ["http", "https", "process"])
def test_a_project_has_a_lab_for_its_tests(
    kind: str, environment: Environment, with_a_lab: Path
) -> None:
    assert environment.pytest(with_a_lab, "-o", f"crosswalk={kind}") == {"passed": 11}


def test_a_lab_is_served_over_http_unless_it_is_said_otherwise(
    environment: Environment, with_a_lab: Path
) -> None:
    kind = (
        "def test_it(crosswalk):\n    assert crosswalk.interfaces['okta']['url'][:5] == 'http:'\n"
    )
    put(with_a_lab, {"tests/test_lab.py": kind})

    assert environment.pytest(with_a_lab) == {"passed": 3}


def test_another_kind_of_lab_is_refused(environment: Environment, with_a_lab: Path) -> None:
    told = environment.failed(with_a_lab, "-o", "crosswalk=docker")

    assert "ERROR: crosswalk = docker: expected one of http, https, process" in told


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("fakes/__init__.py", "", "fakes"),
        ("fakes/__init__.py", "import no_such_module", "fakes"),
        ("fakes.py", "", "fakes.py"),
    ],
)
def test_a_project_with_something_named_fakes_is_told_what_is_wrong(
    environment: Environment, with_a_lab: Path, file: str, text: str, named: str
) -> None:
    put(with_a_lab, {file: text})
    told = environment.failed(with_a_lab, "-q", "tests/test_lab.py")

    assert f"crosswalk brings a package named fakes, and {with_a_lab / named} is found" in told
    assert "Error: " not in told
