"""The image of the containers: built when its sources are not those of the one there is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import docker
from docker.errors import APIError, BuildError, ImageNotFound

from .process import ROOT
from .sites import NoLab

REPOSITORY = "crosswalk-lab"
LABEL = "crosswalk.image"
BASE = "CROSSWALK_BASE"
"""The variable that names another base image than the Dockerfile does."""

_FILES = ("Dockerfile", ".dockerignore", "pyproject.toml", "README.md", "LICENSE")
_BLAMED = re.compile(r"ERROR: ([^\x1b\r\n]+)")
_PACKAGES = ("crosswalk", "fakes")


def image_of(engine: docker.DockerClient) -> str:
    """Return the tag of the image of these sources, which is built if needed; raises NoLab."""
    base = os.environ.get(BASE, "")
    version = _version(base)
    tag = f"{REPOSITORY}:{version}"
    try:
        engine.images.get(tag)
    except ImageNotFound:
        _build(engine, tag, {"BASE": base} if base else {})
        _remove_others(engine, tag)
    return tag


def _build(engine: docker.DockerClient, tag: str, arguments: dict[str, str]) -> None:
    try:
        engine.images.build(path=str(ROOT), tag=tag, buildargs=arguments, rm=True, forcerm=True)
    except (APIError, BuildError) as error:
        raise NoLab(
            f"the image cannot be built: {reason(error)}; where no registry can be reached, "
            ".ci/docker makes a base image, and wheels come from a folder named wheelhouse"
        ) from None


def reason(error: APIError | BuildError) -> str:
    """Return the last error that pip told in a build, or else what the engine says."""
    log = getattr(error, "build_log", ())
    blamed = _BLAMED.findall("".join(each.get("stream", "") for each in log))
    return " ".join((blamed[-1] if blamed else str(error)).split())


def _remove_others(engine: docker.DockerClient, tag: str) -> None:
    """Remove the images of earlier sources, except those in use, and what they were built from."""
    for image in engine.images.list(REPOSITORY):
        for name in image.tags:
            if name.startswith(f"{REPOSITORY}:") and name != tag:
                with suppress(APIError):
                    engine.images.remove(name)
    # What is younger makes the next build short.
    with suppress(APIError):
        engine.images.prune({"dangling": True, "label": LABEL, "until": "24h"})


def _version(base: str) -> str:
    """Return a digest of everything that goes into the image."""
    digest = sha256(base.encode())
    for path in _sources(ROOT):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / name for name in _FILES)
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and not {"__pycache__", "tests"} & set(path.parts):
                yield path
