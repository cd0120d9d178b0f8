"""Served labs to collect from: one with the people of the features, one with ten thousand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sockets import Sockets
from crosswalk.remote.tests.serving import Served
from crosswalk.remote.url_file import write
from fakes.company.seeds import seed_empty
from fakes.lab import Lab
from fakes.microsoft365.model import License
from fakes.wire import Address

if TYPE_CHECKING:
    from .collecting import Collecting

MANY = 4_000


@pytest.fixture(scope="package")
def _small() -> Iterator[Served]:
    lab = Served("--jobs", "manual", "--seed", "demo")
    yield lab
    lab.stop()


@pytest.fixture(scope="package")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    file = tmp_path_factory.mktemp("state") / "many.json"
    file.write_text(json.dumps(_many().dump()))
    lab = Served("--jobs", "manual", "--seed", str(file))
    yield lab
    lab.stop()


@pytest.fixture
def lab(_small: Served, tmp_path: Path) -> Iterator[Collecting]:
    """The people of the features, anew for each test, at a time that stands still."""
    _small.control("/reset?what=journal&what=faults&what=clock", "POST")
    _small.control("/clock", "POST", {"frozen": "2026-03-02T08:00:00Z"})
    _small.control("/seed", "POST", {"name": "demo"})
    with _at(_small, tmp_path) as collecting:
        _small.control("/reset?what=journal", "POST")
        yield collecting


@pytest.fixture
def many(_large: Served, tmp_path: Path) -> Iterator[Collecting]:
    """Four thousand people: a hundredth is deactivated in Okta, half have a OneDrive."""
    _large.control("/reset?what=journal&what=faults&what=clock", "POST")
    with _at(_large, tmp_path) as collecting:
        collecting.lab.okta.limits.set_limit(0)
        collecting.lab.microsoft365.throttling.lift()
        yield collecting


def _at(served: Served, directory: Path) -> closing[Collecting]:
    # Without the extra, tests are left out where they need it, and this file is read anyway.
    from .collecting import Collecting

    file = directory / "lab.json"
    write(file, served.interfaces)
    sockets = Sockets()
    return closing(Collecting(served, file, RemoteLab(served.sites, sockets), sockets))


def _many() -> Lab:
    lab = Lab()
    seed_empty(lab)
    for number in range(MANY):
        upn, smtp = f"u{number}@corp.example", f"user.{number}@corp.example"
        okta = lab.okta.directory.add(
            login=upn, email=smtp, first_name="User", last_name=f"{number}"
        )
        if number % 100 == 99:
            lab.okta.directory.deactivate(okta.id)
        lab.insync.accounts.add(email_id=Address(smtp), display_name=f"User {number}")
        user = lab.microsoft365.directory.add_user(
            Address(upn), mail=Address(smtp), licenses=(License.OFFICE_365_E3,)
        )
        if number % 2:
            lab.microsoft365.onedrive.provision(user.id)
    return lab
