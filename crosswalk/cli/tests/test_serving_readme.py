"""The page on serving: its commands do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswalk.remote.process import ServedLab

PAGE = Path(__file__).parents[3] / "fakes/serving/README.md"
COMMANDS = re.findall(
    r"^ {4}(curl .+)\n(?: {4}(\{.+)\n)?", PAGE.read_text(encoding="utf-8"), re.MULTILINE
)
"""Each command, and the answer that is shown below it, if any."""
SHOWN_AT = "http://127.0.0.1:8103"


@pytest.fixture
def control() -> Iterator[str]:
    """The control address of a lab that is served as the page serves it."""
    lab = ServedLab("--seed", "demo")
    yield lab.interfaces["control"]["url"]
    lab.stop()


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl, which the page uses")
def test_the_commands_do_what_the_page_says(control: str, tmp_path: Path) -> None:
    assert len(COMMANDS) >= 10
    for command, shown in COMMANDS:
        assert SHOWN_AT in command
        told = subprocess.run(  # noqa: S603 - the page's own words
            [*shlex.split(command.replace(SHOWN_AT, control)), "-sS", "-w", "\n%{http_code}"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        answer, _, status = told.stdout.rpartition("\n")
        assert status == ("400" if shown else "200"), f"{command}: {answer}"
        assert not shown or answer == shown
