"""The workflows of the page for CI: they are run as they are written, in two shards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from crosswalk import links

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "crosswalk/ci/README.md").read_text(encoding="utf-8")
INSTALLING = re.compile(r"^(python3 -m venv .venv && )?(\.venv/bin/)?pip install (-e )?\.$")
INI = f"""
[pytest]
pythonpath = . {ROOT}
addopts = -p crosswalk.runner.plugin -p crosswalk.living_doc.plugin -p no:cacheprovider
junit_family = xunit1
vocabulary = words
"""
WORDS = """
from pytest_bdd import given, parsers

@given(parsers.parse("{some} of {all}"))
def counted(some, all):
    assert some <= all
"""
EXAMPLES = 5


def fenced(language: str, mark: str) -> str:
    """Return the one block of the page in a language that holds a word."""
    found: str
    (found,) = (
        each
        for each in re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)
        if mark in each
    )
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a few features, in the environment of this one."""
    (tmp_path / "features").mkdir()
    for n in range(EXAMPLES):
        text = f"Feature: Number {n}\n\n  Example: Example {n}\n    Given 1 of 2\n"
        (tmp_path / "features" / f"0{n}_number_{n}.feature").write_text(text, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(INI, encoding="utf-8")
    (tmp_path / "words.py").write_text(WORDS, encoding="utf-8")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def run(commands: Sequence[str], project: Path, **environment: object) -> None:
    """Run commands in the shell, but for those that install."""
    run = [each for each in commands if not INSTALLING.match(each)]
    assert len(run) == 1, commands
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    known = {**os.environ, "PATH": path} | {name: str(each) for name, each in environment.items()}
    done = subprocess.run(  # noqa: S603 - the page's own words
        ["/bin/sh", "-ec", *run],
        cwd=project,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def looks_whole(project: Path) -> None:
    front = (project / "site" / links.FRONT).read_text("utf-8")
    assert f"{EXAMPLES} passed" in front
    assert not (project / "site" / links.MISSING).exists()
    assert f"{EXAMPLES} passed" in (project / "site.html").read_text("utf-8")


def both_played(project: Path, names: Sequence[str]) -> None:
    counts = [(project / name).read_text("utf-8").count('{"testCase":') for name in names]
    assert sum(counts) == EXAMPLES
    assert all(counts)


def artifacts(steps: Sequence[Mapping[str, Any]], action: str) -> Iterator[Mapping[str, Any]]:
    return (each["with"] for each in steps if each.get("uses", "").startswith(f"actions/{action}@"))


def test_the_workflow_for_github(project: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML, which the extra 'bench' brings")
    jobs = yaml.safe_load(fenced("yaml", "runs-on"))["jobs"]
    shard, site = jobs["shard"], jobs["site"]
    store: dict[str, Path] = {}
    for number in shard["strategy"]["matrix"]["shard"]:
        filled = yaml.safe_load(yaml.safe_dump(shard).replace("${{ matrix.shard }}", str(number)))
        run([each["run"] for each in filled["steps"] if "run" in each], project, **filled["env"])
        for each in artifacts(filled["steps"], "upload-artifact"):
            store[each["name"]] = project / each["path"]
    for each in artifacts(site["steps"], "download-artifact"):
        assert each["merge-multiple"] is True
        (project / each["path"]).mkdir()
        for name, path in store.items():
            if fnmatch(name, each["pattern"]):
                shutil.move(path, project / each["path"])

    run([each["run"] for each in site["steps"] if "run" in each], project)

    both_played(project, ["messages/1.ndjson", "messages/2.ndjson"])
    looks_whole(project)
    (kept,) = artifacts(site["steps"], "upload-artifact")
    assert all((project / name).exists() for name in kept["path"].split())


def test_the_workflow_for_gitlab(project: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML, which the extra 'bench' brings")
    jobs = yaml.safe_load(fenced("yaml", "parallel:"))
    total = jobs["shard"]["parallel"]
    installed = jobs["default"]["before_script"]

    for number in range(1, total + 1):
        script = [*installed, *jobs["shard"]["script"]]
        run(script, project, CI_NODE_INDEX=number, CI_NODE_TOTAL=total)
    run([*installed, *jobs["site"]["script"]], project)

    kept = jobs["shard"]["artifacts"]
    assert len([*project.glob(kept["reports"]["junit"])]) == total
    both_played(project, [path.name for path in project.glob(*kept["paths"])])
    looks_whole(project)
    assert all((project / name).exists() for name in jobs["site"]["artifacts"]["paths"])


def test_the_pipeline_for_jenkins(project: Path) -> None:
    pipeline = fenced("groovy", "pipeline")
    shards, site = pipeline.split("stage('Site')")
    numbers = re.findall(r"'(\d)'", re.findall(r"values (.*)", shards)[0])

    for number in numbers:
        run(re.findall(r"\bsh '(.*)'", shards), project, SHARD=number)
    run(re.findall(r"\bsh '(.*)'", site), project)

    assert pipeline.count("{") == pipeline.count("}")
    assert re.findall(r"unstash '(.*)'", site) == [f"messages-{number}" for number in numbers]
    assert 'stash name: "messages-${SHARD}", includes: "${SHARD}.ndjson"' in shards
    assert all((project / f"{number}.xml").exists() for number in numbers)
    both_played(project, [f"{number}.ndjson" for number in numbers])
    looks_whole(project)
