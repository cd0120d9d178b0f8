"""Where a run took place: the revision of the checkout and the lab."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from .model import Setting
from .moved import moved_in
from .parts import parts


def setting_of(config: pytest.Config, features: Sequence[str]) -> Setting:
    """Return where a run took place; `features` are the files it was made of, below the root."""
    folders = sorted({(config.rootpath / each).parent for each in features})
    revision = _git(config.rootpath, "rev-parse", "--short=12", "HEAD")
    changed = _git(config.rootpath, "status", "--porcelain", "--untracked-files=no")
    return Setting(
        revision,
        bool(changed),
        _lab(config),
        _left_out(config.rootpath, features),
        tuple(config.getini("vocabulary")),
        parts(config.getini("parts")),
        tuple(found for folder in folders for found in moved_in(folder)),
    )


def _left_out(root: Path, features: Iterable[str]) -> tuple[str, ...]:
    """Return the feature files that stand beside those of a run and were not among them."""
    played = {root / each for each in features}
    beside = {found for each in played for found in each.parent.glob("*.feature")}
    return tuple(sorted(each.name for each in beside - played))


def _lab(config: pytest.Config) -> str:
    if config.getoption("lab_url", ""):
        return "served"
    return str(config.getoption("lab", "process"))


def _git(root: Path, *arguments: str) -> str:
    """Return what git says, or nothing where there is no git or no checkout."""
    git = shutil.which("git")
    if git is None:
        return ""
    said = subprocess.run(  # noqa: S603 - git, with words of our own
        [git, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() if said.returncode == 0 else ""
