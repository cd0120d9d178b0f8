"""The pytest plugin: the site of a run, and what changed since the run before.

What the site is made of is imported when it is written: a run without it pays nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.messages.attaching import Attach
from crosswalk.messages.github import add_to_summary

if TYPE_CHECKING:
    from .changes import Changes
    from .model import Book

PREVIOUS: pytest.StashKey[Book] = pytest.StashKey()
AHEAD: pytest.StashKey[Callable[[], list[Any]]] = pytest.StashKey()
SITE: pytest.StashKey[str] = pytest.StashKey()
CHANGED: pytest.StashKey[Changes] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addini(
        "parts",
        "the parts of the living documentation: how the name of the first chapter begins, and a "
        "title, one part a line",
        type="linelist",
        default=[],
    )
    group = parser.getgroup("bdd")
    group.addoption(
        "--living-doc",
        metavar="DIR",
        help="write the living documentation of this run, a static site, to the directory DIR; a "
        "name that ends with .html is one file to mail",
    )
    group.addoption(
        "--previous",
        metavar="FILE",
        action="append",
        default=[],
        help="tell what changed since the run whose messages FILE holds; may be given for each "
        "shard",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what cannot be written or read before anything is run."""
    if not _is_wanted(config) or hasattr(config, "workerinput"):
        return
    if output := _output(config):
        _prepare(config, output)
    if config.getoption("previous"):
        config.stash[PREVIOUS] = _previous(config)


def _prepare(config: pytest.Config, output: Path) -> None:
    """Make sure that a site can be written, and begin with what is the same in every site."""
    from . import ahead
    from .output import UnusableOutput, check
    from .parts import parts
    from .second_process import begun

    try:
        check(output)
        parts(config.getini("parts"))
    except UnusableOutput as error:
        raise pytest.UsageError(f"--living-doc: {error}") from None
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None
    config.stash[AHEAD] = begun(ahead.results)


def pytest_messages_wanted(config: pytest.Config) -> bool:
    """Ask for the run to be recorded."""
    return _is_wanted(config)


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
    """Write the site of what was recorded, and find out what changed."""
    if not _is_wanted(config):
        return
    from . import ahead
    from .changes import changes
    from .output import UnusableOutput, write
    from .reading import read

    book = replace(read(envelopes), previous=config.stash.get(PREVIOUS, None))
    try:
        if output := _output(config):
            ahead.enter(config.stash[AHEAD]())
            config.stash[SITE] = write(book, output)
    except UnusableOutput as error:
        pytest.exit(f"--living-doc: {error}", pytest.ExitCode.USAGE_ERROR)
    if (changed := changes(book)) is not None:
        config.stash[CHANGED] = changed


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say where the site is, and what changed."""
    if (changed := config.stash.get(CHANGED, None)) is not None:
        from .summary import change_lines, change_markdown

        terminalreporter.write_sep("-", "what changed")
        terminalreporter.write("".join(f"{line}\n" for line in change_lines(changed)))
        add_to_summary([*change_markdown(changed)], os.environ)
    if site := config.stash.get(SITE, ""):
        terminalreporter.write_sep("-", f"living documentation: {site}")


def _is_wanted(config: pytest.Config) -> bool:
    asked = config.getoption("living_doc") is not None or bool(config.getoption("previous"))
    return asked and not config.getoption("collectonly")


def _output(config: pytest.Config) -> Path | None:
    given: str | None = config.getoption("living_doc")
    return None if given is None else (config.invocation_params.dir / given).resolve()


def _previous(config: pytest.Config) -> Book:
    from .merging import merged
    from .messages_file import book_of

    paths = [config.invocation_params.dir / each for each in config.getoption("previous")]
    try:
        return merged([(str(path), book_of(path)) for path in paths])
    except ValueError as error:
        raise pytest.UsageError(f"--previous: {error}") from None
