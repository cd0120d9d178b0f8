"""Where a run took place: the revision of the checkout and the lab."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from .model import Setting


def setting_of(config: pytest.Config) -> Setting:
    """Return where a run takes place."""
    revision = _git(config.rootpath, "rev-parse", "--short=12", "HEAD")
    changed = _git(config.rootpath, "status", "--porcelain", "--untracked-files=no")
    return Setting(revision, bool(changed), _lab(config))


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
