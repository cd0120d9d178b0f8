"""The pytest plugin: `--living-doc DIR` writes the site of a run.

What the site is made of is imported when it is written: a run without it pays nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from crosswalk.messages.attaching import Attach


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addini(
        "parts",
        "the parts of the living documentation: how the name of the first chapter begins, and a "
        "title, one part a line",
        type="linelist",
        default=[],
    )
    parser.getgroup("bdd").addoption(
        "--living-doc",
        metavar="DIR",
        help="write the living documentation of this run, a static site, to the directory DIR",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what cannot be written, or not where it is asked for, before anything is run."""
    directory = _directory(config)
    if directory and not hasattr(config, "workerinput"):
        from .output_directory import UnusableDirectory, check
        from .parts import parts

        try:
            check(directory)
            parts(config.getini("parts"))
        except UnusableDirectory as error:
            raise pytest.UsageError(f"--living-doc: {error}") from None
        except ValueError as error:
            raise pytest.UsageError(str(error)) from None


def pytest_messages_wanted(config: pytest.Config) -> bool:
    """Ask for the run to be recorded."""
    return _directory(config) is not None


def pytest_messages_finishing(
    config: pytest.Config, envelopes: Sequence[Mapping[str, Any]], attach: Attach
) -> None:
    """Attach to the run what a site needs that is made of its messages elsewhere."""
    from .setting import FILE, TYPE, setting_of, written

    try:
        setting = setting_of(config, envelopes)
    except ValueError as error:
        pytest.exit(str(error), pytest.ExitCode.USAGE_ERROR)
    attach(written(setting), TYPE, file_name=FILE)


def pytest_messages_ready(config: pytest.Config, envelopes: Sequence[Mapping[str, Any]]) -> None:
    """Write the site of what was recorded."""
    directory = _directory(config)
    if directory is None:
        return
    # Records live until the end, so the garbage collector need not scan them.
    gc.freeze()
    from .output_directory import replaced
    from .reading import read
    from .site import build

    book = read(envelopes)
    try:
        with replaced(directory) as fresh:
            build(book, fresh)
    except OSError as error:
        pytest.exit(
            f"--living-doc: {directory} was not written: {error}", pytest.ExitCode.USAGE_ERROR
        )


def _directory(config: pytest.Config) -> Path | None:
    given: str | None = config.getoption("living_doc")
    if given is None or config.getoption("collectonly"):
        return None
    return (config.invocation_params.dir / given).resolve()
