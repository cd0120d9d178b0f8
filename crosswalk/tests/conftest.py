"""The wheel of this checkout, which is built once in a session."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLDEST = 77
"""The first setuptools that knows the `license` of pyproject.toml as an expression."""
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def setuptools_version() -> int:
    """Return the major version of setuptools, or 0 where it is not installed."""
    try:
        version = metadata.version("setuptools")
    except metadata.PackageNotFoundError:
        return 0
    return int(version.partition(".")[0])


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network and in a copy, so that the checkout stays as it is."""
    if setuptools_version() < OLDEST:
        pytest.skip(f"needs setuptools {OLDEST} or later, which the extra 'test' brings")
    directory = tmp_path_factory.mktemp("wheel")
    copy = directory / "source"
    left_behind = shutil.ignore_patterns("__pycache__", ".*", "build", "dist", "*.egg-info")
    shutil.copytree(ROOT, copy, ignore=left_behind)
    built = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", BUILD, str(directory)],
        cwd=copy,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout
    (found,) = directory.glob("*.whl")
    assert re.fullmatch(r"crosswalk-[\d.]+-py3-none-any\.whl", found.name)
    return found
