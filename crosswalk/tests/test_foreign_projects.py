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
        assert run.returncode == 0, run.stdout
        return run.stdout

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
