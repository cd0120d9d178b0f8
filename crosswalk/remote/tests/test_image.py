"""What goes into an image: what is installed, and nothing that changes without need."""

from __future__ import annotations

import tomllib

import pytest

from crosswalk.remote.process import ROOT

image = pytest.importorskip(
    "crosswalk.remote.image", reason="needs docker, which the extra 'docker' brings"
)


def sent() -> set[str]:
    """Return what .dockerignore lets through to the engine."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    return {line[1:] for line in lines if line.startswith("!")}


def test_what_is_installed_is_sent_to_the_engine() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {"pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}
    found = project["tool"]["setuptools"]["packages"]["find"]["include"]

    assert needed | {name.removesuffix("*") for name in found} == sent() - {"wheelhouse"}


def test_an_image_is_built_again_when_what_is_sent_changes() -> None:
    read = {path.relative_to(ROOT).parts[0] for path in image._sources(ROOT)}

    assert read == sent() - {"wheelhouse"} | {"Dockerfile", ".dockerignore"}
