"""Where the scenario behind a test stands."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from pytest_bdd.parser import ScenarioTemplate
from pytest_bdd.scenario import scenario_wrapper_template_registry

from .records import ScenarioLocation


def place_of(item: pytest.Item) -> ScenarioLocation | None:
    """Return the place of a test's scenario, or None when the test plays none.

    A test that was collected from a feature file says itself on which line its scenario stands.
    """
    if item.path.suffix == ".feature":
        line = item.location[1]
        return (
            None
            if line is None
            else ScenarioLocation(uri=uri_of(item.path, item), line=line + 1, row=None)
        )
    template = _template(item)
    if template is None:
        return None
    callspec = getattr(item, "callspec", None)
    row = callspec.indices.get("_pytest_bdd_example") if callspec else None
    uri = uri_of(Path(template.feature.filename), item)
    return ScenarioLocation(uri=uri, line=template.line_number, row=row)


def _template(item: pytest.Item) -> ScenarioTemplate | None:
    found = getattr(item, "obj", None)
    if not callable(found):
        return None
    function = inspect.unwrap(getattr(found, "__func__", found))
    return scenario_wrapper_template_registry.get(function)


def uri_of(path: Path, item: pytest.Item) -> str:
    """Return a path as messages name it: relative to the root where it is below it."""
    return relative(path, item.config.rootpath)


def relative(path: Path, root: Path) -> str:
    """Return a path with slashes, relative to the root where it is below it."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
