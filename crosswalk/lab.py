"""A pytest plugin for other projects: a lab as the fixture `crosswalk`.

    pytest_plugins = ["crosswalk.lab"]

What the lab needs is imported when a test first asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from crosswalk.remote.for_tests import Crosswalk

KINDS = ("http", "https", "process")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting that says how a test reaches the lab."""
    parser.addini(
        "crosswalk",
        f"How the lab is reached: {', '.join(KINDS)}. The first two serve it by a process of its "
        "own, the last has it in this process, for clients that call WSGI applications.",
        default=KINDS[0],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a setting that is none; raises UsageError."""
    kind = config.getini("crosswalk")
    if kind not in KINDS:
        raise pytest.UsageError(f"crosswalk = {kind}: expected one of {', '.join(KINDS)}")


@pytest.fixture(scope="session")
def _crosswalk(pytestconfig: pytest.Config) -> Iterator[Crosswalk]:
    """One lab for all tests: emptying it is cheaper than starting another."""
    _check_own_package()
    with _opened(pytestconfig.getini("crosswalk")) as lab:
        yield lab


@pytest.fixture
def crosswalk(_crosswalk: Crosswalk) -> Crosswalk:
    """Okta, inSync and Microsoft 365 with nobody in them, whatever a test before did."""
    _crosswalk.start_over()
    return _crosswalk


def _opened(kind: str) -> AbstractContextManager[Crosswalk]:
    from crosswalk.remote.for_tests import in_process, served

    if kind == "process":
        return in_process()
    return served(*(["--tls"] if kind == "https" else []))


def _check_own_package() -> None:
    """Fail where a project has something else of the name, which is not run to find out."""
    spec = find_spec("fakes")
    assert spec is not None
    found = list(spec.submodule_search_locations or [str(spec.origin)])
    if str(Path(__file__).parents[1] / "fakes") not in found:
        pytest.fail(
            f"crosswalk brings a package named fakes, and {', '.join(found)} is found before it: "
            "give that another name, or serve the lab by `crosswalk serve`",
            pytrace=False,
        )
