"""The pytest plugin: `--living-doc DIR` writes the site of a run.

What the site is made of is imported when it is written: a run without it pays nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

_OPTION = "living_doc"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("crosswalk").addoption(
        "--living-doc",
        metavar="DIR",
        default="",
        help="write the living documentation of this run, a static site, to a directory",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a directory that holds something else, before anything is run."""
    if config.getoption(_OPTION) and not hasattr(config, "workerinput"):
        from .directory import Refused, check

        try:
            check(_directory(config))
        except Refused as error:
            raise pytest.UsageError(f"--living-doc: {error}") from None


@pytest.hookimpl(optionalhook=True)
def pytest_messages_wanted(config: pytest.Config) -> bool:
    """Ask for the run to be recorded."""
    return bool(config.getoption(_OPTION))


@pytest.hookimpl(optionalhook=True)
def pytest_messages_ready(config: pytest.Config, envelopes: Sequence[Mapping[str, Any]]) -> None:
    """Write the site of what was recorded."""
    if not config.getoption(_OPTION):
        return
    from .directory import replaced
    from .reading import read
    from .setting import setting_of
    from .site import build

    features = [each["source"]["uri"] for each in envelopes if "source" in each]
    book = read(envelopes, setting_of(config, features))
    with replaced(_directory(config)) as fresh:
        build(book, fresh)


def _directory(config: pytest.Config) -> Path:
    return config.invocation_params.dir / str(config.getoption(_OPTION))
