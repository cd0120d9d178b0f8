"""A run: the modules that decide, the tests that have to notice, and what comes of it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from .changed import changed_lines
from .mutants import Mutant, mutants_of
from .trying import Trial, Untestable
from .unnoticed import unnoticed
from .verdict import Verdict

DECIDING = (
    "fakes/*/rules.py",
    "fakes/insync/service/backup.py",
    "fakes/insync/service/provisioning.py",
    "fakes/insync/service/restore.py",
    "fakes/insync/service/scim_users.py",
    "fakes/okta/service/assignments/*.py",
    "fakes/okta/service/provisioning/*.py",
    "fakes/outcomes/*.py",
)
"""The modules whose decisions make the outcomes."""
NOTICING = ("features", "*/**/tests/test_*law*.py", "crosswalk/exploring/tests/test_short_run.py")
"""What has to notice: the features, and the laws, which hold in random histories, too."""


def run(
    root: Path, modules: Sequence[str], *, since: str | None, seconds: float | None, jobs: int
) -> Verdict:
    """Try the mutants of modules, or of what decides; raises ValueError where it cannot."""
    deadline = None if seconds is None else time.monotonic() + seconds
    known = unnoticed()
    made = [each for path in _modules(root, modules) for each in mutants_of(root, path)]
    chosen = made if since is None else list(_touched(made, changed_lines(root, since)))
    tests = {each: known[each].test for each in chosen if each in known and known[each].test}
    trial = Trial(root, chosen, tests, jobs, deadline)
    if chosen:
        _try(trial)
    return Verdict(frozenset(made), trial.fates, known)


def _modules(root: Path, named: Sequence[str]) -> Iterator[str]:
    for each in named or DECIDING:
        found = sorted(root.glob(each))
        if not found:
            raise ValueError(f"there is no {each} in {root}: name modules by their paths")
        yield from (path.relative_to(root).as_posix() for path in found)


def _touched(made: Iterable[Mutant], changed: dict[str, set[int]]) -> Iterator[Mutant]:
    return (each for each in made if changed.get(each.path, set()).intersection(each.within))


def _try(trial: Trial) -> None:
    """Let pytest collect the tests and the trial run them, and show what pytest says of errors."""
    tests = [str(path) for each in NOTICING for path in sorted(trial.root.glob(each))]
    tests += sorted(set(trial.tests.values()))
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = pytest.main([*tests, "-q", "-p", "no:cacheprovider"], plugins=[trial])
    if trial.problem is not None:
        raise trial.problem
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise Untestable(said.getvalue())
