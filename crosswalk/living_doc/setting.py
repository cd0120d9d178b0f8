"""Where a run took place: the revision of the checkout, the lab, the vocabulary.

It is attached to the run in its messages, so that a site can be made where there is no checkout.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from crosswalk.runner.sentences import Concept
from crosswalk.runner.vocabulary import InvalidStepDefinition

from .moved import moved_in
from .parts import parts
from .run import Setting
from .vocabulary import concepts

if TYPE_CHECKING:
    import pytest

FILE = "setting.json"
TYPE = "application/vnd.crosswalk.setting+json"


def setting_of(config: pytest.Config, envelopes: Sequence[Mapping[str, Any]]) -> Setting:
    """Return where a run took place; `envelopes` are its messages."""
    features = [each["source"]["uri"] for each in envelopes if "source" in each]
    folders = sorted({(config.rootpath / each).parent for each in features})
    revision = _git(config.rootpath, "rev-parse", "--short=12", "HEAD")
    changed = _git(config.rootpath, "status", "--porcelain", "--untracked-files=no")
    return Setting(
        revision,
        bool(changed),
        _lab(config),
        _left_out(config.rootpath, features),
        _vocabulary(config, envelopes),
        parts(config.getini("parts")),
        tuple(found for folder in folders for found in moved_in(folder)),
    )


def written(setting: Setting) -> str:
    """Return a setting as JSON."""
    return msgspec.json.encode(setting).decode()


def read_setting(text: str) -> Setting:
    """Return what a ``setting.json`` says; raises ValueError where it is another."""
    try:
        return msgspec.json.decode(text, type=Setting) if text else Setting()
    except msgspec.DecodeError as error:
        raise ValueError(
            f"{FILE}, which is attached to the run, is not as expected: {error}"
        ) from error


def _left_out(root: Path, features: Iterable[str]) -> tuple[str, ...]:
    """Return the feature files that stand beside those of a run and were not among them."""
    played = {root / each for each in features}
    beside = {found for each in played for found in each.parent.glob("*.feature")}
    return tuple(sorted(each.name for each in beside - played))


def _vocabulary(
    config: pytest.Config, envelopes: Sequence[Mapping[str, Any]]
) -> tuple[Concept, ...]:
    """Return what a run could say: nothing if the step modules cannot be read."""
    from crosswalk.runner.collection import vocabulary_of

    try:
        return concepts(vocabulary_of(config), envelopes)
    except InvalidStepDefinition:
        return ()


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
