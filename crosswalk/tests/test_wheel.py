"""What is installed: the tools and the simulated systems, and nothing that a project has itself."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

from .conftest import ROOT

PACKAGES = ("crosswalk", "fakes")
LEFT_OUT = {"tests", "__pycache__"}
RESULTS = "crosswalk/bench/results.json"
"""What a page of the checkout shows."""


@pytest.fixture
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture
def about(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


READ = (".md", ".png")
"""What is there for those who read the checkout."""


def packaged() -> set[str]:
    """Return the files of the checkout that are needed where there is no checkout."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in READ and not LEFT_OUT & set(path.parts)
    } - {RESULTS}


def test_the_wheel_holds_the_two_packages_without_their_tests(names: set[str]) -> None:
    assert {name for name in names if ".dist-info/" not in name} == packaged()


def test_nothing_but_the_two_packages_is_importable(names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in names}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_type_checkers_are_told_of_the_types(package: str, names: set[str]) -> None:
    assert f"{package}/py.typed" in names


def test_what_is_read_at_run_time_is_there(names: set[str]) -> None:
    kinds = {Path(name).suffix for name in names if name.startswith("crosswalk/")}

    assert kinds >= {".toml", ".html", ".css", ".js"}


def test_the_license_is_named_and_enclosed(about: Message, names: set[str]) -> None:
    assert about["License-Expression"] == "Apache-2.0"
    assert [name for name in names if name.endswith("/licenses/LICENSE")]


def test_the_command_is_declared(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/entry_points.txt"))
        declared = archive.read(name).decode()

    assert "crosswalk = crosswalk.cli:main" in declared
    assert "pytest11" not in declared
